"""Sentences of our own on what a contact is: `sentences.toml` says what has to be read out of each.

Those with `fails` are what the coder still gets wrong; one that it gets right may lose the mark.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from reading import PUBLISHED, article, partners

from coverage.codebook.entries import LANGS
from coverage.coder import Coder
from coverage.model import Coding, Status

SENTENCES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "sentences.toml").read_text("utf-8")
)["sentence"]
KINDS_A_LANGUAGE = 20


def marked() -> list[Any]:
    return [
        pytest.param(
            each,
            id=f"{each['lang']} {each['kind']}: {each['text'][:40]}",
            marks=pytest.mark.xfail(reason=each["fails"], strict=True) if "fails" in each else (),
        )
        for each in SENTENCES
    ]


def read_out(coding: Coding, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the coding says of everything that ``wanted`` speaks of."""
    found: dict[str, Any] = {
        "held": partners(coding),
        "planned": partners(coding, Status.PLANNED) | partners(coding, Status.POSTPONED),
        "cancelled": partners(coding, Status.CANCELLED),
    }
    mentions = coding.mentions
    if mentions:
        first = mentions[0]
        found |= {"mode": first.mode, "date": first.date, "place": first.place}
    found["ukraine"] = {name for m in mentions for name in m.ukraine}
    found["people"] = {name for m in mentions for name in m.partner_people}
    return {field: found.get(field) for field in wanted}


@pytest.mark.parametrize("sentence", marked())
def test_a_contact_is_read_as_the_manual_has_it(coder: Coder, sentence: dict[str, Any]) -> None:
    wanted: dict[str, Any] = {
        status: set(sentence.get(status, ())) for status in ("held", "planned", "cancelled")
    }
    wanted |= {field: sentence[field] for field in ("mode", "date", "place") if field in sentence}
    wanted |= {f: set(sentence[f]) for f in ("ukraine", "people") if f in sentence}
    text = article(sentence["lang"], sentence["text"], "", sentence.get("published", PUBLISHED))
    assert read_out(coder.code(text), wanted) == wanted


def test_every_language_has_sentences_of_every_kind() -> None:
    kinds = {lang: {s["kind"] for s in SENTENCES if s["lang"] == lang} for lang in LANGS}
    assert len(set(map(frozenset, kinds.values()))) == 1
    assert len(kinds["en"]) >= KINDS_A_LANGUAGE


def test_most_sentences_are_read_rightly_in_each_language() -> None:
    total = Counter(s["lang"] for s in SENTENCES)
    failing = Counter(s["lang"] for s in SENTENCES if "fails" in s)
    assert all(failing[lang] < total[lang] / 3 for lang in LANGS)
