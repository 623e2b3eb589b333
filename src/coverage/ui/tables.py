"""Tables on a page, each with the CSV of the very rows that are shown, and that of all rows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import pandas as pd
import streamlit as st

from coverage.ui import saving, sections
from coverage.ui import shown as noted_tables
from coverage.ui.rows import Rows, rows_of
from coverage.ui.text import safe_url
from coverage.ui.words import change, format_of, lang, number, percent, say

_LANGS = {"uk": "Ukrainian", "ru": "Russian", "en": "English"}
_Width = Literal["small", "medium", "large"]
_WIDTHS: dict[str, _Width] = {"small": "small", "medium": "medium", "large": "large"}

_NUMBERS = ("number", "decimal")
_WRITERS = {"change": change, "percent": percent}
_DAY, _LETTER, _ROOM = 96, 8, 30  # pixels: a day, a letter of a title, what is around it
_LINE, _LINES = 50, 84  # characters in a line; pixels of a row whose texts go over several
PART = 100  # rows sent at once: two thousand are half a megabyte at every change of a filter
LONG = 25  # where they hold sentences
SEEN = 10  # in view: where they hold long lists


@cache
def _columns() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("columns.toml").read_text("utf-8"))


def titled(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The chosen columns under the titles that people read, addresses made safe."""
    return _titling(columns)(frame)


def making(rows: pd.DataFrame | Rows, columns: Sequence[str]) -> Callable[[], pd.DataFrame]:
    """What makes :func:`titled` of all rows, outside a run too: the language is that of now."""
    titling, rows = _titling(columns), rows_of(rows)
    return lambda: titling(rows.all())


