#!/usr/bin/env bash
# Where does the time of a whole run go, stage by stage, and does it grow faster than the input?
#
# Runs ever longer prefixes of the pipeline over simulated flights of two sizes; the time of a stage is
# the difference to the prefix before it. Best of three, interleaved.
set -euo pipefail
cd "$(dirname "$0")/.."
DWELL="${DWELL:-.build/release/dwell}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stages=(read clean project detect cluster outline match)
sizes=("${1:-250000}" "${2:-2000000}")

for size in "${sizes[@]}"; do
  "$DWELL" simulate --fixes "$size" --seed 7 > "$work/$size.csv"
  : > "$work/$size.times"
done
for count in $(seq 1 ${#stages[@]}); do
  printf -- '- %s\n' "${stages[@]:0:$count}" > "$work/$count.yaml"
done
for round in 1 2 3; do
  for count in $(seq 1 ${#stages[@]}); do
    for size in "${sizes[@]}"; do
      start=$(date +%s.%N)
      "$DWELL" run "$work/$count.yaml" "$work/$size.csv" --jobs 1 --quiet --format arrow > /dev/null
      end=$(date +%s.%N)
      awk -v c="$count" -v a="$start" -v b="$end" 'BEGIN { print c, b - a }' >> "$work/$size.times"
    done
  done
done
echo "stage     ns/fix at ${sizes[0]}   ns/fix at ${sizes[1]}   ratio"
for count in $(seq 1 ${#stages[@]}); do
  row=()
  for size in "${sizes[@]}"; do
    best() { awk -v c="$1" '$1 == c { if (!m || $2 < m) m = $2 } END { print m + 0 }' "$work/$size.times"; }
    now=$(best "$count"); before=$(best $((count - 1)))
    row+=("$(awk -v a="$now" -v b="$before" -v n="$size" 'BEGIN { print (a - b) * 1e9 / n }')")
  done
  awk -v s="${stages[$((count - 1))]}" -v a="${row[0]}" -v b="${row[1]}" \
    'BEGIN { printf "%-9s %16d %20d %7.2f\n", s, a, b, (a > 0 ? b / a : 0) }'
done
