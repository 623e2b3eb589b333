"""Which format an input is of by its first bytes: of one without a name, or under a wrong one."""

from __future__ import annotations

import codecs
import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from coverage.errors import UnreadableInput
from coverage.readers.csvrows import is_table
from coverage.readers.encoding import utf16_of_markup
from coverage.readers.files import open_regular
from coverage.readers.packed import packing

_PEEK = 64 * 1024  # bytes in which an input shows what it is
_TAR_AT = 257
_MAIL = re.compile(rb"[A-Z][A-Za-z-]+: ")  # a line of a mail's head
_BEFORE = (
    rb"(?:(?><\?.*?\?>|<!--.*?-->)\s*)*"  # each has one end: comments by the hundred cost no more
)
_LEADING = tuple(
    (re.compile(_BEFORE + root, re.IGNORECASE | re.DOTALL), suffix)
    for root, suffix in (
        (rb"<(?:rss|feed|urlset|sitemapindex|rdf)\b", ".xml"),
        (rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", ".html"),
        (rb"<(?:article|section|main|div|h1|p)\b", ".html"),
    )
)
_DOCUMENT = re.compile(rb"\[\s*\{|\{\s*\n")  # of JSON, over several lines or a list

# How files of formats that are not read begin, whatever they are called (save_as.toml).
_UNREAD = {
    b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"bplist00": ".webarchive", b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"Rar!": ".rar", b"7z\xbc\xaf": ".7z",
    b"\x28\xb5\x2f\xfd": ".zst",
}  # fmt: skip
_MARKUP = ("", ".html", ".xml", ".mhtml")
# What is under an ending of these may be of another format where its bytes surely are.
_TABLES = frozenset({".csv", ".tsv"})
_LINES = frozenset({".jsonl", ".ndjson"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_PLAIN = _TABLES | _LINES | {".txt", ".json"}
_SURE = {
    ".html", ".xml", ".mhtml", ".xlsx", ".parquet", ".warc", ".zip", ".docx", ".webp",
    *_UNREAD.values(),
}  # fmt: skip


def head_of(path: Path) -> bytes:
    """The first bytes of the file at ``path``; none where it cannot be read: its reader says so."""
    try:
        with open_regular(path) as file:
            return file.read(_PEEK)
    except (UnreadableInput, OSError):
        return b""


def sniff(head: bytes) -> str:
    """The ending that fits an input of which ``head`` are the first bytes."""
    if marked := _by_mark(head):
        return marked
    text = _text(head)
    if text.startswith(b"["):
        return ".json"
    first, _, rest = text.partition(b"\n")
    if first.startswith(b"{"):
        return ".jsonl" if _is_record(first, rest) else ".json"
    return ".csv" if is_table(head) else ".txt"


def no_markup(head: bytes) -> str:
    """Why an answer of the web is neither page nor feed by its first bytes; empty where it may be.

    What to do about it is told, too.
    """
    found = _by_mark(head[:_PEEK])
    if found in _MARKUP:
        return ""
    what_to_do = save_as().get(found, "download it, and give it as a file")
    return f"a {found[1:].upper()} file, no page or feed; {what_to_do}"


@cache
def save_as() -> Mapping[str, str]:
    """What to do with a file of a format that is not read, by its ending."""
    text = files(__package__).joinpath("save_as.toml").read_text("utf-8")
    return dict(tomllib.loads(text))


def is_page(head: bytes) -> bool:
    """Whether an input of which ``head`` are the first bytes is the source of a web page."""
    return _by_mark(head) == ".html"


def meant(suffix: str, head: bytes) -> str:
    """The ending to read a file by that is called ``suffix`` and begins with ``head``.

    Another one only where the bytes leave no doubt: a line that is broken makes no other format.
    """
    if suffix in _PAGES:
        return found if (found := _by_mark(head)) in _SURE - {".zip"} else suffix
    if suffix not in _PLAIN:
        return suffix
    if (found := _by_mark(head)) in _SURE:
        return found
    text = _text(head)
    if _DOCUMENT.match(text):
        return ".json"
    first, _, rest = text.partition(b"\n")
    if suffix in _LINES:
        return ".csv" if not first.startswith((b"{", b"[")) and is_table(head) else suffix
    if suffix == ".txt" and is_table(head, surely=True):
        return ".csv"
    if _is_object(first) and (suffix != ".json" or rest.lstrip().startswith(b"{")):
        return ".jsonl" if _is_record(first, rest) else ".json"
    return suffix


def _text(head: bytes) -> bytes:
    """The beginning as UTF-8, without its mark."""
    if wide := utf16_of_markup(head):
        return head.decode(wide, "ignore").encode().lstrip()
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def _by_mark(head: bytes) -> str:
    """The ending of a format whose inputs begin with a mark of their own; empty for others."""
    if packed := packing(head):
        return packed
    if head.startswith(b"PK\x03\x04"):
        parts = ((b"xl/", ".xlsx"), (b"word/", ".docx"))
        return next((ending for part, ending in parts if part in head[:4096]), ".zip")
    if unread := next((end for mark, end in _UNREAD.items() if head.startswith(mark)), ""):
        return unread
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return ".webp"
    if head.startswith(b"PAR1"):
        return ".parquet"
    if head.startswith(b"WARC/"):
        return ".warc"
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return ".tar"
    if _MAIL.match(head) and b"multipart/related" in head[:4096].lower():
        return ".mhtml"
    text = _text(head)
    found = (suffix for pattern, suffix in _LEADING if pattern.match(text))
    return next(found, "")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_record(line: bytes, rest: bytes) -> bool:
    """Whether a line is an article's record, and no whole document that holds a list of them."""
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if rest.strip() or not isinstance(held, dict):
        return True
    inner = [value for each in held.values() if isinstance(each, dict) for value in each.values()]
    return not any(
        isinstance(each, list) and each and isinstance(each[0], dict)
        for each in (*held.values(), *inner)
    )
