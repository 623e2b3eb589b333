"""The day that a web page shows for its article, and not for what else stands on it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from importlib.resources import files
from itertools import chain, islice

from lxml import etree  # type: ignore[import-untyped]

from coverage.readers.beside import Surroundings
from coverage.readers.dates import Found, agrees, find_stamp, find_time_on
from coverage.readers.daylabels import (
    Day,
    DayOf,
    days_in,
    first_of,
    label_in,
    left_by,
    may_tell_publication,
)
from coverage.readers.lines import is_date_line, is_sentence, names, words
from coverage.readers.markup import Element, text_of
from coverage.readers.pieces import line_at, timed, within
from coverage.readers.standing import Standing, is_of_body, place_of, standing_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))[
    "published"
]
_DATED = tuple(_DATA["classes"])
_PUBLISHED = tuple(_DATA["sure"])
_CHANGED = tuple(_DATA["changed"])
_OTHER = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_DATA['other'])})(?=$|[\s_-])", re.I)
_ATTRIBUTES = tuple(_DATA["attributes"])

_NEAR = 40  # elements after the headline in which the date is looked for
_BEFORE = 15  # and before it; farther up the day of today may stand, too
_LENGTH = 120  # characters of an element that shows a date
_LINE = 60  # characters of a line below the headline that is the date
_LINES = 6
_DAY_NAMES = 3  # words of such a line that tells no year: weekday, month and place
_ABOVE = 2  # elements around a text that are of the same line, if not the same block
_SENTENCE = 8  # words, at least, of a sentence of the body's
_BEGUN = 2  # sentences after which the body has begun: one may be a lead
_SHOWN = "text()[normalize-space() and not(parent::script or parent::style)]"
_TEXTS = etree.XPath(f"descendant::{_SHOWN}")
_TEXT_BEFORE = etree.XPath(f"preceding::{_SHOWN}[1]")
_OWN = (DayOf.PUBLICATION, DayOf.UNSAID)


class Shown:
    """The days that a page shows, by what it says of them and by where they stand."""

    def __init__(
        self, root: Element, times: Sequence[Element], headline: Element | None, month_first: bool
    ) -> None:
        """``times`` are the page's ``<time>``; one beside the article is another item's."""
        self._root = root
        self._headline = headline
        self._month_first = month_first
        self._beside = Surroundings(headline)
        self._times = [each for each in times if not self._beside.hold(each)]

    def own(self) -> Found | None:
        """The day that is said to be of publication, else what stands by the headline as a day,
        else what every ``<time>`` shows: where they differ, one may be another item's."""
        return self._marked() or self._labelled() or self._by_headline() or self._only()

    def bare(self) -> Found | None:
        """A date in the text after the headline that no markup tells: «14 May 2020 17:55 UTC»."""
        return first_of((day for _, day in self._lines(_NEAR, _LENGTH)), *_OWN)

    def changed(self) -> Found | None:
        """The day that is said to be of the last change."""
        days = chain(self._lines(_NEAR, _LENGTH), self._around())
        return first_of((day for _, day in days), DayOf.CHANGE)

    def clock_on(self, day: date) -> time | None:
        """The time on ``day`` where the page shows that without its year: «11 вересня, 18:45»."""
        texts = chain(map(text_of, self._dated()), self._bare_lines())
        own = (each for each in texts if len(each) <= _LENGTH and label_in(each) in _OWN)
        return next((clock for each in own if (clock := find_time_on(day, each))), None)

    def _bare_lines(self) -> Iterator[str]:
        """The first lines after the headline that have hardly a word but a day's."""
        for text in self._texts(_LINES):
            line = " ".join(text.split())
            bare = not is_sentence(line) and names(line) <= _DAY_NAMES
            if bare and not self._beside.hold(text.getparent()):
                yield line

    def _marked(self) -> Found | None:
        if self._headline is None:
            return None
        marked = (
            each
            for each in self._times
            if each.get("pubdate") is not None
            or "published" in (each.get("itemprop") or "").lower()
        )
        return first_of((day for each in marked for day in self._of_element(each)), *_OWN)

    def _labelled(self) -> Found | None:
        """The day of what says that it is of publication, if there is one such day."""
        in_times = (day for each in self._times for day in self._of_element(each))
        texts = _TEXTS(self._root)
        if not may_tell_publication(" ".join(texts)):
            texts = []  # to look at each takes a third of what the page takes
        in_texts = (day for at in range(len(texts)) for day in self._of_text(texts, at))
        found = [day.found for day in chain(in_times, in_texts) if day.of is DayOf.PUBLICATION]
        if len({each.day for each in found}) != 1:
            return None
        return next((each for each in found if each.clock is not None), found[0])

    def _by_headline(self) -> Found | None:
        lines = list(self._lines(_LINES, _LINE))
        sure = (day for stands, day in sorted(lines, key=_stands) if stands < Standing.ITEM)
        if (found := first_of(sure, *_OWN)) is not None:
            return found
        every = sorted(chain(self._around(), lines), key=_stands)
        return first_of((day for _, day in every), *_OWN)

    def _only(self) -> Found | None:
        days = (day for each in self._times for day in self._of_element(each))
        found = [day.found for day in days if day.of in _OWN]
        return found[0] if len({each.day for each in found}) == 1 else None

    def _lines(self, number: int, length: int) -> Iterator[tuple[Standing, Day]]:
        """The days in those of the next texts after the headline that are a date's line no longer
        than that, and no part of the body; what is named as a change comes last."""
        days: list[tuple[bool, Standing, Day]] = []
        sentences = 0
        texts = self._texts(number)
        for at, text in enumerate(texts):
            line, _ = line_at(texts, at)
            if len(line) <= length and is_date_line(line):
                own = within(text)
                changed = _is_changed(own)
                for each in self._of_text(texts, at):
                    if sentences < _BEGUN or not is_of_body(each, line, own):
                        stands = standing_of(each, line, own, self._beside)
                        days.append((changed, stands, each))
            elif is_sentence(line) and words(line) >= _SENTENCE:
                sentences += 1
        for _, stands, day in sorted(days, key=lambda each: each[0]):
            if stands is not Standing.OTHERS:
                yield stands, day

    def _texts(self, number: int) -> Sequence[Element]:
        """So many of the next texts after the headline."""
        if self._headline is None:
            return ()
        found: Sequence[Element] = self._headline.xpath(
            f"following::{_SHOWN}[position() <= {number}]"
        )
        return found

    def _around(self) -> Iterator[tuple[Standing, Day]]:
        """The days of elements that show a time, the nearest first; named as a change, last."""
        for each in sorted(self._dated(), key=_is_changed):
            if days := self._of_element(each):
                stands = place_of(each, self._beside)
                if stands is not Standing.OTHERS:
                    yield from ((stands, day) for day in days)

    def _dated(self) -> Iterator[Element]:
        """What may show the time, after the headline and then before it, the nearest first."""
        if self._headline is None:
            return
        near = f"[@class or @id or @itemprop or self::time][position() <= {_NEAR}]"
        before = list(reversed(self._headline.xpath(f"preceding::*{near}")))
        found = chain(
            filter(_shows_time, self._headline.xpath(f"following::*{near}")),
            filter(_shows_time, before[:_BEFORE]),
            (each for each in before[_BEFORE:] if _names(each, _PUBLISHED)),
        )
        yield from (each for each in found if not self._beside.hold(each))

    def _of_element(self, element: Element) -> list[Day]:
        """The days of an element: what it tells machines, else what it shows."""
        if _is_others(element):
            return []
        shown = text_of(element)
        shown = shown if len(shown) <= _LENGTH else ""
        of = left_by(self._before(element))
        told = [element.get(each) or "" for each in _ATTRIBUTES]
        for text in (each for each in told if 0 < len(each) <= _LENGTH):
            if found := find_stamp(text, month_first=self._month_first):
                said = (label_in(text), label_in(shown), of)
                return [Day(next((each for each in said if each is not DayOf.UNSAID), of), found)]
        pieces = " ".join(" ".join(element.itertext()).split()) if shown else ""
        for line in (shown, pieces):  # «<b>14</b><i>травня</i><u>2025</u>»
            if days := days_in(line, of=of, month_first=self._month_first):
                return days
        return [Day(of, stamp)] if (stamp := find_stamp(shown)) else []  # «1757529000»

    def _of_text(self, texts: Sequence[Element], at: int) -> list[Day]:
        """The days in a text of the article's part of the page, with the hour beside them."""
        text = texts[at]
        line, number = line_at(texts, at)
        if len(line) > _LENGTH or not any(map(str.isdecimal, line)):
            return []
        days = days_in(line, month_first=self._month_first)
        own = within(text)
        if not days or self._beside.hold(text.getparent()) or _is_others(own):
            return []
        if days[0].of is DayOf.UNSAID:
            days = days_in(line, of=left_by(self._before(text)), month_first=self._month_first)
        days = [replace(each, found=_told(each.found, own)) for each in days]
        if len(days) == 1 and days[0].found.clock is None:
            return [replace(days[0], found=timed(days[0].found, texts, at, at + number))]
        return days

    def _before(self, place: Element) -> str:
        """The text right before an element or a text; nothing where that is the headline."""
        element = place if etree.iselement(place) else place.getparent()
        inside = _TEXTS(element) if getattr(place, "is_tail", False) else []
        before = inside[-1] if inside else next(iter(_TEXT_BEFORE(element)), None)
        if before is None:
            return ""
        own = before.getparent()
        is_headline = self._headline in (own, *own.iterancestors())
        return "" if is_headline else " ".join(before.split())


