"""Fields and text to an Article: what was given wins, what is missing is looked for on the page."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.address import first_address, is_web, resolved
from coverage.readers.columns import says_nothing
from coverage.readers.dates import (
    YEARS,
    agrees,
    day_in_address,
    find_compact,
    find_date,
    find_dotted,
    find_epoch,
    find_time,
    in_future,
)
from coverage.readers.encoding import tidy
from coverage.readers.fragment import fragment, own_text, plain
from coverage.readers.identity import (
    article_id,
    canonical_url,
    host_of,
    page_of,
    without_tracking,
)
from coverage.readers.labelled import labelled
from coverage.readers.language import LANGUAGES, detect
from coverage.readers.layouts import layouts
from coverage.readers.lines import is_url
from coverage.readers.page import Page, paragraphs_of, parse_page
from coverage.readers.summary import elsewhere, is_beginning, is_removed, missing, without_notice
from coverage.readers.walls import is_wall

_PROSE = ("title", "text")  # of the fields, those in which «None» may be meant
_LAYOUTS = ("raw", "clean")
_SPACES = re.compile(r"[ \t\n]+")
NO_DATE = (
    "no date of publication was given, and the page shows none that is surely its own: give it as "
    "published in a record, or in a text on a line below the headline"
)
"""Why an article is rejected whose page was searched for its day."""
_NO_DATE_GIVEN = (
    "no date of publication was given, and none is looked for in a body alone: give it as published"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_WALL = (
    "in place of the article is a request to accept cookies, to subscribe, to run scripts or to "
    "prove that a person reads, or a notice that it is gone: open the page in a browser and save it"
)
_IF_WHOLE = (
    "if it is the whole article, say so by layout clean, a field or column, or give it as a .txt "
    "file or pasted on Add articles"
)
_ADDRESSES = "an address and no text: give it on Add articles, under Give addresses"
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an article beside its text; empty or None where it is not.

    ``layout`` is ``raw`` (the whole page as text), ``clean`` (the body alone) or empty: then the
    text is taken for a page if it holds the headline on a line of its own.
    """

    title: str = ""
    outlet: str = ""
    url: str = ""
    lang: str = ""
    published: date | None = None
    published_time: time | None = None
    given_id: str | None = None
    layout: str = ""


def read_text(text: str, *, source: str, given: Given | None = None) -> Article | Rejection:
    """The article in ``text``, a page or a body, as pasted or read from a file.

    Without ``given.layout`` the text is taken for a page, unless it has labels at its top
    (:func:`~coverage.readers.labelled.labelled`). Rejection codes: ``no_text``, ``no_date``,
    ``future_date``, ``bad_field``, ``unknown_language``.
    """
    given, text = given or Given(), tidy(text)
    fields, rest = ({}, text) if given.layout else labelled(text)
    if fields:
        return read_record({"layout": "clean", **fields, **_said(given), "text": rest}, source)
    try:
        if text.strip() and all(map(is_url, text.split())):
            raise UnreadableInput("no_text", _ADDRESSES)
        return _article(text, source, given, given.layout or "raw")
    except UnreadableInput as error:
        return Rejection(source, error.code, error.reason)


def read_record(
    record: Mapping[str, object], source: str, *, month_first: bool = False
) -> Article | Rejection:
    """The article in one JSON object: ``title``, ``text``, ``published`` and the rest of Given.

    Names that are not known are passed over. ``month_first`` reads ``06/11/2025`` as of June.
    Rejection codes: ``summary_only``, ``removed``, and those of :func:`read_text`.
    """
    try:
        held = fragment(_string(record, "text"))
        text = without_notice(_unescaped(held.text))
        if is_removed(_string(record, "title"), text):
            raise UnreadableInput("removed", "the publisher has withdrawn the article")
        said = {
            name: value
            for name, value in record.items()
            if name in _PROSE or not says_nothing(value)
        }
        given = _given(said, month_first)
        in_html = held.links is not None and given.title
        layout = given.layout or ("clean" if in_html else _layout_of(text, given.title))
        _refuse_beginning(text, given, layout)
        if layout == "clean" and held.links is not None:
            outlet = layouts().known(given.outlet, resolved(given.url))
            text = own_text(text, held.links, title=given.title, outlet=outlet)
        return _article(text, source, given, layout)
    except UnreadableInput as error:
        return Rejection(source, error.code, error.reason)


def _said(given: Given) -> dict[str, object]:
    """What is given, as a record has it."""
    clock = given.published_time
    every = {
        "title": given.title, "outlet": given.outlet, "url": given.url, "lang": given.lang,
        "published": given.published.isoformat() if given.published else "",
        "published_time": clock.isoformat() if clock else "", "id": given.given_id,
    }  # fmt: skip
    return {name: value for name, value in every.items() if value}


def _refuse_beginning(text: str, given: Given, layout: str) -> None:
    """Raise UnreadableInput where ``text`` is no more than a beginning.

    A short article may end in an ellipsis: whoever gives it says that it is whole.
    """
    if lacking := missing(text):
        what = f"the text breaks off, {lacking:,} characters are missing"
        raise elsewhere(what, given.url)
    if layout == "clean" and not given.layout and is_beginning(text, given.url):
        raise elsewhere("the text is short and breaks off", given.url, _IF_WHOLE)


