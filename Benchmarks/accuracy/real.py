"""Real flights: published navigation aids, roles that are known, stares."""

import csv
import math
import os
import subprocess
from collections import defaultdict
from datetime import datetime
from statistics import median

import numpy as np

import measure
from records import DWELL, HERE, claims, distance, offset, streams, tool, visits
from table import show

PIPELINE = os.path.join(HERE, "..", "..", "pipelines", "findings.yaml")


def folder():
    """The folder of real data; None where there is none."""
    path = os.environ.get("DWELL_REAL_DATA", os.path.join(HERE, "..", "..", "..", "shared", "data"))
    return path if os.path.isdir(path) else None


def table(data, name):
    """The rows of a file of truth."""
    path = os.path.join(data, "truth", name)
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return list(csv.DictReader(file))


def run(path, settings=()):
    """The records of a file; None where the tool cannot read it."""
    more = [word for setting in settings for word in ("--set", setting)]
    data = tool(
        "run", PIPELINE, path, "--quiet", "--format", "arrow", *more, allow_failure=True)
    return None if data is None else streams(data)


def fixes(path):
    """Seconds, longitudes and latitudes of the cleaned fixes of a file, by vehicle."""
    raw = tool("read", path, allow_failure=True)
    if raw is None:
        return {}
    done = subprocess.run([DWELL, "clean", "--quiet"], input=raw, capture_output=True)
    cleaned = streams(done.stdout).get("fixes")
    if cleaned is None:
        return {}
    times = cleaned["time"].cast("int64").to_numpy() / 1e6
    lon, lat = cleaned["lon"].to_numpy(), cleaned["lat"].to_numpy()
    vehicles = np.array(cleaned["vehicle"].to_pylist(), dtype=object)
    return {v: (times[vehicles == v], lon[vehicles == v], lat[vehicles == v]) for v in set(vehicles)}


def circle(east, north):
    """The least-squares circle (Gauss–Newton on distances): centre and radius."""
    a = np.column_stack([2 * east, 2 * north, np.ones_like(east)])
    x, y, c = np.linalg.lstsq(a, east**2 + north**2, rcond=None)[0]
    r = math.sqrt(c + x * x + y * y)
    for _ in range(50):
        d = np.hypot(east - x, north - y)
        step = np.linalg.lstsq(
            np.column_stack([(x - east) / d, (y - north) / d, -np.ones_like(d)]), r - d,
            rcond=None)[0]
        x, y, r = x + step[0], y + step[1], r + step[2]
    return x, y, r


def navaid(data, row, settings):
    """The orbit found round one navigation aid, beside a least-squares circle over the true window."""
    path = os.path.join(data, row["file"])
    tables = run(path, settings)
    start, end = (datetime.fromisoformat(row[k]).timestamp() for k in ("start_utc", "end_utc"))
    lon, lat = float(row["navaid_lon"]), float(row["navaid_lat"])
    times, lons, lats = next(iter(fixes(path).values()))
    inside = (times >= start) & (times <= end)
    places = np.array([offset(a, b, lon, lat) for a, b in zip(lons[inside], lats[inside])])
    x, y, radius = circle(places[:, 0], places[:, 1])
    result = {
        "radius": radius, "plain": math.hypot(x, y), "relative": math.inf, "error": math.inf,
        "share": 0.0, "shape": "not found"}
    for visit in visits(tables.get("visits")) if tables else []:
        share = measure.iou(visit, {"first": start, "last": end})
        if visit["kind"] == "orbit" and share > max(0.5, result["share"]):
            east, north = offset(visit["centre_lon"], visit["centre_lat"], lon, lat)
            error = math.hypot(east, north)
            result |= {
                "error": error, "relative": error / radius, "share": share, "shape": visit["shape"]}
    return result


def navaids(data, targets, settings):
    """Orbits round published navigation aids."""
    rows = table(data, "calibration_orbits.csv")
    if not rows:
        return
    found = [navaid(data, row, settings) for row in rows]
    show(
        "real: orbits round navigation aids",
        ["navaid", "radius m", "shape", "IoU", "err m", "circle fit m", "÷ fit", "err %r"],
        [
            [row["navaid"], f"{r['radius']:.0f}", r["shape"], f"{r['share']:.3f}", f"{r['error']:.0f}",
             f"{r['plain']:.0f}", f"{r['error'] / r['plain']:.2f}", f"{100 * r['relative']:.2f}"]
            for row, r in zip(rows, found)])
    relative = [r["relative"] for r in found]
    ratios = [r["error"] / r["plain"] for r in found]
    targets.hold("navaids: centre error ÷ radius, median", median(relative), high=0.008, form="{:.4f}")
    targets.hold("navaids: centre error ÷ radius, worst", max(relative), high=0.018, form="{:.4f}")
    targets.hold("navaids: error ÷ that of a least-squares circle, worst", max(ratios), high=1.1)


