"""``.json``: an array of articles, an object that holds one, or the export of a Telegram channel.

The file is read as a stream, whatever its size; one element at a time is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.ahead import ahead
from coverage.readers.columns import Columns
from coverage.readers.dayorder import DAY_FIRST, DayOrder
from coverage.readers.files import open_regular
from coverage.readers.jsonstream import JsonStream
from coverage.readers.named import (
    columns_of,
    holds_article,
    is_record,
    read_named,
    tell_records,
    unwrapped,
)
from coverage.readers.options import Context
from coverage.readers.telegram import (
    ACCOUNT,
    Channel,
    is_message,
    is_service,
    origin_of,
    private_chats,
    read_message,
    without_origin,
    without_text,
)

# Names under which an object may hold its articles.
_HOLDERS = ("messages", "articles", "items", "data", "results", "records", "documents", *ACCOUNT,
            "list", "news", "entries", "rows", "hits", "stories", "posts", "docs", "response",
            "result", "value")  # fmt: skip
_ROWS = 'rows in lists are read where "columns" names their columns and "data" below it holds them'


def read_json(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The articles in the file at ``path``; ``source`` is ``path#element``, from 1."""
    source = context.name(path)
    reader = _Reader(source, context)
    try:
        with open_regular(path) as file:
            yield from reader.read(JsonStream(file, context.limits.article))
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
        return
    except OSError as error:
        yield Rejection(source, "unreadable", f"reading broke off: {error.strerror}")
        return
    yield from reader.last()


