"""Progress: a bar on a terminal alone; elsewhere lines, fewer and fewer of them."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from coverage.watch import Watch


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Time that passes where a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("coverage.watch.monotonic", clock)
    return clock


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_lines_are_sparse_and_say_what_is_so(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with Watch(3600) as watch:
        for second in range(3700):
            clock.now = float(second)
            watch("read", second)
        watch("link", 3700)
        watch("publish", 3700)
    told = capsys.readouterr().err.splitlines()
    assert told[:4] == [
        "read: 1 of 3,600 inputs", "read: 6 of 3,600 inputs", "read: 16 of 3,600 inputs",
        "read: 36 of 3,600 inputs",
    ]  # fmt: skip
    assert len(told) < 70
    assert told[-3].startswith("read: 3,6")
    assert "of" not in told[-3]  # there were more than was expected
    assert told[-2:] == ["linking articles to meetings", "publishing"]


def test_a_short_command_says_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Watch(2) as watch:
        for step in ("read", "read", "link", "publish"):
            clock.now += 0.2
            watch(step, 2)
    assert capsys.readouterr().err == ""


def test_who_waits_is_told_once(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Watch() as watch:
        for second in range(30):
            clock.now = float(second)
            watch("wait: process 7", 0)
    assert capsys.readouterr().err == "waiting: the store is being written by process 7\n"


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_no_bar_is_drawn_into_a_pipe_whatever_asks_for_colours(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "1")
    with Watch(10) as watch:
        clock.now = 2.0
        watch("read", 5)
    assert capsys.readouterr().err == "read: 5 of 10 inputs\n"


@pytest.mark.parametrize(("term", "drawn"), [("xterm", True), ("dumb", False)])
def test_a_bar_is_drawn_on_a_terminal_that_can(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, term: str, drawn: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with Watch(10) as watch:
        clock.now = 2.0
        watch("read", 5)
    assert ("\x1b[" in screen.getvalue()) is drawn
    assert (screen.getvalue() == "read: 5 of 10 inputs\n") is not drawn


@pytest.mark.parametrize(
    "opened", ["coverage.store.database.in_memory()", "coverage.store.lake.database()"]
)
def test_the_database_draws_no_bar_of_its_own(opened: str) -> None:
    program = f"""
import coverage.store.database, coverage.store.lake
print({opened}.execute("SELECT current_setting('enable_progress_bar')").fetchall())
"""
    # Without a file of its own a program is taken for a person's session.
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[(False,)]\n"
