"""What each command does with its parsed arguments; returns the exit code."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from ipaddress import ip_address
from itertools import chain
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from coverage import evaluation, pipeline, reports, scorecard
from coverage.codings import write_codings
from coverage.errors import CoverageError
from coverage.explain import explain as explained
from coverage.export import FORMATS
from coverage.model import Article, Rejection
from coverage.rates import Rates, convert
from coverage.readers import read
from coverage.store import Counts, Snapshot

_OPEN = """
  ********************************************************************
  *  WARNING: THE PAGES HAVE NO LOGIN AND LISTEN ON {address}
  *  Whoever reaches this machine may read, add and change everything.
  *  docs/operations.md, "Login and roles", tells how to change that.
  ********************************************************************
"""
_PATIENCE = 1.0  # seconds after which a running command shows how far it is


def code(arguments: argparse.Namespace) -> int:
    """Code into JSON Lines."""
    coder = pipeline.default_coder()
    with Watch() as watch, _output(arguments.output) as out:
        folder = None if arguments.output == "-" else Path(arguments.output).parent
        counts = write_codings(watch.over(_read(arguments.paths)), coder, out, warn, folder)
    print(f"{counts.added} articles coded, {counts.rejected} inputs rejected", file=sys.stderr)
    return exit_code(counts, arguments.strict)


def evaluate(arguments: argparse.Namespace) -> int:
    """Print the figures."""
    result = evaluation.evaluate(arguments.paths, pipeline.default_coder())
    if arguments.json:
        print(scorecard.as_json(result))
    else:
        for line in scorecard.as_text(result, disagreements=arguments.show_disagreements):
            print(line)
    return 0


def explain(arguments: argparse.Namespace) -> int:
    """Print what was coded in each article of a file, and why."""
    coder = pipeline.default_coder()
    shown = 0
    for result in pipeline.code_all(read(arguments.path), coder):
        if isinstance(result, Rejection):
            warn(result)
            continue
        if shown:
            print("\n" + "=" * 72)
        for line in explained(*result):
            print(line)
        shown += 1
    return 0 if shown else 1


def export(arguments: argparse.Namespace) -> int:
    """Write a report."""
    scope = reports.Scope.from_query(_given(arguments, "filter_"))
    snapshot = as_of(arguments.store, arguments.as_of)
    rates = Rates.load(arguments.rates) if arguments.rates else None
    frame = reports.run(
        arguments.report, scope, snapshot, lang=arguments.labels, **_given(arguments, "parameter_")
    )
    if rates is not None:
        frame = convert(frame, rates, arguments.into)
        if missing := int(frame["rate"].isna().sum()):
            print(f"{missing} sums have no rate near enough and stay unconverted", file=sys.stderr)
    return put(FORMATS[arguments.format](frame), arguments.output, len(frame))


def as_of(store: Path, at: datetime | None) -> Snapshot:
    """What was known at ``at``; None for what is known now."""
    return Snapshot.current(store) if at is None else Snapshot.as_of(store, at)


def put(content: bytes, output: str, rows: int) -> int:
    """Write a table into a file (- is standard output); returns the exit code."""
    if output == "-":
        sys.stdout.buffer.write(content)
        return 0
    with _replacing(Path(output)) as partial:
        partial.write_bytes(content)
    print(f"{output}: {rows} rows", file=sys.stderr)
    return 0


def app(arguments: argparse.Namespace) -> int:
    """Start the pages: on the loopback address, unless another one is given."""
    page = _app_file()
    if not (is_loopback(arguments.address) or has_login(page.parent)):
        print(_OPEN.format(address=arguments.address), file=sys.stderr, flush=True)
    host = f"[{arguments.address}]" if ":" in arguments.address else arguments.address
    print(f"http://{host}:{arguments.port}", flush=True)
    environment = {**os.environ, "PARTNER_COVERAGE_STORE": str(arguments.store.resolve())}
    if arguments.metrics_port:
        environment["PARTNER_COVERAGE_METRICS_PORT"] = str(arguments.metrics_port)
    started = [
        sys.executable, "-m", "streamlit", "run", str(page),
        f"--server.address={arguments.address}", f"--server.port={arguments.port}",
        "--server.headless=true", "--browser.gatherUsageStats=false",
    ]  # fmt: skip
    # From the page's own folder: there lie .streamlit/config.toml and pages/.
    return subprocess.run(started, cwd=page.parent, env=environment, check=False).returncode


def is_loopback(address: str) -> bool:
    """Whether a server that listens there is reached by this machine alone."""
    try:
        return address == "localhost" or ip_address(address).is_loopback
    except ValueError:
        return False


def has_login(folder: Path) -> bool:
    """Whether the pages of that folder have a login, or are open on purpose."""
    for place in (folder, Path.home()):
        try:
            text = (place / ".streamlit" / "secrets.toml").read_text("utf-8")
            secrets = tomllib.loads(text)
        except (OSError, ValueError):
            continue
        return "auth" in secrets or "roles" in secrets
    return False


def _given(arguments: argparse.Namespace, prefix: str) -> dict[str, Any]:
    """The options of that group that were given, by their names in the reports."""
    return {
        name.removeprefix(prefix): value
        for name, value in vars(arguments).items()
        if name.startswith(prefix) and value is not None
    }


def _app_file() -> Path:
    for folder in (Path.cwd(), Path(__file__).parents[2]):
        if (folder / "app.py").is_file() and (folder / "pages").is_dir():
            return folder / "app.py"
    raise CoverageError("app.py is not here: run this in the project's folder")


def _read(paths: Sequence[Path]) -> Iterator[Article | Rejection]:
    return chain.from_iterable(read(path) for path in paths)


def exit_code(counts: Counts, strict: bool) -> int:
    """0, or 1 where nothing could be read (``strict``: where anything could not)."""
    nothing = counts.read == counts.rejected
    return 1 if nothing or (strict and counts.rejected) else 0


def warn(rejection: Rejection) -> None:
    """Say which input could not be read, and why."""
    print(f"{rejection.source}: {rejection.code}: {rejection.reason}", file=sys.stderr)


class Watch:
    """Progress on stderr, for what takes longer than a second; nothing where it is no terminal."""

    def __enter__(self) -> Watch:
        """Start counting the time."""
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}: {task.completed:,} articles"),
            TimeElapsedColumn(), console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("read", total=None)
        self._since = time.monotonic()
        self._step = "read"
        return self

    def __exit__(self, *_: object) -> None:
        """Take the progress away."""
        self._bar.stop()

    def __call__(self, step: str, done: int) -> None:
        """Show the step, as ``pipeline.Progress``."""
        if not self._bar.live.is_started and time.monotonic() - self._since > _PATIENCE:
            self._bar.start()
        if step != self._step:
            self._step = step
            if step.startswith("wait"):
                holder = step.removeprefix("wait: ")
                print(f"waiting: the store is being written by {holder}", file=sys.stderr)
        self._bar.update(self._task, description=step.partition(":")[0], completed=done)

    def over(self, items: Iterable[Article | Rejection]) -> Iterator[Article | Rejection]:
        """The items, counted as they go by."""
        for number, item in enumerate(items, 1):
            yield item
            self("read", number)


@contextmanager
def _output(name: str) -> Iterator[IO[str]]:
    if name == "-":
        yield sys.stdout
        return
    with _replacing(Path(name)) as partial, partial.open("w", encoding="utf-8") as out:
        yield out


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file beside ``path`` that takes its place when it was written whole."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise CoverageError(f"{path}: cannot be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
