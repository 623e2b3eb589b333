"""A day that a page shows in several elements: number, month and year, or day and hour."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

from coverage.readers.dates import Found, find_date, find_time, is_time
from coverage.readers.markup import Element
from coverage.readers.standing import CELLS, block_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))["pieces"]
_JOINERS = frozenset(_DATA["joiners"])
_CLOCKS = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_DATA['clocks'])})(?=$|[\s_-])", re.I)
_NO_CLOCKS = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(_DATA['no_clocks'])})(?=$|[\s_-])", re.I)
_YEAR = re.compile(r"\d{4}(?!\d)")
_AROUND = " \t\r\n\xa0,|/•·–—-"  # signs around an hour
_PIECE = 12  # characters of a number or a month
_MOST = 3  # pieces of a day


def line_at(texts: Sequence[Element], at: int) -> tuple[str, int]:
    """The line of the text at a place, and how many texts it is: more than one where they make a
    day together that none of them is."""
    line = " ".join(texts[at].split())
    if len(line) > _PIECE:
        return line, 1
    for end in range(at + 2, min(at + _MOST, len(texts)) + 1):
        if _YEAR.match(texts[end - 1].strip()):
            whole = " ".join(" ".join(texts[at:end]).split())
            found = find_date(whole)
            block = _block(texts[at])
            together = all(_block(each) is block for each in texts[at + 1 : end])
            if together and found is not None and found.start == 0 and find_date(line) is None:
                return whole, end - at
    return line, 1


def timed(found: Found, texts: Sequence[Element], first: int, end: int) -> Found:
    """The day, which is shown from ``first`` to before ``end``, with the hour shown beside it."""
    behind = end + 1 if end < len(texts) and texts[end].strip() in _JOINERS else end
    for at, day in ((behind, end - 1), (first - 1, first)):
        if not 0 <= at < len(texts):
            continue
        text = texts[at].strip(_AROUND)
        if is_time(text) and _is_beside(texts[at], texts[day]) and (clock := find_time(text)):
            moved, hour = clock.on(found.day)
            return replace(found, day=moved, clock=hour)
    return found


def _is_beside(clock: Element, day: Element) -> bool:
    named = " ".join(filter(None, map(within(clock).get, ("class", "id"))))
    if _NO_CLOCKS.search(named):
        return False
    own, other = _block(clock), _block(day)
    if own is other:
        return True
    if own is None or other is None or own.getparent() is not other.getparent():
        return False
    return own.tag in CELLS or _CLOCKS.search(named) is not None


def within(text: Element) -> Element:
    """The element that a text stands in."""
    return text.getparent().getparent() if text.is_tail else text.getparent()


def _block(text: Element) -> Element | None:
    return block_of(within(text))
