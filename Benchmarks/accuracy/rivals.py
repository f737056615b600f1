"""MovingPandas + scikit-learn's DBSCAN, and trackintel, on the same cleaned fixes as the tool.

They know stops alone, of no kind: any of theirs that shares half its joint time with a true stop or orbit is
right. Each is shown at the best of a grid of its parameters, chosen on the very data it is judged on, for
stops, orbits and sites apart: better than a user could do. The tool runs once, with its defaults.
"""

import hashlib
import json
import os
import subprocess
import time
import warnings
from datetime import datetime
from itertools import product
from statistics import median

import numpy as np

import measure
import real
from records import DWELL, claims, offset, streams, visits
from simulated import Scenario
from table import show

warnings.filterwarnings("ignore")

DIAMETERS = (100, 1000, 6000, 25000, 80000)  # max_diameter, dist_threshold × 2; metres
MINUTES = (2, 10)  # min_duration, time_threshold
EPSILON = (200, 500, 1500)  # DBSCAN, generate_locations; metres
SAMPLES = (1, 2, 3)


def cleaned(path):
    """Fixes after `dwell clean`: seconds, longitude, latitude, vehicle, flight."""
    reader = subprocess.run([DWELL, "read", path, "--quiet"], capture_output=True, check=True)
    done = subprocess.run([DWELL, "clean", "--quiet"], input=reader.stdout, capture_output=True, check=True)
    table = streams(done.stdout)["fixes"]
    return {
        "time": table["time"].cast("int64").to_numpy() / 1e6,
        "lon": table["lon"].to_numpy(), "lat": table["lat"].to_numpy(),
        "vehicle": np.array(table["vehicle"].to_pylist(), dtype=object),
        "flight": np.array(table["flight"].to_pylist(), dtype=object),
    }


def movingpandas(fixes, diameter, minutes):
    """Its stops: a trajectory a flight, the point the median of the fixes inside."""
    import geopandas as gpd
    import movingpandas as mpd
    import pandas as pd

    stops = []
    for flight in dict.fromkeys(fixes["flight"]):
        rows = np.flatnonzero(fixes["flight"] == flight)
        if len(rows) < 2:
            continue
        points = gpd.points_from_xy(fixes["lon"][rows], fixes["lat"][rows], crs="EPSG:4326")
        index = pd.to_datetime(np.round(fixes["time"][rows] * 1e6).astype("int64"), unit="us")
        trajectory = mpd.Trajectory(gpd.GeoDataFrame(geometry=points, index=index), flight)
        for stop in mpd.TrajectoryStopDetector(trajectory).get_stop_time_ranges(
            max_diameter=diameter, min_duration=pd.Timedelta(minutes=minutes)
        ):
            first, last = (pd.Timestamp(t).value / 1e9 for t in (stop.t_0, stop.t_n))
            inside = rows[(fixes["time"][rows] >= first) & (fixes["time"][rows] <= last)]
            stops.append({
                "vehicle": fixes["vehicle"][rows[0]], "first": first, "last": last,
                "centre_lon": float(np.median(fixes["lon"][inside])),
                "centre_lat": float(np.median(fixes["lat"][inside]))})
    return stops


def trackintel(fixes, diameter, minutes):
    """Its staypoints: a user a vehicle; the last one kept."""
    import geopandas as gpd
    import pandas as pd
    import trackintel as ti

    times = pd.to_datetime(np.round(fixes["time"] * 1e6).astype("int64"), unit="us", utc=True)
    table = gpd.GeoDataFrame(
        {"user_id": fixes["vehicle"].astype(str), "tracked_at": times},
        geometry=gpd.points_from_xy(fixes["lon"], fixes["lat"], crs="EPSG:4326"))
    table.index.name = "id"
    _, stays = ti.Positionfixes(table).generate_staypoints(
        method="sliding", dist_threshold=diameter / 2, time_threshold=minutes, gap_threshold=15,
        include_last=True, n_jobs=1)
    return [
        {"vehicle": row.user_id, "first": row.started_at.timestamp(),
         "last": row.finished_at.timestamp(), "centre_lon": row.geometry.x,
         "centre_lat": row.geometry.y}
        for row in stays.itertuples()]


TOOLS = (("MovingPandas + DBSCAN", movingpandas), ("trackintel", trackintel))


