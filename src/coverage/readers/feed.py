"""``.xml``, ``.rss``, ``.atom``: RSS, Atom and sitemaps. Entries without their text are addresses.

What an entry only links to is for ``coverage.feeds`` to fetch; in a file it is told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from coverage.readers.dates import Found, find_date
from coverage.readers.feedxml import WEB_PAGE, name_of, namespace_of, parse_xml, text_in
from coverage.readers.files import read_bounded
from coverage.readers.fragment import fragment, own_text, plain
from coverage.readers.identity import host_of
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
_FOREIGN = frozenset(_NAMES["foreign"]["namespaces"])


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: where the article is, and what the feed tells of it.

    ``url`` is absolute, or empty where the entry leads nowhere. ``text`` is empty where the feed
    has no more than a summary or a beginning; ``links`` are the folded texts of its links.
    ``sitemap`` says that ``url`` is no article but another sitemap.
    ``published`` and ``changed`` (its last change) are in Kyiv time. ``passed_on``: a search found
    it, so that the feed's name is no outlet's. ``source`` is whom the feed has it from.
    """

    url: str
    title: str = ""
    published: Found | None = None
    changed: Found | None = None
    text: str = ""
    links: frozenset[str] = frozenset()
    sitemap: bool = False
    passed_on: bool = False
    source: str = ""

    @property
    def dated(self) -> Found | None:
        """The day of publication, or of the last change where the feed has no other."""
        return self.published or self.changed

    def listed(self, outlet: str) -> Listed:
        """What the entry says of the page that it leads to; ``outlet`` is whose feed it is."""
        named = self.source or ("" if self.passed_on else outlet)
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
        where = entry.url or f"no web address is given of {entry.title[:80]!r}"
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
    root, fault = parse_xml(data)
    base = url or _own_address(root)
    entries = tuple(_entry(each, base) for each in root.iter(etree.Element) if _is_entry(each))
    if fault and not entries:
        raise UnreadableInput("bad_xml", fault)
    if name_of(root) == "html":
        raise UnreadableInput("no_feed", WEB_PAGE)
    if not (entries or name_of(root) in _ROOTS):
        raise UnreadableInput("no_feed", f"XML that is no feed or sitemap: <{name_of(root)[:40]}>")
    return Feed(title=_feed_title(root), entries=entries, fault=fault)


def _is_entry(element: Element) -> bool:
    name = name_of(element)
    within = _NAMES["within"].get(name)
    return name in _ENTRIES and (not within or name_of(element.getparent()) == within)


def _parts(element: Element) -> Iterator[Element]:
    """What an entry is made of, without its pictures and films, and what its source is made of."""
    walker = etree.iterwalk(element, events=("start",))
    for _, each in walker:
        if not isinstance(each.tag, str) or namespace_of(each) in _FOREIGN:
            walker.skip_subtree()
        elif each is not element:
            yield each
            if name_of(each) in _NAMES["source"]:
                walker.skip_subtree()


def _source(held: dict[str, list[Element]], url: str, base: str) -> str:
    """Who published what a feed of other outlets' articles has."""
    if url and base and _host(url) == _host(base):
        return ""
    for each in (each for name in _NAMES["source"] for each in held.get(name, ())):
        title = next((part for part in each if name_of(part) == "title"), each)
        if text := " ".join(unescape(plain(text_in(title))).split()):
            return text
    return ""


def _host(url: str) -> str:
    try:
        return host_of(url)
    except UnreadableInput:
        return ""


def _entry(element: Element, base: str) -> FeedEntry:
    held: dict[str, list[Element]] = {}
    # Its own come first: its images have links, too.
    parts = sorted(_parts(element), key=lambda each: each.getparent() != element)
    for part in parts:
        held.setdefault(name_of(part), []).append(part)
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
        sitemap=name_of(element) == "sitemap",
        passed_on=url != link,
        source=_source(held, url, base),
    )


def _text(held: dict[str, list[Element]], names: Sequence[str]) -> str:
    texts = (text_in(each) for name in names for each in held.get(name, ()))
    return next(filter(None, texts), "")


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
    if name_of(element) in _NAMES["identity"]["names"] and permanent != "true":
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
        links += [element] if name_of(element) == "link" else []
    links.sort(key=lambda each: each.get("rel") != "self")
    return next(filter(None, (_address(each, "") for each in links)), "")


def _moment(text: str) -> Found | None:
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return find_date(text)
    # Without a zone as it stands; and «MSK» is one: mails know fewer.
    found = find_date(text) if moment.tzinfo is None else None
    return found or find_date(moment.isoformat())


def _feed_title(root: Element) -> str:
    for element in root.iter(etree.Element):
        if _is_entry(element):
            break
        if name_of(element) == "title":
            return " ".join(unescape(plain(text_in(element))).split())
    return ""


def _outlet(url: str) -> Outlet | None:
    try:
        return layouts().by_url(url)
    except UnreadableInput:
        return None
