"""The stops that MovingPandas and trackintel themselves find.

With `--installed` exits with 0 where the tools are installed, else with 3. Standard input: {"tracks": [[[microseconds, longitude, latitude], …], …], "runs": [{"tool", "track", "distance",
"minutes", "gap", "keeps_last"}, …]}. Standard output: for each run a list of [start, end, longitude, latitude].
With {"rectangles": [[[x, y], …], …]} instead, for each the first and the third corner of the rectangle of least
area, as MovingPandas takes them: [x, y, x, y].
"""

import importlib.util
import json
import sys
import warnings

if "--installed" in sys.argv:
    tools = ("movingpandas", "trackintel")
    sys.exit(0 if all(map(importlib.util.find_spec, tools)) else 3)

warnings.filterwarnings("ignore")
import shapely


def frame(track):
    """The fixes as a table."""
    times = pd.to_datetime([row[0] for row in track], unit="us", utc=True)
    points = gpd.points_from_xy([r[1] for r in track], [r[2] for r in track], crs="EPSG:4326")
    return times, points


def movingpandas(track, run):
    """Stops as points with their times."""
    times, points = frame(track)
    table = gpd.GeoDataFrame(geometry=points, index=times.tz_localize(None))
    trajectory = mpd.Trajectory(table, "one")
    stops = mpd.TrajectoryStopDetector(trajectory).get_stop_points(
        max_diameter=run["distance"], min_duration=pd.Timedelta(minutes=run["minutes"]))
    return [
        [micros(row.start_time), micros(row.end_time), row.geometry.x, row.geometry.y]
        for row in stops.itertuples()]


def trackintel(track, run):
    """Staypoints with their times."""
    times, points = frame(track)
    table = gpd.GeoDataFrame({"user_id": 0, "tracked_at": times}, geometry=points)
    table.index.name = "id"
    _, stays = ti.Positionfixes(table).generate_staypoints(
        method="sliding", dist_threshold=run["distance"], time_threshold=run["minutes"],
        gap_threshold=run["gap"], include_last=run["keeps_last"], n_jobs=1)
    return [
        [micros(row.started_at), micros(row.finished_at), row.geometry.x, row.geometry.y]
        for row in stays.itertuples()]


def micros(time):
    """Microseconds since the Unix epoch."""
    return int(pd.Timestamp(time).value) // 1000


def diagonal(points):
    """The first and the third corner."""
    rectangle = shapely.MultiPoint(points).minimum_rotated_rectangle
    corners = shapely.get_coordinates(rectangle).tolist()
    return corners[0] + corners[2 if len(corners) > 2 else -1]


def main():
    """Runs every run."""
    global gpd, mpd, pd, ti
    asked = json.load(sys.stdin)
    if "rectangles" in asked:
        return json.dump([diagonal(points) for points in asked["rectangles"]], sys.stdout)
    # Seconds to load, and not always needed.
    import geopandas as gpd
    import movingpandas as mpd
    import pandas as pd
    import trackintel as ti

    tools = {"movingpandas": movingpandas, "trackintel": trackintel}
    json.dump(
        [tools[run["tool"]](asked["tracks"][run["track"]], run) for run in asked["runs"]],
        sys.stdout)


main()
