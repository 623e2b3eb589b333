"""What reports count by is made at publish, and made up for in older snapshots."""

import duckdb
import pytest
from fakes import FakeCoder, article, meet

from coverage.errors import StoreError
from coverage.pipeline import ingest_items
from coverage.reports import Scope, run_all
from coverage.store import Snapshot
from coverage.store.files import snapshot_file
from coverage.store.reading import VERSION


def published(store, *articles):
    return ingest_items(list(articles), store, coder=FakeCoder()).snapshot


def version(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("SELECT version FROM reading.about").fetchone()[0]


def test_the_master_holds_none_of_it(tmp_path):
    number = published(tmp_path, article("a", meet()))
    assert version(snapshot_file(tmp_path, number)) == VERSION
    with duckdb.connect(str(tmp_path / "master.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'reading'"
        )
        assert found.fetchone() == (0,)


@pytest.mark.parametrize(
    "older", ["DROP SCHEMA reading CASCADE", "UPDATE reading.about SET version = 0"]
)
def test_an_older_snapshot_is_prepared_when_it_is_opened(tmp_path, older):
    path = snapshot_file(tmp_path, published(tmp_path, article("a", meet())))
    with duckdb.connect(str(path)) as connection:
        connection.execute(older)
    snapshot = Snapshot.open(tmp_path, 1)
    found = run_all(("scope_counts",), Scope(), snapshot)["scope_counts"].iloc[0]
    assert (found["meetings"], found["articles"]) == (1, 1)
    snapshot.connection.close()
    assert version(path) == VERSION
    assert not list(path.parent.glob("*.partial"))


def test_one_that_cannot_be_prepared_is_told(tmp_path, monkeypatch):
    path = snapshot_file(tmp_path, published(tmp_path, article("a", meet())))
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP SCHEMA reading CASCADE")

    def full(*_):
        raise OSError("no space left")

    monkeypatch.setattr("coverage.store.reading.shutil.copyfile", full)
    with pytest.raises(StoreError, match="cannot be prepared"):
        Snapshot.open(tmp_path, 1)


def test_an_article_that_tells_of_two_meetings_counts_once(tmp_path):
    first, second = meet(), meet("NO", day="2025-03-19")
    both = article("both", first, second)
    published(tmp_path, both, article("one", first))
    found = run_all(
        ("scope_counts", "meetings_over_time", "partners", "topic_pairs"),
        Scope(), Snapshot.current(tmp_path),
    )  # fmt: skip
    counts = found["scope_counts"].iloc[0]
    assert (counts["meetings"], counts["articles"]) == (2, 2)
    assert found["meetings_over_time"]["articles"].tolist() == [2]
    partners = found["partners"].set_index("partner")["articles"].to_dict()
    assert partners["NO"] == 1
    assert sorted(partners.values()) == [1, 2]


def test_a_model_is_shown_by_the_passage_on_which_its_stage_rests(tmp_path):
    number = published(tmp_path, article("a", meet()))
    with duckdb.connect(str(snapshot_file(tmp_path, number))) as connection:
        connection.execute("""
            INSERT INTO main.evidence
            SELECT article_id, NULL, unnest(['funding', 'funding', 'stage']),
                unnest(['purl', 'purl', 'agreed']), unnest([1, 30, 30]), unnest([5, 34, 34]), ''
            FROM main.articles""")
        connection.execute("DROP SCHEMA reading CASCADE")
    Snapshot.open(tmp_path, 1).connection.close()
    with duckdb.connect(str(snapshot_file(tmp_path, number)), read_only=True) as connection:
        found = connection.execute("SELECT span.start FROM reading.passages WHERE model = 'purl'")
        assert found.fetchall() == [(30,)]
