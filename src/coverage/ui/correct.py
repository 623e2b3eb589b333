"""The panels that correct a meeting or an article: what is wrong, what is right, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from coverage.corrections import FIELDS, OF_MENTION, Action, Target
from coverage.ui import doing
from coverage.ui.doing import ACTIONS, able, who
from coverage.ui.values import Asker, field_name, in_words, joined, told_apart
from coverage.ui.view import Page
from coverage.ui.words import day, say

_APART = ("partner_people", "place", "event")  # what tells meetings apart that are called alike
MEETING = "meeting"  # the place of the panel: its id may change by what is corrected


@dataclass(frozen=True, slots=True)
class Value:
    """A coded value; ``ordinal`` says of which of an article's meetings, None: of all of it."""

    field: str
    value: str
    name: str
    ordinal: int | None = None


def of_meeting(page: Page, meeting_id: str, articles: pd.DataFrame) -> None:
    """The panel that corrects one meeting; ``articles``: report meeting_articles."""
    if not _meeting(page, meeting_id, articles):
        doing.told(page, MEETING)


def of_article(page: Page, article_id: str) -> None:
    """The panel that corrects what one article says."""
    if not _article(page, article_id):
        doing.told(page, article_id)


def _meeting(page: Page, meeting_id: str, articles: pd.DataFrame) -> bool:
    asker = Asker(page.data, f"correct_{meeting_id}")
    panel = _panel(page, say("Correct or review this meeting"), asker.key)
    if panel is None:
        return False
    rows = page.table("meeting_values", meeting=meeting_id)
    values = [Value(r["field"], r["value"], _name(page, r)) for r in rows.to_dict("records")]
    with panel:
        name = who(asker.key)
        actions = [each for each in ACTIONS if each != "undo"]
        if len(articles) < 2:
            actions.remove("split")
        action = _action(asker, actions)
        asked: dict[str, Any] | None = {}
        if action == "split":
            asked = _split(asker, articles)
        elif action == "merge":
            asked = _merge(asker, page, meeting_id)
        elif action in ("set", "add", "remove"):
            fields = [f for f in FIELDS if f != "meeting"]
            asked = _valued(asker, action, values, fields)
        _save(page, MEETING, asker, Target.MEETING, meeting_id, name, action, asked)
    return True


def _article(page: Page, article_id: str) -> bool:
    asker = Asker(page.data, f"correct_{article_id}")
    panel = _panel(page, say("Correct or review this article"), asker.key)
    if panel is None:
        return False
    rows = page.table("article_values", article=article_id).to_dict("records")
    values = [
        Value(r["field"], r["value"], _name(page, r), None if r["ordinal"] < 0 else r["ordinal"])
        for r in rows
    ]
    meetings: dict[int | None, str] = {
        each.ordinal: ", ".join(v.name for v in values
                                if v.field == "partner" and v.ordinal == each.ordinal)
        for each in values if each.ordinal is not None
    }  # fmt: skip
    with panel:
        name = who(asker.key)
        actions = [each for each in ACTIONS if each not in ("undo", "split", "merge")]
        if not meetings:
            actions.remove("no_meeting")
        action = _action(asker, actions)
        asked: dict[str, Any] | None = {}
        if action in ("add", "no_meeting"):
            of = [*meetings] if action == "no_meeting" else [None, *meetings]
            ordinal = _of_what(asker, of, meetings)
            asked = {"ordinal": ordinal}
            if action == "add":
                fields = [f for f in FIELDS if (f in OF_MENTION) == (ordinal is not None)]
                added = _valued(asker, action, values, fields)
                asked = None if added is None else added | asked
        elif action in ("set", "remove"):
            asked = _valued(asker, action, values, list(FIELDS), meetings)
        _save(page, article_id, asker, Target.ARTICLE, article_id, name, action, asked)
    return True


def _name(page: Page, row: dict[Any, Any]) -> str:
    """What a value is called; a sum with its thousands apart as the language does it."""
    if row["field"] == "amount":
        return in_words(page.data, "amount", row["value"])
    return str(row["value_name"])


def _panel(page: Page, title: str, key: str) -> Any | None:
    """The panel to draw in, None while it is closed, or for what or who cannot be corrected."""
    if page.past:
        st.caption(f":material/edit_off: {title}: {say('only on what is known now.')}")
        return None
    if not able(page):
        return None
    panel = st.expander(title, icon=":material/edit:", key=f"{key}_open", on_change="rerun")
    return panel if panel.open else None


