"""Times dwell and its rivals in turn on the same arrays, checks that they agree, prints a table.

Each measurement is a process of its own that reads the array first and then clusters it once: what a
user pays. Rounds go through all programs one after another, so that what else the machine does falls
on all alike; ratios are taken within a round. `dwell` reads the rows into two columns, which is
timed apart and shown; the ratios leave it out on both sides.

Before each program, whichever it is, 600 bytes a point are touched and freed. The host of a virtual
machine may take free memory back, and the first touch afterwards then costs up to some milliseconds a
megabyte, as chance has it: `--cold` leaves it out.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

import numpy as np

CORE = 1 << 30
CASES = {  # name: point set, radius, the rivals it is given to, ratios wanted on 2 threads and on 1
    "varden-200": ("ss-varden", 200.0, ["dbscan"], (25, 15)),
    "uniform-2.5": ("uniform", 2.5, ["dbscan"], (20, 12)),
    "varden-20": ("ss-varden", 20.0, ["dbscan"], (20, 12)),
    "varden-1000": ("ss-varden", 1000.0, ["dbscan"], None),
    "uniform-0.5": ("uniform", 0.5, ["dbscan"], None),
    "scikit-uniform-2.5": ("uniform", 2.5, ["scikit-learn"], (50, 30)),
    "scikit-varden-20": ("ss-varden", 20.0, ["scikit-learn"], (50, 30)),
    "scikit-drones-25": ("drones", 25.0, ["scikit-learn"], (50, 30)),
}
USUAL = "varden-200,uniform-2.5,varden-20,scikit-uniform-2.5,scikit-varden-20"
HERE = os.path.dirname(os.path.abspath(__file__))


def count(text):
    """A number of points: 10000, 100k, 10M."""
    scale = {"k": 10**3, "M": 10**6}.get(text[-1], 1)
    return int(float(text.rstrip("kM")) * scale)


def run(command, environment=None):
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def warm(points):
    """Touches and frees as much memory as the hungriest program takes."""
    subprocess.run([sys.executable, "-c", f"import numpy; numpy.ones({75 * points})"], check=True)


def disagreement(name, theirs, ours):
    """What is different between two answers, None when nothing is that the rules fix.

    scikit-learn's must be ours, label for label. PyPI's dbscan numbers clusters as it likes and gives
    a border point to the nearest core point's, so: the same core points, grouped alike, and
    the same noise.
    """
    if name == "scikit-learn":
        wrong = np.flatnonzero(theirs != ours)
        return None if len(wrong) == 0 else f"{len(wrong)} labels differ, first at {wrong[0]}"
    core = ours >= CORE - 1
    differing = np.count_nonzero(core != (theirs >= CORE - 1))
    if differing:
        return f"{differing} core flags differ"
    pairs = np.unique(ours[core].astype(np.int64) << 32 | theirs[core])
    if len(np.unique(pairs >> 32)) != len(pairs) or len(np.unique(pairs & 0xFFFFFFFF)) != len(pairs):
        return "core points are grouped differently"
    differing = np.count_nonzero((ours == -1) != (theirs == -1))
    return f"{differing} points are noise for one only" if differing else None


def measure_case(name, folder, options):
    points_set, radius, rivals, wanted = CASES[name]
    points = min(options.points, 10**6) if "scikit-learn" in rivals else options.points
    array = os.path.join(folder, f"{points_set}-{points}.npy")
    if not os.path.exists(array):
        subprocess.run(
            [options.measure, "generate", points_set, array, "--points", str(points), "--seed", "1"],
            check=True)
    labels = {p: os.path.join(folder, f"labels-{p}.npy") for p in rivals + ["dwell-1", "dwell-2"]}
    common = [array, str(radius), str(options.min_points)]
    programs = {
        rival: [sys.executable, os.path.join(HERE, "one.py"), rival, *common, labels[rival]]
        for rival in rivals}
    for threads in (1, 2):
        programs[f"dwell-{threads}"] = [
            options.measure, "cluster", array, "--radius", str(radius), "--min-points",
            str(options.min_points), "--threads", str(threads), "--labels",
            labels[f"dwell-{threads}"]]
    results = {program: [] for program in programs}
    for round_number in range(options.rounds):
        for program, command in programs.items():
            if not options.cold:
                warm(points)
            threads = {"PARLAY_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}
            results[program].append(run(command, threads))
            print(
                f"  {name} round {round_number + 1} {program}: "
                f"{results[program][-1]['seconds'][0]:.2f} s", file=sys.stderr)
    answers = {program: np.load(path) for program, path in labels.items()}
    verdicts = [disagreement("scikit-learn", answers["dwell-2"], answers["dwell-1"])]
    verdicts += [disagreement(rival, answers[rival], answers["dwell-1"]) for rival in rivals]
    verdict = "; ".join(v for v in verdicts if v) or "agree"

    def times(program):
        return [r["seconds"][0] for r in results[program]]

    first = results["dwell-1"][0]
    print(
        f"\n{name}: {points_set}, {points:,} points shuffled, radius {radius:g} m, min-points "
        f"{options.min_points}: {first['cores']:,} core, {first['borders']:,} border, "
        f"{first['clusters']:,} clusters; answers {verdict}")
    print("| program | threads | seconds, median | min | times faster, median | min | wanted | bytes a point |")
    print("|---|---|---|---|---|---|---|---|")
    for program in programs:
        seconds = times(program)
        peak = statistics.median(r["peakBytes"] for r in results[program]) / points
        row = [program.split("-")[0] if "dwell" in program else program]
        row.append(program[-1] if "dwell" in program else ("2" if program == "dbscan" else "1"))
        row += [f"{statistics.median(seconds):.3f}", f"{min(seconds):.3f}"]
        if "dwell" in program:
            ratios = [b / a for a, b in zip(seconds, times(rivals[0]))]
            row += [f"{statistics.median(ratios):.1f}", f"{min(ratios):.1f}"]
            row.append(f"{wanted[0 if program[-1] == '2' else 1]}" if wanted else "")
        else:
            row += ["1", "1", ""]
        row.append(f"{peak:.0f}")
        print("| " + " | ".join(row) + " |")
    converting = statistics.median(r["convertingSeconds"] for r in results["dwell-1"])
    print(f"dwell's rows to columns: {converting:.3f} s more.", flush=True)
    return verdict == "agree"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--measure", required=True, help="the built measuring tool")
    parser.add_argument("--points", type=count, default=10**7, help="e.g. 10M (scikit-learn: 1M at most)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--min-points", type=int, default=10)
    parser.add_argument("--cold", action="store_true", help="do not touch memory before each program")
    parser.add_argument("--cases", default=USUAL, help="of: " + ",".join(CASES))
    options = parser.parse_args()
    with open("/proc/cpuinfo") as lines:
        machine = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    print(f"{machine}, {os.cpu_count()} processors, {options.rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        agreed = [measure_case(name, folder, options) for name in options.cases.split(",")]
    sys.exit(0 if all(agreed) else "some answers differ")


main()
