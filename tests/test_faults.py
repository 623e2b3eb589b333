"""What may befall a store: a clear message, and nothing is lost."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet

from coverage.cli import main
from coverage.corrections import Action, Operation, Target, read_log, record
from coverage.errors import StoreError
from coverage.pipeline import ingest_items
from coverage.store import Counts, Master, Snapshot
from coverage.store.files import current_number, snapshot_file
from coverage.upkeep import Level, check

ROOT = Path(__file__).parents[1]
# A run in a process of its own, as the command would be: prints the message and the exit code.
INGEST = """
import resource, sys
sys.path.insert(0, {tests!r})
from fakes import FakeCoder, article, meet
from coverage.errors import StoreError
from coverage.pipeline import ingest_items
from pathlib import Path
if {limit}:
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    items = (article(f"{name}{{n}}", meet(), "x" * 3000) for n in range({many}))
    print(ingest_items(items, Path({store!r}), coder=FakeCoder()).counts)
except StoreError as error:
    print(error)
    sys.exit(3)
"""
BIG = 3000


def started(store, name="n", many=1, limit=0, **options):
    script = INGEST.format(tests=str(ROOT / "tests"), store=str(store), name=name, many=many,
                           limit=limit)  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HOME": "/nonexistent"}
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True,
                            stderr=subprocess.PIPE, env=environment, **options)  # fmt: skip


def without_power() -> None:
    """Have the permissions of files hold for root too (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)."""
    if not os.geteuid():
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def ended(process):
    out, err = process.communicate(timeout=300)
    assert "Traceback" not in err, err
    return process.returncode, out


def put(store, *names):
    return ingest_items([article(name, meet()) for name in names], store, coder=FakeCoder())


def count(store, table="articles"):
    with Snapshot.current(store).cursor() as cursor:
        return cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def wrong(store):
    return [each for each in check(store) if each.level is Level.WRONG]


def big(store, first=0):
    return ingest_items((article(f"n{n}", meet(), "x" * 3000) for n in range(BIG)), store,
                        coder=FakeCoder())  # fmt: skip


def test_a_file_that_may_not_grow(tmp_path):
    put(tmp_path, "before")
    size = (tmp_path / "master.duckdb").stat().st_size
    code, said = ended(started(tmp_path, many=BIG, limit=size + 300_000))
    assert code == 3
    assert str(tmp_path) in said
    assert "cannot be written" in said or "could not be published" in said
    assert count(tmp_path) == 1
    assert not wrong(tmp_path)
    assert big(tmp_path).counts.read == BIG
    assert count(tmp_path) == BIG + 1
    assert not wrong(tmp_path)


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of 64 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_is_full(small_disk):
    store = small_disk / "store"
    put(store, "before")
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 200_000))
    code, said = ended(started(store, many=BIG))
    assert code == 3
    assert str(store) in said
    assert count(store) == 1
    assert not [each for each in wrong(store) if each.what != "master"]
    filler.unlink()
    assert put(store, "after").counts == Counts(read=1, added=1)
    assert not wrong(store)


def test_a_disk_without_room_for_the_snapshot(small_disk):
    """What was read is kept, what was half-made is gone, and the same command goes on."""
    store = small_disk / "store"
    put(store, "before")
    master = (store / "master.duckdb").stat().st_size
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (shutil.disk_usage(small_disk).free - master - 1_500_000))
    with pytest.raises(StoreError, match=r"the disk is too full .* make room and run the same"):
        put(store, "after")
    assert not [each for each in (store / "snapshots").iterdir() if ".partial" in each.name]
    assert count(store) == 1
    filler.unlink()
    (store / "snapshots" / "000009.partial").write_bytes(b"of a run that was killed")
    assert put(store, "after").counts == Counts(read=1, unchanged=1)
    assert count(store) == 2
    assert not wrong(store)


def test_a_first_run_that_was_cut_off_says_what_to_do(tmp_path, capsys):
    with Master.open(tmp_path):
        pass
    assert main(["log", "--store", str(tmp_path)]) == 3
    assert "was cut off: what it had put in is kept, run the same again" in capsys.readouterr().err


def test_a_correction_that_the_disk_does_not_take_was_not_made(tmp_path, monkeypatch):
    put(tmp_path, "a")
    with Snapshot.current(tmp_path).cursor() as cursor:
        meeting = cursor.execute("SELECT meeting_id FROM meetings").fetchone()[0]
    one = Operation(Action.SET, Target.MEETING, meeting, "Olena", "place", after="Odesa")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("coverage.corrections.log.os.fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            record(tmp_path, one)
    log = tmp_path / "corrections.jsonl"
    log.write_bytes(log.read_bytes()[:-30])  # as much as the disk had taken
    assert read_log(tmp_path) == []
    assert record(tmp_path, one).state == "applied"
    assert len(read_log(tmp_path)) == 1
    assert not wrong(tmp_path)


def test_a_folder_that_cannot_be_written():
    """It can be read; that it cannot be written is said in a sentence."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        store = folder / "store"
        put(store, "a")
        held = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
        for path in (folder, store, store / "snapshots"):
            path.chmod(0o555)
        for path in held:
            path.chmod(0o444)
        code, said = ended(started(store, preexec_fn=without_power))
        assert code == 3
        assert said.startswith(f"{store}: the store cannot be written")
        assert {path: path.read_bytes() for path in held} == held
        assert count(store) == 1
    finally:
        for path in (folder, folder / "store", folder / "store" / "snapshots"):
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_a_file_that_is_deleted_under_the_dashboard(tmp_path):
    put(tmp_path, "a")
    opened = Snapshot.current(tmp_path)
    snapshot_file(tmp_path, 1).unlink()
    assert count(tmp_path) == 1  # what is open stays readable
    with pytest.raises(StoreError, match="snapshot 1 is not there"):
        Snapshot.open(tmp_path, 1)
    put(tmp_path, "b")  # the master has everything
    assert (count(tmp_path), opened.number, current_number(tmp_path)) == (2, 1, 2)
    assert not wrong(tmp_path)


