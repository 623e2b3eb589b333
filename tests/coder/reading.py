"""What the coder's tests share: an article of one's own, and what was read out of it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

from coverage import labelled
from coverage.codebook.entries import LANGS
from coverage.codebook.lexicon import words
from coverage.coder import Coder
from coverage.model import Article, Coding, Span, Status

ROOT = Path(__file__).parents[2]
SEEN = set(tomllib.loads((ROOT / "data/quality/split.toml").read_text("utf-8"))["seen"])
ARTICLES = [
    item.article
    for lang in LANGS
    for item in labelled.load(ROOT / f"data/sample/{lang}.jsonl")
    if item.name in SEEN
]
BY_LANG = {lang: [a for a in ARTICLES if a.lang == lang] for lang in LANGS}

PUBLISHED = date(2025, 3, 20)  # a Thursday


def article(lang: str, body: str, title: str = "", published: date = PUBLISHED) -> Article:
    return Article("a", lang, "", "", published, title, body)


def partners(coding: Coding, status: Status = Status.HELD) -> set[str]:
    return {code for m in coding.mentions if m.status is status for code in m.partners}


def named(coder: Coder, lang: str, phrases: list[str]) -> list[set[str]]:
    """The partners that each phrase names, each phrase read as a paragraph of its own."""
    text, _, scene = coder.read(article(lang, "\n\n".join(phrases)))
    found: list[set[str]] = [set() for _ in phrases]
    first = text.sentences[0].block
    for country in scene.countries:
        sentence = text.sentences[scene.sentence_of[country.start]]
        found[sentence.block - first].add(country.code)
    return found


def bare(term: str) -> str:
    """A term as a text would have it, in the form that the codebook gives."""
    return " ".join(word.strip("=*") for word in words(term))


def values(coding: Coding) -> Coding:
    """The coding without its spans and rules."""
    return replace(
        coding,
        mentions=tuple(replace(m, evidence=()) for m in coding.mentions),
        topics=tuple(replace(t, evidence=()) for t in coding.topics),
        funding=tuple(replace(f, evidence=()) for f in coding.funding),
        coalitions=tuple(replace(c, evidence=()) for c in coding.coalitions),
        amounts=tuple(replace(a, span=Span(0, 0)) for a in coding.amounts),
        not_coded=(),
    )
