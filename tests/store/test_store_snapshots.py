import os
import re
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from fakes import FakeCoder, article, meet

from coverage.errors import ReportError, StoreError
from coverage.pipeline import ingest_items
from coverage.store import DatabaseError, Master, Snapshot
from coverage.store.database import SCHEMA_VERSION
from coverage.store.files import current_number, publish, snapshot_file, worth_keeping


def put(store: Path, *names: str) -> int | None:
    articles = [article(name, meet()) for name in names]
    return ingest_items(articles, store, coder=FakeCoder()).snapshot


def count(snapshot: Snapshot, table: str = "articles") -> int:
    with snapshot.cursor() as cursor:
        return cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_empty_store_says_what_to_do(tmp_path):
    with pytest.raises(StoreError, match="partner-coverage ingest"):
        Snapshot.current(tmp_path)


def test_ingest_while_a_reader_holds_a_snapshot(tmp_path):
    put(tmp_path, "a")
    old = Snapshot.current(tmp_path)
    with old.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        assert put(tmp_path, "b") == 2
        # What was opened stays what it was; who asks anew gets the new state.
        assert cursor.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        new = Snapshot.current(tmp_path)
        assert (old.number, count(old), new.number, count(new)) == (1, 1, 2, 2)


def test_same_snapshot_is_opened_once(tmp_path):
    put(tmp_path, "a")
    assert Snapshot.current(tmp_path) is Snapshot.current(tmp_path)


def test_snapshot_cannot_be_written_and_reads_no_other_file(tmp_path):
    put(tmp_path, "a")
    with Snapshot.current(tmp_path).cursor() as cursor:
        for statement in (
            "DELETE FROM articles",
            "SELECT * FROM read_csv('/etc/passwd')",
            "SET enable_external_access = true",
            f"ATTACH '{tmp_path}/master.duckdb' AS other",
        ):
            with pytest.raises(DatabaseError):
                cursor.execute(statement)


def test_temporary_tables_are_a_cursor_s_own(tmp_path):
    put(tmp_path, "a")
    snapshot = Snapshot.current(tmp_path)
    with snapshot.cursor() as one, snapshot.cursor() as other:
        one.execute("CREATE TEMP TABLE scope AS SELECT article_id FROM articles")
        assert one.execute("SELECT count(*) FROM scope").fetchone() == (1,)
        with pytest.raises(DatabaseError):
            other.execute("SELECT * FROM scope")


