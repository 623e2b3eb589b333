"""What the commands that fill the store do, and the ledger's; each returns the exit code."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from coverage import feeds, logs, pipeline, reports, retry
from coverage.commands import count, exit_code, in_all, put, warn, without_source
from coverage.errors import CoverageError, StoreError
from coverage.export import FORMATS
from coverage.notices import notices
from coverage.readers import FIELDS, Options
from coverage.store import Request, Snapshot, is_store
from coverage.watch import Watch


def ingest(arguments: argparse.Namespace) -> int:
    """Read, code, store, link, publish."""
    options = Options(_columns(arguments.columns))
    paths = list(arguments.paths)
    if not (paths or arguments.retry):
        raise CoverageError("nothing to read: name files or folders, or --retry RUN")
    code = _retry(arguments, options.columns) if arguments.retry else 0
    if not paths:
        return code
    spread = _spread(arguments)
    with Watch(in_all(paths)) as watch, notices() as tell:
        telling = replace(options, tell=tell)
        if spread is None:
            items = retry.read_keeping(paths, arguments.store, telling)
            request = Request.to_read(paths, options.columns)
            report = pipeline.ingest_items(items, arguments.store, watch, request=request)
        else:
            report = pipeline.ingest(paths, arguments.store, watch, spread=spread, options=telling)
    _tell(report)
    return max(code, exit_code(report.counts, arguments.strict))


def _retry(arguments: argparse.Namespace, columns: Mapping[str, str]) -> int:
    """Read again what a run rejected: a run of its own, so that it is told apart."""
    again = retry.rejected_by(Snapshot.current(arguments.store), arguments.retry)
    with Watch() as watch, notices() as tell:
        items = again.items(Options(columns or again.request.columns, tell=tell))
        report = pipeline.ingest_items(items, arguments.store, watch, request=again.request)
    again.commit()
    _tell(report)
    if again.read_since:
        print(f"{count(len(again.read_since), 'source')} read by a later run already")
        return 0 if report.counts.read == 0 else exit_code(report.counts, arguments.strict)
    return exit_code(report.counts, arguments.strict)


def _columns(given: Sequence[str]) -> dict[str, str]:
    """``title=Headline,"text=Body, full"`` as the readers take it. Raises CoverageError."""
    told: dict[str, str] = {}
    for each in chain.from_iterable(csv.reader(given)):
        field, equals, name = each.partition("=")
        if not equals or field.strip() not in FIELDS:
            raise CoverageError(f"--columns {each}: say FIELD=COLUMN; fields: {', '.join(FIELDS)}")
        told[field.strip()] = name.strip()
    return told


def refresh(arguments: argparse.Namespace) -> int:
    """Ask the feeds for what is new, and ingest it."""
    run = feeds.Refresh(feeds.load_feeds(arguments.feeds), arguments.store)
    if not run.sources:
        listed = run.feeds.path or "feeds.toml"
        raise CoverageError(f"{listed}: no feed is listed, or all are switched off")
    with Watch() as watch:
        request = Request("refresh", run.sources, feeds=run.feeds.path)
        report = pipeline.ingest_items(run.items(), arguments.store, watch, request=request)
    run.commit()
    for outcome in run.outcomes:
        logs.say(_outcome(outcome))
    _tell(report, {outcome.feed.url for outcome in run.outcomes if outcome.fault})
    return 1 if run.outcomes and all(outcome.fault for outcome in run.outcomes) else 0


def _outcome(outcome: feeds.Outcome) -> str:
    if outcome.fault:
        code, _, reason = outcome.fault.partition(": ")
        return f"{outcome.feed.url}: failed: {code}: {without_source(reason, outcome.feed.url)}"
    if outcome.unchanged and not (outcome.articles or outcome.rejected):
        return f"{outcome.feed.url}: nothing new"
    waiting = f", {outcome.waiting} left for the next run" if outcome.waiting else ""
    came = count(outcome.articles, "article")
    return f"{outcome.feed.url}: {came}, {outcome.rejected} rejected{waiting}"


def log(arguments: argparse.Namespace) -> int:
    """Print the ledger of runs, or what was rejected."""
    name = "rejections" if arguments.rejected else "runs"
    snapshot = Snapshot.current(arguments.store)
    frame = reports.run(name, reports.Scope(), snapshot, lang=arguments.labels)
    return put(FORMATS[arguments.format](frame), arguments.output, len(frame))


def recode(arguments: argparse.Namespace) -> int:
    """Code anew."""
    if not is_store(arguments.store):
        raise StoreError(f"{arguments.store}: there is no store here, and nothing to code anew")
    with Watch() as watch:
        report = pipeline.recode(
            arguments.store, watch, everything=arguments.all, spread=_spread(arguments)
        )
    _tell(report)
    return 0


def _spread(arguments: argparse.Namespace) -> pipeline.Spread | None:
    return pipeline.Spread(arguments.engine, arguments.parts) if arguments.engine else None


def _tell(report: pipeline.IngestReport, told: Collection[str] = ()) -> None:
    """Say what became of all; ``told`` are sources whose rejection has been said."""
    for rejection in report.rejections:
        if rejection.source not in told:
            warn(rejection)
    c = report.counts
    if c.rejected > len(report.rejections):
        logs.say(f"... and {c.rejected - len(report.rejections)} more rejected; all of them are in "
                 "the report rejections")  # fmt: skip
    print(f"{c.read} read: {c.added} added, {c.revised} revised, {c.recoded} coded anew, "
          f"{c.unchanged} unchanged, {c.rejected} rejected")  # fmt: skip
    if report.snapshot is None:
        changed = c.added or c.revised or c.recoded
        print("another run has published them meanwhile" if changed
              else "nothing changed: the published snapshot stays")  # fmt: skip
    else:
        print(f"{count(report.meetings or 0, 'meeting')}; "
              f"{count(report.reprints or 0, 'reprint')} of other articles; "
              f"snapshot {report.snapshot} published")  # fmt: skip
