"""The dashboard as a server of its own: started, clicked at, its memory read."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Server:
    """A running app."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def memory(self) -> float:
        """Megabytes (of 1024 x 1024 bytes) that it holds now. Linux."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0

    @contextmanager
    def session(self) -> Iterator[Any]:
        """A session, over the same protocol as a browser's."""
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        with connect(address, subprotocols=["streamlit"], max_size=None) as opened:
            yield opened


def start(app: Path, store: Path, port: int, out: int | IO[bytes] = subprocess.DEVNULL) -> Server:
    """Start an app over a store and wait until it answers."""
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}",
               "--server.fileWatcherType=none", "--server.headless=true"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"),
                   "PARTNER_COVERAGE_STORE": str(store)}  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    server = Server(process, port)
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=2).read()
            return server
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise SystemExit("the dashboard did not start")


@contextmanager
def serving(app: Path, store: Path) -> Iterator[Server]:
    """An app on a free port, for as long as it is needed."""
    server = start(app, store, free_port())
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait(20)


def click(session: Any, page: str, query: str) -> list[str]:
    """Open a page in a session; returns the exceptions that it shows."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    session.send(asked.SerializeToString())
    shown = []
    while True:
        told = ForwardMsg()
        told.ParseFromString(session.recv(timeout=300))
        kind = told.WhichOneof("type")
        if kind == "delta" and told.delta.new_element.WhichOneof("type") == "exception":
            shown.append(told.delta.new_element.exception.message)
        elif kind == "script_finished":
            return shown
