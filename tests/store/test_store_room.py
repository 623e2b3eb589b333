"""A writer works in little memory, pages in theirs; where a step needs more, it gets more."""

import os

import duckdb
import pytest
from fakes import FakeCoder, article, meet

from coverage.errors import SettingError
from coverage.linker import _PART as LEAST
from coverage.linker import part
from coverage.pipeline import ingest_items
from coverage.store import Connection, Master, Snapshot, in_room, one_thread, refilled

USUAL = "122.0 MiB"  # 128 MB, as the database tells it
# The lists in the making stay in memory.
GREEDY = (
    "SELECT count(*), sum(len(held)) FROM "
    "(SELECT list(n) AS held FROM range(1_000_000) AS numbers (n) GROUP BY n % 250_000)"
)


def setting(connection: Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting($1)", [name]).fetchone()
    return str(row[0])


def memory(connection: Connection) -> str:
    return setting(connection, "memory_limit")


def test_a_step_that_needs_more_memory_gets_it(tmp_path):
    with Master.open(tmp_path) as master:
        connection = master.connection
        assert memory(connection) == USUAL
        assert part(connection) == LEAST
        assert setting(connection, "threads") == "1"  # each takes as much again
        connection.execute("SET memory_limit = '20MB'")
        with pytest.raises(duckdb.OutOfMemoryException):
            connection.execute(GREEDY)
        found = in_room(connection, lambda: connection.execute(GREEDY).fetchone())
        assert found == (250_000, 1_000_000)
        assert memory(connection) == "19.0 MiB"  # and the next step begins with as little


def test_what_fails_with_all_memory_fails(tmp_path):
    asked = []

    def fail():
        asked.append(memory(master.connection))
        raise duckdb.OutOfMemoryException("too much")

    with Master.open(tmp_path) as master, pytest.raises(duckdb.OutOfMemoryException):
        in_room(master.connection, fail)
    assert asked == [USUAL, "244.1 MiB", "953.6 MiB", "3.7 GiB"]


def test_a_commit_tells_want_of_memory_in_words(tmp_path):
    def commit(said: str):
        asked.append(memory(master.connection))
        if len(asked) == 1:
            raise duckdb.TransactionException(said)
        return len(asked)

    with Master.open(tmp_path) as master:
        asked: list[str] = []
        found = in_room(
            master.connection, lambda: commit("Failed to commit: could not allocate block")
        )
        assert (found, asked) == (2, [USUAL, "244.1 MiB"])
        asked = []
        with pytest.raises(duckdb.TransactionException):  # what more memory does not mend
            in_room(master.connection, lambda: commit("Conflict on update"))


def test_who_has_memory_to_give_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PARTNER_COVERAGE_MEMORY", "2GB")
    with Master.open(tmp_path) as master:
        assert memory(master.connection) == "1.8 GiB"
        assert part(master.connection) == 15 * LEAST
        assert int(setting(master.connection, "threads")) == min(4, os.cpu_count() or 1)

        def fail():
            asked.append(memory(master.connection))
            raise duckdb.OutOfMemoryException("too much")

        asked: list[str] = []
        with pytest.raises(duckdb.OutOfMemoryException):
            in_room(master.connection, fail)
        assert asked == ["1.8 GiB", "3.7 GiB"]  # never less than it had


@pytest.mark.parametrize("given", ["much", "10MB", "-1GB", "99999TB"])
def test_what_is_no_amount_of_memory_is_refused(tmp_path, monkeypatch, given):
    monkeypatch.setenv("PARTNER_COVERAGE_MEMORY", given)
    with pytest.raises(SettingError, match=f"MEMORY='{given}': an amount of memory"):
        Master.open(tmp_path).__enter__()


def test_a_pass_over_everything_takes_nothing_from_the_pages(tmp_path):
    ingest_items([article("a", meet())], tmp_path, coder=FakeCoder())
    files = sorted(tmp_path.rglob("*"))
    page = Snapshot.current(tmp_path)
    with page.cursor() as cursor, Snapshot.apart(tmp_path, page.number) as apart:
        assert memory(cursor) != memory(apart.connection) == USUAL
        same = "SELECT article_id FROM articles"
        assert cursor.execute(same).fetchall() == apart.connection.execute(same).fetchall()
        assert sorted(tmp_path.rglob("*")) == files
    with page.cursor() as cursor:
        assert cursor.execute(same).fetchall() == [("a",)]


def test_one_thread_works_alone_and_then_all_again_even_where_it_failed(tmp_path):
    with Master.open(tmp_path) as master:
        connection = master.connection
        connection.execute("SET threads = 3")
        seen: list[str] = []

        def work() -> None:
            with master.transaction():
                seen.append(setting(connection, "threads"))
                with one_thread(connection):
                    seen.append(setting(connection, "threads"))
                    connection.execute(GREEDY)

        connection.execute("SET memory_limit = '20MB'")
        in_room(connection, work)
        assert seen == ["3", "1", "3", "1"]
        assert setting(connection, "threads") == "3"


def test_a_table_that_is_filled_anew_has_the_new_rows_alone(tmp_path):
    with Master.open(tmp_path) as master:
        make = (
            "CREATE OR REPLACE TEMP TABLE few AS WITH numbers AS (FROM range($1) AS r (n)) "
            "FROM numbers WHERE n > 2"
        )
        with master.transaction():
            master.connection.execute(make, [5])
            master.connection.execute(refilled(make), [4])
            assert master.connection.execute("FROM few").fetchall() == [(3,)]


def test_a_report_works_with_as_many_threads_as_it_has_articles_for(tmp_path, monkeypatch):
    for store, enough, threads in (("few", 4_000_000, 1), ("many", 2, min(2, os.cpu_count() or 1))):
        monkeypatch.setattr("coverage.store.database._ARTICLES_A_THREAD", enough)
        ingest_items([article("a", meet())], tmp_path / store, coder=FakeCoder())
        with Snapshot.current(tmp_path / store).cursor() as cursor:
            assert int(setting(cursor, "threads")) == threads
