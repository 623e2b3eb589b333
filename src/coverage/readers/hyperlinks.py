"""Links of a sheet: a cell that reads «open» may lead to its article's address."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zipfile import ZipFile

from coverage.readers.address import is_web
from coverage.readers.merged import column_number

_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^<>]+>")
_REF = re.compile(rb"""\sref=["']([A-Z]{1,3})(\d{1,7})""")
# <c r="C2" t="str"><f>HYPERLINK("https://a.example/1","open")</f>; what a formula puts together
# from parts ("https://a.example/?id="&B2) is not known.
_QUOTED = rb"""\s*(?:"|&quot;)((?:(?!&quot;)[^"<>]){1,2000})(?:"|&quot;)\s*"""
_FORMULA = re.compile(
    rb"""<c\s[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*>\s*<f\b[^<>]*>\s*HYPERLINK\("""
    + _QUOTED + rb"(?:[,;]" + _QUOTED + rb"\)|[,;)])",
    re.I,
)  # fmt: skip
_ID = re.compile(rb"""\s\w+:id=["']([^"']+)["']""")
_CHUNK = 1024**2  # bytes
_LONGEST = 4096  # bytes of an element that may lie across two chunks


@dataclass(frozen=True, slots=True)
class Link:
    """The web ``address`` that a cell leads to; ``shown`` is what it shows where a formula says so
    that nothing has worked out yet."""

    address: str
    shown: str = ""


Links = Mapping[int, Mapping[int, Link]]
"""By row (from 1) and column (from 0)."""


class Linked(str):
    """A cell's text that leads to an ``address``."""

    __slots__ = ("address",)
    address: str


def links_in(book: ZipFile, sheet: str) -> Links:
    """The cells of ``sheet``, a part of the workbook, that lead to an address of the web: by a
    link, or by a formula that makes one."""
    # Loading it takes longer than reading most tables.
    from openpyxl.packaging.relationship import (  # type: ignore[import-untyped]
        get_dependents,
        get_rels_path,
    )

    found: dict[int, dict[int, Link]] = defaultdict(dict)
    named = get_rels_path(sheet)
    every = get_dependents(book, named) if named in book.namelist() else ()
    targets = {each.id: each.target for each in every if is_web(each.target or "")}
    kept = b""
    with book.open(sheet) as part:
        while chunk := part.read(_CHUNK):
            kept += chunk
            for link in _LINK.findall(kept):
                cell, name = _REF.search(link), _ID.search(link)
                if cell and name and (address := targets.get(name[1].decode())):
                    found[int(cell[2])][column_number(cell[1])] = Link(address)
            for column, row, *quoted in _FORMULA.findall(kept):
                address, shown = (html.unescape(q.decode("utf-8", "replace")) for q in quoted)
                if is_web(address):
                    found[int(row)][column_number(column)] = Link(address, shown or address)
            kept = kept[-_LONGEST:]
    return found


def linked(rows: Iterator[Sequence[object]], links: Links) -> Iterator[Sequence[object]]:
    """``rows`` (from 1), with texts that lead to an address as Linked."""
    for number, row in enumerate(rows, 1):
        held = links.get(number)
        yield [_cell(value, held.get(at)) for at, value in enumerate(row)] if held else row


def _cell(value: object, link: Link | None) -> object:
    if link is None or not isinstance(value, str | None):
        return value
    shown = link.shown if value is None else value
    if not shown:
        return value
    cell = Linked(shown)
    cell.address = link.address
    return cell
