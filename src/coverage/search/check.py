"""Whether a snapshot's index is there, whole, and of the same articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from coverage.search.index import VERSION, hold, index_file
from coverage.store import DatabaseError, Snapshot

_MISSING = "SELECT count(*) FROM articles ANTI JOIN held USING (article_id, content_hash)"
_GONE = "SELECT count(*) FROM held ANTI JOIN articles USING (article_id)"


def there(snapshot: Snapshot) -> bool:
    """Whether this machine has the index."""
    return index_file(snapshot.store, snapshot.number, snapshot.state).is_file()


def faults(snapshot: Snapshot) -> Iterator[str]:
    """What is wrong with it, in words."""
    path = index_file(snapshot.store, snapshot.number, snapshot.state)
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
            with snapshot.cursor() as cursor:
                hold(index, cursor)
                missing, gone = (
                    (cursor.execute(query).fetchone() or (0,))[0] for query in (_MISSING, _GONE)
                )
    except (sqlite3.Error, DatabaseError) as error:
        yield f"is damaged, or what it is of: {error}"
        return
    if missing:
        yield f"{missing} articles are not in it as they are now"
    if gone:
        yield f"{gone} articles are in it that the store does not hold"
