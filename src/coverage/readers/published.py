"""The day of publication of a web page: what its head says, else what stands by the headline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from importlib.resources import files
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]

from coverage.readers.beside import Surroundings
from coverage.readers.dates import (
    Found,
    agrees,
    day_in_address,
    find_compact,
    find_date,
    find_time_on,
)
from coverage.readers.headline import parts_of
from coverage.readers.lines import is_date_line
from coverage.readers.markup import Element, text_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))
_DATED = tuple(_DATA["published"]["classes"])
_PUBLISHED = tuple(_DATA["published"]["sure"])
_CHANGED = re.compile("|".join(_DATA["published"]["changed"]), re.I)
_LABEL = re.compile("|".join(_DATA["published"]["labels"]), re.I)
_ATTRIBUTES = tuple(_DATA["published"]["attributes"])

_EPOCH = re.compile(r"1\d{9}(\d{3})?")  # seconds, or thousandths of them
_NEAR = 40  # elements after the headline in which the date is looked for
_BEFORE = 15  # and before it; farther up the day of today may stand, too
_LENGTH = 120  # characters of an element that shows a date
_LINE = 60  # characters of a line below the headline that is the date
_LINES = 6
_ABOVE = 2  # elements around a text in which a <time> is its own


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list that led to a page (a feed, a sitemap) says of it.

    It stands where the page says nothing, or nothing sure. ``changed`` is its last change.
    """

    title: str = ""
    outlet: str = ""
    published: Found | None = None
    changed: Found | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a page's head says of its days, best first: published, put in, last changed."""

    published: Sequence[str] = ()
    created: Sequence[str] = ()
    changed: Sequence[str] = ()


def published_of(
    said: Said,
    titles: Iterable[str],
    root: Element,
    times: Sequence[Element],
    headline: Element | None,
    url: str,
    *,
    listed: Listed,
    month_first: bool,
) -> Found | None:
    """When the page was published: ``said`` in its head, listed, shown, by its ``url``, changed.

    What is shown may be another item's: the day in the list that led to the page is surer, and one
    that is not the day in the address is passed over.

    ``times`` are the page's ``<time>``; one that is beside the article is another item's. A day
    may also end one of the ``titles``: «Headline | Outlet | 20.03.2025».
    """
    if (found := _first(said.published, month_first)) is not None:
        return found
    if listed.published is not None:
        return listed.published
    address = day_in_address(url)
    for each in _seen(said, root, times, headline, month_first):
        if each is not None and (address is None or agrees(each.day, address.day)):
            return each
    if address is not None:
        return replace(address, clock=_shown_time(address.day, headline))
    return _in_title(titles, month_first) or _first(said.changed, month_first) or listed.changed


def _seen(
    said: Said,
    root: Element,
    times: Sequence[Element],
    headline: Element | None,
    month_first: bool,
) -> Iterator[Found | None]:
    """What may be the day, the surest first."""
    beside = Surroundings(headline)
    own = [each for each in times if not beside.hold(each)]
    yield _shown(root, own, headline, beside, month_first)
    yield _first(said.created, month_first)
    if headline is not None:
        yield _bare(headline, beside, month_first)


def _first(texts: Iterable[str], month_first: bool) -> Found | None:
    found = (find_stamp(text, month_first=month_first) for text in texts)
    return next((each for each in found if each is not None), None)


def find_stamp(text: str, *, month_first: bool = False) -> Found | None:
    """The date in what a page says to machines: as people write it, 20250320, or seconds."""
    text = text.strip()
    if (compact := find_compact(text)) is not None:
        return compact
    if match := _EPOCH.fullmatch(text):
        moment = datetime.fromtimestamp(int(text) / (1000 if match[1] else 1), UTC)
        return find_date(moment.isoformat())
    return find_date(text, month_first=month_first)


def _in_title(titles: Iterable[str], month_first: bool) -> Found | None:
    for part in (part for title in titles for part in parts_of(title)[1:]):
        found = find_date(part, month_first=month_first)
        if found is not None and found.end - found.start == len(part.strip()):
            return found
    return None


def _shown(
    root: Element,
    times: Sequence[Element],
    headline: Element | None,
    beside: Surroundings,
    month_first: bool,
) -> Found | None:
    """The date that the page shows for the article, and not for another item."""
    if headline is None:
        return _labelled(root, beside, month_first) or _only(times, month_first)
    marked = (
        each for each in times
        if each.get("pubdate") is not None or "published" in (each.get("itemprop") or "").lower()
    )  # fmt: skip
    lines = _lines(headline, beside, _LINES, _LINE)
    first, changed = _unchanged((*marked, *lines), month_first)
    if first is None:
        first = _labelled(root, beside, month_first)
    if first is None:
        around = (each for each in _around(headline) if not beside.hold(each))
        first, other = _unchanged(around, month_first)
        changed = changed or other
    return first or changed or _only(times, month_first)


