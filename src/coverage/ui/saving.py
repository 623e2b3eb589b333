"""The CSV of a table: of all rows, and of those on screen where they are fewer; each says which."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import streamlit as st

from coverage.reports import csv_bytes
from coverage.ui.rows import Rows
from coverage.ui.words import number, say


def buttons(
    every: Rows,
    titling: Callable[[pd.DataFrame], pd.DataFrame],
    name: str,
    start: int,
    shown: int,
    *,
    chart: bool = False,
) -> None:
    """The buttons under a table that shows ``shown`` rows of ``every``, from ``start`` on.

    ``titling`` puts rows under titles for people, outside a run too; ``name`` is the file's.
    ``chart``: they are those of a chart, which may leave others out.
    """

    def on_screen() -> pd.DataFrame:
        return titling(every.part(start, start + shown))

    def all_rows() -> pd.DataFrame:
        return titling(every.all() if every.whole is None else every.whole.made())

    if every.whole is None and shown == every.count:
        csv_button(on_screen, shown, name, chart=chart)
        return
    with st.container(horizontal=True, gap="small"):
        label = say("CSV: rows {first}–{last}", first=number(start + 1),
                    last=number(start + shown))  # fmt: skip
        _button(on_screen, label, f"{name}_part")
        there = every.whole.count if every.whole else every.count
        csv_button(all_rows, there, name, chart=chart)


def csv_button(
    made: Callable[[], pd.DataFrame], rows: int | None, name: str, *, chart: bool = False
) -> None:
    """A button that saves all rows, which ``made`` makes; None where they are not counted.

    Of a ``chart`` it says so: its title may say that it shows the first 20 of 33.
    """
    if rows is None:
        label = say("CSV: all rows")
    elif chart:
        label = say("CSV: rows of the chart ({n})", n=number(rows))
    else:
        label = say("CSV: all rows ({n})", n=number(rows))
    _button(made, label, name)


def _button(made: Callable[[], pd.DataFrame], label: str, name: str) -> None:
    """The file is made only when it is asked for."""
    st.download_button(
        label,
        lambda: csv_bytes(made()),
        file_name=f"{re.sub('[^a-z0-9_]', '_', name.lower())}.csv",
        mime="text/csv",
        key=f"csv_{name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def of_more(rows: Rows) -> str:
    """What a title says of rows that are only the newest: `` (newest 50 of 356)``."""
    if rows.whole is None:
        return ""
    shown, there = number(rows.count), rows.whole.count
    if not rows.whole.newest:
        return f" ({say('first {shown}', shown=shown)})"
    if there is None:
        return f" ({say('newest {shown}', shown=shown)})"
    return f" ({say('newest {shown} of {there}', shown=shown, there=number(there))})"


def tell_cut(rows: Rows) -> None:
    """Say beside a list what :func:`cut` does."""
    if said := cut(rows):
        st.caption(said)


def cut(rows: Rows) -> str:
    """The same as a sentence, with the way to the others; nothing of a list that is whole."""
    if rows.whole is None:
        return ""
    shown, there = number(rows.count), rows.whole.count
    if not rows.whole.newest:
        return say("The first {shown} are shown; the CSV of all rows has the others too.",
                   shown=shown)  # fmt: skip
    if there is None:
        return say("The newest {shown} are shown; the CSV of all rows has the others too.",
                         shown=shown)  # fmt: skip
    return say("The newest {shown} of {there} are shown; the CSV of all rows has the others "
                     "too.", shown=shown, there=number(there))  # fmt: skip
