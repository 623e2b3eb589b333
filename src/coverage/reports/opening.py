"""A scope opened on a connection: its filters worked out once, for all reports of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from coverage.errors import ReportError
from coverage.reports.keeping import Opened
from coverage.reports.scope import Filter, Scope, filters
from coverage.store import Connection

LANGUAGES = ("en", "uk", "ru")
PARAMETER = re.compile(r"\$(\w+)")
_WORD = re.compile(r"\w+")
_MADE = re.compile(r"(?:TABLE|VIEW|MACRO|_kind\}) (\w+)")


@dataclass(frozen=True, slots=True)
class _Condition:
    """A filter with values of its own; several may be of one filter (``also``)."""

    filter: Filter
    parameter: str
    values: tuple[str, ...]
    by_default: bool = False

    @property
    def each(self) -> dict[str, str]:
        """Its values, by the names of their parameters."""
        return {f"{self.parameter}_{at}": value for at, value in enumerate(self.values)}

    @property
    def listed(self) -> str:
        """Those parameters as SQL has them after IN."""
        return f"({', '.join(f'${name}' for name in self.each)})"

    def on(self, sql: str) -> str:
        return sql.replace(f"(${self.filter.name})", self.listed)


def used(sql: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values that a statement names: DuckDB refuses any other."""
    return {name: values[name] for name in set(PARAMETER.findall(sql))}


_GONE = "SELECT meeting_id FROM meeting_redirects WHERE old_id = ? AND meeting_id IS NOT NULL"


