"""Writers of text formats: each takes fixes and a path."""

import json
import time


def stamp(t, form="%Y-%m-%dT%H:%M:%S"):
    """A UTC time of whole milliseconds, without its zone."""
    return f"{time.strftime(form, time.gmtime(t // 1_000_000))}.{t // 1000 % 1000:03d}"


def sparse(fixes, path):
    """A CSV of the columns that nearly every log has."""
    with open(path, "w") as file:
        file.write("time,vehicle,lon,lat,altitude_m,speed_mps,course_deg\n")
        for f in fixes:
            file.write(
                f"{stamp(f.time)}Z,{f.vehicle},{f.lon:.7f},{f.lat:.7f},{f.height:.1f},{f.speed:.2f},"
                f"{f.course:.1f}\n")


def opensky(fixes, path):
    with open(path, "w") as file:
        file.write(
            "time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,alert,spi,squawk,"
            "baroaltitude,geoaltitude,lastposupdate,lastcontact\n")
        for n, f in enumerate(fixes):
            file.write(
                f"{f.time // 1_000_000},{0xABC000 + f.number:06x},{f.lat:.10f},{f.lon:.10f},"
                f"{f.speed:.6f},{f.course:.6f},0.32512,{f.vehicle},False,False,False,1000,{f.height:.2f},"
                f"{f.height + 41.2:.2f},{f.time / 1e6 - 0.5 - n % 7 / 1e3:.3f},{f.time / 1e6:.3f}\n")


def ships(fixes, path):
    """AIS messages as MarineCadastre gives them."""
    with open(path, "w") as file:
        file.write(
            "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,"
            "Length,Width,Draft,Cargo,TransceiverClass\n")
        for f in fixes:
            file.write(
                f"{367000000 + f.number},{stamp(f.time)[:19]},{f.lat:.5f},{f.lon:.5f},"
                f"{f.speed:.1f},{f.course:.1f},511.0,\"THE {f.vehicle}, OLD\",IMO9087934,WDD{f.number},31.0,"
                f"0.0,30.0,9.0,3.5,52.0,A\n")


def records(fixes, path):
    """JSON lines of the columns that nearly every log has."""
    with open(path, "w") as file:
        for f in fixes:
            file.write(
                f'{{"time":"{stamp(f.time)}Z","vehicle":"{f.vehicle}","lon":{f.lon:.7f},'
                f'"lat":{f.lat:.7f},"altitude_m":{f.height:.1f},"speed_mps":{f.speed:.2f},'
                f'"course_deg":{f.course:.1f}}}\n')


def array(fixes, path):
    """One JSON array of the records."""
    records(fixes, path)
    with open(path) as file:
        lines = file.read().splitlines()
    with open(path, "w") as file:
        file.write("[" + ",".join(lines) + "]\n")


def trace(fixes, path):
    """One aircraft of readsb: it is all vehicles one after another, since a trace has one only."""
    start = min(f.time for f in fixes)
    with open(path, "w") as file:
        file.write(
            '{"icao":"abc123","r":"N12345","t":"C172","dbFlags":0,"desc":"CESSNA 172 Skyhawk",'
            f'"timestamp": {start / 1e6:.3f},\n"trace":[\n')
        for n, f in enumerate(fixes):
            if n:
                file.write(",\n")
            rare = "null"
            if n % 4 == 0:
                rare = (
                    '{"type":"adsb_icao","flight":"TEST12  ","alt_geom":4225,"ias":110,"track":'
                    f'{f.course:.2f},"squawk":"1200","emergency":"none","category":"A1",'
                    '"nav_qnh":1013.6,"nav_altitude_mcp":4992,"nic":8,"rc":186,"version":2,'
                    '"nac_p":9,"nac_v":1,"sil":3,"sil_type":"perhour","alert":0,"spi":0}')
            file.write(
                f"[{(f.time - start) / 1e6:.2f},{f.lat:.6f},{f.lon:.6f},{round(f.height / 0.3048)},"
                f"{f.speed * 1.943844:.1f},{f.course:.1f},0,64,{rare},\"adsb_icao\","
                f"{round(f.height / 0.3048) + 150},64,110,{-1.2 + n % 5:.1f}]")
        file.write("\n]}\n")


