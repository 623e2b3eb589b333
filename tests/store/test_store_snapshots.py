import os
import threading
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet

from coverage.errors import StoreError
from coverage.pipeline import ingest_items
from coverage.store import DatabaseError, Master, Snapshot
from coverage.store.files import current_number, publish, snapshot_file


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


def test_old_snapshots_are_pruned_but_never_the_current_one(tmp_path):
    put(tmp_path, "a")
    for number in range(2, 6):
        publish(tmp_path, number, keep=3)
    assert [p.stem for p in sorted((tmp_path / "snapshots").iterdir())] == [
        "000003", "000004", "000005",
    ]  # fmt: skip
    publish(tmp_path, 1, keep=1)  # turned back by hand to an old number
    assert current_number(tmp_path) == 1
    assert snapshot_file(tmp_path, 1).exists()


def test_view_as_of_then(tmp_path):
    put(tmp_path, "a")
    put(tmp_path, "b")
    assert count(Snapshot.open(tmp_path, 1)) == 1
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


def test_other_schema_is_refused(tmp_path):
    with Master.open(tmp_path) as master:
        master.connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema_version'")
    with pytest.raises(StoreError, match="schema version 0"), Master.open(tmp_path):
        pass


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
