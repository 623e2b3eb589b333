"""Whether a filter's values exist: those of the codebook and those that the store holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from coverage.reports.problem import Problem
from coverage.reports.run import run_all
from coverage.reports.scope import Filter, Scope, filters
from coverage.store import Snapshot

_SOME = 20  # codes that are listed where no value is near
_NEAR = 3  # at most so many values are offered in place of a wrong one


def only_known(scope: Scope, snapshot: Snapshot, lang: str = "en") -> tuple[Scope, tuple[str, ...]]:
    """``scope`` without the values that nothing is called, and a sentence on each of them.

    A value of the codebook that does not occur is a value all the same, but for officials: the
    codebook has the partners' people under the same names.
    """
    chosen = {each.name: scope.values(each.name) for each in filters() if not each.allowed}
    if not any(chosen.values()) and not scope.also:
        return scope, ()
    nothing = Scope(start=date.max)  # the values are asked for, not their counts
    tables = run_all(("facets", "labels"), nothing, snapshot, lang=lang)
    labels, facets = tables["labels"], tables["facets"]
    names = {
        each.name: dict(zip(here["code"], here["name"], strict=True))
        | dict(zip(told["code"], told["name"], strict=True))
        for each in filters()
        for told in (facets[facets["filter"] == each.name],)
        # The codebook's people are of all sides: an official of Ukraine's is who was met as such.
        for here in (labels[(labels["kind"] == each.kind) & (each.name != "officials")],)
    }
    problems: list[str] = []

    def known(each: Filter, value: str) -> bool:
        if each.allowed or value in names[each.name]:
            return True
        given, near = f"{each.query}={value!r}", _instead(value, names[each.name])
        problems.append(
            Problem("{given} is none that is known: perhaps {near}", given=given, near=near)
            if near
            else Problem("{given} is none that is known; there are {some}", given=given,
                         some=_some(facets[facets["filter"] == each.name]["code"]))
        )  # fmt: skip
        return False

    by_name = {each.name: each for each in filters()}
    left = {
        name: tuple(value for value in values if known(by_name[name], value))
        for name, values in chosen.items()
    }
    also = tuple((name, value) for name, value in scope.also if known(by_name[name], value))
    return (scope.but(also=also, **left) if problems else scope), tuple(problems)


def without_meetings(scope: Scope, snapshot: Snapshot, lang: str = "en") -> tuple[str, ...]:
    """A sentence on each value of ``scope`` that no meeting under its other filters has.

    It names values that some have; nothing is said where there are none.
    """
    problems: list[str] = []
    for each in filters():
        if not (chosen := scope.values(each.name)):
            continue
        facets = run_all(("facets",), scope.but(**{each.name: ()}), snapshot, lang=lang)["facets"]
        here = facets[(facets["filter"] == each.name) & (facets["meetings"] > 0)]["code"]
        problems += [
            Problem("no meeting that fits has {given}; there are {some}",
                    given=f"{each.query}={value!r}", some=_some(here))
            for value in chosen if len(here) and value not in set(here)
        ]  # fmt: skip
    return tuple(problems)


def _some(codes: Iterable[str]) -> str:
    """The first codes of a list: ``DK, NO …``."""
    every = [*codes]
    return ", ".join(every[:_SOME]) + (" …" if len(every) > _SOME else "")


def _instead(value: str, names: dict[str, str]) -> str:
    """``DK (Denmark)``: codes whose spelling, or whose name's, is near; '' for none."""
    spelled: dict[str, str] = {}
    for code, name in names.items():
        spelled.setdefault(name.casefold(), code)
    spelled.update({code.casefold(): code for code in names})
    near = get_close_matches(value.casefold(), list(spelled), n=_NEAR, cutoff=0.6)
    codes = dict.fromkeys(spelled[each] for each in near)
    said = [code if names[code] == code else f"{code} ({names[code]})" for code in codes]
    return ", ".join(said)
