"""Two snapshots side by side: which meetings came, went or changed in between, and why."""

from __future__ import annotations

from dataclasses import dataclass

from coverage.store.database import in_memory, sql
from coverage.store.snapshot import Snapshot

_READ = ("meetings", "tellings", "redirects", "corrections")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between what was known of a meeting then and later.

    ``kind``: ``added`` (no meeting then), ``withdrawn`` (no meeting any more), ``merged`` (part of
    meeting ``after`` now) or ``changed`` (``field`` was ``before``, is ``after``). ``why``:
    ``new_article``, ``revised_article``, ``codebook``, ``correction``, or ``linking`` where only
    other meetings' articles can have brought it about. ``detail`` names the articles, codebook
    version or analyst; ``action`` is what the analyst did (several: comma between).
    """

    kind: str
    meeting_id: str
    event: str
    field: str
    before: str
    after: str
    why: str
    detail: str
    action: str = ""


def compare(old: Snapshot, new: Snapshot) -> list[Change]:
    """What changed from ``old`` to ``new``, by event; fields compared are in ``compare.sql``."""
    connection = in_memory()
    try:
        for age, snapshot in (("old", old), ("new", new)):
            with snapshot.cursor() as cursor:
                for name in _READ:
                    table = cursor.execute(sql(f"compare_{name}")).to_arrow_table()
                    connection.register(f"{age}_{name}", table)
        return [Change(*row) for row in connection.execute(sql("compare")).fetchall()]
    finally:
        connection.close()
