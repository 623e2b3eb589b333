"""Articles that a headline takes for one, or holds apart: their texts have the last word.

Without an address or an id of its own an article is known by outlet, day and headline
(:func:`coverage.readers.identity.article_id`). Two issues of a column («News in brief») have one
headline and are two articles; one text under another headline is one. A corrected text stays the
same article: unlike are only texts that have next to nothing in common.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Protocol

from coverage.model import Article
from coverage.readers.identity import article_id, is_told_by_headline
from coverage.shingles import words_of
from coverage.store import Revision

_SHARED = 0.15  # of the pairs of words of the text with fewer; measured: docs/decisions.md
_LEAST = 20  # pairs of words: a shorter text tells nothing

TextKey = tuple[date, str, str, str]
OutletDay = tuple[date, str]


class Held(Protocol):
    """What is held already, to look articles up in."""

    def revisions(self, article_ids: Sequence[str], /) -> Mapping[str, Sequence[Revision]]:
        """All that these articles are and were, the newest first."""

    def outlet_days(self, articles: Sequence[Article], /) -> Sequence[Article]:
        """All articles that the outlets of these published on the days of these."""


def is_by_headline(article: Article) -> bool:
    """Whether its headline has a part in its id."""
    return is_told_by_headline(
        url=article.url, outlet=article.outlet, given_id=article.given_id
    )  # fmt: skip


def text_key(article: Article) -> TextKey | None:
    """Day, language, outlet and text, by which articles are one; none where the text is short."""
    if len(article.body.split()) <= _LEAST:
        return None
    return article.published, article.lang, article.outlet.lower(), article.body


def alike(one: Article, other: Article) -> bool:
    """Whether two texts may be states of one, or are too short to tell."""
    first, second = _pairs(one.body), _pairs(other.body)
    fewer = min(len(first), len(second))
    return fewer < _LEAST or len(first & second) >= _SHARED * fewer


def under_own_ids(articles: Iterable[Article], held: Held) -> dict[str, Article]:
    """By the id that an article came with the article under the id that it has, where that is
    another one."""
    asked = [each for each in articles if is_by_headline(each)]
    known = held.revisions([each.article_id for each in asked]) if asked else {}
    open_ = [each for each in asked if not _is_among(each, known.get(each.article_id, ()))]
    mates: dict[OutletDay, list[Article]] = {}
    for mate in held.outlet_days(open_) if open_ else ():
        mates.setdefault(outlet_day(mate), []).append(mate)
    found = {}
    taken = {each.article_id for each in asked} - {each.article_id for each in open_}
    for each in open_:
        own = _own_id(each, mates.get(outlet_day(each), ()), is_free=each.article_id not in known)
        if own in taken:  # by another that came with it: one article too many, and none too few
            continue
        taken.add(own)
        if own != each.article_id:
            found[each.article_id] = replace(each, article_id=own)
    return found


def _own_id(article: Article, mates: Sequence[Article], *, is_free: bool) -> str:
    """The id of the mate that has its headline and a like text, or its text; else one of its own:
    the one that it came with where that ``is_free``."""
    for mate in mates:
        if _has_headline_of(mate, article) and alike(article, mate):
            return mate.article_id
    if key := text_key(article):
        for mate in mates:
            if text_key(mate) == key:
                return mate.article_id
    if is_free:
        return article.article_id
    digest = hashlib.sha256(f"{article.article_id}\n{article.body}".encode("utf-8", "replace"))
    return digest.hexdigest()[: len(article.article_id)]


def _is_among(article: Article, revisions: Sequence[Revision]) -> bool:
    return any(alike(article, each.article) for each in revisions)


def _has_headline_of(mate: Article, article: Article) -> bool:
    """Whether the mate would have the article's id, were it as nameless as that."""
    nameless = article_id(
        url="", lang=mate.lang, outlet=article.outlet, day=mate.published, title=mate.title,
        given_id=article.given_id,
    )  # fmt: skip
    return nameless == article.article_id


def outlet_day(article: Article) -> OutletDay:
    """Day and outlet: only articles of one may be one without an address."""
    return article.published, article.outlet.lower()


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(words_of(text)))
