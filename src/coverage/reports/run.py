"""Run named reports: one .sql file a question, over the scope's temporary tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from coverage.errors import ReportError
from coverage.reports.scope import Scope, filters
from coverage.store import Connection, Snapshot

LANGUAGES = ("en", "uk", "ru")
_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Report:
    """A named question: its SQL and what the header comment of the file says of it."""

    name: str
    sql: str
    about: str
    grain: str
    columns: tuple[str, ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """What must be given beside the scope: an id, words to look for."""
        return tuple(
            dict.fromkeys(
                name for name in _PARAMETER.findall(self.sql) if name not in ("start", "end")
            )
        )


@cache
def names() -> tuple[str, ...]:
    """The names of all reports, sorted."""
    folder = files(__package__).joinpath("sql")
    return tuple(
        sorted(
            each.name.removesuffix(".sql")
            for each in folder.iterdir()
            if each.name.endswith(".sql")
        )
    )


@cache
def report(name: str) -> Report:
    """The report called ``name``. Raises ReportError with the names there are."""
    if name not in names():
        raise ReportError(f"no report {name!r}; there are: {', '.join(names())}")
    sql = files(__package__).joinpath("sql", f"{name}.sql").read_text("utf-8")
    header = [line[2:].strip() for line in sql.splitlines() if line.startswith("--")]
    start = next(at for at, line in enumerate(header) if line.startswith("grain:"))
    parts = (line.partition(":") for line in header[start:])
    said = {key: value.strip() for key, _, value in parts}
    return Report(
        name=name,
        sql=sql,
        about=" ".join(header[:start]),
        grain=said["grain"],
        columns=tuple(each.strip() for each in said["columns"].split(",")),
    )


def run(
    name: str, scope: Scope, snapshot: Snapshot, *, lang: str = "en", **parameters: str
) -> pd.DataFrame:
    """Answer one question. Raises ReportError where the report or a parameter is unknown."""
    return run_all((name,), scope, snapshot, lang=lang, **parameters)[name]


def run_all(
    wanted: Iterable[str], scope: Scope, snapshot: Snapshot, *, lang: str = "en", **parameters: str
) -> dict[str, pd.DataFrame]:
    """Answer several questions on one scope: the filters are worked out once for all of them.

    ``parameters`` are the reports' own (``meeting``, ``article``, ``q``); one not given is ''.
    """
    reports = [report(name) for name in wanted]
    known = {each for one in reports for each in one.parameters}
    if unknown := sorted(set(parameters) - known):
        raise ReportError(
            f"no parameter {', '.join(unknown)} in {', '.join(r.name for r in reports)}"
        )
    values = {**dict.fromkeys(known, ""), **parameters, "start": scope.start, "end": scope.end}
    with snapshot.cursor() as cursor:
        _open_scope(cursor, scope, lang)
        return {one.name: cursor.execute(one.sql, _used(one.sql, values)).df() for one in reports}


def _used(sql: str, values: dict[str, Any]) -> dict[str, Any]:
    """DuckDB refuses a parameter that the statement does not name."""
    return {name: values[name] for name in set(_PARAMETER.findall(sql))}


def _open_scope(cursor: Connection, scope: Scope, lang: str) -> None:
    """Work the filters out into temporary tables that every report of a page reads (scope.sql)."""
    if lang not in LANGUAGES:
        raise ReportError(f"no labels in {lang!r}; there are {', '.join(LANGUAGES)}")
    chosen = [each for each in filters() if scope.values(each.name)]
    default = Scope()
    tells = [
        each
        for each in chosen
        if each.tells and scope.values(each.name) != default.values(each.name)
    ]
    said = [each.article for each in chosen if each.article]
    if tells:
        said.append(
            "a.article_id IN (SELECT article_id FROM mentions SEMI JOIN scope_ever"
            " USING (meeting_id))"
        )
    rows = [
        f"f.{column} IN (SELECT unnest(${name}))"
        for name, column in (("partners", "partner"), ("models", "model"), ("stages", "stage"))
        if scope.values(name)
    ]
    telling = [each.article for each in chosen if each.name in ("outlets", "langs")]
    parts = {
        "grain": scope.grain.value,
        "lang": lang,
        "meeting_filters": _all_of(each.meeting for each in chosen),
        "telling_filters": _all_of(telling),
        "article_filters": _all_of(said),
        "funding_filters": _all_of(rows),
    }
    values: dict[str, Any] = {each.name: list(scope.values(each.name)) for each in filters()}
    values |= {"start": scope.start, "end": scope.end}
    template = files(__package__).joinpath("scope.sql").read_text("utf-8")
    for statement in re.sub(r"--.*", "", template).split(";"):
        if statement.strip():
            sql = statement.format_map(parts)
            cursor.execute(sql, _used(sql, values))


def _all_of(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or "true"
