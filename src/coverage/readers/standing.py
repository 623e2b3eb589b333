"""How a day stands in its line and its block: alone, in a phrase, or by a link that leads on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import IntEnum
from importlib.resources import files
from itertools import islice

from coverage.readers.beside import Surroundings, is_teaser
from coverage.readers.dates import Found, find_date
from coverage.readers.daylabels import Day, DayOf
from coverage.readers.lines import names, segments
from coverage.readers.markup import Element, text_of

_DATA = tomllib.loads((files(__package__) / "metadata.toml").read_text(encoding="utf-8"))
_LEADING = frozenset(_DATA["published"]["leading"])
_ELSEWHERE = re.compile("|".join(_DATA["beside"]["elsewhere"]), re.I)
CELLS = frozenset(("li", "td", "th", "dt", "dd", "blockquote"))
"""Blocks that stand side by side, or are no part of the text's."""
_BLOCKS = frozenset(("p", "div", "section", "article", *CELLS))
_BEFORE = 1  # words before a day that stands alone: a weekday or a place
_AFTER = 2  # and after it: «2025 року», «2 min read»
_NAME = 2  # words of a link beside a day that may be its author
_RUBRIC = 5  # and of one that may be a rubric: «Війна Росії проти України»
_PARAGRAPH = 200  # characters of a paragraph with a day in an element of its own, at most
_LINKS = 20  # links in a block that are looked at


class Standing(IntEnum):
    """How a day stands, the likeliest to be the article's first."""

    ALONE = 0
    PHRASE = 1
    ITEM = 2
    OTHERS = 3


def standing_of(day: Day, line: str, within: Element, beside: Surroundings) -> Standing:
    """How the day of a ``line`` stands that is a text of the element ``within``.

    One that is said to be of publication or of a change stands alone, whatever is around it.
    """
    if day.of is not DayOf.UNSAID:
        return Standing.ALONE
    led = _led(within, beside)
    if led is Standing.ALONE and (_is_phrase(day.found, line) or _is_in_paragraph(line, within)):
        return Standing.PHRASE
    return led


def place_of(element: Element, beside: Surroundings) -> Standing:
    """How an element stands that shows a day."""
    return _led(element, beside)


def is_of_body(day: Day, line: str, within: Element) -> bool:
    """Whether a day below the beginning of the body is a part of it."""
    if day.of is not DayOf.UNSAID:
        return False
    around = block_of(within)
    tag = around.tag if around is not None else ""
    return tag in CELLS or (tag == "p" and len(line[: day.found.start].split()) > _BEFORE)


def block_of(element: Element) -> Element | None:
    """The nearest block that an element is, or is in."""
    around = (each for each in (element, *element.iterancestors()) if each.tag in _BLOCKS)
    return next(around, None)


def _is_in_paragraph(line: str, within: Element) -> bool:
    """Whether the line is a piece of a paragraph, and a part of a phrase there."""
    block = block_of(within)
    if block is None or block.tag != "p":
        return False
    whole = text_of(block)
    found = find_date(whole) if len(line) < len(whole) <= _PARAGRAPH else None
    if found is None:
        return False
    before, after = _beside(found, whole)
    return names(before) + names(after) > _AFTER or _is_phrase(found, whole)


def _is_phrase(day: Found, line: str) -> bool:
    before, after = _beside(day, line)
    leading = before.casefold().split()[-2:-1]
    return not _LEADING.isdisjoint(leading) or names(before) > _BEFORE or names(after) > _AFTER


def _beside(day: Found, line: str) -> tuple[str, str]:
    """What stands before and after a day up to the next bar; the day itself stands as a figure."""
    return segments(f"{line[: day.start]}1")[-1], segments(f"1{line[day.end :]}")[0]


def _led(element: Element, beside: Surroundings) -> Standing:
    """By the link around an element, those in the block it is in, and in the one around that."""
    block = block_of(element)
    around = next((each for each in (element, *element.iterancestors()) if each.tag == "a"), None)
    if around is not None and not beside.around(around) and (led := _by_length(around)):
        return led
    if block is None or beside.around(block):
        return Standing.ALONE
    if led := max(map(_by_length, _links(block)), default=Standing.ALONE):
        return led
    outer = block.getparent()
    if outer is None or beside.around(outer) or not is_teaser(outer):
        return Standing.ALONE
    return Standing.ITEM


def _by_length(link: Element) -> Standing:
    """What a link beside a day may be, an author or another item, by its words; nothing where it
    leads to no page of the outlet's."""
    number = 0 if _ELSEWHERE.match((link.get("href") or "").strip()) else names(text_of(link))
    if number > _RUBRIC:
        return Standing.OTHERS
    return Standing.ITEM if number > _NAME else Standing.ALONE


def _links(block: Element) -> Iterator[Element]:
    """Of the first links in a block those that stand in no block within it."""
    first = islice(block.iter("a"), _LINKS)
    yield from (each for each in first if block_of(each) is block)
