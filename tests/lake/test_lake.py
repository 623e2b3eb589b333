import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet
from streamlit.testing.v1 import AppTest

from coverage import cli, corrections, reports
from coverage.corrections.operation import Action, Operation, Target
from coverage.errors import ReportError, StoreError
from coverage.pipeline import Spread, ingest, ingest_items, recode
from coverage.search import find
from coverage.store import Counts, DatabaseError, Master, Snapshot, compare, place, set_meta
from coverage.store.catalogue import common
from coverage.store.lake import Lake, hidden, lake_of
from coverage.upkeep import Level, backup, check

ROOT = Path(__file__).parents[2]
FULL = article(
    "full", meet("DE FR", people="Friedrich Merz, Emmanuel Macron"), meet("LU", "planned", day=""),
    "TOPIC|drones", "TOPIC|energy", "FUND|danish_model|DE FR|agreed", "FUND|epf||mentioned",
    "COALITION|drone",
)  # fmt: skip
OTHERS = [
    article("a", meet("LU"), "TOPIC|drones"), article("b", meet("LU", place="Lviv"), outlet="Y"),
    article("c", meet("CZ", day="2025-03-22"), published="2025-03-22"), article("d", "BOOM"),
]  # fmt: skip


def rows(store: Path, sql: str) -> list[tuple]:
    with Snapshot.current(store).cursor() as cursor:
        return cursor.execute(sql).fetchall()


def put(store: Path, *items, coder: FakeCoder | None = None):
    return ingest_items(items, store, coder=coder or FakeCoder())


def answers(store: Path) -> dict[str, list[str]]:
    """What reports say, without ids and times, which differ from store to store."""
    found = {}
    tables = reports.run_all(ASKED, reports.Scope(), Snapshot.current(store))
    for name, frame in tables.items():
        own = [column for column in frame.columns if column.endswith(("_id", "_at", "at"))]
        found[name] = sorted(map(repr, frame.drop(columns=own).astype(str).to_numpy().tolist()))
    return found


ASKED = ("overview", "partners", "topics", "models", "funding_ledger", "meetings", "articles_all",
         "outlets", "officials", "audit_trail", "facets", "partner_topic")  # fmt: skip


def told(store: Path) -> None:
    """Added, revised, coded anew, corrected."""
    assert put(store, FULL, *OTHERS).counts == Counts(read=5, added=4, rejected=1)
    assert put(store, article("a", meet("DK"))).counts == Counts(read=1, revised=1)
    assert recode(store, coder=FakeCoder("v2")).counts == Counts(read=4, recoded=4)
    again = put(store, FULL, OTHERS[1], coder=FakeCoder("v2"))
    assert (again.counts, again.snapshot) == (Counts(read=2, unchanged=2), None)
    [(meeting,)] = rows(store, "SELECT meeting_id FROM meetings ORDER BY event LIMIT 1")
    place_is = Operation(Action.SET, Target.MEETING, meeting, "Olena", field="place", after="Odesa")
    assert corrections.record(store, place_is).state == "applied"


@pytest.fixture(scope="module")
def lake(postgres, tmp_path_factory):
    """One lake for all tests here; each leaves it as it was, or only adds."""
    folder = tmp_path_factory.mktemp("lake")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_STATE_HOME", str(folder))
        words = postgres.create("told")
        store = place(f"ducklake:postgres:{words} data_path={folder / 'data'}")
    told(store)
    return store


def test_a_lake_answers_as_a_folder_does(tmp_path, lake):
    told(tmp_path)
    ours, theirs = answers(lake), answers(tmp_path)
    assert sum(map(len, ours.values())) > 40
    assert ours == theirs
    with pytest.raises(StoreError, match=r"scale\.md"):
        backup(lake, tmp_path / "backup.tar")


def test_former_states(lake):
    history = Snapshot.history(lake)
    assert [each.number for each in history] == [1, 2, 3, 4]
    assert [each.corrections for each in history] == [0, 0, 0, 1]
    first = Snapshot.as_of(lake, history[0].at)
    with first.cursor() as cursor:
        assert cursor.execute("SELECT max(revision) FROM articles").fetchone() == (1,)
    assert compare(first, Snapshot.current(lake))
    with pytest.raises(ReportError, match="no snapshot of"):
        Snapshot.as_of(lake, history[0].at - timedelta(days=1))
    with pytest.raises(StoreError, match="snapshot 77"):
        Snapshot.open(lake, 77)


def test_words_are_found_with_and_without_an_index(lake):
    def found() -> list[str]:
        return list(
            reports.run("articles", reports.Scope(), Snapshot.current(lake), q="topic")["title"]
        )

    with_index = found()
    for path in (lake / "snapshots").glob("*.search"):
        path.unlink()  # a machine that did not publish has none
    assert with_index == found() == ["Title of full"]


