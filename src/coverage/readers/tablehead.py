"""Which row of a table names its columns: a title, a day of export and blank rows may be above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count

from coverage.readers.ahead import ahead
from coverage.readers.columns import guess
from coverage.readers.workbook import Row

ROWS = 20
"""Rows among which the header is looked for."""

_NEEDED = frozenset({"title", "published"})  # beside the text, that a lower row be a header


def head_of(rows: Sequence[Row], told: Mapping[str, str]) -> int:
    """The number (from 0) of the row that names the columns.

    It is the first that has the columns that were ``told``, else the first that is not blank,
    unless that names no text or nothing else, and a row below has names of columns as cells: those
    of a text and of a headline or day, else any two, so that the text's can be told.
    """
    named = {at: names for at, row in enumerate(rows) if any(names := names_of(row))}
    wanted = {name for name in told.values() if name}
    if wanted and (fitting := [at for at, names in named.items() if wanted <= set(names)]):
        return fitting[0]
    first = next(iter(named), 0)
    if not named or is_head(named[first]):
        return first
    for surely in (is_sure_head, _has_names):
        if (lower := next((at for at, names in named.items() if surely(names)), None)) is not None:
            return lower
    return first


def below_title(
    rows: Iterator[Row], told: Mapping[str, str], limit: int
) -> tuple[int, Iterator[Row]]:
    """How many rows stand above the header; and the rows from there on.

    ``limit`` is how many characters are looked at, at most.
    """
    first, every = ahead(rows, size_of, limit, ROWS)
    above = head_of(first, told)
    for _ in range(above):
        next(every)
    return above, every


def names_of(row: Row) -> list[str]:
    """The cells of a header as names; what stands again is told apart: ``text (2)``."""
    names: list[str] = []
    for value in row:
        name = "" if value is None else str(value).strip().lstrip("\ufeff")
        again = (f"{name} ({number})" for number in count(2))
        names.append(next(each for each in chain([name], again) if not each or each not in names))
    return names


def size_of(row: Row) -> int:
    """Characters in the texts of a row."""
    return sum(len(value) for value in row if isinstance(value, str))


def is_head(row: Row) -> bool:
    """Whether a row names columns: one of a text, and more."""
    found = guess(names_of(row))
    return "text" in found and len(found) > 1


def is_sure_head(names: Sequence[str]) -> bool:
    """Whether names are those of a text and of a headline or day, none of them in part."""
    found = guess(names, in_part=False)
    return "text" in found and not _NEEDED.isdisjoint(found)


def _has_names(names: Sequence[str]) -> bool:
    return len(guess(names, in_part=False)) > 1
