"""Text tables: their encoding, the mark between their cells, and their rows, quoted or not."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from coverage.errors import UnreadableInput
from coverage.readers.ahead import ahead
from coverage.readers.encoding import decode, is_utf16
from coverage.readers.files import open_regular
from coverage.readers.options import Context
from coverage.readers.tablehead import ROWS, head_of, is_head, is_sure_head, names_of
from coverage.readers.workbook import Row, Rows

_SAMPLE = 256 * 1024  # bytes by which the encoding is told
_DELIMITERS = "\t;|,"
_ENCODINGS = ("cp1251", "koi8_u", "cp1252")
_NAME_WORDS = 5  # of a column's name, at most, where a table is to be known by its header


def csv_rows(path: Path, context: Context) -> Rows:
    """The rows of the table at ``path``, its header first, with what stands above that.

    Raises UnreadableInput ``bad_table``, ``line_too_long``, and those of ``open_regular`` and
    ``decode``.
    """
    csv.field_size_limit(context.limits.article)
    with open_regular(path) as file:
        encoding = _encoding(file.read(_SAMPLE))
        file.seek(0)
        limit = context.limits.article
        first, lines = ahead(_lines(file, encoding, limit), len, limit, ROWS)
        # A title above the header has other marks between its cells, or none.
        marks = [max(_DELIMITERS, key=line.count) for line in first]
        cells = [_cells(line, mark) for line, mark in zip(first, marks, strict=True)]
        head = head_of(cells, context.options.columns)
        for mark in marks[: head + 1]:
            yield from _parsed(islice(lines, 1), mark, 0)
        if marks:
            yield from _parsed(lines, marks[head], len(cells[head]))


def is_table(sample: bytes, *, surely: bool = False) -> bool:
    """Whether ``sample``, the first bytes of a file, are of a text table, by its header.

    ``surely``: the first line is the header, and names columns as tables do, none in part. Prose
    with commas is no table: its lines are longer than names, and have as many parts by chance.
    """
    try:
        lines = sample.decode(_encoding(sample), "replace").lstrip().splitlines(keepends=True)
    except UnreadableInput:
        return False
    marks = [max(_DELIMITERS, key=line.count) for line in lines[:ROWS]]
    cells = [_cells(line, mark) for line, mark in zip(lines, marks, strict=False)]
    at = 0 if surely else head_of(cells, {})
    with suppress(csv.Error, IndexError):
        rows = csv.reader(lines[at:], delimiter=marks[at])
        head = next(rows, [])
        named = is_sure_head(names_of(head)) if surely else is_head(head)
        short = all(len(cell.split()) <= _NAME_WORDS for cell in head)
        return named and short and len(next(rows, head)) == len(head)
    return False


def _cells(line: str, mark: str) -> Row:
    try:
        return next(csv.reader([line], delimiter=mark), ())
    except csv.Error:
        return ()  # it is told when it is read


def _parsed(lines: Iterable[str], delimiter: str, width: int) -> Iterator[Row]:
    """The rows in ``lines``, of ``width`` cells. Raises UnreadableInput ``bad_table``."""
    lines, taken = iter(lines), list[str]()
    while True:
        rows = csv.reader(_noting(lines, taken), delimiter=delimiter)
        try:
            for row in rows:
                odd = len(taken) > 1 or len(row) < width
                if odd and _is_unquoted(taken, delimiter, width):
                    yield from _split(taken, delimiter)
                else:
                    yield row
                taken.clear()
            return
        except csv.Error as error:
            if not _is_unquoted(taken, delimiter, width):
                raise UnreadableInput("bad_table", f"the table breaks off: {error}") from error
            yield from _split(taken, delimiter)
            taken.clear()


def _noting(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _is_unquoted(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether what was taken for one row are several, in which a quotation mark is one of the text.

    Then each line has as many cells as the header, and what follows the second mark is no end.
    """
    if width < 2 or any(line.count(delimiter) != width - 1 for line in lines):
        return False
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _split(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    return (line.rstrip("\r\n").split(delimiter) for line in lines)


def _encoding(sample: bytes) -> str:
    if is_utf16(sample):
        return "utf-16"
    lines = sample[: sample.rfind(b"\n") + 1].splitlines() or [sample]
    telling = [line for line in lines if not line.isascii()]
    # A few broken rows are told one by one; they do not decide.
    if sum(_fits(line, "utf-8") for line in telling) * 2 >= len(telling):
        return "utf-8-sig"
    cut = b"\n".join(lines)
    text = decode(cut)
    held = (name for name in _ENCODINGS if _fits(cut, name) and cut.decode(name) == text)
    return next(held, "utf-8-sig")


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: BinaryIO, encoding: str, limit: int) -> Iterator[str]:
    """The lines; their ends may be of several bytes (UTF-16), or of old Macintoshes (CR)."""
    faults = "replace" if encoding == "utf-16" else "surrogateescape"
    with TextIOWrapper(file, encoding, faults, newline="") as text:
        while line := text.readline(limit + 1):
            if len(line) > limit:
                reason = f"a line longer than {limit / 1024**2:,.0f} MB: no table"
                raise UnreadableInput("line_too_long", reason)
            yield line
