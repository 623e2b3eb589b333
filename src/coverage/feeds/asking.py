"""One feed in one run: what is new in it, and what came to nothing before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from coverage.errors import UnreadableInput
from coverage.feeds.config import FeedSource, Settings
from coverage.feeds.fetch import Fetcher
from coverage.feeds.page import Item, read_page
from coverage.feeds.state import FeedState, Unread, moment_of
from coverage.model import Article, Rejection
from coverage.readers.dates import in_future
from coverage.readers.feed import Feed, FeedEntry, parse_feed, read_entry
from coverage.readers.identity import page_of

_KYIV = ZoneInfo("Europe/Kyiv")
_TRIES = 3  # runs in which an entry is tried
_FRESH = timedelta(minutes=10)  # a change that is told as being so new is looked at later
_SITEMAPS = 3  # of those that an index lists, the newest
_NESTING = 2  # indexes of sitemaps within one another
_MARK = 16  # hex digits
_ENTRY = "#entry-"
_GONE = "the feed does not list {!r} any more, and gave no address of it"


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
class Asking:
    """One feed in one run; ``again`` are sources that are tried however often they were."""

    settings: Settings
    fetcher: Fetcher
    state: FeedState
    outcome: Outcome
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    again: frozenset[str] = frozenset()
    _met: set[str] = field(default_factory=set)
    _moved: list[tuple[FeedEntry, str]] = field(default_factory=list)
    _nested: bool = False
    _early: bool = False  # whether a change is left to a later run

    def items(self) -> Iterator[Item]:
        """What the feed lists and was not read yet."""
        state, url = self.state, self.outcome.feed.url
        state.checked = self.now.isoformat(timespec="seconds")
        try:
            # Of a feed that did not change nothing would be told again.
            anew = url in self.again or any(not e.url for e in self._asked_for().values())
            since = ("", "") if anew else (state.etag, state.modified)
            answer = self.fetcher.get(url, etag=since[0], modified=since[1])
            self.outcome.unchanged = answer.not_modified
            feed = Feed("", ()) if answer.not_modified else parse_feed(answer.body, answer.url)
        except UnreadableInput as error:
            state.failures += 1
            state.fault = self.outcome.fault = f"{error.code}: {error.reason}"
            yield self._rejected(Rejection(url, error.code, error.reason))
            return
        state.failures, state.fault, state.success = 0, "", state.checked
        if feed.fault:
            yield self._rejected(Rejection(url, "bad_xml", feed.fault))
        listed = {mark_of(entry) for entry in feed.entries}
        left = [mark for mark, each in state.unread.items() if each.url and not each.sitemap]
        yield from self._unread([mark for mark in left if mark not in listed])
        if answer.not_modified:
            return
        yield from self._entries(feed, _NESTING)
        for entry, mark in self._moved:  # after all that is new
            yield from self._read(entry, mark)
        if not feed.fault:
            yield from self._gone(listed)
        # The same feed must come again while anything of it is still to be read, and an index
        # always: the sitemaps that it lists change without it. An entry without an address needs
        # no other look as long as the feed is the same.
        whole = not (self.outcome.waiting or self._nested or self._early or feed.fault)
        state.etag = answer.headers.get("etag", "") if whole else ""
        state.modified = answer.headers.get("last-modified", "") if whole else ""

    def unread(self) -> Iterator[Item]:
        """Those entries alone that are to be read again, from their pages."""
        yield from self._unread(list(self._asked_for()))

    def _unread(self, marks: list[str]) -> Iterator[Item]:
        for mark in marks:
            entry = self.state.unread[mark].entry()
            if not self._is_over(entry, mark):
                yield from self._read(entry, mark)

    def _entries(self, feed: Feed, nesting: int) -> Iterator[Item]:
        seen = set(self.state.seen)
        for entry in self._newest(feed):
            mark = mark_of(entry)
            if mark in self._met:
                continue
            if entry.sitemap:
                self._nested = True
                if nesting:
                    yield from self._sitemap(entry, mark, nesting - 1)
            elif self._is_over(entry, mark):
                continue
            elif not seen.issuperset(_marks(entry)):
                yield from self._read(entry, mark)
            elif self._has_moved(entry, mark):
                self._met.add(mark)
                self._moved.append((entry, mark))

    def _read(self, entry: FeedEntry, mark: str) -> Iterator[Item]:
        """The entry's article, or why there is none; nothing where the run has read enough."""
        self._met.add(mark)
        kept = self.state.unread.get(mark)
        asked = kept is not None and self._is_again(mark, kept)  # by hand, which does not wait
        if not asked and self.outcome.articles + self.outcome.rejected >= self.settings.pages:
            self.outcome.waiting += 1
            return
        item = self._item(entry, mark)
        if isinstance(item, Article):
            self.outcome.articles += 1
            if mark not in self.state.seen:  # and no correction of one
                self.state.count(item.published.isoformat())
            self.state.remember(_marks(entry))
            self.state.note(mark, entry)
            yield item
        else:
            yield self._missed(item, entry, mark)

    def _item(self, entry: FeedEntry, mark: str) -> Item:
        outlet = self.outcome.feed.outlet  # who gave the feed knows it
        if entry.url and not _is_told(entry):
            return read_page(self.fetcher, entry.url, entry.listed(outlet))
        return read_entry(entry, outlet, entry.url or place_in(self.outcome.feed.url, mark))

    def _sitemap(self, entry: FeedEntry, mark: str, nesting: int) -> Iterator[Item]:
        self._met.add(mark)
        try:
            answer = self.fetcher.get(entry.url)
            feed = parse_feed(answer.body, answer.url)
        except UnreadableInput as error:
            yield self._missed(Rejection(entry.url, error.code, error.reason), entry, mark)
        else:
            self.state.unread.pop(mark, None)
            yield from self._entries(feed, nesting)

    def _gone(self, listed: set[str]) -> Iterator[Rejection]:
        """What came to nothing and was in the feed alone, which lists it no more."""
        gone = [m for m, each in self.state.unread.items() if not each.url and m not in listed]
        for mark in gone:
            kept = self.state.unread[mark]
            if self._is_again(mark, kept):
                place = place_in(self.outcome.feed.url, mark)
                reason = _GONE.format(kept.title[:80])
                yield self._rejected(Rejection(place, "summary_only", reason))
            elif self._is_old(kept.entry()):
                del self.state.unread[mark]

    def _newest(self, feed: Feed) -> list[FeedEntry]:
        """Entries, the oldest first, so that what waits is the newest; of sitemaps only a few."""
        dated = sorted(
            feed.entries, key=lambda each: each.dated.day.isoformat() if each.dated else ""
        )
        maps = [entry for entry in dated if entry.sitemap][-_SITEMAPS:]
        return [entry for entry in dated if not entry.sitemap] + maps

    def _is_over(self, entry: FeedEntry, mark: str) -> bool:
        """Whether the entry is too old, or was tried often enough and is not asked for."""
        kept = self.state.unread.get(mark)
        if kept and self._is_again(mark, kept):
            return False
        tried = kept is not None and kept.tries >= _TRIES and kept.told >= bool(entry.text)
        return tried or self._is_old(entry)  # a text that came since is tried anew

    def _is_old(self, entry: FeedEntry) -> bool:
        today = self.now.astimezone(_KYIV).date()
        oldest = today - timedelta(days=self.settings.days)
        return entry.dated is not None and entry.dated.day < oldest

    def _has_moved(self, entry: FeedEntry, mark: str) -> bool:
        """Whether the feed gives a later moment of an entry than when its page was read."""
        if _is_told(entry):
            return False  # what the feed itself tells is known by its text
        at = moment_of(entry)
        if at > self.state.moments.setdefault(mark, at):
            # One who stamps all that he lists with the time of asking tells of no change; what is
            # as new as that and true is still there when the feed is asked next.
            self._early |= (early := at >= _kyiv(self.now - _FRESH))
            return not early
        return False

    def _asked_for(self) -> dict[str, Unread]:
        return {m: each for m, each in self.state.unread.items() if self._is_again(m, each)}

    def _is_again(self, mark: str, kept: Unread) -> bool:
        feed = self.outcome.feed.url
        places = {kept.url} if kept.url else {place_in(feed, mark), feed}
        return not places.isdisjoint(self.again)

    def _missed(self, rejection: Rejection, entry: FeedEntry, mark: str) -> Rejection:
        self.state.miss(mark, entry)
        return self._rejected(rejection)

    def _rejected(self, rejection: Rejection) -> Rejection:
        self.outcome.rejected += 1
        return rejection


