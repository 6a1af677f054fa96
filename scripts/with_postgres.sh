#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL 15 that is gone afterwards.
#
#   scripts/with_postgres.sh [--fast] COMMAND [ARGUMENT]...
#
# The command finds MASHANG_TEST_POSTGRES: a URL of a superuser on a unix socket. --fast turns fsync off: for tests,
# never for benchmarks or durability. Loopback and a private socket only; a free port is found.
set -euo pipefail

fast=no
if [[ ${1:-} == --fast ]]; then
  fast=yes
  shift
fi
[[ $# -gt 0 ]] || { echo "usage: with_postgres.sh [--fast] COMMAND [ARGUMENT]..." >&2; exit 2; }

bin=/usr/lib/postgresql/15/bin
[[ -x $bin/initdb ]] || { echo "with_postgres.sh: $bin/initdb is missing; install postgresql-15" >&2; exit 1; }

# The server refuses to run as root.
as_server=()
[[ $(id -u) -ne 0 ]] || as_server=(runuser -u postgres --)

home=$(mktemp -d "${TMPDIR:-/tmp}/mashang_postgres.XXXXXX")
chmod 755 "$home"
mkdir "$home/data" "$home/socket"
[[ $(id -u) -ne 0 ]] || chown -R postgres "$home"

stop() {
  (cd / && "${as_server[@]}" "$bin/pg_ctl" stop -s -D "$home/data" -m immediate >/dev/null 2>&1) || true
  rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories=$home/socket -c max_connections=200"
settings+=" -c max_wal_size=4GB -c autovacuum_naptime=10s"
[[ $fast == no ]] || settings+=" -c fsync=off -c full_page_writes=off"

(cd / && "${as_server[@]}" "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >"$home/log" 2>&1) ||
  { cat "$home/log" >&2; exit 1; }
for attempt in 1 2 3; do
  port=$(free_port)
  if (cd / && "${as_server[@]}" "$bin/pg_ctl" start -s -w -D "$home/data" -l "$home/data/log" -o "$settings -p $port"); then
    break
  fi
  [[ $attempt -lt 3 ]] || { cat "$home/data/log" >&2; exit 1; }
done

export MASHANG_TEST_POSTGRES="postgresql://postgres@/postgres?host=$home/socket&port=$port"
"$@"
