"""Bytes of a web page to a tree: which encoding it is in, parsed once."""

from __future__ import annotations

import codecs
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from coverage.errors import UnreadableInput
from coverage.readers.encoding import decode, utf16_of_markup

Element = Any
"""An element of a parsed page (lxml)."""

_HEAD = 4096  # bytes in which a page declares its encoding
_CHARSET = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]+)|encoding\s*=\s*["']([\w.-]+)["']""", re.I
)
_MOST_BROKEN = 0.25  # share of what is not ASCII that may not fit the encoding that was declared

_TAGS = tomllib.loads((files(__package__) / "markup.toml").read_text(encoding="utf-8"))
_BROWSERS: dict[str, str] = _TAGS["encodings"]
_BLOCKS = frozenset(_TAGS["blocks"].split())
_NO_TEXT = frozenset(_TAGS["no_text"].split())
_RAISED = frozenset(_TAGS["raised"].split())
_UNSHOWN_TAGS = frozenset(_TAGS["unshown"].split())
# Few elements are: they are looked for in C.
_PERHAPS_HIDDEN = etree.XPath(
    "descendant-or-self::*[@hidden or @style or @aria-hidden"
    + "".join(f" or self::{tag}" for tag in sorted(_UNSHOWN_TAGS))
    + "]"
)
_UNSHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<number>[0-9]{1,9}));?")
_WORD = re.compile(r"[^\W\d_]{3}")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def parse_html(data: bytes, charset: str = "") -> Element:
    """The root element of the page in ``data``; ``charset`` is what the server said, if anything.

    Raises UnreadableInput ``empty_file``, ``binary``, ``bad_encoding`` or ``no_text`` (no markup
    that could be parsed).
    """
    if not data.strip():
        raise UnreadableInput("empty_file", "the page is empty")
    text = _fit(decode_html(data, charset))
    # The encoding is settled: what the page declares must not overrule it.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableInput("no_text", f"no page could be parsed: {error}") from error
    return root


def _fit(text: str) -> str:
    """``text`` without the signs that no tree may have: whoever moved one would fail on them."""
    return _REFERENCE.sub(lambda found: "" if _is_unfit(found) else found[0], _UNFIT.sub("", text))


def _is_unfit(reference: re.Match[str]) -> bool:
    number = int(reference["hex"], 16) if reference["hex"] else int(reference["number"])
    return number > sys.maxunicode or _UNFIT.match(chr(number)) is not None


def drop_hidden(root: Element) -> None:
    """Take out what the page does not show; unless that is most of it, to be shown by a script."""
    found = [each for each in _PERHAPS_HIDDEN(root) if _is_hidden(each)]
    outer = [each for each in found if not _within(each, frozenset(found))]
    hidden = sum(len(text_of(each)) for each in outer)
    if 0 < hidden * 2 <= len(text_of(root)):
        for each in outer:
            each.drop_tree()


def _within(element: Element, others: frozenset[Element]) -> bool:
    return any(each in others for each in element.iterancestors())


def _is_hidden(element: Element) -> bool:
    if (
        element.tag in _UNSHOWN_TAGS
        or element.get("hidden") is not None
        or _UNSHOWN.search(element.get("style") or "")
    ):
        return True
    # A letter or an icon within a line is hidden from those who listen, not from those who read.
    return element.tag in _BLOCKS and element.get("aria-hidden") == "true"


def decode_html(data: bytes, charset: str = "") -> str:
    """The text of a page: by its mark, as UTF-8, as declared where that fits, or by its letters.

    Raises UnreadableInput ``binary`` or ``bad_encoding``.
    """
    if wide := utf16_of_markup(data):
        return decode(data) if wide == "utf-16" else data.decode(wide, "replace")
    # Hardly any other text is valid UTF-8, whatever is declared.
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _declared(data, charset)
    if "\x00" in text[:_HEAD]:
        raise UnreadableInput("binary", "these bytes are no page")
    return text.replace("\x00", "")


def paragraphs(container: Element, drop: frozenset[Element] = frozenset()) -> Iterator[str]:
    """The paragraphs of text below ``container``, without scripts, pictures and ``drop``."""
    parts: list[str] = []
    for piece in _pieces(container, drop):
        if piece is not None:
            parts.append(piece)
        elif parts:
            if text := _SPACES.sub(" ", "".join(parts)).strip():
                yield text
            parts.clear()


def text_of(element: Element) -> str:
    """All text in ``element`` on one line."""
    return _SPACES.sub(" ", "".join(element.itertext())).strip()


def _pieces(container: Element, drop: frozenset[Element]) -> Iterator[str | None]:
    """Text as it stands; None where a paragraph begins or ends. Without recursion: pages nest."""
    walker = etree.iterwalk(container, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        outer = element is not container
        if event == "start":
            if outer and (tag in _NO_TEXT or element in drop):
                walker.skip_subtree()
                continue
            if tag in _BLOCKS:
                yield None
            elif tag in _RAISED and _WORD.search(element.text or ""):
                yield " "
            if element.text:
                yield element.text
            continue
        if tag in _BLOCKS:
            yield None
        if outer and element.tail:
            yield element.tail
    yield None


def _declared(data: bytes, charset: str) -> str:
    match = _CHARSET.search(data[:_HEAD])
    said = (match[1] or match[2]).decode("ascii", "replace") if match else ""
    for name in (charset, said):
        try:
            codec = codecs.lookup(_BROWSERS.get(name.lower(), name)).name if name else ""
        except LookupError:
            continue
        if codec and (text := _mostly(data, _BROWSERS.get(codec, codec))) is not None:
            return text
    return decode(data)


def _mostly(data: bytes, codec: str) -> str | None:
    """``data`` in an encoding that it is said to be in; None where it is in another.

    A byte cut in half by a template costs one letter, not the page.
    """
    try:
        text = data.decode(codec, "replace")
    except (LookupError, ValueError):  # no encoding of texts: «hex»
        return None
    high = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") <= _MOST_BROKEN * high else None
