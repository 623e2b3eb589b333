"""What a page's header tells: outlet and time of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time

from coverage.readers.dates import Written, find_date, find_time, is_time
from coverage.readers.daylabels import Day, best_of, days_in
from coverage.readers.layouts import Layouts, Outlet, bare, fold
from coverage.readers.lines import Kind, Line, segments, words

_NAME_WORDS = 3  # an outlet's name is no longer
_SURE_NAME = 5  # letters: «AP» and «NV» may be anything
_NAME = re.compile(rf"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+){{0,{_NAME_WORDS - 1}}}")
_CAPTION = ("фото", "photo", "світлина")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")


def starts_with_domain(text: str) -> bool:
    """Whether ``text`` names a site: «0629.com.ua - Сайт міста Маріуполя»."""
    return bool(_DOMAIN.match(text))


def find_outlet(header: Sequence[str], rules: Layouts) -> Outlet | None:
    """The known outlet that the header names: on its own line, or else beside a date or place."""
    for line in header:
        if (outlet := rules.by_name(line)) is not None:
            return outlet
    for line in header:
        # «(MENAFN- UkrinForm) A group of Danish …»
        agency = rules.prefix.match(line)
        parts = [agency[0].strip("() ").partition("-")[0]] if agency else segments(line)
        # «UA NEWS 04 Вересня 2025 15:59»
        dated = find_date(line)
        for part in (*parts, line[: dated.start] if dated else ""):
            if (outlet := rules.by_name(part)) is not None:
                return outlet
    return None


def outlet_name(lines: Sequence[Line], title: int, known: Outlet | None, rules: Layouts) -> str:
    """The name to show, given the page's lines and where the headline is.

    A known outlet's; else what stands first on the page, if short; else the known outlet that
    asks for readers below the article («… на канале РБК-Украина в Telegram»); else empty.
    """
    head = lines[: max(title, 0)]
    own = [line for line in head if line.kind not in (Kind.ASIDE, Kind.DATE)]
    first = next(iter(segments(own[0].text)), "") if own else ""
    if known and (not first or any(rules.by_name(line.text) for line in head)):
        return known.name
    if (outlet := rules.by_name(first)) is not None:
        return outlet.name
    named = bool(own) and own[0].kind is Kind.SHORT and own[0].text[0].isupper()
    if _DOMAIN.fullmatch(first) or (named and _NAME.fullmatch(first)):
        return first
    if known:
        return known.name
    asides = (line.text for line in lines if line.kind is Kind.ASIDE)
    return next((o.name for text in asides if (o := _asking(text, rules)) is not None), "")


def _asking(text: str, rules: Layouts) -> Outlet | None:
    """The known outlet that is named in a line that is not the article's, but no caption's."""
    folded = fold(text)
    if rules.caption.matches(folded, bare(text), sentence=False) or folded.startswith(_CAPTION):
        return None
    folded = f" {bare(text)} "
    return next(
        (
            outlet
            for name, outlet in rules.outlets.items()
            if len(name) >= _SURE_NAME and f" {name} " in folded
        ),
        None,
    )


def find_published(
    lines: Sequence[Line], title: int, body: int, outlet: Outlet | None
) -> tuple[date | None, time | None]:
    """Day and time of publication, from the header or else from any line of date.

    ``title`` and ``body`` are where headline and body begin. Between the two goes first: above
    the headline many pages show the day on which they were opened.
    """
    days = list(_days(lines, title, body, month_first=bool(outlet and outlet.month_first)))
    if (found := best_of(day for day, _ in days)) is None:
        return None, None
    at = next(at for day, at in days if day.found is found)
    beside = None if found.clock else _time_beside(lines, at, body)
    return beside.on(found.day) if beside else (found.day, found.clock)


def _days(
    lines: Sequence[Line], title: int, body: int, *, month_first: bool
) -> Iterator[tuple[Day, int]]:
    """The days in the lines that may tell the article's, best first, each with its line."""
    for i in (*range(title + 1, body), *range(title - 1, -1, -1), *range(body, len(lines))):
        if i >= body and lines[i].kind in (Kind.LIST, Kind.END):
            break  # what is dated below belongs to other items
        if i >= body and (lines[i].kind is not Kind.DATE or _is_items(lines, i)):
            continue
        days = days_in(lines[i].text, month_first=month_first)
        if not days and i + 1 < body:
            # «14 сентября» and below it «15:21 2025»
            days = days_in(f"{lines[i].text} {lines[i + 1].text}", month_first=month_first)
        yield from ((day, i) for day in days)


def _is_items(lines: Sequence[Line], at: int) -> bool:
    """Whether the day at ``at`` is that of a headline right before or after it."""
    near = (lines[i].kind for i in (at - 1, at + 1) if i < len(lines))
    return Kind.SHORT in near


def _time_beside(lines: Sequence[Line], at: int, body: int) -> Written | None:
    """A time on a line of its own, next to the date's."""
    for i in (at + 1, at - 1):
        if 0 <= i < body and _may_be_time(lines[i]):
            clock = find_time(lines[i].text)
            if clock is not None:
                return clock
    return None


def _may_be_time(line: Line) -> bool:
    return is_time(line.text) or (line.kind is Kind.ASIDE and words(line.text) <= 2)