def _stands(found: tuple[Standing, Day]) -> Standing:
    return found[0]


def _told(found: Found, own: Element) -> Found:
    """The day with the time that a ``<time>`` around or beside it tells."""
    if found.clock is not None:
        return found
    around = (each for each in islice(own.iterancestors(), _ABOVE) if each.tag == "time")
    stamps = (find_stamp(each.get("datetime") or "") for each in (*own.iter("time"), *around))
    told = [each for each in stamps if each and each.clock and agrees(each.day, found.day)]
    return min(told, key=lambda each: abs(each.day - found.day), default=found)


def _shows_time(element: Element) -> bool:
    return element.tag == "time" or _names(element, _DATED)


def _is_changed(element: Element) -> bool:
    """Whether it is named after a change, and not after the publication, too."""
    return _names(element, _CHANGED) and not _names(element, _PUBLISHED)


def _is_others(element: Element) -> bool:
    return any(
        _OTHER.search(_named(each)) for each in (element, *islice(element.iterancestors(), _ABOVE))
    )


def _names(element: Element, parts: Sequence[str]) -> bool:
    named = _named(element)
    return any(each in named for each in parts)


def _named(element: Element) -> str:
    return " ".join(element.get(key) or "" for key in ("class", "id", "itemprop")).lower()
