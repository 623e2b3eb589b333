"""The filters in the sidebar: the same on every page, kept in the address."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from coverage.reports import Filter, Grain, Scope, filters, only_known
from coverage.ui import address, several
from coverage.ui.data import Data
from coverage.ui.words import day, format_of, say

_PERIOD = "scope_period"
_FROM, _TO, _GRAIN = "scope_from", "scope_to", "scope_grain"
_ALSO = "scope_also"
_OWN = "Own dates"
_ALL = "All time"
_EARLIEST, _LATEST = date(2014, 1, 1), date(2100, 12, 31)


def _key(name: str) -> str:
    return f"scope_{name}"


class _Offer(NamedTuple):
    """A value of a filter, its name, and the meetings that fit it and all other filters."""

    code: str
    name: str
    meetings: int


@cache
def _shown() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("filters.toml").read_text("utf-8"))


def sidebar(data: Data, arrived: bool) -> tuple[Scope, tuple[str, ...]]:
    """Draw the filters; returns the scope, and what in the address could not be used.

    ``arrived`` says that the address decides (see :func:`coverage.ui.address.arrived`).
    """
    problems: tuple[str, ...] = ()
    if arrived or _key("partners") not in st.session_state:
        scope, problems = Scope.parse(address.read())
        scope, unknown = only_known(scope, data.snapshot, data.language)
        problems += unknown
        _put(scope)
    fresh = data.table(Scope(), "freshness").iloc[0]
    # News of a meeting comes after it, and most meetings have no day beyond the newest article.
    newest = fresh[["last_published", "last_meeting"]].dropna().max()
    with st.sidebar:
        start, end = _period(newest.date())
        chosen = {each.name: each for each in filters()}
        values: dict[str, Any] = {each: several.held(_key(each)) for each in chosen}
        values["also"] = several.held(_ALSO)
        facets = _facets(Scope(start=start, end=end, **values), data)
        for name, entry in _shown().items():
            if not entry.get("more"):
                _choice(chosen[name], str(entry["label"]), facets[name], data)
        more = [name for name, entry in _shown().items() if entry.get("more")]
        default = Scope()
        active = any(values[name] != default.values(name) for name in more)
        # The label stays as it is, or Streamlit would take the expander for a new, closed one.
        _also(data)
        with st.expander(say("More filters"), expanded=active):
            for name in more:
                _choice(chosen[name], str(_shown()[name]["label"]), facets[name], data)
            grains = list(Grain)
            grain = st.selectbox(
                say("Count by"),
                grains,
                index=address.index_of(_GRAIN, grains),
                key=_GRAIN,
                format_func=lambda grain: say(grain.title()),
            )
        st.button(
            say("Reset filters"), on_click=_put, args=(Scope(),), icon=":material/restart_alt:"
        )
    scope = Scope(start=start, end=end, grain=grain, **values)
    address.write(changes(scope))
    return scope, problems


def _facets(scope: Scope, data: Data) -> dict[str, list[_Offer]]:
    """The values to offer with their meetings, by filter: of each under all the others."""
    found = _offers(data.table(scope, "facets"))
    for each in filters():
        if scope.values(each.name):
            free = data.table(scope.but(**{each.name: ()}), "facets", filter=each.name)
            found[each.name] = _offers(free)[each.name]
    return found


def _offers(rows: pd.DataFrame) -> dict[str, list[_Offer]]:
    found: dict[str, list[_Offer]] = defaultdict(list)
    columns = (rows[each].tolist() for each in ("filter", "code", "name", "meetings"))
    for name, *offer in zip(*columns, strict=True):
        found[name].append(_Offer(*offer))
    return found


def changes(scope: Scope) -> dict[str, list[str]]:
    """All of the scope's parameters: those that are as by default with no value."""
    every: dict[str, list[str]] = {name: [] for name in ("from", "to", "grain", "also")}
    every |= {each.query: [] for each in filters()}
    return every | scope.to_query()


def _put(scope: Scope) -> None:
    """Set every filter's widget to ``scope``."""
    st.session_state[_FROM] = _within(scope.start)
    st.session_state[_TO] = _within(scope.end)
    st.session_state[_GRAIN] = scope.grain
    st.session_state[_ALSO] = list(scope.also)
    for each in filters():
        st.session_state[_key(each.name)] = list(scope.values(each.name))


def _within(day: date | None) -> date | None:
    return None if day is None else min(max(day, _EARLIEST), _LATEST)


def _periods(newest: date) -> dict[str, tuple[date | None, date | None]]:
    quarter = date(newest.year, 3 * ((newest.month - 1) // 3) + 1, 1)
    return {
        _ALL: (None, None),
        "Last 30 days of data": (newest - timedelta(days=29), newest),
        "Last 90 days of data": (newest - timedelta(days=89), newest),
        "Last 365 days of data": (newest - timedelta(days=364), newest),
        "This quarter": (quarter, newest),
        "Last quarter": (_months_before(quarter, 3), quarter - timedelta(days=1)),
        "This year": (date(newest.year, 1, 1), newest),
        "Last year": (date(newest.year - 1, 1, 1), date(newest.year - 1, 12, 31)),
        "Since 24 Feb 2022": (date(2022, 2, 24), None),
    }


def _months_before(first: date, months: int) -> date:
    """The first day of the month that is so many before that of ``first``, a first day."""
    number = 12 * first.year + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _period(newest: date) -> tuple[date | None, date | None]:
    """The period's widgets; a preset only fills the two dates in."""
    presets = _periods(newest)

    def preset() -> None:
        chosen = presets.get(st.session_state[_PERIOD])
        if chosen:
            st.session_state[_FROM], st.session_state[_TO] = chosen

    def named(preset: str) -> str:
        start, end = presets.get(preset, (None, None))
        return f"{say(preset)} ({day(start)} – {day(end)})" if start and end else say(preset)

    dates = (st.session_state[_FROM], st.session_state[_TO])
    st.session_state[_PERIOD] = next((k for k, v in presets.items() if v == dates), _OWN)
    every = [*presets, _OWN]
    st.selectbox(say("Period"), every, index=address.index_of(_PERIOD, every), key=_PERIOD,
                 on_change=preset, format_func=named)  # fmt: skip
    limits: dict[str, Any] = {
        "min_value": _EARLIEST,
        "max_value": _LATEST,
        "format": format_of("table_day"),
    }
    left, right = st.columns(2)
    start = left.date_input(say("From"), value=st.session_state[_FROM], key=_FROM, **limits)
    end = right.date_input(say("To"), value=st.session_state[_TO], key=_TO, **limits)
    if start and end and start > end:
        st.warning(say("The period ends before it starts: its end is left out."))
        end = None
    return start, end


def _also(data: Data) -> None:
    """What each has to fit besides, where a chart was opened so; it can only be taken off."""
    kinds = {each.name: each.kind for each in filters()}
    if chosen := several.held(_ALSO):
        names = {one: data.name_of(kinds[one[0]], one[1]) for one in chosen}
        several.draw(_ALSO, say("Of these only those with"), names)


def _choice(each: Filter, label: str, offers: Sequence[_Offer], data: Data) -> None:
    """One filter: the values that occur with their counts, and those that are chosen already."""
    names = {code: name for code, name, _ in offers}
    counts = {code: meetings for code, _, meetings in offers}
    for code in several.held(_key(each.name)):
        names.setdefault(code, data.name_of(each.kind, code) if each.kind else code)
    several.draw(
        _key(each.name),
        say(label),
        names,
        {code: counts.get(code, 0) for code in names},
        placeholder=say("Any"),
        help=say("Numbers are meetings that fit all other filters."),
    )
