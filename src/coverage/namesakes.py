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
from coverage.readers.identity import article_id, is_told_by_headline, page_of
from coverage.shingles import words_of
from coverage.store import Revision

_SHARED = 0.15  # of the pairs of words of the text with fewer; measured: docs/decisions.md
_LEAST = 20  # pairs of words: a shorter text tells nothing

TextKey = tuple[date, str, str, str]
Key = TextKey | tuple[str, str]
Mates = Mapping[Key, Sequence[Article]]
OutletDay = tuple[date, str]


class Held(Protocol):
    """What is held already, to look articles up in."""

    def revisions(self, article_ids: Sequence[str], /) -> Mapping[str, Sequence[Revision]]:
        """All that these articles are and were, the newest first."""

    def outlet_days(
        self, articles: Sequence[Article], /, *, nameless: bool = False
    ) -> Sequence[Article]:  # fmt: skip
        """All articles that the outlets of these published on the days of these.

        ``nameless``: only those without an address.
        """


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


def keys_of(article: Article) -> list[Key]:
    """What it is told by where an article has no address: outlet with headline, and text."""
    of_day = article_id(
        url="", lang=article.lang, outlet="", day=article.published, title=article.title
    )  # fmt: skip
    headline, text = (article.outlet.lower(), of_day), text_key(article)
    return [headline, text] if text else [headline]


def alike(one: Article, other: Article) -> bool:
    """Whether two texts may be states of one, or are too short to tell."""
    first, second = _pairs(one.body), _pairs(other.body)
    fewer = min(len(first), len(second))
    return fewer < _LEAST or len(first & second) >= _SHARED * fewer


def under_own_ids(articles: Iterable[Article], held: Held) -> dict[str, Article]:
    """By the id that an article came with the article under the id that it has, where that is
    another one."""
    given = list(articles)
    nameless = [each for each in given if is_by_headline(each)]
    known = held.revisions([each.article_id for each in nameless]) if nameless else {}
    open_ = [each for each in nameless if not _is_among(each, known.get(each.article_id, ()))]
    mates = _by_key(held.outlet_days(open_)) if open_ else {}
    asked = [(each, mates) for each in open_] + _at_new_addresses(given, held)
    found = {}
    taken = {each.article_id for each in given} - {each.article_id for each, _ in asked}
    for each, others in asked:
        own = _own_id(each, others, is_free=each.article_id not in known)
        if own in taken:  # by another that came with it: one article too many, and none too few
            continue
        taken.add(own)
        if own != each.article_id:
            found[each.article_id] = replace(each, article_id=own)
    return found


def _at_new_addresses(given: Sequence[Article], held: Held) -> list[tuple[Article, Mates]]:
    """Articles at addresses that are new, with those of their outlet's day that have none."""
    addressed = [each for each in given if page_of(each.url)]
    mates = _by_key(held.outlet_days(addressed, nameless=True)) if addressed else {}
    asked = [each for each in addressed if not mates.keys().isdisjoint(keys_of(each))]
    known = held.revisions([each.article_id for each in asked]) if asked else {}
    return [(each, mates) for each in asked if each.article_id not in known]


def _by_key(articles: Iterable[Article]) -> Mates:
    found: dict[Key, list[Article]] = {}
    for each in articles:
        for key in keys_of(each):
            found.setdefault(key, []).append(each)
    return found


def _own_id(article: Article, mates: Mates, *, is_free: bool) -> str:
    """The id of the mate that has its headline and a like text, or its text; else one of its own:
    the one that it came with where that ``is_free``."""
    for key in keys_of(article):
        for mate in mates.get(key, ()):
            if alike(article, mate):
                return mate.article_id
    if is_free:
        return article.article_id
    digest = hashlib.sha256(f"{article.article_id}\n{article.body}".encode("utf-8", "replace"))
    return digest.hexdigest()[: len(article.article_id)]


def _is_among(article: Article, revisions: Sequence[Revision]) -> bool:
    return any(alike(article, each.article) for each in revisions)


def outlet_day(article: Article) -> OutletDay:
    """Day and outlet: only articles of one may be one without an address."""
    return article.published, article.outlet.lower()


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(words_of(text)))
