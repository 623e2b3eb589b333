"""A checkpoint writes the last rows anew: few of them lie together."""

import duckdb

from coverage.store import Master
from coverage.store.database import open_writable

ROWS = "SELECT range AS n FROM range({}, {})"


def look(path):
    """Groups of rows, rows and their sum, as the file says, whoever opens it."""
    with duckdb.connect(str(path), read_only=True) as reader:
        groups = reader.execute("SELECT DISTINCT row_group_id FROM pragma_storage_info('numbers')")
        return len(groups.fetchall()), *reader.execute(
            "SELECT count(n), sum(n) FROM numbers"
        ).fetchone()


def test_few_rows_lie_together(tmp_path):
    path = tmp_path / "it's one.duckdb"
    connection = open_writable(path)
    connection.execute("CREATE TABLE numbers AS " + ROWS.format(0, 50_000))
    connection.close()
    assert look(path) == (3, 50_000, sum(range(50_000)))
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_store_where_many_lay_together_goes_on(tmp_path):
    path = tmp_path / "older.duckdb"
    open_writable(path).close()
    with duckdb.connect(str(path)) as older:
        older.execute("CREATE TABLE numbers AS " + ROWS.format(0, 150_000))
    assert look(path)[0] == 2
    connection = open_writable(path)
    connection.execute("INSERT INTO numbers " + ROWS.format(150_000, 200_000))
    connection.execute("DELETE FROM numbers WHERE n % 2 = 1")
    connection.close()
    assert look(path)[1:] == (100_000, sum(range(0, 200_000, 2)))


def test_what_does_not_fit_in_memory_lies_beside_the_master(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = tmp_path / "store"
    with Master.open(store) as master:
        master.connection.execute("SET memory_limit = '30MB'")
        master.connection.execute(
            "CREATE TEMP TABLE much AS SELECT hash(range) AS one, hash(-range) AS other "
            "FROM range(3_000_000)"
        )
        assert any((store / "master.duckdb.tmp").iterdir())
        assert not any(path.suffix == ".tmp" for path in tmp_path.iterdir())
    assert not (store / "master.duckdb.tmp").exists()