# What a label promises: sites claimed in such a file are wrong.
NO_SITES = {
    "en_route_airline": "airline traffic", "aerial_survey": "surveys",
    "glider_thermalling": "thermals",
}


def labels(data, targets, settings):
    """What is claimed in files whose role is known."""
    sums = defaultdict(lambda: [0] * 8)
    for row in table(data, "labels.csv"):
        tables = run(os.path.join(data, row["file"]), settings)
        total = sums[row["label"]]
        total[0] += 1
        if tables is None:
            total[7] += 1
            continue
        found = visits(tables.get("visits"))
        total[1] += sum(v["kind"] == "stop" for v in found)
        total[2] += sum(v["kind"] == "orbit" and v["shape"] == "circle" for v in found)
        total[3] += sum(v["shape"] == "racetrack" for v in found)
        total[4] += sum(v["shape"] == "figure-eight" for v in found)
        total[5] += sum(v["kind"] == "orbit" and v["shape"] == "drifting" for v in found)
        total[6] += len(claims(tables))
    if not sums:
        return
    show(
        "real: what is found and claimed in files of a known role",
        ["label", "files", "stops", "circles", "racetracks", "eights", "drifting", "sites", "unread"],
        [[label, *total] for label, total in sums.items()])
    for label, name in NO_SITES.items():
        if label in sums:
            targets.hold(f"{name}: static sites claimed", sums[label][6], high=0, form="{:.0f}")


def stares(data, targets, settings):
    """Stares of real cameras: a fixed one is found, a followed truck is no site."""
    lines = []
    for row in table(data, "sensor_stares.csv"):
        tables = run(os.path.join(data, row["file"]), settings)
        if tables is None:
            lines.append([row["file"], row["kind"][:30], "cannot be read", ""])
            continue
        found = visits(tables.get("visits"))
        still = [v for v in found if v["kind"] == "stare" and v["shape"] == ""]
        error = ""
        if row["site_lat"] and still:
            error = min(
                distance(v["centre_lon"], v["centre_lat"], float(row["site_lon"]), float(row["site_lat"]))
                for v in still)
            error = f"{error:.0f}"
        lines.append([row["file"], row["kind"][:30], f"{len(still)} of {len(found)} visits", error])
        if row["kind"].startswith("moving"):
            targets.hold("followed truck: static sites claimed", len(claims(tables)), high=0, form="{:.0f}")
            targets.hold("followed truck: static stares", len(still), high=0, form="{:.0f}")
    if lines:
        show("real: stares", ["file", "what it is", "static stares", "err m"], lines)


def fires(data, settings):
    """Fires that many aircraft worked on: is a site claimed within 5 km?"""
    rows = table(data, "calfire_incidents_approx.csv")
    path = os.path.join(data, "adsb-traffic", "firefighting", "calfire.json.gz")
    tables = run(path, settings) if rows and os.path.exists(path) else None
    if tables is None:
        return
    lines = []
    for row in rows:
        lon, lat = float(row["approx_lon"]), float(row["approx_lat"])
        near = [
            (distance(c["lon"], c["lat"], lon, lat), f"{c['basis']} of {c['semi_major_m'] / 1000:.1f} km")
            for c in claims(tables)]
        loiters = sum(
            distance(v["centre_lon"], v["centre_lat"], lon, lat) < 15_000
            for v in visits(tables.get("visits")))
        nearest = min(near, default=(math.inf, "none claimed"))
        lines.append([row["incident"], loiters, f"{nearest[0] / 1000:.1f}", nearest[1]])
    show(
        "real: fires (positions ± 3 km)",
        ["fire", "visits within 15 km", "nearest site km", "what is claimed"], lines)


def show_all(data, targets, settings=()):
    """All tables of real data."""
    navaids(data, targets, settings)
    labels(data, targets, settings)
    stares(data, targets, settings)
    fires(data, settings)
