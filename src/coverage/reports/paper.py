"""A view to be printed: one HTML file without scripts, with its sources at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from coverage.reports.about import About, Part
from coverage.reports.scope import in_words, number_in_words

MOST = 500  # rows of a table on paper
_STYLE = """
@page { size: A4; margin: 18mm 14mm; }
body { font: 10pt/1.4 Georgia, "Noto Serif", serif; color: #111; max-width: 190mm;
  margin: 8mm auto; }
h1 { font-size: 17pt; margin: 0; } h2 { font-size: 12pt; margin: 7mm 0 2mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 1mm 2mm; border-bottom: .2mm solid #bbb;
  overflow-wrap: anywhere; }
td.n { text-align: right; white-space: nowrap; }
dl { display: grid; grid-template-columns: 32mm 1fr; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; } p.lead { font-size: 12pt; }
@media screen { table { display: block; overflow-x: auto; } }
"""


def paper_bytes(about: About, parts: Sequence[Part], sources: pd.DataFrame, lang: str) -> bytes:
    """The parts as a page for the printer, every text escaped; ``sources`` are numbered."""
    facts = "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in about.facts()[4:])
    body = "".join(f"<h2>{escape(part.title)}</h2>{_table(part.rows, about)}" for part in parts)
    named = {"published": "Published", "outlet": "Outlet", "title": "Headline", "url": "Address"}
    numbered = sources[[*named]].reset_index(drop=True)
    numbered = numbered.rename(columns={name: about.word(each) for name, each in named.items()})
    numbered.insert(0, "", pd.Series(range(1, len(numbered) + 1), dtype=object))
    return (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{escape(about.title)} · Partner Coverage</title><style>{_STYLE}</style></head>"
        f'<body><h1>{escape(about.title)}</h1><p class="lead">{escape(about.sentence)} — '
        f"{about.word('Meetings')}: {number_in_words(about.meetings, lang)} · "
        f"{about.word('Articles')}: {number_in_words(about.articles, lang)}</p>"
        f"{body}<h2>{about.word('Sources')} ({number_in_words(len(sources), lang)})</h2>"
        f"{_table(numbered, about)}"
        f"<h2>{about.word('About')}</h2><dl>{facts}</dl></body></html>"
    ).encode()


def _table(rows: pd.DataFrame, about: About) -> str:
    head = "".join(f"<th>{escape(str(name))}</th>" for name in rows.columns)
    body = "".join(
        "<tr>" + "".join(_cell(value, about.lang) for value in row) + "</tr>"
        for row in rows.head(MOST).itertuples(index=False)
    )
    left = number_in_words(len(rows) - MOST, about.lang)
    more = f"<p>… {about.word('more').format(n=left)}</p>" if len(rows) > MOST else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any, lang: str) -> str:
    if isinstance(value, date):  # a Timestamp is one
        return "<td></td>" if pd.isna(value) else f"<td>{in_words(value, lang)}</td>"
    if not isinstance(value, str) and hasattr(value, "__iter__"):
        return f"<td>{escape(' '.join(str(each) for each in value))}</td>"
    if pd.isna(value):
        return "<td></td>"
    if isinstance(value, int | float):
        whole = int(value) if float(value).is_integer() else value
        return f'<td class="n">{number_in_words(whole, lang)}</td>'
    return f"<td>{escape(str(value))}</td>"
