"""What storing articles would make of each, told before it is done: by the rules of the intake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.copies import Fate, fate_by_hash, fate_of, holds
from coverage.model import Article
from coverage.store import Known, Revision, Snapshot, content_hash


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
    ids = [each.article_id for each in articles]
    held = snapshot.revisions(ids) if snapshot else {}
    given: set[str] = set()
    found = []
    for each in articles:
        known = held.setdefault(each.article_id, [])
        fate = _fate(each, known)
        repeats = fate.kind == "unchanged" and each.article_id in given
        told = fate.told or each
        before = known[0].article if known else None
        found.append(Foretold("copy" if repeats else fate.kind, told, before))
        given.add(each.article_id)
        if fate.kind != "unchanged":
            known.insert(0, Revision(told, content_hash(told)))
    return found


def _fate(copy: Article, revisions: Sequence[Revision]) -> Fate:
    if not revisions:
        return Fate("added", 1)
    newest, *earlier = revisions
    if holds(newest, copy):
        return Fate("unchanged", len(revisions))
    hashes = frozenset(each.content_hash for each in earlier)
    known = Known(len(revisions), newest.content_hash, "", hashes)
    fate = fate_by_hash(content_hash(copy), "", known, everything=False)
    if fate.kind != "revised":
        return fate
    return fate_of(copy, "", known, revisions, everything=False)
