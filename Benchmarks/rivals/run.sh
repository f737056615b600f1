#!/usr/bin/env bash
# How many times faster than its rivals is dwell, on the same arrays in the same run?
#
# Installs PyPI's `dbscan` and scikit-learn as pinned, builds the measuring tool, makes the arrays
# once, and runs all in turn, each in a process of its own:
#
#   bash Benchmarks/rivals/run.sh [--points 10M] [--rounds 5] [--cases varden-200,uniform-2.5] [--help]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv="${VENV:-$here/.venv}"
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
  "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/installed.txt"
fi
if [ -z "${MEASURE:-}" ]; then
  swift build --package-path "$here/.." -c release --product Measure
  MEASURE="$here/../.build/release/Measure"
fi
exec "$venv/bin/python" "$here/rivals.py" --measure "$MEASURE" "$@"
