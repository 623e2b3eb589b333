"""A checkpoint writes the last rows anew: few of them in the master, many where pages count."""

import duckdb

from coverage.store import Master
from coverage.store.database import FEW_ROWS, MANY_ROWS, open_writable

GROUPS = "SELECT DISTINCT row_group_id FROM pragma_storage_info('{}')"


def groups(path, table, together):
    connection = open_writable(path, together)
    connection.execute(f"CREATE TABLE {table} AS SELECT range AS n FROM range(50_000)")
    connection.close()  # and is as the file says, whoever opens it
    with duckdb.connect(str(path), read_only=True) as reader:
        assert reader.execute(f"SELECT sum(n) FROM {table}").fetchone() == (50_000 * 49_999 // 2,)
        return len(reader.execute(GROUPS.format(table)).fetchall())


def test_rows_lie_together_as_is_asked(tmp_path):
    path = tmp_path / "it's one.duckdb"
    assert groups(path, "few", FEW_ROWS) == 3
    assert groups(path, "many", MANY_ROWS) == 1
    assert sorted(tmp_path.iterdir()) == [path]


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
