"""Articles: the list, with search, and one article with its evidence."""

import streamlit as st

from coverage.ui import frame, saving, tables, views
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
    report = "articles_all" if everything else "articles"
    articles = page.table(report, q=words, most=frame.MOST)
    if articles.empty:
        frame.nothing("No article fits.")
        frame.done()
    there = None if words or everything else page.counted("articles")
    newest = page.newest(articles, report, there, most=frame.MOST, q=words)
    shown = count(len(articles), "article")
    choose = say("Choose a row to read one with its evidence.")
    st.caption(f"{shown}. {choose} {saving.cut(newest)}")
    at = tables.show(newest, COLUMNS, "articles", alt=say("Articles, newest first"),
                     select="open")  # fmt: skip
    views.open_row(articles, at, "article")
