"""Where parts are made: processes of this machine, or a Dask cluster. Both give standard futures.

``pool`` and ``pool:4``
    processes of this machine: as many as it has cores, or so many
``dask://host:8786``
    the workers of that scheduler, over TLS; certificates as Dask's own settings name them
    (``DASK_DISTRIBUTED__COMM__TLS__CA_FILE``, ``..__CLIENT__CERT``, ``..__CLIENT__KEY``)
``dask+tcp://127.0.0.1:8786``
    without TLS: whoever reaches a scheduler can run programs on it, so on this machine alone
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, Protocol, TypeVar
from urllib.parse import urlsplit

from coverage.batches import default_coder
from coverage.errors import EngineError, SettingError
from coverage.parts.work import Load

_P = ParamSpec("_P")
_T = TypeVar("_T")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PATIENCE = 20  # seconds in which a scheduler has to answer


@dataclass(frozen=True, slots=True)
class Spread:
    """How to spread the work: ``engine`` as above; ``folder`` is where the parts' files lie.

    All workers must see that folder and the input under the same paths. None: in the store's.

    Raises:
        SettingError: the words name no engine.
    """

    engine: str
    folder: Path | None = None
    load: Load = default_coder

    def __post_init__(self) -> None:
        """Before a run begins: a slip of the pen is none that broke off."""
        _named(self.engine)


class Engine(Protocol):
    """Something that runs functions elsewhere."""

    workers: int

    @property
    def executor(self) -> Executor:
        """What takes the functions; another one after :meth:`renew`."""

    def renew(self) -> None:
        """Go on after a worker took the executor with it. Raises EngineError if that cannot be."""


@contextmanager
def started(spec: str) -> Iterator[Engine]:
    """The engine that ``spec`` names, for as long as it is needed.

    Raises:
        SettingError: there is no such engine.
        EngineError: its scheduler does not answer.
    """
    engine = _named(spec)()
    try:
        yield engine
    finally:
        engine.close()


def _named(spec: str) -> Callable[[], _Pool | _Cluster]:
    """What makes the engine. Raises SettingError."""
    kind, separator, rest = spec.partition(":")
    if kind == "pool" and (not separator or (rest.isdecimal() and int(rest) > 0)):
        return partial(_Pool, int(rest) if rest else os.cpu_count() or 1)
    if kind in ("dask", "dask+tcp"):
        return partial(_Cluster, _address(spec))
    raise SettingError(f"no engine {spec!r}: pool, pool:NUMBER or dask://HOST:PORT")


class _Processes(ProcessPoolExecutor):
    """Processes that do not run the program's main script again: within a page that is the page."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")  # what a new process is told to prepare
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            sys.modules["__main__"] = main

    def end(self) -> None:
        """End all processes at once: nothing that was asked of them is still wanted.

        One that was being started when another one died is never told to go, and whoever waits
        for it waits for good. (From Python 3.14 on this is ``kill_workers``.)
        """
        for process in tuple((self._processes or {}).values()):
            process.kill()
        self.shutdown(wait=True, cancel_futures=True)


class _Pool:
    """Processes of this machine."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.executor = self._new()

    def _new(self) -> _Processes:
        # Children of our own would share the database's threads and locks; those of a server that
        # has loaded the program and opened nothing start in no time.
        context = get_context("forkserver")
        context.set_forkserver_preload(["coverage.parts.work"])
        return _Processes(self.workers, mp_context=context)

    def renew(self) -> None:
        self.close()
        self.executor = self._new()

    def close(self) -> None:
        self.executor.end()


class _Cluster:
    """A Dask cluster's workers."""

    def __init__(self, address: str) -> None:
        client, lost = _dask()
        try:
            self._client = client(address, timeout=_PATIENCE, set_as_default=False)
            self.executor: Executor = self._client.get_executor(pure=False, retries=3)
        except lost as error:
            raise EngineError(f"{address}: the scheduler does not answer: {error}") from error
        threads = self._client.nthreads()
        self.workers = max(1, sum(threads.values()))

    def renew(self) -> None:
        # The scheduler gives a dead worker's parts to others by itself; if it is gone, so are we.
        raise EngineError(
            "the Dask scheduler is gone; what is in the store stays. Start it and run the command "
            "again: only what was not finished is made anew"
        )

    def close(self) -> None:
        with suppress(Exception):  # a scheduler that is gone cannot be told goodbye
            self.executor.shutdown(wait=False, cancel_futures=True)
        with suppress(Exception):
            self._client.close(timeout=2)


def _dask() -> tuple[Callable[..., Any], tuple[type[Exception], ...]]:
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        raise EngineError("the engine dask needs an extra: "
                          "pip install 'partner-coverage[scale]'") from error  # fmt: skip
    return Client, (OSError, TimeoutError, CommClosedError, ValueError, TypeError, RuntimeError)


def _address(spec: str) -> str:
    """The scheduler's address in Dask's own form. Raises SettingError for one that is unsafe."""
    parts = urlsplit(spec)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not port:
        raise SettingError(f"{spec}: say dask://HOST:PORT")
    if parts.scheme == "dask+tcp" and host not in _LOOPBACK:
        raise SettingError(f"{spec}: without TLS only this machine's own scheduler is used: "
                           "say dask://, and see docs/scale.md for the certificates")  # fmt: skip
    protocol = "tls" if parts.scheme == "dask" else "tcp"
    return f"{protocol}://[{host}]:{port}" if ":" in host else f"{protocol}://{host}:{port}"
