"""Reports as files: CSV, Parquet, JSON, Excel."""

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd

from coverage.reports.tables import csv_bytes, harmless


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """Parquet, with the values as they are: nothing runs there."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def json_bytes(frame: pd.DataFrame) -> bytes:
    """A list of one object a row; days and times in ISO 8601."""
    text = frame.to_json(orient="records", date_format="iso", force_ascii=False, indent=1)
    return f"{text}\n".encode()


def xlsx_bytes(frame: pd.DataFrame) -> bytes:
    """One sheet, its texts harmless as in CSV, a list joined by spaces."""
    cells = {harmless(str(name)): column.map(_cell) for name, column in frame.items()}
    buffer = io.BytesIO()
    pd.DataFrame(cells).to_excel(buffer, index=False, engine="openpyxl")
    return buffer.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, pd.Timestamp) and value.tzinfo is not None:
        return value.tz_convert("Europe/Kyiv").tz_localize(None)  # Excel knows no time zones
    if hasattr(value, "__iter__"):
        return harmless(" ".join(str(each) for each in value))
    return value


FORMATS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": csv_bytes,
    "parquet": parquet_bytes,
    "json": json_bytes,
    "xlsx": xlsx_bytes,
}
