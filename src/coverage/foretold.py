"""What storing articles would make of each, told before it is done: by the rules of the intake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from coverage.copies import Fate, fate_by_hash, fate_of, holds
from coverage.held_ids import HeldIds, under
from coverage.model import Article
from coverage.namesakes import OutletDay, is_by_headline, outlet_day, under_own_ids
from coverage.readers.identity import page_of
from coverage.store import Connection, HeldArticles, Known, Revision, Snapshot, content_hash


@dataclass(frozen=True, slots=True)
class Foretold:
    """What would become of an article: ``after`` is as it would be stored, ``before`` what is held.

    ``kind`` is ``added``, ``revised``, ``unchanged``, or ``copy``: it says nothing that one before
    it did not.
    """

    kind: str
    after: Article
    before: Article | None = None


def foretold(articles: Sequence[Article], snapshot: Snapshot | None) -> list[Foretold]:
    """What would become of each if they were stored in this order, on top of ``snapshot``."""
    held = _Held(snapshot)
    ids = _held_ids(articles, snapshot) if snapshot else {}
    held.prepare([under(each, ids) for each in articles])
    given: set[str] = set()
    found = []
    for each in articles:
        named = under(each, ids)
        article = under_own_ids([named], held).get(named.article_id, named)
        revisions = held.revisions([article.article_id]).get(article.article_id, ())
        fate = _fate(article, revisions)
        repeats = fate.kind == "unchanged" and article.article_id in given
        before = revisions[0].article if revisions else None
        if before and fate.kind == "unchanged":
            after = before
        else:
            after = fate.told or article
            held.add(after)
        found.append(Foretold("copy" if repeats else fate.kind, after, before))
        given.add(article.article_id)
        if page_of(each.url):
            ids[each.article_id] = article.article_id
    return found


def _held_ids(articles: Sequence[Article], snapshot: Snapshot) -> dict[str, str]:
    with snapshot.cursor() as cursor:
        reading = _Reading(cursor)
        return HeldIds(reading).of(articles) if reading.articles.any() else {}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A snapshot that ids are looked up in."""

    connection: Connection

    @property
    def articles(self) -> HeldArticles:
        return HeldArticles(self.connection)

    def turn(self) -> nullcontext[None]:
        return nullcontext()


@dataclass(slots=True)
class _Held:
    """A snapshot, with articles as if they were in it already."""

    snapshot: Snapshot | None
    _revisions: dict[str, list[Revision]] = field(default_factory=dict)
    # By outlet and day, and there by id.
    _days: dict[OutletDay, dict[str, Article]] = field(default_factory=dict)

    def prepare(self, articles: Sequence[Article]) -> None:
        """Ask the snapshot in one go for what is to be looked up of these."""
        self._look_up([each.article_id for each in articles])
        nameless = [each for each in articles if is_by_headline(each)]
        others = [each for each in articles if not is_by_headline(each)]
        for asked, only_nameless in ((nameless, False), (others, True)):
            for each in self._held_days(asked, only_nameless):
                self._days.setdefault(outlet_day(each), {})[each.article_id] = each

    def revisions(self, article_ids: Sequence[str]) -> Mapping[str, Sequence[Revision]]:
        self._look_up(article_ids)
        return {each: self._revisions[each] for each in article_ids if self._revisions[each]}

    def outlet_days(
        self, articles: Sequence[Article], *, nameless: bool = False
    ) -> list[Article]:  # fmt: skip
        days = {outlet_day(each) for each in articles}
        mates = [each for day in days for each in self._days.get(day, {}).values()]
        return [each for each in mates if not each.url] if nameless else mates

    def add(self, article: Article) -> None:
        self._look_up([article.article_id])
        self._revisions[article.article_id].insert(0, Revision(article, content_hash(article)))
        self._days.setdefault(outlet_day(article), {})[article.article_id] = article

    def _held_days(self, asked: Sequence[Article], nameless: bool) -> Sequence[Article]:
        held = self.snapshot if asked else None
        return held.outlet_days(asked, nameless=nameless) if held else ()

    def _look_up(self, article_ids: Sequence[str]) -> None:
        new = [each for each in article_ids if each not in self._revisions]
        found = self.snapshot.revisions(new) if self.snapshot and new else {}
        self._revisions |= {each: found.get(each, []) for each in new}


def _fate(copy: Article, revisions: Sequence[Revision]) -> Fate:
    if not revisions:
        return Fate("added", 1)
    newest, *earlier = revisions
    if holds(newest, copy):
        return Fate("unchanged", len(revisions))
    hashes = frozenset(each.content_hash for each in earlier)
    known = Known(len(revisions), newest.content_hash, "", newest.article.url, hashes)
    fate = fate_by_hash(content_hash(copy), "", copy.url, known, everything=False)
    if fate.kind != "revised":
        return fate
    return fate_of(copy, "", known, revisions, everything=False)
