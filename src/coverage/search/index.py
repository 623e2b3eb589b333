"""The index: a SQLite FTS5 file of stems beside each snapshot, brought forward from the one before.

::

    DIR/snapshots/000002.search   answers for 000002.duckdb (of a lake: 000002-<its state>.search)

It holds no text, only stems and which article they are of, in the order of the days of
publication, so that the newest are found without looking at the others. An article that changed
gets a new row; the old one is marked dead, and once a third are dead the file is made anew.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from coverage.errors import StoreError
from coverage.search.stems import stem, stems, words
from coverage.store import Connection, DatabaseError, Snapshot, in_lake, in_room, kept, state_of

VERSION = "3"  # changes with the rules of stems, so that an index made by others is made anew
_BATCH = 2000
_RUN = 10_000  # articles of days that follow each other, whose texts are read in one go
_DAY = 32  # bits of a number within its day; before them the day, as date.toordinal() counts
_SCHEMA = """
CREATE TABLE about (version TEXT NOT NULL);
CREATE TABLE docs (
    doc INTEGER PRIMARY KEY,  -- see _DAY
    article_id TEXT NOT NULL, content_hash TEXT NOT NULL,
    alive INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX docs_article ON docs (article_id);
CREATE VIRTUAL TABLE texts USING fts5 (stems, content='', columnsize=0, tokenize='ascii');
"""
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


def build(store: Path, number: int) -> Path:
    """Make the index of snapshot ``number``, from the newest one before where there is any.

    Indexes of snapshots that are no more are removed.

    Raises:
        StoreError: the snapshot is not there, or the index cannot be written.
    """
    target = index_file(store, number)
    partial = target.with_suffix(f".{os.getpid()}.partial")
    try:
        with Snapshot.apart(store, number) as snapshot:
            in_room(snapshot.connection, lambda: _make(target, partial, snapshot))
        partial.replace(target)
        _prune(store)
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise StoreError(f"{target}: the search index cannot be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def _make(target: Path, partial: Path, snapshot: Snapshot) -> None:
    partial.unlink(missing_ok=True)
    with closing(_begun(target, partial)) as index, index:
        _bring_forward(index, snapshot)


def complete(store: Path, number: int) -> None:
    """Make the index of snapshot ``number`` if a run was cut off before it had made it."""
    if not index_file(store, number).is_file():
        build(store, number)


@dataclass(frozen=True, slots=True)
class Found:
    """Articles by id, the newest first: all of those from the day ``since`` on; None: all."""

    ids: list[str]
    since: date | None = None


def find(
    snapshot: Snapshot,
    asked: str,
    *,
    most: int | None = None,
    days: tuple[date, date] | None = None,
) -> Found | None:
    """The articles that hold all of ``asked``; None where the snapshot has no index.

    Words are found in any of their forms; ``"in quotes"`` next to each other, ``begin*`` by their
    beginning. Nothing is found where nothing but signs was asked for. With ``days`` (both included)
    only those published then; with ``most`` not more than that, and where there are more, without
    the day that would be cut through, so that there may be none.
    """
    path = index_file(snapshot.store, snapshot.number, snapshot.state)
    if not path.is_file():
        return None
    query = compiled(asked)
    if not query:
        return Found([])
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as index:
            if index.execute("SELECT version FROM about").fetchone() != (VERSION,):
                most = days = None  # its numbers may be in another order
            first, last = (each.toordinal() for each in days or (date.min, date.max))
            rows = index.execute(
                "SELECT doc, article_id FROM texts CROSS JOIN docs ON doc = texts.rowid"
                " WHERE texts MATCH ? AND alive AND texts.rowid BETWEEN ? AND ?"
                " ORDER BY texts.rowid DESC LIMIT ?",
                [query, first << _DAY, (last + 1 << _DAY) - 1, most or -1],
            ).fetchall()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be searched: {error}") from error
    if not most or len(rows) < most:
        return Found([article for _, article in rows])
    through = rows[-1][0] >> _DAY
    ids = [article for doc, article in rows if doc >> _DAY > through]
    return Found(ids, date.fromordinal(through + 1))


def compiled(asked: str) -> str:
    """What is looked for as an FTS5 query: every part, in the stems of either language."""
    return " AND ".join(part for part in _parts(asked) if part)


def _parts(asked: str) -> Iterator[str]:
    for quoted, plain in _ASKED.findall(asked):
        own = list(words(quoted or plain))
        if quoted:
            yield _any_of(" ".join(stem(word, lang) for word in own) for lang in ("ru", "uk"))
        elif plain.endswith("*") and own:
            yield from (_form(word) for word in own[:-1])
            yield f'("{own[-1]}" * OR {_form(own[-1])})'
        else:
            yield from (_form(word) for word in own)


def _form(word: str) -> str:
    return _any_of(stem(word, lang) for lang in ("ru", "uk"))


def _any_of(phrases: Iterable[str]) -> str:
    different = [f'"{each}"' for each in dict.fromkeys(phrases) if each]
    return f"({' OR '.join(different)})" if different else ""


def index_file(store: Path, number: int, state: str = "") -> Path:
    """The index of snapshot ``number``, which ``state`` tells from others (looked up without).

    A lake's lies on each machine that searches, also when the lake is restored and counts on from
    an earlier snapshot: so it is named by the state.
    """
    name = f"{number:06d}"
    if in_lake(store):
        name += f"-{sha256((state or state_of(store, number)).encode()).hexdigest()[:16]}"
    return store / "snapshots" / f"{name}.search"


def _begun(target: Path, partial: Path) -> sqlite3.Connection:
    """A file to be brought forward: a copy of the newest index before, else an empty one."""
    before = [path for path in sorted(target.parent.glob("*.search")) if path.stem < target.stem]
    if before:
        shutil.copyfile(before[-1], partial)
        index = sqlite3.connect(partial)
        if _usable(index):
            return index
        index.close()
        partial.unlink()
    index = sqlite3.connect(partial)
    index.executescript(_SCHEMA)
    index.execute("INSERT INTO about VALUES (?)", [VERSION])
    return index


def _usable(index: sqlite3.Connection) -> bool:
    try:
        version = index.execute("SELECT version FROM about").fetchone()
        alive, every = index.execute("SELECT sum(alive), count(*) FROM docs").fetchone()
    except sqlite3.Error:
        return False
    return bool(version == (VERSION,) and (not every or 3 * alive >= 2 * every))


def _bring_forward(index: sqlite3.Connection, snapshot: Snapshot) -> None:
    """Mark dead what the snapshot holds otherwise, and add what is new, in the order of its days.

    Memory is for some days at a time, and of these for a batch.
    """
    days = index.execute(f"SELECT doc >> {_DAY}, max(doc) FROM docs GROUP BY 1").fetchall()
    last: dict[int, int] = dict(days)
    with snapshot.cursor() as cursor:
        hold(index, cursor)
        gone = cursor.execute(
            "SELECT doc FROM held ANTI JOIN articles USING (article_id, content_hash)"
        )
        while docs := gone.fetchmany(_BATCH):
            index.executemany("UPDATE docs SET alive = 0 WHERE doc = ?", docs)
        cursor.execute(
            "CREATE TEMP TABLE new AS SELECT article_id, published FROM articles "
            "ANTI JOIN held USING (article_id, content_hash)"
        )
        for first, until in _runs_of_days(cursor):
            new = cursor.execute(
                "SELECT article_id, content_hash, published, lang,"
                " title || chr(10) || chr(10) || body"
                " FROM articles"
                " SEMI JOIN (SELECT article_id FROM new WHERE published BETWEEN $1 AND $2)"
                " USING (article_id)"
                " WHERE published BETWEEN $1 AND $2",  # to sort texts takes memory for all of them
                [first, until],
            )
            while texts := new.fetchmany(_BATCH):
                for article, content, published, lang, text in texts:
                    day = published.toordinal()
                    doc = last[day] = last.get(day, day << _DAY) + 1
                    index.execute(
                        "INSERT INTO docs (doc, article_id, content_hash) VALUES (?, ?, ?)",
                        [doc, article, content],
                    )
                    index.execute(
                        "INSERT INTO texts (rowid, stems) VALUES (?, ?)", [doc, stems(text, lang)]
                    )


def _runs_of_days(cursor: Connection) -> list[tuple[date, date]]:
    """First and last days of runs in which about ``_RUN`` new articles were published."""
    return cursor.execute(
        "WITH days AS (SELECT published, sum(count(*)) OVER (ORDER BY published) AS n"
        " FROM new GROUP BY published)"
        " SELECT min(published), max(published) FROM days GROUP BY n // $1 ORDER BY 1",
        [_RUN],
    ).fetchall()


def hold(index: sqlite3.Connection, cursor: Connection) -> None:
    """Give the cursor a table ``held``: which articles the index has, in which state."""
    cursor.execute("CREATE TEMP TABLE held (doc BIGINT, article_id VARCHAR, content_hash VARCHAR)")
    alive = index.execute("SELECT doc, article_id, content_hash FROM docs WHERE alive")
    while rows := alive.fetchmany(_BATCH):
        columns = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute("INSERT INTO held SELECT unnest($1::BIGINT[]), unnest($2::VARCHAR[]), "
                       "unnest($3::VARCHAR[])", columns)  # fmt: skip


def _prune(store: Path) -> None:
    paths = {
        path: int(path.stem.partition("-")[0]) for path in (store / "snapshots").glob("*.search")
    }
    there = kept(store, *paths.values())
    for path, number in paths.items():
        if number not in there or path != index_file(store, number):
            path.unlink(missing_ok=True)
