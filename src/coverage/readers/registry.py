"""The formats, and how a file finds its reader: by its name's ending, or by its first bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from coverage.model import Article, Rejection
from coverage.readers.archive import is_packed, packing, read_packed, read_tar, read_zip
from coverage.readers.feed import read_feed_file
from coverage.readers.html import read_html_file
from coverage.readers.jsonfile import read_json
from coverage.readers.jsonl import read_jsonl
from coverage.readers.mhtml import read_mhtml
from coverage.readers.options import Context
from coverage.readers.table import is_table, read_csv, read_excel, read_parquet
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

_UNPACK = (read_packed, read_tar, read_warc)  # they look themselves

PEEK = 64 * 1024  # bytes in which an input without a name shows what it is
_TAR_AT = 257
_MAIL = re.compile(rb"[A-Z][A-Za-z-]+: ")  # a line of a mail's head
_LEADING = (
    (rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|urlset|sitemapindex|rdf)\b", ".xml"),
    (rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", ".html"),
    (rb"\s*\[", ".json"),
)


def read_file(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """Everything in the file at ``path``, by the reader of its format."""
    suffix = suffix_of(path.name)
    reader = READERS.get(suffix)
    # Servers send pages packed, and some programs save them so: «page.html».
    if reader is not None and reader not in _UNPACK and is_packed(path):
        reader = read_packed
    if reader is not None:
        yield from reader(path, context)
    elif not os.path.exists(path):
        yield Rejection(context.name(path), "unreadable", "no such file or folder")
    else:
        reason = f"{suffix or 'a name without ending'}: only {formats()} can be read"
        if suffix in _save_as():
            reason = f"{suffix} is not read: {_save_as()[suffix]}"
        yield Rejection(context.name(path), "unknown_format", reason)


@cache
def _save_as() -> Mapping[str, str]:
    text = files(__package__).joinpath("save_as.toml").read_text("utf-8")
    return dict(tomllib.loads(text))


def read_standard_input(context: Context) -> Iterator[Article | Rejection]:
    """Everything on standard input, of whatever format; ``source`` begins with ``-``."""
    with TemporaryDirectory(prefix="partner-coverage-") as folder:
        # Archives are read from their end, and the format shows in the first bytes.
        path = Path(folder, "input")
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        with path.open("rb") as file:
            suffix = sniff(file.read(PEEK))
        named = path.rename(path.with_suffix(suffix))
        # Standard input is no archive of its own.
        yield from read_file(named, Context(context.options, shown="-"))


def suffix_of(name: str) -> str:
    """The ending that chooses a reader: ``.warc.gz`` of ``a.warc.gz``, ``.gz`` of ``a.b.gz``."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    both = "".join(suffixes)
    return both if both in READERS else "".join(suffixes[-1:])


def sniff(head: bytes) -> str:
    """The ending that fits an input of which ``head`` are the first bytes."""
    if packed := packing(head):
        return packed
    if head.startswith(b"PK\x03\x04"):
        return ".xlsx" if b"xl/" in head[:4096] else ".zip"
    if head.startswith(b"PAR1"):
        return ".parquet"
    if head.startswith(b"WARC/"):
        return ".warc"
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return ".tar"
    if _MAIL.match(head) and b"multipart/related" in head[:4096].lower():
        return ".mhtml"
    for pattern, suffix in _LEADING:
        if re.match(pattern, head, re.IGNORECASE | re.DOTALL):
            return suffix
    first, _, rest = head.lstrip().partition(b"\n")
    if first.startswith(b"{"):
        return ".jsonl" if _is_record(first, rest) else ".json"
    return ".csv" if is_table(head) else ".txt"


def formats() -> str:
    """The endings that can be read, for messages."""
    return ", ".join(READERS)


def _is_record(line: bytes, rest: bytes) -> bool:
    """Whether a line is an article's record, and no whole document that holds a list of them."""
    try:
        held = json.loads(line)
    except ValueError:
        return False
    if rest.strip() or not isinstance(held, dict):
        return True
    inner = [value for each in held.values() if isinstance(each, dict) for value in each.values()]
    return not any(
        isinstance(each, list) and each and isinstance(each[0], dict)
        for each in (*held.values(), *inner)
    )
