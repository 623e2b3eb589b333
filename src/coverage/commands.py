"""What each command does with its parsed arguments; returns the exit code."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from ipaddress import ip_address
from itertools import chain
from pathlib import Path
from typing import IO, Any, NoReturn

from coverage import evaluation, logs, pipeline, reports, scorecard
from coverage.codings import write_codings
from coverage.errors import CoverageError
from coverage.explain import explain as explained
from coverage.export import FORMATS
from coverage.model import Rejection
from coverage.notices import notices
from coverage.rates import Rates, convert
from coverage.readers import Options, expected, files_in, printable, read, read_all
from coverage.store import Counts, Snapshot, is_store
from coverage.watch import Watch

# What a terminal acts on, in UTF-8; a name that was read from elsewhere must not draw on it.
_DRAWS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")
_OPEN = """
  ********************************************************************
  *  WARNING: THE PAGES HAVE NO LOGIN AND LISTEN ON {address}
  *  Whoever reaches this machine may read, add and change everything.
  *  docs/operations.md, "Login and roles", tells how to change that.
  ********************************************************************
"""


def code(arguments: argparse.Namespace) -> int:
    """Code into JSON Lines."""
    coder = pipeline.default_coder()
    with (
        Watch(in_all(arguments.paths)) as watch,
        notices() as tell,
        _output(arguments.output) as out,
    ):
        folder = None if arguments.output == "-" else Path(arguments.output).parent
        items = watch.over(read_all(arguments.paths, Options(tell=tell)))
        counts = write_codings(items, coder, out, warn, folder)
    logs.say(f"{count(counts.added, 'article')} coded, {count(counts.rejected, 'input')} rejected")
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
    parameters = _given(arguments, "parameter_")
    needed = reports.report(arguments.report).needed
    if missing := [f"--{name}" for name in needed if not parameters.get(name)]:
        raise CoverageError(f"the report {arguments.report} needs {' and '.join(missing)} ID")
    snapshot = as_of(arguments.store, arguments.as_of)
    if problems := reports.only_known(scope, snapshot, arguments.labels)[1]:
        raise CoverageError("; ".join(problems))
    for name in needed:
        if name not in reports.names():
            continue  # no report tells whether there is such a one
        if reports.run(name, reports.Scope(), snapshot, **{name: parameters[name]}).empty:
            raise CoverageError(f"--{name} {parameters[name]}: there is no such {name}")
    rates = Rates.load(arguments.rates) if arguments.rates else None
    frame = reports.run(arguments.report, scope, snapshot, lang=arguments.labels, **parameters)
    if frame.empty:
        for problem in reports.without_meetings(scope, snapshot, arguments.labels):
            logs.say(f"partner-coverage: {problem}", logging.WARNING)
    if rates is not None:
        frame = convert(frame, rates, arguments.into)
        if without := int(frame["rate"].isna().sum()):
            logs.say(f"{without} sums have no rate near enough and stay unconverted")
    return put(FORMATS[arguments.format](frame), arguments.output, len(frame))


def as_of(store: Path, at: datetime | None) -> Snapshot:
    """What was known at ``at``; None for what is known now."""
    return Snapshot.current(store) if at is None else Snapshot.as_of(store, at)


def put(content: bytes, output: str, rows: int) -> int:
    """Write a table into a file (- is standard output); returns the exit code."""
    if output == "-":
        shown = _DRAWS.sub(b"?", content) if sys.stdout.isatty() else content
        sys.stdout.buffer.write(shown)
        return 0
    with _replacing(Path(output)) as partial:
        partial.write_bytes(content)
    logs.say(f"{output}: {count(rows, 'row')}")
    return 0


def app(arguments: argparse.Namespace) -> NoReturn:
    """Become the pages: on the loopback address, unless another one is given."""
    page = _app_file()
    if not is_store(arguments.store):
        logs.say(f"partner-coverage: there is no store in {arguments.store} yet; "
                 "what is added on the pages makes it")  # fmt: skip
    if not (is_loopback(arguments.address) or has_login(page.parent)):
        logs.say(_OPEN.format(address=arguments.address), logging.WARNING)
    host = f"[{arguments.address}]" if ":" in arguments.address else arguments.address
    print(f"http://{host}:{arguments.port}", flush=True)
    environment = {**os.environ, "PARTNER_COVERAGE_STORE": str(arguments.store.resolve())}
    if arguments.metrics_port:
        environment["PARTNER_COVERAGE_METRICS_PORT"] = str(arguments.metrics_port)
    started = [
        sys.executable, "-m", "coverage.serving", "run", str(page),
        f"--server.address={arguments.address}", f"--server.port={arguments.port}",
        "--server.headless=true", "--browser.gatherUsageStats=false",
    ]  # fmt: skip
    # From the page's own folder: there lie .streamlit/config.toml and pages/. In place of this
    # process, so that a signal to it (systemd's SIGTERM) ends the pages and gives back the port.
    os.chdir(page.parent)
    os.execve(sys.executable, started, environment)


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


def in_all(paths: Sequence[Path]) -> int | None:
    """How many inputs there are at the paths, where their formats show it."""
    return expected(chain.from_iterable(map(files_in, paths)))


def count(number: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def exit_code(counts: Counts, strict: bool) -> int:
    """0, or 1 where nothing could be read (``strict``: where anything could not)."""
    nothing = counts.read == counts.rejected
    return 1 if nothing or (strict and counts.rejected) else 0


def warn(rejection: Rejection) -> None:
    """Say which input could not be read, and why."""
    reason = without_source(rejection.reason, rejection.source)
    logs.say(printable(f"{rejection.source}: {rejection.code}: {reason}"), logging.WARNING)


def without_source(reason: str, source: str) -> str:
    """A reason to stand behind its source, which it need not name again."""
    return reason.removeprefix(f"{source}: ")


@contextmanager
def _output(name: str) -> Iterator[IO[str]]:
    if name == "-":
        yield sys.stdout
        return
    with _replacing(Path(name)) as partial, partial.open("w", encoding="utf-8") as out:
        yield out


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file beside ``path`` that takes its place when it was written whole.

    What is no regular file (a pipe, ``/dev/null``) is written itself; of a link its target.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    target = Path(os.path.realpath(path))
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        yield partial
        partial.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        if not path.parent.is_dir():
            reason = f"there is no folder {path.parent}"
        raise CoverageError(f"{path}: cannot be written: {reason}") from error
    finally:
        partial.unlink(missing_ok=True)
