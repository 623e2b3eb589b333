"""A table as a file: CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import re
from typing import Any

import pandas as pd

# What a spreadsheet takes for the start of a formula, and what was made harmless before.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """``text`` that no spreadsheet runs: an apostrophe goes before what begins like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def read_back(text: str) -> str:
    """The text that :func:`harmless` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def csv_bytes(frame: pd.DataFrame, *, bom: bool = True) -> bytes:
    """The table as CSV: UTF-8, RFC 4180; with byte order mark spreadsheets show Cyrillic.

    Days are ISO 8601, lists are joined by spaces, a missing value is an empty cell.
    """
    cells = pd.DataFrame({harmless(str(name)): _column(frame[name]) for name in frame.columns})
    text = cells.to_csv(index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return text.encode("utf-8-sig" if bom else "utf-8")


def _column(column: pd.Series[Any]) -> pd.Series[Any]:
    if pd.api.types.is_datetime64_any_dtype(column):
        days: pd.Series[Any] = column.dt.strftime("%Y-%m-%d")
        return days
    if pd.api.types.is_numeric_dtype(column):
        return column
    return column.map(_cell, na_action="ignore")


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return harmless(value)
    if hasattr(value, "__iter__"):
        return harmless(" ".join(str(each) for each in value))
    return harmless(str(value))