def _article(text: str, source: str, given: Given, layout: str) -> Article:
    if not _LETTER.search(text):
        raise UnreadableInput("no_text", "the text is empty or has no letters")
    if given.url:
        given = replace(given, url=resolved(given.url))
        canonical_url(given.url)
    page = _page(text, given, layout)
    if not page.body or not page.title:
        missing = "body" if page.title else "headline"
        raise UnreadableInput("no_text", f"no {missing} was found in the text")
    if is_wall(page.body):
        raise UnreadableInput("no_text", _WALL)
    day = given.published or _day_of(page)
    if day is None:
        raise UnreadableInput("no_date", _NO_DATE_GIVEN if layout == "clean" else NO_DATE)
    if in_future(day):
        raise UnreadableInput("future_date", f"published on {day}, which is after tomorrow")
    clock = given.published_time
    if clock is None and page.published == day:
        clock = page.clock
    lang = given.lang or detect(f"{page.title}\n{page.body}")
    if lang is None:
        reason = f"the text is in none of {', '.join(LANGUAGES)}; if it is, say so: lang"
        raise UnreadableInput("unknown_language", reason)
    outlet = layouts().shown(page.outlet, page.url)
    identity = article_id(
        url=page.url, lang=lang, outlet=outlet, day=day, title=page.title,
        given_id=given.given_id,
    )  # fmt: skip
    return Article(
        article_id=identity,
        lang=lang,
        outlet=outlet,
        url=without_tracking(page.url),
        published=day,
        title=page.title,
        body=page.body,
        published_time=clock,
        given_id=given.given_id,
        source=source,
    )


def _day_of(page: Page) -> date | None:
    """The day that the page shows, unless its address names another."""
    address = day_in_address(page.url)
    if address is None or (page.published and agrees(page.published, address.day)):
        return page.published
    return address.day


def _page(text: str, given: Given, layout: str) -> Page:
    title = _line(given.title)
    if layout == "raw" or not title:
        return parse_page(text, title=title, outlet=given.outlet, url=given.url)
    return Page(title, given.outlet, given.url, None, None, paragraphs_of(text, title))


def _layout_of(text: str, title: str) -> str:
    lines = (line.strip().casefold() for line in text.split("\n"))
    return "raw" if not title or _line(title).casefold() in lines else "clean"


def _given(record: Mapping[str, object], month_first: bool) -> Given:
    lang, layout = _string(record, "lang").lower(), _string(record, "layout")
    if lang and lang not in LANGUAGES:
        raise UnreadableInput("bad_field", f"lang: {lang[:20]!r} is none of {', '.join(LANGUAGES)}")
    if layout and layout not in _LAYOUTS:
        raise UnreadableInput("bad_field", f"layout: {layout[:20]!r} is neither raw nor clean")
    day, clock = _at(
        *_moment(record.get("published"), month_first), _string(record, "published_time")
    )
    identity = record.get("id")
    if isinstance(identity, float) and identity.is_integer():  # beside one that is missing
        identity = int(identity)
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = f"{identity:d}" if abs(identity) < 10**30 else None
    elif identity is not None:
        identity = _line(_string(record, "id"))
    outlet, url = _line(_string(record, "outlet")), _line(first_address(_string(record, "url")))
    if is_web(outlet):  # «source: https://visti.example/1»
        url, outlet = url or (outlet if page_of(outlet) else ""), host_of(outlet)
    return Given(
        title=_unescaped(plain(_string(record, "title"))),
        outlet=outlet,
        url=url,
        lang=lang,
        published=day,
        published_time=clock,
        given_id=identity,
        layout=layout,
    )


def _string(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnreadableInput("bad_field", f"{name}: a text is expected, not {value!r:.40}")
    return value.strip()


def _unescaped(text: str) -> str:
    """A headline or text; exports leave signs as they stand in a page (``&quot;``, ``&#8211;``)."""
    return tidy(_ENTITY.sub(lambda match: html.unescape(match[0]), text))


def _line(text: str) -> str:
    return _SPACES.sub(" ", tidy(text)).strip()


def _moment(value: object, month_first: bool) -> tuple[date | None, time | None]:
    if value is None or value == "":
        return None, None
    text = value.strip() if isinstance(value, str) else repr(value)
    written = find_date(text, month_first=month_first) if isinstance(value, str) else None
    found = written or find_compact(text) or find_epoch(text)
    if found is None:
        reason = (
            f"published: {text[:40]!r} is no date from {YEARS[0]} to {YEARS[-1]}; "
            "write 2025-03-20 or 2025-03-20T11:31"
        )
        raise UnreadableInput("bad_field", reason)
    return found.day, found.clock


def _at(day: date | None, clock: time | None, text: str) -> tuple[date | None, time | None]:
    """Day and time in Kyiv, the time as written in ``text``, its own field, if that says any.

    Without a day, or with a time that has its zone told already, one of another zone says nothing.
    """
    if not text:
        return day, clock
    written = find_time(text) or find_dotted(text)
    if written is None:
        raise UnreadableInput("bad_field", f"published_time: {text[:40]!r} is no time like 11:31")
    if written.clear and written.zone is None:
        return day, written.clock
    return (day, clock) if day is None or clock else written.on(day)
