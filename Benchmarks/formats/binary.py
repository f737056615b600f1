"""Writers of binary formats: each takes fixes and a path."""

import struct

KEY = bytes.fromhex("060E2B34020B01010E01030101000000")


def packet(f):
    """One ST 0601 packet, as a platform with a camera sends it."""
    def ranged(value, span, steps):
        return round(value / span * steps)

    def angle(value, span):
        return ranged((value + 180) % 360 - 180, span, 4294967294)

    def height(value):
        return ranged(min(max(value, -900), 19000) + 900, 19900, 65535)

    items = [
        (2, struct.pack(">Q", f.time)), (3, b"MISSION"), (10, f.vehicle.encode()), (11, b"EO"),
        (5, struct.pack(">H", ranged(f.heading % 360, 360, 65535))), (6, struct.pack(">h", 120)),
        (7, struct.pack(">h", -240)), (13, struct.pack(">i", angle(f.lat, 180))),
        (14, struct.pack(">i", angle(f.lon, 360))), (15, struct.pack(">H", height(f.height))),
        (16, struct.pack(">H", 1800)), (17, struct.pack(">H", 1000)),
        (18, struct.pack(">I", ranged(f.azimuth % 360, 360, 4294967295))),
        (19, struct.pack(">i", angle(f.elevation, 360))), (20, struct.pack(">I", 0)),
        (21, struct.pack(">I", ranged(f.range, 5e6, 4294967295))), (22, struct.pack(">H", 700)),
        (23, struct.pack(">i", angle(f.frame_lat, 180))),
        (24, struct.pack(">i", angle(f.frame_lon, 360))), (25, struct.pack(">H", height(10))),
        (40, struct.pack(">i", 0)), (41, struct.pack(">i", 0)), (42, struct.pack(">H", height(10))),
        (56, struct.pack(">B", min(255, round(f.speed)))), (65, b"\x11"),
    ]
    body = b"".join(bytes([tag, len(value)]) + value for tag, value in items) + b"\x01\x02"
    size = len(body) + 2
    whole = KEY + (bytes([size]) if size < 128 else bytes([0x81, size])) + body
    total = (sum(whole[0::2]) << 8) + sum(whole[1::2])
    return whole + struct.pack(">H", total & 0xFFFF)


def by_platform(fixes):
    """A stream of metadata is that of one platform: here one comes after another."""
    return sorted(fixes, key=lambda f: f.number)


def metadata(fixes, path):
    with open(path, "wb") as file:
        for f in by_platform(fixes):
            file.write(packet(f))


def transport(fixes, path, video=0):
    """The packets in an MPEG transport stream, with so many packets of video between them."""
    def section(table, body):
        body = bytes([table]) + struct.pack(">H", 0xB000 | len(body) + 4) + body
        check = 0xFFFFFFFF
        for byte in body:
            check ^= byte << 24
            for _ in range(8):
                check = check << 1 ^ (0x04C11DB7 if check & 0x80000000 else 0)
            check &= 0xFFFFFFFF
        return b"\0" + body + struct.pack(">I", check)

    def packets(pid, payload, counter):
        first = 0x4000
        while payload:
            piece, payload = payload[:184], payload[184:]
            head = struct.pack(">BHB", 0x47, first | pid, 0)
            stuffing = 184 - len(piece)
            if stuffing == 0:
                head = head[:3] + bytes([0x10 | counter[pid] & 15])
            else:
                head = head[:3] + bytes([0x30 | counter[pid] & 15, stuffing - 1])
                if stuffing > 1:
                    head += b"\0" + b"\xff" * (stuffing - 2)
            counter[pid] += 1
            first = 0
            yield head + piece

    # One program: video (H.264) on 0x101, metadata (private, registered KLVA) on 0x102.
    programs = section(0x00, struct.pack(">HBBBHH", 1, 0xC1, 0, 0, 1, 0xE100))
    streams = (
        struct.pack(">BHH", 0x1B, 0xE101, 0xF000)
        + struct.pack(">BHH", 0x06, 0xE102, 0xF006) + b"\x05\x04KLVA")
    map_ = section(0x02, struct.pack(">HBBBHH", 1, 0xC1, 0, 0, 0xE101, 0xF000) + streams)
    counter = {0: 0, 0x100: 0, 0x101: 0, 0x102: 0}
    picture = bytes(n * 37 & 0xFF for n in range(184))
    with open(path, "wb") as file:
        for n, f in enumerate(fixes):
            if n % 50 == 0:
                for pid, table in ((0, programs), (0x100, map_)):
                    file.writelines(packets(pid, table + b"\xff" * (184 - len(table)), counter))
            for _ in range(video):
                file.write(struct.pack(">BHB", 0x47, 0x101, 0x10 | counter[0x101] & 15) + picture)
                counter[0x101] += 1
            body = packet(f)
            pes = b"\0\0\1\xbd" + struct.pack(">H", len(body) + 3) + b"\x80\0\0" + body
            file.writelines(packets(0x102, pes, counter))


