"""What a day that a page shows is a day of: the words before it, or in the line with it, say so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from importlib.resources import files
from itertools import pairwise

from coverage.readers.dates import Found, find_date
from coverage.readers.lines import words

_LENGTH = 40  # characters of a label that stands in another element than its day


class DayOf(Enum):
    """What a day is a day of; the values are the keys of ``[labels]`` in ``metadata.toml``."""

    PUBLICATION = "published"
    UNSAID = "unsaid"
    CHANGE = "changed"
    OTHER = "other"


_WORDS: dict[str, list[str]] = tomllib.loads(
    (files(__package__) / "metadata.toml").read_text(encoding="utf-8")
)["labels"]
# «The report, published on 20 March» is no label.
_BEGINS = {"published": r"(?:^|[|•·;.:–—(/\d]|[ap]\.?m\b)\W*"}
_LABEL = re.compile(
    "|".join(
        rf"(?P<{key}>{_BEGINS.get(key, '')}(?<![^\W_])(?:{'|'.join(each)}))"
        for key, each in _WORDS.items()
    ),
    re.I,
)
_BAR = re.compile(r"\s[|•·]\s")
# Of small letters: asked of every page, and twice as fast as without regard to case.
_PUBLICATION = re.compile(rf"(?<![^\W_])(?:{'|'.join(_WORDS[DayOf.PUBLICATION.value])})")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is shown, with its time if any, and what it is a day ``of``."""

    of: DayOf
    found: Found


def days_in(text: str, *, of: DayOf = DayOf.UNSAID, month_first: bool = False) -> list[Day]:
    """The days in a line: the first, and the first after each label.

    ``of`` is what the line says nothing else of. A label without a day is of the day before it:
    «12.09.2025 (оновлено)». None reaches over a bar behind which is another day: «Оновлено:
    14.09.2025 | 12.09.2025 14:20».
    """
    days: list[Day] = []
    for start, end, own in _parts(text, of, month_first):
        found = find_date(text[start:end], month_first=month_first)
        if found is not None:
            found = replace(found, start=start + found.start, end=start + found.end)
            days.append(Day(own, found))
        elif days and days[-1].of is DayOf.UNSAID and own is not DayOf.OTHER:
            days[-1] = Day(own, days[-1].found)
    return days


def _parts(text: str, of: DayOf, month_first: bool) -> Iterator[tuple[int, int, DayOf]]:
    """What each label speaks of, from where to where; without one, the whole text."""
    labels = [(each.start(), _of(each)) for each in _LABEL.finditer(text)]
    for (start, own), (end, _) in pairwise([(0, of), *labels, (len(text), of)]):
        at, said = start, own
        for bar in _BAR.finditer(text, start, end) if labels else ():
            sides = text[at : bar.start()], text[bar.end() : end]
            if all(find_date(side, month_first=month_first) for side in sides):
                yield at, bar.start(), said
                at, said = bar.start(), of
        yield at, end, said


def may_tell_publication(text: str) -> bool:
    """Whether a whole page has a word anywhere that such a label has: most have none."""
    return _PUBLICATION.search(text.lower()) is not None


def label_in(text: str) -> DayOf:
    """What the first label in the text says."""
    label = _LABEL.search(text)
    return _of(label) if label else DayOf.UNSAID


def left_by(before: str) -> DayOf:
    """What a text says of the day that follows it: nothing but a label, or one before a colon."""
    labels = list(_LABEL.finditer(before)) if len(before) <= _LENGTH else []
    if not labels or find_date(before) is not None:
        return DayOf.UNSAID
    rest = before[labels[-1].end() :]
    return _of(labels[-1]) if rest.endswith(":") or not words(rest) else DayOf.UNSAID


def first_of(days: Iterable[Day], *of: DayOf) -> Found | None:
    """The first that is a day of any of these."""
    return next((each.found for each in days if each.of in of), None)


def best_of(days: Iterable[Day]) -> Found | None:
    """The first that is said to be of publication, else of what is not said, else of a change."""
    found = list(days)
    order = (DayOf.PUBLICATION, DayOf.UNSAID, DayOf.CHANGE)
    return next((day for of in order if (day := first_of(found, of))), None)


def _of(label: re.Match[str]) -> DayOf:
    return DayOf(label.lastgroup)
