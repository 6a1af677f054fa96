#!/usr/bin/env bash
# Runs every fuzz target for SECONDS (60) each, from its corpus; what crashes is kept in build/fuzz/findings.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
cmake --preset fuzz >/dev/null
names=()
for source in tests/fuzz/*_fuzz.cpp; do names+=("$(basename "$source" .cpp)"); done
ninja -C build/fuzz "${names[@]}"
mkdir -p build/fuzz/findings
for name in "${names[@]}"; do
  grown=build/fuzz/corpus/${name%_fuzz}
  mkdir -p "$grown"
  printf '%s for %s s\n' "$name" "$seconds"
  if ! "build/fuzz/$name" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=1024 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix=build/fuzz/findings/ "$grown" "tests/fuzz/corpus/${name%_fuzz}" \
    >"build/fuzz/$name.log" 2>&1; then
    tail -40 "build/fuzz/$name.log"
    exit 1
  fi
  grep number_of_executed_units "build/fuzz/$name.log"
done
