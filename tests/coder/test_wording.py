"""An article's other words weigh, but they alone make nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from reading import article

from coverage.codebook import load
from coverage.coder import Coder
from coverage.coder.weights import Weights
from coverage.coder.wording import SIGN, UNIT, Wording, Wordings, beginnings

WORDED = ("topic", "funding")


def test_words_are_told_by_their_beginnings() -> None:
    assert beginnings(["ракетами", "ракети", "із", "2025", "f16", "the"]) == {"ракет", "f16", "the"}


def test_likeness_sums_the_points_of_the_words() -> None:
    wording = Wording(("drones", "energy"), {"opera": 0, "grid": 1},
                      np.array([[6, -2], [-4, 8]], dtype=np.float32))  # fmt: skip
    words = ["operators", "operator", "grid", *(f"w{n:03}" for n in range(398))]  # 400 beginnings
    told = wording.likeness(words)
    assert told == pytest.approx({"drones": 2 * UNIT / 20, "energy": 6 * UNIT / 20})
    flash = wording.likeness(["operator"])  # few words, little said by them
    assert flash == pytest.approx({"drones": 6 * UNIT / 10, "energy": -2 * UNIT / 10})
    assert wording.likeness([]) == {"drones": 0.0, "energy": 0.0}


def test_the_shipped_points_are_of_the_codebook_and_of_every_language() -> None:
    wordings, book = Wordings.load(), load()
    assert set(wordings.by_lang) == {"en", "ru", "uk"}
    for wording in wordings.by_lang.values():
        assert wording.codes == (*book.topics, *book.funding)
        assert len(wording.rows) == len(wording.points) > 1000
        assert np.abs(wording.points).sum(axis=0).min() >= 0
    assert wordings.likeness("de", ["Panzer"]) == {}


@pytest.mark.parametrize("decision", WORDED)
def test_likeness_weighs_for_and_never_against(decision: str) -> None:
    assert Weights.load().tables[decision][SIGN] > 0


def test_words_alone_make_no_topic_and_unlike_words_unmake_one() -> None:
    weights, book = Weights.load(), load()
    codes = (*book.topics, *book.funding)

    def topics(points: float) -> set[str]:
        every = Wording(codes, {"sides": 0}, np.full((1, len(codes)), points, dtype=np.float32))
        coder = Coder(book, replace(weights, wordings=Wordings({"en": every})))
        body = "Umerov met the Danish minister. The sides discussed demining of farmland."
        return {t.topic for t in coder.code(article("en", body, "Umerov meets Poulsen")).topics}

    liked, unliked = topics(1000), topics(-1000)
    assert "demining" in liked
    assert "energy" not in liked  # no word of it stands there
    assert unliked == set()
