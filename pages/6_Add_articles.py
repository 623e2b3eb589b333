"""Add articles: paste or upload, see how they would be coded, store them."""

import streamlit as st

from coverage.ui import adding, data, frame
from coverage.ui.words import count, say

QUESTION = "Put more in: see how it would be coded, then store it."

with frame.bare_page("Add articles", QUESTION, editors=True):
    items, sources = adding.take()
    if not items:
        st.info(
            say(
                "Paste the text of an article or choose files. Nothing is stored before you say so."
            ),
            icon=":material/upload_file:",
        )
        st.stop()
    usable = adding.preview(items, data.current())
    label = say("Add {articles}", articles=count(usable, "article"))
    if st.button(label, type="primary", disabled=not usable, icon=":material/add:"):
        adding.store(items, sources)
