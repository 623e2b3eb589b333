"""What proves rows: sentences, and the articles they stand in, fetched for the rows wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from coverage.reports.keeping import Opened, opened
from coverage.reports.opening import open_scope
from coverage.reports.scope import Scope
from coverage.store import Connection, Snapshot

PROOF = ("quote", "article_id", "title", "outlet", "url")
_FETCHING = ("aid", "span_start", "span_end")  # what a report gives in place of them
_AT_ONCE = (
    1000  # so many ids DuckDB looks up in the index; with more of them it reads every article
)


@cache
def _sql() -> str:
    return files(__package__).joinpath("quotes.sql").read_text("utf-8")


def open_quotes(at: Opened, lang: str) -> None:
    """Make what :func:`quoted` needs on a connection."""
    open_scope(at, Scope(), lang, ["sentence_of"])


def quotes(rows: pd.DataFrame, snapshot: Snapshot, lang: str = "en") -> pd.DataFrame:
    """``rows`` of a report that was run without its texts, with those of PROOF added."""
    with opened(snapshot, Scope(), lang, keep=True) as at:
        open_quotes(at, lang)
        return quoted(rows, at.cursor)


def quoted(rows: pd.DataFrame, cursor: Connection) -> pd.DataFrame:
    """As :func:`quotes`, on a connection.

    A row has the number of an article in ``aid`` (nothing where it cites none) and the passage in
    ``span_start`` and ``span_end``, or the funding ``model`` whose best passage is meant.
    """
    parts = [
        _texts(rows.iloc[start : start + _AT_ONCE], cursor)
        for start in range(0, max(len(rows), 1), _AT_ONCE)
    ]
    texts = pd.concat(parts, ignore_index=True).set_index(rows.index)
    return pd.concat([rows.drop(columns=[*_FETCHING], errors="ignore"), texts], axis=1)


def _texts(rows: pd.DataFrame, cursor: Connection) -> pd.DataFrame:
    aids = [None if pd.isna(aid) else int(aid) for aid in rows["aid"]]
    numbers = ", ".join(map(str, sorted({aid for aid in aids if aid is not None}))) or "NULL"
    found = cursor.execute(f"SELECT aid, article_id FROM reading.articles WHERE aid IN ({numbers})")
    articles: dict[int | None, str] = dict(found.fetchall())
    named = {f"id_{at}": article for at, article in enumerate(articles.values())}
    sql = _sql().format(ids=", ".join(f"${name}" for name in named) or "NULL", aids=numbers)
    given: dict[str, Any] = {
        "position": list(range(len(rows))),
        "aid": aids,
        "article": [articles.get(aid) for aid in aids],
        "model": _column(rows, "model"),
        "start": _column(rows, "span_start"),
        "end": _column(rows, "span_end"),
    }
    return cursor.execute(sql, given | named).df()


def _column(rows: pd.DataFrame, name: str) -> Sequence[Any]:
    return rows[name].tolist() if name in rows else [None] * len(rows)
