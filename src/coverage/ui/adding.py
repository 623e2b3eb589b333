"""Putting articles in by hand: read, code, show what would be stored, then store it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from coverage.errors import CoverageError
from coverage.model import Article, Coding, Rejection
from coverage.pipeline import Coder, IngestReport, code_all, default_coder, ingest_items
from coverage.readers import READERS, Given, read, read_text
from coverage.ui import roles, tables
from coverage.ui.data import Data, store_dir
from coverage.ui.paths import ARTICLES
from coverage.ui.text import plain
from coverage.ui.views import text_with_evidence
from coverage.ui.words import count, say

PREVIEWED = 50  # articles that are coded for the preview; all are coded when they are added

Item = Article | Rejection


def take() -> tuple[list[Item], list[str]]:
    """What was pasted or uploaded, read; and where it came from. Empty lists for nothing yet."""
    pasted, uploaded = st.tabs([say("Paste a text"), say("Upload files")])
    with pasted:
        text = st.text_area(
            say("The page or the text of one article"),
            height=220,
            key="add_text",
            placeholder=say("Headline, date and text, as copied from the page"),
        )
        left, middle, right = st.columns(3)
        outlet = left.text_input(
            say("Outlet"), key="add_outlet", placeholder=say("If not in the text")
        )
        url = middle.text_input(
            say("Address of the original"), key="add_url", placeholder="https://…"
        )
        day: date | None = right.date_input(
            say("Published"), value=None, key="add_day", format="YYYY-MM-DD"
        )
    with uploaded:
        given = st.file_uploader(
            f"{say('Files')} ({', '.join(READERS)})",
            type=[suffix.lstrip(".") for suffix in READERS],
            accept_multiple_files=True,
            key="add_files",
        )
    items: list[Item] = []
    sources: list[str] = []
    if text.strip():
        sources.append("pasted text")
        fields = Given(outlet=outlet.strip(), url=url.strip(), published=day)
        items.append(read_text(text, source="pasted text", given=fields))
    if given:
        files = [(file.name, file.getvalue()) for file in given]
        sources += [name for name, _ in files]
        items += _read_files(files)
    return items, sources


def preview(items: Sequence[Item], data: Data | None) -> int:
    """Show what is read out of the articles and what was rejected; returns how many are usable."""
    articles = [item for item in items if isinstance(item, Article)]
    _rejected([item for item in items if isinstance(item, Rejection)])
    coded = list(code_all(articles[:PREVIEWED], _coder()))
    _rejected([each for each in coded if isinstance(each, Rejection)])
    shown = [each for each in coded if not isinstance(each, Rejection)]
    if not shown:
        return len(articles)
    st.markdown(f"#### {say('What would be stored:')} {count(len(articles), 'article')}")
    if len(articles) > PREVIEWED:
        st.caption(say("The first {shown} are shown.", shown=PREVIEWED))
    rows = pd.DataFrame(_summary(article, coding, data) for article, coding in shown)
    columns = ("published", "outlet", "lang", "title", "partners", "topics", "models")
    at = tables.show(
        rows,
        columns,
        "preview",
        alt=say("Articles as they would be coded"),
        select="keep" if len(rows) > 1 else None,
    )
    article, coding = shown[at or 0]
    st.subheader(plain(article.title), anchor=False)
    text_with_evidence(article.title, article.body, _evidence(coding, data))
    return len(articles)


def store(items: Sequence[Item], sources: Sequence[str]) -> None:
    """Add the articles and publish; says what became of each."""
    status = st.status(say("Adding …"))
    by = [f"by {who}"] if (who := roles.person()) else []
    try:
        roles.must_edit()
        report = ingest_items(
            items,
            store_dir(),
            lambda step, done: status.update(label=f"{say(step.capitalize())} {done:,} …"),
            coder=_coder(),
            sources=[*sources, *by],
        )
    except CoverageError as error:
        status.update(label=say("Nothing was added"), state="error")
        st.error(plain(str(error)), icon=":material/error:")
        return
    status.update(label=say("Done"), state="complete")
    _told(report)


def _told(report: IngestReport) -> None:
    counts = report.counts
    kinds = ("added", "revised", "unchanged", "rejected")
    said = ", ".join(f"{getattr(counts, kind):,} {say(kind)}" for kind in kinds)
    st.success(f"{said}.", icon=":material/task_alt:")
    st.page_link(ARTICLES, label=say("See all articles"), query_params={"all": "1"})


def _rejected(items: Sequence[Rejection]) -> None:
    if items:
        st.warning(
            say("{inputs} could not be used.", inputs=count(len(items), "input")),
            icon=":material/report:",
        )
        frame = pd.DataFrame(
            {"code": each.code, "reason": each.reason, "source": each.source} for each in items
        )
        name = f"rejected_{items[0].code}"
        tables.show(frame, ("code", "reason", "source"), name, alt=say("Inputs with the reason"))


def _summary(article: Article, coding: Coding, data: Data | None) -> dict[str, Any]:
    def listed(kind: str, codes: Iterator[str]) -> str:
        return ", ".join(_name(data, kind, code) for code in dict.fromkeys(codes))

    return {
        "published": pd.Timestamp(article.published),
        "outlet": article.outlet,
        "lang": article.lang,
        "title": article.title,
        "partners": listed("partner", (p for m in coding.mentions for p in m.partners)),
        "topics": listed("topic", (each.topic for each in coding.topics)),
        "models": listed("funding", (each.model for each in coding.funding)),
    }


def _evidence(coding: Coding, data: Data | None) -> pd.DataFrame:
    groups = (coding.mentions, coding.topics, coding.funding, coding.coalitions)
    found = [evidence for group in groups for each in group for evidence in each.evidence]
    return pd.DataFrame(
        {
            "field": each.field,
            "value_name": _name(data, each.field, each.value),
            "rule": each.rule,
            "span_start": each.span.start,
            "span_end": each.span.end,
        }
        for each in sorted(found, key=lambda each: (each.span.start, each.span.end, each.field))
    )


def _name(data: Data | None, kind: str, code: str) -> str:
    return data.name_of(kind, code) if data else code


@st.cache_resource(show_spinner="Loading the codebook …")
def _coder() -> Coder:
    return default_coder()


@st.cache_data(ttl=600, max_entries=4, show_spinner="Reading …")
def _read_files(files: list[tuple[str, bytes]]) -> list[Item]:
    """Readers take paths: the bytes go through a folder that is gone afterwards."""
    items: list[Item] = []
    with tempfile.TemporaryDirectory() as folder:
        for number_, (name, content) in enumerate(files):
            # The browser's file name is never trusted as a path.
            safe = re.sub(r"[^\w.-]", "_", Path(name).name)[-100:].lstrip(".") or "upload"
            path = Path(folder, str(number_), safe)
            path.parent.mkdir()
            path.write_bytes(content)
            items += read(path)
    return items
