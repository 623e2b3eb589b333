"""``refresh``: ask every feed what is new, fetch it, and hand it over as articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from coverage.feeds.abreast import abreast
from coverage.feeds.asking import Asking, Outcome, mark_at, place_in
from coverage.feeds.config import FeedList, FeedSource
from coverage.feeds.fetch import Fetcher
from coverage.feeds.page import Item, read_page
from coverage.feeds.state import FeedState, Kept, load_kept, save_states


@dataclass(slots=True)
class Refresh:
    """One run over the feeds; ``folder`` (the store's) keeps what is known of earlier ones.

    ``again`` are sources that an earlier run rejected: then they alone are asked for, with what
    is kept of them, and a feed only where it is one of them. ``read_since`` are those of them that
    a later run has read.

    Hand :meth:`items` to the pipeline, and call :meth:`commit` when it has stored them: only
    then are they taken as seen, so that a run that was cut short is made again.
    """

    feeds: FeedList
    folder: Path
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    fetcher: Fetcher | None = None
    again: frozenset[str] = frozenset()
    outcomes: list[Outcome] = field(default_factory=list)
    read_since: list[str] = field(default_factory=list)
    _kept: Kept = field(default_factory=Kept)

    @property
    def sources(self) -> tuple[str, ...]:
        """The addresses of the feeds that are asked."""
        return tuple(feed.url for feed in self.feeds.feeds if feed.enabled)

    def items(self) -> Iterator[Item]:
        """What is new in each feed, fetched as it is asked for.

        Raises FeedsError: what is kept of earlier runs cannot be read.
        """
        # Read here, not before: by now the pipeline holds the store's lock.
        self._kept = load_kept(self.folder)
        fetcher = self.fetcher or Fetcher(self.feeds.settings)
        if self.again:
            yield from self._again(fetcher)
            return
        hosts: dict[str, list[Asking]] = {}
        for feed in self.feeds.feeds:
            if feed.enabled:
                hosts.setdefault(urlsplit(feed.url).netloc, []).append(self._asking(feed, fetcher))
        yield from abreast(
            chain.from_iterable(each.items() for each in askings) for askings in hosts.values()
        )

    def commit(self) -> None:
        """Keep what this run has learnt. Raises FeedsError: it cannot be written."""
        own = Path(self.feeds.path) if self.feeds.path else None
        listed = load_kept(self.folder).listed if self.again else own
        save_states(self.folder, self._kept.states, listed)

    def _asking(self, feed: FeedSource, fetcher: Fetcher) -> Asking:
        outcome = Outcome(feed)
        self.outcomes.append(outcome)
        state = self._kept.states.setdefault(feed.url, FeedState())
        return Asking(self.feeds.settings, fetcher, state, outcome, self.now, self.again)

    def _again(self, fetcher: Fetcher) -> Iterator[Item]:
        left = set(self.again)
        for feed in self.feeds.feeds:
            state = self._kept.states.get(feed.url, FeedState())
            asked = {
                place: each
                for mark, each in state.unread.items()
                if (place := each.url or place_in(feed.url, mark)) in left
            }
            left -= asked.keys()
            if feed.url in left or any(e.sitemap or not e.url for e in asked.values()):
                left.discard(feed.url)
                yield from self._asking(feed, fetcher).items()
            elif asked:
                yield from self._asking(feed, fetcher).unread()
        seen = {mark for state in self._kept.states.values() for mark in state.seen}
        self.read_since = sorted(each for each in left if mark_at(each) in seen)
        # Of the rest nothing is kept: the pages themselves have to do.
        for source in sorted(left - set(self.read_since)):
            yield read_page(fetcher, source)
