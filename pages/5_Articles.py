"""Articles: the list, with search, and one article with its evidence."""

import streamlit as st

from coverage.ui import frame, tables, views
from coverage.ui.paths import ARTICLES
from coverage.ui.words import count, say

COLUMNS = ("published", "outlet", "lang", "title", "partners", "topics", "models", "meetings",
           "reprint_of", "url")  # fmt: skip

with frame.page("Articles", "What was written, by whom, in which words?") as page:
    if article_id := views.opened("article"):
        st.page_link(ARTICLES, label=say("All articles"), icon=":material/arrow_back:",
                     query_params=page.query())  # fmt: skip
        views.article(page, article_id)
        frame.done()
    words, everything = views.search(page)
    articles = page.table("articles_all" if everything else "articles", q=words, most=frame.MOST)
    if articles.empty:
        frame.nothing("No article fits.")
        frame.done()
    shown = count(len(articles), "article")
    choose = say("Choose a row to read one with its evidence.")
    st.caption(f"{shown}. {choose}{frame.cut(len(articles))}")
    at = tables.show(articles, COLUMNS, "articles", alt=say("Articles, newest first"),
                     select="open")  # fmt: skip
    views.open_row(articles, at, "article")
