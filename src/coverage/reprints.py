"""Reprints: articles most of whose text stood in another article shortly before.

Texts are compared by a sample of their shingles (:mod:`coverage.shingles`), which comes with each
article. What is measured is how much of the later text was in the earlier one: an article that
quotes a statement among much else of its own is no reprint of it.

The comparing is done by queries beside the store's schema: ``reprints_new`` (the texts to compare
next, of some days), ``reprints_near`` (the days that these can bear on), then for some days at a
time ``reprints_asked`` (which articles to seek sources of) and ``reprints_compare`` (what each of
those repeats), at last ``reprints_write``. What comes out depends on the articles alone, not on the
order or the runs in which they came.
"""

from __future__ import annotations

from collections.abc import Iterator

from coverage.readers.layouts import layouts
from coverage.store import Connection, append_shingles, refilled, run_script, sql

_BATCH = 1000  # texts in memory
_SLICE = 8_000  # articles that are compared in one go


def mark(connection: Connection, at_once: int = 100_000) -> list[str]:
    """Bring ``reprints`` up to date with the texts that wait to be compared; the caller holds the
    transaction.

    Only about ``at_once`` of them, those of the earliest days, to spare memory: while
    :func:`waiting`, it is to be called again. In between, all is as if the others had not come yet.

    Returns the ids of the meetings to make anew since articles of theirs became reprints, or of
    others, or are none any more.
    """
    _read_new(connection)
    if not waiting(connection):
        return []
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE agency AS SELECT unnest($1::VARCHAR[]) AS outlet",
        [[each.name for each in layouts().outlets.values() if each.agency]],
    )
    connection.execute(sql("reprints_new"), {"most": at_once})
    run_script(connection, sql("reprints_near"))
    asked, compare = sql("reprints_asked"), sql("reprints_compare")
    for start, end in _slices(connection):
        connection.execute(asked, {"start": start, "end": end})
        connection.execute(compare)
        asked, compare = refilled(asked), refilled(compare)
    run_script(connection, sql("reprints_write"))
    while _number(connection, "SELECT count(*) FROM origin JOIN origin AS o "
                              "ON o.article_id = origin.original_id"):  # fmt: skip
        connection.execute("CREATE OR REPLACE TEMP TABLE origin AS SELECT a.article_id, "
                           "coalesce(b.original_id, a.original_id) AS original_id FROM origin AS a "
                           "LEFT JOIN origin AS b ON b.article_id = a.original_id")  # fmt: skip
    changed = connection.execute(sql("reprints_changed")).fetchall()
    run_script(connection, sql("reprints_done"))
    return [meeting_id for (meeting_id,) in changed]


def waiting(connection: Connection) -> bool:
    """Whether texts wait to be compared."""
    query = (
        "SELECT count(*) FROM articles "
        "SEMI JOIN (FROM article_shingles WHERE NOT compared) USING (article_id)"
    )
    return bool(_number(connection, query))


def number(connection: Connection) -> int:
    """How many articles of the store are reprints."""
    return _number(connection, "SELECT count(*) FROM reprints")


def _read_new(connection: Connection) -> None:
    """Sample the texts that came without: those of a store that an older version wrote."""
    missing = connection.execute(
        "SELECT article_id FROM articles ANTI JOIN article_shingles USING (article_id)"
    ).fetchall()
    for at in range(0, len(missing), _BATCH):
        texts = connection.execute(
            "SELECT article_id, title || chr(10) || chr(10) || body FROM articles "
            "WHERE article_id IN (SELECT unnest($1::VARCHAR[]))",
            [[article_id for (article_id,) in missing[at : at + _BATCH]]],
        ).fetchall()
        append_shingles(connection, texts)


def _slices(connection: Connection) -> Iterator[tuple[object, object]]:
    """First and last days of runs in which about _SLICE articles were published."""
    days = connection.execute(
        "SELECT published, count(*) FROM near_sample GROUP BY published ORDER BY published"
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
