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
from coverage.reports.keeping import Opened, opened
from coverage.reports.looking import looked_for
from coverage.reports.opening import PARAMETER, numbered, open_scope, used
from coverage.reports.quoting import open_quotes, quoted
from coverage.reports.scope import Scope
from coverage.store import LEDGER, Snapshot, open_ledger

# What is asked for by id has a number too, which the tables of ``reading`` are in the order of.
_NUMBERS = {"mid": "meeting", "aid": "article"}


@dataclass(frozen=True, slots=True)
class Report:
    """A named question: its SQL and what the header comment of the file says of it."""

    name: str
    sql: str
    about: str
    grain: str
    asks: str
    columns: tuple[str, ...]

    @property
    def cites(self) -> bool:
        """Whether its SQL gives numbers of articles (``aid``) for what they say: see quoting.py."""
        return "quote" in self.columns and not re.search(r"AS quote\b", self.sql)

    @property
    def needed(self) -> tuple[str, ...]:
        """Those of its parameters without which it has no answer."""
        told = re.findall(r"(\w+) \(([^)]*)\)", self.asks)
        return tuple(name for name, what in told if name in self.parameters and "''" not in what)

    @property
    def parameters(self) -> tuple[str, ...]:
        """What must be given beside the scope: an id, words to look for."""
        return _parameters(self.sql)


@cache
def _parameters(sql: str) -> tuple[str, ...]:
    named = (_NUMBERS.get(name, name) for name in PARAMETER.findall(sql))
    return tuple(dict.fromkeys(name for name in named if name not in ("start", "end")))


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
        asks=" ".join(header[start:]).partition("parameters:")[2].partition("columns:")[0],
        columns=tuple(each.strip() for each in said["columns"].split(",")),
    )


def run(
    name: str, scope: Scope, snapshot: Snapshot, *, lang: str = "en", **parameters: str
) -> pd.DataFrame:
    """Answer one question. Raises ReportError where the report or a parameter is unknown."""
    found = run_all((name,), scope, snapshot, lang=lang, keep=False, quotes=True, **parameters)
    return found[name]


def run_all(
    wanted: Iterable[str],
    scope: Scope,
    snapshot: Snapshot,
    *,
    lang: str = "en",
    keep: bool = False,
    quotes: bool = True,
    **parameters: str,
) -> dict[str, pd.DataFrame]:
    """Answer several questions on one scope: the filters are worked out once for all of them.

    ``keep`` keeps what was worked out for the next call on this scope and snapshot, and with it the
    snapshot's file open. Without ``quotes`` a report that cites articles gives their numbers, for
    :func:`coverage.reports.quotes` to fetch those of the rows that are shown. ``parameters`` are
    the reports' own (``meeting``, ``article``, ``q``); one not given is ''.
    """
    reports = [report(name) for name in wanted]
    known = {each for one in reports for each in one.parameters}
    if unknown := sorted(set(parameters) - known):
        raise ReportError(
            f"no parameter {', '.join(unknown)} in {', '.join(r.name for r in reports)}"
        )
    most = parameters.get("most") or "1"
    if not (most.isascii() and most.isdecimal() and int(most)):
        raise ReportError(f"most={most!r}: a whole number from 1 is expected")
    sqls = [one.sql for one in reports]
    values = {**dict.fromkeys(known, ""), **parameters, "start": scope.start, "end": scope.end}
    with opened(snapshot, scope, lang, keep=keep) as at:
        values |= numbered(at.cursor, " ".join(sqls), values)
        open_scope(at, scope, lang, sqls)
        if any(table in sql for table in LEDGER for sql in sqls):
            open_ledger(at.cursor, snapshot.store, snapshot.number)
        found = {one.name: _answered(one, at, values, snapshot) for one in reports}
        for one in reports if quotes else ():
            if one.cites:
                open_quotes(at, lang)
                found[one.name] = quoted(found[one.name], at.cursor)[list(one.columns)]
        return found


def _answered(one: Report, at: Opened, values: dict[str, Any], snapshot: Snapshot) -> pd.DataFrame:
    given = used(one.sql, values)
    if "in_found" not in one.sql:
        return at.cursor.execute(one.sql, given).df()
    most = int(values["most"]) if values["most"] else None
    for whole in looked_for(at, values["q"], snapshot, most):
        found = at.cursor.execute(one.sql, given).df()
        if whole or len(found) == most:
            break
    return found
