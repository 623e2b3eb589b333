"""Progress of a command on standard error: a bar on a terminal, fewer and fewer lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from coverage import logs
from coverage.model import Article, Rejection

PATIENCE = 1.0  # seconds after which a running command shows how far it is
PAUSE = 5.0  # seconds between the first two lines where it is no terminal; then twice as many …
_LONGEST = 60.0  # … up to this
_STEPS = {"wait": "waiting", "link": "linking articles to meetings", "publish": "publishing"}


class Watch:
    """Shows how far a command is, as ``pipeline.Progress``, where it takes longer than PATIENCE.

    ``total`` is how many inputs there are, where that is known: only then is there a bar.
    """

    def __init__(self, total: int | None = None) -> None:
        self._total = total

    def __enter__(self) -> Watch:
        """Start counting the time."""
        console = Console(stderr=True)
        # Not as rich tells it: who asks for colours wants no bar in a file.
        self._draws = sys.stderr.isatty() and not console.is_dumb_terminal
        known = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn()) if self._total else ()
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), *known, TimeElapsedColumn(),
            console=console, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=self._total)
        self._from = self._next = monotonic() + PATIENCE
        self._pause = PAUSE
        self._step = "read"
        return self

    def __exit__(self, *_: object) -> None:
        """Take the progress away."""
        if self._bar.live.is_started:  # else it ends with an empty line
            self._bar.stop()

    def __call__(self, step: str, done: int) -> None:
        """Show the step."""
        changed, self._step = step != self._step, step
        name, _, holder = step.partition(": ")
        if changed and name == "wait":
            logs.say(f"waiting: the store is being written by {holder}")
        said, now = self._said(name, done), monotonic()
        if self._draws:
            if now >= self._from and not self._bar.live.is_started:
                self._bar.start()
            at = min(done, self._total) if self._total else done
            self._bar.update(self._task, description=said, completed=at)
        elif name != "wait" and (now >= self._next or (changed and now >= self._from)):
            self._next, self._pause = now + self._pause, min(2 * self._pause, _LONGEST)
            logs.say(said)

    def _said(self, name: str, done: int) -> str:
        """What is being done; how many inputs there are is an estimate, which may be passed."""
        of = f" of {self._total:,}" if self._total and done <= self._total else ""
        return _STEPS.get(name) or f"{name}: {done:,}{of} inputs"

    def over(self, items: Iterable[Article | Rejection]) -> Iterator[Article | Rejection]:
        """The items, counted as they go by."""
        for number, item in enumerate(items, 1):
            yield item
            self("read", number)
