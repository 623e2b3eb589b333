"""The index finds what is asked for in any form, follows the store, and takes no orders."""

import pytest
import sample_store
from hypothesis import given
from hypothesis import strategies as st

from coverage.search import build, find
from coverage.search.index import compiled
from coverage.store import Counts, Master, Request, Snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    store = tmp_path_factory.mktemp("search") / "store"
    return Snapshot.current(sample_store.make(store, sample_store.entries()))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("датская модель", ["a2"]),  # «датской модели» stands there
        ("ДАТСКУЮ МОДЕЛЬ", ["a2"]),
        ('"датская модель"', ["a2"]),
        ('"модель датская"', []),
        ("дроны", ["a2", "a3"]),  # «дронах», «дрони»
        ("drone", ["a1", "a4"]),
        ("Данія", ["a3"]),  # «Данією»
        ("Luxembourg", ["a1"]),
        ("luxem*", ["a1"]),
        ("Зеленскии", []),
        ("drone Luxembourg", ["a1"]),
        ("", []),
        ("?! --", []),
        ("' OR 1=1 --", []),
    ],
)
def test_forms_phrases_and_beginnings(asked, found, snapshot):
    assert sorted(find(snapshot, asked).ids) == found


@given(st.text(max_size=30))
def test_nothing_that_is_asked_breaks_the_index(asked):
    import sqlite3

    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5 (stems, content='', tokenize='ascii')")
    if query := compiled(asked):
        index.execute("SELECT rowid FROM t WHERE t MATCH ?", [query]).fetchall()
    index.close()


def test_the_index_follows_changes_and_goes_with_its_snapshot(tmp_path):
    from dataclasses import replace

    from coverage.store import Entry, content_hash

    entries = sample_store.entries()
    store = sample_store.make(tmp_path / "store", entries)
    changed = replace(entries[3].article, body="Norway paid for radars.")
    again = Entry(changed, entries[3].coding, 2, content_hash(changed))
    with Master.open(store) as master:
        master.start_run(Request(sources=("hand.jsonl",)))
        master.write(revised=[again])
        master.finish_run(Counts(read=1, revised=1))
        number = master.publish()
    before = Snapshot.open(store, number - 1)
    build(store, number)
    now = Snapshot.current(store)
    assert find(now, "radar").ids == ["a4"]
    assert "a4" not in find(now, "drones").ids
    assert find(before, "radar").ids == []
    assert "a4" in find(before, "drones").ids
    (store / "snapshots" / f"{number - 1:06d}.duckdb").unlink()
    build(store, number)
    assert [each.name for each in (store / "snapshots").glob("*.search")] == [
        f"{number:06d}.search"
    ]


def test_without_an_index_nothing_is_claimed(tmp_path):
    store = sample_store.make(tmp_path / "store", sample_store.entries())
    (store / "snapshots" / "000001.search").unlink()
    assert find(Snapshot.current(store), "drones") is None
