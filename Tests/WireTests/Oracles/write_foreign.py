"""Streams as other programs write them, each with what dwell has to read.

Writes cases end to end to standard output: a line of JSON with the case's name, the number of its
bytes and the transcript lines expected, then the bytes.
"""

import datetime
import decimal
import io
import json
import sys

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.ipc as ipc

import transcript

X = pa.array([1.5, 2.5, float("nan"), None, -0.0])
Y = pa.array([0.1, 1e300, -1e-300, 4.0, float("inf")])
N = 5
CASES = []


def written(table, options=None, file=False, batch_rows=None):
    sink = io.BytesIO()
    make = ipc.new_file if file else ipc.new_stream
    with make(sink, table.schema, options=options) as writer:
        if table.num_rows or batch_rows:
            writer.write_table(table, batch_rows)
    return sink.getvalue()


def case(name, data, lines):
    CASES.append((name, data, lines))


def points(columns):
    """A table of x, y and more: (name, array, the type dwell reads it as, the values)."""
    names = ["x", "y"] + [name for name, *_ in columns]
    arrays = [X, Y] + [array for _, array, *_ in columns]
    lines = [
        f"table points {N}",
        transcript.line("x", "real", X.to_pylist()),
        transcript.line("y", "real", Y.to_pylist()),
    ]
    lines += [transcript.line(name, kind, values) for name, _, kind, values in columns if kind]
    return pa.table(arrays, names=names), lines


def simple(name, columns, **options):
    table, lines = points(columns)
    case(name, written(table, **options), lines)


def own(name, array, kind):
    return (name, array, kind, transcript.plain(kind, array))


def numbers():
    columns = []
    for bits in (8, 16, 32, 64):
        low, high = -(2 ** (bits - 1)) + 1, 2 ** (bits - 1) - 1
        array = pa.array([low, 0, None, high, -1], getattr(pa, f"int{bits}")())
        columns.append(own(f"int{bits}", array, "integer" if bits == 64 else "integer32"))
        high = 2**bits - 1 if bits < 64 else 2**63 - 1
        array = pa.array([0, high, None, 1, 2], getattr(pa, f"uint{bits}")())
        columns.append(own(f"uint{bits}", array, "integer" if bits > 16 else "integer32"))
    halves = np.array([1.5, -6e-8, 65504, np.inf, 0], np.float16)
    columns.append(own("half", pa.array(halves), "real"))
    columns.append(own("small", pa.array([-2.0**-15, 6.1e-5, None, -0.0, 1], pa.float16()), "real"))
    columns.append(own("single", pa.array([0.1, None, 3e38, -1e-45, 0], pa.float32()), "real"))
    columns.append(own("bool", pa.array([True, None, False, True, None]), "boolean"))
    simple("numbers", columns)


def texts():
    values = ["", None, "Zürich", "a text of more than twelve bytes", "北京 🚁"]
    blobs = [value and value.encode() for value in values]
    columns = [
        (f"t{kind}", pa.array(values, kind), "text", values)
        for kind in (pa.string(), pa.large_string(), pa.string_view())
    ] + [
        (f"b{kind}", pa.array(blobs, kind), "text", values)
        for kind in (pa.binary(), pa.large_binary(), pa.binary_view())
    ]
    columns.append(("nothing", pa.nulls(N), "text", [None] * N))
    simple("texts", columns)
    # Views cut out of long columns keep their buffers and point into the middle.
    many = pa.array([f"row number {row:06}" for row in range(1000)], pa.string_view())
    sliced = many.slice(500, N)
    simple("views", [("a", sliced, "text", sliced.to_pylist()),
                     ("b", pa.array(values, pa.string_view()), "text", values),
                     ("c", pa.array([1, 2, 3, 4, 5]), "integer", [1, 2, 3, 4, 5])])


