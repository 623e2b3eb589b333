"""Days that a text names: dates in words or figures, weekdays, today, yesterday, tomorrow."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from coverage.coder.text import Text

_NUMERIC = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_CALENDAR = Path(__file__).parent.parent / "codebook" / "calendar.toml"


@dataclass(frozen=True, slots=True)
class Day:
    """Tokens ``start`` to ``end`` name ``day``; of a weekday also the next such day."""

    start: int
    end: int
    day: date
    upcoming: date
    rule: str


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, int]
    next: frozenset[str]
    last: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    table = tomllib.loads(_CALENDAR.read_text("utf-8"))[lang]
    return _Words(
        months={w: n for n, group in enumerate(table["months"], 1) for w in group.split()},
        weekdays={w: n for n, group in enumerate(table["weekdays"]) for w in group.split()},
        relative={
            word: shift
            for key, shift in (("today", 0), ("yesterday", -1), ("tomorrow", 1))
            for word in table[key]
        },
        next=frozenset(table["next"]),
        last=frozenset(table["last"]),
    )


def days(text: Text, lang: str, published: date) -> list[Day]:
    """Every day named, in text order. A year left out is the one nearest to ``published``."""
    words = _words(lang)
    found: list[Day] = []
    tokens = text.tokens
    for at, token in enumerate(tokens):
        if token in words.months:
            day = _of_month(text, at, words.months[token], lang, published)
            if day is not None:
                found.append(day)
        elif token in words.weekdays:
            before = tokens[at - 1] if at else ""
            shift = (published.weekday() - words.weekdays[token]) % 7
            last = published - timedelta(shift)
            upcoming = last if shift == 0 else last + timedelta(7)
            if before in words.next:
                last = upcoming = upcoming + timedelta(7 if shift == 0 else 0)
            elif before in words.last and shift == 0:
                last = upcoming = last - timedelta(7)
            found.append(Day(at, at + 1, last, upcoming, "weekday"))
        elif token in words.relative:
            day_ = published + timedelta(words.relative[token])
            found.append(Day(at, at + 1, day_, day_, "relative_day"))
    if _NUMERIC.search(text.plain):
        found.extend(_numeric(text))
        found.sort(key=lambda d: d.start)
    return found


def _of_month(text: Text, at: int, month: int, lang: str, published: date) -> Day | None:
    """ "20 марта 2025", "28-29 жовтня", "November 20, 2025", "Feb. 12"."""
    tokens = text.tokens
    if text.tokens[at] in ("may", "march") and not text.cases[at]:
        return None
    number = _number(tokens, at - 1)
    start, end = at - 1, at + 1
    if number is not None and lang != "en" and at >= 2:
        first = _number(tokens, at - 2)
        if first is not None and first < number and _dash(text, at - 2):
            number, start = first, at - 2
    if number is None and lang == "en":
        if at >= 2 and tokens[at - 1] == "of":
            number, start = _number(tokens, at - 2), at - 2
        if number is None:
            number = _number(tokens, at + 1)
            start, end = at, at + 2
    if number is None:
        return None
    year = None
    if end < len(tokens) and len(tokens[end]) == 4 and tokens[end].isdigit():
        year = int(tokens[end])
        end += 1
    day = _nearest(number, month, year, published)
    return None if day is None else Day(start, end, day, day, "day_and_month")


def _dash(text: Text, at: int) -> bool:
    return text.plain[text.ends[at] : text.starts[at + 1]].strip() in ("-", "")


def _number(tokens: list[str], at: int) -> int | None:
    if not 0 <= at < len(tokens):
        return None
    token = tokens[at]
    for ending in ("st", "nd", "rd", "th", "го", "е"):
        token = token.removesuffix(ending)
    if token.isdecimal() and len(token) <= 2 and 1 <= int(token) <= 31:
        return int(token)
    return None


def _nearest(number: int, month: int, year: int | None, published: date) -> date | None:
    if year is not None:
        return _date(year, month, number)
    guesses = [
        guess
        for y in (published.year - 1, published.year, published.year + 1)
        if (guess := _date(y, month, number)) is not None
    ]
    return min(guesses, key=lambda d: abs((d - published).days), default=None)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _numeric(text: Text) -> list[Day]:
    found = []
    for match in _NUMERIC.finditer(text.plain):
        if match[4]:
            day = _date(int(match[4]), int(match[5]), int(match[6]))
        else:
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            day = _date(year, int(match[2]), int(match[1]))
        if day is None:
            continue
        start = bisect_left(text.starts, match.start())
        if start == len(text.starts):
            continue
        end = start
        while end < len(text.starts) and text.starts[end] < match.end():
            end += 1
        found.append(Day(start, end, day, day, "numeric_date"))
    return found
