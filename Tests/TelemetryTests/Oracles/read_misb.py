"""Prints what independent readers make of motion imagery metadata, a JSON object a packet with a
position: the tag of ST 0601 → its value.

read_misb.py FILE        .klv is read by klvdata, .json.zz is what kwiver decoded, .ts is taken apart by
                         PyAV where that is installed (it is large, so it is no requirement: without it
                         nothing is printed) and read by klvdata, or item by item where it is EG 0104.
"""
import json
import struct
import sys
import zlib

UNIVERSAL = bytes.fromhex("060e2b34020101010e01010201010000")
ITEMS = {  # the second half of a universal key → the tag of ST 0601 that means the same
    "0702010101050000": 2, "0701020102040200": 13, "0701020102060200": 14, "0701020102020000": 15,
    "0701100106000000": 5, "0701100105000000": 90, "0701100104000000": 91, "0420020101080000": 16,
    "04200201010a0100": 17, "0701080101000000": 21, "0701020103020000": 23, "0701020103040000": 24,
    "0701020103070100": 82, "07010201030b0100": 83, "0701020103080100": 84, "07010201030c0100": 85,
    "0701020103090100": 86, "07010201030d0100": 87, "07010201030a0100": 88, "07010201030e0100": 89,
}
TEXTS = {3, 4, 10, 11}


def by_klvdata(data):
    import klvdata
    from datetime import datetime, timedelta
    epoch = datetime.fromisoformat("1970-01-01 00:00:00+00:00")
    for packet in klvdata.StreamParser(data):
        found = {}
        for tag, (*_, value) in packet.MetadataList().items():
            if tag == 2:
                found[2] = (datetime.fromisoformat(value) - epoch) // timedelta(microseconds=1)
            elif tag in TEXTS:
                found[tag] = value
            else:
                try:
                    found[tag] = float(value)
                except ValueError:
                    pass
        yield found


def by_hand(data):
    at = 0
    while at < len(data):
        assert data[at:at + 7] + data[at + 8:at + 16] == UNIVERSAL[:7] + UNIVERSAL[8:]
        value, at = take(data, at + 16)
        found, inner = {}, 0
        while inner < len(value):
            tag = ITEMS.get(value[inner + 8:inner + 16].hex())
            item, inner = take(value, inner + 16)
            if tag:
                found[tag] = struct.unpack(">" + ("Q" if tag == 2 else "d" if len(item) == 8 else "f"), item)[0]
        yield found


def take(data, at):
    length, at = data[at], at + 1
    if length & 0x80:
        size = length & 0x7F
        length, at = int.from_bytes(data[at:at + size], "big"), at + size
    return data[at:at + length], at + length


def by_kwiver(packed):
    for packet in json.loads(zlib.decompress(packed)):
        found = {}
        for item in packet["value"]:
            value = item["value"]
            if isinstance(value, dict):
                value = value.get("value")
            if isinstance(value, (int, float, str)):
                found[item["key"]["integer"]] = value
        yield found


def main(path):
    if path.endswith(".zz"):
        packets = by_kwiver(open(path, "rb").read())
    elif path.endswith(".ts"):
        try:
            import av
        except ImportError:
            return
        file = av.open(path)
        data = b"".join(bytes(p) for p in file.demux([s for s in file.streams if s.type == "data"]) if p.size)
        packets = by_hand(data) if data[4:6] == UNIVERSAL[4:6] else by_klvdata(data)
    else:
        packets = by_klvdata(open(path, "rb").read())
    for found in packets:
        if 13 in found and 14 in found:
            print(json.dumps(found))


main(sys.argv[1])
