"""``.xml``, ``.rss``, ``.atom``: RSS, Atom and sitemaps. Entries without their text are addresses.

What an entry only links to is for ``coverage.feeds`` to fetch; in a file it is told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.address import behind, is_web
from coverage.readers.dates import Found, find_date, has_zone
from coverage.readers.files import read_bounded
from coverage.readers.fragment import fragment, own_text, plain
from coverage.readers.layouts import Outlet, layouts
from coverage.readers.markup import Element
from coverage.readers.options import Context
from coverage.readers.published import Listed
from coverage.readers.record import Given, read_text
from coverage.readers.summary import is_beginning, is_whole, without_notice

_DATA: dict[str, Any] = tomllib.loads(
    (files(__package__) / "feed.toml").read_text(encoding="utf-8")
)
_NAMES: dict[str, Any] = _DATA["entry"]
_ENTRIES = frozenset(_NAMES["names"])
_ROOTS = frozenset(_DATA["feed"]["roots"])
_PAGE = re.compile(rb"<!\s*DOCTYPE\s+html\b", re.IGNORECASE)
_WEB_PAGE = "a web page (HTML) and no feed"
_HEAD = 1024  # bytes in which a web page says that it is one
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = re.compile(rb"\x00")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: where the article is, and what the feed tells of it.

    ``url`` is absolute, or empty where the entry leads nowhere. ``text`` is empty where the feed
    has no more than a summary or a beginning; ``links`` are the folded texts of its links.
    ``sitemap`` says that ``url`` is no article but another sitemap.
    ``published`` and ``changed`` (its last change) are in Kyiv time. ``passed_on``: a search found
    it, so that the feed's name is no outlet's.
    """

    url: str
    title: str = ""
    published: Found | None = None
    changed: Found | None = None
    text: str = ""
    links: frozenset[str] = frozenset()
    sitemap: bool = False
    passed_on: bool = False

    @property
    def dated(self) -> Found | None:
        """The day of publication, or of the last change where the feed has no other."""
        return self.published or self.changed

    def listed(self, outlet: str) -> Listed:
        """What the entry says of the page that it leads to; ``outlet`` is whose feed it is."""
        named = "" if self.passed_on else outlet
        return Listed(self.title, named, self.published, self.changed)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or sitemap. ``fault`` says where it broke off, if it did."""

    title: str
    entries: tuple[FeedEntry, ...]
    fault: str = ""


def read_feed_file(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The articles of the feed at ``path``; ``source`` is ``path#entry``, from 1."""
    source = context.name(path)
    try:
        feed = parse_feed(read_bounded(path, context.limits.document))
    except UnreadableInput as error:
        yield Rejection(source, error.code, error.reason)
        return
    for number, entry in enumerate(feed.entries, 1):
        yield read_entry(entry, feed.title, f"{source}#{number}")
    if feed.fault:
        yield Rejection(source, "bad_xml", feed.fault)
    elif not feed.entries:
        yield Rejection(source, "empty_file", "the feed has no entries")


def read_entry(entry: FeedEntry, outlet_name: str, source: str) -> Article | Rejection:
    """The article that the entry holds; ``outlet_name`` is for outlets without a layout.

    Rejection codes: ``summary_only`` (it is elsewhere), and those of ``read_text``.
    """
    if entry.sitemap or not entry.text:
        what = "another sitemap" if entry.sitemap else "the article is not in the feed"
        where = entry.url or f"no address is given of {entry.title[:80]!r}"
        return Rejection(source, "summary_only", f"{what}: {where}")
    outlet = _outlet(entry.url)
    own = own_text(entry.text, entry.links, title=entry.title, outlet=outlet)
    given = Given(
        title=entry.title,
        outlet=outlet.name if outlet else entry.listed(outlet_name).outlet,
        url=entry.url,
        published=entry.dated.day if entry.dated else None,
        published_time=entry.dated.clock if entry.dated else None,
        layout="clean",
    )
    return read_text(own, source=source, given=given)


def parse_feed(data: bytes, url: str = "") -> Feed:
    """The feed in ``data``, which may be broken: what stands before the fault is read.

    Links are resolved against ``xml:base`` and ``url``, where the feed was got from; without
    one against the address that the feed gives as its own.

    Raises UnreadableInput ``empty_file``, ``no_feed`` (a web page, other XML), ``unsafe_xml``
    (entities, a DTD) or ``bad_xml``.
    """
    if not data.strip():
        raise UnreadableInput("empty_file", "the feed is empty")
    markup = _markup(data)
    if _PAGE.search(markup, 0, _HEAD):
        raise UnreadableInput("no_feed", _WEB_PAGE)
    if _DOCTYPE.search(markup):
        raise UnreadableInput("unsafe_xml", "a document type or entities: no feed needs them")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableInput("bad_xml", f"no XML: {error}") from error
    if root is None:
        raise UnreadableInput("bad_xml", "no XML")
    base = url or _own_address(root)
    entries = tuple(_entry(each, base) for each in root.iter(etree.Element) if _is_entry(each))
    fault = _fault(parser)
    if fault and not entries:
        raise UnreadableInput("bad_xml", fault)
    if _name(root) == "html":
        raise UnreadableInput("no_feed", _WEB_PAGE)
    if not (entries or _name(root) in _ROOTS):
        raise UnreadableInput("no_feed", f"XML that is no feed or sitemap: <{_name(root)[:40]}>")
    return Feed(title=_feed_title(root), entries=entries, fault=fault)