def grid(name, tool, fixes, folder):
    """The stops of a tool for each of its settings, and the seconds that each took.

    They depend on the fixes alone, so `--work` keeps them: the tools are a hundred times slower than what
    they are compared with.
    """
    digest = hashlib.sha256(name.encode())
    for column in ("time", "lon", "lat"):
        digest.update(np.ascontiguousarray(fixes[column]).tobytes())
    digest.update("\n".join(map(str, fixes["flight"])).encode())
    stops_of, times = {}, []
    for diameter, minutes in product(DIAMETERS, MINUTES):
        path = os.path.join(folder, f"stops-{digest.hexdigest()[:16]}-{diameter}-{minutes}.json")
        if os.path.exists(path):
            with open(path) as file:
                kept = json.load(file)
        else:
            began = time.monotonic()
            stops = tool(fixes, diameter, minutes)
            kept = {"seconds": time.monotonic() - began, "stops": stops}
            with open(path, "w") as file:
                json.dump(kept, file)
        stops_of[diameter, minutes] = kept["stops"]
        times.append(kept["seconds"])
    return stops_of, times


def places(stops, epsilon, samples):
    """Places where stops are dense: scikit-learn's DBSCAN on the sphere, as trackintel's locations are."""
    from sklearn.cluster import DBSCAN

    if not stops:
        return []
    points = np.radians([[s["centre_lat"], s["centre_lon"]] for s in stops])
    labels = DBSCAN(
        eps=epsilon / 6371000, min_samples=samples, metric="haversine", algorithm="ball_tree"
    ).fit_predict(points)
    return [
        {"lon": float(np.degrees(points[labels == label, 1].mean())),
         "lat": float(np.degrees(points[labels == label, 0].mean()))}
        for label in set(labels) - {-1}]


def score(truths, stops, kind):
    """The row of the truths of a kind against stops of no kind."""
    ours = [v for v in truths if v["kind"] in ("stop", "orbit")]
    pairs = measure.paired(ours, stops, key=lambda v: v["vehicle"])
    row = measure.Row()
    row.true = sum(v["kind"] == kind and not v["borderline"] for v in ours)
    neutral = sum(ours[t]["borderline"] for t, _, _ in pairs)
    row.detected = len(stops) - neutral
    row.wrong = len(stops) - len(pairs)
    for t, d, overlap in pairs:
        if ours[t]["kind"] == kind and not ours[t]["borderline"]:
            row.found += 1
            row.overlaps.append(overlap)
            if ours[t]["shape"] == "drifting":
                continue
            east, north = offset(
                ours[t]["centre_lon"], ours[t]["centre_lat"], stops[d]["centre_lon"],
                stops[d]["centre_lat"])
            error = (east**2 + north**2) ** 0.5
            row.errors.append(error)
            if ours[t]["radius_m"]:
                row.relative.append(error / ours[t]["radius_m"])
    return row


def quality(row):
    """F1: the harmonic mean of precision and recall."""
    right = row.detected - row.wrong
    precision = right / row.detected if row.detected else 0
    recall = row.found / row.true if row.true else 0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


def cells(row):
    """The columns that all three have."""
    text = row.cells()
    return text[:11]


def best(name, stops_of, truths, sites):
    """The best rows of a tool over its grid."""
    lines = []
    for kind in ("stop", "orbit"):
        options = [(score(truths, stops, kind), setting) for setting, stops in stops_of.items()]
        row, setting = max(options, key=lambda option: quality(option[0]))
        lines.append([f"{kind}: {name}, {setting[0]} m, {setting[1]} min", *cells(row)])
    if sites:
        options = []
        for setting, stops in stops_of.items():
            for epsilon, samples in product(EPSILON, SAMPLES):
                row = measure.site_row(truths, sites, places(stops, epsilon, samples))
                options.append((row, (*setting, epsilon, samples)))
        row, setting = max(options, key=lambda option: quality(option[0]))
        label = f"site: {name}, {setting[0]} m, {setting[1]} min, eps {setting[2]} m, n {setting[3]}"
        lines.append([label, *cells(row)])
    return lines


