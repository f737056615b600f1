"""MovingPandas + scikit-learn's DBSCAN, and trackintel, on the same cleaned fixes as the tool.

They know stops alone, of no kind: any of theirs that shares half its joint time with a true stop or orbit is
right. Each is shown at the best of a grid of its parameters, chosen on the very data it is judged on, for
stops, orbits and sites apart: better than a user could do. The tool runs once, with its defaults.
"""

import os
import subprocess
import time
import warnings
from itertools import product
from statistics import median

import numpy as np

import measure
from records import DWELL, claims, offset, streams, truth, visits
from simulated import Scenario
from table import show

warnings.filterwarnings("ignore")

DIAMETERS = (100, 1000, 6000, 20000)  # max_diameter, dist_threshold × 2; metres
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


def compare(scenario, sites):
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
    for name, tool in (("MovingPandas + DBSCAN", movingpandas), ("trackintel", trackintel)):
        stops_of, times = {}, []
        for diameter, minutes in product(DIAMETERS, MINUTES):
            began = time.monotonic()
            stops_of[diameter, minutes] = tool(fixes, diameter, minutes)
            times.append(time.monotonic() - began)
        lines += best(name, stops_of, truths, sites)
        spent.append(f"{name}, stops alone: {median(times):.1f} s a setting")
    lines.sort(key=lambda line: ("stop", "orbit", "site").index(line[0].split(":")[0]))
    return lines, spent, len(fixes["time"])


def show_all(folder, seeds, data):
    """The tables of the same input."""
    heading = ["", *measure.HEADING[:11]]
    for kind, flights, sampling in (("region", 40, "5s"), ("grid", 64, None)):
        for seed in seeds:
            scenario = Scenario(folder, kind, seed, flights, sampling)
            sites = scenario.sites if kind == "region" else None
            lines, spent, count = compare(scenario, sites)
            show(
                f"the same input: {kind}, seed {seed}, {count:,} fixes, camera columns hidden; others at the "
                "best of their grid", heading, lines)
            print("; ".join(spent))
