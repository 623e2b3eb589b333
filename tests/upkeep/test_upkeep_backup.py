"""What is backed up comes back, and nothing else does."""

import io
import json
import os
import tarfile
import threading

import pytest
from fakes import FakeCoder, article, meet

from coverage import cli
from coverage.corrections import read_log
from coverage.errors import CoverageError, StoreError
from coverage.pipeline import ingest_items
from coverage.store import Master, Snapshot
from coverage.upkeep import Level, backup, check, restore

CONTENT = ("SELECT article_id, content_hash FROM articles",
           "SELECT meeting_id, place FROM meetings",
           "SELECT article_id, ordinal, field, value, span_start FROM evidence",
           "SELECT correction_id, state FROM corrections")  # fmt: skip


def content(store):
    with Snapshot.current(store).cursor() as cursor:
        return [sorted(cursor.execute(each).fetchall(), key=str) for each in CONTENT]


@pytest.fixture
def archive(store, tmp_path):
    (store / "views.json").write_text('[{"name": "mine"}]')
    backup(store, tmp_path / "b.tar")
    return tmp_path / "b.tar"


def test_it_comes_back_elsewhere(store, archive, tmp_path):
    there = tmp_path / "elsewhere"
    done = restore(archive, there)
    assert content(there) == content(store)
    assert done.before is None
    assert (there / "views.json").read_text() == '[{"name": "mine"}]'
    assert read_log(there) == read_log(store)
    assert [each for each in check(there) if each.level is not Level.OK] == []
    assert ingest_items([article("new", meet())], there, coder=FakeCoder()).counts.added == 1


def test_it_takes_the_place_of_a_later_state_which_is_put_aside(store, archive):
    before = content(store)
    ingest_items([article("later", meet("PL"))], store, coder=FakeCoder())
    opened = Snapshot.current(store)
    with pytest.raises(StoreError, match="there is a store already"):
        restore(archive, store)
    done = restore(archive, store, replace=True)
    assert content(store) == before
    assert len(content(done.before)[0]) == len(before[0]) + 1
    # Pages that are open have to see that it is another state.
    assert Snapshot.current(store).number > opened.number


def test_who_writes_meanwhile_is_waited_for_and_takes_no_number_twice(store, archive):
    told = []

    def publish_and_go(holder):
        told.append(holder)
        numbers.append(writing.publish())
        release.set()

    numbers, release = [], threading.Event()
    opened = Master.open(store)
    writing = opened.__enter__()
    ended = threading.Thread(target=lambda: release.wait(60) and opened.__exit__(None, None, None))
    ended.start()
    done = restore(archive, store, replace=True, on_wait=publish_and_go)
    ended.join()
    assert told[0].startswith("process ")
    assert done.snapshot == numbers[0] + 1


def test_a_correction_made_after_the_snapshot_is_in_it_and_applied(store, archive, tmp_path):
    """The log is ahead of the snapshot where a writer held the store."""
    log, snapshot = (store / "corrections.jsonl").read_text(), Snapshot.current(store).number
    (store / "corrections.jsonl").write_text(log + log.replace(read_log(store)[0].id, "f" * 32))
    backup(store, tmp_path / "ahead.tar")
    assert restore(tmp_path / "ahead.tar", tmp_path / "c").snapshot == snapshot + 1
    assert {row[0] for row in content(tmp_path / "c")[3]} == {each.id for each in read_log(store)}


def test_history(store, tmp_path):
    kept = backup(store, tmp_path / "h.tar", history=True)
    assert len([each for each in kept.files if each.name.startswith("snapshots/")]) == 2
    restore(tmp_path / "h.tar", tmp_path / "h")
    assert [each.number for each in Snapshot.history(tmp_path / "h")] == [1, 2, 3]


def test_while_it_is_being_written(store, tmp_path):
    with Master.open(store):
        backup(store, tmp_path / "w.tar")
    assert content(store) == (
        restore(tmp_path / "w.tar", tmp_path / "w") and content(tmp_path / "w")
    )