def compare(scenario, sites, folder):
    """The lines of one scenario: the tool first."""
    began = time.monotonic()
    tables = scenario.run(hidden=True)
    seconds = time.monotonic() - began
    found = [v for v in visits(tables.get("visits")) if v["kind"] != "stare"]
    truths = scenario.truths(hidden=True)
    lines = [[f"{kind}: dwell", *cells(score(truths, found, kind))] for kind in ("stop", "orbit")]
    if sites:
        lines.append(["site: dwell", *cells(measure.site_row(truths, sites, claims(tables)))])
    spent = [f"dwell, everything: {seconds:.1f} s"]
    fixes = cleaned(scenario.hidden)
    for name, tool in TOOLS:
        stops_of, times = grid(name, tool, fixes, folder)
        lines += best(name, stops_of, truths, sites)
        spent.append(f"{name}, stops alone: {median(times):.1f} s a setting")
    lines.sort(key=lambda line: ("stop", "orbit", "site").index(line[0].split(":")[0]))
    return lines, spent, len(fixes["time"])


def show_all(folder, seeds, data):
    """The tables of the same input."""
    heading = ["", *measure.HEADING[:11]]
    for kind, flights, sampling in (("region", 40, "5s"), ("grid", 32, "2s")):
        for seed in seeds:
            scenario = Scenario(folder, kind, seed, flights, sampling)
            sites = scenario.sites if kind == "region" else None
            lines, spent, count = compare(scenario, sites, folder)
            show(
                f"the same input: {kind}, seed {seed}, {count:,} fixes, camera columns hidden; others at the "
                "best of their grid", heading, lines)
            print("; ".join(spent))
    if data:
        navaids(data, folder)
        confusers(data, folder)


def navaids(data, folder):
    """Orbits round published navigation aids: the stop that shares most of the true window's time."""
    lines = []
    for row in real.table(data, "calibration_orbits.csv"):
        window = {
            key: datetime.fromisoformat(row[name]).timestamp()
            for key, name in (("first", "start_utc"), ("last", "end_utc"))}
        lon, lat = float(row["navaid_lon"]), float(row["navaid_lat"])
        path = os.path.join(data, row["file"])
        tables = real.run(path)
        found = visits(tables.get("visits")) if tables else []
        settings = {"dwell": {("", ""): found}}
        fixes = cleaned(path)
        for name, tool in TOOLS:
            settings[name] = grid(name, tool, fixes, folder)[0]
        for name, stops_of in settings.items():
            options = []
            for setting, stops in stops_of.items():
                for stop in stops:
                    share = measure.iou(stop, window)
                    if share > 0:
                        east, north = offset(stop["centre_lon"], stop["centre_lat"], lon, lat)
                        options.append((share, (east**2 + north**2) ** 0.5, setting))
            if not options:
                lines.append([f"{row['navaid']}: {name}", "nothing", "", "", ""])
                continue
            share, error, setting = max(options)
            radius = float(row["radius_m"])
            at = f"{setting[0]} m, {setting[1]} min" if setting[0] else "defaults"
            lines.append([
                f"{row['navaid']}: {name}", at, f"{share:.3f}", f"{error:.0f}",
                f"{100 * error / radius:.2f}"])
    if lines:
        show(
            "real: orbits round navigation aids, others at the best of their grid for each",
            ["", "setting", "IoU", "err m", "err %r"], lines)


def confusers(data, folder):
    """Files of known roles, where every place claimed is wrong: one setting for all of them."""
    files = [
        os.path.join(data, row["file"]) for row in real.table(data, "labels.csv")
        if row["label"] in real.NO_SITES and int(row["rows"]) <= 20_000]
    if not files:
        return
    claimed = sum(len(claims(real.run(path))) for path in files)
    lines = [["dwell", "defaults", str(claimed), ""]]
    fixes = [cleaned(path) for path in files]
    for name, tool in TOOLS:
        stops = [grid(name, tool, columns, folder)[0] for columns in fixes]
        options = []
        for setting in product(DIAMETERS, MINUTES):
            for epsilon, samples in product(EPSILON, SAMPLES):
                count = sum(len(places(of[setting], epsilon, samples)) for of in stops)
                options.append((count, sum(len(of[setting]) for of in stops), setting, epsilon, samples))
        for word, (count, total, setting, epsilon, samples) in (
            ("fewest", min(options)), ("most", max(options))
        ):
            label = f"{setting[0]} m, {setting[1]} min, eps {epsilon} m, n {samples}"
            lines.append([f"{name}, {word}", label, str(count), str(total)])
    show(
        f"real: places claimed in {len(files)} files of surveys, airline traffic and gliders, where none is",
        ["", "setting", "places", "stops"], lines)
