"""Several writers and readers at once, some of them killed: all that was written is there, once."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet
from streamlit.testing.v1 import AppTest

from coverage.errors import StoreError
from coverage.pipeline import ingest_items
from coverage.store import Master, Snapshot, place

ROOT = Path(__file__).parents[2]

OWN, COMMON, WRITERS = 40, 20, 3
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
import pytest
from fakes import FakeCoder, article, meet
import coverage.pipeline as pipeline
from coverage.store import place
pipeline.BATCH = 10
def stream():
    for n in range({own}):
        print(n, flush=True)
        yield article(f"w{{sys.argv[1]}}-{{n}}", meet())
        if n % 2 == 0:
            yield article(f"common-{{n // 2}}", meet())
pipeline.ingest_items(stream(), place({address!r}), coder=FakeCoder())
print("done", flush=True)
"""


def start(address: str, number: int) -> subprocess.Popen:
    script = WRITER.format(tests=str(Path(__file__).parents[1]), own=OWN, address=address)
    return subprocess.Popen(
        [sys.executable, "-c", script, str(number)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


class Reader(threading.Thread):
    """Looks on: each snapshot is whole, and nothing that was there goes away."""

    def __init__(self, store: Path) -> None:
        super().__init__()
        self.store, self.stop, self.torn, self.seen = store, threading.Event(), [], []

    def run(self) -> None:
        while not self.stop.wait(0.2):
            try:
                snapshot = Snapshot.current(self.store)
            except StoreError:
                continue  # nothing is published yet
            with snapshot.cursor() as cursor:
                counts = cursor.execute(
                    "SELECT (SELECT count(*) FROM articles),"
                    " (SELECT count(DISTINCT article_id) FROM articles),"
                    " (SELECT count(*) FROM mentions), (SELECT coalesce(sum(articles), 0)"
                    " FROM meetings), (SELECT arg_max(articles, number) FROM snapshots)"
                ).fetchone()
            self.seen.append(counts[0])
            if len(set(counts)) > 1:
                self.torn.append(counts)


def test_writers_that_race_and_die_lose_nothing_and_double_nothing(address, postgres, monkeypatch):
    store = place(address)
    reader = Reader(store)
    reader.start()
    try:
        writers = [start(address, number) for number in range(WRITERS)]
        for line in writers[0].stdout:
            if line.strip() == str(OWN // 2):
                break
        writers[0].send_signal(signal.SIGKILL)
        assert [each.wait(timeout=300) for each in writers] == [-signal.SIGKILL, 0, 0]
        again = start(address, 0)  # the killed one's work, by its next run
        assert again.wait(timeout=300) == 0
    finally:
        reader.stop.set()
        reader.join()
    assert reader.torn == []
    assert reader.seen == sorted(reader.seen)
    with Snapshot.current(store).cursor() as cursor:
        rows = cursor.execute("SELECT article_id FROM articles").fetchall()
        held = sorted(article_id for (article_id,) in rows)
        assert cursor.execute("SELECT count(*) FROM mentions").fetchone() == (len(held),)
    wanted = [f"w{w}-{n}" for w in range(WRITERS) for n in range(OWN)]
    assert held == sorted([*wanted, *(f"common-{n}" for n in range(COMMON))])

    # The database itself is ended and comes back: the same again changes nothing, more goes in.
    postgres.stop()
    postgres.start()
    items = [article("w0-0", meet()), article("late", meet())]
    report = ingest_items(items, store, coder=FakeCoder())
    assert (report.counts.unchanged, report.counts.added) == (1, 1)
    with Snapshot.current(store).cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM articles").fetchone() == (len(held) + 1,)

    # Gone while somebody writes, or before somebody reads.
    def written_without_it():
        with Master.open(store, wait=5) as master:
            postgres.stop()
            master.connection.execute("SELECT count(*) FROM articles").fetchall()

    with pytest.raises(StoreError, match=r"connection to server .* run the same again when"):
        written_without_it()
    monkeypatch.setenv("PARTNER_COVERAGE_STORE", str(store))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    postgres.start()
    assert "This page cannot be shown" in page.error[0].value
    assert not page.exception
    assert "Nothing to show yet" not in str(page.main)
    assert str(page.sidebar).count("PageLink") == 13
