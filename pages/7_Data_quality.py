"""Data quality: what the store holds, how fresh it is, what could not be read."""

import streamlit as st

from coverage.ui import frame, tables

COUNTS = {"articles": "Articles", "with_meeting": "With a meeting",
          "without_meeting": "Without a meeting", "with_funding": "With a funding model",
          "rejections": "Rejected inputs"}  # fmt: skip

QUESTION = "How good is it, how fresh, and what is missing?"

with frame.page("Data quality", QUESTION, even_empty=True) as page:
    found = page.tables("freshness", "languages", "outlets", "runs", "rejections")
    fresh = found["freshness"].iloc[0]
    for place, (name, label) in zip(st.columns(len(COUNTS)), COUNTS.items(), strict=True):
        place.metric(label, f"{fresh[name]:,}")
    versions = page.data.snapshot.meta("codebook_version") or "unknown"
    st.caption(f"Codebook `{versions}`. These figures are of the whole store.")
    if fresh["codebook_versions"] > 1:
        st.warning("Articles were coded under several versions of the codebook: run "
                   "`partner-coverage recode`.")  # fmt: skip
    st.markdown("#### By language")
    columns = ("lang_name", "articles", "with_meeting", "with_topic", "with_funding", "evidence")
    tables.show(found["languages"], columns, "languages", alt="Counts by language")
    st.markdown("#### By outlet")
    columns = ("outlet", "lang", "stored", "articles", "meetings", "first_published",
               "last_published")  # fmt: skip
    tables.show(found["outlets"], columns, "outlets", alt="Counts and freshness by outlet")
    st.caption("Articles and meetings: in the scope of the filters.")
    st.markdown("#### Input that could not be read")
    if found["rejections"].empty:
        st.success("Every input could be read.", icon=":material/check_circle:")
    else:
        columns = ("at", "code", "reason", "source")
        tables.show(found["rejections"], columns, "rejections", alt="Rejected inputs")
    st.markdown("#### Runs")
    columns = ("started_at", "finished_at", "kind", "read", "added", "revised", "unchanged",
               "rejected", "sources")  # fmt: skip
    tables.show(found["runs"], columns, "runs", alt="Runs of ingest and recode")
