"""The files of a page: which there are, and what each is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from coverage.reports import (
    About,
    Part,
    csv_zip,
    package_bytes,
    paper_bytes,
    parquet_zip,
    workbook_bytes,
)
from coverage.ui import address, asof, shown
from coverage.ui.shown import Shown
from coverage.ui.view import Page
from coverage.ui.words import say


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its button, and the end of its name."""

    label: str
    suffix: str
    mime: str
    icon: str
    help: str


FORMATS = (
    Format("Excel workbook", ".xlsx",
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
           ":material/table_chart:", "A sheet a table, and one that says what it is"),
    Format("Data package", "_package.zip", "application/zip", ":material/inventory_2:",
           "Tables, sources with addresses and evidence with quotes, described in "
           "datapackage.json"),
    Format("CSV for spreadsheets", "_csv.zip", "application/zip", ":material/csv:",
           "UTF-8 with byte order mark, so that Excel shows Cyrillic"),
    Format("CSV for programs", "_csv_plain.zip", "application/zip", ":material/csv:",
           "UTF-8 without byte order mark"),
    Format("Parquet", "_parquet.zip", "application/zip", ":material/view_column:",
           "Values as they are, with their types"),
    Format("Report for paper", ".html", "text/html", ":material/print:",
           "A page to print or save as PDF, with its sources"),
)  # fmt: skip


def about(page: Page, title: str) -> About:
    """What this page's files say of themselves."""
    counts = page.table("scope_counts").iloc[0]
    fresh = page.table("freshness").iloc[0]
    meta = page.data.snapshot.meta
    query = address.read() | asof.fixed(page.data.snapshot)
    base = (st.context.url or "").split("?")[0]
    return About(
        title=say(title),
        sentence=page.scope.sentence(page.data.language, page.data.name_of),
        query=page.scope.to_query(),
        permalink=f"{base}?{urlencode(query, doseq=True)}" if query else base,
        meetings=int(counts["meetings"]),
        articles=int(counts["articles"]),
        snapshot=page.data.snapshot.number,
        data_time=meta("published_at") or str(fresh["last_ingested"]),
        codebook_version=meta("codebook_version") or "",
        lang=page.data.language,
        sample=bool(fresh["sample"]),
        left_out=shown.left_out(),
    )


def made(kind: Format, page: Page, what: About, tables: Sequence[Shown]) -> bytes:
    """The file's bytes. Raises CoverageError where a report cannot be had."""
    parts = [Part(each.name, each.title, each.rows) for each in tables]
    if kind.suffix == ".xlsx":
        return workbook_bytes(what, parts)
    if kind.suffix == "_csv.zip":
        return csv_zip(what, parts, bom=True)
    if kind.suffix == "_csv_plain.zip":
        return csv_zip(what, parts, bom=False)
    if kind.suffix == "_parquet.zip":
        return parquet_zip(what, parts)
    sources = page.table("scope_sources")
    if kind.suffix == ".html":
        return paper_bytes(what, parts, sources, page.data.language)
    return package_bytes(what, parts, sources, page.table("scope_evidence"))