def test_readers_reach_nothing_but_the_data(lake):
    for attempt in (
        "FROM read_text('/etc/hostname')", "INSERT INTO meta VALUES ('a', 'b')",
        "SET enable_external_access = true", "INSTALL fts", "DELETE FROM articles",
    ):  # fmt: skip
        with Snapshot.current(lake).cursor() as cursor, pytest.raises(DatabaseError):
            cursor.execute(attempt)


def test_a_commit_that_was_not_acknowledged_is_recognised(lake, monkeypatch):
    class Lost:
        """A connection that breaks just after one of its commits."""

        def __init__(self, connection) -> None:
            self._connection, self.lost = connection, 0

        def __getattr__(self, name):
            return getattr(self._connection, name)

        def execute(self, sql, *arguments):
            done = self._connection.execute(sql, *arguments)
            if sql == "COMMIT" and not self.lost:
                self.lost += 1
                raise DatabaseError("connection lost")
            return done

    wrapped = []
    real = Master.write_block

    def write_block(self, *arguments):
        if not wrapped:
            wrapped.append(Lost(self.connection))
            self.connection = wrapped[0]
        return real(self, *arguments)

    monkeypatch.setattr(Master, "write_block", write_block)
    report = put(lake, article("lost1", meet()), article("lost2", meet()))
    assert wrapped[0].lost == 1
    assert report.counts.read == 2
    assert report.counts.unchanged == 2  # it was in already
    doubled = "SELECT count(*) FROM mentions WHERE article_id IN ('lost1', 'lost2')"
    assert rows(lake, doubled) == [(2,)]


def test_a_lock_that_went_with_its_session_writes_nothing(lake, postgres):
    ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'"
    with Master.open(lake) as master:
        before = master.connection.execute("SELECT count(*) FROM articles").fetchone()
        with pytest.raises(StoreError, match="ducklake:"), master.transaction():  # noqa: PT012
            master.connection.execute("DELETE FROM articles")
            assert int(postgres.do("postgres", ended)) >= 1
        assert master.connection.execute("SELECT count(*) FROM articles").fetchone() == before


def test_one_writes_while_another_waits(lake):
    waited = []
    with (
        Master.open(lake) as one, Master.open(lake, wait=0.3, on_wait=waited.append) as other,
        one.turn(), pytest.raises(StoreError, match="is being written by a process"), other.turn(),
    ):  # fmt: skip
        pass
    assert "session" in waited[0]


def test_parts_go_into_a_lake(tmp_path, lake):
    (tmp_path / "in").mkdir()
    lead = "The ministers met in Kyiv on Thursday and spoke about what comes next."
    for name in ("x", "y"):
        (tmp_path / "in" / f"{name}.txt").write_text(f"Title {name}\n20.03.2025\n\n{lead}")
    spread = Spread("pool:1", load=FakeCoder)
    first = ingest([tmp_path / "in"], lake, spread=spread)
    assert (first.counts.read, first.counts.added) == (2, 2)
    assert ingest([tmp_path / "in"], lake, spread=spread).snapshot is None
    assert rows(lake, "SELECT sum(read) FROM parts") == [(2,)]


def test_an_older_lake_is_brought_up_to_date(lake):
    asked = "SELECT meeting_id, event, articles FROM meetings ORDER BY ALL"
    put(lake, *OTHERS[:3])
    before = rows(lake, asked)
    assert before
    with Master.open(lake) as master, master.transaction():
        set_meta(master.connection, "schema_version", "4")
    assert rows(lake, asked) == before  # readers keep what was published
    put(lake, article("e", meet("SE")))
    assert len(rows(lake, asked)) == len(before) + 1
    assert set(before) < set(rows(lake, asked))


def test_a_newer_lake_is_refused(lake):
    def versioned(value: str) -> None:
        with master.transaction():
            set_meta(master.connection, "schema_version", value)

    with Master.open(lake) as master:
        known = rows(lake, "SELECT value FROM meta WHERE key = 'schema_version'")[0][0]
        versioned("99")
        with pytest.raises(StoreError, match="newer version"), Master.open(lake):
            pass
        versioned(known)


