from __future__ import annotations

import sys
import time
from collections import deque
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from types import ModuleType

from coverage.parts import Files
from coverage.parts.engines import started
from coverage.parts.run import Made, _first, _Task

PART = Files((), ())


class Renewed:
    """An engine of which only the renewals are counted."""

    executor = None
    workers = 2
    times = 0

    def renew(self):
        self.times += 1


def done(path: str) -> Future[str]:
    future: Future[str] = Future()
    future.set_result(path)
    return future


def test_workers_do_not_run_the_main_script_again(tmp_path, monkeypatch):
    script = tmp_path / "page.py"
    script.write_text("raise SystemExit('the page was run again')")
    page = ModuleType("__main__")
    page.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", page)
    with started("pool:1") as engine:
        assert engine.executor.submit(abs, -1).result() == 1
    assert sys.modules["__main__"] is page


def test_leaving_the_pool_waits_for_nobody():
    def leave() -> None:
        with started("pool:1") as engine:
            engine.executor.submit(time.sleep, 600)

    left = Thread(target=leave, daemon=True)
    left.start()
    left.join(timeout=60)
    assert not left.is_alive()


def test_what_was_cancelled_is_asked_for_again():
    cancelled: Future[str] = Future()
    cancelled.cancel()
    cancelled.set_running_or_notify_cancel()
    engine = Renewed()
    waiting = deque([_Task(PART, "a", cancelled)])
    made = _first(waiting, engine, lambda partition, name: done("a.parquet"))
    assert isinstance(made, Made)
    assert (engine.times, len(waiting)) == (1, 0)


def test_a_pool_that_breaks_while_it_is_asked_again_is_renewed():
    broken: Future[str] = Future()
    broken.set_exception(BrokenProcessPool("a worker died"))
    engine, asked = Renewed(), []

    def submit(partition, name):
        asked.append(name)
        if len(asked) == 1:
            raise BrokenProcessPool("another one died")
        return done("a.parquet")

    made = _first(deque([_Task(PART, "a", broken)]), engine, submit)
    assert isinstance(made, Made)
    assert (engine.times, asked) == (2, ["a", "a"])
