"""One meeting: what is known of it, its life, what its articles say differently, why it is one."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from coverage.corrections import Target
from coverage.ui import address, correct, doing, sums, tables, trail, views
from coverage.ui.paths import ARTICLES, MEETINGS, PAGES
from coverage.ui.text import plain
from coverage.ui.values import amounts_in_words, field_name, fields_in_words
from coverage.ui.view import Page
from coverage.ui.words import count, day, moment, say

FACTS = {
    "status": "Status",
    "mode": "Mode",
    "place": "Place",
    "officials": "Ukraine",
    "partner_people": "Partner's side",
    "topics": "Topics",
    "models": "Funding models",
}
_JOINED = {
    "core": "the core: all the others are compared with it",
    "names": "officials of both sides are the same",
    "half_named": "one side is not named, the rest agrees",
    "alone": "nobody is named; no other meeting came into question",
    "announced": "it announces the meeting",
    "analyst": "an analyst said so",
}
_CLAIMS = "claims"
_SETTLED = ("date", "place", "mode", "stage")  # conflicts that one value settles


def show(page: Page, meeting_id: str) -> None:
    """The meeting, the panel that corrects it, and the text of the article that is chosen."""
    found = page.tables("meeting", "meeting_articles", "meeting_history", "meeting_claims",
                        "meeting_amounts", meeting=meeting_id)  # fmt: skip
    st.page_link(
        MEETINGS,
        label=say("All meetings in scope"),
        icon=":material/arrow_back:",
        query_params=page.query(),
    )
    if found["meeting"].empty:
        st.warning(say("There is no such meeting in this snapshot. It may have been linked anew."))
        doing.told(page, correct.MEETING)
        trail.of(page, meeting=meeting_id)
        return
    one, articles = found["meeting"].iloc[0], found["meeting_articles"]
    title = plain(views.said(one["partners"]) or say("no partner named"))
    st.subheader(f"{day(one['day'])} · {title}")
    # The browser's tab and history say which one it is.
    st.set_page_config(
        f"{day(one['day'])} {views.said(one['partners'])} · Partner Coverage".strip()
    )
    facts = [(say(label), views.said(one[name])) for name, label in FACTS.items()]
    st.markdown("  \n".join(f"**{label}:** {plain(text)}" for label, text in facts if text))
    correct.of_meeting(page, str(one["meeting_id"]), articles)
    _life(page, found["meeting_history"])
    _claims(page, str(one["meeting_id"]), found["meeting_claims"])
    _amounts(page, found["meeting_amounts"])
    _linking(page, meeting_id)
    trail.of(page, meeting=meeting_id)
    st.markdown(f"#### {say('Told by {articles}', articles=count(len(articles), 'article'))}")
    times = articles["published_time"].map(lambda at: "" if pd.isna(at) else str(at)[:5])
    at = tables.show(
        articles.assign(published_time=times),
        ("published", "published_time", "outlet", "lang", "title", "mode", "reprint_of", "url"),
        "meeting_articles",
        alt=say("Articles that tell of the meeting; choose a row to read one"),
        select="keep" if len(articles) > 1 else None,
        first=0,
    )
    if len(articles):
        st.divider()
        views.article(page, str(articles["article_id"].iloc[at or 0]), meetings=False)


def _life(page: Page, history: pd.DataFrame) -> None:
    """What became of it, step by step, each with the sentence that says so."""
    if history.empty:
        return
    st.markdown(f"#### {say('From announced to held')}")
    over = [_overruled(page, row) for row in history.to_dict("records")]
    rows = history.assign(step=history["step"].map(say), overruled=over)
    columns = ["published", "step", "day", "quote", "articles", "outlet", "title", "url"]
    if any(over):  # beside the step that does not hold any more
        columns.insert(2, "overruled")
    at = tables.show(rows, columns, "meeting_history", alt=say("From announced to held"),
                     select="open")  # fmt: skip
    views.go_to_article(page, rows, at)


def _overruled(page: Page, row: dict[Any, Any]) -> str:
    """Which correction took the place of a step, in words; nothing for one that holds."""
    if not row["overruled"]:
        return ""
    changed = doing.change(page.data, "set", row["overruled"], row["before"], row["after"])
    return f"{changed} · {row['who']}, {moment(row['at'])}"


def _claims(page: Page, meeting_id: str, claims: pd.DataFrame) -> None:
    """What its articles say differently, and a way to say which one holds."""
    if claims.empty:
        return
    st.markdown(f"#### {say('The articles differ')}")
    rows = claims.assign(
        field_name=claims["field"].map(field_name),
        subject=claims["subject_name"],
        claim=amounts_in_words(claims),
        shown_text=[
            say("shown, settled") if settled else say("shown") if shown else ""
            for shown, settled in zip(claims["shown"], claims["settled"] & claims["shown"],
                                      strict=True)
        ],
    )  # fmt: skip
    columns = ("field_name", "subject", "claim", "shown_text", "articles", "outlets", "told_by",
               "quote", "first_published")  # fmt: skip
    at = tables.show(rows, columns, "meeting_claims", alt=say("The articles differ"),
                     select="keep")  # fmt: skip
    doing.told(page, _CLAIMS)
    if at is None:
        st.caption(say("Choose a value to read the article that says so, or to settle it."))
        return
    chosen = claims.iloc[at]
    if chosen["article_id"]:
        st.page_link(ARTICLES, label=say("Read the article that says so"),
                     icon=PAGES[ARTICLES][1],
                     query_params=page.query(article=str(chosen["article_id"])))  # fmt: skip
    if not doing.able(page):
        return
    if chosen["field"] not in _SETTLED:
        st.caption(say("Sums are settled above: take away the one that does not hold."))
        return
    name = doing.who(_CLAIMS)
    label = say("This one holds: {value}", value=plain(str(rows["claim"].iloc[at])))
    if st.button(label, icon=":material/gavel:"):
        asked = _settles(chosen, claims)
        doing.one(page, _CLAIMS, Target.MEETING, meeting_id, "set", name, **asked)


def _settles(chosen: pd.Series, claims: pd.DataFrame) -> dict[str, str]:
    """What a correction has to say for ``chosen`` to hold among ``claims``."""
    if chosen["field"] != "stage":
        return {"field": str(chosen["field"]), "after": str(chosen["code"])}
    subject = str(chosen["subject"])
    same = claims[(claims["field"] == "stage") & (claims["subject"] == subject)]
    shown = same[same["shown"]]["code"]
    before = str(shown.iloc[0]) if len(shown) else str(chosen["code"])
    return {"field": "funding", "before": f"{subject}:{before}",
            "after": f"{subject}:{chosen['code']}"}  # fmt: skip


def _amounts(page: Page, amounts: pd.DataFrame) -> None:
    """Sums that its articles name, each with the first sentence that does."""
    if amounts.empty:
        return
    st.markdown(f"#### {say('Sums named')}")
    rows, columns = sums.said(amounts)
    columns = (*columns, "quote", "outlet", "title", "url")
    at = tables.show(rows, columns, "meeting_amounts", alt=say("Sums named"), select="open")
    if at is not None and rows["article_id"].iloc[at]:  # one that an analyst added has none
        views.go_to_article(page, rows, at)


def _linking(page: Page, meeting_id: str) -> None:
    """Why its articles are together, and which meetings were nearly joined with it."""
    panel = st.expander(say("Why these articles are one meeting, and what was nearly joined"),
                        icon=":material/join:", key="linking_open", on_change="rerun")  # fmt: skip
    if not panel.open:
        return
    found = page.tables("meeting_reasons", "near_joins", meeting=meeting_id)
    with panel:
        reasons = found["meeting_reasons"]
        rows = reasons.assign(
            joined=[say(_JOINED.get(each, each)) for each in reasons["joined_by"].fillna("")],
            same=reasons["agreed"].map(fields_in_words),
            other=reasons["differed"].map(fields_in_words),
        )
        columns = ("published", "outlet", "joined", "other", "same", "status", "title", "url")
        tables.show(rows, columns, "meeting_reasons", alt=say("Why these articles are one meeting"))
        near = found["near_joins"]
        if near.empty:
            st.caption(say("No other meeting was nearly joined with it."))
            return
        st.markdown(f"**{say('Nearly joined: other meetings that are much alike')}**")
        rows = near.assign(
            day=near["other_day"],
            partners=near["other_partners"],
            same=near["agreed"].map(fields_in_words),
            other=near["differed"].map(fields_in_words),
        )
        at = tables.show(rows, ("day", "partners", "same", "other"), "near_joins",
                         alt=say("Nearly joined: other meetings that are much alike"),
                         select="open")  # fmt: skip
        if at is not None:
            address.write({"meeting": [str(near["other_id"].iloc[at])]})
            st.rerun()
