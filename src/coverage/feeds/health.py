"""How feeds are doing: last success, failures, and whether an outlet has fallen silent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from statistics import mean

from coverage.feeds.config import FeedList, FeedSource, load_feeds
from coverage.feeds.state import FILE, FeedState, load_kept

_USUAL = 28  # days by which a feed's usual is told
_KNOWN = 3  # days with articles, at least, before there is a usual
_CHANCE = 0.01  # of so long a silence at the usual rate: below it something is wrong
_FAILING = 2  # runs in a row; of a feed that never could be read one


class Condition(StrEnum):
    """What to make of a feed."""

    OK = "ok"
    NEW = "new"  # no success yet, or too short a time to know what is usual
    SILENT = "silent"  # read without fault, and far longer without an article than usual
    FAILING = "failing"  # could not be read in several runs
    OFF = "off"  # not enabled


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """One feed. ``usual`` and ``today`` are articles a day, ``quiet`` whole days without any.

    ``success`` is in UTC; None where the feed was never read. ``usual`` is None as long as there
    are too few days to know.
    """

    feed: FeedSource
    condition: Condition
    success: datetime | None
    failures: int
    fault: str
    today: int
    usual: float | None
    quiet: int


def health_of(feed: FeedSource, state: FeedState | None, today: date) -> FeedHealth:
    """How ``feed`` is doing on ``today`` (Kyiv's day)."""
    state = state or FeedState()
    counts = {date.fromisoformat(day): number for day, number in state.days.items()}
    first = min(counts, default=today)
    newest = max((day for day in counts if day <= today), default=None)
    # The usual is of the days up to the newest article: a silence must not make itself usual.
    until = newest or today
    span = [until - timedelta(days=back) for back in range(1, _USUAL + 1)]
    known = [counts.get(day, 0) for day in span if day >= first]
    usual = mean(known) if known else 0.0
    quiet = max((today - newest).days - 1, 0) if newest else 0
    return FeedHealth(
        feed=feed,
        condition=_condition(feed, state, len(counts), usual * quiet),
        success=datetime.fromisoformat(state.success) if state.success else None,
        failures=state.failures,
        fault=state.fault,
        today=counts.get(today, 0),
        usual=round(usual, 1) if len(counts) >= _KNOWN else None,
        quiet=quiet,
    )


def feeds_of(folder: Path) -> FeedList:
    """The feeds of a store: $PARTNER_COVERAGE_FEEDS, else as last asked, else the program's own.

    Raises FeedsError: the list, or what is kept in ``folder`` (the store's), cannot be read.
    """
    return load_feeds(last=load_kept(folder).listed)


def feeds_health(feeds: tuple[FeedSource, ...], folder: Path, today: date) -> list[FeedHealth]:
    """How each of the feeds is doing, by what is kept in ``folder`` (the store's).

    Raises FeedsError: what is kept cannot be read.
    """
    states = load_kept(folder).states
    return [health_of(feed, states.get(feed.url), today) for feed in feeds]


def store_health(folder: Path, today: date) -> list[FeedHealth]:
    """How the store's own feeds are doing (:func:`feeds_of`), by one look at what is kept.

    Raises FeedsError: as the two.
    """
    kept = load_kept(folder)
    feeds = load_feeds(last=kept.listed).feeds
    return [health_of(feed, kept.states.get(feed.url), today) for feed in feeds]


def kept_at(folder: Path) -> int:
    """When what is kept in ``folder`` was written, in ns since 1970; 0 where nothing is."""
    try:
        return (folder / FILE).stat().st_mtime_ns
    except OSError:
        return 0


def _condition(feed: FeedSource, state: FeedState, days: int, expected: float) -> Condition:
    if not feed.enabled:
        return Condition.OFF
    if state.failures >= (_FAILING if state.success else 1):
        return Condition.FAILING
    if not state.success or days < _KNOWN:
        return Condition.NEW
    # Articles come about as a Poisson process: exp(-expected) is the chance of none at all.
    return Condition.SILENT if math.exp(-expected) < _CHANCE else Condition.OK
