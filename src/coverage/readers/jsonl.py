"""``.jsonl``, ``.ndjson``: one article a line, read line by line; a bad line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Protocol

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.ahead import ahead
from coverage.readers.encoding import decode, is_utf16
from coverage.readers.files import open_regular
from coverage.readers.named import columns_of, read_named, tell_records
from coverage.readers.options import Context

_CHUNK = 64 * 1024  # bytes in which the rest of an overlong line is passed over


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's number, its length in bytes, and its record, or why it has none."""

    number: int
    size: int
    record: Mapping[str, object] | UnreadableInput


def read_jsonl(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The articles in the file at ``path``; ``source`` is ``path:line``, lines counted from 1."""
    source = context.name(path)
    limit, told = context.limits.article, context.options.columns
    empty = True
    try:
        with open_regular(path) as file:
            first, lines = ahead(_records(_recoded(file), limit), lambda line: line.size, limit)
            columns = columns_of((line.record for line in first), told)
            tell_records(context, source, columns)
            for line in lines:
                empty = False
                place = f"{source}:{line.number}"
                if isinstance(line.record, UnreadableInput):
                    yield Rejection(place, line.record.code, line.record.reason)
                else:
                    yield read_named(line.record, told, place, columns.days)
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
        return
    except OSError as error:
        yield Rejection(source, "unreadable", f"reading broke off: {error.strerror}")
        return
    if empty:
        yield Rejection(source, "empty_file", "the file holds nothing but blank lines")


class _Utf16:
    """The lines of a file in UTF-16, as those of one in UTF-8 are read."""

    def __init__(self, file: BinaryIO) -> None:
        self._text = TextIOWrapper(file, "utf-16", "replace", newline="\n")

    def readline(self, size: int, /) -> bytes:
        """The next line, or its first ``size`` characters."""
        return self._text.readline(size).encode("utf-8")


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def _recoded(file: BinaryIO) -> _Lines:
    is_other = is_utf16(file.read(2))
    file.seek(0)
    return _Utf16(file) if is_other else file


def _records(file: _Lines, limit: int) -> Iterator[_Line]:
    """What stands in the lines that are not blank."""
    for number, line in _lines(file, limit):
        if line is None:
            reason = f"longer than {limit // 1024**2} MB"
            yield _Line(number, 0, UnreadableInput("line_too_long", reason))
        elif line.strip():
            try:
                yield _Line(number, len(line), _parse(decode(line)))
            except UnreadableInput as error:
                yield _Line(number, len(line), error)


def _lines(file: _Lines, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None stands for one that is longer than the bound."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_CHUNK)
        yield number, None


def _parse(line: str) -> dict[str, object]:
    try:
        # A line out of an array has a comma behind it; a tab within a text does no harm.
        record = json.loads(line.rstrip().removesuffix(","), strict=False)
    except json.JSONDecodeError as error:
        raise UnreadableInput("bad_json", f"column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableInput("bad_json", "nested too deeply or a number too long") from error
    if not isinstance(record, dict):
        kind = type(record).__name__
        raise UnreadableInput("bad_json", f"column 1: an object is expected, not a {kind}")
    return record
