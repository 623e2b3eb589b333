from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coverage.coder import Coder

sys.path.insert(0, str(Path(__file__).parent))  # for reading.py


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder that the program ships."""
    return Coder.load()
