"""A store in which every text that comes from outside means harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sample_store

from coverage.linker import link
from coverage.model import (
    Amount,
    Article,
    Bound,
    CoalitionCode,
    Coding,
    Evidence,
    FundingCode,
    Mention,
    Mode,
    Rejection,
    Span,
    Stage,
    Status,
    TopicCode,
)
from coverage.search import build
from coverage.store import Counts, Entry, Label, Master, Request, content_hash

PAYLOADS = (
    '<img src=x onerror="window.pwned=1">',
    "<script>window.pwned=1</script>",
    "</script><svg onload=window.pwned=1>",
    "[click](javascript:window.pwned=1) ![i](http://evil.example/i.png)",
    "<a href='http://evil.example'>x</a> http://evil.example/auto www.evil.example",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "'; DROP TABLE meetings; --",
    "{{7*7}} ${7*7} %(x)s {0} {meeting}",
    ":red[r] :material/home: $x^2$ `code` ~~s~~ # h\n# h\n- l\n\n    pre",
    "../../../etc/passwd\\..\\x\x00.exe",
    "\u202egnp.exe \u2066x\u2069 \x1b[31mred\x07",
)  # fmt: skip


def entries() -> list[Entry]:
    """An article a payload: it stands in every field of the article and of its coding."""
    made = []
    for n, text in enumerate(PAYLOADS):
        article = Article(f"h{n}{text}", "en", text, f"javascript:{text}", date(2025, 5, 1 + n),
                          text, f"{text}\n\n{text}", source=text, given_id=text)  # fmt: skip
        span = Span(0, len(text))
        coded = ("partner", "ukraine", "topic", "funding", "place", text)
        said = tuple(Evidence(field, text, span, text) for field in coded)
        mention = Mention((text, "DK"), Status.HELD, Mode.IN_PERSON, date(2025, 5, 1 + n), text,
                          (text,), (text,), said)  # fmt: skip
        coding = Coding(
            article.article_id, text, (mention,), (TopicCode(text, said), TopicCode("drones", ())),
            (FundingCode(text, (text,), Stage.AGREED, said),), (CoalitionCode(text, said),),
            (Amount(1e9, text, text, text, Bound.EXACT, span, text),),
        )  # fmt: skip
        made.append(Entry(article, coding, 1, content_hash(article)))
    return made


def make(store: Path) -> Path:
    """Publish it, with rejected inputs, runs and labels that mean harm too."""
    with Master.open(store) as master:
        master.start_run(Request(sources=tuple(PAYLOADS)))
        master.write(added=entries(), rejected=[Rejection(text, text, text) for text in PAYLOADS])
        labels = [Label(kind, text, text, text, text, 1000 + n) for n, text in enumerate(PAYLOADS)
                  for kind in ("partner", "topic", "funding", "coalition")]  # fmt: skip
        master.write_labels([*sample_store.LABELS, *labels], "v1")
        with master.transaction():
            link(master.connection)
        master.finish_run(Counts(read=len(PAYLOADS), added=len(PAYLOADS)))
        number = master.publish()
    build(store, number)
    return store