def times():
    base = 1_600_000_000
    columns = []
    for unit, scale in (("s", 1), ("ms", 10**3), ("us", 10**6), ("ns", 10**9)):
        for zone in (None, "UTC", "Europe/Zurich", "+05:30"):
            ticks = [base * scale + 1, None, -base * scale - 1, 0, -1]
            array = pa.array(ticks, pa.timestamp(unit, zone))
            columns.append(own(f"{unit} {zone}", array, "instant"))
    day = datetime.date(2020, 9, 13)
    dates = [day, None, datetime.date(1969, 12, 31), datetime.date(1, 1, 1), day]
    columns.append(own("date32", pa.array(dates, pa.date32()), "instant"))
    columns.append(own("date64", pa.array(dates, pa.date64()), "instant"))
    simple("times", columns)


def dictionaries():
    names = ["b", "a", "ä long name that repeats", "d"]
    indices = [3, 0, None, 0, 2]
    values = [None if index is None else names[index] for index in indices]
    columns = []
    for bits in (8, 16, 32, 64):
        for sign in ("", "u"):
            array = pa.DictionaryArray.from_arrays(
                pa.array(indices, getattr(pa, f"{sign}int{bits}")()), pa.array(names))
            columns.append((f"{sign}{bits}", array, "coded", values))
    for kind in (pa.large_string(), pa.string_view()):
        array = pa.DictionaryArray.from_arrays(pa.array(indices), pa.array(names, kind))
        columns.append((f"of {kind}", array, "coded", values))
    doubled = pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 2, 3, None]), pa.array(["a", "a", None, "b"]))
    columns.append(("doubled", doubled, "coded", ["a", "a", None, "b", None]))
    for name, kind, entries in (
        ("numbers", "real", pa.array([0.5, None, 2.5])),
        ("integers", "integer", pa.array([2**60, None, 7])),
        ("shorts", "integer32", pa.array([1, None, 7], pa.int16())),
        ("truths", "boolean", pa.array([True, None, False])),
    ):
        array = pa.DictionaryArray.from_arrays(pa.array([2, 0, None, 1, 0]), entries)
        plain = entries.to_pylist()
        columns.append((name, array, kind, [plain[2], plain[0], None, plain[1], plain[0]]))
    stamps = pa.array([1, None, 3], pa.timestamp("ms"))
    array = pa.DictionaryArray.from_arrays(pa.array([2, 0, None, 1, 0]), stamps)
    columns.append(("times", array, "instant", [3000, 1000, None, None, 1000]))
    simple("dictionaries", columns)


def changing_dictionaries():
    steps = [
        (["a", "b"], [0, 1, None]),
        (["a", "b", "c"], [2, 0, 1]),
        (["a", "b", "c", "d"], [3]),
    ]
    replaced = steps + [(["z", "a"], [0, 1, 0])]
    for name, options, batches in (
        ("deltas", ipc.IpcWriteOptions(emit_dictionary_deltas=True), steps),
        ("replacements", ipc.IpcWriteOptions(), replaced),
    ):
        kind = pa.dictionary(pa.int8(), pa.string())
        numbers = pa.dictionary(pa.int8(), pa.int64())
        schema = pa.schema([("x", pa.float64()), ("y", pa.float64()), ("v", kind), ("n", numbers)])
        sink = io.BytesIO()
        lines = []
        with ipc.new_stream(sink, schema, options=options) as writer:
            for entries, indices in batches:
                ordinals = [100 + ord(entry) for entry in entries]
                x = [float(len(lines))] * len(indices)
                writer.write_batch(pa.record_batch([
                    pa.array(x), pa.array(x),
                    pa.DictionaryArray.from_arrays(pa.array(indices, pa.int8()), pa.array(entries)),
                    pa.DictionaryArray.from_arrays(
                        pa.array(indices, pa.int8()), pa.array(ordinals, pa.int64())),
                ], schema=schema))
                def picked(entries):
                    return [None if index is None else entries[index] for index in indices]
                lines += [
                    f"table points {len(indices)}", transcript.line("x", "real", x),
                    transcript.line("y", "real", x), transcript.line("v", "coded", picked(entries)),
                    transcript.line("n", "integer", picked(ordinals)),
                ]
        case(name, sink.getvalue(), lines)


