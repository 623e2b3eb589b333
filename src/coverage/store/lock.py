"""One writer a store: a lock on DIR/writer.lock that the system gives back when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coverage.errors import StoreError

_PAUSE = 0.2  # seconds between two attempts


@contextmanager
def writer_lock(
    store: Path, *, wait: float, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the store's writer lock.

    Args:
        store: the store's folder; made where missing.
        wait: seconds to wait for another writer to finish.
        on_wait: told once, in words, who holds the lock, before the wait begins.

    Raises:
        StoreError: another writer held it all the while, or the folder cannot be written.
    """
    path = store / "writer.lock"
    descriptor = _acquired(path, wait, on_wait)
    try:
        os.ftruncate(descriptor, 0)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        os.pwrite(descriptor, f"process {os.getpid()}, since {since}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)  # gives the lock back


def _acquired(path: Path, wait: float, on_wait: Callable[[str], None] | None) -> int:
    """The descriptor of the store's lock, held. A store that was put aside took its lock along."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError(f"{path.parent}: the store cannot be written: {error}") from error
        try:
            _acquire(descriptor, path, wait, on_wait)
        except BaseException:
            os.close(descriptor)
            raise
        if _is_of(descriptor, path):
            return descriptor
        os.close(descriptor)


def _is_of(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _acquire(
    descriptor: int, path: Path, wait: float, on_wait: Callable[[str], None] | None
) -> None:
    give_up = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Through the descriptor: a store that is just being put aside has no file at its path.
            holder = os.pread(descriptor, 200, 0).decode().strip() or "another process"
            if time.monotonic() >= give_up:
                raise StoreError(f"{path.parent}: is being written by {holder}") from None
            if on_wait is not None:
                on_wait(holder)
                on_wait = None
            time.sleep(_PAUSE)
        else:
            return
