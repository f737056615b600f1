"""What other implementations read from a telemetry file, one fix a line.

    read_feeds.py FORMAT FILE

A line is: microseconds since 1970, longitude, latitude, height in metres, metres a second, course,
vehicle; '-' where there is none. JSON through the standard library, GPX through gpxpy, NMEA through
pynmea2, AIS through pyais, KML through ElementTree, the rest by regular expressions.
"""

import csv
import datetime
import json
import re
import sys
from decimal import Decimal
from fractions import Fraction

FOOT, KNOT = 0.3048, 1852 / 3600


def say(time, lon, lat, height=None, speed=None, course=None, vehicle=None):
    values = [time, lon, lat, height, speed, course, vehicle]
    print(*("-" if value is None else value for value in values))


def scaled(value, factor):
    return None if value is None else value * factor


def micros(moment):
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return (moment - epoch) // datetime.timedelta(microseconds=1)


def readsb(path):
    data = json.load(open(path), parse_float=Decimal)
    last = None
    for point in data["trace"]:
        place = (point[1], point[2])
        if point[6] & 1 and place == last:
            continue
        last = place
        ground = point[3] == "ground"
        height = None if ground or point[3] is None else float(point[3]) * FOOT
        if height is None and len(point) > 10 and point[10] is not None:
            height = float(point[10]) * FOOT
        say(
            int(round((data["timestamp"] + point[0]) * 1000000)),
            float(point[2]), float(point[1]), height,
            None if point[4] is None else float(point[4]) * KNOT,
            None if ground or point[5] is None else float(point[5]), data["icao"])


def sbs(path):
    for row in csv.reader(open(path)):
        if row[0] != "MSG" or not row[14]:
            continue
        moment = datetime.datetime.strptime(row[6] + row[7], "%Y/%m/%d%H:%M:%S.%f")
        say(micros(moment), float(row[15]), float(row[14]),
            float(row[11]) * FOOT if row[11] else None,
            float(row[12]) * KNOT if row[12] else None,
            float(row[13]) if row[13] else None, row[4])


def srt(path):
    text = open(path, encoding="utf-8-sig", errors="replace").read().replace("\r", "")
    for cue in re.split(r"\n\s*\n", text):
        lat = re.search(r"\[latitude ?: ?([-\d.]+)\]", cue)
        lon = re.search(r"\[long?t?itude ?: ?([-\d.]+)\]", cue)
        gps = re.search(r"GPS ?\(([-\d.]+), ?([-\d.]+), ?([-\d.]+)(M?)", cue)
        if lat and lon:
            place = float(lon[1]), float(lat[1])
        elif gps:
            place = float(gps[1]), float(gps[2])
            if gps[4]:
                place = place[1], place[0]
        else:
            continue
        if place == (0, 0):
            continue
        date = re.search(
            r"(\d{4})[-.](\d+)[-.](\d+) (\d+):(\d+):(\d+)(?:[.,](\d{3}))?(?:,(\d{3}))?", cue)
        start = re.search(r"(\d+):(\d+):(\d+),(\d+) -->", cue)
        if date:
            parts = [int(part or 0) for part in date.groups()]
            time = micros(datetime.datetime(*parts[:6])) + parts[6] * 1000 + parts[7]
        else:
            h, m, s, ms = map(int, start.groups())
            time = ((h * 60 + m) * 60 + s) * 1000000 + ms * 1000
        height = None
        for pattern in [r"abs_alt: ?([-\d.]+)", r"\[altitude: ?([-\d.]+)",
                        r"(?:BAROMETER:|Hb:|\bH )([-\d.]+)"]:
            found = re.search(pattern, cue)
            if found and height is None:
                height = float(found[1])
        speed = re.search(r"H\.S ([\d.]+)m/s", cue)
        say(time, *place, height, float(speed[1]) if speed else None)


def gpx(path):
    import gpxpy
    for track in gpxpy.parse(open(path, encoding="utf-8")).tracks:
        for segment in track.segments:
            for point in segment.points:
                say(micros(point.time) if point.time else None, point.longitude, point.latitude,
                    point.elevation, point.speed, point.course)


def kml(path):
    from xml.etree import ElementTree
    root = ElementTree.parse(path).getroot()
    for element in root.iter():
        tag = element.tag.rsplit("}")[-1]
        if tag == "LineString":
            for child in element.iter():
                if child.tag.endswith("}coordinates"):
                    for place in child.text.split():
                        numbers = [float(number) for number in place.split(",")]
                        say(None, *numbers[:2], numbers[2] if len(numbers) > 2 else None)
        elif tag == "Track":
            times = [c.text for c in element if c.tag.endswith("}when")]
            places = [c.text for c in element if c.tag.endswith("}coord")]
            for time, place in zip(times, places):
                moment = datetime.datetime.fromisoformat(time.replace("Z", "+00:00"))
                say(micros(moment), *map(float, place.split()))


def nmea(path):
    import pynmea2
    fixes, voids, order, date, ships = {}, set(), [], None, 0
    lines = open(path, "rb").read().split(b"\n")
    for line in lines:
        text = line.decode("ascii", errors="replace")
        start = max(text.rfind("$"), text.rfind("!"))
        if start < 0 or line.startswith(b"#"):
            continue
        try:
            message = pynmea2.parse(text[start:].strip(), check="*" in text)
        except (pynmea2.ParseError, ValueError):
            continue
        kind = getattr(message, "sentence_type", "")
        try:
            if kind == "RMC" and message.datestamp:
                date = message.datestamp
            if kind == "ZDA" and message.year:
                date = datetime.date(int(message.year), int(message.month), int(message.day))
            if kind not in ("RMC", "GGA", "GLL") or not message.timestamp:
                continue
            good = int(message.gps_qual) > 0 if kind == "GGA" else message.status == "A"
        except (ValueError, TypeError, AttributeError):
            continue
        key = message.timestamp
        if key not in fixes:
            fixes[key] = {"date": None}
            order.append(key)
        fix = fixes[key]
        fix["date"] = fix["date"] or date
        if not good:
            voids.add(key)
            continue
        rank = {"GGA": 3, "RMC": 2, "GLL": 1}[kind]
        if rank >= fix.get("rank", 0):
            fix["rank"], fix["place"] = rank, (message.longitude, message.latitude)
        if kind == "GGA" and message.altitude is not None:
            fix["height"] = float(message.altitude)
    for key in order:
        fix = fixes[key]
        if key in voids or "place" not in fix:
            continue
        moment = datetime.datetime.combine(fix["date"] or date, key.replace(tzinfo=None))
        say(micros(moment), *fix["place"], fix.get("height"))


def ais(path):
    import pyais
    for message in pyais.FileReaderStream(path):
        try:
            report = message.decode()
        except Exception:
            continue
        kind = int(report.msg_type)
        if kind not in (1, 2, 3, 9, 18, 19, 27):
            continue
        if abs(report.lat) > 90 or abs(report.lon) > 180:
            continue
        speed = report.speed
        unknown = {9: 1023, 27: 63}.get(kind, 102.3)
        say(None, report.lon, report.lat,
            report.alt if kind == 9 and report.alt < 4095 else None,
            None if speed >= unknown else speed * KNOT,
            None if report.course >= 360 else report.course, str(report.mmsi).zfill(9))


if __name__ == "__main__":
    globals()[sys.argv[1]](sys.argv[2])
