"""Progress of a command on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

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

from coverage.model import Article, Rejection

PATIENCE = 1.0  # seconds after which a running command shows how far it is
PAUSE = 5.0  # seconds between two lines where it is no terminal


class Watch:
    """Shows how far a command is, as ``pipeline.Progress``, where it takes longer than PATIENCE.

    ``total`` is how many inputs there are, where that is known: only then is there a bar.
    """

    def __init__(self, total: int | None = None) -> None:
        self._total = total

    def __enter__(self) -> Watch:
        """Start counting the time."""
        self._console = Console(stderr=True)
        known = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn()) if self._total else ()
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}: {task.fields[said]}"), *known,
            TimeElapsedColumn(), console=self._console, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("read", total=self._total, said="0 articles")
        self._next = time.monotonic() + PATIENCE
        self._step = "read"
        return self

    def __exit__(self, *_: object) -> None:
        """Take the progress away."""
        self._bar.stop()

    def __call__(self, step: str, done: int) -> None:
        """Show the step."""
        changed, self._step = step != self._step, step
        name, _, holder = step.partition(": ")
        if changed and name == "wait":
            print(f"waiting: the store is being written by {holder}", file=sys.stderr, flush=True)
        due = time.monotonic() >= self._next
        of = f" of {self._total:,}" if self._total and name == "read" else ""
        said = f"{done:,}{of} articles"
        if self._console.is_terminal:
            if due and not self._bar.live.is_started:
                self._bar.start()
            at = min(done, self._total) if self._total else done
            self._bar.update(self._task, description=name, completed=at, said=said)
        elif due:
            self._next = time.monotonic() + PAUSE
            print(f"{name}: {said}", file=sys.stderr, flush=True)

    def over(self, items: Iterable[Article | Rejection]) -> Iterator[Article | Rejection]:
        """The items, counted as they go by."""
        for number, item in enumerate(items, 1):
            yield item
            self("read", number)
