"""A writer that waited is alone in the store that is there then, not in one that was put aside."""

import threading

import pytest

from coverage.errors import StoreError
from coverage.store import writer_lock


def test_a_store_that_is_put_aside_while_another_waits(tmp_path):
    store = tmp_path / "store"
    waits, holds, done = (threading.Event() for _ in range(3))

    def second() -> None:
        with writer_lock(store, wait=30, on_wait=lambda _: waits.set()):
            holds.set()
            done.wait(30)

    other = threading.Thread(target=second)
    with writer_lock(store, wait=0):
        other.start()
        assert waits.wait(30)
        store.rename(tmp_path / "aside")
        store.mkdir()
    try:
        assert holds.wait(30)
        with pytest.raises(StoreError, match="is being written"), writer_lock(store, wait=0):
            pass
    finally:
        done.set()
        other.join()
