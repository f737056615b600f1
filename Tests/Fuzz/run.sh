#!/usr/bin/env bash
# Fuzzes the reader of every format, or of those named, for SECONDS each (default 60) or RUNS inputs.
#
#   SECONDS_EACH=60 bash Tests/Fuzz/run.sh [format …]
#   RUNS=10000000 bash Tests/Fuzz/run.sh
#   SEED=1 SECONDS_EACH=4 bash Tests/Fuzz/run.sh    # the same inputs every time: what CI does
#
# A crash, a hang of over a second or an allocation of over 64 MiB ends it with exit code 1 and leaves
# the input in Tests/Fuzz/Crashes/FORMAT: mend the reader, then commit the input with the mend.
# Seeds are the files that the tests encode; the corpus that grows from them stays in .build-fuzz.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$PWD/.build-fuzz
seconds=${SECONDS_EACH:-60}
runs=${RUNS:--1}
seed=${SEED:-0}
[ "$runs" = -1 ] || seconds=0

# Of two sanitizers the compiler hears the last one only, so that what the fuzzer counts is asked for by name:
# without it every input looks alike, and nothing but noise of some bytes is tried.
swift build --package-path Tests/Fuzz --scratch-path "$work/build" -c release \
  --sanitize=fuzzer --sanitize=address \
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,indirect-calls,trace-cmp --product Fuzz
fuzz=$work/build/release/Fuzz

if [ ! -d "$work/seeds" ]; then
  swift build --build-tests
  DWELL_FUZZ_SEEDS=$work/seeds swift test --skip-build --filter TelemetryTests > "$work/seeds.log" 2>&1 \
    || { tail -n 20 "$work/seeds.log"; exit 1; }
fi

formats=("$@")
[ ${#formats[@]} -gt 0 ] || mapfile -t formats < <(
  swift run --skip-build dwell formats | grep -o '^[a-z][^ ]*')

failed=()
for format in "${formats[@]}"; do
  corpus=$work/corpus/$format
  crashes=Tests/Fuzz/Crashes/$format
  mkdir -p "$corpus" "$crashes" "$work/seeds/$format"
  echo "== $format"
  # A quarantine of some MiB is reused, not mapped anew: twice to ten times the inputs a second.
  DWELL_FUZZ_FORMAT=$format ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=4:malloc_context_size=2 "$fuzz" \
    -max_total_time="$seconds" -runs="$runs" -seed="$seed" -timeout=1 -malloc_limit_mb=64 -rss_limit_mb=2048 \
    -max_len=8192 -print_final_stats=1 -verbosity=0 -artifact_prefix="$crashes/" \
    "$corpus" "$work/seeds/$format" "$crashes" > "$work/$format.log" 2>&1 \
    || failed+=("$format")
  if grep -q 'Is the code instrumented' "$work/$format.log"; then
    echo "$format: the build does not count coverage, so that nothing was fuzzed" && exit 1
  fi
  grep -E 'number_of_executed_units|SUMMARY|ERROR' "$work/$format.log" || true
  rmdir --ignore-fail-on-non-empty "$crashes"
done

if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: ${failed[*]} (logs in $work, inputs in Tests/Fuzz/Crashes)"
  exit 1
fi
