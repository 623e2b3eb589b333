"""Where pages get their tables: the published snapshot, its reports kept in a cache."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st

from coverage.errors import StoreError
from coverage.reasons import NameOf
from coverage.reports import PROOF, Scope, quotes, report, run_all
from coverage.store import Snapshot, place
from coverage.ui.words import lang


def store_dir() -> Path:
    """The store's folder: $PARTNER_COVERAGE_STORE, else data/store."""
    return place(os.environ.get("PARTNER_COVERAGE_STORE") or "data/store")


@dataclass(frozen=True, slots=True)
class Data:
    """Tables of one snapshot, labelled in a language.

    Raises CoverageError where a report cannot be had.
    """

    snapshot: Snapshot
    language: str = "en"

    def tables(self, scope: Scope, *reports: str, **parameters: str) -> dict[str, pd.DataFrame]:
        """Several reports on one scope; each is run once, those that were not yet together.

        Frames of one's own: pandas copies what is written to, and nothing before. Those that cite
        articles have only their numbers: see :meth:`quoted`.
        """
        store, state, text = str(self.snapshot.store), self.snapshot.state, repr(scope)
        kept: dict[str, _Kept] = {}
        with ExitStack() as held:
            for name in sorted(reports):  # in one order, or two might wait for each other
                own = {k: v for k, v in parameters.items() if k in report(name).parameters}
                one = _kept(store, state, text, self.language, name, tuple(sorted(own.items())))
                kept[name] = one
                held.enter_context(one.lock)
            if missing := [name for name in reports if kept[name].rows is None]:
                known = {each for name in missing for each in report(name).parameters}
                found = run_all(
                    missing, scope, self.snapshot, lang=self.language, keep=True, quotes=False,
                    **{k: v for k, v in parameters.items() if k in known},
                )  # fmt: skip
                for name, rows in found.items():
                    kept[name].rows = rows
            return {name: kept[name].own() for name in reports}

    def table(self, scope: Scope, report: str, **parameters: str) -> pd.DataFrame:
        """One report."""
        return self.tables(scope, report, **parameters)[report]

    def afresh(self, scope: Scope, report: str, **parameters: str) -> pd.DataFrame:
        """One report of which nothing is kept: of a long list no more than one copy is held."""
        return run_all((report,), scope, self.snapshot, lang=self.language, keep=False, quotes=True,
                       **parameters)[report]  # fmt: skip

    def quoted(self, rows: pd.DataFrame) -> pd.DataFrame:
        """``rows`` of a report with the sentences that prove them, and with the articles cited."""
        store, state = str(self.snapshot.store), self.snapshot.state
        found = _quotes(self.snapshot, store, state, repr(_cited(rows)), rows)
        return rows.join(found.set_axis(rows.index))

    def names(self) -> NameOf:
        """As :meth:`name_of`, as a function of its own."""
        known = _names(self.snapshot, str(self.snapshot.store), self.snapshot.state, self.language)
        return lambda kind, code: known.get((kind, code), code)

    def name_of(self, kind: str, code: str) -> str:
        """The name of a code in the reader's language; the code itself where it has none."""
        return self.names()(kind, code)


def current() -> Data | None:
    """The published snapshot's tables; None where nothing was published yet."""
    try:
        return Data(Snapshot.current(store_dir()), lang())
    except StoreError:
        return None


@dataclass(slots=True)
class _Kept:
    """The rows of one report, None until it was run; who asks meanwhile waits for them."""

    rows: pd.DataFrame | None = None
    lock: Lock = field(default_factory=Lock)

    def own(self) -> pd.DataFrame:
        assert self.rows is not None
        return self.rows.copy(deep=False)


# As a resource, since cache_data would unpickle every table each time: a third of a page's script.
@st.cache_resource(ttl=3600, max_entries=2000, show_spinner=False)
def _kept(
    store: str, state: str, scope: str, language: str, name: str,
    parameters: tuple[tuple[str, str], ...],
) -> _Kept:  # fmt: skip
    return _Kept()


# The arguments with an underscore are not looked at by the cache: state and text stand for them.
@st.cache_resource(ttl=3600, max_entries=500, show_spinner=False)
def _quotes(
    _snapshot: Snapshot, store: str, state: str, cited: str, _rows: pd.DataFrame
) -> pd.DataFrame:
    return quotes(_rows, _snapshot)[list(PROOF)]


def _cited(rows: pd.DataFrame) -> list[Any]:
    columns = [each for each in ("aid", "model", "span_start", "span_end") if each in rows]
    return rows[columns].to_numpy().tolist()


@st.cache_resource(max_entries=12, show_spinner=False)
def _names(
    _snapshot: Snapshot, store: str, state: str, language: str
) -> dict[tuple[str, str], str]:
    labels = run_all(("labels",), Scope(), _snapshot, lang=language)["labels"]
    codes = zip(labels["kind"], labels["code"], strict=True)
    return dict(zip(codes, map(str, labels["name"]), strict=True))
