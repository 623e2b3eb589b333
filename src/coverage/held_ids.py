"""Articles that a store holds under other ids than the rules give them now keep these, and come in
no second time.

Ids are in corrections, links and redirects, so that none is ever changed. What the rules now take
for the same article is looked for instead: in stores that were filled under others or in which an
article has got its address later (:meth:`HeldIds.mix`), and of new articles alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from coverage.model import Article
from coverage.readers.identity import (
    article_id,
    identity_rules,
    indexed,
    number_of,
    page_of,
)
from coverage.readers.layouts import layouts
from coverage.store import Connection, HeldArticles, at_addresses, identified_under, set_meta


class Source(Protocol):
    """A store that is looked into: a master, or what readers see of it."""

    @property
    def connection(self) -> Connection:
        """To its tables."""

    @property
    def articles(self) -> HeldArticles:
        """To look articles up."""

    def turn(self) -> AbstractContextManager[None]:
        """Nobody else writes within it."""


# Before a page's canonical address, where it may be held under: other copies gave another of these.
_SERVED = ("https://", "https://www.", "https://m.", "https://amp.", "http://", "http://www.")


@dataclass(slots=True)
class HeldIds:
    """Looks articles up in one store."""

    source: Source
    _needless: bool | None = None

    def needless(self) -> bool:
        """Whether all ids of the store are what the present rules give."""
        if self._needless is None:
            with self.source.turn():
                self._needless = identified_under(self.source.connection, identity_rules())
        return self._needless

    def mix(self) -> None:
        """Note that from now on an article is held under an id that is not its address'."""
        with self.source.turn():
            set_meta(self.source.connection, "identified_under", "")
        self._needless = False

    def of(self, articles: Iterable[Article]) -> dict[str, str]:
        """The id in the store, by the id given, of articles that have another one there.

        It may be that of another of ``articles``.
        """
        if self.needless():
            return {}
        given = {article.article_id: article for article in articles}
        known = self.source.articles.known(list(given))
        new = [article for each, article in given.items() if each not in known]
        found = self._by_address([each for each in new if each.url])
        return found | self._by_outlet([each for each in new if not each.url])

    def _by_address(self, new: Sequence[Article]) -> dict[str, str]:
        if not new:
            return {}
        addresses: list[str] = []
        pages: list[str] = []
        for each in new:
            exact, without_query = _served_at(each.url)
            addresses += exact
            pages += without_query
        numbers = [number for each in new if (number := number_of(each.url))]
        wanted = {each.article_id for each in new}
        found: dict[str, str] = {}
        for article in at_addresses(self.source.connection, addresses, pages, numbers):
            now = _identity(article, article.outlet)
            if now in wanted:
                found.setdefault(now, article.article_id)
        return found

    def _by_outlet(self, new: Sequence[Article]) -> dict[str, str]:
        former: dict[str, list[Article]] = defaultdict(list)
        for article in new:
            names = _names(article.outlet)
            for each in {_identity(article, n, rows) for n in names for rows in (False, True)}:
                former[each].append(article)
        held = self.source.articles.revisions(list(former)) if former else {}
        return {
            article.article_id: each
            for each, (newest, *_) in held.items()
            for article in former[each]
            if _identity(newest.article, article.outlet) == article.article_id
        }


def under(article: Article, ids: Mapping[str, str]) -> Article:
    """The article under another id, where ``ids`` has one for its own."""
    held = ids.get(article.article_id)
    return replace(article, article_id=held) if held else article


def _served_at(url: str) -> tuple[list[str], list[str]]:
    """Addresses under which the page may be held: as they are, and with any query."""
    page = page_of(url)
    if not page or number_of(url):
        return [url], []
    if "?" in page:  # index.php?id=7, of which many pages have all but the query
        return [url, *(f"{at}{page}" for at in _SERVED)], []
    with_index = [f"{at}{each}" for at in _SERVED for each in indexed(page)]
    return [url], [*indexed(url.partition("?")[0]), *with_index]


def _names(outlet: str) -> tuple[str, ...]:
    """All names by which the outlet went in stores of earlier rules."""
    known = layouts().by_name(outlet)
    return (known.name, *known.aliases, *known.short, *known.hosts) if known else (outlet,)


def _identity(article: Article, outlet: str, rows_named: bool = False) -> str:
    return article_id(
        url=article.url, lang=article.lang, outlet=outlet, day=article.published,
        title=article.title, given_id=article.given_id, rows_named=rows_named,
    )  # fmt: skip
