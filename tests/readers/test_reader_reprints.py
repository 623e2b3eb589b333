"""Reprints are told from articles that share a statement."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from coverage.readers.reprints import DatedText, Reprint, find_reprints, shingles_of

DAY = date(2025, 3, 20)
LETTERS = "абвгдежзиклмнопрстуф"


def words(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(LETTERS, k=6)) for _ in range(count)]


def article(name: str, text: list[str], after: int = 0) -> DatedText:
    return DatedText(name, DAY + timedelta(days=after), " ".join(text))


def found(*texts: DatedText) -> dict[str, str]:
    return {each.article_id: each.original for each in find_reprints(texts)}


def test_a_copy_is_told_whatever_its_capitals_and_marks() -> None:
    text = words(200, 1)
    loud = [word.upper() + "," for word in text]
    assert list(find_reprints([article("a", text), article("b", loud, 1)])) == [
        Reprint("b", "a", 1.0)
    ]


def test_a_shortened_copy_with_another_headline_is_one() -> None:
    text = words(300, 2)
    assert found(article("a", text), article("b", words(12, 3) + text[:180])) == {"b": "a"}


def test_a_quoted_statement_is_none() -> None:
    text = words(300, 4)
    quoting = words(200, 5) + text[50:150]
    assert found(article("a", text), article("b", quoting)) == {}


def test_an_article_that_goes_on_is_none_and_the_short_one_is_not_its_copy() -> None:
    text = words(400, 6)
    assert found(article("flash", text[:100]), article("story", text)) == {}


def test_copies_of_a_copy_name_the_first() -> None:
    text = words(200, 7)
    copies = [article(name, text, after) for after, name in enumerate("abcd")]
    assert found(*copies) == {"b": "a", "c": "a", "d": "a"}


def test_after_the_window_a_text_is_new() -> None:
    text = words(200, 8)
    assert found(article("a", text), article("b", text, 4)) == {}
    assert found(article("a", text), article("b", text, 3)) == {"b": "a"}


def test_short_texts_are_left_alone() -> None:
    assert found(article("a", words(15, 9)), article("b", words(15, 9))) == {}
    assert len(shingles_of("одно два")) == 0


def test_texts_out_of_order_are_told() -> None:
    with pytest.raises(ValueError, match="b"):
        list(find_reprints([article("a", words(50, 1), 1), article("b", words(50, 2))]))


def test_small_edits_in_many_articles() -> None:
    chance = random.Random(10)
    texts, wanted = [], {}
    for number in range(60):
        text = words(150, 100 + number)
        texts.append(article(f"{number}", text))
        if number % 2:
            copy = [word if chance.random() > 0.03 else "иначе" for word in text]
            texts.append(article(f"{number}c", copy))
            wanted[f"{number}c"] = f"{number}"
    assert found(*texts) == wanted
