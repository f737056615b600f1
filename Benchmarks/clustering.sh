#!/usr/bin/env bash
# How fast is clustering beside its rivals, how does it grow, which radius is slow, and what would memory allow?
#
# Makes every table of Benchmarks/README.md about clustering, in its order, each after the command that
# makes it alone:
#
#   bash Benchmarks/clustering.sh           a million points and few rounds: five minutes on two cores
#   bash Benchmarks/clustering.sh --full    as in the README, up to 10⁸ points: half an hour and 10 GiB
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
  "") points=1M rounds=1 most=3200000 repeats=3 roof=2000000 sizes=10000 ;;
  --full) points=10M rounds=5 most=100000000 repeats=5 roof=10000000 sizes=10000,100000,1000000 ;;
  *) sed -n '2,8p' "$0"; exit 64 ;;
esac
if [ "${1:-}" = --full ]; then
  free=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
  [ "$free" -ge 10 ] || { echo "clustering.sh: --full takes 10 GiB of memory; $free are free"; exit 1; }
fi
swift build --package-path Benchmarks -c release --product Measure
export MEASURE="${MEASURE:-Benchmarks/.build/release/Measure}"

# Prints a command and runs it.
say() { echo; echo "\$ $*"; "$@"; }

say bash Benchmarks/rivals/run.sh --points "$points" --rounds "$rounds"
say "$MEASURE" scaling --set uniform --radius 2.5 --to "$most" --rounds "$repeats"
say "$MEASURE" radii --rounds "$repeats"
for threads in 1 2; do
  for set in "uniform 2.5" "ss-varden 200" "ss-varden 20"; do
    read -r name radius <<< "$set"
    say "$MEASURE" roofline --set "$name" --radius "$radius" --threads "$threads" --points "$roof" --rounds "$repeats"
  done
done
say "$MEASURE" kernels
DWELL_BENCHMARK_POINTS="$sizes" say swift package --package-path Benchmarks benchmark
