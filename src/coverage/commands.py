"""What each command does with its parsed arguments; returns the exit code."""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from ipaddress import ip_address
from itertools import chain
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from coverage import evaluation, feeds, pipeline, reports, retry, scorecard
from coverage.codings import write_codings
from coverage.errors import CoverageError, UnreadableInput
from coverage.explain import explain as explained
from coverage.export import FORMATS
from coverage.model import Article, Rejection
from coverage.rates import Rates, convert
from coverage.readers import FIELDS, TABLES, Options, columns_of, read
from coverage.store import Counts, Snapshot

_OPEN = """
  ********************************************************************
  *  WARNING: THE PAGES HAVE NO LOGIN AND LISTEN ON {address}
  *  Whoever reaches this machine may read, add and change everything.
  *  docs/operations.md, "Login and roles", tells how to change that.
  ********************************************************************
"""
_PATIENCE = 1.0  # seconds after which a running command shows how far it is


def ingest(arguments: argparse.Namespace) -> int:
    """Read, code, store, link, publish."""
    options = Options(_columns(arguments.columns))
    paths = list(arguments.paths)
    with _Watch() as watch:
        if arguments.retry:
            sources = retry.rejected_by(Snapshot.current(arguments.store), arguments.retry)
            items = chain(retry.again(sources, options), _read(paths, options))
            told = [f"again: {arguments.retry}", *map(str, paths)]
            report = pipeline.ingest_items(items, arguments.store, watch, sources=told)
        else:
            if not paths:
                raise CoverageError("nothing to read: name files or folders, or --retry RUN")
            _show_columns(paths, options)
            report = pipeline.ingest(
                paths, arguments.store, watch, spread=_spread(arguments), options=options
            )
    _tell(report)
    return _code(report.counts, arguments.strict)


def _columns(given: Sequence[str]) -> dict[str, str]:
    """``title=Headline,"text=Body, full"`` as the readers take it. Raises CoverageError."""
    told: dict[str, str] = {}
    for each in chain.from_iterable(csv.reader(given)):
        field, equals, name = each.partition("=")
        if not equals or field.strip() not in FIELDS:
            raise CoverageError(f"--columns {each}: say FIELD=COLUMN; fields: {', '.join(FIELDS)}")
        told[field.strip()] = name.strip()
    return told


def _show_columns(paths: Sequence[Path], options: Options) -> None:
    for path in paths:
        if path.suffix.lower() in TABLES:
            # What is wrong with the file is told when it is read.
            with suppress(UnreadableInput, OSError):
                print(f"{path}: {columns_of(path, options).described()}", file=sys.stderr)


def refresh(arguments: argparse.Namespace) -> int:
    """Ask the feeds for what is new, and ingest it."""
    run = feeds.Refresh(feeds.load_feeds(arguments.feeds), arguments.store)
    with _Watch() as watch:
        report = pipeline.ingest_items(run.items(), arguments.store, watch, sources=run.sources)
    run.commit()
    for outcome in run.outcomes:
        print(_outcome(outcome), file=sys.stderr)
    _tell(report)
    return 1 if run.outcomes and all(outcome.fault for outcome in run.outcomes) else 0


def _outcome(outcome: feeds.Outcome) -> str:
    if outcome.fault:
        return f"{outcome.feed.url}: failed: {outcome.fault}"
    if outcome.unchanged:
        return f"{outcome.feed.url}: nothing new"
    waiting = f", {outcome.waiting} left for the next run" if outcome.waiting else ""
    return f"{outcome.feed.url}: {outcome.articles} articles, {outcome.rejected} rejected{waiting}"


def log(arguments: argparse.Namespace) -> int:
    """Print the ledger of runs, or what was rejected."""
    name = "rejections" if arguments.rejected else "runs"
    snapshot = Snapshot.current(arguments.store)
    frame = reports.run(name, reports.Scope(), snapshot, lang=arguments.labels)
    return put(FORMATS[arguments.format](frame), arguments.output, len(frame))


def recode(arguments: argparse.Namespace) -> int:
    """Code anew."""
    with _Watch() as watch:
        report = pipeline.recode(
            arguments.store, watch, everything=arguments.all, spread=_spread(arguments)
        )
    _tell(report)
    return 0


def code(arguments: argparse.Namespace) -> int:
    """Code into JSON Lines."""
    coder = pipeline.default_coder()
    with _Watch() as watch, _output(arguments.output) as out:
        folder = None if arguments.output == "-" else Path(arguments.output).parent
        counts = write_codings(watch.over(_read(arguments.paths)), coder, out, _warn, folder)
    print(f"{counts.added} articles coded, {counts.rejected} inputs rejected", file=sys.stderr)
    return _code(counts, arguments.strict)


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
            _warn(result)
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


def _read(paths: Sequence[Path], options: Options | None = None) -> Iterator[Article | Rejection]:
    return chain.from_iterable(read(path, options) for path in paths)


def _spread(arguments: argparse.Namespace) -> pipeline.Spread | None:
    return pipeline.Spread(arguments.engine, arguments.parts) if arguments.engine else None


def _code(counts: Counts, strict: bool) -> int:
    nothing = counts.read == counts.rejected
    return 1 if nothing or (strict and counts.rejected) else 0


def _warn(rejection: Rejection) -> None:
    print(f"{rejection.source}: {rejection.code}: {rejection.reason}", file=sys.stderr)


def _tell(report: pipeline.IngestReport) -> None:
    for rejection in report.rejections:
        _warn(rejection)
    c = report.counts
    if c.rejected > len(report.rejections):
        print(f"... and {c.rejected - len(report.rejections)} more rejected; all of them are in "
              "the report rejections", file=sys.stderr)  # fmt: skip
    print(f"{c.read} read: {c.added} added, {c.revised} revised, {c.recoded} coded anew, "
          f"{c.unchanged} unchanged, {c.rejected} rejected")  # fmt: skip
    if report.snapshot is None:
        print("nothing changed: the published snapshot stays")
    else:
        print(f"{report.meetings} meetings; {report.reprints} articles are reprints of others; "
              f"snapshot {report.snapshot} published")  # fmt: skip


class _Watch:
    """Progress on stderr, for what takes longer than a second; nothing where it is no terminal."""

    def __enter__(self) -> _Watch:
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}: {task.completed:,} articles"),
            TimeElapsedColumn(), console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("read", total=None)
        self._since = time.monotonic()
        self._step = "read"
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, step: str, done: int) -> None:
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