def test_threads_get_their_own_rows(tmp_path):
    put(tmp_path, *(f"a{n}" for n in range(50)))
    snapshot, wrong = Snapshot.current(tmp_path), []

    def look(n: int) -> None:
        for _ in range(20):
            with snapshot.cursor() as cursor:
                rows = cursor.execute(
                    "SELECT article_id FROM articles WHERE article_id = ?", [f"a{n}"]
                ).fetchall()
                if rows != [(f"a{n}",)]:
                    wrong.append(rows)

    threads = [threading.Thread(target=look, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_snapshots_that_are_not_kept_are_pruned_but_never_the_current_one(tmp_path):
    put(tmp_path, "a")
    for number in range(2, 6):
        publish(tmp_path, number, kept=range(3, number))
    assert [p.stem for p in sorted((tmp_path / "snapshots").glob("*.duckdb"))] == [
        "000003", "000004", "000005",
    ]  # fmt: skip
    publish(tmp_path, 1)  # turned back by hand to an old number
    assert current_number(tmp_path) == 1
    assert snapshot_file(tmp_path, 1).exists()


def test_newest_and_one_a_day_and_one_a_week_are_kept():
    start = datetime(2025, 1, 6, 9, tzinfo=UTC)  # a Monday
    published = [(n, start + timedelta(hours=6 * n)) for n in range(4 * 7 * 30 - 4)]  # 30 weeks
    kept = worth_keeping(published, keep=5)
    newest = [n for n, _ in published[-5:]]
    days = {at.date() for n, at in published if n in kept}
    weeks = {at.isocalendar()[:2] for n, at in published if n in kept}
    assert kept.issuperset(newest)
    assert len(weeks) == 30
    assert {published[-1][1].date() - timedelta(days=n) for n in range(14)} <= days
    assert len(kept) <= 5 + 14 + 30
    # Of a week it is the last one, and the order in which they are told does not matter.
    assert kept.issuperset({at.isocalendar()[:2]: n for n, at in published}.values())
    assert worth_keeping(reversed(published), keep=5) == kept


def test_view_as_of_then(tmp_path, monkeypatch):
    times = iter(datetime(2025, 3, day, 12, tzinfo=UTC) for day in (1, 2))
    clock = type("Clock", (datetime,), {"now": classmethod(lambda cls, zone: cls.at)})
    monkeypatch.setattr("coverage.store.master.datetime", clock)
    for name in ("a", "b"):
        clock.at = next(times)
        put(tmp_path, name)
    assert [(p.number, p.at.day, p.articles, p.meetings) for p in Snapshot.history(tmp_path)] == [
        (1, 1, 1, 1), (2, 2, 2, 1),
    ]  # fmt: skip
    assert [p.codebook_version for p in Snapshot.history(tmp_path)] == ["v1", "v1"]
    noon = datetime(2025, 3, 1, 12, tzinfo=UTC)
    assert count(Snapshot.as_of(tmp_path, noon)) == 1
    assert count(Snapshot.as_of(tmp_path, noon + timedelta(hours=23))) == 1
    assert Snapshot.as_of(tmp_path, noon + timedelta(days=1)) is Snapshot.current(tmp_path)
    # Without a zone it is Kyiv's time, two hours ahead.
    assert count(Snapshot.as_of(tmp_path, datetime(2025, 3, 1, 14))) == 1
    with pytest.raises(ReportError, match="the oldest is of 2025-03-01"):
        Snapshot.as_of(tmp_path, datetime(2025, 3, 1, 13))


def test_snapshot_that_is_not_there(tmp_path):
    put(tmp_path, "a")
    with pytest.raises(StoreError, match="snapshot 7 is not there"):
        Snapshot.open(tmp_path, 7)


@pytest.mark.parametrize("text", ["", "../../etc/passwd", "x.duckdb", "000001.sqlite", "\xff"])
def test_pointer_is_not_trusted(tmp_path, text):
    put(tmp_path, "a")
    (tmp_path / "CURRENT").write_text(text, encoding="latin-1")
    with pytest.raises(StoreError, match="CURRENT"):
        Snapshot.current(tmp_path)


def test_snapshot_that_is_no_database(tmp_path):
    put(tmp_path, "a")
    snapshot_file(tmp_path, 2).write_bytes(b"no database at all" * 1000)
    (tmp_path / "CURRENT").write_text("000002.duckdb\n")
    with pytest.raises(StoreError, match="cannot be opened"):
        Snapshot.current(tmp_path)


def test_crash_between_copy_and_pointer_leaves_the_old_state(tmp_path, monkeypatch):
    put(tmp_path, "a")
    real = Path.replace

    def crash(self: Path, target: Path) -> Path:
        if self.name == "CURRENT.partial":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(StoreError, match="No space left"):
        put(tmp_path, "b")
    monkeypatch.undo()
    assert count(Snapshot.current(tmp_path)) == 1
    assert put(tmp_path, "b") is not None  # unchanged, but not yet published
    assert count(Snapshot.current(tmp_path)) == 2


def test_lost_master_is_made_from_the_published_snapshot(tmp_path):
    put(tmp_path, "a")
    (tmp_path / "master.duckdb").unlink()
    (tmp_path / "master.duckdb.wal").write_bytes(b"of another state")
    put(tmp_path, "b")
    assert count(Snapshot.current(tmp_path)) == 2


def test_second_writer_is_told_who_holds_the_store(tmp_path):
    told = []
    held_by = f"process {os.getpid()}, since"
    with (
        Master.open(tmp_path),
        pytest.raises(StoreError, match=held_by),
        Master.open(tmp_path, wait=0.3, on_wait=told.append),
    ):
        pass
    assert len(told) == 1
    with Master.open(tmp_path, wait=0):  # given back
        pass


def test_newer_schema_is_refused_with_a_sentence(tmp_path):
    put(tmp_path, "a")
    for path in (tmp_path / "master.duckdb", snapshot_file(tmp_path, 1)):
        with duckdb.connect(str(path)) as connection:
            connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(StoreError, match="newer version of the program"), Master.open(tmp_path):
        pass
    with pytest.raises(StoreError, match="newer version of the program"):
        Snapshot.current(tmp_path)


@pytest.fixture
def old_store(tmp_path):
    """A store of schema 1, published."""
    (tmp_path / "snapshots").mkdir()
    for path in (tmp_path / "master.duckdb", snapshot_file(tmp_path, 1)):
        with duckdb.connect(str(path)) as connection:
            connection.execute((Path(__file__).parent / "schema_1.sql").read_text("utf-8"))
    (tmp_path / "CURRENT").write_text("000001.duckdb\n")
    return tmp_path


def test_older_store_is_migrated_and_a_copy_kept(old_store):
    snapshot = Snapshot.current(old_store)  # a reader comes first
    assert (count(snapshot), count(snapshot, "meetings")) == (2, 1)
    assert count(snapshot, "meeting_claims") == 0
    put(old_store, "c")
    new = Snapshot.current(old_store)
    assert new.meta("schema_version") == SCHEMA_VERSION
    with new.cursor() as cursor:
        rows = cursor.execute("SELECT meeting_id, articles, stem FROM meetings").fetchall()
    assert rows == [("kept-id", 2, "2025-03-20-LU-umerov")]  # a link sent last month still opens it
    kept = [p.name for p in (*old_store.iterdir(), *(old_store / "snapshots").iterdir())]
    assert "master.duckdb.schema1" in kept
    assert "000001.duckdb.schema1" in kept
    with duckdb.connect(str(old_store / "master.duckdb.schema1")) as connection:
        assert schema_of(connection) == "1"


def test_older_runs_that_read_again_are_called_so(old_store):
    with duckdb.connect(str(snapshot_file(old_store, 1))) as connection:
        columns = "run_id, kind, started_at, sources"
        connection.execute(
            f"INSERT INTO runs ({columns}) VALUES ('r', 'ingest', now(), 'again: last')"
        )
    with Snapshot.current(old_store).cursor() as cursor:
        found = cursor.execute("SELECT kind, request FROM runs WHERE run_id = 'r'").fetchall()
    assert found == [("retry", "")]


def test_what_is_written_anew_has_no_key(old_store):
    """DuckDB's index over rows deleted and inserted many times broke: no run could write."""
    package = Path(__file__).parents[2] / "src" / "coverage"
    texts = [p.read_text("utf-8") for p in package.rglob("*") if p.suffix in (".py", ".sql")]
    rewritten = {table for text in texts for table in re.findall(r"DELETE FROM (\w+)", text)}
    assert {"meetings", "meeting_redirects", "accounts"} < rewritten
    Snapshot.current(old_store)
    put(old_store.parent / "new", "a")
    for store in (old_store, old_store.parent / "new"):
        with Snapshot.current(store).cursor() as cursor:
            keyed = cursor.execute(
                "SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
            ).fetchall()
        assert {table for (table,) in keyed} == {"articles", "meta", "runs"}
        assert not {table for (table,) in keyed} & rewritten


def schema_of(connection):
    query = "SELECT value FROM meta WHERE key = 'schema_version'"
    return connection.execute(query).fetchone()[0]


def test_migration_that_fails_leaves_the_old_store(old_store, monkeypatch):
    monkeypatch.setattr("coverage.store.database.sql", lambda name: "SELECT no_such_column")
    with pytest.raises(StoreError, match="cannot be brought up to date"):
        Snapshot.current(old_store)
    with duckdb.connect(str(snapshot_file(old_store, 1))) as connection:
        assert schema_of(connection) == "1"
    assert list((old_store / "snapshots").glob("*.partial")) == []


def test_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        put(tmp_path / "file" / "store", "a")


def test_only_the_store_imports_duckdb():
    package = Path(__file__).parents[2] / "src" / "coverage"
    importing = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if "import duckdb" in path.read_text("utf-8")
    }
    assert importing == {"store"}


def ids(snapshot: Snapshot) -> list[str]:
    with snapshot.cursor() as cursor:
        rows = cursor.execute("SELECT article_id FROM articles ORDER BY 1").fetchall()
        return [one for (one,) in rows]


def test_a_store_in_the_place_of_another_shows_its_own_under_the_same_number(tmp_path):
    store = tmp_path / "store"
    put(store, "a")
    before = Snapshot.current(store)
    with before.cursor():  # a reader has it open all the while
        store.rename(tmp_path / "aside")
        with pytest.raises(StoreError, match="folder is not there any more"):
            Snapshot.current(store)
        put(store, "b")
        now = Snapshot.current(store)
        assert now.number == before.number == 1
        assert now.state != before.state
        assert (ids(now), ids(before)) == (["b"], ["a"])
        assert Snapshot.current(store) is now
        shutil.rmtree(store)
        (tmp_path / "aside").rename(store)
        assert ids(Snapshot.current(store)) == ["a"]
    assert not list(store.rglob("*.partial"))


def test_no_snapshot_is_written_over_where_the_pointer_was_turned_back(tmp_path):
    put(tmp_path, "a")
    put(tmp_path, "b")
    turned_from = Snapshot.open(tmp_path, 2)
    (tmp_path / "master.duckdb").unlink()
    (tmp_path / "CURRENT").write_text("000001.duckdb\n")
    assert ids(Snapshot.current(tmp_path)) == ["a"]
    assert put(tmp_path, "c") == 3
    assert ids(Snapshot.current(tmp_path)) == ["a", "c"]
    assert ids(turned_from) == ["a", "b"]
