"""Reads a pipe of dwell's from standard input with pyarrow, polars and pandas.

Writes what pyarrow reads, batch by batch, as transcript lines. Fails unless polars and pandas read
the same values, with the types that fit.
"""

import io
import sys

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.ipc as ipc

import transcript


def check_polars(data, table, kinds):
    frame = pl.read_ipc_stream(io.BytesIO(data))
    assert frame.columns == table.column_names, frame.columns
    types = {
        "boolean": pl.Boolean,
        "integer32": pl.Int32,
        "integer": pl.Int64,
        "real": pl.Float64,
        "instant": pl.Datetime("us", "UTC"),
        "text": pl.String,
        "coded": pl.Categorical,
        "reals": pl.List(pl.Float64),
        "integers": pl.List(pl.Int64),
        "texts": pl.List(pl.String),
    }
    for name, kind in kinds.items():
        column = frame[name]
        if kind == "geometry":
            column = column.ext.storage() if hasattr(column, "ext") else column
            assert column.dtype == pl.Binary, column.dtype
        else:
            assert column.dtype == types[kind], (name, kind, column.dtype)
        if kind == "instant":
            column = column.dt.epoch("us")
        values = transcript.plain(kind, table[name])
        assert transcript.line(name, kind, column.to_list()) == transcript.line(
            name, kind, values
        ), f"polars reads another '{name}'"


def check_pandas(table, kinds):
    frame = table.to_pandas()
    assert list(frame.columns) == table.column_names
    for name, kind in kinds.items():
        column = frame[name]
        if kind == "instant":
            assert column.dtype == pd.DatetimeTZDtype("us", "UTC"), column.dtype
            ticks = column.astype("int64") if len(column) else []
            got = [None if lost else int(tick) for lost, tick in zip(column.isna(), ticks)]
        elif kind == "coded":
            assert isinstance(column.dtype, pd.CategoricalDtype), column.dtype
            got = [None if pd.isna(value) else value for value in column]
        elif kind in ("integer", "integer32") and table[name].null_count:
            # pandas has no integers with nulls by default: 64 bits of floating point stand in.
            wanted = [None if v is None else float(v) for v in table[name].to_pylist()]
            assert transcript.line(name, "real", list(column)) == transcript.line(
                name, "real", wanted
            ), f"pandas reads another '{name}'"
            continue
        elif kind in ("reals", "integers", "texts"):
            got = [list(value) for value in column]
            if kind == "integers":
                got = [[None if pd.isna(v) else int(v) for v in value] for value in got]
        elif kind == "real":
            got = list(column)
        else:
            got = [None if pd.isna(value) else value for value in column]
        values = transcript.plain(kind, table[name])
        assert transcript.line(name, kind, got) == transcript.line(
            name, kind, values
        ), f"pandas reads another '{name}'"


def main():
    data = sys.stdin.buffer.read()
    source = io.BytesIO(data)
    while source.tell() < len(data):
        start = source.tell()
        reader = ipc.open_stream(source)
        metadata = reader.schema.metadata
        record_kind = metadata[b"dwell.kind"].decode()
        notes = [metadata[b"dwell.version"].decode(), metadata[b"dwell.settings"].decode()]
        print("stream", record_kind, *notes, metadata.get(b"dwell.crs", b"-").decode())
        batches = list(reader)
        for batch in batches:
            batch.validate(full=True)
            print("\n".join(transcript.batch_lines(record_kind, batch)))
        table = pa.Table.from_batches(batches, reader.schema)
        kinds = {field.name: transcript.wire_type(field) for field in reader.schema}
        check_polars(data[start : source.tell()], table, kinds)
        check_pandas(table, kinds)


main()
