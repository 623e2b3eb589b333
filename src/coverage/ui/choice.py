"""A choice of one of several that lives in the address, so that a link opens it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from coverage.ui import address
from coverage.ui.words import say


def of(
    options: Mapping[str, str], name: str, label: str, *, arrived: bool, labelled: bool = True
) -> str:
    """The code of ``options`` (code -> words) that is chosen; the first one where nothing is said.

    It stands in the address as ``name``, unless it is the first. ``arrived`` as in
    :func:`coverage.ui.address.arrived`; ``label`` is read to those who do not see, where it is not
    ``labelled``.
    """
    key, first = f"choice_{name}", next(iter(options))
    if arrived or key not in st.session_state:
        given = (address.read().get(name) or [""])[-1]
        st.session_state[key] = given if given in options else first
    chosen = st.segmented_control(
        say(label),
        list(options),
        default=st.session_state[key],
        key=key,
        required=True,
        format_func=lambda each: say(options[each]),
        label_visibility="visible" if labelled else "collapsed",
    )
    code = first if chosen is None else str(chosen)
    address.write({name: [] if code == first else [code]})
    return code
