import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from fakes import FakeCoder, meet
from workers import Deadly

from coverage import parts
from coverage.batches import in_batches
from coverage.errors import CoverageError, EngineError, SettingError
from coverage.intake import Intake
from coverage.model import Rejection
from coverage.parts import partfile, work
from coverage.parts.engines import _address
from coverage.parts.take import take
from coverage.pipeline import Spread, ingest, recode
from coverage.readers import Options, expected, files_in
from coverage.store import Counts, Master, Part, Snapshot

LEAD = "The ministers met in Kyiv on Thursday and spoke about what comes next."
POOL = Spread("pool:2", load=FakeCoder)


def record(name: str, *lines: str) -> str:
    body = "\n\n".join([LEAD, *(lines or [meet()])])
    return json.dumps(
        {"id": name, "lang": "en", "outlet": "X", "url": f"https://x.org/{name}",
         "published": "2025-03-20", "layout": "clean", "title": f"Title {name}", "text": body}
    )  # fmt: skip


def write(path: Path, *records: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{each}\n" for each in records), "utf-8")
    return path


@pytest.fixture(autouse=True)
def one_file_a_part(monkeypatch):
    monkeypatch.setattr(parts.partition.partitions, "__defaults__", (None, 1, 1 << 20))


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    for number in range(4):
        write(folder / f"{number}.jsonl",
              *(record(f"a{number}-{n}", meet("DE FR"), "TOPIC|drones",
                       "FUND|danish_model|DE|agreed") for n in range(5)))  # fmt: skip
    write(folder / "4.jsonl", record("a0-0", meet("DK")), "no json", record("a4"), record("a4"))
    write(folder / "5.jsonl", record("a0-0", "BOOM"), record("a5"))
    return folder


TABLES = (
    "mentions", "mention_partners", "mention_people", "article_topics", "article_funding",
    "evidence", "articles", "article_revisions", "rejections", "meeting_partners",
)  # fmt: skip


def contents(store: Path) -> dict[str, list[str]]:
    """All rows, without what differs from run to run."""
    own = {"run_id", "ingested_at", "replaced_at", "meeting_id"}
    found = {}
    with Snapshot.current(store).cursor() as cursor:
        for table in TABLES:
            frame = cursor.execute(f"SELECT * FROM {table}").df()
            frame = frame[[name for name in frame.columns if name not in own]].astype(str)
            found[table] = sorted(map(repr, frame.to_numpy().tolist()))
    return found


def rows(store: Path, sql: str) -> list[tuple]:
    with Snapshot.current(store).cursor() as cursor:
        return cursor.execute(sql).fetchall()


def test_processes_give_what_one_gives(tmp_path, news):
    alone = ingest([news], tmp_path / "alone", coder=FakeCoder())
    spread = ingest([news], tmp_path / "spread", spread=POOL)
    assert alone.counts == spread.counts == Counts(26, 22, 1, 0, 1, 2)
    assert {r.code for r in spread.rejections} == {"bad_json", "coding_failed"}
    assert contents(tmp_path / "spread") == contents(tmp_path / "alone")
    assert not (tmp_path / "spread" / "parts").exists()  # what is in needs no file any more


def test_all_done_is_nothing_to_do(tmp_path, news):
    """No engine is asked: the second run names one that is not there."""
    first = ingest([news], tmp_path / "s", spread=POOL)
    nobody = Spread("dask://127.0.0.1:9", load=FakeCoder)
    again = ingest([news], tmp_path / "s", spread=nobody)
    assert again.snapshot is None
    assert again.counts == Counts(read=26, unchanged=24, rejected=2)
    with Master.open(tmp_path / "s") as master:
        noted = master.connection.execute("SELECT sum(read), count(*), sum(last::INT) FROM parts")
        assert noted.fetchone() == (first.counts.read, 6, 6)


def test_what_changed_alone_is_made_anew(tmp_path, news):
    ingest([news], tmp_path / "s", spread=POOL)
    write(news / "2.jsonl", record("a2-0", meet("CZ")), record("new"))
    report = ingest([news], tmp_path / "s", spread=POOL)
    assert report.counts == Counts(read=23, added=1, revised=1, unchanged=19, rejected=2)


def test_another_codebook_makes_all_anew_and_back(tmp_path, news, monkeypatch):
    ingest([news], tmp_path / "s", spread=POOL)
    for version, load in (("v2", Second), ("v1", FakeCoder)):
        report = ingest([news], tmp_path / "s", spread=Spread("pool:1", load=load))
        assert report.counts.recoded == 22
        assert rows(tmp_path / "s", "SELECT DISTINCT codebook_version FROM articles") == [
            (version,)
        ]


class Second(FakeCoder):
    def __init__(self) -> None:
        super().__init__("v2")


def test_recode_in_processes(tmp_path, news, monkeypatch):
    ingest([news], tmp_path / "s", coder=FakeCoder())
    monkeypatch.setattr("coverage.pipeline.BATCH", 5)
    spread = Spread("pool:2", load=Second)
    assert recode(tmp_path / "s", spread=spread).counts == Counts(read=22, recoded=22)
    assert recode(tmp_path / "s", spread=spread).snapshot is None
    again = recode(tmp_path / "s", spread=spread, everything=True)
    assert again.counts == Counts(read=22, recoded=22)
    assert rows(tmp_path / "s", "SELECT count(*) FROM mentions") == [(22,)]


def test_a_worker_that_dies_costs_its_part_alone(tmp_path, news):
    marker = tmp_path / "died"
    write(news / "1.jsonl", record("first"), record("deadly", f"DIE|{marker}"))
    report = ingest([news], tmp_path / "s", spread=Spread("pool:2", load=Deadly))
    assert marker.exists()
    assert report.counts == Counts(23, 19, 1, 0, 1, 2)


def test_an_input_that_kills_each_worker_is_rejected(tmp_path, news):
    write(news / "1.jsonl", record("first"), record("deadly", "DIE"))
    report = ingest([news], tmp_path / "s", spread=Spread("pool:2", load=Deadly))
    assert [r.source for r in report.rejections if r.code == "part_failed"] == [
        str(news / "1.jsonl")
    ]
    assert report.counts == Counts(22, 17, 1, 0, 1, 3)
    write(news / "1.jsonl", record("first"))  # mended
    assert ingest([news], tmp_path / "s", spread=POOL).counts.added == 1


CLIENT = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r}); sys.path.insert(0, {own!r})
from workers import Slow
from coverage import parts
from coverage.readers import Options
from coverage.pipeline import Spread, ingest
parts.partition.partitions.__defaults__ = (None, 1, 1 << 20)
if __name__ == "__main__":
    ingest([Path({news!r})], Path({store!r}), lambda *at: print(*at, flush=True),
           spread=Spread("pool:2", load=Slow))
