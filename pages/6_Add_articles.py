"""Add articles: paste, upload or give addresses, see how they would be coded, store them."""

import streamlit as st

from coverage.ui import adding, data, frame, running, taking
from coverage.ui.words import count, say

QUESTION = "Put more in: see how it would be coded, then store it."

with frame.bare_page("Add articles", QUESTION, editors=True):
    taken = taking.take()
    adding.show_report(taken)
    place = st.container()
    if not taken.items:
        st.info(say("Paste the text of an article, choose files or give addresses. Nothing is "
                    "stored before you say so."), icon=":material/upload_file:")  # fmt: skip
    elif done := adding.added(taken):
        adding.told(done, taken, data.current())
    elif not adding.being_added(taken):
        usable = adding.preview(taken.items, data.current())
        label = say("Add {articles}", articles=count(usable, "article"))
        if usable and st.button(label, type="primary", icon=":material/add:"):
            adding.store(taken)
    running.watch(place)
