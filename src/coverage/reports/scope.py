"""The scope: the filters in force, as a value that an address can carry and a person can read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from coverage.errors import ReportError
from coverage.reports.problem import Problem

_OTHER_MARKS = {ord(","): "\N{NO-BREAK SPACE}", ord("."): ","}
MAX_VALUES = 200
MAX_ALSO = 12
MAX_LENGTH = 120


class Grain(StrEnum):
    """The length of a period over time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Filter:
    """One entry of filters.toml; see the comment at its head."""

    name: str
    query: str
    kind: str
    meeting: str
    article: str = ""
    row: str = ""
    tells: bool = False
    telling: bool = False
    allowed: tuple[str, ...] = ()


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


@cache
def filters() -> tuple[Filter, ...]:
    """Every filter, in the order in which people are shown them."""
    return tuple(
        Filter(name=name, **{**entry, "allowed": tuple(entry.get("allowed", ()))})
        for name, entry in _toml("filters.toml").items()
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """Which meetings and articles are looked at, and by which length of period.

    ``start`` and ``end`` are days, both included; None leaves that side open. Within one filter
    any of the values may fit, all filters together must; an empty filter lets everything pass.
    ``also`` are (filter, value) that must each fit besides: with Denmark *and* Norway.
    """

    start: date | None = None
    end: date | None = None
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    coalitions: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("held",)
    modes: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    grain: Grain = Grain.MONTH

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts. Raises ReportError."""
        if self.start and self.end and self.start > self.end:
            raise ReportError(f"the period ends ({self.end}) before it starts ({self.start})")

    @classmethod
    def parse(cls, query: Mapping[str, Sequence[str]]) -> tuple[Scope, tuple[str, ...]]:
        """Read query parameters; what is wrong is left out and named in the second value.

        Other parameters of the address are none of the scope's and are passed over.
        """
        problems: list[str] = []
        values: dict[str, Any] = {}
        for key, side in (("from", "start"), ("to", "end")):
            for text in query.get(key, ())[-1:]:
                try:
                    values[side] = date.fromisoformat(text)
                except ValueError:
                    problems.append(
                        Problem("{given} is not a date like 2025-03-20", given=_shown(key, text))
                    )
        for text in query.get("grain", ())[-1:]:
            try:
                values["grain"] = Grain(text)
            except ValueError:
                problems.append(
                    Problem("{given} is none of {allowed}", given=_shown("grain", text),
                            allowed=", ".join(Grain))
                )  # fmt: skip
        for each in filters():
            given = query.get(each.query)
            if given is not None:
                values[each.name] = _values(each, given, problems)
        values["also"] = _also(query.get("also", ()), problems)
        if not values.get("statuses") and query.get("status") != ["any"]:
            values.pop("statuses", None)
        if "start" in values and "end" in values and values["start"] > values["end"]:
            problems.append(Problem("the period ends ({day}) before it starts", day=values["end"]))
            del values["start"], values["end"]
        return cls(**values), tuple(problems)

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Scope:
        """Read query parameters. Raises ReportError that names every wrong one."""
        scope, problems = cls.parse(query)
        if problems:
            raise ReportError("; ".join(problems))
        return scope

    def to_query(self) -> dict[str, list[str]]:
        """The parameters that bring this scope back; what is as by default is left out."""
        query: dict[str, list[str]] = {}
        if self.start:
            query["from"] = [self.start.isoformat()]
        if self.end:
            query["to"] = [self.end.isoformat()]
        for each in filters():
            if self.values(each.name) != _DEFAULT.values(each.name):
                query[each.query] = list(self.values(each.name)) or ["any"]
        if self.also:
            queries = {each.name: each.query for each in filters()}
            query["also"] = [f"{queries[name]}:{value}" for name, value in self.also]
        if self.grain != _DEFAULT.grain:
            query["grain"] = [self.grain.value]
        return query

    def values(self, name: str) -> tuple[str, ...]:
        """The chosen values of the filter called ``name``."""
        chosen: tuple[str, ...] = getattr(self, name)
        return chosen

    def but(self, **changes: Any) -> Scope:
        """This scope with some of its fields changed."""
        known = {each.name for each in fields(self)}
        if unknown := sorted(set(changes) - known):
            raise ReportError(f"a scope has no {', '.join(unknown)}")
        return replace(self, **changes)

    def sentence(
        self, lang: str = "en", name_of: Callable[[str, str], str] = lambda kind, code: code
    ) -> str:
        """The scope in words; ``name_of(kind, code)`` gives the names of codes in ``lang``."""
        words = _words(lang)

        def listed(names: list[str], last: str) -> str:
            return ", ".join(names[:-1]) + (last if names[:-1] else "") + "".join(names[-1:])

        def named(name: str, codes: Iterable[str]) -> list[str]:
            return [name_of(kinds[name], code) if kinds[name] else code for code in codes]

        kinds = {each.name: each.kind for each in filters()}
        statuses = listed([words["statuses"][each] for each in self.statuses], words["and"])
        said = words["subject"].format(statuses) if self.statuses else words["any_status"]
        said = said[:1].upper() + said[1:]
        for name, template in words["parts"].items():
            if chosen := self.values(name):
                said += template.format(listed(named(name, chosen), words["or"]))
        if self.also:
            each = [shown for name, value in self.also for shown in named(name, [value])]
            said += words["also"].format(listed(each, words["and"]))
        which = ("period" if self.end else "since") if self.start else "until" if self.end else ""
        if which:
            said += words[which].format(
                start=self.start and in_words(self.start, lang),
                end=self.end and in_words(self.end, lang),
            )
        return str(said)


def in_words(day: date, lang: str) -> str:
    """A day as people write it in ``lang``: ``20 Mar 2025``, ``20.03.2025``."""
    words = _words(lang)
    month = words["months"][day.month - 1] if words["months"] else ""
    parts = {"day": day.day, "month": month, "number": day.month, "year": day.year}
    return str(words["date"]).format(**parts)


def number_in_words(value: float, lang: str, places: int | None = None) -> str:
    """A number as people write it in ``lang``: ``1,234.5``, ``1 234,5``; rounded to ``places``."""
    text = f"{value:,}" if places is None else f"{value:,.{places}f}"
    return text if lang == "en" else text.translate(_OTHER_MARKS)


@cache
def _words(lang: str) -> dict[str, Any]:
    languages = _toml("sentence.toml")
    if lang not in languages:
        raise ReportError(f"no words for the language {lang!r}; there are {', '.join(languages)}")
    return dict(languages[lang])


def _values(each: Filter, given: Sequence[str], problems: list[str]) -> tuple[str, ...]:
    """The usable values, once each, in the order given; the others are named in ``problems``."""
    if list(given) == ["any"]:
        return ()
    usable: dict[str, None] = {}
    for value in list(given)[:MAX_VALUES]:
        if not value or len(value) > MAX_LENGTH or not value.isprintable():
            problems.append(Problem("{given} cannot be a value", given=_shown(each.query, value)))
        elif each.allowed and value not in each.allowed:
            problems.append(
                Problem("{given} is none of {allowed}", given=_shown(each.query, value),
                        allowed=", ".join(each.allowed))
            )  # fmt: skip
        else:
            usable[value] = None
    if len(given) > MAX_VALUES:
        problems.append(
            Problem("{name} has more than {most} values: the rest is left out", name=each.query,
                    most=MAX_VALUES)
        )  # fmt: skip
    return tuple(usable)


def _shown(name: str, value: str) -> str:
    return f"{name}={value[:MAX_LENGTH]!r}"


def _also(given: Sequence[str], problems: list[str]) -> tuple[tuple[str, str], ...]:
    """``partner:DK`` and the like, each a filter's parameter and one of its values."""
    known = {each.query: each for each in filters()}
    usable: dict[tuple[str, str], None] = {}
    for text in given[:MAX_ALSO]:
        query, _, value = text.partition(":")
        if query not in known:
            problems.append(Problem("{given} names no filter", given=_shown("also", text)))
        else:
            for one in _values(known[query], [value], problems):
                usable[known[query].name, one] = None
    if len(given) > MAX_ALSO:
        problems.append(
            Problem("{name} has more than {most} values: the rest is left out", name="also",
                    most=MAX_ALSO)
        )  # fmt: skip
    return tuple(usable)


_DEFAULT = Scope()
