"""An article's other words weigh, but they alone make nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from reading import article, partners

from coverage.codebook import load
from coverage.coder import Coder
from coverage.coder.weights import Weights
from coverage.coder.wording import ARTICLE, SIGN, UNIT, Wording, Wordings, beginnings

WORDED = ("topic", "funding")


def test_words_are_told_by_their_beginnings() -> None:
    assert beginnings(["ракетами", "ракети", "із", "2025", "f16", "the"]) == {"ракет", "f16", "the"}


def test_likeness_sums_the_points_of_the_words() -> None:
    wording = Wording(("drones", "energy"), {"opera": 0, "grid": 1},
                      np.array([[6, -2], [-4, 8]], dtype=np.float32))  # fmt: skip
    words = ["operators", "operator", "grid", *(f"w{n:03}" for n in range(398))]  # 400 beginnings
    told = wording.likeness(beginnings(words), ARTICLE)
    assert told == pytest.approx({"drones": 2 * UNIT / 20, "energy": 6 * UNIT / 20})
    flash = wording.likeness(beginnings(["operator"]), ARTICLE)  # few words, little said by them
    assert flash == pytest.approx({"drones": 6 * UNIT / 10, "energy": -2 * UNIT / 10})
    assert wording.likeness(frozenset(), ARTICLE) == {"drones": 0.0, "energy": 0.0}


def test_the_shipped_points_are_of_the_codebook_and_of_every_language() -> None:
    wordings, book = Weights.load().wordings, load()
    assert set(wordings.by_lang) == {"en", "ru", "uk"}
    for wording in wordings.by_lang.values():
        assert wording.codes == (*book.topics, *book.funding)
        assert len(wording.rows) == len(wording.points) > 1000
        assert np.abs(wording.points).sum(axis=0).min() >= 0
    assert wordings.likeness("de", frozenset(["panze"])) == {}


def test_the_points_of_the_words_around_are_of_every_language_and_of_decisions_there_are() -> None:
    weights = Weights.load()
    assert set(weights.surroundings.by_lang) == {"en", "ru", "uk"}
    for wording in weights.surroundings.by_lang.values():
        assert {"contact", "planned", "remote", "multilateral", "funding_partner"} <= {
            *wording.codes
        }
        assert set(wording.codes) <= set(weights.tables)
        assert len(wording.rows) == len(wording.points) > 1000
        assert np.abs(wording.points).sum(axis=1).min() > 0


@pytest.mark.parametrize("decision", Weights.load().surroundings.by_lang["en"].codes)
def test_the_words_around_weigh_for_and_never_against(decision: str) -> None:
    assert Weights.load().tables[decision][f"around_{decision}"] > 0


def test_what_is_coded_under_other_weights_is_of_another_version() -> None:
    weights, book = Weights.load(), load()
    version = Coder(book, weights).codebook_version
    assert Coder.load().codebook_version == version
    assert Coder.load().code(article("en", "They met.")).codebook_version == version
    assert Coder(book, replace(weights, version="other")).codebook_version != version


def test_only_the_words_of_the_sentences_asked_for_are_weighed() -> None:
    every = Wording(("contact", "planned"), {"shook": 0, "soon": 1},
                    np.array([[9, 0], [0, 7]], dtype=np.float32))  # fmt: skip
    weights = Weights({}, surroundings=Wordings({"en": every}))
    _, _, scene = Coder.load().read(article("en", "They shook hands. He comes soon."))
    assert weights.around(scene, {0}, "contact", "planned") == pytest.approx(
        {"around_contact": 9 * UNIT / 10**0.5, "around_planned": 0.0}
    )
    assert weights.around(scene, {0, 1}, "planned") == pytest.approx(
        {"around_planned": 7 * UNIT / 10**0.5}
    )
    assert weights.around(scene, (), "contact") == {"around_contact": 0.0}


def test_words_around_turn_the_scale_between_partners_and_make_none() -> None:
    weights, book = Weights.load(), load()
    body = "Umerov spoke with the Danish minister. Norway was named too."

    def met(points: float) -> set[str]:
        row = np.full((1, 1), points, dtype=np.float32)
        words = Wordings({"en": Wording(("contact",), {"named": 0}, row)})
        return partners(Coder(book, replace(weights, surroundings=words)).code(article("en", body)))

    assert met(0) == {"DK"}
    assert met(10_000) == {"DK", "NO"}  # nobody whom the text does not name


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
