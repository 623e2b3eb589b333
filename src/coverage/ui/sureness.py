"""How sure counts are, from what `make quality` measured on articles that nobody looked at."""

from __future__ import annotations

import streamlit as st

from coverage.errors import CoverageError
from coverage.quality import saved
from coverage.ui.told import Bounds
from coverage.ui.words import number, say

# The field of the evaluation that counts by a code rest on.
_RESTS_ON = {
    "meeting": "meeting",
    "partner": "partner",
    "topic": "topic",
    "model": "funding",
    "official": "ukraine",
    "coalition": "coalition",
    "partner_model": "funding_stage",
}
_PART = "blind"


@st.cache_data(ttl=600, max_entries=1, show_spinner=False)
def _measured() -> dict[str, tuple[float, float]]:
    """Precision and recall a field, of all languages together."""
    try:
        quality = saved()
    except CoverageError:  # the page Data quality says what is wrong with it
        return {}
    figures = quality.figures.get(_PART, ()) if quality else ()
    return {
        each.field: (each.precision, each.recall)
        for each in figures
        if not each.lang and each.precision and each.recall
    }


def of(code: str) -> Bounds | None:
    """How sure counts by ``code`` are; None where that was not measured."""
    found = _measured().get(_RESTS_ON.get(code, ""))
    return Bounds(*found) if found else None


def explained(meetings: int) -> str:
    """What bars, bands and ranges mean, in a line; ``meetings`` are those of the scope."""
    known = of("meeting")
    if known is None:
        return say("How sure the numbers are was not measured yet: run `make quality`.")
    return say(
        "How sure: of 100 meetings coded {right} are right, and of 100 that there are {found} are "
        "found, on labelled articles; so {meetings} may be {range}. Whiskers and bands run from "
        "the right ones alone to those with the missed ones, for partners, topics, models and "
        "officials by their own figures (Data quality).",
        right=number(round(100 * known.right)),
        found=number(round(100 * known.found)),
        meetings=number(meetings),
        range=known.said(meetings),
    )
