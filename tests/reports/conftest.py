import sys
from dataclasses import replace
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
def otherwise(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The same store, in which Ukrainian names stand in the other order than English ones."""
    import sample_store

    with pytest.MonkeyPatch.context() as patch:
        back = [
            replace(each, uk=f"{999 - at} {each.en}")
            for at, each in enumerate(sorted(sample_store.LABELS, key=lambda each: each.en))
        ]
        patch.setattr(sample_store, "LABELS", back)
        store = tmp_path_factory.mktemp("otherwise") / "store"
        return Snapshot.current(sample_store.make(store, sample_store.entries()))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    import sample_store

    return Snapshot.current(sample_store.make(tmp_path_factory.mktemp("empty") / "store", []))
