"""A web server on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from feeds_site import Site, served

from coverage.feeds import Settings


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as found:
        yield found


@pytest.fixture
def settings() -> Settings:
    return Settings(
        agent="partner-coverage/test", contact="mail@example.org",
        delay=0.0, pause=0.0, timeout=2.0, total=5.0, private=True,
    )  # fmt: skip
