"""A view's tables as files with what they are beside them: a zip of CSV, a zip of Parquet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from coverage.reports.about import About, Part, unique_names
from coverage.reports.tables import csv_bytes

README = "README.txt"


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """A table as Parquet, with its values as they are: nothing runs there."""
    buffer = io.BytesIO()
    frame.rename(columns=str).to_parquet(buffer, index=False)
    return buffer.getvalue()


def csv_zip(about: About, parts: Sequence[Part], *, bom: bool) -> bytes:
    """A zip with a CSV a table and what they are; spreadsheets want a byte order mark."""
    return _zip(about, parts, "csv", lambda rows: csv_bytes(rows, bom=bom))


def parquet_zip(about: About, parts: Sequence[Part]) -> bytes:
    """A zip with a Parquet file a table, and what they are."""
    return _zip(about, parts, "parquet", parquet_bytes)


def _zip(about: About, parts: Sequence[Part], suffix: str, write: Callable[[Any], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        readme = zipfile.ZipInfo(README, (1980, 1, 1, 0, 0, 0))
        archive.writestr(readme, about.readme(), zipfile.ZIP_DEFLATED)
        for name, part in zip(unique_names(parts, 60), parts, strict=True):
            info = zipfile.ZipInfo(f"{name}.{suffix}", (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, write(part.rows), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