def _action(asker: Asker, actions: Sequence[str]) -> str:
    chosen: str = st.selectbox(
        say("What is to be done?"),
        actions,
        key=f"{asker.key}_action",
        format_func=lambda each: say(ACTIONS[each]),
    )
    return chosen


def _of_what(asker: Asker, of: Sequence[int | None], meetings: dict[int | None, str]) -> Any:
    return st.selectbox(
        say("Of what?"),
        list(of),
        key=f"{asker.key}_of",
        format_func=lambda n: (
            say("The article as a whole") if n is None else f"{say('Meeting')}: {meetings[n]}"
        ),
    )


def _valued(
    asker: Asker, action: str, values: Sequence[Value], fields: Sequence[str],
    meetings: dict[int | None, str] | None = None,
) -> dict[str, Any] | None:  # fmt: skip
    """Which value, and what it should be; None while that is not said."""
    able = [each for each in fields if Action(action) in FIELDS[each]]
    if action == "add":
        field = st.selectbox(say("Which kind of value?"), able, format_func=field_name,
                             key=f"{asker.key}_field")  # fmt: skip
        after = asker.ask(field)
        return None if not after else {"field": field, "after": after}
    held = [each for each in values if each.field in able]
    if not held:
        st.caption(say("There is no value to choose."))
        return None

    def titled(at: int) -> str:
        value = held[at]
        of = f"{meetings[value.ordinal]} · " if meetings and value.ordinal is not None else ""
        return f"{of}{field_name(value.field)}: {value.name or '–'}"

    at = st.selectbox(say("Which value?"), range(len(held)), format_func=titled,
                      key=f"{asker.key}_which_{action}")  # fmt: skip
    value = held[at]
    asked = {"field": value.field, "before": value.value, "ordinal": value.ordinal}
    if action == "remove":
        return asked
    beside = Asker(asker.data, f"{asker.key}_{at}")
    after = beside.ask(value.field, value.value)
    return None if after is None or after == value.value else asked | {"after": after}


def _split(asker: Asker, articles: pd.DataFrame) -> dict[str, Any] | None:
    names = {
        str(row["article_id"]): " · ".join(filter(None, (row["outlet"], row["title"])))
        for row in articles.to_dict("records")
    }
    going = st.multiselect(
        say("Which articles tell of the other meeting?"),
        list(names),
        key=f"{asker.key}_going",
        format_func=names.__getitem__,
        max_selections=max(len(names) - 1, 1),
        placeholder=say("Choose"),
    )
    return {"articles": tuple(going)} if going else None


def _merge(asker: Asker, page: Page, meeting_id: str) -> dict[str, Any] | None:
    rows = page.table("merge_candidates", meeting=meeting_id).to_dict("records")
    if not rows:
        st.caption(say("No other meeting of these partners is within 30 days."))
        return None
    called = ["" if pd.isna(r["day"]) else day(r["day"]) for r in rows]
    called = [joined(name, r["partners"], r["officials"])
              for name, r in zip(called, rows, strict=True)]  # fmt: skip
    called = told_apart(called, *([r[each] for r in rows] for each in _APART))
    names = {
        str(r["other_id"]): joined(name, say("nearly joined") if r["near"] else "")
        for name, r in zip(called, rows, strict=True)
    }
    other = st.selectbox(say("Which meeting is it?"), list(names), key=f"{asker.key}_other",
                         format_func=names.__getitem__, index=None,
                         placeholder=say("Choose"))  # fmt: skip
    return {"other_id": other} if other else None


def _save(
    page: Page, where: str, asker: Asker, target: Target, target_id: str, name: str, action: str,
    asked: dict[str, Any] | None,
) -> None:  # fmt: skip
    note = st.text_area(say("Note: why, and by which source"), key=f"{asker.key}_note",
                        max_chars=2000, height=68)  # fmt: skip
    ready = asked is not None and (action != "note" or bool(note.strip()))
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(say("Save"), type="primary", icon=":material/save:",
                            disabled=not ready, key=f"{asker.key}_save")  # fmt: skip
        doing.told(page, where)
    if pressed:
        asked = {"note": note.strip()} | (asked or {})
        doing.one(page, where, target, target_id, action, name, **asked)