def lists():
    reals = [[1.5, None, float("nan")], [], None, [0.25], [-1.0]]
    wholes = [[1, None, 3], [], None, [-4], [5]]
    words = [["a", "", "long enough to be out of line"], [], None, ["é"], [None]]
    columns = []
    for make in (pa.list_, pa.large_list):
        for inner in (pa.float64(), pa.float32()):
            columns.append((f"{make(inner)}", pa.array(reals, make(inner)), "reals", reals))
        for inner in (pa.int64(), pa.int32(), pa.uint8()):
            values = wholes if inner != pa.uint8() else [[1], [], None, [2, 3], [None]]
            columns.append((f"{make(inner)}", pa.array(values, make(inner)), "integers", values))
        for inner in (pa.string(), pa.large_string(), pa.string_view()):
            columns.append((f"{make(inner)}", pa.array(words, make(inner)), "texts", words))
    pairs = [[1.0, 2.0], None, [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]
    columns.append(("fixed", pa.array(pairs, pa.list_(pa.float64(), 2)), "reals", pairs))
    coded = pa.array(words, pa.list_(pa.string()))
    coded = pa.ListArray.from_arrays(
        coded.offsets, coded.values.dictionary_encode(), mask=coded.is_null())
    columns.append(("coded", coded, "texts", words))
    simple("lists", columns)


def slices():
    """Arrays that begin in the middle of their buffers, and of a byte of their bitmaps."""
    rows = range(100)
    long = pa.table({
        "x": [float(row) for row in rows],
        "y": [None if row % 3 == 0 else row / 7 for row in rows],
        "n": pa.array([None if row % 4 == 0 else row for row in rows], pa.int32()),
        "b": [None if row % 5 == 0 else row % 2 == 0 for row in rows],
        "t": [None if row % 6 == 0 else "t" * row for row in rows],
        "l": [None if row % 7 == 0 else [row] * (row % 4) for row in rows],
    })
    kinds = {"x": "real", "y": "real", "n": "integer32", "b": "boolean", "t": "text",
             "l": "integers"}
    for offset, count in ((13, 50), (64, 1), (99, 1), (7, 64), (0, 100)):
        table = long.slice(offset, count)
        lines = [f"table points {count}"] + [
            transcript.line(name, kind, table[name].to_pylist()) for name, kind in kinds.items()]
        case(f"slice {offset} {count}", written(table), lines)


def left_out():
    structs = pa.array([{"a": 1, "b": "x"}] * N)
    columns = [
        ("struct", structs, None, None),
        ("nested", pa.array([[{"a": [1, 2]}]] * N), None, None),
        ("map", pa.array([[("k", 1)]] * N, pa.map_(pa.string(), pa.int64())), None, None),
        ("decimal", pa.array([decimal.Decimal("1.5")] * N), None, None),
        ("time", pa.array([datetime.time(1, 2)] * N), None, None),
        ("duration", pa.array([datetime.timedelta(1)] * N), None, None),
        ("interval", pa.array([(1, 2, 3)] * N, pa.month_day_nano_interval()), None, None),
        ("fixed", pa.array([b"abc"] * N, pa.binary(3)), None, None),
        ("truths", pa.array([[True]] * N), None, None),
        ("voids", pa.array([[None]] * N), None, None),
        ("view list", pa.array([[1]] * N, pa.list_view(pa.int64())), None, None),
        ("views", pa.array([{"v": "a text of more than twelve bytes"}] * N,
                           pa.struct([("v", pa.string_view())])), None, None),
        ("runs", pa.RunEndEncodedArray.from_arrays([2, 5], ["a", "b"]), None, None),
        ("dense", pa.UnionArray.from_dense(
            pa.array([0, 1, 0, 1, 0], pa.int8()), pa.array([0, 0, 1, 1, 2], pa.int32()),
            [pa.array([1, 2, 3]), pa.array(["a", "b"])]), None, None),
        ("sparse", pa.UnionArray.from_sparse(
            pa.array([0, 1, 0, 1, 0], pa.int8()), [pa.array(range(N)), pa.array(["a"] * N)]),
         None, None),
        ("coded struct", pa.DictionaryArray.from_arrays(
            pa.array([0] * N), structs.slice(0, 1)), None, None),
        ("last", pa.array(["still right"] * N, pa.string_view()), "text", ["still right"] * N),
    ]
    simple("left out", columns)


def geometries():
    point = bytes.fromhex("0101000000000000000000f03f0000000000000040")
    values = [point, None, point, point, point]

    def field(name, kind, metadata):
        return pa.field(name, kind, metadata=metadata)

    def geoarrow(crs):
        note = {"ARROW:extension:name": "geoarrow.wkb"}
        if crs is not None:
            note["ARROW:extension:metadata"] = json.dumps({"crs": crs})
        return note

    projjson = {"type": "GeographicCRS", "name": "WGS 84", "id": {"authority": "EPSG", "code": 4326}}
    utm = {"type": "ProjectedCRS", "name": "WGS 84 / UTM zone 33N",
           "id": {"authority": "EPSG", "code": 32633}}
    entries = [
        ("plain", pa.binary(), geoarrow(None), True),
        ("crs84", pa.large_binary(), geoarrow("OGC:CRS84"), True),
        ("epsg", pa.binary_view(), geoarrow("EPSG:4326"), True),
        ("projjson", pa.binary(), geoarrow(projjson), True),
        ("gdal", pa.binary(), {"ARROW:extension:name": "ogc.wkb"}, True),
        ("utm", pa.binary(), geoarrow(utm), False),
        ("utm code", pa.binary(), geoarrow("EPSG:32633"), False),
    ]
    schema = pa.schema([("x", pa.float64()), ("y", pa.float64())]
                       + [field(name, kind, note) for name, kind, note, _ in entries])
    arrays = [X, Y] + [pa.array(values, kind) for _, kind, _, _ in entries]
    _, lines = points([])
    lines += [transcript.line(name, "geometry", values) for name, _, _, kept in entries if kept]
    case("geometries", written(pa.Table.from_arrays(arrays, schema=schema)), lines)


def shapes():
    simple("order", [own("b", pa.array([1, 2, 3, 4, 5]), "integer")])
    table, _ = points([own("extra", pa.array(list("abcde")), "text")])
    turned = table.select(["extra", "y", "x"])
    lines = [f"table points {N}", transcript.line("extra", "text", list("abcde")),
             transcript.line("y", "real", Y.to_pylist()),
             transcript.line("x", "real", X.to_pylist())]
    case("turned", written(turned), lines)
    batches = []
    for start in range(0, N, 2):
        part = turned.slice(start, 2)
        batches += [f"table points {part.num_rows}"] + [
            transcript.line(name, kind, part[name].to_pylist())
            for name, kind in (("extra", "text"), ("y", "real"), ("x", "real"))]
    case("batches", written(turned, batch_rows=2), batches)
    case("two streams", written(turned) + written(turned, batch_rows=2), lines + batches)
    empty = ["table points 0", "column extra text: ", "column y real: ", "column x real: "]
    case("no batch", written(turned.slice(0, 0)), empty)
    sink = io.BytesIO()
    with ipc.new_stream(sink, turned.schema) as writer:
        writer.write_batch(pa.record_batch([pa.array([], f.type) for f in turned.schema],
                                           schema=turned.schema))
    case("empty batch", sink.getvalue(), empty)
    case("file", written(turned, file=True), lines)
    case("file batches", written(turned, file=True, batch_rows=2), batches)
    case("version 4", written(
        turned, options=ipc.IpcWriteOptions(metadata_version=ipc.MetadataVersion.V4)), lines)
    fixes = pa.table({"lat": [1.0], "lon": [2.0], "x": [3.0], "y": [4.0],
                      "time": pa.array([5], pa.timestamp("us", "UTC"))})
    case("fixes", written(fixes), ["table fixes 1"] + [
        transcript.line(name, "real", fixes[name].to_pylist()) for name in ("lat", "lon", "x", "y")
    ] + ["column time instant: 5"])


def frames():
    values = {"x": [1.0, 2.0, None], "y": [3.0, 4.0, 5.0], "n": [1, None, 3],
              "t": ["short", None, "a text of more than twelve bytes"], "b": [True, None, False]}
    stamps = [datetime.datetime(2020, 9, 13, tzinfo=datetime.timezone.utc)] * 3
    instants = [int(stamp.timestamp()) * 10**6 for stamp in stamps]
    frame = pl.DataFrame(values).with_columns(
        pl.Series("c", ["p", "q", "p"], pl.Categorical), pl.Series("when", stamps),
        pl.Series("l", [[1.5], [], [2.5, None]]), pl.Series("e", ["u", "v", "u"],
                                                           pl.Enum(["u", "v"])))
    lines = [
        "table points 3", transcript.line("x", "real", values["x"]),
        transcript.line("y", "real", values["y"]), transcript.line("n", "integer", values["n"]),
        transcript.line("t", "text", values["t"]), transcript.line("b", "boolean", values["b"]),
        transcript.line("c", "coded", ["p", "q", "p"]),
        transcript.line("when", "instant", instants),
        transcript.line("l", "reals", [[1.5], [], [2.5, None]]),
        transcript.line("e", "coded", ["u", "v", "u"]),
    ]
    sink = io.BytesIO()
    frame.write_ipc_stream(sink)
    case("polars", sink.getvalue(), lines)
    sink = io.BytesIO()
    frame.write_ipc_stream(sink, compat_level=pl.CompatLevel.oldest())
    case("polars old", sink.getvalue(), lines)
    sink = io.BytesIO()
    frame.write_ipc(sink, compression="uncompressed")
    case("polars file", sink.getvalue(), [
        "error this Arrow file does not begin with the stream that a file contains: write a stream "
        "(polars: write_ipc_stream, pyarrow: ipc.new_stream)"])
    made = pd.DataFrame({
        "x": [1.0, np.nan], "y": [3, 4], "c": pd.Categorical(["p", None]),
        "when": pd.to_datetime(["2020-09-13T00:00:00.123456789Z", None]), "o": ["a", None]})
    case("pandas", written(pa.Table.from_pandas(made)), [
        "table points 2", transcript.line("x", "real", [1.0, None]),
        transcript.line("y", "integer", [3, 4]), transcript.line("c", "coded", ["p", None]),
        transcript.line("when", "instant", [1599955200123456, None]),
        transcript.line("o", "text", ["a", None])])


def refused():
    """Cases with one line: the error, the byte left out."""
    table, _ = points([])
    for codec in ("lz4", "zstd"):
        case(codec, written(table, options=ipc.IpcWriteOptions(compression=codec)), [
            f"error the buffers of this Arrow data are compressed ({codec.upper()}), which is not "
            "read: write them uncompressed (pyarrow: ipc.IpcWriteOptions(compression=None); "
            "feather and polars: compression='uncompressed')"])
    table, _ = points([("big", pa.array([0, 2**63, 1, 2, 3], pa.uint64()), None, None)])
    case("big", written(table), [
        "error column 'big': 9223372036854775808 is more than a signed 64-bit integer holds: "
        "cast the column to text, or drop it"])
    table, _ = points([("blob", pa.array([b"a", b"\xff", b"", b"", b""]), None, None)])
    case("blob", written(table), [
        "error column 'blob': row 2 of the batch is not UTF-8: store text as UTF-8, or drop the "
        "column"])
    table, _ = points([("late", pa.array([2**62] * N, pa.timestamp("s")), None, None)])
    case("late", written(table), [
        "error column 'late': the time 4611686018427387904 is beyond the years −290,000…294,000"])
    table = pa.table({"longitude": [1.0], "latitude": [2.0]})
    case("nowhere", written(table), [
        "error this Arrow stream has neither columns lon and lat (degrees) nor x and y (metres); "
        "it has longitude, latitude: rename them"])
    legacy = ipc.IpcWriteOptions(use_legacy_format=True)
    case("legacy", written(points([])[0], options=legacy), [
        "error this is no Arrow stream (it does not begin with FF FF FF FF): write one with "
        "pyarrow.ipc.new_stream of Arrow 0.15 or later"])


for make in (numbers, texts, times, dictionaries, changing_dictionaries, lists, slices, left_out,
             geometries, shapes, frames, refused):
    make()
out = sys.stdout.buffer
for name, data, lines in CASES:
    head = {"name": name, "bytes": len(data), "lines": lines}
    out.write(json.dumps(head).encode() + b"\n" + data)
