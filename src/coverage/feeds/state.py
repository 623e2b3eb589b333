"""What is kept of each feed from run to run, in one JSON file beside the store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from coverage.feeds.config import FeedsError

FILE = "feeds.json"

_SEEN = 5000  # addresses that are remembered of a feed: more than any lists at once
_DAYS = 120  # days for which articles are counted


@dataclass(slots=True)
class FeedState:
    """One feed. Times are ISO 8601 in UTC, days Kyiv's; empty where there was none.

    ``seen``: marks of the addresses that need no more fetching, oldest first. ``failed``: how
    often those that could not be fetched were tried. ``days``: articles by day of publication.
    ``failures``: runs in a row in which the feed itself could not be read, ``fault`` the last why.
    """

    etag: str = ""
    modified: str = ""
    checked: str = ""
    success: str = ""
    failures: int = 0
    fault: str = ""
    seen: list[str] = field(default_factory=list)
    failed: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)

    def remember(self, marks: Iterable[str]) -> None:
        """Add to what was seen, and forget the oldest of it."""
        self.seen = list(dict.fromkeys([*self.seen, *marks]))[-_SEEN:]

    def count(self, day: str) -> None:
        """One more article that was published on ``day``."""
        self.days[day] = self.days.get(day, 0) + 1
        self.days = dict(sorted(self.days.items())[-_DAYS:])


def load_states(folder: Path) -> dict[str, FeedState]:
    """The state of each feed by its address; empty before the first run.

    Raises FeedsError: the file is there and cannot be read.
    """
    path = folder / FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {url: _state(each) for url, each in data["feeds"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{path}: cannot be read ({error}); delete it to begin anew"
        raise FeedsError(reason) from error


def save_states(folder: Path, states: dict[str, FeedState]) -> None:
    """Replace the file at once, so that nobody reads half of it. Raises FeedsError."""
    path = folder / FILE
    data = {"version": 1, "feeds": {url: asdict(state) for url, state in sorted(states.items())}}
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
    state = FeedState(**{key: value for key, value in data.items() if key in known})
    for name in known:
        if type(getattr(state, name)) is not type(getattr(FeedState(), name)):
            raise ValueError(f"{name} is of the wrong kind")
    return state