def numbered(cursor: Connection, sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked for by id: the meeting as it is called now, its number and the article's.

    Only those that ``sql`` names ($meeting, $mid, $aid); a number is None where there is none. As
    values they let DuckDB pass over all other rows before it reads them, as a join would not.
    """
    found: dict[str, Any] = {}
    wanted = set(PARAMETER.findall(sql))
    if wanted & {"meeting", "mid"}:
        found["meeting"] = _first(cursor, _GONE, values["meeting"]) or values["meeting"]
    for name, table, key in (("mid", "meetings", "meeting"), ("aid", "articles", "article")):
        if name in wanted:
            number = f"SELECT {name} FROM reading.{table} WHERE {key}_id = ?"
            found[name] = _first(cursor, number, found.get(key, values[key]))
    return found


def _first(cursor: Connection, sql: str, value: str) -> Any:
    row = cursor.execute(sql, [value]).fetchone()
    return row and row[0]


def open_scope(
    at: Opened,
    scope: Scope,
    lang: str,
    reports: Sequence[str],
) -> None:
    """Make those temporary tables and macros of scope.sql that the SQL of ``reports`` names.

    Those that ``at`` has are not made again; it notes the others as soon as they are made.
    Raises ReportError where there are no labels in ``lang``.
    """
    if lang not in LANGUAGES:
        raise ReportError(f"no labels in {lang!r}; there are {', '.join(LANGUAGES)}")
    conditions = list(_conditions(scope))
    of_any_stage = [each for each in conditions if each.filter.name != "stages"]
    meeting = [each.on(each.filter.meeting) for each in conditions]
    of_articles = [*_of_articles(conditions)]
    said = _said(of_articles, scope)
    rows = [*_said(_of_articles(_without_row(conditions)), scope), *_rows(conditions)]
    telling = [each.on(each.filter.article) for each in conditions if each.filter.telling]
    parts = {
        "grain": scope.grain.value,
        "days": "($start::DATE IS NULL OR day >= $start::DATE)"
        " AND ($end::DATE IS NULL OR day <= $end::DATE)",
        "published": "($start::DATE IS NULL OR published >= $start::DATE)"
        " AND ($end::DATE IS NULL OR published <= $end::DATE)",
        "lang": lang,
        "meeting_filters": _all_of(meeting),
        "announced_filters": _all_of(
            each.on(each.filter.meeting) for each in conditions if each.filter.name != "statuses"
        ),
        "telling_filters": _all_of(telling),
        # Without a filter on them the articles need not be read, nor counted anew.
        "telling_kind": "TABLE" if telling else "VIEW",
        "telling": f"JOIN reading.articles a USING (aid) WHERE {_all_of(telling)}"
        if telling
        else "",
        "own": "coalesce(t.own, 0) AS own" if telling else "m.own",
        "own_told": " LEFT JOIN (SELECT mid, count(*) FILTER (alone) AS own FROM in_tellings"
        " GROUP BY mid) t USING (mid)"
        if telling
        else "",
        "article_filters": _all_of(said),
        "funding_kind": "TABLE" if rows else "VIEW",
        "funding_filters": _all_of(rows),
    }
    values: dict[str, Any] = {each.name: list(scope.values(each.name)) for each in filters()}
    for each in conditions:
        values |= each.each
    values |= {"start": scope.start, "end": scope.end}
    parts["pairs"] = _text("scope_pairs.sql").format_map(parts)
    parts["stated"] = "FROM in_sayings"
    if of_any_stage != conditions:
        fitting = _all_of(each.on(each.filter.meeting) for each in of_any_stage)
        meetings = f"(SELECT m.mid FROM reading.meetings m WHERE {fitting})"
        stated = [
            *_said(_of_articles(_without_row(of_any_stage), meetings), scope),
            *_rows(of_any_stage),
        ]
        parts["stated"] = _text("scope_stated.sql").format(stated_filters=_all_of(stated))
    by_days = all(each.filter.name == "statuses" for each in conditions)
    for name, sql in _needed(reports, parts, _statements(by_days, by_days and not of_articles)):
        if name not in at.made:
            at.cursor.execute(sql, used(sql, values))
            at.made.add(name)


@cache
def _statements(by_days: bool, funding_by_days: bool) -> tuple[tuple[str, str], ...]:
    """Every statement of scope.sql with the name of what it makes, in order.

    ``by_days``: those of scope_days.sql in place of those that make the same, and likewise of
    scope_funding_days.sql.
    """
    quicker = dict(_made("scope_days.sql")) if by_days else {}
    quicker |= dict(_made("scope_funding_days.sql")) if funding_by_days else {}
    return tuple((name, quicker.get(name, each)) for name, each in _made("scope.sql"))


def _made(file: str) -> Iterator[tuple[str, str]]:
    for each in _text(file).split(";"):
        if each.strip():
            yield _MADE.findall(each)[0], each


@cache
def _text(file: str) -> str:
    return re.sub(r"--.*", "", files(__package__).joinpath(file).read_text("utf-8"))


def _needed(
    reports: Sequence[str], parts: Mapping[str, str], statements: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """What ``reports`` name, and what these name, with the statements that make it, in order."""
    wanted: list[tuple[str, str]] = []
    named = set(_WORD.findall(" ".join(reports)))
    for name, statement in reversed(statements):
        if name in named:
            sql = statement.format_map(parts)
            wanted.append((name, sql))
            named.update(_WORD.findall(sql))
    return wanted[::-1]


def _conditions(scope: Scope) -> Iterator[_Condition]:
    default = Scope()
    for each in filters():
        if chosen := scope.values(each.name):
            yield _Condition(each, each.name, chosen, chosen == default.values(each.name))
    known = {each.name: each for each in filters()}
    for number, (name, value) in enumerate(scope.also):
        yield _Condition(known[name], f"also_{number}", (value,))


def _of_articles(conditions: Sequence[_Condition], meetings: str = "in_ever") -> Iterator[str]:
    """What an article has to say or to tell of (one of ``meetings``), whenever published."""
    yield from (each.on(each.filter.article) for each in conditions if each.filter.article)
    if any(each.filter.tells and not each.by_default for each in conditions):
        yield f"a.aid IN (SELECT aid FROM reading.mentions SEMI JOIN {meetings} USING (mid))"


def _said(said: Iterable[str], scope: Scope) -> list[str]:
    """``said``, and that it was published within the period."""
    said = [*said]
    if scope.start:
        said.append("a.published >= $start::DATE")
    if scope.end:
        said.append("a.published <= $end::DATE")
    return said


def _rows(conditions: Sequence[_Condition]) -> list[str]:
    """What a row of funding has to say itself."""
    return [f"a.{each.filter.row} IN {each.listed}" for each in conditions if each.filter.row]


def _without_row(conditions: Iterable[_Condition]) -> list[_Condition]:
    """Those that rows of funding do not meet themselves: an article of theirs meets the others."""
    return [each for each in conditions if not each.filter.row]


def _all_of(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or "true"
