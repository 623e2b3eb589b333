"""The pages: path, name and icon, in the order of the navigation."""

from __future__ import annotations

PAGES = {
    "app.py": ("Overview", ":material/dashboard:"),
    "pages/1_Partners.py": ("Partners", ":material/public:"),
    "pages/2_Topics.py": ("Topics", ":material/category:"),
    "pages/3_Funding_models.py": ("Funding models", ":material/payments:"),
    "pages/8_Officials.py": ("Officials", ":material/badge:"),
    "pages/4_Meetings.py": ("Meetings", ":material/handshake:"),
    "pages/5_Articles.py": ("Articles", ":material/article:"),
    "pages/9_Review_queue.py": ("Review queue", ":material/rule:"),
    "pages/10_Corrections.py": ("Corrections", ":material/edit_note:"),
    "pages/11_What_changed.py": ("What changed", ":material/difference:"),
    "pages/6_Add_articles.py": ("Add articles", ":material/upload_file:"),
    "pages/12_Sources_and_runs.py": ("Sources and runs", ":material/rss_feed:"),
    "pages/7_Data_quality.py": ("Data quality", ":material/fact_check:"),
}
MEETINGS, ARTICLES, ADD = "pages/4_Meetings.py", "pages/5_Articles.py", "pages/6_Add_articles.py"
PARTNERS, FUNDING = "pages/1_Partners.py", "pages/3_Funding_models.py"
OFFICIALS = "pages/8_Officials.py"
CHANGED = "pages/11_What_changed.py"
SOURCES = "pages/12_Sources_and_runs.py"
