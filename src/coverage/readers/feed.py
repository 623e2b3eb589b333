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
from importlib.resources import files
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.dates import Found, find_date
from coverage.readers.files import read_bounded
from coverage.readers.layouts import Outlet, layouts
from coverage.readers.markup import Element, plain
from coverage.readers.options import Context
from coverage.readers.record import Given, read_text
from coverage.readers.sieve import own_paragraphs

_NAMES: dict[str, list[str]] = tomllib.loads(
    (files(__package__) / "feed.toml").read_text(encoding="utf-8")
)["entry"]
_ENTRIES = frozenset(_NAMES["names"])
_WHOLE = 1200  # characters of a description that is the article and no summary of it
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = re.compile(rb"\x00")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: where the article is, and what the feed tells of it.

    ``text`` is empty where the feed has no more than a summary. ``sitemap`` says that ``url`` is
    no article but another sitemap. ``published`` is in Kyiv time.
    """

    url: str
    title: str = ""
    published: Found | None = None
    text: str = ""
    sitemap: bool = False


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
        yield read_entry(entry, feed, f"{source}#{number}")
    if feed.fault:
        yield Rejection(source, "bad_xml", feed.fault)
    elif not feed.entries:
        yield Rejection(source, "empty_file", "the feed has no entries")


def read_entry(entry: FeedEntry, feed: Feed, source: str) -> Article | Rejection:
    """The article that the entry holds.

    Rejection codes: ``summary_only`` (it is elsewhere), and those of ``read_text``.
    """
    if entry.sitemap or not entry.text:
        what = "another sitemap" if entry.sitemap else "the article is not in the feed"
        return Rejection(
            source, "summary_only", f"{what}: {entry.url or 'and no address is given'}"
        )
    outlet = _outlet(entry.url)
    found = [line.strip() for line in entry.text.split("\n") if line.strip()]
    own = own_paragraphs(found, title=entry.title, outlet=outlet)
    given = Given(
        title=entry.title,
        outlet=outlet.name if outlet else feed.title,
        url=entry.url,
        published=entry.published.day if entry.published else None,
        published_time=entry.published.clock if entry.published else None,
        layout="clean",
    )
    return read_text("\n\n".join(own), source=source, given=given)


def parse_feed(data: bytes) -> Feed:
    """The feed in ``data``, which may be broken: what stands before the fault is read.

    Raises UnreadableInput ``empty_file``, ``unsafe_xml`` (entities, a DTD) or ``bad_xml``.
    """
    if not data.strip():
        raise UnreadableInput("empty_file", "the feed is empty")
    # In UTF-16 the letters of a DTD stand apart; feeds have none, in whatever encoding.
    if _DOCTYPE.search(_WIDE.sub(b"", data)):
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
    entries = tuple(_entry(each) for each in root.iter(etree.Element) if _name(each) in _ENTRIES)
    fault = _fault(parser)
    if fault and not entries:
        raise UnreadableInput("bad_xml", fault)
    return Feed(title=_feed_title(root), entries=entries, fault=fault)


def _entry(element: Element) -> FeedEntry:
    held: dict[str, list[Element]] = {}
    for child in element.iter(etree.Element):
        if child is not element:
            held.setdefault(_name(child), []).append(child)
    summary = plain(_text(held, _NAMES["summary"]))
    text = plain(_text(held, _NAMES["text"])) or (summary if len(summary) >= _WHOLE else "")
    return FeedEntry(
        url=_link(held),
        title=" ".join(plain(_text(held, _NAMES["title"])).split()),
        published=_moment(_text(held, _NAMES["published"])),
        text=text,
        sitemap=_name(element) == "sitemap",
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


def _link(held: dict[str, list[Element]]) -> str:
    for name in _NAMES["link"]:
        for element in held.get(name, ()):
            if element.get("rel", "alternate") != "alternate":
                continue
            address = (element.get("href") or element.text or "").strip()
            if address.lower().startswith(("http://", "https://")):
                return address
    return ""


def _moment(text: str) -> Found | None:
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return find_date(text)
    try:
        shown = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return find_date(shown.isoformat())
    except (ValueError, OverflowError):
        return None


def _feed_title(root: Element) -> str:
    for element in root.iter(etree.Element):
        if _name(element) in _ENTRIES:
            break
        if _name(element) == "title":
            return " ".join("".join(element.itertext()).split())
    return ""


def _outlet(url: str) -> Outlet | None:
    try:
        return layouts().by_url(url)
    except UnreadableInput:
        return None


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _fault(parser: etree.XMLParser) -> str:
    for entry in parser.error_log:
        if entry.level_name == "FATAL" and entry.type_name != "ERR_UNDECLARED_ENTITY":
            return f"line {entry.line}: {entry.message}"
    return ""
