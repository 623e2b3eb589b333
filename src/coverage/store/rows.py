"""Articles and codings as Arrow tables, one a table of the schema: what is written in bulk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from coverage.model import Article, Coding, Evidence, Rejection
from coverage.shingles import shingles_of

ARROW: dict[type, Any] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    date: pa.date32(),
    time: pa.time64("us"),
    datetime: pa.timestamp("us", tz="UTC"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it goes into the store: in which revision, coded how."""

    article: Article
    coding: Coding
    revision: int
    content_hash: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """The run that writes, and when (UTC)."""

    run_id: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Label:
    """Names of a code in the three languages; ``kind`` as in the schema's ``labels``."""

    kind: str
    code: str
    en: str
    uk: str
    ru: str
    position: int


def content_hash(article: Article) -> str:
    """16 hex digits over what is shown and coded.

    Not over where it was found: the same text from another file, or under an address with
    another ``?utm_source``, is no revision.
    """
    shown = (article.lang, article.outlet, str(article.published), str(article.published_time),
             article.title, article.body)  # fmt: skip
    return hashlib.sha256("\x1f".join(shown).encode("utf-8", "surrogatepass")).hexdigest()[:16]


Row = tuple[Any, ...]
Schema = dict[str, type]


def _table(schema: Schema, rows: Iterable[Row]) -> Any:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        _array(values, ARROW[kind]) for values, kind in zip(columns, schema.values(), strict=True)
    ]
    return pa.table(dict(zip(schema, arrays, strict=True)))


def _array(values: Row, arrow_type: Any) -> Any:
    try:
        return pa.array(values, type=arrow_type)
    except UnicodeEncodeError:
        # Half of a surrogate pair ("\\ud83d" in JSON, a file name that is no UTF-8) cannot be
        # stored; "?" is as long, so that spans stay true.
        whole = [v and v.encode("utf-8", "replace").decode("utf-8") for v in values]
        return pa.array(whole, type=arrow_type)


ARTICLES: Schema = {
    "article_id": str, "revision": int, "content_hash": str, "given_id": str, "lang": str,
    "outlet": str, "url": str, "published": date, "published_time": time, "title": str,
    "body": str, "source": str, "ingested_at": datetime, "run_id": str, "codebook_version": str,
}  # fmt: skip


def articles(entries: Sequence[Entry], stamp: Stamp) -> Any:
    """Arrow table of ``articles``: one row an entry."""
    return _table(ARTICLES, (
        (a.article_id, e.revision, e.content_hash, a.given_id, a.lang, a.outlet, a.url,
         a.published, a.published_time, a.title, a.body, a.source, stamp.now, stamp.run_id,
         e.coding.codebook_version)
        for e in entries for a in (e.article,)
    ))  # fmt: skip


def rejections(items: Sequence[Rejection], stamp: Stamp) -> Any:
    """Arrow table of ``rejections``: one row an input that could not be read."""
    schema: Schema = {"run_id": str, "source": str, "code": str, "reason": str}
    return _table(schema, ((stamp.run_id, r.source, r.code, r.reason) for r in items))


def shingles(texts: Iterable[tuple[str, str]]) -> Any:
    """Arrow table of ``article_shingles``: one row a text, given with its article's id."""
    sampled = [(article_id, shingles_of(text)) for article_id, text in texts]
    return pa.table(
        {
            "article_id": pa.array([article_id for article_id, _ in sampled], type=pa.string()),
            "shingles": pa.array([each for _, each in sampled], type=pa.list_(pa.uint32())),
            "compared": pa.array([False] * len(sampled)),
        }
    )


def dirty(article_ids: Iterable[str]) -> Any:
    """Arrow table of ``dirty_articles``: one row an article."""
    return _table({"article_id": str}, ((article_id,) for article_id in article_ids))


def labels(items: Iterable[Label]) -> Any:
    """Arrow table of ``labels``."""
    schema: Schema = {"kind": str, "code": str, "en": str, "uk": str, "ru": str, "position": int}
    return _table(schema, ((x.kind, x.code, x.en, x.uk, x.ru, x.position) for x in items))


