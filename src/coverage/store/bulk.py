"""Many rows at once: Arrow tables into the schema's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from coverage.model import Coding
from coverage.store import rows
from coverage.store.block import Block
from coverage.store.database import Connection
from coverage.store.rows import Entry, Stamp


def append(connection: Connection, table: str, frame: Any) -> None:
    """Append an Arrow table to ``table`` in one statement."""
    if frame.num_rows:
        connection.register("batch", frame)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")
        connection.unregister("batch")


def append_codings(
    connection: Connection, entries: Sequence[Entry], stamp: Stamp | None = None
) -> None:
    """Append articles that the database does not hold, and what was read out of them."""
    stamp = stamp or Stamp("", datetime.now(UTC))
    append_block(connection, Block.of(entries, stamp))


def append_block(connection: Connection, block: Block, but: Collection[str] = frozenset()) -> None:
    """Append a block's tables, ``but`` some, and mark its articles for the next linking."""
    for table, frame in block.tables.items():
        if table not in but:
            append(connection, table, frame)
    append(connection, "dirty_articles", rows.dirty(block.ids))


def append_shingles(connection: Connection, texts: Iterable[tuple[str, str]]) -> None:
    """Append what is compared of texts, each given with its article's id."""
    append(connection, "article_shingles", rows.shingles(texts))


def append_children(connection: Connection, codings: Sequence[Coding]) -> None:
    """Append what was read out of articles, and mark these for the next linking."""
    for table, frame in rows.children(codings).items():
        append(connection, table, frame)
    append(connection, "dirty_articles", rows.dirty(coding.article_id for coding in codings))


def delete_children(connection: Connection, article_ids: Sequence[str]) -> None:
    """Delete all that was read out of these articles."""
    for table in rows.CHILDREN:
        connection.execute(
            f"DELETE FROM {table} WHERE article_id IN (SELECT unnest($1::VARCHAR[]))",
            [list(article_ids)],
        )
