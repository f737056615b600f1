#!/usr/bin/env bash
# How right are visits, centres, look regions and sites, on real and simulated flights, beside other tools?
#
#   bash Benchmarks/accuracy/run.sh              judging seeds, real data where there is some, other tools
#   bash Benchmarks/accuracy/run.sh --tuning     the seeds to tune on
#   bash Benchmarks/accuracy/run.sh --check      exit 1 where a target is missed
#   bash Benchmarks/accuracy/run.sh --ablations  what each idea of the detector contributes
#   bash Benchmarks/accuracy/run.sh --likelihood is what match calls probable as often right?
#   bash Benchmarks/accuracy/run.sh --gallery    gallery.html: every real file with its visits
#
# DWELL is the tool (default: the release build), PYTHON an interpreter that has requirements.txt (default: a
# virtual environment made on the first run), DWELL_REAL_DATA the real telemetry.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
export DWELL="${DWELL:-$root/.build/release/dwell}"
[[ -x "$DWELL" ]] || { echo "run.sh: no tool at $DWELL: 'make release' builds it, DWELL names another" >&2; exit 66; }
if [[ -z "${PYTHON:-}" ]]; then
  PYTHON="$root/.build/accuracy-venv/bin/python"
  if [[ ! -x "$PYTHON" ]]; then
    python3 -m venv "$root/.build/accuracy-venv"
    "$PYTHON" -m pip install --quiet --requirement "$here/requirements.txt"
  fi
fi
exec "$PYTHON" "$here/accuracy.py" "$@"