def test_while_articles_go_in(store, tmp_path):
    def write():
        for n in range(5):
            ingest_items([article(f"n{n}", meet())], store, coder=FakeCoder())

    thread = threading.Thread(target=write)
    thread.start()
    for n in range(5):
        backup(store, tmp_path / f"{n}.tar")
    thread.join()
    for n in range(5):
        restore(tmp_path / f"{n}.tar", tmp_path / f"r{n}")
        assert len(content(tmp_path / f"r{n}")[0]) >= 6


def members(path):
    with tarfile.open(path) as opened:
        return {each.name: opened.extractfile(each).read() for each in opened}


def packed(path, files, odd=()):
    with tarfile.open(path, "w") as out:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            out.addfile(entry, io.BytesIO(data))
        for entry in odd:
            out.addfile(entry)
    return path


def link(name, to):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = tarfile.SYMTYPE, to
    return entry


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda files: files.update({"corrections.jsonl": b"other"}),
            "corrections.jsonl is not as",
        ),
        (lambda files: files.pop("views.json"), "views.json is not as it was saved"),
        (lambda files: files.update({"more.txt": b"x"}), "more.txt is not as it was saved"),
        (lambda files: files.pop("manifest.json"), "is no backup, or was cut off"),
        (lambda files: files.update({"../out": b"x"}), "is no backup: it holds '../out'"),
        (lambda files: files.update({"/etc/x": b"x"}), "is no backup: it holds '/etc/x'"),
        (lambda files: files.update({"manifest.json": b"[]"}), "its manifest.json is none"),
        (lambda files: files.update({"manifest.json": b"{}"}), "its manifest.json is none"),
    ],
)
def test_an_archive_that_is_not_as_it_was_made(archive, tmp_path, change, said):
    files = members(archive)
    change(files)
    with pytest.raises(StoreError, match=said):
        restore(packed(tmp_path / "x.tar", files), tmp_path / "x")
    assert {each.name for each in tmp_path.iterdir()} == {"store", "b.tar", "x.tar"}


def test_links_lead_nowhere(archive, tmp_path):
    bad = packed(tmp_path / "x.tar", members(archive), [link("views", "/etc/passwd")])
    with pytest.raises(StoreError, match="it holds 'views'"):
        restore(bad, tmp_path / "x")


def test_one_of_a_newer_version_is_refused(archive, tmp_path):
    files = members(archive)
    manifest = json.loads(files["manifest.json"]) | {"form": 99}
    files["manifest.json"] = json.dumps(manifest).encode()
    with pytest.raises(StoreError, match="newer version of the program"):
        restore(packed(tmp_path / "x.tar", files), tmp_path / "x")


@pytest.mark.parametrize("content_", [b"", b"no archive at all", b"\0" * 2048])
def test_what_is_no_archive(tmp_path, content_):
    (tmp_path / "x.tar").write_bytes(content_)
    with pytest.raises(StoreError):
        restore(tmp_path / "x.tar", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_an_archive_that_was_cut_off(archive, tmp_path):
    whole = archive.read_bytes()
    for share in (3, 2):
        (tmp_path / "x.tar").write_bytes(whole[: len(whole) // share])
        with pytest.raises(StoreError):
            restore(tmp_path / "x.tar", tmp_path / "x")
        assert not (tmp_path / "x").exists()


def test_the_commands(store, tmp_path, capsys):
    assert cli.main(["backup", str(tmp_path / "b.tar"), "--store", str(store)]) == 0
    assert "6 articles" in capsys.readouterr().err
    assert cli.main(["restore", str(tmp_path / "b.tar"), "--store", str(store)]) == cli.STORE
    assert "--replace" in capsys.readouterr().err
    assert cli.main(["restore", str(tmp_path / "b.tar"), "--store", str(store), "--replace"]) == 0
    assert "the former store is in" in capsys.readouterr().out
    assert cli.main(["backup", "/proc/x.tar", "--store", str(store)]) == cli.STORE


def test_what_is_no_file_is_not_replaced(store, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(CoverageError, match="no regular file"):
        backup(store, pipe)
    assert pipe.is_fifo()