def test_a_pointer_that_is_deleted(tmp_path):
    put(tmp_path, "a")
    put(tmp_path, "b")
    (tmp_path / "CURRENT").unlink()
    with pytest.raises(StoreError, match="nothing is published yet"):
        Snapshot.current(tmp_path)
    put(tmp_path, "b")  # unchanged, and published above every snapshot that is there
    assert (current_number(tmp_path), count(tmp_path)) == (3, 2)
    assert snapshot_file(tmp_path, 2).exists()


def test_a_folder_that_is_deleted_and_made_anew(tmp_path):
    store = tmp_path / "store"
    put(store, "a", "b")
    Snapshot.current(store)
    shutil.rmtree(store)
    with pytest.raises(StoreError, match="folder is not there any more"):
        Snapshot.current(store)
    put(store, "c")
    assert (count(store), current_number(store)) == (1, 1)


def test_a_clock_that_goes_back(tmp_path, monkeypatch):
    clock = type("Clock", (datetime,), {"now": classmethod(lambda cls, zone: cls.at)})
    monkeypatch.setattr("coverage.store.master.datetime", clock)
    for n, days in enumerate((0, -400, 1, -1)):
        clock.at = datetime(2025, 3, 1, 12, tzinfo=UTC) + timedelta(days=days)
        assert put(tmp_path, f"a{n}").snapshot == n + 1
        assert count(tmp_path) == n + 1
    assert not wrong(tmp_path)
    assert {each.number for each in Snapshot.history(tmp_path)} == {1, 2, 3, 4}
    at = Snapshot.as_of(tmp_path, datetime(2025, 3, 1, 13, tzinfo=UTC))
    assert at.number == 1


def test_two_ingests_at_once(tmp_path):
    runs = [started(tmp_path, name, many=40) for name in ("one", "other")]
    assert [ended(run)[0] for run in runs] == [0, 0]
    assert (count(tmp_path), count(tmp_path, "runs")) == (80, 2)
    assert not wrong(tmp_path)


def test_an_index_that_a_killed_run_did_not_make_is_made_by_the_next(tmp_path):
    put(tmp_path, "a")
    snapshot_file(tmp_path, 1).with_suffix(".search").unlink()
    assert put(tmp_path, "a").snapshot is None
    assert not wrong(tmp_path)


def test_ten_kills():
    """More, and how it is done, in benchmarks/kills.py."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", "--kills", "10"], cwd=ROOT, text=True,
        capture_output=True, check=False, env={**os.environ, "PYTHONPATH": "src"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("\n0 losses\n")
    assert int(done.stdout.split()[0]) >= 10
