"""Arrow data as the lines of text that `Transcript.swift` writes of a table."""

import math
import struct

import pyarrow as pa
import pyarrow.types as pt


def hexadecimal(data):
    return "x" + data.hex()


def real(value):
    if value is None or math.isnan(value):
        return "null"
    return "r" + struct.pack(">d", value).hex()


def whole(value):
    return "null" if value is None else str(value)


def text(value):
    return "null" if value is None else hexadecimal(value.encode())


def truth(value):
    return "null" if value is None else ("true" if value else "false")


def binary(value):
    return "null" if value is None else hexadecimal(value)


def of_list(cell):
    return lambda value: "[" + ",".join(cell(item) for item in value or []) + "]"


CELLS = {
    "boolean": truth,
    "integer32": whole,
    "integer": whole,
    "real": real,
    "instant": whole,
    "text": text,
    "coded": text,
    "geometry": binary,
    "reals": of_list(real),
    "integers": of_list(whole),
    "texts": of_list(lambda value: text(value or "")),
}


def line(name, kind, values, internal=False):
    """One column, from plain values; instants are microseconds."""
    mark = " internal" if internal else ""
    return f"column {name} {kind}{mark}: " + " ".join(CELLS[kind](value) for value in values)


def microseconds(array):
    """Timestamps and dates as whole microseconds, rounded down."""
    kind = array.type
    if pt.is_date32(kind):
        factor, ticks = 86_400_000_000, array.cast(pa.int32())
    elif pt.is_date64(kind):
        factor, ticks = 1000, array.cast(pa.int64())
    else:
        factor = {"s": 10**6, "ms": 1000, "us": 1, "ns": 0}[kind.unit]
        ticks = array.cast(pa.int64())
    values = ticks.to_pylist()
    if factor == 0:
        return [None if value is None else value // 1000 for value in values]
    return [None if value is None else value * factor for value in values]


def wire_type(field):
    """The type of a column that dwell wrote, by its exact Arrow type; an error for any other."""
    metadata = field.metadata or {}
    extension = metadata.get(b"ARROW:extension:name")
    if extension is not None:
        assert extension == b"geoarrow.wkb" and field.type == pa.binary(), field
        crs = metadata[b"ARROW:extension:metadata"]
        assert crs == b'{"crs":"OGC:CRS84","crs_type":"authority_code"}', crs
        return "geometry"
    return {
        pa.bool_(): "boolean",
        pa.int32(): "integer32",
        pa.int64(): "integer",
        pa.float64(): "real",
        pa.timestamp("us", "UTC"): "instant",
        pa.string(): "text",
        pa.dictionary(pa.int32(), pa.string()): "coded",
        pa.list_(pa.float64()): "reals",
        pa.list_(pa.int64()): "integers",
        pa.list_(pa.string()): "texts",
    }[field.type]


def plain(kind, array):
    """The values of an array, instants as microseconds."""
    return microseconds(array) if kind == "instant" else array.to_pylist()


def batch_lines(record_kind, batch):
    """A record batch that dwell wrote."""
    lines = [f"table {record_kind} {batch.num_rows}"]
    for field, array in zip(batch.schema, batch.columns):
        kind = wire_type(field)
        internal = (field.metadata or {}).get(b"dwell.internal") == b"true"
        lines.append(line(field.name, kind, plain(kind, array), internal))
    return lines
