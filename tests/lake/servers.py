"""A PostgreSQL of the tests' own, of Debian's package, on a free port."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
OWNER = "nobody"  # PostgreSQL refuses to run as root


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Postgres:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._as = ["setpriv", "--reuid", OWNER, "--regid", "nogroup", "--clear-groups"]
        if os.getuid():
            self._as = []
        else:
            shutil.chown(folder, OWNER)
        self.words = f"host=127.0.0.1 port={self.port} user=coverage"
        self._run("initdb", "-D", "data", "-A", "trust", "-U", "coverage", "--no-sync")
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([*self._as, str(BINARIES / program), *arguments], cwd=self.folder,
                       check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)  # fmt: skip

    def start(self) -> None:
        options = (f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 "
                   "-c fsync=off -c full_page_writes=off")  # fmt: skip
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def create(self, name: str) -> str:
        self.do("postgres", f"CREATE DATABASE {name}")
        return f"{self.words} dbname={name}"

    def do(self, database: str, sql: str) -> str:
        return subprocess.run(
            [str(BINARIES / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "coverage",
             "-d", database, "-Atc", sql],
            check=True, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