"""


def test_a_killed_client_costs_what_was_not_written(tmp_path):
    news, store = tmp_path / "news", tmp_path / "s"
    for number in range(30):
        write(news / f"{number:02}.jsonl", *(record(f"a{number}-{n}") for n in range(10)))
    own = Path(__file__).parent
    script = tmp_path / "client.py"
    script.write_text(CLIENT.format(tests=str(own.parent), own=str(own), news=str(news),
                                    store=str(store)))  # fmt: skip
    client = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    while int(client.stdout.readline().split()[1]) < 100:
        pass
    os.killpg(client.pid, signal.SIGKILL)
    client.wait()
    with Master.open(store, wait=10) as master:
        [(done, written)] = master.connection.execute(
            "SELECT count(*), count(DISTINCT run_id) FROM parts"
        ).fetchall()
        [(articles,)] = master.connection.execute("SELECT count(*) FROM articles").fetchall()
    assert done >= 10
    assert written == 1
    assert articles == 10 * done

    report = ingest([news], store, spread=POOL)
    assert report.counts == Counts(read=300, added=300 - articles, unchanged=articles)
    assert rows(store, "SELECT count(*), count(DISTINCT article_id) FROM mentions") == [(300, 300)]
    assert not list((store / "parts").glob("*.parquet"))


def test_part_files_come_back_whole(tmp_path, news):
    with Master.open(tmp_path / "s") as master:
        intake = Intake(master, "v1")
        take(parts.partitions([news]), intake, POOL, lambda *_: None)
        assert intake.counts().added == 22
    rules = work.rules_version("v1")
    piece = parts.Files((news / "4.jsonl",), ("4.jsonl",))
    name = piece.name(rules)
    path = Path(work.make(piece, str(tmp_path), name, FakeCoder, rules))
    [(batch, last)] = partfile.read(path)
    assert last
    assert (batch.read, batch.repeated, len(batch.block.ids)) == (4, 1, 2)
    assert batch.rejected == (Rejection("4.jsonl:2", "bad_json", batch.rejected[0].reason),)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(EngineError, match="damaged and is removed"):
        list(partfile.read(path))
    with pytest.raises(EngineError, match="all workers see"):
        list(partfile.read(path))


def test_long_parts_are_taken_batch_by_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(work, "BATCH", 10)
    path = write(tmp_path / "long.jsonl", *(record(f"a{n}") for n in range(25)))
    rules = work.rules_version("v1")
    piece = parts.Files((path,), ("long.jsonl",))
    name = piece.name(rules)
    made = work.make(piece, str(tmp_path / "s" / "parts"), name, FakeCoder, rules)
    batches = list(partfile.read(Path(made)))
    assert [(batch.read, last) for batch, last in batches] == [(10, False), (10, False), (5, True)]
    with Master.open(tmp_path / "s") as master:  # a run that is killed after the second batch
        intake = Intake(master, "v1")
        for number, (batch, _) in enumerate(batches[:2]):
            part = Part(name, number, False, batch.read, 0)
            intake.take_made(batch, part, FakeCoder)
        assert not master.held(name).whole
    monkeypatch.setattr(parts.partition.Files, "name", lambda *_: name)
    report = ingest([path], tmp_path / "s", spread=Spread("pool:1", load=FakeCoder))
    assert report.counts == Counts(read=25, added=5, unchanged=20)


def test_half_written_files_go_when_they_are_old(tmp_path):
    young, old = tmp_path / ".a.host.1.x.partial", tmp_path / ".b.host.1.x.partial"
    for path in (young, old):
        path.touch()
    os.utime(old, (time.time() - 2 * 86400,) * 2)
    partfile.sweep(tmp_path)
    assert young.exists()
    assert not old.exists()


def test_workers_of_another_version_are_refused(tmp_path, news):
    piece = parts.Files((news / "0.jsonl",), ("0.jsonl",))
    with pytest.raises(EngineError, match="the same version"):
        work.make(piece, str(tmp_path), "x", FakeCoder, "other rules")


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("spark", "no engine 'spark'"), ("pool:0", "no engine"), ("pool:x", "no engine"),
        ("dask://", "HOST:PORT"), ("dask://h:x", "HOST:PORT"),
        ("dask+tcp://10.0.0.1:8786", "without TLS"),
        ("dask+tcp://127.0.0.1:9", "does not answer"),
    ],
)  # fmt: skip
def test_an_engine_that_is_none_is_told(tmp_path, news, spec, said, monkeypatch):
    monkeypatch.setattr(parts.engines, "_PATIENCE", 1)
    kind = EngineError if "answer" in said else SettingError  # which begins no run
    with pytest.raises(kind, match=said):
        ingest([news], tmp_path / "s", spread=Spread(spec, load=FakeCoder))
    assert (tmp_path / "s").exists() == (kind is EngineError)


def test_addresses_are_dask_s_own():
    assert _address("dask://example.org:8786") == "tls://example.org:8786"
    assert _address("dask+tcp://[::1]:8786") == "tcp://[::1]:8786"


def test_standard_input_cannot_be_spread():
    with pytest.raises(CoverageError, match="standard input"):
        list(parts.partitions([Path("-")]))


def test_files_are_grouped_by_number_and_size(tmp_path):
    for number in range(6):
        write(tmp_path / f"{number}.txt", "x" * (100 if number == 4 else 10))
    groups = [len(each.paths) for each in parts.partitions([tmp_path], files=2, size=100)]
    assert groups == [2, 2, 1, 1]
    missing = list(parts.partitions([tmp_path / "no"]))
    assert [item.code for item in missing[0].items(Options().tell)] == ["unreadable"]


@pytest.mark.parametrize("name", ["a.html", "a.jsonl"])
def test_a_pipe_that_nobody_writes_is_told_and_not_waited_for(tmp_path, name):
    os.mkfifo(tmp_path / name)
    (part,) = parts.partitions([tmp_path])
    assert part.name("rules")
    assert [item.code for item in part.items(Options().tell)] == ["unreadable"]
    assert expected(files_in(tmp_path)) == 1


def test_the_embedded_way_imports_nothing_of_it():
    code = (
        "import sys, coverage.cli; "
        "print({'dask', 'distributed', 'pg8000'} & set(sys.modules))"
    )  # fmt: skip
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                         env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})  # fmt: skip
    assert run.stdout.strip() == "set()"


def test_a_batch_is_given_out_when_it_is_full():
    taken = []

    def items():
        for number in range(5):
            taken.append(number)
            yield Rejection(str(number), "x", "y")

    first = next(in_batches(items(), 2))
    assert taken == [0, 1]
    assert len(first) == 2


def test_it_is_told_how_tables_were_read_in_archives_too(tmp_path):
    rows = "Headline,Body,Date\nMinisters met,%s,06/05/2025\n"
    (tmp_path / "a").mkdir()
    (tmp_path / "a/plain.csv").write_text("A list\n\n" + rows % LEAD, "utf-8")
    with zipfile.ZipFile(tmp_path / "a/packed.zip", "w") as archive:
        archive.writestr("one.csv", rows % LEAD)
        archive.writestr("two.tsv", (rows % LEAD).replace(",", "\t"))

    def told_by(spread):
        told = []
        options = Options({"id": ""}, tell=lambda *each: told.append(each))
        ingest([tmp_path / "a"], tmp_path / str(spread), spread=spread, coder=FakeCoder(),
               options=options)  # fmt: skip
        return told

    told = told_by(POOL)
    assert told == told_by(None)
    assert [source.rpartition("/a/")[2] for source, _ in told] == [
        "packed.zip/one.csv", "packed.zip/two.tsv", "plain.csv",
    ]  # fmt: skip
    assert (told[2][1].above, told[2][1].days.unsure) == (2, "06/05/2025")
