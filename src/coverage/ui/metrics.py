"""What the pages do, for Prometheus and the log: how often, how long, and what went wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server

from coverage import logs
from coverage.health import StoreCollector
from coverage.ui import roles
from coverage.ui.data import store_dir

_BUCKETS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)


class _Metrics:
    """One set a server; Streamlit runs a page anew with every click."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "partner_coverage_page_seconds", "Time to make a page", ["page"],
            registry=self.registry, buckets=_BUCKETS,
        )  # fmt: skip
        self.faults = Counter(
            "partner_coverage_page_faults", "Pages that could not be shown", ["page", "kind"],
            registry=self.registry,
        )  # fmt: skip
        self.registry.register(StoreCollector(store_dir()))


@st.cache_resource(show_spinner=False)
def started() -> _Metrics:
    """The metrics; the first call starts their server, where a port is set for it."""
    logs.set_up()
    metrics = _Metrics()
    port = os.environ.get("PARTNER_COVERAGE_METRICS_PORT", "")
    if port.isdigit():
        try:
            # On the loopback address: whoever collects from elsewhere puts a proxy before it.
            start_http_server(int(port), "127.0.0.1", metrics.registry)
        except OSError as error:
            logs.tell("metrics cannot be served", port=port, reason=str(error))
    return metrics


@contextmanager
def observed(page: str) -> Iterator[None]:
    """Measure a run of the page."""
    metrics, began = started(), time.perf_counter()
    try:
        yield
    except Exception as error:
        started().faults.labels(page, type(error).__name__).inc()
        raise
    finally:
        spent = time.perf_counter() - began
        metrics.seconds.labels(page).observe(spent)
        logs.tell("page", page=page, seconds=round(spent, 3), who=roles.person())


def fault(page: str, error: Exception) -> None:
    """Count a fault that is told to the page's reader, and log it for who runs the pages."""
    kind = type(error).__name__
    started().faults.labels(page, kind).inc()
    logs.wrong(f"the page cannot be shown: {error}", page=page, kind=kind)