def tlog(fixes, path):
    """What a ground station hears: a position, an attitude, a satellite fix; a heartbeat now and then."""
    from pymavlink.dialects.v20 import ardupilotmega as mavlink

    link = mavlink.MAVLink(None, srcSystem=1, srcComponent=1)
    start = fixes[0].time
    with open(path, "wb") as file:
        for n, f in enumerate(fixes):
            # One vehicle: its clock goes on.
            t = start + n * 250_000
            lat, lon, height = round(f.lat * 1e7), round(f.lon * 1e7), round(f.height * 1e3)
            messages = [
                mavlink.MAVLink_attitude_message(n * 250, 0.02, -0.04, 1.0, 0.0, 0.0, 0.01),
                mavlink.MAVLink_vfr_hud_message(f.speed, f.speed, 90, 55, f.height, 0.4),
                mavlink.MAVLink_global_position_int_message(
                    n * 250, lat, lon, height, height, 300, 400, -10, 9000),
            ]
            if n % 4 == 0:
                messages.insert(0, mavlink.MAVLink_heartbeat_message(2, 3, 81, 4, 4, 3))
                messages.insert(1, mavlink.MAVLink_gps_raw_int_message(
                    t, 3, lat, lon, height, 90, 120, 500, 9000, 12))
            for message in messages:
                file.write(struct.pack(">Q", t) + bytes(message.pack(link)))


class FlashLog:
    """A DataFlash log: messages as its own FMT messages describe them."""

    codes = {"b": "b", "B": "B", "h": "h", "H": "H", "i": "i", "I": "I", "f": "f", "d": "d", "Q": "Q",
             "q": "q", "n": "4s", "N": "16s", "Z": "64s", "c": "h", "C": "H", "e": "i", "E": "I",
             "L": "i", "M": "B"}

    def __init__(self, path):
        self.file = open(path, "wb")
        self.kinds = {}
        self.define("FMT", 128, "BBnNZ", "Type,Length,Name,Format,Columns")

    def define(self, name, number, letters, labels):
        layout = struct.Struct("<" + "".join(self.codes[letter] for letter in letters))
        self.kinds[name] = (number, layout)
        self.add("FMT", number, layout.size + 3, name.encode(), letters.encode(), labels.encode())

    def add(self, name, *values):
        number, layout = self.kinds[name]
        self.file.write(bytes([0xA3, 0x95, number]) + layout.pack(*values))


def flash(fixes, path):
    """ArduPilot's on-board log: fast sensors between the positions."""
    log = FlashLog(path)
    log.define("GPS", 10, "QBBIHBcLLefffffB",
               "TimeUS,I,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,VZ,Yaw,Acc,U")
    log.define("POS", 11, "QLLfff", "TimeUS,Lat,Lng,Alt,RelHomeAlt,RelOriginAlt")
    log.define("ATT", 12, "QccccCCCC", "TimeUS,DesRoll,Roll,DesPitch,Pitch,DesYaw,Yaw,ErrRP,ErrYaw")
    log.define("IMU", 13, "QBffffffIIf", "TimeUS,I,GyrX,GyrY,GyrZ,AccX,AccY,AccZ,EG,EA,T")
    for n, f in enumerate(fixes):
        t = n * 100_000 + 1_000_000
        lat, lon = round(f.lat * 1e7), round(f.lon * 1e7)
        for k in range(4):
            log.add("IMU", t + k * 20_000, 0, 0.01, 0.02, 0.03, 0.1, -0.1, -9.8, 0, 0, 35.0)
        log.add("ATT", t + 90_000, 0, 120, 0, -240, 0, 9000, 1, 1)
        if n % 2 == 0:
            log.add("GPS", t + 91_000, 0, 3, n * 100, 2400, 12, 90, lat, lon, round(f.height * 100),
                    f.speed, f.course, 0.1, 0.0, 0.0, 1)
        log.add("POS", t + 92_000, lat, lon, f.height, f.height, f.height)
    log.file.close()


