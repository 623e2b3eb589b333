import sys
from pathlib import Path

import pytest

from coverage.store import Snapshot

sys.path.insert(0, str(Path(__file__).parent))  # for sample_store.py


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    import sample_store

    store = tmp_path_factory.mktemp("reports") / "store"
    return Snapshot.current(sample_store.make(store, sample_store.entries()))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    import sample_store

    return Snapshot.current(sample_store.make(tmp_path_factory.mktemp("empty") / "store", []))
