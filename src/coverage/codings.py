"""Codings without a store: JSON Lines in the form of the coding manual's section 6."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from coverage.legend import vocabulary_of
from coverage.linker import Linking
from coverage.model import Article, Coding, Evidence, Rejection
from coverage.pipeline import BATCH, Coder, code_all
from coverage.store import Counts

Report = Callable[[Rejection], None]


def write_codings(
    items: Iterable[Article | Rejection],
    coder: Coder,
    out: IO[str],
    on_rejection: Report,
    folder: Path | None = None,
) -> Counts:
    """Code articles into ``out``, one JSON object a line, in the order in which they come.

    Only the mentions are held, for the linking: the lines wait in a temporary file in ``folder``
    (None: the system's), which becomes as large as the output, until the events are known.
    """
    linking = Linking(vocabulary_of(coder))
    read = written = rejected = 0
    batch: list[tuple[str, Article, Coding]] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8", dir=folder) as waiting:
        for result in code_all(items, coder):
            read += 1
            if isinstance(result, Rejection):
                rejected += 1
                on_rejection(result)
                continue
            article, coding = result
            key = f"{written:09d}"
            written += 1
            waiting.write(json.dumps(as_record(article, coding), ensure_ascii=True) + "\n")
            batch.append((key, article, coding))
            if len(batch) >= BATCH:
                linking.add(batch)
                batch = []
        linking.add(batch)
        events = linking.events()
        waiting.seek(0)
        for number, line in enumerate(waiting):
            record = json.loads(line)
            for ordinal, meeting in enumerate(record["coding"]["meetings"]):
                meeting["event"] = events[f"{number:09d}", ordinal]
            out.write(_line(record))
    return Counts(read=read, added=written, rejected=rejected)


def as_record(article: Article, coding: Coding) -> dict[str, Any]:
    """The article's line: its header fields and the coding; ``event`` is left to the linker.

    Offsets are half-open, in characters of headline, blank line and body.
    """

    def passages(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
        return [
            {"field": e.field, "value": e.value, "start": e.span.start, "end": e.span.end,
             "text": article.text[e.span.start : e.span.end], "rule": e.rule}
            for e in evidence
        ]  # fmt: skip

    return {
        "id": article.given_id or article.article_id,
        "url": article.url,
        "lang": article.lang,
        "outlet": article.outlet,
        "published": article.published.isoformat(),
        "title": article.title,
        "coding": {
            "meetings": [
                {"partners": list(m.partners), "status": m.status.value, "mode": m.mode.value,
                 "date": m.date.isoformat() if m.date else None, "place": m.place,
                 "ukraine": list(m.ukraine), "partner_people": list(m.partner_people),
                 "event": None, "evidence": passages(m.evidence)}
                for m in coding.mentions
            ],
            "topics": [t.topic for t in coding.topics],
            "funding": [
                {"model": f.model, "partners": list(f.partners), "stage": f.stage.value,
                 "evidence": passages(f.evidence)}
                for f in coding.funding
            ],
            "coalitions": [c.coalition for c in coding.coalitions],
            "amounts": [
                {"figure": a.figure, "currency": a.currency, "partner": a.partner,
                 "model": a.model, "bound": a.bound.value, "start": a.span.start,
                 "end": a.span.end, "text": article.text[a.span.start : a.span.end],
                 "rule": a.rule}
                for a in coding.amounts
            ],
            "evidence": passages(
                e for codes in (coding.topics, coding.coalitions) for c in codes for e in c.evidence
            ),
        },
    }  # fmt: skip


def _line(record: dict[str, Any]) -> str:
    # Half of a surrogate pair is no text and cannot be written; "?" is as long.
    text = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    return f"{text}\n"
