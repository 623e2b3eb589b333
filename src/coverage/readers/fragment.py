"""A text that may be HTML, as feeds, exports and tables have it: its paragraphs, and its links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from lxml import etree, html  # type: ignore[import-untyped]

from coverage.readers.layouts import Outlet, fold
from coverage.readers.markup import drop_hidden, paragraphs, text_of
from coverage.readers.sieve import own_paragraphs

_MARKUP = re.compile(
    r"</?(?:p|br|div|a|b|i|strong|em|li|ul|span|h[1-6]|blockquote|article|aside|section|figure|img"
    r"|table|body)\b[^<>]*>",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text as it is shown, a blank line between its paragraphs.

    ``links`` are the folded texts of its links; None where it had no markup.
    """

    text: str
    links: frozenset[str] | None = None


def fragment(text: str) -> Fragment:
    """``text`` without markup and what that hides, if it has any."""
    # «&lt;p&gt;»: HTML that was made fit for HTML once more.
    markup = next(filter(_MARKUP.search, (text, unescape(text))), None)
    if markup is None:
        return Fragment(text)
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError):
        return Fragment(text)
    drop_hidden(root)
    links = frozenset(fold(text_of(each)) for each in root.iter("a"))
    return Fragment("\n\n".join(paragraphs(root)), links)


def plain(text: str) -> str:
    """``text`` without markup, if it has any: a blank line between its paragraphs."""
    return fragment(text).text


def own_text(text: str, links: frozenset[str], *, title: str, outlet: Outlet | None) -> str:
    """The lines of ``text`` that are the article's, as on a page that has these ``links``.

    All of them where none is: what is given as a text is one, however short.
    """
    found = [line for each in text.split("\n") if (line := each.strip())]
    own = own_paragraphs(found, title=title, outlet=outlet, links=lambda: links)
    return "\n\n".join(own or found)
