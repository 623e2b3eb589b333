"""What HTTP does to a body on its way: chunks, compression, charset. For archives and fetching."""

from __future__ import annotations

import re
import zlib

from coverage.errors import UnreadableInput

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip", "deflate")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")  # no packed data begins so
_GZIP_HEAD = b"\x1f\x8b\x08"
_HTML = ("text/html", "application/xhtml+xml")


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type names, or nothing."""
    match = _CHARSET.search(content_type)
    return match[1] if match else ""


def is_html(content_type: str) -> bool:
    """Whether a Content-Type is a web page's."""
    return content_type.strip().lower().startswith(_HTML)


def is_gzip(data: bytes) -> bool:
    """Whether ``data`` begins as a gzip file does."""
    return data.startswith(_GZIP_HEAD)


def inflate(data: bytes, encoding: str, limit: int) -> bytes:
    """``data`` without its Content-Encoding, at most ``limit`` bytes.

    Data that is not compressed, whatever is said of it, comes back as it is: archives keep the
    headers of what they have unpacked. Raises UnreadableInput ``too_large`` or ``bad_transfer``.
    """
    named = [each for part in encoding.lower().split(",") if (each := part.strip()) not in _PLAIN]
    if not named:
        return data
    encoding = ", ".join(named)
    if encoding not in _GZIP:
        if _MARKUP.match(data):
            return data
        raise UnreadableInput("bad_transfer", f"compressed as {encoding[:20]!r}: not supported")
    # «deflate» is zlib's format to some servers, and bare to others; 47: gzip or zlib, by its head.
    for bits in (47, -zlib.MAX_WBITS) if encoding == "deflate" else (47,):
        unpacker = zlib.decompressobj(bits)
        try:
            text = unpacker.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(text) > limit:
            raise UnreadableInput("too_large", f"unpacks to more than {limit / 1024**2:,.0f} MB")
        return text
    return data


def unchunk(data: bytes) -> bytes:
    """``data`` put together from its chunks; as it is where there are none."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\r\n", at, at + 100)
        size_text = data[at:end].split(b";")[0].strip()
        if end < 0 or not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size_text):
            return b"".join(parts) if parts else data
        size = int(size_text, 16)
        if size == 0:
            break
        parts.append(data[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)
