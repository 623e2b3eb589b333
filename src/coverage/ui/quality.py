"""How well the coder does on the labelled sample, from the file that `make quality` makes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from coverage.evaluation import Figure
from coverage.quality import Difference, Quality, people, saved, version_in_force
from coverage.ui import tables, views
from coverage.ui.view import Page
from coverage.ui.words import moment, number, percent, say

_FIELDS = {
    "meeting": "A meeting was held",
    "partner": "Partner",
    "partner_planned": "Partner of a planned meeting",
    "mode": "Mode of contact",
    "date": "Date",
    "place": "Place",
    "ukraine": "Ukrainian official",
    "partner_people": "Partner's official",
    "topic": "Topic",
    "funding": "Funding model",
    "funding_stage": "Funding model and stage",
    "funding_partner": "Funding model and partner",
    "coalition": "Coalition",
    "event (B-cubed)": "Articles put to the same meeting",
}
_PARTS = {"blind": "Never looked at while rules were made", "seen": "Looked at"}
_LANGS = {"": "All", "uk": "Ukrainian", "ru": "Russian", "en": "English"}
_COLUMNS = ("field_name", "lang_of", "gold", "precision", "recall", "f1", "interval", "people")


def show(page: Page) -> None:
    """Figures a field and language beside what two people reach, and every disagreement."""
    st.markdown(f"#### {say('How right it is: the coder against the labelled sample')}")
    quality = saved()
    if quality is None:
        st.info(say("Nothing was measured yet: run `make quality`."), icon=":material/straighten:")
        return
    _fresh(quality)
    part = st.segmented_control(
        say("Part"),
        list(_PARTS),
        key="quality_part",
        default="blind",
        required=True,
        format_func=lambda each: f"{say(_PARTS[each])}: {number(quality.articles[each])}",
        label_visibility="collapsed",
    )
    every = st.toggle(say("Each language by itself"), key="quality_langs")
    figures = [each for each in quality.figures[part or "blind"] if every or not each.lang]
    tables.show(pd.DataFrame(_figure(each) for each in figures), _COLUMNS, "quality",
                alt=say("Figures by field"))  # fmt: skip
    st.caption(say("F1 is the harmonic mean of precision and recall; the interval is a bootstrap "
                   "over articles. Two people: how far they agree who coded the sample "
                   "independently."))  # fmt: skip
    st.markdown(f"#### {say('Every disagreement')}")
    if part == "blind" and not st.toggle(
        say("Show them; whoever changes the rules should not look"), key="quality_blind"
    ):
        return
    _differences(page, [each for each in quality.differences if each.part == (part or "blind")])


@st.cache_data(ttl=600, max_entries=1, show_spinner=False)
def _version() -> str:
    return version_in_force()


def _fresh(quality: Quality) -> None:
    made = pd.Timestamp(quality.made_at).tz_convert("Europe/Kyiv")
    said = say("Measured on {day} under codebook `{version}`.",
               day=moment(f"{made:%Y-%m-%d %H:%M}"), version=quality.codebook_version)  # fmt: skip
    if quality.codebook_version == _version():
        st.caption(said)
    else:
        st.warning(f"{said} " + say("The codebook has changed since: run `make quality`."),
                   icon=":material/history:")  # fmt: skip


def _differences(page: Page, differences: list[Difference]) -> None:
    fields = [each for each in _FIELDS if any(d.field == each for d in differences)]
    chosen = st.pills(say("Field"), fields, key="quality_field",
                      format_func=lambda each: say(_FIELDS[each]))  # fmt: skip
    shown = [each for each in differences if chosen is None or each.field == chosen]
    rows = pd.DataFrame(
        {
            "article": each.article,
            "field_name": say(_FIELDS[each.field]),
            "gold_only": ", ".join(each.gold_only),
            "coded_only": ", ".join(each.coded_only),
            "passage": " · ".join(f"{v}: “{words}” ({rule})" for v, words, rule in each.passages),
            "title": each.title,
            "url": each.url,
            "article_id": each.article_id,
        }
        for each in shown
    )
    if rows.empty:
        return
    columns = ("article", "field_name", "gold_only", "coded_only", "passage", "title", "url")
    at = tables.show(rows, columns, "disagreements", alt=say("Every disagreement"), select="open")
    views.go_to_article(page, rows, at)


def _figure(figure: Figure) -> dict[str, object]:
    low, high = figure.f1_interval or (None, None)
    return {
        "field_name": say(_FIELDS.get(figure.field, figure.field)),
        "lang_of": say(_LANGS[figure.lang]),
        "gold": figure.gold,
        "precision": _percent(figure.precision),
        "recall": _percent(figure.recall),
        "f1": _percent(figure.f1),
        "interval": ""
        if low is None or high is None
        else f"{percent(100 * low)}–{percent(100 * high)}",
        "people": None if figure.lang else people().get(figure.field),
    }


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