def _mentions(coding: Coding) -> Iterator[Row]:
    for ordinal, m in enumerate(coding.mentions):
        yield coding.article_id, ordinal, m.status.value, m.mode.value, m.date, m.place


def _mention_partners(coding: Coding) -> Iterator[Row]:
    for ordinal, m in enumerate(coding.mentions):
        for position, partner in enumerate(dict.fromkeys(m.partners)):
            yield coding.article_id, ordinal, partner, position


def _mention_people(coding: Coding) -> Iterator[Row]:
    for ordinal, m in enumerate(coding.mentions):
        for side, people in (("ukraine", m.ukraine), ("partner", m.partner_people)):
            for position, person in enumerate(dict.fromkeys(people)):
                yield coding.article_id, ordinal, side, person, position


def _topics(coding: Coding) -> Iterator[Row]:
    for topic in dict.fromkeys(t.topic for t in coding.topics):
        yield coding.article_id, topic


def _funding(coding: Coding) -> Iterator[Row]:
    highest: dict[tuple[str, str], Any] = {}
    for f in coding.funding:
        for partner in f.partners or ("",):
            known = highest.get((f.model, partner))
            if known is None or f.stage.rank > known.rank:
                highest[f.model, partner] = f.stage
    for (model, partner), stage in highest.items():
        yield coding.article_id, model, partner, stage.value


def _coalitions(coding: Coding) -> Iterator[Row]:
    for coalition in dict.fromkeys(c.coalition for c in coding.coalitions):
        yield coding.article_id, coalition


def _amounts(coding: Coding) -> Iterator[Row]:
    for a in coding.amounts:
        yield (coding.article_id, a.figure, a.currency, a.partner, a.model, a.bound.value,
               a.span.start, a.span.end, a.rule)  # fmt: skip


def _evidence(coding: Coding) -> Iterator[Row]:
    def row(ordinal: int | None, e: Evidence) -> Row:
        return (coding.article_id, ordinal, e.field, e.value, e.span.start, e.span.end, e.rule)

    for ordinal, mention in enumerate(coding.mentions):
        yield from (row(ordinal, e) for e in mention.evidence)
    for codes in (coding.topics, coding.funding, coding.coalitions):
        # a model's codes, one a stage, share its passages
        yield from dict.fromkeys(row(None, e) for code in codes for e in code.evidence)


_CHILDREN: dict[str, tuple[Schema, Callable[[Coding], Iterator[Row]]]] = {
    "mentions": (
        {"article_id": str, "ordinal": int, "status": str, "mode": str, "date": date, "place": str},
        _mentions,
    ),
    "mention_partners": (
        {"article_id": str, "ordinal": int, "partner": str, "position": int},
        _mention_partners,
    ),
    "mention_people": (
        {"article_id": str, "ordinal": int, "side": str, "person": str, "position": int},
        _mention_people,
    ),
    "article_topics": ({"article_id": str, "topic": str}, _topics),
    "article_funding": (
        {"article_id": str, "model": str, "partner": str, "stage": str},
        _funding,
    ),
    "article_coalitions": ({"article_id": str, "coalition": str}, _coalitions),
    "article_amounts": (
        {"article_id": str, "figure": float, "currency": str, "partner": str, "model": str,
         "bound": str, "span_start": int, "span_end": int, "rule": str},
        _amounts,
    ),
    "evidence": (
        {"article_id": str, "ordinal": int, "field": str, "value": str, "span_start": int,
         "span_end": int, "rule": str},
        _evidence,
    ),
}  # fmt: skip

CHILDREN = tuple(_CHILDREN)


def children(codings: Sequence[Coding]) -> dict[str, Any]:
    """Arrow tables of what was read out of the articles, by name of the schema's table."""
    return {
        name: _table(schema, (row for coding in codings for row in rows(coding)))
        for name, (schema, rows) in _CHILDREN.items()
    }
