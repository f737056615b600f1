#!/usr/bin/env bash
# What does a shell pipe of seven processes cost beside one process?
#
# The same run both ways, in turn, five times; prints the median seconds and the median ratio.
set -euo pipefail
cd "$(dirname "$0")/.."
DWELL="${DWELL:-.build/release/dwell}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
size="${1:-1000000}"
"$DWELL" simulate --fixes "$size" --seed 7 > "$work/fixes.csv"
seconds() {
  local start; start=$(date +%s.%N)
  "$@" > /dev/null
  awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { print b - a }'
}
one() { "$DWELL" run pipelines/findings.yaml "$work/fixes.csv" --quiet --jobs 1 --format arrow; }
pipe() {
  "$DWELL" read "$work/fixes.csv" | "$DWELL" clean --quiet | "$DWELL" project | "$DWELL" detect --quiet \
    | "$DWELL" cluster | "$DWELL" outline | "$DWELL" match
}
for round in 1 2 3 4 5; do
  a=$(seconds one); b=$(seconds pipe)
  awk -v a="$a" -v b="$b" 'BEGIN { print a, b, b / a }'
done | sort -n -k3 | awk '{ one[NR] = $1; pipe[NR] = $2; ratio[NR] = $3 }
  END { printf "one process %.2f s, pipe %.2f s, pipe ÷ one %.2f (%.2f to %.2f)\n", one[3], pipe[3], ratio[3], ratio[1], ratio[NR] }'
