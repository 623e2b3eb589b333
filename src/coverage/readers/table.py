"""``.csv``, ``.tsv``, ``.parquet``, ``.xlsx``: one article a row, the columns guessed or told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.address import is_web, with_scheme
from coverage.readers.ahead import ahead
from coverage.readers.columns import Columns, applying, choose, language, said_in
from coverage.readers.csvrows import csv_rows
from coverage.readers.dates import find_serial
from coverage.readers.dayorder import DAY_FIRST, DayOrder, order_of
from coverage.readers.files import open_regular
from coverage.readers.hyperlinks import Linked
from coverage.readers.jsonfile import names_in
from coverage.readers.options import Context, Options
from coverage.readers.record import read_record
from coverage.readers.tablehead import ROWS, below_title, names_of, size_of
from coverage.readers.workbook import Row, Rows, excel_rows, sheet_names

_BATCH = 32  # rows of a Parquet file in memory: a packed row may be huge
_LONE = re.compile(r"[\udc80-\udcff]")  # a byte that did not fit the file's encoding


def read_csv(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The articles in a text table; ``source`` is ``path:row``, the first row being 1."""
    yield from _read(csv_rows(path, context), path, context)


def read_parquet(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The articles in a Parquet file; ``source`` is ``path:row``, from 1."""
    yield from _read(_parquet_rows(path, context), path, context, first=1)


def read_excel(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The articles in a workbook; ``source`` is ``path:row``, from the second sheet on
    ``path/sheet:row``.
    """
    source = context.name(path)
    try:
        names = sheet_names(path, context)
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
        return
    for number, name in enumerate(names or [""]):
        shown = replace(context, shown=f"{source}/{name}" if number else source)
        for each in _read(excel_rows(path, context, number), path, shown, sheet=number):
            # Programs put empty sheets behind the first.
            if not (number and isinstance(each, Rejection) and each.code == "empty_file"):
                yield each


def column_names(path: Path, options: Options | None = None) -> list[str]:
    """The columns of the table at ``path``, as it names them.

    Raises UnreadableInput: no table.
    """
    context = Context(options or Options())
    if path.suffix.lower() == ".json":
        return names_in(path, context)
    with closing(_rows_of(path, context)) as rows:
        _, below = below_title(rows, context.options.columns, context.limits.article)
        return names_of(next(below, ()))


def _rows_of(path: Path, context: Context) -> Rows:
    readers = {".parquet": _parquet_rows, ".xlsx": excel_rows}
    return readers.get(path.suffix.lower(), csv_rows)(path, context)


TABLES = (".csv", ".tsv", ".parquet", ".xlsx", ".json")
"""The endings of files of which :func:`column_names` can tell the columns."""


def _read(
    rows: Iterator[Row], path: Path, context: Context, first: int = 2, sheet: int = 0
) -> Iterator[Article | Rejection]:
    source = context.name(path)
    told, limit = context.options.columns, context.limits.article
    try:
        above, rows = below_title(rows, told, limit)
        names = names_of(next(rows, ()))
        if not any(names):
            raise UnreadableInput("empty_file", "the table is empty")
        sample, rows = ahead(rows, size_of, limit, ROWS)
        # Further sheets may have other columns than those of which was told. The page shows the
        # columns of a file itself, and of its first sheet.
        told = applying(told, names) if sheet else told
        columns = choose(names, told, sample, on_page=not (context.depth or sheet))
        places = _places(columns)
        found, days = _days(rows, places.get("published"), limit)
        context.options.tell(source, replace(columns, days=days, above=above))
        empty = True
        for number, row in enumerate(found, first + above):
            if any(value not in (None, "") for value in row):
                empty = False
                yield _read_row(row, places, f"{source}:{number}", limit, days.month_first)
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
        return
    except OSError as error:
        yield Rejection(source, "unreadable", f"reading broke off: {error.strerror}")
        return
    if empty:
        yield Rejection(source, "empty_file", "the table has a header and no rows")


def _places(columns: Columns) -> dict[str, int]:
    return {field: columns.names.index(name) for field, name in columns.mapped.items()}


def _days(rows: Iterator[Row], at: int | None, limit: int) -> tuple[Iterator[Row], DayOrder]:
    """All rows; and how the first of them, some ``limit`` characters, write days at ``at``."""
    if at is None:
        return rows, DAY_FIRST
    first, every = ahead(rows, size_of, limit)
    return every, order_of(_text(row[at]) or "" for row in first if at < len(row))


def _read_row(
    row: Row, places: Mapping[str, int], source: str, limit: int, month_first: bool
) -> Article | Rejection:
    cells = {field: said_in(field, row[at]) for field, at in places.items() if at < len(row)}
    record: dict[str, object] = {
        field: _SAYS.get(field, _text)(value) for field, value in cells.items()
    }
    for field, value in record.items():
        if isinstance(value, str) and _LONE.search(value):
            return Rejection(source, "bad_encoding", f"{field}: bytes that fit no one encoding")
        if isinstance(value, str) and len(value) > limit:
            return Rejection(source, "too_large", f"{field}: more than {limit / 1024**2:,.0f} MB")
    if isinstance(record.get("lang"), str):
        record["lang"] = language(str(record["lang"]))
    return read_record(record, source, month_first=month_first)


def _day(value: object) -> str | None:
    """What a cell says of the day of publication.

    A cell that holds a day alone is a midnight in workbooks; a number of days is theirs, too.
    """
    text = _text(value)
    moment = value if isinstance(value, datetime) else find_serial(text or "")
    if moment is not None and moment.tzinfo is None:
        return (moment.date() if moment.time() == time.min else moment).isoformat()
    return text


def _clock(value: object) -> str | None:
    """What a cell says of the time; workbooks hold it as a part of a day."""
    if isinstance(value, float) and 0 <= value < 1:
        return str((datetime.min + timedelta(seconds=round(value * 24 * 60 * 60))).time())
    return _text(value)


def _address(value: object) -> str | None:
    """What a cell says of the address: that which it leads to, where its text is none («open»)."""
    text = _text(value)
    return value.address if isinstance(value, Linked) and not is_web(with_scheme(value)) else text


def _text(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return value if isinstance(value, str) else str(value)


_SAYS: Mapping[str, Callable[[object], str | None]] = {
    "published": _day, "published_time": _clock, "url": _address,
}  # fmt: skip


def _parquet_rows(path: Path, context: Context) -> Rows:
    # Loading it takes longer than reading most tables.
    import pyarrow  # type: ignore[import-untyped]
    from pyarrow import parquet

    try:
        with open_regular(path) as file, parquet.ParquetFile(file) as table:
            own = table.schema_arrow.names
            names = names_of(own)
            yield names
            try:
                mapped = set(choose(names, context.options.columns).mapped.values())
            except UnreadableInput:  # who reads the rows tells it, by what they hold
                mapped = set(names)
            wanted = {each for each, name in zip(own, names, strict=True) if name in mapped}
            for batch in table.iter_batches(batch_size=_BATCH, columns=list(wanted)):
                held: dict[str, list[list[object]]] = {}  # under a name there may be several
                for name, column in zip(batch.schema.names, batch.columns, strict=True):
                    held.setdefault(name, []).append(column.to_pylist())
                cells = [held[each].pop(0) if each in held else None for each in own]
                for at in range(batch.num_rows):
                    yield [None if cell is None else cell[at] for cell in cells]
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = f"no readable Parquet file: {str(error)[:200]}"
        raise UnreadableInput("bad_table", reason) from error
