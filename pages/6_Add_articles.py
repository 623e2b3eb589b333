"""Add articles: paste, upload or give addresses, see how they would be coded, store them."""

import streamlit as st

from coverage.ui import adding, data, frame, taking
from coverage.ui.words import count, say

QUESTION = "Put more in: see how it would be coded, then store it."

with frame.bare_page("Add articles", QUESTION, editors=True):
    taken = taking.take()
    if not taken.items:
        st.info(say("Paste the text of an article, choose files or give addresses. Nothing is "
                    "stored before you say so."), icon=":material/upload_file:")  # fmt: skip
        st.stop()
    usable = adding.preview(taken.items, data.current())
    done = adding.added(taken)
    label = say("Added: {articles}" if done else "Add {articles}",
                articles=count(usable, "article"))  # fmt: skip
    if st.button(label, type="primary", disabled=not usable or bool(done), icon=":material/add:"):
        adding.store(taken)
    if done:
        adding.told(done, taken, data.current())
