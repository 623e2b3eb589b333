"""An open page: its scope, its tables, and by which number its charts are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from coverage.reports import Scope
from coverage.ui import address, choice, sureness
from coverage.ui.data import Data
from coverage.ui.rows import Rows, Whole, of_frame
from coverage.ui.told import Bounds
from coverage.ui.words import say

_SHARE, _SURE, _IMAGE = "view_share", "view_sure", "view_image"
MEASURES = {"meetings": "Meetings", "articles": "Articles"}
IMAGES = {"svg": "SVG", "png": "PNG"}


@dataclass(frozen=True, slots=True)
class Look:
    """How charts show a scope: what they count, per 100 articles, and how sure that is."""

    measure: str = "meetings"
    share: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """An open page: what is looked at (``scope``), out of what (``data``), and how (``look``).

    ``past``: it shows an earlier state of the store, on which nothing can be corrected.
    """

    scope: Scope
    data: Data
    arrived: bool
    look: Look = Look()
    past: bool = False

    @property
    def measure(self) -> str:
        """What charts count: meetings or articles."""
        return self.look.measure

    @property
    def share(self) -> bool:
        """Whether charts count per 100 articles published."""
        return self.look.share

    @property
    def value(self) -> str:
        """The column that charts are drawn by."""
        return "share" if self.share else self.measure

    @property
    def unit(self) -> str:
        """What that column counts, in words."""
        noun = say(MEASURES[self.measure])
        return say("{noun} per 100 articles published", noun=noun) if self.share else noun

    @property
    def image(self) -> str:
        """The format in which a chart is saved: svg or png."""
        return str(st.session_state.get(_IMAGE) or "svg")

    def bounds(self, code: str) -> Bounds | None:
        """How sure counts by ``code`` (partner, topic ...) are; None where it is not asked for."""
        return sureness.of(code) if self.look.sure else None

    def titled(self, title: str) -> str:
        """A chart's title, with what is counted before it."""
        return f"{self.unit} {title}"

    def tables(self, *reports: str, **parameters: str) -> dict[str, pd.DataFrame]:
        """Several reports on the page's scope."""
        return self.data.tables(self.scope, *reports, **parameters)

    def table(self, report: str, **parameters: str) -> pd.DataFrame:
        """One report on the page's scope."""
        return self.data.table(self.scope, report, **parameters)

    def newest(
        self, frame: pd.DataFrame, report: str, there: int | None = None, *,
        most: str, scope: Scope | None = None, **parameters: str,
    ) -> Rows:  # fmt: skip
        """``frame``, which has at most ``most`` of a report's rows, with a way to all of them.

        ``there`` is how many there are, where that is known.
        """
        if len(frame) < int(most) or len(frame) == there:
            return of_frame(frame)
        data, scope = self.data, scope or self.scope
        return of_frame(frame, Whole(lambda: data.afresh(scope, report, **parameters), there))

    def quoted(self, rows: pd.DataFrame, whole: Whole | None = None) -> Rows:
        """``rows`` of a report with the sentences that prove them, fetched for those shown."""
        return Rows(len(rows), lambda first, end: self.data.quoted(rows.iloc[first:end]), whole)

    def counted(self, what: str) -> int:
        """How many ``meetings`` or ``articles`` are in the scope."""
        return int(self.table("scope_counts")[what].iloc[0])

    def people(self, report: str, own: str = "") -> Rows:
        """The rows that are shown of a report on people: official_people, partner_officials.

        ``own``, of the latter: the partner whose people are meant, not those who sat with it.
        """
        of = {"own": own} if own else {}

        def part(first: int, end: int) -> pd.DataFrame:
            return self.table(report, part=str(end - first), after=str(first), **of)

        return Rows(int(self.table("people_met", **of)[report].iloc[0]), part)

    def query(self, scope: Scope | None = None, **opened: str) -> dict[str, list[str]]:
        """An address' parameters: a scope (this one by default) and what is opened."""
        return address.query(scope or self.scope, **opened)

    def shared(self, frame: pd.DataFrame) -> pd.DataFrame:
        """``frame`` with the column ``share``: per 100 of all articles published then.

        By the articles of a row's own period where it has one, of the scope's where it has none.
        A period without any article has no share.
        """
        if not self.share:
            return frame
        if "period" in frame:
            over_time = self.table("meetings_over_time").set_index("period")["all_articles"]
            every = frame["period"].map(over_time)
        else:
            every = pd.Series(self.table("scope_counts")["all_articles"].iloc[0], frame.index)
        return frame.assign(share=(100 * frame[self.measure] / every.where(every > 0)).round(2))


def looked(arrived: bool, counts: bool = True) -> Look:
    """Draw the switches of how charts show what they count; all are in the address.

    Without ``counts`` only the one that says how sure they are.
    """
    if arrived or _SHARE not in st.session_state:
        given = address.read()
        st.session_state[_SHARE] = given.get("share") == ["1"]
        st.session_state[_SURE] = given.get("sure") == ["1"]
    with st.sidebar:
        measure = (
            choice.of(MEASURES, "count", "Charts count", arrived=arrived) if counts else "meetings"
        )
        share = counts and st.toggle(
            say("Per 100 articles published"),
            value=st.session_state[_SHARE],
            key=_SHARE,
            help=say("Divided by all articles of the period, whatever they tell of: a source that "
                     "publishes more tells of more meetings."),
        )  # fmt: skip
        sure = st.toggle(
            say("How sure the numbers are"),
            value=st.session_state[_SURE],
            key=_SURE,
            help=say("From what is right and what is missed on the labelled articles: see Data "
                     "quality."),
        )  # fmt: skip
    if counts:
        address.write({"share": ["1"] if share else []})
    address.write({"sure": ["1"] if sure else []})
    return Look(measure, share, sure)


def images() -> None:
    """Draw the choice of the format that a chart's own button saves it in."""
    st.segmented_control(
        say("Charts are saved as"),
        list(IMAGES),
        key=_IMAGE,
        default="svg",
        required=True,
        format_func=IMAGES.__getitem__,
        help=say("By the camera over each chart; PNG at twice its size."),
    )
