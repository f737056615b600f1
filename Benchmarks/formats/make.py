"""Writes the fixes of a simulation in every format that is read.

make.py FIXES.csv FOLDER [NAME…]: FIXES.csv is what `dwell simulate` gives.
"""

import csv
import os
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime

import binary
import text


@dataclass(slots=True)
class Fix:
    """One position report; angles in degrees, lengths in metres, time in microseconds since 1970."""

    time: int
    vehicle: str
    number: int
    lon: float
    lat: float
    height: float
    speed: float
    course: float
    heading: float
    frame_lon: float
    frame_lat: float
    range: float
    azimuth: float
    elevation: float


def read(path):
    numbers = {}
    with open(path) as file:
        for row in csv.DictReader(file):
            def value(name, other=0.0):
                return float(row[name]) if row[name] else other

            vehicle = row["vehicle"]
            moment = datetime.fromisoformat(row["time"])
            yield Fix(
                round(moment.timestamp() * 1e6), vehicle, numbers.setdefault(vehicle, len(numbers)),
                float(row["lon"]), float(row["lat"]), value("altitude_m"), value("speed_mps"),
                value("course_deg"), value("heading_deg"), value("frame_lon", float(row["lon"])),
                value("frame_lat", float(row["lat"])), value("slant_range_m", 1000.0),
                value("sensor_azimuth_deg"), value("sensor_elevation_deg", -45.0))


# Name of the file, its writer, how many of the fixes it gets: slow rivals should not take minutes.
FILES = {
    "columns.csv": (text.sparse, 1.0), "opensky.csv": (text.opensky, 1.0), "ais.csv": (text.ships, 1.0),
    "records.ndjson": (text.records, 1.0), "array.json": (text.array, 1.0), "trace.json": (text.trace, 1.0),
    "aircraft.jsonl": (text.aircraft, 0.5), "track.gpx": (text.gpx, 0.5), "track.kml": (text.kml, 0.5),
    "base-station.sbs": (text.base_station, 0.5), "sentences.nmea": (text.sentences, 0.5),
    "subtitles.srt": (text.subtitles, 0.2), "metadata.klv": (binary.metadata, 0.2),
    "metadata.ts": (binary.transport, 0.1),
    "video.ts": (lambda fixes, path: binary.transport(fixes, path, video=40), 0.02),
    "station.tlog": (binary.tlog, 0.2), "onboard.BIN": (binary.flash, 0.2),
    "sdlog.px4log": (binary.sdlog, 0.2), "onboard.ulg": (binary.ulog, 0.2),
}


def main(source, folder, names):
    os.makedirs(folder, exist_ok=True)
    fixes = list(read(source))
    if not names or "simulated.csv" in names:
        shutil.copy(source, os.path.join(folder, "simulated.csv"))
    for name in names or FILES:
        if name in FILES:
            write, share = FILES[name]
            write(fixes[:max(1, int(len(fixes) * share))], os.path.join(folder, name))


main(sys.argv[1], sys.argv[2], sys.argv[3:])