def test_an_address_says_where(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    store = place("ducklake:postgres:host=db password='s e' data_path=s3://news/x dbname=c")
    assert lake_of(store) == Lake("host=db password='s e' dbname=c", "s3://news/x/")
    assert (store / "LAKE").stat().st_mode & 0o077 == 0
    assert "s e" not in lake_of(store).shown
    assert hidden("a password=secret b") == "a password=*** b"
    assert place("data/store") == Path("data/store")
    for wrong, said in (
        ("ducklake:sqlite:x", "PostgreSQL"), ("ducklake:postgres:host=db", "data_path"),
        ("ducklake:postgres:host=db data_path=http://x", "at s3://"),
    ):  # fmt: skip
        with pytest.raises(StoreError, match=said):
            place(wrong)


def test_a_catalogue_that_does_not_answer_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    store = place("ducklake:postgres:host=127.0.0.1 port=9 password=secret data_path=/tmp/x")
    for attempt in (lambda: put(store, FULL), lambda: Snapshot.current(store)):
        with pytest.raises(StoreError, match="port=9") as error:
            attempt()
        assert "secret" not in str(error.value)


def test_pages_show_a_lake(lake, monkeypatch):
    monkeypatch.setenv("PARTNER_COVERAGE_STORE", str(lake))  # as `app` hands it on
    shown = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    others = ("1_Partners", "5_Articles", "7_Data_quality", "12_Sources_and_runs")
    for page in (None, *(f"pages/{name}.py" for name in others)):
        if page:
            shown.switch_page(page).run()
        assert not shown.exception
        assert not shown.error
        assert len(shown.main) > 5


def test_the_ledger_and_the_health_of_a_lake(tmp_path, address, capsys):
    put(place(address), FULL)
    out = tmp_path / "runs.csv"
    assert cli.main(["log", "--store", address, "-o", str(out)]) == 0
    assert len(out.read_text("utf-8").splitlines()) == 2
    assert cli.main(["log", "--rejected", "--store", address]) == 0
    capsys.readouterr()
    assert cli.main(["health", "--within", "1", "--store", address]) == 0
    assert cli.main(["health", "--prometheus", "--store", address]) == 0
    assert "partner_coverage_articles 1" in capsys.readouterr().out


def test_a_lake_is_checked_as_a_folder_is(tmp_path, address):
    folder, lake = tmp_path / "folder", place(address)
    for store in (folder, lake):
        told(store)
    ours, theirs = (
        {each.what: each for each in check(store)} for store in (lake, folder)
    )  # fmt: skip
    assert [each for each in ours.values() if each.level is not Level.OK] == []
    # What reports count by lies beside the tables in a lake, and in a folder's snapshot alone.
    said, told_of_folder = (
        {what: re.sub(r"^\d+ tables", "tables", each.said) for what, each in found.items()}
        for found in (ours, theirs)
    )
    said |= {"master": said.pop("newest state"), "master, rows": said.pop("newest state, rows")}
    assert said == told_of_folder
    for path in (lake / "snapshots").glob("*.search"):
        path.unlink()  # another machine than the one that published
    assert [each.what for each in check(lake) if each.level is Level.NOTE] == ["search index"]


def test_what_is_wrong_in_a_lake_is_told(tmp_path, address):
    lake = place(address)
    told(lake)
    with Master.open(lake) as master, master.transaction():  # as two would who write unseen
        master.connection.execute("INSERT INTO articles FROM articles WHERE article_id = 'a'")
        master.connection.execute("DELETE FROM mentions WHERE article_id = 'b'")
    said = [each.said for each in check(lake) if each.level is Level.WRONG]
    assert any("1 keys of articles (article_id) are there more than once" in each for each in said)
    assert any("belong to no row of mentions" in each for each in said)
    stray = tmp_path / "data" / "main" / "articles" / "ducklake-stray.parquet"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"PAR1")
    os.utime(stray, (0, 0))
    notes = [each.said for each in check(lake) if each.level is Level.NOTE]
    assert any(each.startswith("1 files of data that nothing names") for each in notes)


def test_a_file_that_is_gone_from_a_lake_is_told(tmp_path, address):
    lake = place(address)
    many = [article(f"n{number}", meet()) for number in range(100)]  # more than PostgreSQL keeps
    put(lake, *many)
    assert not [each for each in check(lake) if each.level is Level.WRONG]
    for path in (tmp_path / "data").rglob("*.parquet"):
        path.unlink()
    wrong = {each.what: each.said for each in check(lake) if each.level is Level.WRONG}
    # The small tables may lie in PostgreSQL, or in a file too.
    assert set(wrong) >= {"snapshot 1", "search index"}
    assert set(wrong) & {"newest state", "what is written to"}
    assert "cannot be read" in wrong["snapshot 1"]


def test_an_index_of_before_a_restore_answers_for_no_other_snapshot(address):
    lake = place(address)
    put(lake, article("a", "Zanzibar"))
    first = Snapshot.current(lake)
    assert find(first, "zanzibar").ids == ["a"]
    with common(lake_of(lake)) as catalogue:  # as one that was restored and counted on
        catalogue.run("UPDATE partner_coverage.published SET at = at + INTERVAL '1 minute'")
    restored = Snapshot.current(lake)
    assert restored.number == first.number
    assert restored.state != first.state
    assert find(restored, "zanzibar") is None
    put(lake, article("a", "Zanzibar"))  # a run makes it anew, though nothing changed
    assert find(Snapshot.current(lake), "zanzibar").ids == ["a"]
