"""Whether a snapshot's index is there, whole, and of the same articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from coverage.search.index import VERSION, index_file
from coverage.store import Snapshot


def faults(snapshot: Snapshot) -> Iterator[str]:
    """What is wrong with it, in words."""
    path = index_file(snapshot.store, snapshot.number)
    if not path.is_file():
        yield "is missing: `search` finds nothing until the next run"
        return
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as index:
            state = index.execute("PRAGMA quick_check").fetchone()[0]
            if state != "ok":
                yield f"is damaged: {state}"
                return
            if index.execute("SELECT version FROM about").fetchone() != (VERSION,):
                yield "was made by another version of the program"
            rows = index.execute("SELECT article_id, content_hash FROM docs WHERE alive")
            indexed = dict(rows.fetchall())
    except sqlite3.Error as error:
        yield f"is damaged: {error}"
        return
    with snapshot.cursor() as cursor:
        held = dict(cursor.execute("SELECT article_id, content_hash FROM articles").fetchall())
    missing = sum(indexed.get(article) != content for article, content in held.items())
    if missing:
        yield f"{missing} articles are not in it as they are now"
    if gone := len(indexed.keys() - held.keys()):
        yield f"{gone} articles are in it that the store does not hold"
