"""Merged cells of a sheet: what is written in the first of them holds for each of their rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

_CELLS = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["']"""
)
_CHUNK = 1024**2  # bytes
_LONGEST = 256  # bytes of an element that may lie across two chunks
_COLUMNS = 64  # farther right no table has what is asked for

Merged = Mapping[int, Mapping[int, int]]
"""By the row that they begin in (from 1): columns (from 0), and the last row of each."""


def merged_in(sheet: BinaryIO) -> Merged:
    """The cells that are merged over several rows; ``sheet`` is the sheet's XML."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    kept = b""
    while chunk := sheet.read(_CHUNK):
        kept += chunk
        for column, first, last in _CELLS.findall(kept):
            if int(last) > int(first) and (at := column_number(column)) < _COLUMNS:
                found[int(first)][at] = int(last)
        kept = kept[-_LONGEST:]
    return found


def filled(rows: Iterator[Sequence[object]], merged: Merged) -> Iterator[Sequence[object]]:
    """``rows`` (from 1), with the value of merged cells in each of those; blank rows stay blank."""
    held: dict[int, tuple[int, object]] = {}
    for number, row in enumerate(rows, 1):
        for at, last in merged.get(number, {}).items():
            held[at] = last, row[at] if at < len(row) else None
        if held and any(value not in (None, "") for value in row):
            held = {at: each for at, each in held.items() if each[0] >= number}
            row = _with(row, held)
        yield row


def _with(row: Sequence[object], held: Mapping[int, tuple[int, object]]) -> Sequence[object]:
    cells = [*row, *(None,) * (max(held, default=-1) + 1 - len(row))]
    for at, (_, value) in held.items():
        if cells[at] is None:
            cells[at] = value
    return cells


def column_number(column: bytes) -> int:
    """The number of the column that ``AB`` names, from 0."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
