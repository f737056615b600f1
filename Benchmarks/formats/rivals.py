"""Reads a file with another tool, and prints its seconds of processor time and the number of positions found.

rivals.py TOOL FILE: the import is not timed; the count is of what dwell makes fixes of.
"""

import os
import sys
import time

os.environ["MAVLINK20"] = "1"
os.environ["POLARS_MAX_THREADS"] = "1"


def gpxpy(path):
    import gpxpy
    yield
    with open(path) as file:
        track = gpxpy.parse(file)
    yield sum(len(segment.points) for one in track.tracks for segment in one.segments)


def klvdata(path):
    import klvdata
    yield
    with open(path, "rb") as file:
        found = 0
        for packet in klvdata.StreamParser(file.read()):
            values = packet.MetadataList()
            found += 13 in values and 14 in values
    yield found


def pymavlink(path):
    from pymavlink import mavutil
    wanted = {"tlog": ["GLOBAL_POSITION_INT"], "BIN": ["POS"], "px4log": ["GPOS"]}
    wanted = wanted[path.rsplit(".", 1)[1]]
    yield
    log = mavutil.mavlink_connection(path)
    found = 0
    while log.recv_match(type=wanted) is not None:
        found += 1
    yield found


def pyulog(path):
    import pyulog
    yield
    log = pyulog.ULog(path)
    topics = {topic.name: topic for topic in log.data_list}
    best = topics.get("vehicle_global_position") or topics["vehicle_gps_position"]
    yield len(best.data["timestamp"])


def polars(path):
    import polars
    yield
    read = polars.read_ndjson if path.endswith("ndjson") else polars.read_csv
    yield len(read(path))


reading = globals()[sys.argv[1]](sys.argv[2])
next(reading)
# The processor's time of all threads of the process, as ReadFiles measures its own.
start = time.process_time()
count = next(reading)
print(time.process_time() - start, count)
