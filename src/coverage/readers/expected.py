"""How many articles files hold, told before they are read: for a bar of progress, no more."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from coverage.errors import UnreadableInput
from coverage.model import Rejection
from coverage.readers.files import open_regular

_ONE_A_FILE = frozenset({".txt", ".html", ".htm", ".xhtml", ".mhtml", ".mht"})
_ONE_A_LINE = frozenset({".jsonl", ".ndjson"})
_COUNTED = 64 * 1024**2  # bytes whose lines are counted; those of the rest of a file are estimated


def expected(found: Iterable[Path | Rejection]) -> int | None:
    """How many articles there are in the files, a rejected one as one.

    None where a format does not show it without being read.
    """
    total = 0
    for each in found:
        if isinstance(each, Rejection) or each.suffix.lower() in _ONE_A_FILE:
            total += 1
        elif each.suffix.lower() in _ONE_A_LINE:
            total += _lines(each)
        else:
            return None
    return total


def _lines(path: Path) -> int:
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            lines = seen = 0
            while seen < _COUNTED and (block := file.read(1024**2)):
                lines, seen = lines + block.count(b"\n"), seen + len(block)
    except (OSError, UnreadableInput):
        return 1  # one rejection
    return round(lines * size / seen) if seen else 1