class _Reader:
    """Goes through a document and counts what it finds."""

    def __init__(self, source: str, context: Context) -> None:
        self._source = source
        self._context = context
        self._told = context.options.columns
        self._noticed: list[Columns] = []
        self._place = 0
        self._count = 0  # of what may be articles
        self._messages = 0
        self._without_text = 0
        self._private = 0  # chats
        self._unnamed = 0  # forwarded messages that do not say from whom
        self._names: list[str] = []  # of the objects' values
        self._lacking: Mapping[str, object] | None = None  # a record without a text

    def read(self, stream: JsonStream) -> Iterator[Article | Rejection]:
        if stream.peek() not in ("[", "{"):
            raise UnreadableInput("bad_json", "an array or an object is expected")
        while stream.peek() in ("[", "{"):  # there may be one behind another
            if stream.peek() == "[":
                yield from self._array(stream, Channel())
            else:
                yield from self._object(stream)
        stream.end()

    def last(self) -> Iterator[Rejection]:
        """What is to be said of the whole file."""
        if self._private:
            yield private_chats(self._private, self._source)
        if self._unnamed:
            yield without_origin(self._unnamed, self._source)
        if self._without_text:
            yield without_text(self._without_text, self._messages, self._source)
        elif self._count == 0 and not self._private:
            yield self._nothing()

    def _nothing(self) -> Rejection:
        place = f"{self._source}#1"
        if self._lacking is not None:
            told = read_named(self._lacking, self._told, place)
            if isinstance(told, Rejection):
                return told
        if not self._names:
            return Rejection(self._source, "no_articles", "no articles were found in the file")
        reason = (
            f"no articles under {', '.join(self._names)[:200]}: an object with a text, or a list "
            f"of them under one of {', '.join(_HOLDERS)} is expected"
        )
        return Rejection(self._source, "no_articles", reason)

    def _object(
        self, stream: JsonStream, *, in_account: bool = False
    ) -> Iterator[Article | Rejection]:
        """An object that holds articles, or is one; ``in_account``: below an export's chats."""
        held: dict[str, object] = {}
        for key in stream.names():
            within = in_account or key in ACCOUNT
            if key in _HOLDERS and stream.peek() == "[":
                channel = Channel.of(held, in_account=within)
                yield from self._array(stream, channel, held.get("columns"))
            elif key in _HOLDERS and stream.peek() == "{":
                yield from self._object(stream, in_account=within)
            else:
                held[key] = stream.value()
        self._names += [name for name in held if name not in self._names]
        if found := self._records(held):
            yield from self._elements(((each, 0) for each in found), Channel())
        elif is_record(held, self._told):
            self._lacking = held

    def _records(self, held: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
        """The articles that an object is: one, several under names of their own (ids), or the rows
        of a table that is given column by column, as pandas does."""
        if (listed := _by_columns(held)) and holds_article(listed[0], self._told):
            return listed
        if holds_article(held, self._told):
            return [held]
        inner = [each for each in held.values() if isinstance(each, Mapping)]
        own = [each for each in inner if holds_article(each, self._told)]
        if len(own) > 1:
            return own
        if inner and len(inner) == len(held) and len({tuple(each) for each in inner}) == 1:
            rows = (dict(zip(held, row, strict=True)) for row in _rows(inner))
            return [row for row in rows if holds_article(row, self._told)]
        whole = unwrapped(held, self._told)
        return [] if whole is held else [whole]

    def _array(
        self, stream: JsonStream, channel: Channel, columns: object = None
    ) -> Iterator[Article | Rejection]:
        """The elements of an array; rows in lists are those of a table with these ``columns``."""
        if channel.is_private:
            self._private += 1
            for _ in stream.elements():
                stream.value()
        elif channel.is_account:
            for _ in stream.elements():
                if stream.peek() == "{":
                    yield from self._object(stream, in_account=True)
                else:
                    yield from self._element(stream.value(), channel, DAY_FIRST)
        else:
            rows = ((_as_record(each, columns), size) for each, size in _measured(stream))
            yield from self._elements(rows, channel)

    def _elements(
        self, measured: Iterator[tuple[object, int]], channel: Channel
    ) -> Iterator[Article | Rejection]:
        first, every = ahead(measured, lambda each: each[1], self._context.limits.article)
        records = (value for value, _ in first if isinstance(value, Mapping))
        columns = columns_of(
            (each for each in records if not is_message(each, channel)), self._told
        )
        if columns not in self._noticed:
            self._noticed.append(columns)
            tell_records(self._context, self._source, columns)
        for value, _ in every:
            yield from self._element(value, channel, columns.days)

    def _element(
        self, element: object, channel: Channel, days: DayOrder
    ) -> Iterator[Article | Rejection]:
        self._place += 1
        place = f"{self._source}#{self._place}"
        if isinstance(element, Mapping) and is_message(element, channel) and is_service(element):
            return
        self._count += 1
        if not isinstance(element, Mapping):
            yield Rejection(place, "bad_json", _no_object(element))
        elif is_message(element, channel):
            self._messages += 1
            found = read_message(element, channel, place)
            if found is None:
                self._without_text += 1
            else:
                origin = origin_of(element)
                self._unnamed += origin is not None and not origin.name
                yield found
        else:
            yield read_named(element, self._told, place, days)


def _no_object(element: object) -> str:
    reason = f"an object is expected, not a {type(element).__name__}"
    return f"{reason}; {_ROWS}" if isinstance(element, list) else reason


def _as_record(row: object, columns: object) -> object:
    """A row in a list, under the names of its ``columns`` (pandas' orient "split"), if they fit."""
    if isinstance(row, list) and isinstance(columns, list) and len(row) == len(columns):
        return dict(zip(map(str, columns), row, strict=True))
    return row


def _by_columns(held: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    """The rows of a table whose columns are lists of one length (pandas' orient "list")."""
    columns = [each for each in held.values() if isinstance(each, list)]
    if not columns or len(columns) < len(held) or len(set(map(len, columns))) > 1:
        return []
    return [dict(zip(held, row, strict=True)) for row in zip(*columns, strict=True)]


def _rows(columns: Sequence[Mapping[str, object]]) -> Iterator[tuple[object, ...]]:
    return zip(*(tuple(each.values()) for each in columns), strict=True)


def _measured(stream: JsonStream) -> Iterator[tuple[object, int]]:
    """The elements of an array, each with its length in characters."""
    for _ in stream.elements():
        begin = stream.at
        value = stream.value()
        yield value, stream.at - begin


def names_in(path: Path, context: Context) -> list[str]:
    """The names that the first record of the file at ``path`` has; none where it holds no array.

    Raises UnreadableInput: no readable JSON.
    """
    with open_regular(path) as file:
        stream = JsonStream(file, context.limits.article)
        if stream.peek() == "[":
            for _ in stream.elements():
                first = stream.value()
                return list(first) if isinstance(first, Mapping) else []
    return []