def _markup(data: bytes) -> bytes:
    """``data`` without what is quoted in it, which may be whole pages.

    In UTF-16 the letters of a DTD stand apart; feeds have none, in whatever encoding.
    """
    parts = _WIDE.sub(b"", data).split(b"]]>")
    return b" ".join(part.partition(b"<![CDATA[")[0] for part in parts)


def _is_entry(element: Element) -> bool:
    name = _name(element)
    within = _NAMES["within"].get(name)
    return name in _ENTRIES and (not within or _name(element.getparent()) == within)


def _entry(element: Element, base: str) -> FeedEntry:
    held: dict[str, list[Element]] = {}
    # Its own come first: what it was taken from («source»), and its images, have links, too.
    parts = sorted(element.iterdescendants(etree.Element), key=lambda e: e.getparent() != element)
    for part in parts:
        held.setdefault(_name(part), []).append(part)
    link = _link(held, base)
    url = behind(link)
    whole, summary = (fragment(_text(held, _NAMES[name])) for name in ("text", "summary"))
    text = without_notice(whole.text)
    if is_beginning(text, url) or not text:
        whole, text = summary, summary.text if is_whole(summary.text, url) else ""
    return FeedEntry(
        url=url,
        title=" ".join(unescape(plain(_text(held, _NAMES["title"]))).split()),
        published=_moment(_text(held, _NAMES["published"])),
        changed=_moment(_text(held, _NAMES["changed"])),
        text=text,
        links=whole.links or frozenset(),
        sitemap=_name(element) == "sitemap",
        passed_on=url != link,
    )


def _text(held: dict[str, list[Element]], names: Sequence[str]) -> str:
    for name in names:
        for element in held.get(name, ()):
            # XHTML within Atom is not escaped.
            nested = len(element) > 0
            text = (
                etree.tostring(element, encoding="unicode", with_tail=False)
                if nested
                else (element.text or "")
            )
            if text.strip():
                return str(text).strip()
    return ""


def _link(held: dict[str, list[Element]], base: str) -> str:
    for name in _NAMES["link"]:
        for element in held.get(name, ()):
            if element.get("rel", "alternate") == "alternate" and (url := _address(element, base)):
                return url
    return ""


def _address(element: Element, base: str) -> str:
    """The web address in a link or, where it is one, in an identity (guid, id); else nothing."""
    told = (element.get("href") or element.text or "").strip()
    permanent = (element.get("isPermaLink") or "").strip().lower()
    if _name(element) in _NAMES["identity"]["names"] and permanent != "true":
        told = told if is_web(told) and permanent != "false" else ""
    try:
        full = urljoin(urljoin(base, element.base or ""), told) if told else ""
    except ValueError:
        return ""
    return full if is_web(full) else ""


def _own_address(root: Element) -> str:
    """What a feed without an address says is its own, or its site's."""
    links: list[Element] = []
    for element in root.iter(etree.Element):
        if _is_entry(element):
            break
        links += [element] if _name(element) == "link" else []
    links.sort(key=lambda each: each.get("rel") != "self")
    return next(filter(None, (_address(each, "") for each in links)), "")


def _moment(text: str) -> Found | None:
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return find_date(text)
    if moment.tzinfo is None and (found := find_date(text)) is not None and has_zone(text):
        return found  # «MSK»: mails know fewer zones
    try:
        shown = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return find_date(shown.isoformat())
    except (ValueError, OverflowError):
        return None


def _feed_title(root: Element) -> str:
    for element in root.iter(etree.Element):
        if _is_entry(element):
            break
        if _name(element) == "title":
            return " ".join("".join(element.itertext()).split())
    return ""


def _outlet(url: str) -> Outlet | None:
    try:
        return layouts().by_url(url)
    except UnreadableInput:
        return None


def _name(element: Element | None) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2].lower()


def _fault(parser: etree.XMLParser) -> str:
    for entry in parser.error_log:
        if entry.level_name == "FATAL" and entry.type_name != "ERR_UNDECLARED_ENTITY":
            return f"line {entry.line}: {entry.message}"
    return ""
