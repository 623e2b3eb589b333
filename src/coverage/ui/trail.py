"""The audit trail: who corrected what, when, from what to what, and what became of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from coverage import corrections
from coverage.errors import CoverageError
from coverage.ui import choice, doing, roles, tables
from coverage.ui.data import store_dir
from coverage.ui.paths import ARTICLES, MEETINGS
from coverage.ui.text import plain
from coverage.ui.values import event_in_words, field_name, in_words
from coverage.ui.view import Page
from coverage.ui.words import count, say

_TRAIL = "trail"
_STATES = {"": "All", "applied": "In force", "undone": "Undone", "misfit": "No longer fit"}
_COLUMNS = ("at", "who", "about", "what", "field_name", "before_value", "after_value", "note",
            "state_name", "reason")  # fmt: skip


def of(page: Page, *, meeting: str = "", article: str = "") -> None:
    """The corrections of one meeting and its articles, or of one article; nothing without any."""
    rows = page.table("audit_trail", meeting=meeting, article=article, state="")
    if len(rows):
        st.markdown(f"#### {say('Its corrections')}")
        _listed(page, rows, "corrections", links=False)


def everything(page: Page) -> None:
    """All corrections of the store, those that do not fit first; a choice of the state."""
    rows = page.table("audit_trail", meeting="", article="", state="")
    if rows.empty:
        st.info(say("Nothing was corrected yet. Open a meeting or an article to do so."),
                icon=":material/edit_off:")  # fmt: skip
        return
    misfits = int((rows["state"] == "misfit").sum())
    if misfits:
        said = count(misfits, "correction")
        st.warning(say("Kept, but not applied, for what they correct has changed: {corrections}.",
                       corrections=said), icon=":material/report:")  # fmt: skip
    state = choice.of(_STATES, "state", "Which corrections?", arrived=page.arrived)
    chosen = rows[rows["state"] == state].reset_index(drop=True) if state else rows
    if chosen.empty:
        doing.told(page, _TRAIL)
        st.caption(say("There is none."))
        return
    _listed(page, chosen, "corrections", links=True)


def share(page: Page) -> None:
    """The log as a file to take away and to bring, and the reviewed articles as labelled ones."""
    st.markdown(f"#### {say('Share with others')}")
    st.caption(say("The file holds every correction that was made here. Another store that takes "
                   "it over has them on the same articles; twice is once."))  # fmt: skip
    left, right = st.columns(2)
    left.download_button(
        say("All corrections as a file"),
        lambda: corrections.export_content(store_dir()),
        file_name="corrections.jsonl",
        mime="application/jsonl",
        on_click="ignore",
        icon=":material/download:",
    )
    right.download_button(
        say("Reviewed articles as labelled ones"),
        lambda: corrections.labelled_content(store_dir()),
        file_name="reviewed.jsonl",
        mime="application/jsonl",
        on_click="ignore",
        icon=":material/label:",
        help=say("As `partner-coverage evaluate` reads them: what was confirmed is what the coder "
                 "is judged by."),
    )  # fmt: skip
    if not doing.able(page):
        return
    given = st.file_uploader(say("Take over a file of corrections: drop it below or choose it"),
                             type=["jsonl"], key="corrections_file")  # fmt: skip
    if given and st.button(say("Take over"), type="primary", icon=":material/upload:"):
        try:
            roles.must_edit()
            with st.spinner(say("Keeping it and counting anew …")):
                new, known = corrections.import_content(store_dir(), given.getvalue(), given.name)
        except CoverageError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        st.session_state["_taken_over"] = (new, known)
        st.rerun()
    if taken := st.session_state.pop("_taken_over", None):
        new, known = taken
        st.success(say("Taken over: {new}; known already: {known}.", known=known,
                       new=count(new, "correction")), icon=":material/task_alt:")  # fmt: skip


def _listed(page: Page, rows: pd.DataFrame, table: str, *, links: bool) -> None:
    named = [_named(page, row) for row in rows.to_dict("records")]
    shown = rows.assign(
        about=[each[0] for each in named],
        what=[say(doing.ACTIONS.get(each, each)) for each in rows["action"]],
        field_name=[field_name(each) if each else "" for each in rows["field"]],
        before_value=[each[1] for each in named],
        after_value=[each[2] for each in named],
        state_name=rows["state"].map(doing.state_name),
        reason=rows["reason"].map(say),
    )
    at = tables.show(shown, _COLUMNS, table, alt=say("Corrections, newest first"), select="keep")
    doing.told(page, _TRAIL)
    if at is None:
        if doing.able(page):
            both = say("Choose a row to undo it or to open what it is about.")
            st.caption(both if links else say("Choose a row to undo it."))
        return
    row = rows.iloc[at]
    if links:
        with st.container(horizontal=True):
            if isinstance(row["meeting_id"], str):
                st.page_link(MEETINGS, label=say("Open the meeting"), icon=":material/handshake:",
                             query_params=page.query(meeting=row["meeting_id"]))  # fmt: skip
            doing.link_other(page, row.to_dict(), str(row["meeting_id"]))
            if row["target"] == "article":
                st.page_link(ARTICLES, label=say("Open the article"), icon=":material/article:",
                             query_params=page.query(article=str(row["target_id"])))  # fmt: skip
    if not doing.able(page) or row["state"] == "undone":
        return
    name = doing.who(_TRAIL)
    note = st.text_input(say("Why it is undone"), key=f"undo_note_{row['correction_id']}",
                         max_chars=2000)  # fmt: skip
    if st.button(say("Undo"), icon=":material/undo:", key="undo_chosen"):
        tables.afresh(table)  # what it is about stands elsewhere in it then
        what = doing.change(page.data, row["action"], row["field"], row["before"], row["after"])
        doing.take_back(_TRAIL, str(row["correction_id"]), what, name, note.strip())


def _named(page: Page, row: dict[Any, Any]) -> tuple[str, str, str]:
    """What a correction is about, and its values before and after, in words."""
    article = row["target"] == "article"
    called = row["headline"] if article else row["event"]
    about = called if isinstance(called, str) and called else say("not in this store")
    about = about if article else event_in_words(page.data, about)
    field, before, after = str(row["field"]), str(row["before"]), str(row["after"])
    if row["action"] in ("merge", "split"):  # the other meeting, not its id
        other = row["other_event"]
        after = other if isinstance(other, str) else say("not in this store") if after else ""
        return about, before, event_in_words(page.data, after)
    if not field:
        return about, before, after
    return about, in_words(page.data, field, before), in_words(page.data, field, after)
