#!/usr/bin/env bash
# Configures a preset once and builds the named targets, with progress on a terminal.
#   scripts/build.sh dev unit_tests
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1; shift
if [ ! -e "build/$preset/build.ninja" ]; then
  echo "Configuring ($preset)"
  cmake --preset "$preset" >"/dev/null" || cmake --preset "$preset"
fi
export NINJA_STATUS='[%f/%t %es] '
if [ -t 1 ]; then exec ninja -C "build/$preset" "$@"; fi
ninja -C "build/$preset" --quiet "$@"
