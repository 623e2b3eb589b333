"""Codings back out of their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from coverage.model import (
    Amount,
    Bound,
    CoalitionCode,
    Coding,
    Evidence,
    FundingCode,
    Mention,
    Mode,
    Span,
    Stage,
    Status,
    TopicCode,
)
from coverage.store.database import Connection

Rows = dict[str, list[tuple[Any, ...]]]

_TABLES = {
    "mentions": "ordinal, status, mode, date, place",
    "mention_partners": "ordinal, partner, position",
    "mention_people": "ordinal, side, person, position",
    "article_topics": "topic",
    "article_funding": "model, partner, stage",
    "article_coalitions": "coalition",
    "article_amounts": "figure, currency, partner, model, bound, span_start, span_end, rule",
    "evidence": "ordinal, field, value, span_start, span_end, rule",
}


def read_codings(connection: Connection, article_ids: Sequence[str]) -> dict[str, Coding]:
    """What the store holds as read out of these articles, by article_id; unknown ids are left out.

    For as many as corrections touch, not for a whole store. ``not_coded`` is not stored.
    """
    asked = [list(article_ids)]
    versions = dict(
        connection.execute(
            "SELECT article_id, codebook_version FROM articles "
            "WHERE article_id IN (SELECT unnest($1::VARCHAR[]))", asked,
        ).fetchall()
    )  # fmt: skip
    tables: dict[str, Rows] = {}
    for table, columns in _TABLES.items():
        held: Rows = defaultdict(list)
        rows = connection.execute(
            f"SELECT article_id, {columns} FROM {table} "
            "WHERE article_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY ALL", asked,
        ).fetchall()  # fmt: skip
        for article_id, *rest in rows:
            held[article_id].append(tuple(rest))
        tables[table] = held
    return {
        article_id: _coding(
            article_id, version, {name: held[article_id] for name, held in tables.items()}
        )
        for article_id, version in versions.items()
    }


def _coding(article_id: str, version: str, rows: Rows) -> Coding:
    passages: dict[tuple[int | None, str], list[Evidence]] = defaultdict(list)
    for ordinal, field, value, start, end, rule in rows["evidence"]:
        key = (ordinal, "" if ordinal is not None else f"{field} {value}")
        passages[key].append(Evidence(field, value, Span(start, end), rule))

    def of(field: str, value: str) -> tuple[Evidence, ...]:
        return tuple(passages[None, f"{field} {value}"])

    staged: set[str] = set()

    def of_funding(model: str, stage: str) -> tuple[Evidence, ...]:
        # Evidence does not say of which model a stage is: it goes with the first that has it.
        stages = () if stage in staged else of("stage", stage)
        staged.add(stage)
        again = () if model in staged else of("funding", model)
        staged.add(model)
        return (*again, *stages)

    return Coding(
        article_id,
        version,
        tuple(
            _mention(ordinal, status, mode, day, place, rows, tuple(passages[ordinal, ""]))
            for ordinal, status, mode, day, place in rows["mentions"]
        ),
        tuple(TopicCode(topic, of("topic", topic)) for (topic,) in rows["article_topics"]),
        tuple(
            FundingCode(
                model, (partner,) if partner else (), Stage(stage), of_funding(model, stage)
            )
            for model, partner, stage in rows["article_funding"]
        ),
        tuple(CoalitionCode(c, of("coalition", c)) for (c,) in rows["article_coalitions"]),
        tuple(
            Amount(figure, currency, partner, model, Bound(bound), Span(start, end), rule)
            for figure, currency, partner, model, bound, start, end, rule in rows["article_amounts"]
        ),
    )


def _mention(
    number: int, status: str, mode: str, day: Any, place: str | None, rows: Rows,
    evidence: tuple[Evidence, ...],
) -> Mention:  # fmt: skip
    partners = sorted((at, p) for ordinal, p, at in rows["mention_partners"] if ordinal == number)
    people = sorted(
        (at, side, person)
        for ordinal, side, person, at in rows["mention_people"] if ordinal == number
    )  # fmt: skip
    return Mention(
        tuple(p for _, p in partners), Status(status), Mode(mode), day, place,
        tuple(person for _, side, person in people if side == "ukraine"),
        tuple(person for _, side, person in people if side == "partner"),
        evidence,
    )  # fmt: skip
