#!/usr/bin/env bash
# How fast is every format read, beside pyulog, pymavlink, klvdata, gpxpy and Polars on the same files?
#
#   bash Benchmarks/formats/run.sh [--fixes 300000] [--rounds 3] [--only csv,klv] [--no-rivals]
#
# Makes one file a format of simulated flights, takes the real ones of DWELL_REAL_DATA where there are
# some, reads all in turn, checks that all find the same number of fixes, prints a table.
#
# DWELL is the tool that simulates (default: the release build), PYTHON an interpreter that has
# requirements.txt (default: a virtual environment made on the first run), READ the program that is
# timed (default: built here).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
export DWELL="${DWELL:-$root/.build/release/dwell}"
[[ -x "$DWELL" ]] || { echo "run.sh: no tool at $DWELL: 'make release' builds it, DWELL names another" >&2; exit 66; }
if [[ -z "${PYTHON:-}" ]]; then
  PYTHON="$root/.build/formats-venv/bin/python"
  if ! cmp -s "$here/requirements.txt" "$root/.build/formats-venv/installed.txt"; then
    python3 -m venv "$root/.build/formats-venv"
    "$PYTHON" -m pip install --quiet --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$root/.build/formats-venv/installed.txt"
  fi
fi
if [[ -z "${READ:-}" ]]; then
  swift build --package-path "$here/.." -c release --product ReadFiles
  READ="$here/../.build/release/ReadFiles"
fi
export READ
exec "$PYTHON" "$here/formats.py" "$@"
