"""Corrections: who changed what, when, from what to what; undo, export, import."""

import streamlit as st

from coverage.ui import frame, trail
from coverage.ui.words import say

with frame.page("Corrections", "Who corrected what, and does it still hold?") as page:
    st.caption(say("All corrections of this store, whatever the filters."))
    trail.everything(page)
    trail.share(page)