def aircraft(fixes, path):
    """A snapshot of aircraft.json a line: fifty aircraft, of whom one leaves every twenty snapshots."""
    with open(path, "w") as file:
        for at in range(0, len(fixes), 50):
            group = fixes[at:at + 50]
            now = max(f.time for f in group) / 1e6 + 1
            file.write(json.dumps({"now": round(now, 3), "messages": at, "aircraft": [
                {"hex": f"{0xA00000 + at // 1000 + n:06x}", "type": "adsb_icao", "flight": f"{f.vehicle:8}",
                 "alt_baro": round(f.height / 0.3048), "alt_geom": round(f.height / 0.3048) + 150,
                 "gs": round(f.speed * 1.94, 1), "track": round(f.course, 2), "baro_rate": 64,
                 "squawk": "1200", "emergency": "none", "category": "A1", "lat": round(f.lat, 6),
                 "lon": round(f.lon, 6), "nic": 8, "rc": 186,
                 "seen_pos": round(now - f.time / 1e6, 3), "version": 2, "nac_p": 9, "mlat": [],
                 "tisb": [], "messages": 2345, "seen": 0.2, "rssi": -21.3}
                for n, f in enumerate(group)]}, separators=(",", ":")) + "\n")


def gpx(fixes, path):
    with open(path, "w") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="dwell" '
            'xmlns="http://www.topografix.com/GPX/1/1">\n  <trk>\n    <name>one</name>\n    <trkseg>\n')
        for f in fixes:
            file.write(
                f'      <trkpt lat="{f.lat:.7f}" lon="{f.lon:.7f}">\n        <ele>{f.height:.1f}</ele>\n'
                f"        <time>{stamp(f.time)}Z</time>\n      </trkpt>\n")
        file.write("    </trkseg>\n  </trk>\n</gpx>\n")


def kml(fixes, path):
    with open(path, "w") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" '
            'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark><name>one</name>\n'
            "<gx:Track><altitudeMode>absolute</altitudeMode>\n")
        for f in fixes:
            file.write(f"<when>{stamp(f.time)}Z</when>\n")
        for f in fixes:
            file.write(f"<gx:coord>{f.lon:.7f} {f.lat:.7f} {f.height:.1f}</gx:coord>\n")
        file.write("</gx:Track></Placemark></Document></kml>\n")


def base_station(fixes, path):
    """SBS-1: a position a line."""
    with open(path, "w", newline="") as file:
        for f in fixes:
            day, clock = stamp(f.time, "%Y/%m/%d %H:%M:%S").split(" ")
            file.write(
                f"MSG,3,1,1,{0xABC000 + f.number:06X},1,{day},{clock},{day},{clock},,"
                f"{round(f.height / 0.3048)},,,{f.lat:.5f},{f.lon:.5f},,,0,0,0,0\r\n")


def sentences(fixes, path):
    """NMEA 0183: RMC and GGA of each position."""
    def sentence(body):
        check = 0
        for byte in body.encode():
            check ^= byte
        return f"${body}*{check:02X}\r\n"

    def angle(value, digits):
        whole = int(abs(value))
        return f"{whole:0{digits}d}{(abs(value) - whole) * 60:08.5f}"

    with open(path, "w", newline="") as file:
        for f in fixes:
            clock = stamp(f.time, "%H%M%S")
            date = time.strftime("%d%m%y", time.gmtime(f.time // 1_000_000))
            place = (
                f"{angle(f.lat, 2)},{'N' if f.lat >= 0 else 'S'},"
                f"{angle(f.lon, 3)},{'E' if f.lon >= 0 else 'W'}")
            file.write(sentence(
                f"GPRMC,{clock},A,{place},{f.speed * 1.943844:.2f},{f.course:.1f},{date},,,A"))
            file.write(sentence(f"GPGGA,{clock},{place},1,09,0.9,{f.height:.1f},M,41.2,M,,"))


def subtitles(fixes, path):
    """The dialect of a Mavic 3, one cue a second."""
    with open(path, "w") as file:
        for n, f in enumerate(fixes):
            h, m, s = n // 3600, n // 60 % 60, n % 60
            file.write(
                f"{n + 1}\n{h:02d}:{m:02d}:{s:02d},000 --> {h:02d}:{m:02d}:{s:02d},900\n"
                f'<font size="28">FrameCnt: {n + 1}, DiffTime: 1000ms\n'
                f"{stamp(f.time, '%Y-%m-%d %H:%M:%S')}\n[iso: 100] [shutter: 1/640.0] [fnum: 2.8] [ev: 0] "
                f"[color_md: default] [focal_len: 24.00] [latitude: {f.lat:.6f}] [longitude: {f.lon:.6f}] "
                f"[rel_alt: {f.height:.3f} abs_alt: {f.height + 30:.3f}] [ct: 5500] </font>\n\n")
