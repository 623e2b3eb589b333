"""Where articles come from: how the feeds are doing, what each run did, and doing it again."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from coverage import feeds, retry
from coverage.errors import CoverageError, StoreError
from coverage.feeds import Condition, FeedHealth, Outcome
from coverage.pipeline import Coder, Progress, ingest_items
from coverage.store import Counts, Request
from coverage.ui import roles, running, staying, tables
from coverage.ui.data import store_dir
from coverage.ui.paths import SOURCES
from coverage.ui.rejections import PASTED, source_said, told, why
from coverage.ui.running import Done
from coverage.ui.text import plain
from coverage.ui.view import Page
from coverage.ui.words import number, say

_NAMED = 3  # of a run's sources
_KYIV = ZoneInfo("Europe/Kyiv")
_AGAIN = re.compile(r"^again: ([0-9a-f]+)$", re.MULTILINE)
_PASTED = re.compile(f"^{PASTED}$", re.MULTILINE)
_CONDITIONS = {
    "failing": "Failing",
    "silent": "Silent",
    "new": "Not known yet",
    "ok": "As usual",
    "off": "Switched off",
}


def health() -> list[FeedHealth]:
    """The feeds, those that need a look first. Raises FeedsError."""
    today = datetime.now(_KYIV).date()
    found = feeds.store_health(store_dir(), today)
    order = list(_CONDITIONS)
    return sorted(found, key=lambda each: order.index(each.condition.value))


def show_feeds() -> None:
    """How each feed is doing, and the button that asks them all."""
    st.markdown(f"#### {say('Feeds')}")
    try:
        found = health()
    except CoverageError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    counts = {name: sum(each.condition == name for each in found) for name in _CONDITIONS}
    st.caption(" · ".join(f"{say(_CONDITIONS[name])}: {number(n)}" for name, n in counts.items()))
    columns = ("outlet", "lang", "condition", "success", "today", "usual", "quiet", "failures",
               "failure", "feed_url")  # fmt: skip
    tables.show(pd.DataFrame(map(_row, found)), columns, "feeds", alt=say("Feeds"))
    st.caption(say("Silent: far longer without an article than is usual for this feed. Meetings "
                   "that its outlet alone tells of are not seen then."))  # fmt: skip
    label = say("Ask the feeds now")
    if roles.editor() and st.button(label, icon=":material/sync:", key="refresh_feeds"):
        _refresh()


def _row(each: FeedHealth) -> dict[str, object]:
    success = each.success.astimezone(_KYIV) if each.success else None
    asked = bool(each.success or each.failures)
    return {
        "outlet": each.feed.outlet,
        "lang": each.feed.lang,
        "condition": say(_CONDITIONS[each.condition.value]),
        "success": f"{success:%Y-%m-%d %H:%M}" if success else "",
        "today": each.today if asked else math.nan,
        "usual": math.nan if each.usual is None else round(each.usual, 1),
        "quiet": each.quiet if each.success else math.nan,
        "failures": each.failures if asked else math.nan,
        "failure": _fault(each.fault),
        "feed_url": each.feed.url,
    }


def _fault(fault: str) -> str:
    """What was wrong with a feed (``fetch_failed: https://…``), its kind in words."""
    code, colon, reason = fault.partition(": ")
    return f"{tables.fault(code)}{colon}{why(reason)}"


def _refresh() -> None:
    with in_words():
        run = feeds.Refresh(feeds.feeds_of(store_dir()), store_dir())
        request = Request("refresh", run.sources, feeds=run.feeds.path)
        _begin(run, request, run.outcomes)


def _begin(
    run: feeds.Refresh | retry.Retry, request: Request, outcomes: Sequence[Outcome] = ()
) -> None:
    """Begin what reads ``run``, which keeps what it learnt when all is stored."""
    asked, store = replace(request, by=roles.person()), store_dir()

    def work(progress: Progress, coder: Coder) -> Done:
        report = ingest_items(run.items(), store, progress, coder=coder, request=asked)
        run.commit()
        return Done(report, outcomes)

    running.start(work, asked)


@contextmanager
def in_words() -> Iterator[None]:
    """What goes wrong is said in words."""
    try:
        yield
    except CoverageError as error:
        st.error(plain(str(error)), icon=":material/error:")


def show_report() -> None:
    """What a run did that this session began or watched, once; what went wrong in words."""
    mine = running.ended()
    if mine is None:
        return
    with in_words():
        tell_done(mine.end.result(), mine.request)


def tell_done(done: Done, request: Request) -> None:
    """What came of a run, which is named by what it read, and of each feed that it asked."""
    given = [source_said(each) for each in request.sources]
    named = ", ".join(given[:_NAMED]) + (", …" if given[_NAMED:] else "")
    st.caption(say("Ended: {kind}: {sources}", kind=say(request.kind), sources=plain(named)))
    show_counts(done.report.counts)
    if done.outcomes:
        rows = pd.DataFrame(
            {"outlet": each.feed.outlet, "articles": each.articles, "rejected": each.rejected,
             "waiting": each.waiting, "failure": _fault(each.fault), "feed_url": each.feed.url}
            for each in done.outcomes
        )  # fmt: skip
        columns = ("outlet", "articles", "rejected", "waiting", "failure", "feed_url")
        tables.show(rows, columns, "refreshed", alt=say("What each feed gave"))


def show_counts(counts: Counts) -> None:
    """What became of what a run read; good news only where it brought anything."""
    kinds = ("added", "revised", "unchanged", "rejected")
    said = ", ".join(f"{number(getattr(counts, each))} {say(each)}" for each in kinds) + "."
    if counts.added or counts.revised:
        st.success(said, icon=":material/task_alt:")
    else:
        box = st.warning if counts.rejected else st.info
        box(f"{say('Nothing new came of it.')} {said}", icon=":material/info:")


def show_runs(page: Page) -> None:
    """Every run; of the chosen one what was rejected, why and where it lies, to be read again."""
    st.markdown(f"#### {say('Runs')}")
    every = page.data.afresh(page.scope, "runs")  # some end without a snapshot of their own
    given = every["sources"].str.replace(_AGAIN, _again, regex=True)
    given = given.str.replace(_PASTED, lambda found: source_said(found[0]), regex=True)
    runs = every.assign(
        run_state=every["state"].map(say), kind=every["kind"].map(say), sources=given
    )
    columns = ("started_at", "finished_at", "run_state", "kind", "read", "added", "revised",
               "unchanged", "rejected", "sources", "run_id")  # fmt: skip
    at = staying.show(runs, columns, "runs", every["run_id"].tolist(), alt=say("Runs"))
    if at is None:
        st.caption(say("Choose a run to see what it rejected."))
        return
    state, rejected = every["state"].iloc[at], bool(every["rejected"].iloc[at])
    if state == "running":
        st.info(say("It is still going on: what it rejects is shown when it has ended."))
        return
    if state == "interrupted":
        st.warning(say("It broke off: what it had not come to was not read. Give the same again: "
                       "what is in already stays as it is."), icon=":material/report:")  # fmt: skip
    elif not rejected:
        st.success(say("Every input could be read."), icon=":material/check_circle:")
    if not rejected:
        return
    try:
        again = retry.rejected_by(page.data.snapshot, str(every["run_id"].iloc[at]))
    except StoreError:  # what it put in is not published yet, and its rejections neither
        st.info(say("What it rejected is shown when a run has ended after it."))
        return
    rows = again.rejected
    rows = told(rows.assign(lies_in=[str(again.place(each)) for each in rows["source"]]))
    shown = ("wrong", "source", "read_since", "lies_in", "reason", "code")
    tables.show(rows, shown, "run_rejections", alt=say("Rejected inputs"))
    label = say("Read again what this run rejected")
    if not again.sources:
        st.caption(say("Later runs have read all of it."))
    elif roles.editor() and st.button(label, icon=":material/replay:", key="retry_run"):
        with in_words():
            _begin(again, again.request)


def _again(found: re.Match[str]) -> str:
    """How a retry's ``again: RUN`` is said."""
    return f"{say('Read again')}: {found[1]}"


def warn_of_silence() -> None:
    """Under what is said of quiet partners: the outlets whose feeds give nothing to go by."""
    try:
        outlets = _unheard(str(store_dir()), datetime.now(_KYIV).date(), feeds.kept_at(store_dir()))
    except CoverageError:
        return  # the page of the feeds says what is wrong
    if outlets:
        st.caption(say("Feeds that are silent or failing by now: {outlets}.",
                       outlets=plain(", ".join(outlets))))  # fmt: skip
        st.page_link(SOURCES, label=say("Sources and runs"), icon=":material/rss_feed:")


@st.cache_data(ttl=600, max_entries=4, show_spinner=False)
def _unheard(store: str, day: date, kept_at: int) -> list[str]:
    """The outlets whose feeds are silent or failing. What is kept of feeds can be megabytes, which
    not every page is to read at every click."""
    wrong = (Condition.SILENT, Condition.FAILING)
    found = feeds.store_health(Path(store), day)
    return sorted({each.feed.outlet for each in found if each.condition in wrong})
