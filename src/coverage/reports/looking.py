"""Words that are looked for: which articles hold them, for the reports of a scope."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coverage.reports.keeping import Opened
from coverage.search import Found, find
from coverage.store import Snapshot

_AHEAD = 3  # times as many as are asked for are looked up first: not each is in scope
_MAKE = "CREATE OR REPLACE TEMP TABLE in_found AS SELECT aid FROM reading.articles"
_BY_ID = "article_id IN (SELECT unnest(?::VARCHAR[]))"
_AS_IT_STANDS = """SEMI JOIN (
    SELECT article_id FROM articles
    WHERE contains(lower(title), lower($q)) OR contains(lower(body), lower($q))
) USING (article_id)"""


def looked_for(at: Opened, words: str, snapshot: Snapshot, most: int | None) -> Iterator[bool]:
    """Make in_found, the articles that hold the words; says whether that is all of them in scope.

    Where only the ``most`` newest are asked for, first some of the newest, then all. By the index;
    where the snapshot has none, as the words stand.
    """
    found: Found | None = Found([])
    if words and most:
        found = find(snapshot, words, most=_AHEAD * most)
        if found and found.since:
            at.cursor.execute(
                f"{_MAKE} WHERE published >= ? AND {_BY_ID}", [found.since, found.ids]
            )
            yield False
    if words and (found is None or found.since or not most):
        days = _days(at)
        found = find(snapshot, words, days=days) if days else Found([])
    if found is None:
        at.cursor.execute(f"{_MAKE} {_AS_IT_STANDS}", {"q": words})
    else:
        at.cursor.execute(f"{_MAKE} WHERE {_BY_ID}", [found.ids])
    yield True


def _days(at: Opened) -> tuple[date, date] | None:
    """The first and the last day on which an article in scope was published."""
    tables = [name for name in ("in_tellings", "in_published") if name in at.made]
    articles = " UNION ALL ".join(f"SELECT aid FROM {name}" for name in tables)
    ends = f"SELECT unnest([min(aid), max(aid)]) FROM ({articles})"
    row = at.cursor.execute(
        f"SELECT min(published), max(published) FROM reading.articles WHERE aid IN ({ends})"
    ).fetchone()
    return row if row and row[0] else None
