"""A real cluster over TLS: workers and scheduler are killed, and nothing is lost or twice there."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from test_parts import record, write
from workers import Slow

from coverage import parts
from coverage.errors import EngineError
from coverage.pipeline import Spread, ingest
from coverage.store import Counts, Snapshot

HERE = Path(__file__).parent


@pytest.fixture
def certificates(tmp_path, monkeypatch):
    """Certificates of our own making, named as an operator names them: in Dask's settings."""
    from distributed.security import Security

    made = Security.temporary()
    for setting, value in (
        ("CA_FILE", made.tls_ca_file), ("SCHEDULER__CERT", made.tls_scheduler_cert),
        ("SCHEDULER__KEY", made.tls_scheduler_key), ("WORKER__CERT", made.tls_worker_cert),
        ("WORKER__KEY", made.tls_worker_key), ("CLIENT__CERT", made.tls_client_cert),
        ("CLIENT__KEY", made.tls_client_key),
    ):  # fmt: skip
        path = tmp_path / f"{setting.lower()}.pem"
        path.write_text(value)
        monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__TLS__{setting}", str(path))
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "5s")
    import dask

    dask.config.refresh()
    yield
    monkeypatch.undo()
    dask.config.refresh()


class Cluster:
    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.spec = f"dask://127.0.0.1:{self.port}"
        self.scheduler = self.start_scheduler()
        self.workers = [self.start_worker() for _ in range(2)]

    def start_scheduler(self) -> subprocess.Popen:
        return self._start("scheduler", "--host", f"tls://127.0.0.1:{self.port}", "--no-dashboard")

    def start_worker(self) -> subprocess.Popen:
        return self._start("worker", f"tls://127.0.0.1:{self.port}", "--no-nanny", "--nthreads",
                           "1", "--no-dashboard", "--protocol", "tls")  # fmt: skip

    def _start(self, *arguments: str) -> subprocess.Popen:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
        return subprocess.Popen([sys.executable, "-m", "dask", *arguments], env=environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(certificates):
    started = Cluster()
    yield started
    started.stop()


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.setattr(parts.partition.partitions, "__defaults__", (None, 1, 1 << 20))
    monkeypatch.setattr(parts.engines, "_PATIENCE", 60)
    for number in range(24):
        write(tmp_path / "news" / f"{number:02}.jsonl",
              *(record(f"a{number}-{n}") for n in range(10)))  # fmt: skip
    return tmp_path / "news"


def wait_for_workers(cluster: Cluster) -> None:
    from distributed import Client

    with Client(f"tls://127.0.0.1:{cluster.port}", timeout=60, set_as_default=False) as client:
        client.wait_for_workers(len(cluster.workers), timeout=120)


def at(number: int, what):
    """A progress that does ``what`` once so many inputs are read."""
    done = threading.Event()

    def tell(_step: str, read: int) -> None:
        if read >= number and not done.is_set():
            done.set()
            what()

    return tell


def written_twice(store: Path) -> tuple[int, int]:
    with Snapshot.current(store).cursor() as cursor:
        return cursor.execute(
            "SELECT count(*), count(DISTINCT article_id) FROM mentions"
        ).fetchone()


def test_killed_workers_and_a_killed_scheduler_cost_what_was_not_finished(
    tmp_path, news, cluster, monkeypatch
):
    wait_for_workers(cluster)
    store, spread = tmp_path / "s", Spread(cluster.spec, load=Slow)

    half = sorted(news.iterdir())[:12]
    report = ingest(half, store, at(30, lambda: cluster.workers[0].send_signal(signal.SIGKILL)),
                    spread=spread)  # fmt: skip
    assert report.counts == Counts(read=120, added=120)
    assert written_twice(store) == (120, 120)

    with pytest.raises(EngineError, match="scheduler is gone"):
        ingest([news], store, at(150, lambda: cluster.scheduler.send_signal(signal.SIGKILL)),
               spread=spread)  # fmt: skip
    cluster.stop()
    assert written_twice(store) == (120, 120)  # readers see what was published

    cluster.scheduler = cluster.start_scheduler()
    cluster.workers = [cluster.start_worker()]
    report = ingest([news], store, spread=Spread(cluster.spec, load=Slow))
    assert report.counts.read == 240
    assert 150 <= report.counts.unchanged < 240
    assert report.counts.added == 240 - report.counts.unchanged
    assert written_twice(store) == (240, 240)

    cluster.stop()
    again = ingest([news], store, spread=spread)  # nothing to do: nobody is asked
    assert again.snapshot is None
    assert again.counts == Counts(read=240, unchanged=240)
