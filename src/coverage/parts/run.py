"""Have parts made, some at a time, and give them out in the order of the input.

In that order, because the store tells an article's revisions by what came later; so what comes
out is the same whichever worker was faster.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from coverage.errors import EngineError
from coverage.model import Rejection
from coverage.parts.engines import Engine, started
from coverage.parts.partition import Partition
from coverage.parts.work import Load, make

_ATTEMPTS = 3  # with a part that takes its worker's life
_AHEAD = 4  # parts a worker that are made or wait to be taken


@dataclass(frozen=True, slots=True)
class Made:
    """A part that is there: its file is read by :func:`coverage.parts.partfile.read`."""

    name: str
    path: Path
    kept: bool  # whether the ledger notes it


@dataclass(frozen=True, slots=True)
class Failed:
    """A part that nobody could make: each of its inputs with the reason."""

    rejected: tuple[Rejection, ...]


@dataclass(slots=True)
class _Task:
    partition: Partition
    name: str
    future: Future[str]
    attempts: int = 1


def made_parts(
    parts: Iterable[tuple[Partition, str]], engine_spec: str, folder: Path, load: Load, rules: str
) -> Iterator[Made | Failed]:
    """Make the parts with their names, in order.

    A worker that dies costs what it was at; a part that kills each worker it is given to fails.

    Raises:
        EngineError: there is no such engine, it is gone, or it runs under other rules.
    """
    ahead = iter(parts)
    first = next(ahead, None)
    if first is None:
        return  # all is done: no engine is needed
    with started(engine_spec) as engine:
        waiting: deque[_Task] = deque()

        def submit(partition: Partition, name: str) -> Future[str]:
            return engine.executor.submit(make, partition, str(folder), name, load, rules)

        for partition, name in chain([first], ahead):
            waiting.append(_Task(partition, name, _safely(engine, submit, partition, name)))
            if len(waiting) >= _AHEAD * engine.workers:
                yield _first(waiting, engine, submit)
        while waiting:
            yield _first(waiting, engine, submit)


Submit = Callable[[Partition, str], Future[str]]


def _safely(engine: Engine, submit: Submit, partition: Partition, name: str) -> Future[str]:
    try:
        return submit(partition, name)
    except BrokenExecutor:  # a worker died just now; those that wait find out for themselves
        engine.renew()
        return submit(partition, name)


def _first(waiting: deque[_Task], engine: Engine, submit: Submit) -> Made | Failed:
    task = waiting[0]
    while True:
        try:
            path = task.future.result()
        except BrokenExecutor:
            task.attempts += 1
            if task.attempts > _ATTEMPTS:
                waiting.popleft()
                _again(list(waiting), engine, submit)
                return _failed(task, "each process that was given it died")
            # Alone, so that whoever kills a worker is seen to be this part or not.
            _again([task], engine, submit)
        except CancelledError:  # ended with a pool that another part broke, or Dask is gone
            _again([task], engine, submit)
        except EngineError:
            raise
        except Exception as error:
            waiting.popleft()
            return _failed(task, f"{type(error).__name__}: {error}")
        else:
            waiting.popleft()
            _again([each for each in waiting if _broken(each.future)], engine, submit, renew=False)
            return Made(task.name, Path(path), task.partition.kept)


def _again(tasks: list[_Task], engine: Engine, submit: Submit, *, renew: bool = True) -> None:
    if renew:
        engine.renew()
    for task in tasks:
        task.future = _safely(engine, submit, task.partition, task.name)


def _broken(future: Future[str]) -> bool:
    return future.done() and (future.cancelled() or isinstance(future.exception(), BrokenExecutor))


def _failed(task: _Task, reason: str) -> Failed:
    return Failed(tuple(Rejection(source, "part_failed", reason)
                        for source in task.partition.sources()))  # fmt: skip
