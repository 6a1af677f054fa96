#!/usr/bin/env bash
# Everything that must hold, in one go; each part says what it ran. Stops at the first part that fails.
set -euo pipefail
cd "$(dirname "$0")/.."
started=$SECONDS
part() {
  local at=$SECONDS
  printf '\n== %s\n' "$1"; shift
  "$@"
  printf -- '-- %d s (%d s in all)\n' $((SECONDS - at)) $((SECONDS - started))
}
part "Format and rooms" make format lint
part "Front ends: build" make build/.web
part "Front ends: types, lint, unit, size" make web-check
part "Server: build" scripts/build.sh dev mashang unit_tests integration_tests
part "Server: unit tests" make unit
part "Server: the same by clang" make clang
part "Server: integration on SQLite and PostgreSQL" make integration
part "The contract against the running server" make contract
part "Bad input and kills" make faults
part "Plans from files, checked by programs of their own" make plan
part "Browsers" make e2e
part "Fuzzing" make fuzz
printf '\nAll of it passed in %d s.\n' $((SECONDS - started))
