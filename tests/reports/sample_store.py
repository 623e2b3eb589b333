"""A small store written by hand, so that every figure of a report can be worked out by reading.

Held meetings: LU (2 articles), DK 2024, DK 2025, PL. Planned: NO. A pledge without contact: NO.
"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from coverage.linker import link
from coverage.model import (
    Article,
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

NASTY_TITLE = '=HYPERLINK("http://evil.example","x") **bold** <script>alert(1)</script>'
NASTY_BODY = (
    "# Heading [link](http://evil.example) ![i](http://evil.example/i.png) $x^2$ :red[r] :smile:\n"
    "    indented <img src=x onerror=alert(1)> `code` -> www.evil.example a@evil.example\n\n"
    "1. item\n\n> quote\n\n| a | b |\n|---|---|\n\n<b>html</b> &amp; \\* ]:blue-background[x] "
    ":material/home: ~~gone~~ ==mark== -- 100% --- * * *"
)
NASTY_OUTLET = "+Outlet <b>&</b> [x](http://evil.example)"


def _evidence(text: str, field: str, value: str, words: str) -> tuple[Evidence, ...]:
    start = text.index(words)
    return (Evidence(field, value, Span(start, start + len(words)), f"{field}_rule"),)


def _article(
    article_id: str, lang: str, outlet: str, published: str, title: str, body: str, url: str = ""
) -> Article:
    return Article(
        article_id, lang, outlet, url or f"https://example.org/{article_id}",
        date.fromisoformat(published), title, body, time(11, 31), source="hand.jsonl",
    )  # fmt: skip


def _mention(
    partner: str, day: str | None, official: str, *, mode: Mode = Mode.IN_PERSON,
    status: Status = Status.HELD, place: str | None = None, people: tuple[str, ...] = (),
    evidence: tuple[Evidence, ...] = (),
) -> Mention:  # fmt: skip
    when = date.fromisoformat(day) if day else None
    return Mention((partner,), status, mode, when, place, (official,), people, evidence)


def entries() -> list[Entry]:
    """The articles with their codings."""
    a1 = _article(
        "a1", "en", "Interfax-Ukraine", "2025-03-20", "Umerov, Backes meet in Kyiv",
        "Rustem Umerov met Luxembourg's minister Yuriko Backes in Kyiv.\n\n"
        "They spoke of drones and of the Danish model.",
    )  # fmt: skip
    a2 = _article("a2", "ru", "Укринформ", "2025-03-20", "Умеров встретился с Бакес",
                  "Речь шла о дронах. Шла речь и о «датской модели».")  # fmt: skip
    a3 = _article("a3", "uk", "УНН", "2025-04-02", "Зеленський поговорив з Данією", "Про дрони.")
    a4 = _article("a4", "en", "Ukrinform", "2025-04-10", "Norway pays", "Norway paid for drones.")
    a5 = _article("a5", "en", "Ukrinform", "2024-04-05", "Umerov in Copenhagen", "On energy.")
    a6 = _article("a6", "en", "Ukrinform", "2025-05-01", "Zelenskyy to visit Oslo", "Soon.")
    a7 = _article("a7", "en", NASTY_OUTLET, "2025-05-03", NASTY_TITLE, NASTY_BODY,
                  "javascript:alert(1)")  # fmt: skip
    drones, energy = TopicCode("drones", ()), TopicCode("energy", ())
    codings = [
        Coding(
            "a1", "v1",
            (_mention("LU", "2025-03-20", "Rustem Umerov", place="Kyiv", people=("Yuriko Backes",),
                      evidence=_evidence(a1.text, "partner", "LU", "Luxembourg's")
                      + _evidence(a1.text, "ukraine", "Rustem Umerov", "Umerov")),),
            (TopicCode("drones", _evidence(a1.text, "topic", "drones", "drones")),),
            (FundingCode("danish_model", ("LU",), Stage.PROPOSED,
                         _evidence(a1.text, "funding", "danish_model", "Danish model")),),
            (CoalitionCode("drone", ()),),
        ),
        Coding("a2", "v1", (_mention("LU", "2025-03-20", "Rustem Umerov"),), (drones,),
               (FundingCode("danish_model", ("LU",), Stage.MENTIONED, ()),)),
        Coding("a3", "v1",
               (_mention("DK", "2025-04-01", "Volodymyr Zelenskyy", mode=Mode.REMOTE),), (drones,),
               (FundingCode("danish_model", ("DK",), Stage.AGREED, ()),)),
        Coding("a4", "v1", (), (drones,),
               (FundingCode("danish_model", ("NO",), Stage.FUNDED, ()),
                FundingCode("purl", (), Stage.MENTIONED, ()))),
        Coding("a5", "v1", (_mention("DK", "2024-04-04", "Rustem Umerov", place="Copenhagen"),),
               (energy,)),
        Coding("a6", "v1", (_mention("NO", None, "Volodymyr Zelenskyy", status=Status.PLANNED),)),
        Coding("a7", "v1", (_mention(
            "PL", "2025-05-03", "Rustem Umerov",
            evidence=_evidence(a7.text, "partner", "PL", "[link](http://evil")
            + _evidence(a7.text, "ukraine", "Rustem Umerov", "]:blue-background[x]")),)),
    ]  # fmt: skip
    articles = [a1, a2, a3, a4, a5, a6, a7]
    return [Entry(a, c, 1, content_hash(a)) for a, c in zip(articles, codings, strict=True)]


LABELS = [
    Label(kind, code, en, f"{en} (укр.)", f"{en} (рус.)", position)
    for position, (kind, code, en) in enumerate(
        [("partner", "LU", "Luxembourg"), ("partner", "DK", "Denmark"), ("partner", "NO", "Norway"),
         ("partner", "PL", "Poland"), ("partner", "IS", "Iceland"),
         ("topic", "drones", "Drones"), ("topic", "energy", "Energy"),
         ("funding", "danish_model", "Danish model"), ("funding", "purl", "PURL"),
         ("stage", "mentioned", "Mentioned"), ("stage", "proposed", "Proposed"),
         ("stage", "agreed", "Agreed"), ("stage", "funded", "Funded"),
         ("coalition", "drone", "Drone Coalition"), ("status", "held", "Held"),
         ("status", "planned", "Planned"), ("mode", "in_person", "In person"),
         ("mode", "remote", "Remote")]
    )
]  # fmt: skip


def make(store: Path, wanted: list[Entry]) -> Path:
    """Publish a store that holds ``wanted``, with one rejection beside it."""
    with Master.open(store) as master:
        master.start_run(Request(sources=("hand.jsonl",)))
        master.write(added=wanted, rejected=[Rejection("bad.txt", "empty_file", "it is empty")])
        master.write_labels(LABELS, "v1")
        with master.transaction():
            link(master.connection)
        master.finish_run(Counts(read=len(wanted) + 1, added=len(wanted), rejected=1))
        number = master.publish()
    build(store, number)
    return store
