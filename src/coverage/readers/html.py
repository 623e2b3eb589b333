"""``.html``, ``.htm``: a web page. A described layout goes first, a general extractor otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.address import with_scheme
from coverage.readers.american import is_american
from coverage.readers.columns import language
from coverage.readers.dates import Found, agrees, day_in_address
from coverage.readers.described import Described, layout_of, read_described
from coverage.readers.files import read_bounded
from coverage.readers.identity import host_of
from coverage.readers.language import LANGUAGES, detect
from coverage.readers.layouts import Outlet, fold, layouts
from coverage.readers.listing import is_list
from coverage.readers.markup import Element, drop_hidden, parse_html, text_of
from coverage.readers.metadata import Metadata, metadata_of
from coverage.readers.options import Context
from coverage.readers.published import Listed
from coverage.readers.record import NO_DATE, Given, read_text
from coverage.readers.sieve import own_paragraphs
from coverage.readers.subheadings import with_subheadings
from coverage.readers.telegrampage import is_export, read_posts

_LIST = "nothing but a list of articles was found: save each that is wanted, or give its address"
# What browsers, SingleFile and HTTrack write into a page that they save.
_SAVED_FROM = re.compile(
    rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*|Mirrored from\s+)"
    rb"((?:https?://)?[\w-]+\.[^\s>]+)"
)
_SAVED_WITHIN = 2048  # bytes
# Hosts that serve other hosts' pages: there the page itself knows better where it is from.
_COPIES = ("ampproject.org", "archive.org", "archive.ph", "googleusercontent.com")


@dataclass(frozen=True, slots=True)
class WebPage:
    """What was found on a web page; empty or None where it was not. ``clock`` is Kyiv time.

    ``described`` says whether a layout of ``html.toml`` read it, ``is_list`` that there is nothing
    but a list of other articles. ``lang`` is the code that the page says its language by.
    """

    title: str
    outlet: str
    url: str
    published: date | None
    clock: time | None
    paragraphs: tuple[str, ...]
    described: bool
    is_list: bool
    lang: str


def read_html_file(path: Path, context: Context) -> Iterator[Article | Rejection]:
    """The one article on the page saved at ``path``, or why there is none; of an export of Telegram
    its posts."""
    try:
        data = read_bounded(path, context.limits.article)
    except UnreadableInput as error:
        yield Rejection(context.name(path), error.code, error.reason)
        return
    if is_export(data):
        yield from read_posts(data, context.name(path))
    else:
        yield read_html(data, source=context.name(path))


def read_html(
    data: bytes,
    *,
    source: str,
    url: str = "",
    charset: str = "",
    listed: Listed | None = None,
    given: Given | None = None,
) -> Article | Rejection:
    """The article on the page in ``data``.

    ``url`` is where the page was got from, ``charset`` what the server said of it, ``listed``
    what the feed says that led there, if known. What is ``given`` of it outweighs the page.
    Rejection codes: ``no_article`` (a front page), ``list_page``, and those of ``parse_html`` and
    ``read_text``.
    """
    try:
        page = extract(data, url=url, charset=charset, listed=listed)
        if _is_front(page.url):
            raise UnreadableInput("no_article", "the address is a front page")
        if page.is_list:
            raise UnreadableInput("list_page", _LIST)
        if not page.paragraphs:
            raise UnreadableInput("no_text", "no article was found on the page")
    except UnreadableInput as error:
        return Rejection(source, error.code, error.reason)
    given = given or Given()
    # The page's time is of its own day.
    own = given.published in (None, page.published)
    given = replace(
        given,
        title=given.title or page.title,
        outlet=given.outlet or page.outlet,
        url=page.url,
        lang=given.lang or _language(page),
        published=given.published or page.published,
        published_time=given.published_time or (page.clock if own else None),
        layout="clean",
    )
    found = read_text("\n\n".join(page.paragraphs), source=source, given=given)
    if isinstance(found, Rejection) and found.code == "no_date":
        return replace(found, reason=NO_DATE)  # it was looked for on the whole page
    return found


def extract(
    data: bytes, *, url: str = "", charset: str = "", listed: Listed | None = None
) -> WebPage:
    """Headline, outlet, address, time and paragraphs of the page in ``data``, of any language.

    Raises UnreadableInput ``empty_file``, ``binary``, ``bad_encoding`` or ``no_text``.
    """
    root = parse_html(data, charset)
    if not url and (saved := _SAVED_FROM.search(data, 0, _SAVED_WITHIN)):
        url = with_scheme(saved[1].decode("ascii", "replace"))
    rules = layouts()
    listed = listed or Listed()

    @cache
    def outlet_of(address: str, site: str) -> Outlet | None:
        own = rules.by_url(_web(_own_address(address, url)))
        return own or rules.by_name(site) or rules.by_url(_web(url))

    @cache
    def month_first(address: str, site: str) -> bool:
        outlet = outlet_of(address, site)
        return outlet.month_first if outlet else is_american(root)

    told = metadata_of(root, url, listed=listed, month_first=month_first)
    address = _own_address(told.url, url)
    outlet = outlet_of(told.url, told.site)
    layout = layout_of(outlet)
    drop_hidden(root)
    found = (
        read_described(root, layout, month_first=outlet.month_first) if outlet and layout else None
    )
    title = (found.title if found else "") or told.title or listed.title
    links = cache(lambda: frozenset(fold(text_of(each)) for each in root.iter("a")))
    body = found.paragraphs if found else _general(root)
    is_listing = (
        not found and not told.is_article and is_list(root, body, told.types, address or url)
    )
    published = _moment(found, told, address)
    # The template of an article that names the front page for all; of the front page it is true.
    is_its = not (told.is_article and _is_front(address) and not _is_front(url))
    return WebPage(
        title=title,
        outlet=outlet.name if outlet else listed.outlet or told.site or host_of(address),
        url=address if is_its else "",
        published=published.day if published else None,
        clock=published.clock if published else None,
        paragraphs=tuple(own_paragraphs(body, title=title, outlet=outlet, links=links)),
        described=found is not None,
        is_list=is_listing,
        lang=language(root.get("lang") or ""),
    )


def _general(root: Element) -> tuple[str, ...]:
    """The paragraphs that the general extractor finds."""
    # Loading it takes longer than reading ten described pages.
    from trafilatura import extract as extract_main

    text = extract_main(root, include_comments=False) or ""
    lines = tuple(line.strip() for line in text.split("\n") if line.strip())
    return _parted(root, lines[0]) if len(lines) == 1 else with_subheadings(root, lines)


def _parted(root: Element, line: str) -> tuple[str, ...]:
    """The paragraphs that a line was made of; the line itself where most of it is in none.

    Of a short page the extractor gives all text in one line, its headline and day with it.
    """
    found = [" ".join(text_of(each).split()) for each in root.iter("p")]
    own = tuple(each for each in found if each and each in " ".join(line.split()))
    return own if 2 * sum(map(len, own)) > len(line) else (line,)


def _language(page: WebPage) -> str:
    """The language that the page says it is in, where headline and first half are: a translation
    may follow. Else nothing."""
    if page.lang not in LANGUAGES:
        return ""
    text = "\n".join(page.paragraphs)
    quarter = len(text) // 4
    parts = (page.title, text[:quarter], text[quarter : 2 * quarter])
    return page.lang if all(detect(each) == page.lang for each in parts) else ""


def _moment(found: Described | None, told: Metadata, address: str) -> Found | None:
    shown = found.published if found else None
    said = day_in_address(address)
    if shown and said and not agrees(shown.day, said.day):
        shown = None
    # «20 березня» on the page, the hour in its metadata.
    if shown and shown.clock is None and told.published and told.published.day == shown.day:
        return told.published
    return shown or told.published


def _own_address(canonical: str, url: str) -> str:
    """The canonical address, unless the page was got from another outlet that copied it."""
    if not canonical or not url:
        return canonical or _web(url)
    mine, theirs = _site(url), _site(canonical)
    return canonical if mine == theirs or mine in _COPIES else _web(url)


def _is_front(address: str) -> bool:
    return bool(address) and not urlsplit(address).path.strip("/")


def _site(url: str) -> str:
    labels = host_of(_web(url)).split(".")
    known = layouts().by_url(_web(url))
    return known.hosts[0] if known else ".".join(labels[-2:])


def _web(url: str) -> str:
    """``url`` if it is a web address, else nothing."""
    try:
        return url if host_of(url) else ""
    except UnreadableInput:
        return ""
