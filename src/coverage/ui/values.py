"""Coded values as corrections name them: asked for by widgets, and said in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from coverage.corrections import mention_value
from coverage.model import Bound, Mention, Mode, Status
from coverage.reports import Scope
from coverage.ui.data import Data
from coverage.ui.words import count, day, format_of, number, say

_FIELDS = {
    "status": "Status", "mode": "Mode", "date": "Date", "place": "Place", "partner": "Partner",
    "ukraine": "Ukrainian official", "partner_people": "Partner's official", "topic": "Topic",
    "funding": "Funding model", "coalition": "Coalition", "amount": "Sum", "stage": "Stage",
    "meeting": "A meeting that was not seen", "partners": "Partners", "topics": "Topics",
    "coalitions": "Coalitions", "amounts": "Sums", "figures": "Sums",
}  # fmt: skip
_BOUNDS = {"": "exactly", "over": "more than", "about": "about", "up_to": "up to"}
_NAMED_AS = {  # lists of a comparison, and values whose names are of another kind
    "partners": "partner", "topics": "topic", "coalitions": "coalition", "ukraine": "person",
    "partner_people": "person",
}  # fmt: skip
_SUGGESTED = {  # which known values are offered; any other can be typed
    "place": ("place",),
    "ukraine": ("ukraine", "person"),
    "partner_people": ("partner_people", "person"),
}
_EVENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:-([A-Z][A-Z0-9]*))?(?:-([a-z]+))?(?:-(\d+))?")
_CODES = ("status", "mode", "partner", "topic", "coalition")


def field_name(field: str) -> str:
    """What people call a field."""
    return say(_FIELDS.get(field, field))


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for values with widgets whose keys begin with ``key``; ``data`` names the codes.

    Every method gives the value as a correction has it, or None while it is incomplete.
    """

    data: Data
    key: str

    def ask(self, field: str, current: str = "") -> str | None:
        """A value of ``field``; ``current`` is the one that it takes the place of."""
        if field in _CODES:
            return self._one(field, self._known(field), current, field_name(field))
        if field in _SUGGESTED:
            return self._typed(field, current)
        others: dict[str, Callable[[str], str | None]] = {
            "date": self._day, "funding": self._funding, "amount": self._amount,
            "meeting": self._meeting,
        }  # fmt: skip
        return others[field](current)

    def _known(self, *kinds: str) -> dict[str, str]:
        rows = self.data.table(Scope(), "known_values")
        found: dict[str, str] = {}
        for kind in kinds:
            here = rows[rows["kind"] == kind]
            for value, name in zip(here["value"], here["value_name"], strict=True):
                found.setdefault(str(value), str(name))
        return found

    def _one(
        self, name: str, known: dict[str, str], current: str, label: str, place: Any = st
    ) -> str | None:
        options = list(known)
        chosen: str | None = place.selectbox(
            label,
            options,
            index=options.index(current) if current in known else None,
            key=f"{self.key}_{name}",
            format_func=lambda code: known[code] or "–",
            placeholder=say("Choose"),
        )
        return chosen

    def _typed(self, field: str, current: str) -> str | None:
        known = self._known(*_SUGGESTED[field])
        if current:
            known.setdefault(current, current)
        options = list(known)
        chosen = st.selectbox(
            field_name(field),
            options,
            index=options.index(current) if current else None,
            key=f"{self.key}_{field}",
            accept_new_options=True,
            format_func=lambda value: known.get(value, value),
            placeholder=say("Choose or type"),
        )
        text = " ".join((chosen or "").split())
        return text or ("" if field == "place" else None)

    def _day(self, current: str) -> str | None:
        chosen: date | None = st.date_input(
            field_name("date"),
            value=date.fromisoformat(current) if current else None,
            key=f"{self.key}_date",
            format=format_of("table_day"),
        )
        return chosen.isoformat() if chosen else ""

    def _funding(self, current: str) -> str | None:
        model, partner, stage = current.split(":") if current else ("", "", "")
        left, middle, right = st.columns(3)
        none = {"": say("none named")}
        chosen = (
            self._one("model", self._known("funding"), model, field_name("funding"), left),
            self._one("of", none | self._known("partner"), partner, field_name("partner"), middle),
            self._one("stage", self._known("stage"), stage, field_name("stage"), right),
        )
        return None if None in chosen else ":".join(each or "" for each in chosen)

    def _amount(self, current: str) -> str | None:
        first = st.columns(3)
        bound = self._one("bound", {each.value: say(_BOUNDS[each.value]) for each in Bound}, "",
                          say("As said"), first[0])  # fmt: skip
        figure = first[1].number_input(
            field_name("amount"), min_value=0.0, value=None, key=f"{self.key}_figure", format="%.0f"
        )
        known = {"EUR": "EUR", "USD": "USD"} | self._known("currency")
        currency = self._one("currency", known, "EUR", say("Currency"), first[2])
        second = st.columns(2)
        none = {"": say("none named")}
        partner = self._one("giver", none | self._known("partner"), "", field_name("partner"),
                            second[0])  # fmt: skip
        model = self._one("for", none | self._known("funding"), "", field_name("funding"),
                          second[1])  # fmt: skip
        if not figure or not currency:
            return None
        return f"{figure:.2f}:{currency}:{partner or ''}:{model or ''}:{bound or ''}"

    def _meeting(self, current: str) -> str | None:
        partners = self._several("partner")
        status = self.ask("status", "held")
        mode = self.ask("mode", "in_person")
        when, place = self.ask("date"), self.ask("place")
        ukraine, people = self._several("ukraine"), self._several("partner_people")
        if not partners or not status or not mode:
            return None
        return mention_value(
            Mention(tuple(partners), Status(status), Mode(mode),
                    date.fromisoformat(when) if when else None, place or None, tuple(ukraine),
                    tuple(people))
        )  # fmt: skip

    def _several(self, field: str) -> list[str]:
        known = self._known(*_SUGGESTED.get(field, (field,)))
        chosen: list[str] = st.multiselect(
            field_name(field),
            list(known),
            key=f"{self.key}_{field}s",
            accept_new_options=field in _SUGGESTED,
            format_func=lambda value: known.get(value, value),
            placeholder=say("Choose or type") if field in _SUGGESTED else say("Choose"),
        )
        return chosen


