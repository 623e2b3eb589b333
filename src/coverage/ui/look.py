"""How every chart looks: colours, the common layout, axes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import pairwise
from textwrap import wrap
from typing import Any

import pandas as pd
import streamlit as st

from coverage.ui.words import format_of

# After Okabe–Ito and Tol, without their light ones: told apart under every colour blindness, and
# at least 3 : 1 against a white and a near-black ground.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8C6BB1", "#8A8A8A")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross")
# Shades of a map, such that one colour of the numbers can be read on all of them. An empty cell
# keeps a faint ground: that there was nothing is an answer too.
SHADES = {
    "light": ((0.0, "#F0F0F0"), (0.001, "#DCEAF5"), (1.0, "#4A9CD3")),
    "dark": ((0.0, "#242424"), (0.001, "#123A52"), (1.0, "#22719F")),
}
# Words in a chart: those of Streamlit's theme are too pale for their size. On a shade, too.
INK = {"light": "#55585F", "dark": "#D9DCE3"}
ON_SHADE = {"light": "#1A1A1A", "dark": "#FFFFFF"}
WIDEST = 46  # letters of a title's line that go into 390 px
LONGEST = 24  # letters of a line of a name on an axis; more leave no room for the chart at 390 px
LINES = 3  # of such a name; longer ones are cut, and whole in the hover
BELOW = 48  # letters of a name below a map: it stands aslant, where two lines would lie on others
_ASLANT = 27  # letters that a map has room for as it is
_LINE, _GAP = 15, 2  # pixels: a line of a name, and what keeps it from the next name
_TITLE, _BASELINE = 21, 24  # pixels: a line of a title; from the chart's edge to the first's words
_LETTER = 6  # pixels, of a name or a number
_PHONE, _MARGIN = 320, 26  # of a chart in 390 px: for names and axis; right of the axis
_ROOM, _MOST_ROOM = 1.4, 1.9  # an axis' length, by its longest bar
WHOLE = 6  # up to here an axis has every whole number

BREAK = "<br>"  # plotly's, in a title

Spec = dict[str, Any]


def base(title: str, height: int) -> Spec:
    """A layout with its title, in lines that fit; ``height`` in pixels with one line."""
    lines = _lines(title, WIDEST)
    more = _TITLE * (len(lines) - 1)
    # Room and place are given in pixels: with a margin that plotly makes, or a place by the share
    # of the height, lines of a short or of a tall chart end up above its edge. Anchored at the
    # bottom one line and several alike have their first baseline there.
    return {
        "title": {
            "text": BREAK.join(map(escape, lines)),
            "font": {"size": 16},
            "x": 0,
            "xanchor": "left",
            "yref": "container",
            "y": 1 - _BASELINE / (height + more),
            "yanchor": "bottom",
        },
        "height": height + more,
        "margin": {"l": 8, "r": 32, "t": 48 + more, "b": 40},
        "hovermode": "closest",
        "dragmode": False,
        "clickmode": "event+select",
        "separators": format_of("separators"),
    }


@lru_cache(maxsize=10_000)
def _lines(text: str, widest: int) -> tuple[str, ...]:
    """A text in as few lines as fit, none of them much shorter than the others."""
    lines: list[str] = wrap(text, widest) or [""]
    for width in range(widest, 1, -1):
        narrower = wrap(text, width, break_long_words=False)
        if len(narrower) > len(lines) or any(len(each) > widest for each in narrower):
            break
        lines = narrower or lines
    return tuple(lines)


def title_of(spec: Spec) -> str:
    """A chart's title as text on one line."""
    return unescape(str(spec["layout"]["title"]["text"]).replace(BREAK, " "))


def ink(on_shade: bool = False) -> Spec:
    """The font of words in a chart, on the reader's ground or on a shade of a map."""
    return {"color": (ON_SHADE if on_shade else INK)[st.context.theme.type or "light"]}


