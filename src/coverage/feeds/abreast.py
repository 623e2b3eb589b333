"""Several hosts are asked at once, and each of them no faster than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue, SimpleQueue
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")

_AT_ONCE = 8  # hosts
_AHEAD = 64  # items that wait to be taken
_LOOK = 0.2  # seconds after which one who waits looks whether anybody still takes


def abreast(hosts: Iterable[Iterable[T]]) -> Iterator[T]:
    """What each of ``hosts`` gives, as it comes; one host's own in its order.

    Each is read in a thread. What goes wrong in one is raised here. Where nobody takes any more
    (the generator is closed), each stops before its next item.
    """
    waiting: SimpleQueue[Iterable[T]] = SimpleQueue()
    for each in hosts:
        waiting.put(each)
    came: Queue[T | _End] = Queue(_AHEAD)
    stop = Event()
    # Daemons: who breaks a run off does not wait for a server's last answer.
    threads = [
        Thread(target=_read, args=(waiting, came, stop), daemon=True)
        for _ in range(min(_AT_ONCE, waiting.qsize()))
    ]
    for thread in threads:
        thread.start()
    going = len(threads)
    try:
        while going:
            item = came.get()
            if not isinstance(item, _End):
                yield item
            elif item.fault is not None:
                raise item.fault
            else:
                going -= 1
    finally:
        stop.set()


class _End:
    """That a thread has no more; ``fault`` is what ended it."""

    def __init__(self, fault: BaseException | None = None) -> None:
        self.fault = fault


def _read(waiting: SimpleQueue[Iterable[T]], came: Queue[T | _End], stop: Event) -> None:
    end = _End()
    try:
        while not stop.is_set():
            for item in waiting.get_nowait():
                _put(came, item, stop)
                if stop.is_set():
                    return
    except Empty:
        pass
    except BaseException as error:
        end = _End(error)
    finally:
        _put(came, end, stop)


def _put(came: Queue[T | _End], item: T | _End, stop: Event) -> None:
    while not stop.is_set():
        with suppress(Full):
            came.put(item, timeout=_LOOK)
            return
