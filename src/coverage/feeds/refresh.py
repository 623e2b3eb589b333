"""``refresh``: ask every feed what is new, fetch it, and hand it over as articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from coverage.errors import UnreadableInput
from coverage.feeds.address import is_web
from coverage.feeds.config import FeedList, FeedSource, Settings
from coverage.feeds.fetch import Fetcher
from coverage.feeds.state import FeedState, load_states, save_states
from coverage.model import Article, Rejection
from coverage.readers.feed import Feed, FeedEntry, parse_feed, read_entry
from coverage.readers.html import read_html
from coverage.readers.identity import canonical_url
from coverage.readers.published import Listed
from coverage.readers.transfer import charset_of

_KYIV = ZoneInfo("Europe/Kyiv")
_TRIES = 3  # runs in which a page is tried
_SITEMAPS = 3  # of those that an index lists, the newest
_NESTING = 2  # indexes of sitemaps within one another
_MARK = 16  # hex digits

Item = Article | Rejection


@dataclass(slots=True)
class Outcome:
    """What became of one feed in this run; ``waiting`` were left for the next one."""

    feed: FeedSource
    articles: int = 0
    rejected: int = 0
    waiting: int = 0
    unchanged: bool = False
    fault: str = ""


@dataclass(slots=True)
class Refresh:
    """One run over the feeds; ``folder`` (the store's) keeps what is known of earlier ones.

    Hand :meth:`items` to the pipeline, and call :meth:`commit` when it has stored them: only
    then are they taken as seen, so that a run that was cut short is made again.
    """

    feeds: FeedList
    folder: Path
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    fetcher: Fetcher | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    _states: dict[str, FeedState] = field(default_factory=dict)

    @property
    def sources(self) -> list[str]:
        """The addresses of the feeds that are asked."""
        return [feed.url for feed in self.feeds.feeds if feed.enabled]

    def items(self) -> Iterator[Item]:
        """What is new in each feed, fetched as it is asked for.

        Raises FeedsError: what is kept of earlier runs cannot be read.
        """
        # Read here, not before: by now the pipeline holds the store's lock.
        self._states = load_states(self.folder)
        fetcher = self.fetcher or Fetcher(self.feeds.settings)
        for feed in self.feeds.feeds:
            if feed.enabled:
                outcome = Outcome(feed)
                self.outcomes.append(outcome)
                state = self._states.setdefault(feed.url, FeedState())
                yield from _Asking(self.feeds.settings, fetcher, state, outcome, self.now).items()

    def commit(self) -> None:
        """Keep what this run has learnt. Raises FeedsError: it cannot be written."""
        save_states(self.folder, self._states)


def read_address(url: str, settings: Settings, fetcher: Fetcher | None = None) -> Item:
    """The article at one address, fetched as feeds' articles are. For what people give by hand.

    Rejection codes: those of ``Fetcher.get`` and ``read_html``.
    """
    return _read_page(fetcher or Fetcher(settings), url)


@dataclass(slots=True)
class _Asking:
    """One feed in one run."""

    settings: Settings
    fetcher: Fetcher
    state: FeedState
    outcome: Outcome
    now: datetime
    _listed: set[str] = field(default_factory=set)

    def items(self) -> Iterator[Item]:
        state, url = self.state, self.outcome.feed.url
        state.checked = self.now.isoformat(timespec="seconds")
        try:
            answer = self.fetcher.get(url, etag=state.etag, modified=state.modified)
            self.outcome.unchanged = answer.not_modified
            feed = Feed("", ()) if answer.not_modified else parse_feed(answer.body, answer.url)
        except UnreadableInput as error:
            state.failures += 1
            state.fault = self.outcome.fault = f"{error.code}: {error.reason}"
            yield self._rejected(Rejection(url, error.code, error.reason))
            return
        state.failures, state.fault, state.success = 0, "", state.checked
        if answer.not_modified:
            return
        if feed.fault:
            yield self._rejected(Rejection(url, "bad_xml", feed.fault))
        yield from self._entries(feed, _NESTING)
        # What has left the feed is not tried any more.
        state.failed = {mark: n for mark, n in state.failed.items() if mark in self._listed}
        # While something waits, the same feed must come again.
        waits = bool(self.outcome.waiting or state.failed)
        state.etag = "" if waits else answer.headers.get("etag", "")
        state.modified = "" if waits else answer.headers.get("last-modified", "")

    def _entries(self, feed: Feed, nesting: int) -> Iterator[Item]:
        seen = set(self.state.seen)
        marks: list[str] = []
        for entry in self._newest(feed):
            if entry.sitemap:
                if nesting:
                    yield from self._sitemap(entry.url, nesting - 1)
                continue
            mark = _mark(entry)
            self._listed.add(mark)
            if mark in seen or self._is_old(entry):
                continue
            seen.add(mark)
            if self.outcome.articles + self.outcome.rejected >= self.settings.pages:
                self.outcome.waiting += 1
                continue
            item = self._item(entry)
            if self._is_done(item, mark):
                marks.append(mark)
            yield item
        self.state.remember(marks)

    def _item(self, entry: FeedEntry) -> Item:
        outlet = self.outcome.feed.outlet  # who gave the feed knows it
        if entry.url and not (entry.text and entry.dated):
            return _read_page(self.fetcher, entry.url, entry.listed(outlet))
        return read_entry(entry, outlet, entry.url or self.outcome.feed.url)

    def _is_done(self, item: Item, mark: str) -> bool:
        """Whether the entry needs no other run."""
        if isinstance(item, Article):
            self.outcome.articles += 1
            self.state.count(item.published.isoformat())
        else:
            self.outcome.rejected += 1
            if item.code == "fetch_failed":
                count = self.state.failed.pop(mark, 0) + 1
                if count < _TRIES:
                    self.state.failed[mark] = count
                    return False
        self.state.failed.pop(mark, None)
        return True

    def _sitemap(self, url: str, nesting: int) -> Iterator[Item]:
        try:
            answer = self.fetcher.get(url)
            yield from self._entries(parse_feed(answer.body, answer.url), nesting)
        except UnreadableInput as error:
            yield self._rejected(Rejection(url, error.code, error.reason))

    def _newest(self, feed: Feed) -> list[FeedEntry]:
        """Entries, the oldest first, so that what waits is the newest; of sitemaps only a few."""
        dated = sorted(
            feed.entries, key=lambda each: each.dated.day.isoformat() if each.dated else ""
        )
        maps = [entry for entry in dated if entry.sitemap][-_SITEMAPS:]
        return [entry for entry in dated if not entry.sitemap] + maps

    def _is_old(self, entry: FeedEntry) -> bool:
        today = self.now.astimezone(_KYIV).date()
        oldest = today - timedelta(days=self.settings.days)
        return entry.dated is not None and entry.dated.day < oldest

    def _rejected(self, rejection: Rejection) -> Rejection:
        self.outcome.rejected += 1
        return rejection


def _read_page(fetcher: Fetcher, url: str, listed: Listed | None = None) -> Item:
    try:
        answer = fetcher.get(url)
    except UnreadableInput as error:
        # What a run rejected is read again from where it lies: who may give addresses, or writes a
        # feed, must not have a file of this machine read.
        source = url if is_web(url) else f"address {url!r}"
        return Rejection(source, error.code, error.reason)
    charset = charset_of(answer.headers.get("content-type", ""))
    return read_html(answer.body, source=url, url=answer.url, charset=charset, listed=listed)


def _mark(entry: FeedEntry) -> str:
    """A short mark of the entry: of its address, else of what it says."""
    try:
        known = canonical_url(entry.url) if entry.url else ""
    except UnreadableInput:
        known = entry.url
    known = known or f"{entry.title}\n{entry.text}"
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:_MARK]
