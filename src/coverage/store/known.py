"""What the store holds of articles that come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.model import Article
from coverage.store.database import Connection, get_meta, set_meta, sql


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds of an article already."""

    revision: int
    content_hash: str
    codebook_version: str
    url: str
    earlier: frozenset[str]  # content hashes of its earlier revisions


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article was at some time. Of earlier ones outlet, language and id are the newest's;
    ``content_hash`` is over what they were then."""

    article: Article
    content_hash: str


@dataclass(frozen=True, slots=True)
class HeldArticles:
    """Looks articles up in a database."""

    connection: Connection

    def known(self, article_ids: Sequence[str]) -> dict[str, Known]:
        """What the store holds of these articles, by article_id; nothing of new ones."""
        found = self.connection.execute(sql("known"), [list(article_ids)]).fetchall()
        return {
            article_id: Known(revision, content, version, url, frozenset(earlier))
            for article_id, revision, content, version, url, earlier in found
        }

    def revisions(self, article_ids: Sequence[str]) -> dict[str, list[Revision]]:
        """All that these articles are and were, by article_id, the newest first."""
        found: dict[str, list[Revision]] = {}
        rows = self.connection.execute(sql("revisions"), [list(article_ids)]).fetchall()
        for content, *values in rows:
            article = Article(*values)
            found.setdefault(article.article_id, []).append(Revision(article, content))
        return found

    def any(self, where: str = "true") -> bool:
        """Whether there is an article, one of which ``where`` is true."""
        found = self.connection.execute(f"SELECT 1 FROM articles WHERE {where} LIMIT 1").fetchone()
        return found is not None

    def has_nameless(self) -> bool:
        """Whether any article has no address."""
        return self.any("url = ''")

    def outlet_days(
        self, articles: Sequence[Article], *, nameless: bool = False
    ) -> list[Article]:  # fmt: skip
        """All articles that the outlets of these published on the days of these.

        ``nameless``: only those without an address.
        """
        if nameless and not self.has_nameless():
            return []
        asked = {(each.published, each.outlet.lower()) for each in articles}
        days, outlets = [list(each) for each in zip(*asked, strict=True)] if asked else ([], [])
        found = self.connection.execute(sql("outlet_days"), [days, outlets, nameless]).fetchall()
        return [Article(*row) for row in found]


def at_addresses(
    connection: Connection, urls: Sequence[str], pages: Sequence[str], numbers: Sequence[str]
) -> list[Article]:
    """Articles, without their texts, at one of ``urls``, at one of ``pages`` with any query, or
    with one of ``numbers`` in the path of their address."""
    asked = [list(urls), list(pages), list(numbers)]
    found = connection.execute(sql("at_addresses"), asked).fetchall()
    return [
        Article(article_id, lang, outlet, url, published, title=title, body="", given_id=given_id)
        for article_id, lang, outlet, url, published, title, given_id in found
    ]


def identified_under(connection: Connection, rules: str) -> bool:
    """Whether all that is in was identified under these rules; an empty store is from now on."""
    if get_meta(connection, "identified_under") is None:
        if HeldArticles(connection).any():
            return False
        set_meta(connection, "identified_under", rules)
    return get_meta(connection, "identified_under") == rules
