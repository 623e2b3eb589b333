"""A view as one Excel file: a sheet that says what it is, then a sheet a table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd

from coverage.reports.about import About, Part, unique_names
from coverage.reports.tables import harmless

_SHEET = 31  # letters of a sheet's name that Excel takes
_WIDEST = 80
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def workbook_bytes(about: About, parts: Sequence[Part]) -> bytes:
    """The parts as an Excel file; its first sheet says what it is, no text runs as a formula."""
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        facts = [*about.facts(), *((part.name, part.title) for part in parts)]
        titles = [about.word("What"), about.word("Is")]
        _sheet(writer, about.word("About"), pd.DataFrame(facts, columns=titles))
        for name, part in zip(unique_names(parts, _SHEET), parts, strict=True):
            _sheet(writer, name.translate(_FORBIDDEN), part.rows)
    return buffer.getvalue()


def _sheet(writer: Any, name: str, rows: pd.DataFrame) -> None:
    cells = pd.DataFrame({harmless(str(key)): rows[key].map(_cell) for key in rows.columns})
    cells.to_excel(writer, sheet_name=name, index=False)
    sheet = writer.sheets[name]
    sheet.freeze_panes = "A2"
    for column in sheet.columns:
        longest = max(len(str(cell.value or "")) for cell in column[:200])
        sheet.column_dimensions[column[0].column_letter].width = min(longest + 2, _WIDEST)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        # Excel refuses control characters, whatever they stand for.
        return harmless("".join(c for c in value if c.isprintable() or c in "\n\t"))[:32_000]
    if isinstance(value, pd.Timestamp):
        if value.tzinfo is not None:
            value = value.tz_convert("Europe/Kyiv").tz_localize(None)  # Excel knows no time zones
        return value.date() if value == value.normalize() else value
    if hasattr(value, "__iter__"):
        return harmless(" ".join(str(each) for each in value))
    return None if pd.isna(value) else value
