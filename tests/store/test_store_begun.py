"""A run is told before it has ended, and that it was broken off as soon as its process is gone."""

import json
import os
import signal
import subprocess
import sys

import pytest

from coverage.errors import ReportError
from coverage.model import Rejection
from coverage.pipeline import ingest, ingest_items
from coverage.readers import read_all
from coverage.reports import Scope, run
from coverage.retry import LAST, rejected_by
from coverage.store import Snapshot

LINE = {"text": "Rustem Umerov met Yuriko Backes in Kyiv.", "published": "2025-03-20",
        "lang": "en", "outlet": "Own"}  # fmt: skip
KILLED = """
import os, signal, sys
from pathlib import Path
from coverage.pipeline import ingest_items
from coverage.readers import read_all
from coverage.model import Rejection

def items():
    yield from read_all([Path(sys.argv[1])])
    for number in range(2000):
        yield Rejection(f"more:{number}", "no_date", "none")
    os.kill(os.getpid(), signal.SIGKILL)

ingest_items(items(), Path(sys.argv[2]))
"""


@pytest.fixture
def news(tmp_path):
    """A file of one article, one of two others, and a store with the first."""
    first, more = tmp_path / "first.jsonl", tmp_path / "more.jsonl"
    first.write_text(json.dumps(LINE | {"title": "One"}), "utf-8")
    two = [json.dumps(LINE | {"title": each}) for each in ("Two", "Three")]
    more.write_text("\n".join(two), "utf-8")
    ingest([first], tmp_path / "store")
    return more


def states(store):
    frame = run("runs", Scope(), Snapshot.current(store))
    return frame[["state", "added"]].to_numpy().tolist()


def test_a_killed_run_is_told_at_once_with_what_is_in(news, tmp_path):
    store = tmp_path / "store"
    killed = subprocess.run([sys.executable, "-c", KILLED, news, store], env=os.environ,
                            check=False)  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert states(store) == [["interrupted", 2], ["finished", 1]]
    with pytest.raises(ReportError, match="nothing was rejected"):
        rejected_by(Snapshot.current(store), LAST)  # what it rejected is not published yet
    ingest([news], store)
    assert states(store) == [["finished", 0], ["interrupted", 2], ["finished", 1]]
    assert len(rejected_by(Snapshot.current(store), LAST).rejected) == 1998  # of whole batches


def test_a_run_that_goes_on_is_told_as_running(news, tmp_path):
    store, seen = tmp_path / "store", []

    def items():
        yield from read_all([news])
        seen.append(states(store))

    ingest_items(items(), store)
    assert seen == [[["running", 0], ["finished", 1]]]
    assert states(store) == [["finished", 2], ["finished", 1]]


def test_a_run_that_broke_off_in_this_process_is_told(news, tmp_path):
    def items():
        yield Rejection("x", "no_date", "none")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_items(items(), tmp_path / "store")
    assert states(tmp_path / "store") == [["interrupted", 0], ["finished", 1]]
