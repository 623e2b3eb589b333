"""Data quality: what the store holds, how fresh it is, what could not be read."""

import streamlit as st

from coverage.ui import frame, quality, rejections, sources, tables
from coverage.ui.paths import PAGES, SOURCES
from coverage.ui.words import number, say

COUNTS = {"articles": "Articles", "with_meeting": "With a meeting",
          "without_meeting": "Without a meeting", "with_funding": "With a funding model",
          "rejections": "Rejected inputs"}  # fmt: skip

QUESTION = "How good is it, how fresh, and what is missing?"

with frame.page("Data quality", QUESTION, even_empty=True) as page:
    found = page.tables("freshness", "languages", "outlets", "rejections")
    fresh = found["freshness"].iloc[0]
    row = st.container(horizontal=True, gap="large")
    for name, label in COUNTS.items():
        row.metric(say(label), number(int(fresh[name])), width="content")
    versions = page.data.snapshot.meta("codebook_version") or "–"
    st.caption(say("Codebook `{version}`. These figures are of the whole store.", version=versions))
    if fresh["codebook_versions"] > 1:
        st.warning(say("Articles were coded under several versions of the codebook: run "
                       "`partner-coverage recode`."))  # fmt: skip
    quality.show(page)
    st.markdown(f"#### {say('By language')}")
    columns = ("lang_name", "articles", "with_meeting", "with_topic", "with_funding", "evidence")
    tables.show(found["languages"], columns, "languages", alt=say("By language"))
    st.markdown(f"#### {say('By outlet')}")
    columns = ("outlet", "lang_name", "stored", "reprints", "articles", "meetings",
               "first_published", "last_published")  # fmt: skip
    tables.show(found["outlets"], columns, "outlets", alt=say("By outlet"))
    st.caption(say("Articles and meetings: in the scope of the filters."))
    sources.warn_of_silence()
    st.markdown(f"#### {say('Input that could not be read')}")
    if found["rejections"].empty:
        st.success(say("Every input could be read."), icon=":material/check_circle:")
    else:
        rows = rejections.told(found["rejections"])
        columns = ("at", "wrong", "source", "reason", "code")
        tables.show(rows, columns, "rejections", alt=say("Rejected inputs"))
    st.page_link(SOURCES, label=say("Sources and runs"), icon=PAGES[SOURCES][1],
                 query_params=page.query())  # fmt: skip
