"""Tables as Parquet files: lists are lists, dates dates, each column with its meaning."""

from __future__ import annotations

import datetime
from typing import Any

from evidence.exchange.describe import GENERATOR
from evidence.exchange.extras import need
from evidence.synthesis.dictionary import Column, Table
from evidence.synthesis.rows import Row, Value


def to_parquet(table: Table, rows: list[Row]) -> bytes:
    """Return the bytes of a Parquet file; UsageError where pyarrow is missing."""
    arrow: Any = need("pyarrow", "parquet")
    from pyarrow import parquet  # noqa: PLC0415 -- an optional extra

    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
        "list": arrow.list_(arrow.string()),
    }
    fields = [
        arrow.field(one.name, types[one.type], metadata={"description": one.meaning})
        for one in table.columns
    ]
    schema = arrow.schema(fields, metadata={"description": table.row, "generator": GENERATOR})
    columns = [
        arrow.array([_value(one, row[one.name]) for row in rows], types[one.type])
        for one in table.columns
    ]
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.Table.from_arrays(columns, schema=schema), sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _value(column: Column, value: Value) -> object:
    if column.type == "date" and isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
