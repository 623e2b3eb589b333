import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # for fakes.py

from fakes import FakeCoder, article, meet

from coverage.corrections import Action, Operation, Target, record
from coverage.pipeline import ingest_items
from coverage.store import Snapshot
from coverage.store.snapshot import _opened


@pytest.fixture
def store(tmp_path):
    """A published store with meetings, evidence, an older snapshot and a correction."""
    folder = tmp_path / "store"
    articles = [
        article(f"a{n}", meet("LU DK" if n % 2 else "DK"), "TOPIC|drones") for n in range(6)
    ]
    ingest_items(articles, folder, coder=FakeCoder())
    with Snapshot.current(folder).cursor() as cursor:
        meeting = cursor.execute("SELECT min(meeting_id) FROM meetings").fetchone()[0]
    record(folder, Operation(Action.SET, Target.MEETING, meeting, "Olena", "place", after="Odesa"))
    _opened.clear()  # so that a test may damage the files, as if another process came now
    return folder