def in_words(data: Data, field: str, value: str) -> str:
    """A value as people read it; several that stand in one text are named each."""
    if not value:
        return ""
    if field in _NAMED_AS:
        return ", ".join(data.name_of(_NAMED_AS[field], each) for each in value.split(", "))
    if field == "amounts":
        return ", ".join(in_words(data, "amount", each) for each in value.split(", "))
    if field == "funding":
        return ", ".join(_named(data, each, ("funding", "partner", "stage"))
                         for each in value.split(", "))  # fmt: skip
    if field == "amount":
        figure, currency, partner, model, bound = value.split(":")
        said = f"{say(_BOUNDS[bound])} " if bound else ""
        named = _named(data, f"{partner}:{model}", ("partner", "funding"))
        return " · ".join(filter(None, (f"{said}{number(int(float(figure)))} {currency}", named)))
    if field == "meeting":
        return count(1, "meeting")
    if field == "date":
        return day(date.fromisoformat(value))
    return data.name_of(field, value) if field in (*_CODES, "stage", "place") else value


def event_in_words(data: Data, event: str) -> str:
    """What a meeting is called where its name (``2025-03-20-LU-umerov``) is all that there is.

    Its day, its first partner, the official, as the name writes them, and which one of that day.
    """
    found = _EVENT.fullmatch(event)
    if found is None:
        return event
    when, partner, official, nth = found.groups()
    parts = (day(date.fromisoformat(when)), partner and data.name_of("partner", partner),
             official and official.capitalize(), nth and f"({nth})")  # fmt: skip
    return " · ".join(filter(None, parts))


def _named(data: Data, value: str, kinds: tuple[str, ...]) -> str:
    codes = zip(kinds, value.split(":"), strict=False)
    return " · ".join(data.name_of(kind, code) for kind, code in codes if code)


def joined(*parts: Any) -> str:
    """What something is called by: its known parts, a dot between."""
    return " · ".join(str(each) for each in parts if not pd.isna(each) and each)


def told_apart(names: Sequence[str], *more: Sequence[Any]) -> list[str]:
    """``names``, those alike with as many of ``more`` (one list a kind) as it takes to differ."""
    names = list(names)
    for kind in more:
        times = Counter(names)
        names = [joined(name, one) if times[name] > 1 else name
                 for name, one in zip(names, kind, strict=True)]  # fmt: skip
    return names


def fields_in_words(fields: object) -> str:
    """A list of fields, comma between them, as people call them."""
    listed = fields.split(", ") if isinstance(fields, str) and fields else []
    return ", ".join(field_name(each) for each in listed)


def amounts_in_words(claims: pd.DataFrame) -> list[str]:
    """The column ``value`` of claims, sums with their thousands apart."""
    return [
        number(int(value)) if field == "amount" and str(value).isdigit() else str(value)
        for field, value in zip(claims["field"], claims["value"], strict=True)
    ]
