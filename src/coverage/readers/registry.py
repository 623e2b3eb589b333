"""The formats, and how a file finds its reader: by its name's ending, or by its first bytes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from coverage.model import Article, Rejection
from coverage.readers.address import as_address
from coverage.readers.archive import read_tar, read_zip
from coverage.readers.content import head_of, is_page, meant, save_as, sniff
from coverage.readers.feed import read_feed_file
from coverage.readers.html import read_html_file
from coverage.readers.jsonfile import read_json
from coverage.readers.jsonl import read_jsonl
from coverage.readers.mhtml import read_mhtml
from coverage.readers.options import Context
from coverage.readers.packed import packing, read_packed
from coverage.readers.table import read_csv, read_excel, read_parquet
from coverage.readers.text import read_text_file
from coverage.readers.warc import read_warc

Reader = Callable[[Path, Context], Iterator[Article | Rejection]]

# A format is one line here: the file name's ending and the function that reads such a file.
READERS: dict[str, Reader] = {
    ".txt": read_text_file,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".html": read_html_file,
    ".htm": read_html_file,
    ".xhtml": read_html_file,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".xml": read_feed_file,
    ".rss": read_feed_file,
    ".atom": read_feed_file,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".xlsx": read_excel,
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".zip": read_zip,
    ".tar": read_tar,
    ".tar.gz": read_tar,
    ".tgz": read_tar,
    ".tar.xz": read_tar,
    ".tar.bz2": read_tar,
    ".gz": read_packed,
    ".bz2": read_packed,
    ".xz": read_packed,
}

_ADDRESS = (
    "an address, no file: give an article's on the page Add articles, and a feed's to "
    "`partner-coverage refresh`, in feeds.toml"
)
_UNPACK = (read_packed, read_tar, read_warc)  # they look themselves


def read_file(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """Everything in the file at ``path``, by the reader of its format."""
    if (address := as_address(context.name(path))) and not os.path.exists(path):
        yield Rejection(address, "unreadable", _ADDRESS)
        return
    suffix, head = _format(path)
    reader = READERS.get(suffix)
    # Servers send pages packed, and some programs save them so: «page.html».
    if reader is not None and reader not in _UNPACK:
        suffix = meant(suffix, head)
        reader = read_packed if packing(head) else READERS.get(suffix)
    if reader is not None:
        yield from reader(path, context)
    elif not os.path.exists(path):
        yield Rejection(context.name(path), "unreadable", "no such file or folder")
    else:
        reason = f"{suffix or 'a name without ending'}: only {formats()} can be read"
        if suffix in save_as():
            reason = f"{suffix} is not read: {save_as()[suffix]}"
        yield Rejection(context.name(path), "unknown_format", reason)


def is_read(path: Path) -> bool:
    """Whether there is a reader for the file at ``path``."""
    return _format(path)[0] in READERS


def is_named_read(name: str) -> bool:
    """Whether there is a reader for files of that name."""
    return suffix_of(name) in READERS


def _format(path: Path) -> tuple[str, bytes]:
    """The ending to read the file at ``path`` by, which its name may lack, and its first bytes."""
    suffix, head = suffix_of(path.name), head_of(path)
    # Programs save pages as «page», «index.php», «view.aspx».
    return (".html" if suffix not in READERS and is_page(head) else suffix), head


def read_standard_input(context: Context) -> Iterator[Article | Rejection]:
    """Everything on standard input, of whatever format; ``source`` begins with ``-``."""
    with TemporaryDirectory(prefix="partner-coverage-") as folder:
        # Standard input is no archive of its own.
        yield from read_file(spooled(Path(folder)), Context(context.options, shown="-"))


def spooled(folder: Path) -> Path:
    """Standard input as a file in ``folder``, with the ending of its format."""
    # Archives are read from their end, and the format shows in the first bytes.
    path = Path(folder, "input")
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return path.rename(path.with_suffix(sniff(head_of(path))))


def suffix_of(name: str) -> str:
    """The ending that chooses a reader: ``.warc.gz`` of ``a.warc.gz``, ``.gz`` of ``a.b.gz``."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    both = "".join(suffixes)
    return both if both in READERS else "".join(suffixes[-1:])


def formats() -> str:
    """The endings that can be read, for messages."""
    return ", ".join(READERS)
