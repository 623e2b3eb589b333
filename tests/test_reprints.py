"""Reprints are told from articles that share a statement, in whatever order they come."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import duckdb
import pytest
from fakes import FakeCoder, meet
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage import reprints
from coverage.model import Article, Coding
from coverage.pipeline import ingest_items
from coverage.reports import Scope, run
from coverage.reprints import mark
from coverage.shingles import shingles_of
from coverage.store import Entry, Snapshot, append_codings, in_memory

DAY = date(2025, 3, 20)
LETTERS = "абвгдежзиклмнопрстуф"


def words(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(LETTERS, k=6)) for _ in range(count)]


def article(name: str, text: list[str], after: int = 0, hour: int | None = None) -> Article:
    return Article(
        name, "uk", f"Outlet {name}", f"https://example.org/{name}", DAY + timedelta(days=after),
        "Title", " ".join(text), None if hour is None else time(hour), source=name,
    )  # fmt: skip


def add(connection: duckdb.DuckDBPyConnection, articles: Iterable[Article]) -> None:
    append_codings(connection, [Entry(a, Coding(a.article_id, ""), 1, "") for a in articles])


def rows(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, float]]:
    return connection.execute("FROM reprints ORDER BY article_id").fetchall()


def mark_all(connection: duckdb.DuckDBPyConnection, at_once: int = 100_000) -> None:
    mark(connection, at_once)
    while reprints.waiting(connection):
        mark(connection, at_once)


def found(*articles: Article) -> dict[str, str]:
    connection = in_memory()
    add(connection, articles)
    mark_all(connection)
    return {article_id: original for article_id, _, original, _ in rows(connection)}


def test_a_copy_is_told_whatever_its_capitals_and_marks() -> None:
    text = words(200, 1)
    loud = [word.upper() + "," for word in text]
    assert found(article("a", text), article("b", loud, 1)) == {"b": "a"}


def test_of_a_day_without_hours_an_agency_came_first_and_what_has_no_outlet_last() -> None:
    text = words(200, 1)
    copier, agency = article("a", text), replace(article("b", text), outlet="Ukrinform")
    assert found(copier, agency) == {"a": "b"}
    assert found(replace(copier, outlet=""), replace(agency, outlet="Z")) == {"a": "b"}
    early = article("a", text, hour=9)
    assert found(early, agency) == {"a": "b"}
    assert found(early, article("b", text)) == {"b": "a"}
    assert found(early, replace(agency, published_time=time(10))) == {"b": "a"}  # hours are known


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
    copies = [article(name, text, after) for after, name in enumerate("abcdefgh")]
    assert found(*copies) == dict.fromkeys("bcdefgh", "a")


def test_the_first_is_told_by_the_hour_not_by_its_name() -> None:
    text = words(200, 7)
    copies = (article("a", text), article("b", text, hour=9), article("c", text, hour=8))
    assert found(*copies) == {"a": "c", "b": "c"}


def test_after_the_window_a_text_is_new() -> None:
    text = words(200, 8)
    assert found(article("a", text), article("b", text, 4)) == {}
    assert found(article("a", text), article("b", text, 3)) == {"b": "a"}


def test_short_texts_are_left_alone() -> None:
    assert found(article("a", words(15, 9)), article("b", words(15, 9))) == {}
    assert len(shingles_of("одно два")) == 0


def test_a_digest_that_came_between_is_not_the_original() -> None:
    text = words(200, 1)
    digest = words(300, 2) + text
    told = found(article("a", text), article("digest", digest, 1), article("copy", text, 2))
    assert told == {"copy": "a"}


def test_small_edits_in_many_articles() -> None:
    chance = random.Random(10)
    texts, wanted = [], {}
    for number in range(60):
        text = words(150, 100 + number)
        texts.append(article(f"{number}", text))
        if number % 2:
            copy = [word if chance.random() > 0.03 else "иначе" for word in text]
            texts.append(article(f"{number}c", copy, 1))
            wanted[f"{number}c"] = f"{number}"
    assert found(*texts) == wanted


# Articles whose texts are made of a few blocks, so that some repeat others in part or whole.
_BLOCKS = [words(40, seed) for seed in range(4)]
_MADE = st.lists(
    st.tuples(
        st.lists(st.sampled_from(range(4)), min_size=1, max_size=4),
        st.integers(0, 8), st.sampled_from([None, 8, 12]),
    ),
    min_size=2, max_size=12,
)  # fmt: skip


def made(drawn: Sequence[tuple[list[int], int, int | None]]) -> list[Article]:
    return [
        article(f"{n:02}", [word for block in blocks for word in _BLOCKS[block]], day, hour)
        for n, (blocks, day, hour) in enumerate(drawn)
    ]


@settings(max_examples=40, deadline=None)
@given(_MADE, st.randoms(use_true_random=False), st.sampled_from([1, 3, 50_000]),
       st.sampled_from([1, 2, 100_000]))  # fmt: skip
def test_any_order_of_arrival_gives_the_same(drawn, chance, size, part) -> None:
    articles = made(drawn)
    at_once, by_bits = in_memory(), in_memory()
    add(at_once, articles)
    mark(at_once)
    chance.shuffle(articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reprints, "_SLICE", size)
        while articles:
            add(by_bits, [articles.pop() for _ in range(min(len(articles), chance.randint(1, 9)))])
            mark_all(by_bits, part)
    assert rows(by_bits) == rows(at_once)


class Store:
    """A store that articles are ingested into, each telling of the same meeting."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.coder = FakeCoder()

    def put(self, *articles: Article) -> int | None:
        told = [replace(each, body=f"{meet()}\n{each.body}") for each in articles]
        return ingest_items(told, self.folder, coder=self.coder).reprints

    def meeting(self) -> tuple[int, int, int]:
        row = run("meetings", Scope(), Snapshot.current(self.folder), most="").iloc[0]
        return int(row["articles"]), int(row["reprints"]), int(row["outlets"])