def _shown_time(day: date, headline: Element | None) -> time | None:
    """The time on ``day`` where the page shows that without its year: «11 вересня, 18:45»."""
    if headline is None:
        return None
    beside = Surroundings(headline)
    shown = (text_of(each) for each in _around(headline) if not beside.hold(each))
    texts = (each for each in shown if len(each) <= _LENGTH and not _CHANGED.search(each))
    return next((clock for each in texts if (clock := find_time_on(day, each))), None)


def _unchanged(
    shown: Iterable[Element | str], month_first: bool
) -> tuple[Found | None, Found | None]:
    """The first date of those ``shown``; and the first that is said to be of a change."""
    changed = None
    for each in shown:
        found = _in_element(each, month_first)
        if found is None:
            continue
        text = each if isinstance(each, str) else text_of(each)
        if not _CHANGED.search(text):
            return found, changed
        changed = changed or found
    return None, changed


def _labelled(root: Element, beside: Surroundings, month_first: bool) -> Found | None:
    """The date that says what it is of, «Опубліковано: 20.03.2025», if there is one such day."""
    days = []
    for element in root.iter(etree.Element):
        for text, within in ((element.text, element), (element.tail, element.getparent())):
            if within is None or not text or len(text) > _LENGTH:
                continue
            if label := _LABEL.search(text):
                date = _in_element(_time_of(text[label.end() :], within), month_first)
                days += [date] if date is not None and not beside.hold(element) else []
    return days[0] if len({each.day for each in days}) == 1 else None


def _only(times: Sequence[Element], month_first: bool) -> Found | None:
    """The day that all of them show: where there are more, one may be another item's."""
    found = [each for time in times if (each := _in_element(time, month_first)) is not None]
    return found[0] if len({each.day for each in found}) == 1 else None


def _in_element(element: Element | str, month_first: bool) -> Found | None:
    if isinstance(element, str):
        return find_date(element, month_first=month_first)
    for text in (*(element.get(each) or "" for each in _ATTRIBUTES), text_of(element)):
        if 0 < len(text) <= _LENGTH and (found := find_stamp(text, month_first=month_first)):
            return found
    return None


def _around(headline: Element) -> Iterator[Element]:
    """What may show the time, after the headline and then before it, the nearest first."""
    near = f"[@class or @id or @itemprop or self::time][position() <= {_NEAR}]"
    yield from filter(_shows_time, headline.xpath(f"following::*{near}"))
    before = list(reversed(headline.xpath(f"preceding::*{near}")))
    yield from filter(_shows_time, before[:_BEFORE])
    yield from (each for each in before[_BEFORE:] if _names(each, _PUBLISHED))


def _lines(
    headline: Element, beside: Surroundings, number: int, length: int
) -> Iterator[Element | str]:
    """Those of the next texts after the headline that are a date's line no longer than that.

    Of a day that has its ``<time>`` that: it may tell the time of the day, too.
    """
    following = headline.xpath(
        "following::text()[normalize-space() and not(parent::script or parent::style)]"
        f"[position() <= {number}]"
    )
    for text in following:
        line = " ".join(text.split())
        if len(line) <= length and is_date_line(line) and not beside.hold(text.getparent()):
            within = text.getparent().getparent() if text.is_tail else text.getparent()
            yield line if _CHANGED.search(line) else _time_of(line, within)


def _time_of(line: str, within: Element) -> Element | str:
    """The ``<time>`` around or beside a line with a day, if it tells when on that day; else it."""
    day = find_date(line)
    if day is None or day.clock is not None:
        return line
    around = (each for each in islice(within.iterancestors(), _ABOVE) if each.tag == "time")
    for each in (*within.iter("time"), *around):
        found = find_stamp(each.get("datetime") or "")
        if found is not None and found.clock is not None and agrees(found.day, day.day):
            return each
    return line


def _bare(headline: Element, beside: Surroundings, month_first: bool) -> Found | None:
    """A date in the text after the headline that no markup tells: «Thu, 14 May 2020 17:55 UTC»."""
    for text in _lines(headline, beside, _NEAR, _LENGTH):
        if (found := _in_element(text, month_first)) is not None:
            return found
    return None


def _shows_time(element: Element) -> bool:
    return element.tag == "time" or _names(element, _DATED)


def _names(element: Element, words: Sequence[str]) -> bool:
    named = " ".join(element.get(key) or "" for key in ("class", "id", "itemprop")).lower()
    return any(each in named for each in words)
