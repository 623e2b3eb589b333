"""A day in the life: everything at once for a while. Is anything lost, does memory grow?

    python -m benchmarks.day [--minutes 10] [--sessions 10]

The dashboard runs over a store that is filled from a feed on this machine which always has something
new. Meanwhile sessions click through the pages with filters (over the same protocol as a browser's),
corrections are made, reports exported, backups written, the store checked; half-way the dashboard is
killed (-9) and started anew. Prints what was done, the time of a click, the server's memory as it goes
on after that, and every fault: a traceback on a page or in a log, a command that failed, an
article or a correction that is missing in the end. Exit code 1 if there was one.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import quantiles
from zoneinfo import ZoneInfo

from websockets.exceptions import WebSocketException

from benchmarks.served import ROOT, Server, click, free_port, start
from coverage.corrections import read_log
from coverage.store import Snapshot
from coverage.upkeep import Level, check

PAGES = ("", "Partners", "Topics", "Funding_models", "Meetings", "Articles", "Data_quality",
         "Officials", "Review_queue", "Corrections", "What_changed", "Add_articles",
         "Sources_and_runs")  # fmt: skip
QUERIES = ("", "partner=DK", "partner=NO&grain=week", "lang=en", "from=2025-03-01", "count=articles",
           "ui=uk", "topic=drones&ui=ru", "q=drones&all=1", "model=danish_model")  # fmt: skip
REPORTS = ("partners", "meetings", "articles_all", "funding_ledger", "outlets", "audit_trail")
FEED = """
[settings]
agent = "partner-coverage/bench"
private = true
delay = 0.0
[[feed]]
outlet = "Bench"
lang = "en"
url = "{address}/feed.xml"
"""
CORRECT = """
import sys
from pathlib import Path
from coverage.corrections import Action, Operation, Target, record
from coverage.store import Snapshot
store = Path(sys.argv[1])
with Snapshot.current(store).cursor() as cursor:
    found = cursor.execute("SELECT meeting_id FROM meetings USING SAMPLE 1").fetchone()