def sdlog(fixes, path):
    """The log of old PX4 firmware."""
    log = FlashLog(path)
    log.define("TIME", 129, "Q", "StartTime")
    log.define("ATT", 2, "fffffffffffff",
               "qw,qx,qy,qz,Roll,Pitch,Yaw,RollRate,PitchRate,YawRate,GX,GY,GZ")
    log.define("IMU", 4, "ffffffffffff",
               "AccX,AccY,AccZ,GyroX,GyroY,GyroZ,MagX,MagY,MagZ,tA,tG,tM")
    log.define("SENS", 5, "fffff", "BaroPres,BaroAlt,BaroTemp,DiffPres,DiffPresFilt")
    log.define("GPS", 8, "QBffLLfffffBHHH",
               "GPSTime,Fix,EPH,EPV,Lat,Lon,Alt,VelN,VelE,VelD,Cog,nSat,SNR,N,J")
    log.define("GPOS", 16, "LLffffff", "Lat,Lon,Alt,VelN,VelE,VelD,EPH,EPV")
    for n, f in enumerate(fixes):
        lat, lon = round(f.lat * 1e7), round(f.lon * 1e7)
        log.add("TIME", n * 100_000 + 1_000_000)
        log.add("IMU", *[0.1] * 12)
        log.add("SENS", *[0.1] * 5)
        log.add("ATT", 1.0, 0.0, 0.0, 0.0, 0.02, -0.04, 1.0, *[0.0] * 6)
        if n % 5 == 0:
            log.add("GPS", f.time, 3, 1.0, 1.0, lat, lon, f.height, 3.0, 4.0, -0.1, 1.0, 12, 40, 90, 0)
        log.add("GPOS", lat, lon, f.height, 3.0, 4.0, -0.1, 1.0, 1.0)
    log.file.close()


def ulog(fixes, path):
    """PX4's log: fast sensors between the positions."""
    def message(kind, body):
        return struct.pack("<HB", len(body), ord(kind)) + body

    with open(path, "wb") as file:
        file.write(bytes.fromhex("554C6F67011235") + b"\x01" + struct.pack("<Q", 1000))
        file.write(message("B", bytes(40)))
        formats = [
            "vehicle_global_position:uint64_t timestamp;double lat;double lon;float alt;float eph;float epv;",
            "vehicle_attitude:uint64_t timestamp;float[4] q;",
            "vehicle_gps_position:uint64_t timestamp;uint64_t time_utc_usec;int32_t lat;int32_t lon;"
            "int32_t alt;int32_t alt_ellipsoid;float vel_m_s;float cog_rad;uint8_t fix_type;",
            "sensor_combined:uint64_t timestamp;float[3] gyro_rad;uint32_t gyro_integral_dt;"
            "int32_t accelerometer_timestamp_relative;float[3] accelerometer_m_s2;"
            "uint32_t accelerometer_integral_dt;",
        ]
        for text in formats:
            file.write(message("F", text.encode()))
        for number, text in enumerate(formats):
            file.write(message("A", struct.pack("<BH", 0, number) + text.split(":")[0].encode()))
        for n, f in enumerate(fixes):
            t = n * 100_000 + 1_000_000
            for k in range(8):
                file.write(message("D", struct.pack(
                    "<HQ3fIi3fI", 3, t + k * 10_000, 0.01, 0.02, 0.03, 4000, 0, 0.1, -0.1, -9.8, 4000)))
            for k in range(2):
                file.write(message("D", struct.pack("<HQ4f", 1, t + k * 40_000, 0.7, 0, 0, 0.7)))
            if n % 2 == 0:
                file.write(message("D", struct.pack(
                    "<HQQiiiiffB", 2, t, f.time, round(f.lat * 1e7), round(f.lon * 1e7),
                    round(f.height * 1e3), round(f.height * 1e3) + 41_000, f.speed, 1.0, 3)))
            file.write(message("D", struct.pack(
                "<HQddfff", 0, t + 92_000, f.lat, f.lon, f.height, 1.0, 1.0)))
