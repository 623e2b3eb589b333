"""What the store holds of articles that come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.model import Article
from coverage.store.database import Connection, sql


@dataclass(frozen=True, slots=True)
class Known:
    """What the store holds of an article already."""

    revision: int
    content_hash: str
    codebook_version: str
    earlier: frozenset[str]  # content hashes of its earlier revisions


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article was at some time. Of earlier ones outlet, language and id are the newest's;
    ``content_hash`` is over what they were then."""

    article: Article
    content_hash: str


def known(connection: Connection, article_ids: Sequence[str]) -> dict[str, Known]:
    """What the store holds of these articles, by article_id; nothing of new ones."""
    found = connection.execute(sql("known"), [list(article_ids)]).fetchall()
    return {
        article_id: Known(revision, content, version, frozenset(earlier))
        for article_id, revision, content, version, earlier in found
    }


def revisions(connection: Connection, article_ids: Sequence[str]) -> dict[str, list[Revision]]:
    """All that these articles are and were, by article_id, the newest first."""
    found: dict[str, list[Revision]] = {}
    for content, *values in connection.execute(sql("revisions"), [list(article_ids)]).fetchall():
        article = Article(*values)
        found.setdefault(article.article_id, []).append(Revision(article, content))
    return found
