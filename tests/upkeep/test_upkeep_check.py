"""A whole store is found whole, and each kind of damage is found and told."""

import sqlite3

import duckdb
import pytest

from coverage import cli
from coverage.store import Master
from coverage.store.files import current_number, snapshot_file
from coverage.upkeep import Level, check


def wrong(store):
    return [f"{each.what}: {each.said}" for each in check(store) if each.level is Level.WRONG]


def notes(store):
    return [f"{each.what}: {each.said}" for each in check(store) if each.level is Level.NOTE]


def published(store):
    return snapshot_file(store, current_number(store))


def test_a_whole_store(store, capsys):
    assert wrong(store) == notes(store) == []
    assert cli.main(["check", "--store", str(store)]) == 0
    said = capsys.readouterr().out
    assert "6 articles" in said
    assert said.endswith("the store is whole\n")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "DELETE FROM articles WHERE article_id = 'a1'",
            "rows of mentions belong to no row of art",
        ),
        (
            "DELETE FROM mentions WHERE article_id = 'a1'",
            "mention_partners belong to no row of men",
        ),
        ("DELETE FROM meetings", "meeting_partners belong to no row of meetings"),
        ("DELETE FROM runs", "articles belong to no row of runs"),
        ("INSERT INTO article_topics SELECT * FROM article_topics LIMIT 1", "more than once"),
        ("UPDATE evidence SET span_end = 100000", "passages of evidence outside their article"),
        ("UPDATE meetings SET articles = articles + 1", "is not that of their mentions"),
    ],
)
def test_rows_that_should_not_be_there(store, statement, said, capsys):
    with duckdb.connect(str(published(store))) as connection:
        connection.execute(statement)
    assert any(said in each for each in wrong(store)), wrong(store)
    assert cli.main(["check", "--store", str(store)]) == cli.STORE
    assert "fault" in capsys.readouterr().out


def test_a_damaged_block(store):
    path = published(store)
    content = bytearray(path.read_bytes())
    for at in range(20_000, len(content), 4096):
        content[at] ^= 0xFF
    path.write_bytes(content)
    assert any("cannot be" in each for each in wrong(store)), wrong(store)


def test_a_pointer_to_nothing_and_no_store(store, tmp_path):
    (store / "CURRENT").write_text("000099.duckdb\n")
    assert any("snapshot 99 is not there" in each for each in wrong(store))
    assert any("no articles yet" in each for each in wrong(tmp_path / "none"))


def test_the_search_index(store):
    index = published(store).with_suffix(".search")
    with sqlite3.connect(index) as connection:
        connection.execute("UPDATE docs SET alive = 0 WHERE article_id = 'a1'")
        connection.execute("INSERT INTO docs (article_id, content_hash) VALUES ('gone', 'x')")
    connection.close()
    assert wrong(store) == [
        "search index: 1 articles are not in it as they are now",
        "search index: 1 articles are in it that the store does not hold",
    ]
    index.write_bytes(b"no index" * 1000)
    assert "search index: is damaged" in wrong(store)[0]
    index.unlink()
    assert "search index: is missing" in wrong(store)[0]


def test_corrections_that_are_lost_or_half_a_line(store):
    log = store / "corrections.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole + whole[:40])
    assert wrong(store) == []
    assert any("1 lines of the log are none" in each for each in notes(store))
    log.write_bytes(b"")
    assert wrong(store) == ["corrections: 1 that were applied are not in the log any more"]


def test_an_older_snapshot_that_is_no_database(store):
    snapshot_file(store, 1).write_bytes(b"no database" * 1000)
    assert any(each.startswith("older snapshots: ") for each in wrong(store))


def test_a_store_that_is_being_written_is_not_waited_for(store):
    with Master.open(store) as master:
        assert wrong(store) == []
        assert any("master: not looked at" in each for each in notes(store))
        master.write(rejected=[])
        with master.transaction():
            master.connection.execute("UPDATE meta SET value = '1' WHERE key = 'unpublished'")
    assert any("not published yet" in each for each in notes(store))


def test_what_a_killed_run_left(store):
    (store / "snapshots" / "000009.partial").write_bytes(b"half")
    assert any("1 files half-written" in each for each in notes(store))
