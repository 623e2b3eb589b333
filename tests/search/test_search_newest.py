"""The newest that hold the words are found without the others, and none of them is missed."""

import sqlite3
from datetime import date

import pytest
from fakes import FakeCoder, article, meet

from coverage.pipeline import ingest_items
from coverage.reports import Scope, run
from coverage.search import find
from coverage.search.index import index_file
from coverage.store import Snapshot

DAYS = [date(2025, 3, day) for day in (3, 1, 2, 2, 4, 2)]  # not in their order on purpose


def told(n, partner="DK"):
    return article(f"{n}", meet(partner, day=str(DAYS[n])), published=str(DAYS[n]))


@pytest.fixture
def snapshot(tmp_path):
    ingest_items([told(n) for n in range(3)], tmp_path, coder=FakeCoder())
    ingest_items([told(3), told(4), told(5, "NO")], tmp_path, coder=FakeCoder())
    return Snapshot.current(tmp_path)


WORD = "title"  # stands in all of them


def days(snapshot, ids):
    with snapshot.cursor() as cursor:
        rows = cursor.execute("SELECT article_id, published FROM articles").fetchall()
    return [dict(rows)[each] for each in ids]


def test_the_newest_come_first_whenever_they_were_added(snapshot):
    assert days(snapshot, find(snapshot, WORD).ids) == sorted(DAYS, reverse=True)


def test_a_day_that_would_be_cut_through_is_left_out(snapshot):
    found = find(snapshot, WORD, most=3)
    assert days(snapshot, found.ids) == [date(2025, 3, 4), date(2025, 3, 3)]
    assert found.since == date(2025, 3, 3)
    assert find(snapshot, WORD, most=1).ids == []
    assert find(snapshot, WORD, most=7).since is None


def test_only_some_days(snapshot):
    found = find(snapshot, WORD, days=(date(2025, 3, 2), date(2025, 3, 3)))
    assert days(snapshot, found.ids) == [DAYS[0], DAYS[2], DAYS[2], DAYS[2]]


@pytest.mark.parametrize("name", ["articles", "articles_all"])
@pytest.mark.parametrize("scope", [Scope(), Scope(partners=("NO",)), Scope(partners=("DK",))])
def test_reports_show_the_newest_of_all(name, scope, snapshot):
    every = run(name, scope, snapshot, q=WORD)["article_id"].tolist()
    with snapshot.cursor() as cursor:
        ids = "SELECT article_id FROM articles ORDER BY published DESC, article_id DESC"
        newest = [row[0] for row in cursor.execute(ids).fetchall() if row[0] in every]
    assert every
    for most in range(1, 7):
        some = run(name, scope, snapshot, q=WORD, most=str(most))["article_id"].tolist()
        assert sorted(some) == sorted(newest[:most])


def test_an_index_of_an_older_version_is_searched_whole(snapshot):
    with sqlite3.connect(index_file(snapshot.store, snapshot.number)) as index:
        index.execute("UPDATE about SET version = '1'")
    found = find(snapshot, WORD, most=1)
    assert (len(found.ids), found.since) == (6, None)
