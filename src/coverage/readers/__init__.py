"""Readers: bytes to articles. One module a format; what cannot be read is told, never dropped.

``read`` takes a file, a folder or ``-``, ``read_pasted`` what was pasted, ``read_text`` a text,
``read_record`` one JSON object, ``read_html`` one web page.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path

from coverage.model import Article, Rejection
from coverage.readers.address import is_web
from coverage.readers.columns import FIELDS, Columns, guess
from coverage.readers.content import is_page
from coverage.readers.dayorder import DayOrder
from coverage.readers.expected import expected
from coverage.readers.files import leads_out, link_out, name_of, open_regular, printable
from coverage.readers.html import read_html
from coverage.readers.options import Context, Limits, Options, Tell
from coverage.readers.passed_over import PassedOver, is_left_behind
from coverage.readers.record import Given, read_record, read_text
from coverage.readers.registry import (
    READERS,
    Reader,
    formats,
    is_named_read,
    is_read,
    read_file,
    read_standard_input,
    spooled,
)
from coverage.readers.table import TABLES, column_names

__all__ = [
    "FIELDS",
    "READERS",
    "STANDARD_INPUT",
    "TABLES",
    "Columns",
    "DayOrder",
    "Given",
    "Limits",
    "Options",
    "Reader",
    "Tell",
    "column_names",
    "expected",
    "files_in",
    "guess",
    "is_web",
    "leads_out",
    "link_out",
    "name_of",
    "open_regular",
    "printable",
    "read",
    "read_all",
    "read_html",
    "read_one",
    "read_pasted",
    "read_record",
    "read_text",
    "spooled",
]

STANDARD_INPUT = Path("-")


def read_all(
    paths: Iterable[Path], options: Options | None = None
) -> Iterator[Article | Rejection]:
    """As :func:`read`, of one path after the other."""
    return chain.from_iterable(read(path, options) for path in paths)


def read(path: Path, options: Options | None = None) -> Iterator[Article | Rejection]:
    """Everything in the file at ``path``, or in the folder and those below it, sorted by name.

    ``-`` is standard input. Never raises for what it finds: each input that cannot be read is
    one Rejection, whose ``code`` says which kind of fault it is (docs/how_to_add_a_reader.md
    lists them). In a folder, hidden files, a README and what browsers keep beside a saved page
    are passed over; hidden ones that could be read are told, all in one Rejection.
    """
    options = options or Options()
    if path == STANDARD_INPUT:
        yield from read_standard_input(Context(options))
        return
    for found in files_in(path):
        if isinstance(found, Rejection):
            yield found
        else:
            yield from read_file(found, Context(options))


def read_one(
    path: Path, shown: str, options: Options | None = None
) -> Iterator[Article | Rejection]:
    """Everything in the file at ``path``, which messages and the store call ``shown``."""
    return read_file(path, Context(options or Options(), shown=shown))


def read_pasted(text: str, *, source: str, given: Given) -> Article | Rejection:
    """The article in ``text``: a page or a body as :func:`read_text` takes it, or a page's source.

    What is ``given`` outweighs what the page says.
    """
    data = text.encode("utf-8", "replace")
    if is_page(data):
        return read_html(data, source=source, url=given.url, given=given)
    return read_text(text, source=source, given=given)


def files_in(path: Path) -> Iterator[Path | Rejection]:
    """The files that :func:`read` reads: ``path`` itself, or those in the folder, by name."""
    if not os.path.isdir(path):  # unlike Path.is_dir it never raises
        yield path
        return
    found = False
    for entry in _walk(path):
        if isinstance(entry, Rejection):
            yield entry
        else:
            found = found or is_read(entry)
            yield entry
    if not found:
        yield Rejection(name_of(path), "no_articles", f"no {formats()} file in this folder")


def _walk(folder: Path) -> Iterator[Path | Rejection]:
    """What is in the folder. Links that lead out of it are told: nobody meant those files."""
    errors: list[OSError] = []
    passed = PassedOver(lambda page: Path(folder, page).exists(), is_named_read)
    for root, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not is_left_behind(name))
        every = chain(zip(folders, repeat(True)), zip(sorted(files), repeat(False)))
        for name, is_folder in every:
            entry = Path(root, name)
            if passed.takes(entry.relative_to(folder).parts):
                continue
            if entry.is_symlink() and leads_out(entry, folder):
                yield link_out(entry)
            elif not is_folder:
                yield entry
    yield from passed.told(name_of(folder))
    for error in errors:
        source = name_of(Path(str(error.filename)))
        yield Rejection(source, "unreadable", f"cannot be listed: {error.strerror}")
