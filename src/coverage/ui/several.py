"""A choice of several codes whose labels change: with each count, and with the language.

Streamlit's own knows a value by the label that the browser shows. Where labels were drawn anew
since, it hands on the old label as if it were a value. So names are remembered here, and the
browser is told of the new labels of what is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from coverage.ui.words import number

_NAMES = "_several_names"  # of each widget: name -> code, of all that it has offered so far
_LABELS = "_several_labels"  # of each widget: code -> label, as it was last drawn


def held(key: str) -> tuple[Any, ...]:
    """The codes that the widget ``key`` holds, in the order in which they were chosen."""
    known = st.session_state.get(_NAMES, {}).get(key, {})
    return tuple(_code(value, known) for value in st.session_state.get(key, ()))


def draw(
    key: str, label: str, names: Mapping[Any, str], counts: Mapping[Any, int] | None = None,
    **options: Any,
) -> None:  # fmt: skip
    """Draw it: ``names`` of all that is offered and chosen, each with its count where it has one.

    What is chosen is read by :func:`held`.
    """
    chosen = list(held(key))
    labels = {
        code: name if counts is None else f"{name} ({number(counts[code])})"
        for code, name in names.items()
    }
    before = st.session_state.setdefault(_LABELS, {}).get(key, labels)
    if chosen != list(st.session_state[key]) or any(
        before.get(code, labels[code]) != labels[code] for code in chosen
    ):
        st.session_state[key] = chosen
    st.session_state[_LABELS][key] = {code: labels[code] for code in chosen}
    known = st.session_state.setdefault(_NAMES, {}).setdefault(key, {})
    known.update((name, code) for code, name in names.items())
    st.multiselect(
        label, list(names), default=chosen, key=key, select_all=False,
        format_func=lambda code: labels.get(code, code), **options,
    )  # fmt: skip


def _code(value: Any, known: Mapping[str, Any]) -> Any:
    """The code of a label; a code stays as it is."""
    if not isinstance(value, str):
        return value
    return known.get(value, known.get(value.rpartition(" (")[0], value))
