"""Workbooks: the rows of their sheets, read within bounds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from coverage.errors import UnreadableInput
from coverage.readers.files import open_regular
from coverage.readers.hyperlinks import linked, links_in
from coverage.readers.merged import filled, merged_in
from coverage.readers.options import Context

_DAMAGED = "the file is damaged or cut off"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

Row = Sequence[object]
Rows = Generator[Row, None, None]


def sheet_names(path: Path, context: Context) -> list[str]:
    """The names of the sheets, in their order. Raises UnreadableInput as :func:`excel_rows`."""
    with _book(path, context) as book:
        return [str(sheet.title) for sheet in book.worksheets]


def excel_rows(path: Path, context: Context, number: int = 0) -> Rows:
    """The rows of the sheet with that ``number`` (from 0).

    Raises UnreadableInput ``bad_table``, ``bomb``, ``unsafe_xml``, and those of ``open_regular``.
    """
    with _book(path, context) as book:
        sheet = book.worksheets[number]
        sheet.reset_dimensions()  # what a sheet says of its size is not to be believed
        rows = sheet.iter_rows(values_only=True)
        # They are told behind the rows, and read as a stream a sheet keeps none of them.
        with book._archive.open(sheet._worksheet_path) as part:
            merged = merged_in(part)
        links = links_in(book._archive, sheet._worksheet_path)
        rows = linked(rows, links) if links else rows
        yield from filled(rows, merged) if merged else rows


@contextmanager
def _book(path: Path, context: Context) -> Iterator[Any]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    with open_regular(path) as file:
        try:
            _check(file, context)
            yield load_workbook(file, read_only=True, data_only=True)
        except UnreadableInput:
            raise
        except Exception as error:  # it raises whatever the broken part makes it meet
            what = f"{type(error).__name__}: {str(error)[:200]}"
            what = _DAMAGED if isinstance(error, zipfile.BadZipFile) else what
            reason = f"no readable workbook: {what}"
            raise UnreadableInput("bad_table", reason) from error


def _check(file: BinaryIO, context: Context) -> None:
    """Bombs are told by the sizes that the parts declare; zipfile holds them to those."""
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        if size > context.limits.document:
            most = context.limits.document // 1024**2
            raise UnreadableInput("bomb", f"unpacks to {size // 1024**2:,} MB, more than {most:,}")
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as part:
                    if _DOCTYPE.search(part.read(4096)):
                        raise UnreadableInput("unsafe_xml", "a workbook with entities")
    file.seek(0)
