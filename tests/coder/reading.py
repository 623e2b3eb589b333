"""What the coder's tests share: an article of one's own, and what was read out of it."""

from __future__ import annotations

from datetime import date

from coverage.coder import Coder
from coverage.codebook.lexicon import words
from coverage.model import Article, Coding, Status

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
