"""What is kept of each feed from run to run, in one JSON file beside the store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from coverage.feeds.config import FeedsError
from coverage.readers.dates import Found, find_date
from coverage.readers.feed import FeedEntry

FILE = "feeds.json"

_SEEN = 10000  # marks that are remembered of a feed, two an article: more than any lists at once
_UNREAD = 500  # entries that came to nothing and are kept of a feed
_DAYS = 120  # days for which articles are counted


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry that came to nothing so far: in how many runs, and what the feed says of it.

    Days are ISO 8601, with Kyiv's time where there is one; empty where the feed says none.
    ``told``: the feed had a text of it.
    """

    tries: int
    url: str
    title: str
    published: str
    changed: str
    sitemap: bool
    passed_on: bool = False
    told: bool = False

    @classmethod
    def of(cls, entry: FeedEntry, tries: int) -> Unread:
        """``entry``, but for a text: that is in the feed."""
        days = _iso(entry.published), _iso(entry.changed)
        kinds = entry.sitemap, entry.passed_on, bool(entry.text)
        return cls(tries, entry.url, entry.title, *days, *kinds)

    def entry(self) -> FeedEntry:
        """The entry that leads to its page."""
        days = find_date(self.published), find_date(self.changed)
        return FeedEntry(
            self.url, self.title, *days, sitemap=self.sitemap, passed_on=self.passed_on
        )


@dataclass(slots=True)
class FeedState:
    """One feed. Times are ISO 8601 in UTC, days Kyiv's; empty where there was none.

    ``seen``: marks of the entries that need no more reading, oldest first. ``unread``: those that
    came to nothing, by mark. ``moments``: by mark what the feed gave as the last moment of an entry
    when its page was read. ``days``: articles by day of publication.
    ``failures``: runs in a row in which the feed itself could not be read, ``fault`` the last why.
    """

    etag: str = ""
    modified: str = ""
    checked: str = ""
    success: str = ""
    failures: int = 0
    fault: str = ""
    seen: list[str] = field(default_factory=list)
    unread: dict[str, Unread] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)

    def remember(self, marks: Iterable[str]) -> None:
        """Add to what was seen, and forget the oldest of it."""
        marks = list(marks)
        for mark in marks:
            self.unread.pop(mark, None)
        self.seen = list(dict.fromkeys([*self.seen, *marks]))[-_SEEN:]

    def note(self, mark: str, entry: FeedEntry) -> None:
        """Keep the moment that the feed gives of an entry whose page was read."""
        self.moments.pop(mark, None)
        self.moments[mark] = moment_of(entry)
        self.moments = dict(list(self.moments.items())[-_SEEN:])

    def miss(self, mark: str, entry: FeedEntry) -> None:
        """The entry came to nothing once more; the oldest of too many are given up."""
        held = self.unread.pop(mark, None)
        tries = held.tries if held and held.told == bool(entry.text) else 0
        self.unread[mark] = Unread.of(entry, tries + 1)
        self.remember(list(self.unread)[:-_UNREAD])

    def count(self, day: str) -> None:
        """One more article that was published on ``day``."""
        self.days[day] = self.days.get(day, 0) + 1
        self.days = dict(sorted(self.days.items())[-_DAYS:])


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept: the state of each feed by its address, and which list was asked last.

    ``listed`` is None for the program's own list, and before anything was asked.
    """

    states: dict[str, FeedState] = field(default_factory=dict)
    listed: Path | None = None


def load_kept(folder: Path) -> Kept:
    """What earlier runs kept; nothing before the first.

    Raises FeedsError: the file is there and cannot be read.
    """
    path = folder / FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        states = {url: _state(each) for url, each in data["feeds"].items()}
        listed = str(data.get("list", ""))
    except FileNotFoundError:
        return Kept()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{path}: cannot be read ({error}); delete it to begin anew"
        raise FeedsError(reason) from error
    return Kept(states, Path(listed) if listed else None)


def save_states(folder: Path, states: dict[str, FeedState], listed: Path | None = None) -> None:
    """Replace the file at once, so that nobody reads half of it. Raises FeedsError.

    ``listed`` is the list that was asked, None for the program's own.
    """
    path = folder / FILE
    data = {"version": 1, "list": str(listed or ""),
            "feeds": {url: asdict(state) for url, state in sorted(states.items())}}  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, indent=0)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise FeedsError(f"{path}: cannot be written: {error.strerror}") from error


def _state(data: dict[str, Any]) -> FeedState:
    known = {each.name for each in fields(FeedState)}
    unread = {mark: _unread(each) for mark, each in data.get("unread", {}).items()}
    state = FeedState(**{k: v for k, v in data.items() if k in known} | {"unread": unread})
    for name in known:
        if type(getattr(state, name)) is not type(getattr(FeedState(), name)):
            raise ValueError(f"{name} is of the wrong kind")
    return state


def _unread(data: dict[str, Any]) -> Unread:
    url, title, published, changed = (
        str(data[name]) for name in ("url", "title", "published", "changed")
    )
    kinds = bool(data["sitemap"]), bool(data.get("passed_on")), bool(data.get("told"))
    return Unread(int(data["tries"]), url, title, published, changed, *kinds)


def moment_of(entry: FeedEntry) -> str:
    """When the entry was published or changed last, ISO 8601; empty where the feed says neither."""
    return max(_iso(entry.published), _iso(entry.changed))


def _iso(found: Found | None) -> str:
    if found is None:
        return ""
    return f"{found.day}T{found.clock}" if found.clock else f"{found.day}"