def _titling(columns: Sequence[str]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    titles = {name: title_of(name) for name in columns}
    languages = {code: language(code) for code in _LANGS}

    def made(frame: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame(
            {
                title: _readable(frame[name], _columns()[name].get("kind"), languages)
                for name, title in titles.items()
            }
        )

    return made


def _readable(
    column: pd.Series[Any], kind: str | None, languages: dict[str, str]
) -> pd.Series[Any]:
    if kind == "link":
        return column.map(safe_url)
    if kind == "time":  # a browser would be shown the microseconds since midnight
        return column.map(lambda at: "" if pd.isna(at) else str(at)[:5])
    if kind == "language":
        return column.map(lambda code: languages.get(code, code))
    return column


def language(code: str) -> str:
    """What people call an article's language."""
    return say(_LANGS[code]) if code in _LANGS else code


def fault(code: str) -> str:
    """What is wrong with an input, in words; the code of a rejection where it has none."""
    return say(_faults()[code]) if code in _faults() else code


@cache
def _faults() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("faults.toml").read_text("utf-8"))


def title_of(name: str) -> str:
    """What people call a report's column."""
    return say(_columns()[name]["title"])


def show(
    given: pd.DataFrame | Rows,
    columns: Sequence[str],
    name: str,
    *,
    alt: str,
    select: Literal["keep", "open"] | None = None,
    first: int | None = None,
    noted: bool = True,
    at_once: int | None = None,
    chart: bool = False,
) -> int | None:
    """Draw a table and its CSV button; ``name`` is the file's and must be unique on the page.

    With ``select`` a row can be chosen and its position in ``given`` is returned, else None:
    ``keep`` as long as it is chosen (``first`` from the start), ``open`` only right after the
    choice, so that coming back to the table does not open the row again. Tables are ``noted`` for
    the page's files, unless they are another view's. Of more rows than ``at_once`` (PART, and LONG
    for sentences) a part is sent. Where there are more rows than are shown, each has a CSV.
    ``chart``: the rows are those of a chart.
    """
    every = rows_of(given)
    if noted:
        noted_tables.note(name, f"{alt}{saving.of_more(every)}", making(every, columns))
    if not sections.seen():
        return None
    place = st.container()
    at_once = at_once or (LONG if "quote" in columns else PART)
    part, start = _part(every.count, at_once, name, first or 0)
    times = _times(name)
    key, once = f"table_{name}_{st.session_state.setdefault(times, 0)}", f"opened_{name}"
    key += f"_from_{start}" if start else ""
    seen = every.part(start, min(start + part, every.count))
    drawn: Any = _drawn(titled(seen, columns), columns)
    if writers := _writers(drawn, columns):  # with pandas' Styler they are still sorted as numbers
        unwritten = dict.fromkeys(_titles_of("trend", columns), _nothing)
        written = {title_of(each): write for each, write in writers.items()}
        drawn = drawn.style.format(written | unwritten, na_rep="")
    look: dict[str, Any] = {
        "hide_index": True,
        "column_config": {title_of(each): _config(each, each in writers) for each in columns},
        "alt": alt,
        "placeholder": "",
        "key": key,
    }
    if "reason" in columns and seen["reason"].str.len().max() > _LINE:  # it ends in what to do
        look["row_height"] = _LINES
    rows: list[int] = []
    if select is None:
        place.dataframe(drawn, **look)
    else:

        def note() -> None:
            st.session_state[once] = st.session_state[key]["selection"]["rows"]
            afresh(name)  # so that the same row can be chosen again

        at = [] if first is None or not 0 <= first - start < part else [first - start]
        chosen: Any = note if select == "open" else "rerun"
        state = place.dataframe(
            drawn,
            on_select=chosen,
            selection_mode="single-row",
            selection_default={"selection": {"rows": at}},
            **look,
        )
        rows = st.session_state.pop(once, []) if select == "open" else state["selection"]["rows"]
        rows = [start + each for each in rows]
    saving.buttons(every, _titling(columns), name, start, len(seen), chart=chart)
    return rows[0] if rows and rows[0] < every.count else None


def afresh(name: str) -> None:
    """Have the table ``name`` drawn as a fresh one, in which no row is chosen."""
    st.session_state[_times(name)] = st.session_state.get(_times(name), 0) + 1


def _times(name: str) -> str:
    return f"times_table_{name}"


def _part(rows: int, at_once: int, name: str, first: int) -> tuple[int, int]:
    """How many rows to show of a long table, and from which on: its widgets stand below it.

    A column's head sorts what is shown: so all can be had at once.
    """
    if rows <= at_once:
        return rows, 0
    with st.container(horizontal=True, vertical_alignment="center"):
        whole = st.toggle(say("All rows at once"), key=f"whole_{name}",
                          help=say("To sort and search all of them. Takes longer."))  # fmt: skip
        if whole:
            return rows, 0
        parts = -(-rows // at_once)
        start = at_once * (st.pagination(parts, default=first // at_once + 1, max_visible_pages=5,
                                      key=f"part_{name}_{rows}") - 1)  # fmt: skip
        st.caption(say("Rows {first}–{last} of {all}", first=number(start + 1),
                       last=number(min(start + at_once, rows)), all=number(rows)))  # fmt: skip
    return at_once, start


def _drawn(shown: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """``shown`` as the browser gets it: moments as such, which files have as they are written.

    Trends are lists, for Streamlit writes each of them out where a table has a Styler, which takes
    numpy a third of the page's time.
    """
    moments, trends = (_titles_of(kind, columns) for kind in ("moment", "trend"))
    return shown.assign(
        **{name: pd.to_datetime(shown[name].replace("", None), errors="coerce") for name in moments}
    ).assign(**{name: shown[name].map(list) for name in trends})


def _writers(drawn: pd.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    """What writes the numbers of which column (by name), where the browser would do it otherwise.

    It writes them as is usual where it was installed, not as the page's language does. Under a
    thousand, whole ones are written alike everywhere.
    """
    kinds = {name: _columns()[name].get("kind") for name in columns}
    here = (st.context.locale or "").partition("-")[0] == lang()
    return {name: _WRITERS[kind] for name, kind in kinds.items() if kind in _WRITERS} | {
        name: _number
        for name, kind in kinds.items()
        if kind in _NUMBERS and not here and _long(drawn[title_of(name)])
    }


def _titles_of(kind: str, columns: Sequence[str]) -> list[str]:
    return [title_of(name) for name in columns if _columns()[name].get("kind") == kind]


def _nothing(_: object) -> str:
    return ""


def _long(numbers: pd.Series[Any]) -> bool:
    known = numbers.dropna()
    return bool(((known.abs() >= 1000) | (known % 1 != 0)).any())


def _number(value: float) -> str:
    return number(int(value) if float(value).is_integer() else value)


def _config(name: str, written: bool) -> Any:
    entry = _columns()[name]
    kind, about = entry.get("kind", "text"), entry.get("help")
    about, width = about and say(about), _WIDTHS.get(entry.get("width", ""))
    if kind in _NUMBERS or kind in _WRITERS:
        form: Any = None if written else "localized"
        return st.column_config.NumberColumn(help=about, format=form, width=width)
    if kind == "date":
        # As wide as a day or the title: a column that is empty at first would cut the days below.
        room = max(_DAY, len(title_of(name)) * _LETTER + _ROOM)
        return st.column_config.DateColumn(help=about, format=format_of("table_day"), width=room)
    if kind == "moment":
        return st.column_config.DatetimeColumn(help=about, format=format_of("table_moment"))
    if kind == "link":
        return st.column_config.LinkColumn(help=about, display_text=say("open"))
    if kind == "trend":
        return st.column_config.BarChartColumn(help=about, y_min=0)
    return st.column_config.TextColumn(help=about, width=width)