def count_axis(values: pd.Series[Any]) -> Spec:
    """An axis of counts from nought up, in whole numbers where ``values`` are."""
    whole = pd.api.types.is_integer_dtype(values)
    axis = {
        "rangemode": "tozero",
        "tickformat": ",d" if whole else "",
        "zeroline": False,
        "automargin": True,
        "tickfont": ink(),
    }
    # Else halves, shown as 1, 1, 2, 2.
    return axis | {"dtick": 1} if whole and len(values) and values.max() < WHOLE else axis


def time_axis(periods: pd.Series[Any]) -> Spec:
    """An axis of the days of ``periods``, written as the reader's language writes them.

    Of few periods each has its tick: plotly would go on to hours, each written as its day.
    """
    few = sorted(set(periods))
    return {
        "type": "date",
        "tickfont": ink(),
        "showgrid": False,
        "automargin": True,
        "tickformatstops": [
            each | {"dtickrange": [edge or None for edge in each["dtickrange"]]}
            for each in format_of("ticks")
        ],
    } | (_ticks(few) if len(few) < WHOLE else {})


def _ticks(periods: Sequence[pd.Timestamp]) -> Spec:
    """A tick a period; those that all begin a month, and are several, are written as months."""
    days, months, _ = (each["value"] for each in format_of("ticks"))
    by_month = len(periods) > 1 and all(each.day == 1 for each in periods)
    form = months if by_month else days
    return {
        "tickmode": "array",
        "tickvals": [each.strftime("%Y-%m-%d") for each in periods],
        "ticktext": [each.strftime(form) for each in periods],
    }


def names_axis(names: Sequence[str]) -> Spec:
    """An axis of names, the first on top; long ones stand in several lines (:func:`pitch`)."""
    return {
        "type": "category",
        "autorange": "reversed",
        "automargin": True,
        "ticksuffix": " ",
        "tickfont": ink(),
    } | _in_lines(names)


def pitch(names: Sequence[str], least: float) -> float:
    """Pixels from a name to the next one on an axis, so that no two lie on each other."""
    lines = [len(_name_in_lines(each)) for each in names]
    return max([least, *(_LINE * (a + b) / 2 + _GAP for a, b in pairwise(lines))])


def _in_lines(names: Sequence[str]) -> Spec:
    """Names in lines, only if one is long: given a choice, plotly leaves some out."""
    lines = [BREAK.join(map(escape, _name_in_lines(each))) for each in names]
    return {"tickvals": list(names), "ticktext": lines} if lines != list(names) else {}


def _name_in_lines(name: str) -> tuple[str, ...]:
    return _lines(_cut(unescape(name), LONGEST * LINES), LONGEST)


def distinct(names: Sequence[str]) -> list[str]:
    """Names for below a map, no two alike: of these plotly leaves some out where all overlap."""
    short: list[str] = []
    for each in names:
        name = escape(_cut(unescape(each), BELOW))
        while name in short:
            name += " "
        short.append(name)
    return short


def below(names: Sequence[str]) -> float:
    """Pixels that names below a map need beyond what it has."""
    return 5 * max([0, *(len(unescape(each)) - _ASLANT for each in names)])


def room_beside(names: Sequence[str], words: Sequence[str], shares: Sequence[float]) -> float:
    """How much longer than the longest bar an axis is, so that words beside bars stay in 390 px.

    ``shares``: how long each bar is, of the longest. Not more than makes bars still the most of it.
    """
    lines = [len(line) for each in names for line in _name_in_lines(each)]
    axis = _PHONE - _LETTER * max(lines, default=0)
    held = zip(words, shares, strict=True)
    ends = (share * axis / max(axis + _MARGIN - _LETTER * len(word), 1) for word, share in held)
    return min(max([_ROOM, *ends]), _MOST_ROOM)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def shades() -> list[list[Any]]:
    """The colours of a map on the reader's ground, from nothing to the most."""
    return [list(each) for each in SHADES[st.context.theme.type or "light"]]


def plain(column: pd.Series[Any]) -> list[Any]:
    """Numbers as JSON knows them; whole ones without a point."""
    return [
        None if pd.isna(each) else int(each) if float(each).is_integer() else float(each)
        for each in column
    ]
