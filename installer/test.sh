#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs every test: once as released, once under the address and
# undefined behaviour sanitizers.
#
#   installer/test.sh [--quick] [ARGUMENTS OF CTEST]
#
# --quick leaves the sanitizers out. Ends with "N passed, N failed"; tests labelled long are left out.
set -euo pipefail
unset CDPATH
exec </dev/null

here=$(cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source-path=SCRIPTDIR source=setup.sh
source "$here/setup.sh"

presets=(release asan)
arguments=()
for argument in "$@"; do
  case $argument in
    --quick) presets=(release) ;;
    -h | --help)
      say 'Usage: installer/test.sh [--quick] [ARGUMENTS OF CTEST]'
      exit 0 ;;
    *) arguments+=("$argument") ;;
  esac
done

evol_setup test
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$here/build.sh"

passed=0
failed=0
skipped=0
broken=()

# Adds the outcome of one run of ctest, read from its own closing lines.
count() {
  local log=$1 total fails skips
  total=$(sed -n 's/^[0-9]*% tests passed, [0-9]* tests failed out of \([0-9]*\)$/\1/p' "$log" | tail -n 1)
  fails=$(sed -n 's/^[0-9]*% tests passed, \([0-9]*\) tests failed out of [0-9]*$/\1/p' "$log" | tail -n 1)
  skips=$(grep -c '\*\*\*Skipped' "$log" || true)
  [[ -n $total && -n $fails ]] || return
  passed=$((passed + total - fails - skips))
  failed=$((failed + fails))
  skipped=$((skipped + skips))
}

run_tests() {
  local preset=$1 log=$evol_root/build/$1-tests.log status=0
  local -a command=(ctest --preset "$preset" -j 2 --no-tests=error -LE '^long$')
  # Under address randomization some kernels place memory where the sanitizer wants its own.
  if [[ $preset == asan ]] && setarch "$(uname -m)" -R true 2>/dev/null; then
    command=(setarch "$(uname -m)" -R "${command[@]}")
  fi
  (cd -- "$evol_root" &&
    QT_QPA_PLATFORM=offscreen \
    LSAN_OPTIONS="suppressions='$here/lsan.supp':print_suppressions=0" \
    UBSAN_OPTIONS='halt_on_error=1:print_stacktrace=1' \
      "${command[@]}" "${arguments[@]}") 2>&1 | tee -- "$log" || status=$?
  count "$log" || status=1
  if [[ $status -ne 0 ]]; then broken+=("$preset"); fi
}

for preset in "${presets[@]}"; do
  if ! evol_build "$preset"; then
    # What does not compile once would only fail again.
    broken+=("$preset")
    break
  fi
  say "Running the tests of the $preset build."
  run_tests "$preset"
done

if [[ ${#broken[@]} -gt 0 ]]; then say "Not clean: ${broken[*]}."; fi
if [[ $((passed + failed)) -eq 0 ]]; then say 'No test ran.'; fi
summary="$passed passed, $failed failed"
if [[ $skipped -gt 0 ]]; then summary+=", $skipped skipped"; fi
echo "$summary"
[[ ${#broken[@]} -eq 0 && $failed -eq 0 && $passed -gt 0 ]]
