"""The XML of a feed: parsed however carelessly it was written, and the text in its elements."""

from __future__ import annotations

import re
from copy import deepcopy
from html import escape
from html.entities import html5

from lxml import etree  # type: ignore[import-untyped]

from coverage.errors import UnreadableInput
from coverage.readers.encoding import is_utf16
from coverage.readers.markup import Element

_PAGE = re.compile(
    rb"<!\s*DOCTYPE\s+html\b|\A[^<]{0,9}(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<html[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 1024  # bytes in which a web page says that it is one, and a feed begins
_WIDE = re.compile(rb"\x00")
_BEGIN = re.compile(rb"<(?:\?xml\s|rss\b|feed\b|rdf:RDF\b|urlset\b|sitemapindex\b)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE = re.compile(rb"&(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|([A-Za-z][A-Za-z0-9]{1,31});)?")
_OF_XML = (b"amp", b"lt", b"gt", b"quot", b"apos")
_QUOTED, _END = b"<![CDATA[", b"]]>"

WEB_PAGE = "a web page (HTML) and no feed"


def parse_xml(data: bytes) -> tuple[Element, str]:
    """The root element; and where the XML broke off, if it did: what stands before is there.

    Raises UnreadableInput ``no_feed`` (a web page), ``unsafe_xml`` (entities, a DTD) or
    ``bad_xml``.
    """
    markup = _unquoted(data)
    if _PAGE.search(markup, 0, _HEAD):
        raise UnreadableInput("no_feed", WEB_PAGE)
    if _DOCTYPE.search(markup):
        raise UnreadableInput("unsafe_xml", "a document type or entities: no feed needs them")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_mended(data), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableInput("bad_xml", f"no XML: {error}") from error
    if root is None:
        raise UnreadableInput("bad_xml", "no XML")
    return root, _fault(parser)


def text_in(element: Element) -> str:
    """The text of an element, as HTML where it has elements of its own (XHTML within Atom)."""
    if not len(element):
        return (element.text or "").strip()
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        bare = deepcopy(child)
        for each in bare.iter(etree.Element):  # «<h:p>»
            each.tag = name_of(each)
        parts.append(etree.tostring(bare, encoding="unicode", method="html"))
    return "".join(parts).strip()


def name_of(element: Element | None) -> str:
    """An element's name without its namespace, in small letters."""
    return "" if element is None else str(element.tag).rpartition("}")[2].lower()


def namespace_of(element: Element) -> str:
    """The namespace of an element; empty where it has none."""
    return str(element.tag).rpartition("}")[0].lstrip("{")


def _unquoted(data: bytes) -> bytes:
    """``data`` without what is quoted in it, which may be whole pages.

    In UTF-16 the letters of a DTD stand apart; feeds have none, in whatever encoding.
    """
    return b" ".join(part.partition(_QUOTED)[0] for part in _WIDE.sub(b"", data).split(_END))


def _mended(data: bytes) -> bytes:
    """``data`` without what makes no XML: a program's warnings before it, signs that no XML may
    have, a bare «&», and references that only HTML knows."""
    data = data.lstrip()
    if is_utf16(data) or _WIDE.search(data, 0, _HEAD):
        return data
    if (begin := _BEGIN.search(data, 0, _HEAD)) is not None:
        data = data[begin.start() :]
    parts = (part.partition(_QUOTED) for part in _CONTROL.sub(b"", data).split(_END))
    return _END.join(_REFERENCE.sub(_referred, head) + mark + rest for head, mark, rest in parts)


def _referred(found: re.Match[bytes]) -> bytes:
    name = found[1]
    if (name is None and len(found[0]) > 1) or name in _OF_XML:
        return found[0]
    signs = html5.get(f"{name.decode('ascii')};") if name else None
    if signs is None:
        return b"&amp;" + found[0][1:]
    return "".join(f"&#{ord(sign)};" for sign in signs).encode("ascii")


def _fault(parser: etree.XMLParser) -> str:
    for entry in parser.error_log:
        if entry.level_name == "FATAL" and entry.type_name != "ERR_UNDECLARED_ENTITY":
            return f"line {entry.line}: {entry.message}"
    return ""
