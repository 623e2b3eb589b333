"""What was worked out of a scope is kept for the next report of a page, and no longer."""

import gc
import threading
import weakref

import pytest
from fakes import FakeCoder, article, meet

from coverage.errors import ReportError
from coverage.pipeline import ingest_items
from coverage.reports import Scope, forget, run_all
from coverage.reports.keeping import _MOST, opened
from coverage.store import Snapshot


@pytest.fixture
def snapshot(tmp_path):
    ingest_items([article("a", meet()), article("b", meet("NO"))], tmp_path, coder=FakeCoder())
    yield Snapshot.open(tmp_path, 1)
    forget()


def meetings(snapshot, scope, **more):
    return run_all(("meetings",), scope, snapshot, keep=True, **more)["meetings"][
        "meeting_id"
    ].tolist()


def made(snapshot, scope, *, keep=True):
    with opened(snapshot, scope, "en", keep=keep) as at:
        return set(at.made)


def test_the_next_report_finds_what_the_first_one_made(snapshot):
    first = meetings(snapshot, Scope())
    assert "in_dated" in made(snapshot, Scope())
    assert meetings(snapshot, Scope()) == first
    assert made(snapshot, Scope(), keep=False) == set()


def test_scopes_are_kept_apart(snapshot):
    norway = Scope(partners=("NO",))
    assert len(meetings(snapshot, Scope())) == 2
    assert len(meetings(snapshot, norway)) == 1
    assert len(meetings(snapshot, Scope())) == 2


def test_what_is_looked_for_is_not_kept(snapshot):
    found = [
        len(run_all(("articles",), Scope(), snapshot, keep=True, q=words)["articles"])
        for words in ("", "nowhere", "")
    ]
    assert found[0] == found[2] > found[1] == 0


def test_only_a_few_are_kept_the_last_ones(snapshot):
    scopes = [Scope(partners=(f"P{n}",)) for n in range(_MOST + 1)]
    for scope in scopes:
        meetings(snapshot, scope)
    assert not made(snapshot, scopes[0])
    assert made(snapshot, scopes[-1])


def test_one_in_use_is_not_waited_for(snapshot):
    with opened(snapshot, Scope(), "en", keep=True):
        found = []
        thread = threading.Thread(target=lambda: found.append(meetings(snapshot, Scope())))
        thread.start()
        thread.join(timeout=60)
    assert len(found[0]) == 2


def test_after_a_fault_all_is_made_anew(snapshot):
    meetings(snapshot, Scope())
    with pytest.raises(ReportError), opened(snapshot, Scope(), "en", keep=True):
        raise ReportError("broken off")
    assert not made(snapshot, Scope())
    assert len(meetings(snapshot, Scope())) == 2


def test_they_go_with_the_snapshot(tmp_path):
    ingest_items([article("a", meet())], tmp_path, coder=FakeCoder())
    snapshot = Snapshot.open(tmp_path, 1)
    meetings(snapshot, Scope())
    gone = weakref.ref(snapshot)
    del snapshot
    gc.collect()
    assert gone() is None
