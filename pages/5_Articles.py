"""Articles: the list, with search, and one article with its evidence."""

import streamlit as st

from coverage.ui import frame, tables, views

COLUMNS = ("published", "outlet", "lang", "title", "partners", "topics", "models", "meetings",
           "url")  # fmt: skip

with frame.page("Articles", "What was written, by whom, in which words?") as page:
    if article_id := views.opened("article"):
        st.page_link(frame.ARTICLES, label="All articles", icon=":material/arrow_back:",
                     query_params=page.query())  # fmt: skip
        views.article(page, article_id)
        st.stop()
    words, everything = views.search(page)
    articles = page.table("articles_all" if everything else "articles", q=words, most=frame.MOST)
    if articles.empty:
        frame.nothing("No article fits.")
        st.stop()
    shown = frame.number(len(articles), "article")
    st.caption(f"{shown}. Choose a row to read one with its evidence.{frame.cut(len(articles))}")
    at = tables.show(articles, COLUMNS, "articles", alt="Articles, newest first", select="open")
    views.open_row(articles, at, "article")
