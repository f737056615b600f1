"""Runs the tool and reads what it gives: records as dictionaries, instants as seconds."""

import json
import math
import os
import subprocess

import pyarrow as pa

DWELL = os.environ.get("DWELL", "dwell")
HERE = os.path.dirname(os.path.abspath(__file__))
CHI2 = 5.991  # of two dimensions, 95 %


def tool(*arguments, stdin=None, allow_failure=False):
    """Standard output of the tool as bytes; None where it failed and may."""
    done = subprocess.run([DWELL, *map(str, arguments)], stdin=stdin, capture_output=True)
    if done.returncode != 0:
        if allow_failure:
            return None
        raise SystemExit(f"dwell {' '.join(map(str, arguments))}: {done.stderr.decode()}")
    return done.stdout


def streams(data):
    """The Arrow streams of a pipe, by kind of record."""
    source = pa.BufferReader(data)
    tables = {}
    while source.tell() < source.size():
        with pa.ipc.open_stream(source) as reader:
            table = reader.read_all()
            kind = (table.schema.metadata or {}).get(b"dwell.kind", b"").decode()
            tables[kind] = table
    return tables


def visits(table):
    """The visits of a table."""
    if table is None:
        return []
    rows = table.drop_columns(
        [n for n in table.column_names if n in ("geometry",) or n.startswith("sample_")]
    ).to_pylist()
    for row in rows:
        row["first"] = row["first"].timestamp()
        row["last"] = row["last"].timestamp()
        row["shape"] = row["shape"] or ""
        for key, value in row.items():
            if value is None and (key.endswith("_m") or key.endswith("_m2")):
                row[key] = math.nan
    return rows


def claims(tables):
    """The places claimed as sites without being told of any: longitude, latitude, ellipse."""
    table = tables.get("sites")
    if table is None:
        return []
    names = [
        "site", "kind", "basis", "lon", "lat", "semi_major_m", "semi_minor_m", "orientation_deg", "visit_ids"]
    rows = table.select([n for n in names if n in table.column_names]).to_pylist()
    for row in rows:
        row.setdefault("basis", "place")
    return [row for row in rows if row["kind"] == "candidate"]


def truth(path):
    """True visits and sites of `dwell simulate --truth`."""
    from datetime import datetime

    found, sites = [], {}
    with open(path) as file:
        features = json.load(file)["features"]
    for feature in features:
        row = feature["properties"]
        if row["layer"] == "site":
            if feature["geometry"]["type"] == "Polygon":
                ring = feature["geometry"]["coordinates"][0]
                row["reach"] = max(distance(lon, lat, row["lon"], row["lat"]) for lon, lat in ring)
            sites[row["site"]] = row
            continue
        for key in ("first", "last"):
            row[key] = datetime.fromisoformat(row[key]).timestamp()
        row["shape"] = row["shape"] or ""
        row["borderline"] = row["borderline"] == "yes"
        row["site"] = row["watched_site"] or ""
        found.append(row)
    return found, sites


def offset(lon, lat, lon0, lat0):
    """Metres east and north of a place, by the ellipsoid's scale halfway between."""
    middle = math.radians((lat + lat0) / 2)
    e2 = 0.00669437999014
    w2 = 1 - e2 * math.sin(middle) ** 2
    a = 6378137.0
    turn = (lon - lon0 + 180) % 360 - 180
    east = math.radians(turn) * a / math.sqrt(w2) * math.cos(middle)
    north = math.radians(lat - lat0) * a * (1 - e2) / (w2 * math.sqrt(w2))
    return east, north


def distance(lon, lat, lon0, lat0):
    """Metres between two places that are near each other."""
    return math.hypot(*offset(lon, lat, lon0, lat0))


def mahalanobis(east, north, var_east, var_north, covariance):
    """The squared distance in standard deviations; None where the covariance is none."""
    values = (var_east, var_north, covariance)
    if any(v is None or math.isnan(v) for v in values):
        return None
    determinant = var_east * var_north - covariance**2
    if determinant <= 0:
        return None
    return (var_north * east**2 - 2 * covariance * east * north + var_east * north**2) / determinant