def _kyiv(moment: datetime) -> str:
    return f"{moment.astimezone(_KYIV):%Y-%m-%dT%H:%M:%S}"


def _is_told(entry: FeedEntry) -> bool:
    """Whether the feed itself tells the article, so that no page is asked for.

    A day to come is a slip: the page may say the right one.
    """
    return bool(entry.text and entry.dated and not in_future(entry.dated.day))


def _marks(entry: FeedEntry) -> list[str]:
    """What is remembered of an entry that was read: its mark, and that of what the feed tells, by
    which a corrected text is known."""
    told = [_hashed(f"{entry.title}\n{entry.text}\n{entry.url}")] if _is_told(entry) else []
    return [mark_of(entry), *told]


def mark_of(entry: FeedEntry) -> str:
    """A short mark of the entry: of its address, else of its headline and moment, by which it is
    known when its text comes; else of what it says."""
    try:
        known = page_of(entry.url)
    except UnreadableInput:
        known = entry.url
    at = entry.published
    told = f"{at.day}T{at.clock}" if at and at.clock and entry.title else entry.text
    return _hashed(known or f"{entry.title}\n{told}")


def place_in(feed: str, mark: str) -> str:
    """Where an entry without an address lies: the feed's address, and its mark."""
    return f"{feed}{_ENTRY}{mark}"


def mark_at(source: str) -> str:
    """The mark of the entry whose address, or place in a feed, a source is."""
    return source.rpartition(_ENTRY)[2] if _ENTRY in source else mark_of(FeedEntry(source))


def _hashed(told: str) -> str:
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_MARK]
