"""What pymavlink and pyulog find in a log: a record a line, its cells parted by tabs.

mavlink:   global, arrival us, boot ms, lon, lat, alt m, relative alt m, speed m/s, climb m/s
dataflash: message, clock us, lon, lat, alt m
ulog:      topic, timestamp us, lon, lat, alt m, utc us or None
"""
import os
import sys

os.environ["MAVLINK20"] = "1"


def mavlink(path):
    from pymavlink import mavutil

    log = mavutil.mavlink_connection(path, dialect="all")
    while True:
        message = log.recv_match(type=["GLOBAL_POSITION_INT"])
        if message is None:
            return
        if message.get_srcSystem() != 1 or message.get_srcComponent() != 1:
            continue
        if message.lat == 0 and message.lon == 0:
            continue
        speed = (message.vx**2 + message.vy**2) ** 0.5 / 100
        yield ["global", round(message._timestamp * 1e6) & ~3, message.time_boot_ms, message.lon / 1e7,
               message.lat / 1e7, message.alt / 1e3, message.relative_alt / 1e3, speed,
               -message.vz / 100]


def dataflash(path):
    from pymavlink import DFReader

    log = DFReader.DFReader_binary(path)
    clock = None
    while True:
        message = log.recv_msg()
        if message is None:
            return
        kind = message.get_type()
        if kind == "TIME":
            clock = message.StartTime
        elif kind in ("GPOS", "POS"):
            longitude = message.Lon if kind == "GPOS" else message.Lng
            yield [kind, clock, longitude, message.Lat, message.Alt]


def ulog(path):
    from pyulog import ULog

    for topic in ULog(path).data_list:
        if topic.multi_id != 0:
            continue
        data = topic.data
        for row in range(len(data["timestamp"])):
            stamp = int(data["timestamp"][row])
            if topic.name == "vehicle_global_position":
                yield [topic.name, stamp, float(data["lon"][row]), float(data["lat"][row]),
                       float(data["alt"][row]), None]
            elif topic.name == "vehicle_gps_position" and data["fix_type"][row] >= 3:
                utc = int(data["time_utc_usec"][row])
                if "lat" in data:
                    place = [int(data["lon"][row]) / 1e7, int(data["lat"][row]) / 1e7,
                             int(data["alt"][row]) / 1e3]
                else:
                    place = [float(data["longitude_deg"][row]), float(data["latitude_deg"][row]),
                             float(data["altitude_msl_m"][row])]
                yield [topic.name, stamp, *place, utc]


for record in {"mavlink": mavlink, "dataflash": dataflash, "ulog": ulog}[sys.argv[1]](sys.argv[2]):
    print("\t".join(cell if isinstance(cell, str) else repr(cell) for cell in record))