def test_who_reprints_is_no_source_of_its_own(tmp_path: Path) -> None:
    store, text = Store(tmp_path), words(200, 1)
    assert store.put(article("b", text, 1), article("own", words(200, 2))) == 0
    assert store.meeting() == (2, 0, 2)
    # The original comes last: what was there is a reprint from now on.
    assert store.put(article("a", text), article("c", text, 1)) == 2
    assert store.meeting() == (4, 2, 2)


def test_a_revised_text_is_compared_anew(tmp_path: Path) -> None:
    store, text = Store(tmp_path), words(200, 1)
    store.put(article("a", text), article("b", text, 1))
    assert store.meeting() == (2, 1, 1)
    assert store.put(article("a", words(200, 2))) == 0  # what it was a copy of has changed
    assert store.meeting() == (2, 0, 2)
    assert store.put(article("a", text)) is None  # a text seen before is no news
    assert store.put(article("b", words(200, 2), 1)) == 1
    assert store.meeting() == (2, 1, 1)


@pytest.mark.parametrize(
    ("original", "told"),
    [
        ({"outlet": ""}, "https://example.org/a"),
        ({"outlet": "", "url": ""}, "a"),
    ],
)
def test_a_reprint_names_an_original_without_an_outlet(
    tmp_path: Path, original: dict[str, str], told: str
) -> None:
    store, text = Store(tmp_path), words(200, 1)
    store.put(replace(article("a", text), **original), article("b", text, 1))
    snapshot = Snapshot.current(tmp_path)
    meeting = run("meetings", Scope(), snapshot, most="")["meeting_id"].iloc[0]
    for name, asked in (
        ("articles", {"q": "", "most": ""}),
        ("articles_all", {"q": "", "most": ""}),
        ("meeting_articles", {"meeting": meeting}),
    ):
        listed = run(name, Scope(), snapshot, **asked).set_index("article_id")
        assert listed["reprint_of"].to_dict() == {"a": "", "b": told}


def test_reprints_are_marked_in_the_lists_of_articles(tmp_path: Path) -> None:
    store, text = Store(tmp_path), words(200, 1)
    store.put(article("a", text), article("b", text, 1))
    snapshot = Snapshot.current(tmp_path)
    for name in ("articles", "articles_all"):
        listed = run(name, Scope(), snapshot, q="", most="").set_index("article_id")
        assert listed["reprint_of"].to_dict() == {"a": "", "b": "Outlet a"}
    meeting = run("meetings", Scope(), snapshot, most="")["meeting_id"].iloc[0]
    told = run("meeting_articles", Scope(), snapshot, meeting=meeting).set_index("article_id")
    assert told["reprint_of"].to_dict() == {"a": "", "b": "Outlet a"}
    repeated = run("article_reprints", Scope(), snapshot, article="a")
    assert repeated[["article_id", "relation"]].to_numpy().tolist() == [["b", "reprint"]]
    of = run("article_reprints", Scope(), snapshot, article="b")
    assert of[["article_id", "relation"]].to_numpy().tolist() == [["a", "source"]]
    outlets = run("outlets", Scope(), snapshot).set_index("outlet")
    assert outlets["reprints"].to_dict() == {"Outlet a": 0, "Outlet b": 1}
