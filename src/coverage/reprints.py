"""Reprints: articles most of whose text stood in another article shortly before.

Texts are compared by a sample of their shingles (runs of five words), chosen by their hash and so
the same in every text. What is measured is how much of the later text was in the earlier one: an
article that quotes a statement among much else of its own is no reprint of it.

The comparing is done by queries beside the store's schema: ``reprints_touched`` (which articles a
new one can bear on), ``reprints_compare`` (what each of those repeats), ``reprints_write``. What
comes out depends on the articles alone, not on the order or the runs in which they came.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coverage.store import Connection, sql

_SHINGLE = 5  # words
_LEAST = 20  # shingles: two shorter texts may be alike by chance
_SAMPLE = 4  # one shingle in so many is kept
_BATCH = 1000  # texts in memory
_SLICE = 50_000  # articles that are compared in one go

_WORD = re.compile(r"\w+")
_BASE = 0x9E3779B97F4A7C15
_FACTORS = np.array([pow(_BASE, i, 2**64) for i in range(_SHINGLE)], dtype=np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_HALF = np.uint64(32)

Hashes = NDArray[np.uint32]


def shingles_of(text: str) -> Hashes:
    """A sample of the distinct hashes of the runs of five words in ``text``, sorted.

    Empty where the text is too short to tell anything by it.
    """
    words = np.array(
        [zlib.crc32(word.encode()) for word in _WORD.findall(_folded(text))], np.uint64
    )
    if len(words) < _SHINGLE:
        return np.empty(0, np.uint32)
    hashes = np.lib.stride_tricks.sliding_window_view(words, _SHINGLE) @ _FACTORS
    hashes = (hashes ^ (hashes >> _SHIFT)) * _MIX  # so that a part of the bits is a fair sample
    distinct = np.unique(hashes ^ (hashes >> _SHIFT))
    if len(distinct) < _LEAST:
        return np.empty(0, np.uint32)
    sample = distinct[distinct % np.uint64(_SAMPLE) == 0]
    return np.unique((sample >> _HALF).astype(np.uint32))


def _folded(text: str) -> str:
    """Small letters, ё as е; of the apostrophes the one that passes for a letter as the others."""
    return text.lower().replace("ё", "е").replace("\N{MODIFIER LETTER APOSTROPHE}", "'")


def mark(connection: Connection) -> list[str]:
    """Bring ``reprints`` up to date; the caller holds the transaction.

    Returns the ids of the meetings to make anew since articles of theirs became reprints, or of
    others, or are none any more.
    """
    _read_new(connection)
    if not _number(connection, "SELECT count(*) FROM article_shingles WHERE NOT compared"):
        return []
    connection.execute(sql("reprints_touched"))
    query = sql("reprints_compare")
    for start, end in _slices(connection):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE asked_text AS SELECT article_id, published FROM articles "
            "SEMI JOIN touched_text USING (article_id) WHERE published BETWEEN ? AND ?",
            [start, end],
        )
        connection.execute(query)
    connection.execute(sql("reprints_write"))
    while _number(connection, "SELECT count(*) FROM origin JOIN origin AS o "
                              "ON o.article_id = origin.original_id"):  # fmt: skip
        connection.execute("CREATE OR REPLACE TEMP TABLE origin AS SELECT a.article_id, "
                           "coalesce(b.original_id, a.original_id) AS original_id FROM origin AS a "
                           "LEFT JOIN origin AS b ON b.article_id = a.original_id")  # fmt: skip
    changed = connection.execute(sql("reprints_changed")).fetchall()
    connection.execute(sql("reprints_done"))
    return [meeting_id for (meeting_id,) in changed]


def number(connection: Connection) -> int:
    """How many articles of the store are reprints."""
    return _number(connection, "SELECT count(*) FROM reprints")


def _read_new(connection: Connection) -> None:
    """Sample the texts that have none yet, a batch at a time."""
    missing = connection.execute(
        "SELECT article_id FROM articles ANTI JOIN article_shingles USING (article_id)"
    ).fetchall()
    for at in range(0, len(missing), _BATCH):
        ids = [article_id for (article_id,) in missing[at : at + _BATCH]]
        texts = connection.execute(
            "SELECT article_id, title, body FROM articles "
            "WHERE article_id IN (SELECT unnest($1::VARCHAR[]))", [ids],
        ).fetchall()  # fmt: skip
        batch = pd.DataFrame(
            {
                "article_id": [article_id for article_id, _, _ in texts],
                "shingles": [shingles_of(f"{title}\n\n{body}") for _, title, body in texts],
            }
        )
        connection.register("batch", batch)
        connection.execute("INSERT INTO article_shingles "
                           "SELECT article_id, shingles::UINTEGER[], false FROM batch")  # fmt: skip
        connection.unregister("batch")


def _slices(connection: Connection) -> Iterator[tuple[object, object]]:
    """First and last days of runs in which about _SLICE articles were published."""
    days = connection.execute(
        "SELECT published, count(*) FROM articles WHERE published IN "
        "(SELECT published FROM articles SEMI JOIN touched_text USING (article_id)) "
        "GROUP BY published ORDER BY published"
    ).fetchall()
    run: list[object] = []
    held = 0
    for day, count in days:
        if run and held + count > _SLICE:
            yield run[0], run[-1]
            run, held = [], 0
        run.append(day)
        held += count
    if run:
        yield run[0], run[-1]


def _number(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
