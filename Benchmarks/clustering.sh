#!/usr/bin/env bash
# How fast is clustering beside its rivals, how does it grow, which radius is slow, and what would memory allow?
#
# Makes every table of Benchmarks/README.md about clustering, in its order; an hour on two cores.
# With HUGE=1 the scaling goes on to 10⁸ points (3 GB of points, 8 GB in all).
set -euo pipefail
cd "$(dirname "$0")"
swift build -c release --product Measure
export MEASURE="$PWD/.build/release/Measure"
bash rivals/run.sh --points "${POINTS:-10M}" --rounds "${ROUNDS:-5}"
for set in "uniform 2.5" "ss-varden 20" "drones 25"; do
  read -r name radius <<< "$set"
  "$MEASURE" scaling --set "$name" --radius "$radius" --to "$([ "${HUGE:-}" = 1 ] && echo 100000000 || echo 10000000)"
done
"$MEASURE" radii
for set in "uniform 2.5" "ss-varden 200"; do
  read -r name radius <<< "$set"
  "$MEASURE" roofline --set "$name" --radius "$radius" --threads 1
done
