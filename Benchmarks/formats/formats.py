"""Times dwell and the other readers in turn, checks that they find as many fixes, prints a table.

Each measurement is a process of its own on one thread; of the rounds the fastest counts. Files of other
people may hold positions that dwell leaves out with a reason (0, 0, repeated, no fix): there the counts
are shown and not checked.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
RIVALS = {
    "csv": "polars", "ndjson": "polars", "gpx": "gpxpy", "klv": "klvdata", "tlog": "pymavlink",
    "BIN": "pymavlink", "px4log": "pymavlink", "ulg": "pyulog",
}
REAL = [
    "derived/opensky-csv/switzerland.csv", "ulog/pyulog_sample_px4_events.ulg", "ulog/sample_px4_events.ulg",
    "dataflash/px4tools_01_07_59.px4log", "mavlink-tlog/dronekit_flight.tlog",
    "misb-klv/sitrec_Truck.klv", "dji-srt/MAVIC3.srt",
    "misb-klv/kwiver_aphill_short.ts", "ais-tracktable/NYHarbor_2020_06_30_first_hour.csv",
]


def dwell(path, rounds):
    done = subprocess.run(
        [os.environ["READ"], str(rounds), path], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{path}: {done.stderr.strip()}")
    found = json.loads(done.stdout)
    return found["seconds"], found["fixes"], found["seconds"] > 0 and found["bytes"] / found["seconds"]


def rival(name, path):
    done = subprocess.run(
        [sys.executable, os.path.join(HERE, "rivals.py"), name, path], capture_output=True, text=True)
    if done.returncode:
        return None
    seconds, count = done.stdout.split()
    return float(seconds), int(float(count))


def measure(path, name, is_ours, options):
    tool = None if options.no_rivals else RIVALS.get(path.rsplit(".", 1)[1])
    best, other = None, None
    for _ in range(options.rounds):
        now = dwell(path, 1)
        best = min(best or now, now)
        if tool:
            then = rival(tool, path)
            other = then if other is None else other if then is None else min(other, then)
    seconds, fixes, speed = best
    row = [name, f"{os.path.getsize(path) / 1e6:.1f}", f"{speed / 1e6:.0f}", f"{fixes / seconds / 1e6:.2f}"]
    verdict = ""
    if tool and other:
        row += [tool, f"{os.path.getsize(path) / other[0] / 1e6:.1f}", f"{other[0] / seconds:.1f}"]
        # A log's first fix may come from its other source of positions, before the one that is counted.
        agree = abs(other[1] - fixes) <= 1
        verdict = f"{fixes:,}" if agree else f"{fixes:,} and {other[1]:,}"
        if is_ours and not agree:
            verdict += " DIFFER"
    else:
        row += ["", "", ""]
        verdict = f"{fixes:,}"
    print("| " + " | ".join(row + [verdict]) + " |", flush=True)
    return not verdict.endswith("DIFFER")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=300_000, help="fixes to simulate")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the fastest counts")
    parser.add_argument("--only", default="", help="ends of file names, parted by commas")
    parser.add_argument("--no-rivals", action="store_true", help="time dwell alone")
    options = parser.parse_args()
    ends = tuple(end for end in options.only.split(",") if end) or ("",)
    agree = True
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "source.csv")
        with open(source, "w") as file:
            subprocess.run(
                [os.environ["DWELL"], "simulate", "--fixes", str(options.fixes), "--seed", "7",
                 "--no-defects"], stdout=file, check=True)
        made = os.path.join(folder, "made")
        subprocess.run([sys.executable, os.path.join(HERE, "make.py"), source, made], check=True)
        print("| file | MB | MB/s | M fixes/s | beside | MB/s | times faster | fixes |")
        print("|---|---:|---:|---:|---|---:|---:|---:|")
        for name in sorted(os.listdir(made)):
            if name.endswith(ends):
                agree &= measure(os.path.join(made, name), name, True, options)
        real = os.environ.get("DWELL_REAL_DATA", os.path.join(HERE, "../../../shared/data"))
        for name in REAL:
            path = os.path.join(real, name)
            if name.endswith(ends) and os.path.exists(path):
                measure(path, os.path.basename(name) + " (real)", False, options)
    if not agree:
        sys.exit("the readers do not find the same number of fixes")


main()
