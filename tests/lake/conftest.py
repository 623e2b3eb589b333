"""A PostgreSQL of our own, and an S3 stand-in; each test gets an empty lake."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from servers import BINARIES, Postgres

sys.path.insert(0, str(Path(__file__).parents[1]))  # for fakes.py

from coverage.store import place


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    if BINARIES is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed")
    folder = Path(subprocess.run(["mktemp", "-d", "/tmp/coverage-pg-XXXXXX"], check=True,
                                 capture_output=True, text=True).stdout.strip())  # fmt: skip
    server = Postgres(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


_numbers = iter(range(1000))


@pytest.fixture
def address(postgres, tmp_path, monkeypatch):
    """The address of an empty lake with its data in a folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    words = postgres.create(f"lake{next(_numbers)}")
    return f"ducklake:postgres:{words} data_path={tmp_path / 'data'}"


@pytest.fixture
def lake(address):
    """The store's folder of that lake."""
    return place(address)
