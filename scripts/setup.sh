#!/usr/bin/env bash
# Installs the Debian packages of the named groups that are missing, and nothing else.
#   scripts/setup.sh build [test] [bench]
# A stamp in build/ makes the second call free.
set -euo pipefail
cd "$(dirname "$0")/.."

list=scripts/packages.txt
stamp="build/.setup/$(printf '%s-' "$@")$(sha256sum "$list" | cut -c1-12)"
[ -e "$stamp" ] && exit 0

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else echo "Run this as root, or install sudo: packages are missing." >&2; exit 1
  fi
}

wanted=()
for group in "$@"; do
  mapfile -t of_group < <(awk -v group="[$group]" '/^\[/ { inside = ($0 == group); next } inside && NF && !/^#/' "$list")
  [ ${#of_group[@]} -gt 0 ] || { echo "setup: no group [$group] in $list" >&2; exit 1; }
  wanted+=("${of_group[@]}")
done

# Node 18 (Debian 12's) or newer builds the front ends.
node_major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/' || true)
if [ "${node_major:-0}" -lt 18 ] || ! command -v npm >/dev/null; then wanted+=(nodejs npm); fi

missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi
mkdir -p build/.setup && touch "$stamp"
