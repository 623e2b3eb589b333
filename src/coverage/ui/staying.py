"""A row that stays chosen while others come and go before it: of lists that grow at their head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from coverage.ui import tables


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows as they were drawn, where the one stood that was chosen then, and which is now."""

    ids: tuple[str, ...]
    first: int | None = None
    chosen: str | None = None


def show(
    rows: pd.DataFrame, columns: Sequence[str], name: str, ids: Sequence[str], *, alt: str
) -> int | None:
    """As :func:`tables.show`, of rows known by ``ids``: the position of the chosen one."""
    key, now = f"staying_{name}", tuple(ids)
    held: _Held = st.session_state.setdefault(key, _Held(now))
    first = held.first
    if held.ids != now:  # the browser knows a row by its place alone
        first = now.index(held.chosen) if held.chosen in now else None
        tables.afresh(name)
    at = tables.show(rows, columns, name, alt=alt, select="keep", first=first)
    st.session_state[key] = _Held(now, first, None if at is None else now[at])
    return at
