"""What fitdecode finds in a FIT file: a record message a line, its cells parted by tabs.

seconds since 1970 (UTC), longitude and latitude in degrees, altitude m, speed m/s, climb m/s; None where unknown
"""
import sys

import fitdecode


def cells(frame):
    def value(name):
        # fitdecode makes an enhanced field of each plain one; what the file itself says is compared.
        own = (field.value for field in frame.fields if field.name == name and not field.is_expanded)
        return next(own, None)

    def degrees(name):
        raw = value(name)
        return None if raw is None else raw * 180 / 2**31

    def finer(name):
        fine = value("enhanced_" + name)
        return value(name) if fine is None else fine

    # A time from a record's header has no field of its own.
    time = frame.get_value("timestamp", fallback=None)
    return [None if time is None else time.timestamp(), degrees("position_long"), degrees("position_lat"),
            finer("altitude"), finer("speed"), value("vertical_speed")]


with fitdecode.FitReader(sys.argv[1], check_crc=fitdecode.CrcCheck.RAISE) as reader:
    for frame in reader:
        if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record":
            print(*cells(frame), sep="\t")