done = record(store, Operation(Action.NOTE, Target.MEETING, found[0], "Day", note=sys.argv[2]))
print(done.operation.id)
"""


@dataclass
class Day:
    """What was done and what went wrong."""

    store: Path
    port: int
    ends: float
    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    served: list[str] = field(default_factory=list)  # articles that the feed has told of
    corrections: list[str] = field(default_factory=list)
    restarting: bool = False
    server: Server = field(init=False)

    def going(self) -> bool:
        return time.monotonic() < self.ends

    def command(self, *arguments: str) -> str:
        """Run it; a fault where it fails or prints a traceback."""
        run = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True,
                             env=self.environment(), check=False)  # fmt: skip
        if run.returncode or "Traceback" in run.stderr:
            self.faults.append(f"{arguments[:4]}: {run.returncode}: {run.stderr[-300:]}")
        return run.stdout

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(ROOT / "src"),
                "PARTNER_COVERAGE_STORE": str(self.store)}  # fmt: skip

    def cli(self, *arguments: str) -> str:
        return self.command("-m", "coverage.cli", *arguments, "--store", str(self.store))


PAGE = """<html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="{now}"></head><body><article><h1>{title}</h1>
<p>Defence Minister of Ukraine Rustem Umerov met with {of} Defence Minister {who} in Kyiv on {day}.
They discussed drones and the Danish model, for the {n}th time.</p>
<p>The ministers agreed to go on with deliveries of drones and of air defence, and spoke of what comes
next: training, repair, and the joint production of ammunition in both countries.</p>
</article></body></html>"""


def feed_of(day: Day) -> ThreadingHTTPServer:
    """A feed that has five new articles whenever it is asked, and their pages."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            now = datetime.now(ZoneInfo("Europe/Kyiv"))
            if self.path == "/feed.xml":
                first = len(day.served)
                day.served += [f"Umerov speaks of drones, part {first + n}" for n in range(5)]
                self.answer("application/rss+xml", feed(now))
            elif found := re.fullmatch(r"/a/(\d+)", self.path):
                n = int(found[1])
                of, who = (("Danish", "Troels Lund Poulsen"), ("Norwegian", "Tore Sandvik"))[n % 2]
                self.answer("text/html; charset=utf-8", PAGE.format(
                    title=day.served[n], now=now.isoformat(), of=of, who=who, day=f"{now:%A}", n=n
                ))  # fmt: skip
            else:
                self.send_error(404)

        def answer(self, kind: str, text: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    def feed(now: datetime) -> str:
        items = "".join(
            f"<item><title>{title}</title><link>http://127.0.0.1:{server.server_port}/a/{n}</link>"
            f"<pubDate>{format_datetime(now)}</pubDate></item>"
            for n, title in list(enumerate(day.served))[-25:]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def session(day: Day, seed: int) -> None:
    r = random.Random(seed)
    while day.going():
        try:
            with day.server.session() as opened:
                while day.going():
                    page, query = r.choice(PAGES), r.choice(QUERIES)
                    began = time.monotonic()
                    shown = click(opened, page, query)
                    day.clicks.append(time.monotonic() - began)
                    day.done["clicks"] += 1
                    day.faults += [f"/{page}?{query} shows {each}" for each in shown]
                    time.sleep(r.random() * 4)
        except (OSError, TimeoutError, WebSocketException) as error:
            if not day.restarting and day.going():
                day.faults.append(f"a session broke off: {type(error).__name__}: {error}")
            time.sleep(1)


def every(day: Day, seconds: float, name: str, work: Callable[[int], object]) -> threading.Thread:
    """Do it again and again, with so long a pause between."""

    def loop() -> None:
        while day.going():
            work(day.done[name])
            day.done[name] += 1
            time.sleep(min(seconds, max(0.0, day.ends - time.monotonic())))

    return threading.Thread(target=loop)


def serve(day: Day, log: Path) -> Server:
    """Start the dashboard and wait for it."""
    with log.open("ab") as out:
        return start(ROOT / "app.py", day.store, day.port, out)


def lost(day: Day) -> list[str]:
    """What should be in the store in the end and is not."""
    day.cli("refresh", "--feeds", str(day.store.parent / "feeds.toml"))
    with Snapshot.current(day.store).cursor() as cursor:
        titles = {row[0] for row in cursor.execute("SELECT title FROM articles").fetchall()}
    found = [f"the article is lost: {each}" for each in day.served if each not in titles]
    logged = {each.id for each in read_log(day.store)}
    found += [f"the correction is lost: {each}" for each in day.corrections if each not in logged]
    return found + [
        f"{each.what}: {each.said}" for each in check(day.store) if each.level is Level.WRONG
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--sessions", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        day = Day(Path(folder, "store"), free_port(), float("inf"))
        site = feed_of(day)
        feeds = Path(folder, "feeds.toml")
        feeds.write_text(FEED.format(address=f"http://127.0.0.1:{site.server_port}"))
        day.cli("refresh", "--feeds", str(feeds))
        log = Path(folder, "log")
        day.server = serve(day, log)
        began, length = time.monotonic(), 60 * given.minutes
        day.ends = began + length
        work = [threading.Thread(target=session, args=(day, n)) for n in range(given.sessions)]
        work += [
            every(day, 10, "refreshes", lambda n: day.cli("refresh", "--feeds", str(feeds))),
            every(day, 10, "corrections", lambda n: day.corrections.append(
                day.command("-c", CORRECT, str(day.store), f"note {n}").strip())),
            every(day, 15, "exports", lambda n: day.cli("export", REPORTS[n % len(REPORTS)])),
            every(day, 30, "backups", lambda n: day.cli("backup", str(Path(folder, "b.tar")))),
            every(day, 30, "checks", lambda n: day.cli("check")),
        ]  # fmt: skip
        for thread in work:
            thread.start()
        time.sleep(length / 2)
        day.restarting = True
        day.server.process.kill()
        day.server.process.wait()
        day.server = serve(day, log)
        time.sleep(2)
        day.restarting = False
        day.done["kills of the dashboard"] += 1
        memory = []
        while day.going():
            time.sleep(min(length / 20, max(0.0, day.ends - time.monotonic())))
            memory.append(day.server.memory)
        for thread in work:
            thread.join()
        day.server.process.terminate()
        day.server.process.wait(60)
        if "Traceback" in log.read_text("utf-8", "replace"):
            day.faults.append(f"a traceback in the dashboard's log: {log.read_text()[-500:]}")
        day.faults += lost(day)
        site.shutdown()
    print(f"{given.minutes:g} minutes, {given.sessions} sessions: "
          + ", ".join(f"{number} {what}" for what, number in sorted(day.done.items())))  # fmt: skip
    print(f"{len(day.served)} articles told by the feed, {len(day.corrections)} corrections")
    cuts = quantiles(day.clicks, n=20)
    print(f"a click: p50 {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s")
    print("memory of the dashboard after its restart, MB, ten looks: "
          + ", ".join(f"{each:.0f}" for each in memory))  # fmt: skip
    for fault in day.faults:
        print(f"FAULT: {fault}")
    print(f"{given.minutes:g} minutes of {given.sessions} sessions, {day.done['clicks']} clicks: "
          f"{len(day.faults)} faults")  # fmt: skip
    return int(bool(day.faults))


if __name__ == "__main__":
    sys.exit(main())
