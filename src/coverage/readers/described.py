"""Pages of the outlets that ``html.toml`` describes: selectors say where the article stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cssselect import HTMLTranslator, SelectorError
from lxml import etree  # type: ignore[import-untyped]

from coverage.readers.badges import badges
from coverage.readers.beside import Surroundings
from coverage.readers.dates import Found, find_date
from coverage.readers.layouts import LayoutError, Outlet, layouts
from coverage.readers.markup import Element, paragraphs, text_of

_KEYS = ("title", "published", "lead", "body", "drop")
_LEAST = 200  # characters of a body; with fewer the page is no longer as described
_PARAGRAPH = 80  # characters of a <p> that is no button and no headline
_SHARE = 0.4  # of the text in such paragraphs that a body must hold, else it is another element

XPath = Any
"""A compiled XPath (lxml)."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Where an outlet's pages have what; each a list of compiled selectors, best first."""

    title: tuple[XPath, ...] = ()
    published: tuple[XPath, ...] = ()
    lead: tuple[XPath, ...] = ()
    body: tuple[XPath, ...] = ()
    drop: tuple[XPath, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """What stands where the layout says; ``title`` and ``published`` may be missing."""

    title: str
    published: Found | None
    paragraphs: tuple[str, ...]


def layout_of(outlet: Outlet | None) -> PageLayout | None:
    """The description of the outlet's pages, if there is one."""
    return page_layouts().get(outlet.name) if outlet else None


def read_described(root: Element, layout: PageLayout, *, month_first: bool) -> Described | None:
    """What the layout finds on the page; None where the page is not as described."""
    container = _first(layout.body, root)
    if container is None:
        return None
    drop = frozenset(each for selector in layout.drop for each in selector(container))
    found = list(paragraphs(container, drop))
    size = sum(map(len, found))
    if size < _LEAST or size < _SHARE * _running_text(root):
        return None
    lead = _first(layout.lead, root)
    if lead is not None:
        found = [text for text in paragraphs(lead) if text not in found[:1]] + found
    title = _first(layout.title, root)
    return Described(
        title=" ".join(paragraphs(title, badges(title))) if title is not None else "",
        published=_published(layout, root, Surroundings(title), month_first),
        paragraphs=tuple(found),
    )


@cache
def page_layouts() -> dict[str, PageLayout]:
    """``html.toml`` by outlet, read once. Raises LayoutError naming what is wrong."""
    text = (files(__package__) / "html.toml").read_text(encoding="utf-8")
    return parse_page_layouts(tomllib.loads(text))


def parse_page_layouts(data: dict[str, Any]) -> dict[str, PageLayout]:
    """Checked and compiled layouts of the parsed TOML. Raises LayoutError."""
    unknown = data.keys() - {"layout"}
    if unknown:
        raise LayoutError(f"html.toml: unknown table {min(unknown)!r}")
    found: dict[str, PageLayout] = {}
    for entry in data.get("layout", []):
        name = entry.get("outlet")
        if not isinstance(name, str) or (known := layouts().by_name(name)) is None:
            raise LayoutError(f"html.toml: outlet {name!r} is not in layouts.toml")
        if known.name in found:
            raise LayoutError(f"html.toml: outlet {name!r} stands twice")
        unknown = entry.keys() - {"outlet", *_KEYS}
        if unknown:
            raise LayoutError(f"html.toml: outlet {name!r}: unknown key {min(unknown)!r}")
        if not entry.get("body"):
            raise LayoutError(f"html.toml: outlet {name!r}: body is missing")
        compiled = {key: tuple(_compiled(entry.get(key, []), key, name)) for key in _KEYS}
        found[known.name] = PageLayout(**compiled)
    return found


def _compiled(selectors: object, key: str, name: str) -> Iterator[XPath]:
    if not isinstance(selectors, list) or not all(isinstance(each, str) for each in selectors):
        raise LayoutError(f"html.toml: outlet {name!r}: {key} must be a list of selectors")
    # The element itself is no part of what is dropped or looked for within it.
    translator = HTMLTranslator()
    for selector in selectors:
        try:
            yield etree.XPath(translator.css_to_xpath(selector, prefix="descendant::"))
        except SelectorError as error:
            raise LayoutError(f"html.toml: outlet {name!r}: {selector!r}: {error}") from error


def _first(selectors: tuple[XPath, ...], root: Element) -> Element | None:
    for selector in selectors:
        found = selector(root)
        if found:
            return found[0]
    return None


def _published(
    layout: PageLayout, root: Element, beside: Surroundings, month_first: bool
) -> Found | None:
    for selector in layout.published:
        for element in [each for each in selector(root) if not beside.hold(each)][:1]:
            for text in (element.get("datetime") or "", text_of(element)):
                found = find_date(text, month_first=month_first)
                if found is not None:
                    return found
    return None


def _running_text(root: Element) -> int:
    """Characters in all paragraphs of the page that are sentences by their length."""
    sizes = (sum(map(len, each.itertext())) for each in root.iter("p"))
    return sum(size for size in sizes if size >= _PARAGRAPH)
