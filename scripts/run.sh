#!/usr/bin/env bash
# Makes the demo county in DATA once, then serves it.
#   scripts/run.sh BINARY DATA PORT
set -euo pipefail
binary=$1 data=$2 port=$3
if [ ! -e "$data/mashang.db" ]; then
  # Made beside and moved into place, so that a stopped run leaves no half county behind.
  rm -rf "$data.part"
  mkdir -p "$(dirname "$data")"
  "$binary" demo --seed 1 --data "$data.part"
  mv "$data.part" "$data"
fi
exec "$binary" serve --data "$data" --port "$port" --welcome
