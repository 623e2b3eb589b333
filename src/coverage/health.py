"""How a store is doing: for people and probes (JSON), and for Prometheus (its text format).

All of it is read from the ledger of runs that the store keeps anyway, so that a run of ingest,
which ends before anybody could ask it, is measured all the same.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from coverage import reports
from coverage.errors import CoverageError
from coverage.feeds import Condition, store_health
from coverage.store import Snapshot

_KYIV = ZoneInfo("Europe/Kyiv")
_FATES = ("read", "added", "revised", "recoded", "unchanged", "rejected")


@dataclass(frozen=True, slots=True)
class Run:
    """The runs of one kind: how many, the last one's end and length, and what became of inputs."""

    kind: str
    runs: int
    cut_off: int
    last_end: float  # seconds since 1970; 0 where none has ended
    last_seconds: float
    inputs: dict[str, int]  # read, added, ...: sums over all runs


@dataclass(frozen=True, slots=True)
class Health:
    """A store at one moment. Times are seconds since 1970, sizes bytes."""

    snapshot: int
    published: float
    articles: int
    meetings: int
    corrections: dict[str, int]  # by state
    rejections: dict[str, int]  # by code
    runs: tuple[Run, ...]
    feeds: dict[str, int]  # by condition
    snapshot_bytes: int
    disk_free: int

    def age(self, now: float) -> float:
        """Seconds since a run that went to its end; infinite where none has."""
        return now - max((run.last_end for run in self.runs), default=0) if self.runs else 1e99

    def as_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self), ensure_ascii=False)


def look(store: Path) -> Health:
    """How the store is doing now.

    Raises:
        StoreError: nothing is published, or it cannot be opened.
    """
    snapshot = Snapshot.current(store)
    with snapshot.cursor() as cursor:
        one = cursor.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM meetings)"
        ).fetchone()
        corrections = cursor.execute("SELECT state, count(*) FROM corrections GROUP BY state")
        states = {str(state): int(number) for state, number in corrections.fetchall()}
        rejected = cursor.execute("SELECT code, count(*) FROM rejections GROUP BY code ORDER BY 1")
        codes = {str(code): int(number) for code, number in rejected.fetchall()}
    runs = tuple(
        Run(str(each["kind"]), int(each["runs"]), int(each["cut_off"]), float(each["last_end"]),
            float(each["last_seconds"]), {fate: int(each[fate]) for fate in _FATES})
        for each in reports.run("run_kinds", reports.Scope(), snapshot).to_dict("records")
    )  # fmt: skip
    articles, meetings = one or (0, 0)
    at = snapshot.meta("published_at")
    file = snapshot.store / "snapshots" / f"{snapshot.number:06d}.duckdb"
    return Health(
        snapshot.number, datetime.fromisoformat(at).timestamp() if at else 0.0,
        int(articles), int(meetings), states, codes, runs, _feeds(store),
        file.stat().st_size if file.exists() else 0, shutil.disk_usage(snapshot.store).free,
    )  # fmt: skip


def _feeds(store: Path) -> dict[str, int]:
    """How many feeds are in which condition; none where the list or the state cannot be read."""
    counts = dict.fromkeys((each.value for each in Condition), 0)
    try:
        for each in store_health(store, datetime.now(_KYIV).date()):
            counts[each.condition.value] += 1
    except CoverageError:
        return {}
    return counts


class StoreCollector(Collector):
    """The store's figures, looked up whenever Prometheus asks; ``up`` is 0 where they cannot be."""

    def __init__(self, store: Path) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """Every metric, described in docs/operations.md."""
        try:
            seen = look(self._store)
        except CoverageError:
            yield GaugeMetricFamily("partner_coverage_up", "1: the store can be read", 0)
            return
        yield GaugeMetricFamily("partner_coverage_up", "1: the store can be read", 1)
        for name, about, value in (
            ("snapshot", "Number of the published snapshot", seen.snapshot),
            ("published_timestamp_seconds", "When it was published", seen.published),
            ("articles", "Articles in it", seen.articles),
            ("meetings", "Meetings in it", seen.meetings),
            ("snapshot_bytes", "Its size", seen.snapshot_bytes),
            ("disk_free_bytes", "Free where the store lies", seen.disk_free),
        ):
            yield GaugeMetricFamily(f"partner_coverage_{name}", about, value)
        for name, about, label, values in (
            ("corrections", "Corrections by state", "state", seen.corrections),
            ("feeds", "Feeds by condition", "condition", seen.feeds),
        ):
            gauge = GaugeMetricFamily(f"partner_coverage_{name}", about, labels=[label])
            for key, number in values.items():
                gauge.add_metric([key], number)
            yield gauge
        rejected = CounterMetricFamily(
            "partner_coverage_rejections", "Inputs that could not be read", labels=["code"]
        )
        for code, number in seen.rejections.items():
            rejected.add_metric([code], number)
        yield rejected
        yield from _of_runs(seen.runs)


def _of_runs(runs: tuple[Run, ...]) -> Iterator[Metric]:
    inputs = CounterMetricFamily(
        "partner_coverage_inputs", "What became of inputs", labels=["kind", "fate"]
    )
    number = CounterMetricFamily("partner_coverage_runs", "Runs begun", labels=["kind"])
    cut_off = GaugeMetricFamily(
        "partner_coverage_runs_cut_off", "Runs that did not end", labels=["kind"]
    )
    end = GaugeMetricFamily(
        "partner_coverage_last_run_timestamp_seconds", "When the last one ended", labels=["kind"]
    )
    length = GaugeMetricFamily(
        "partner_coverage_last_run_seconds", "How long the last one took", labels=["kind"]
    )
    for run in runs:
        for fate, count in run.inputs.items():
            inputs.add_metric([run.kind, fate], count)
        for metric, value in (
            (number, run.runs), (cut_off, run.cut_off), (end, run.last_end),
            (length, run.last_seconds),
        ):  # fmt: skip
            metric.add_metric([run.kind], value)
    yield from (inputs, number, cut_off, end, length)


def as_prometheus(store: Path) -> str:
    """The store's figures in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(StoreCollector(store))
    return generate_latest(registry).decode()
