"""``.warc``, ``.warc.gz``: what a crawler kept (Common Crawl's news, too), record by record."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.files import open_regular
from coverage.readers.html import read_html
from coverage.readers.options import Context
from coverage.readers.transfer import charset_of, inflate, is_html, unchunk

_LINE = 16 * 1024  # bytes of one header line
_HEADERS = 200  # lines of headers
_HTTP_HEAD = 64 * 1024  # bytes in which a response's own headers must end
_CHUNK = 1024**2
_OK = 200
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BROKEN = (EOFError, OSError, zlib.error)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as the crawler got it."""

    url: str
    content_type: str
    encoding: str
    chunked: bool
    body: bytes
    cut: str = ""  # why the crawler did not take all of it


def read_warc(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The articles among the pages in the archive; ``source`` is ``path#record``, from 1.

    Records that are no pages (requests, pictures, answers other than 200) are passed over.
    """
    source = context.name(path)
    try:
        with open_regular(path) as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
            number = seen = pages = 0
            for found in _records(stream, context.limits.article):
                number += 1
                if packed:
                    context.spend(stream.tell() - seen, file.tell())
                    seen = stream.tell()
                place = f"{source}#{number}"
                if isinstance(found, UnreadableInput):
                    pages += 1
                    yield Rejection(place, found.code, found.reason)
                elif found is not None:
                    pages += 1
                    yield (read := _read_page(found, place, context.limits.article))
                    if found.cut and isinstance(read, Article):
                        yield _cut(found.cut, place)
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
        return
    except _BROKEN as error:
        reason = f"the archive breaks off or is damaged: {error}"
        yield Rejection(source, "broken_archive", reason)
        return
    if number == 0:
        yield Rejection(source, "empty_file", "the archive holds no record")
    elif pages == 0:
        reason = (
            f"none of the {number:,} records is a web page: answers other than 200, and those that "
            "only point to an earlier one (revisit), hold none"
        )
        yield Rejection(source, "no_articles", reason)


def _read_page(page: _Page, source: str, limit: int) -> Article | Rejection:
    try:
        body = unchunk(page.body) if page.chunked else page.body
        body = inflate(body, page.encoding, limit)
    except UnreadableInput as error:
        return Rejection(source, error.code, error.reason)
    return read_html(body, source=source, url=page.url, charset=charset_of(page.content_type))


def _cut(why: str, source: str) -> Rejection:
    reason = (
        f"the crawler cut the page off ({why[:40]}): the article went in, and may lack its end; "
        "if it does, give the address itself"
    )
    return Rejection(source, "truncated", reason)


def _records(stream: BinaryIO, limit: int) -> Iterator[_Page | UnreadableInput | None]:
    """One thing a record: a page, why a page is too large, or None for what is no page."""
    while line := stream.readline(_LINE):
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise UnreadableInput("broken_archive", "a record does not begin with its version")
        headers = _headers(stream)
        try:
            length = int(headers["content-length"])
        except (KeyError, ValueError) as error:
            raise UnreadableInput("broken_archive", "a record without its length") from error
        kind = headers.get("warc-type", "").lower()
        if kind not in ("response", "resource") or length < 0:
            _skip(stream, length)
            yield None
            continue
        url = headers.get("warc-target-uri", "").strip("<>")
        head = _exactly(stream, min(length, _HTTP_HEAD))
        rest = length - len(head)
        page = (
            _response(head, url)
            if kind == "response"
            else _Page(url, headers.get("content-type", ""), "", False, head)
        )
        if page is None or not (is_html(page.content_type) or _is_untold_html(page)):
            _skip(stream, rest)
            yield None
        elif len(page.body) + rest > limit:
            _skip(stream, rest)
            yield UnreadableInput("too_large", f"{url}: more than {limit / 1024**2:,.0f} MB")
        else:
            body = page.body + _exactly(stream, rest)
            yield replace(page, body=body, cut=headers.get("warc-truncated", ""))


def _is_untold_html(page: _Page) -> bool:
    """Whether a server did not say what it sent, and that is a web page."""
    return not page.content_type and bool(_HTML.match(page.body))


def _response(data: bytes, url: str) -> _Page | None:
    """The page that begins in ``data``, an answer of a server; None for any answer but 200."""
    head, gap, body = data.partition(b"\r\n\r\n")
    if not gap:
        head, gap, body = data.partition(b"\n\n")
    lines = head.decode("latin-1").splitlines()
    if not gap or not lines or lines[0].split()[1:2] != [str(_OK)]:
        return None
    headers = _parsed(lines[1:])
    return _Page(
        url=url,
        content_type=headers.get("content-type", ""),
        encoding=headers.get("content-encoding", ""),
        chunked="chunked" in headers.get("transfer-encoding", "").lower(),
        body=body,
    )


def _headers(stream: BinaryIO) -> dict[str, str]:
    lines: list[str] = []
    for _ in range(_HEADERS):
        line = stream.readline(_LINE)
        if not line.strip():
            return _parsed(lines)
        lines.append(line.decode("utf-8", "replace"))
    raise UnreadableInput("broken_archive", f"a record with more than {_HEADERS} headers")


def _parsed(lines: list[str]) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise UnreadableInput("broken_archive", "the last record breaks off")
    return data


def _skip(stream: BinaryIO, size: int) -> None:
    while size > 0:
        size -= len(_exactly(stream, min(size, _CHUNK)))
