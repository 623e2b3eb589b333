"""Reviewed articles as labelled ones: what analysts confirmed is what the coder is judged by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coverage.corrections import log
from coverage.model import Coding
from coverage.store import Snapshot, read_codings

_REVIEWED = """
    SELECT a.article_id, coalesce(given_id, article_id) AS id, lang, outlet, url,
           published::VARCHAR AS published, left(published_time::VARCHAR, 5) AS published_time,
           'clean' AS layout, title, body AS text
    FROM articles AS a
    WHERE article_id IN (SELECT target_id FROM corrections
                         WHERE target = 'article' AND action = 'reviewed' AND state = 'applied')
    ORDER BY article_id
"""


def write_labelled(store: Path, path: Path) -> int:
    """Write what :func:`labelled_content` gives into a file; returns how many articles.

    Raises:
        CorrectionError: the file cannot be written.
        StoreError: there is no store.
    """
    return log.write_file(path, labelled_content(store))


def labelled_content(store: Path) -> bytes:
    """The articles that were marked as reviewed, with their coding as it stands now.

    It is a file that ``evaluate`` reads (docs/codebook.md, section 6), a line an article.

    Raises:
        StoreError: there is no store.
    """
    with Snapshot.current(store).cursor() as cursor:
        found = cursor.execute(_REVIEWED)
        names = [column[0] for column in found.description]
        articles = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        codings = read_codings(cursor, [each["article_id"] for each in articles])
        events = {
            (article_id, ordinal): event
            for article_id, ordinal, event in cursor.execute(
                "SELECT article_id, ordinal, event FROM mentions JOIN meetings USING (meeting_id)"
            ).fetchall()
        }
    lines = []
    for each in articles:
        article_id = each.pop("article_id")
        gold = _gold(codings[article_id], events)
        lines.append(json.dumps({**each, "gold": gold}, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def _gold(coding: Coding, events: dict[tuple[str, int], str]) -> dict[str, Any]:
    return {
        "meetings": [
            {"partners": list(m.partners), "status": m.status.value, "mode": m.mode.value,
             "date": m.date.isoformat() if m.date else None, "place": m.place,
             "ukraine": list(m.ukraine), "partner_people": list(m.partner_people),
             "event": events.get((coding.article_id, n), f"{coding.article_id}-{n}")}
            for n, m in enumerate(coding.mentions)
        ],
        "topics": [t.topic for t in coding.topics],
        "funding": [
            {"model": f.model, "partners": list(f.partners), "stage": f.stage.value}
            for f in coding.funding
        ],
        "coalitions": [c.coalition for c in coding.coalitions],
        "ignore_partners": [],
    }  # fmt: skip
