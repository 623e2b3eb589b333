"""Bytes to text: which encoding it is, and text that every later step can bear.

Encodings tried: UTF-8 (with or without mark), UTF-16 with its mark, windows-1251, KOI8-U,
windows-1252, the Mac's Cyrillic. All but the first two accept nearly any bytes, so letters decide.
"""

from __future__ import annotations

import codecs
import re

from coverage.errors import UnreadableInput

# The commonest small letters of Russian and Ukrainian. Read in the wrong Cyrillic encoding they
# turn into capitals or rare letters, which is what tells the two apart.
_COMMON = frozenset("оеаинтсрвлмдкупяьзбгіїєчхй")
_LEAST_COMMON = 0.6
# windows-1252 holds Latin text with a few dashes, quotes and «Støre»: hardly any byte above ASCII.
_MOST_NON_ASCII = 0.15

_NAMES = ("cp1125", "cp1251", "koi8_u")  # the first is DOS's with Ukrainian letters
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# How markup begins in UTF-16 without its mark.
_WIDE_MARKUP = {
    "utf-16-le": re.compile(rb"(?:\s\x00)*<\x00[!?\w]\x00"),
    "utf-16-be": re.compile(rb"(?:\x00\s)*\x00<\x00[!?\w]"),
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(data: bytes) -> str:
    """Text of ``data``, without the mark of its encoding.

    Raises UnreadableInput ``binary`` (bytes that are no text) or ``bad_encoding``.
    """
    if is_utf16(data):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            reason = f"marked as UTF-16, but byte {error.start} does not fit"
            raise UnreadableInput("bad_encoding", reason) from error
    controls = sum(data.count(code) for code in (*range(0x09), *range(0x0E, 0x20), 0x7F))
    if 0 in data or controls * 50 > len(data):
        raise UnreadableInput("binary", "these bytes are no text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _single_byte(data)
        if text is None:
            reason = (
                f"byte {error.start} is not UTF-8, and the letters fit neither windows-1251 "
                "nor KOI8-U nor windows-1252: save the file as UTF-8"
            )
            raise UnreadableInput("bad_encoding", reason) from error
        return text


def name_in(data: bytes) -> str:
    """A file's name in an archive that does not say its encoding: UTF-8, or the one of DOS or
    Windows, as the letters tell; by the archive's own (cp437) where they tell nothing."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        high = sum(byte >= 0x80 for byte in data)
        read = {name: data.decode(name, "replace") for name in _NAMES}
        shares = {n: sum(c in _COMMON for c in text.lower()) / high for n, text in read.items()}
        best = max(_NAMES, key=lambda name: shares[name])
        return read[best] if shares[best] > _LEAST_COMMON else data.decode("cp437")


def tidy(text: str) -> str:
    """``text`` with newlines as ``\\n`` and without what no database or file could take."""
    return _CONTROL.sub("", _NEWLINE.sub("\n", text))


def is_utf16(data: bytes) -> bool:
    """Whether ``data`` begins with the mark of UTF-16."""
    return data.startswith(_UTF16)


def utf16_of_markup(data: bytes) -> str:
    """The codec of markup in UTF-16, with its mark or without; empty for any other encoding."""
    if is_utf16(data):
        return "utf-16"
    return next((name for name, begins in _WIDE_MARKUP.items() if begins.match(data)), "")


def _single_byte(data: bytes) -> str | None:
    high = sum(byte >= 0x80 for byte in data)
    letters = high + sum(chr(byte).isalpha() for byte in data if byte < 0x80)
    if high < _MOST_NON_ASCII * letters:
        return _strict(data, "cp1252")
    best, best_share = None, _LEAST_COMMON
    for name in ("cp1251", "koi8_u", "mac_cyrillic"):
        text = _strict(data, name)
        if text is None:
            continue
        share = sum(char in _COMMON for char in text) / high
        if share > best_share:
            best, best_share = text, share
    return best


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None
