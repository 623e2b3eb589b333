"""Kill -9 at random moments: is anything lost that was said to be kept?

    python -m benchmarks.kills [--kills 200] [--seed 1]

A store is filled, corrected, recoded and filled further, each step in a process of its own that
tells through a pipe what it has kept (a batch written, a correction logged, a snapshot published)
and where it is. Most are killed: within a phase chosen at random (reading, linking, publishing, the
search index, the log of corrections), after a random share of the time that the phase takes. After
each kill the store is opened, `check` has to find it whole, everything that was said to be kept has
to be in it, and the same step is run again, until it finishes. In the end the store has to hold
what a store holds that was never killed. Prints the figures; exit code 1 if anything was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from coverage import corrections, pipeline, search
from coverage.coder import Coder
from coverage.corrections import Action, Operation, Target, log, read_log
from coverage.corrections import record as recording
from coverage.model import Article, Coding
from coverage.store import Block, Master, Snapshot, at_rest
from coverage.upkeep import Level, check

BATCH = 10  # articles a transaction, so that a step has many
ARTICLES = 60  # a step
PEOPLE = (("Denmark", "Danish", "Troels Lund Poulsen"), ("Norway", "Norwegian", "Tore Sandvik"),
          ("Lithuania", "Lithuanian", "Dovilė Šakalienė"), ("Germany", "German", "Boris Pistorius"))  # fmt: skip
CONTENT = (
    "SELECT article_id, revision, content_hash, codebook_version FROM articles ORDER BY ALL",
    "SELECT article_id, ordinal, field, value, span_start, span_end FROM evidence ORDER BY ALL",
    "SELECT event, status, mode, date::VARCHAR, place, articles FROM meetings ORDER BY ALL",
    "SELECT action, target, before, after, note, state FROM corrections ORDER BY ALL",
)


class Aged(Coder):
    """The coder under another version, so that there is something to recode."""

    age = ""

    @property
    def codebook_version(self) -> str:
        return super().codebook_version + self.age

    def code(self, article: Article) -> Coding:
        return replace(super().code(article), codebook_version=self.codebook_version)


def articles(first: int, revision: str = "") -> list[Article]:
    """Made-up articles on real people; every fifth tells of no meeting."""
    made = []
    for n in range(first, first + ARTICLES):
        country, of, who = PEOPLE[n % len(PEOPLE)]
        day = date(2025, 3, 3) + timedelta(days=n % 60)
        met = (
            f"Defence Minister of Ukraine Rustem Umerov met with {of} Defence Minister {who} in Kyiv "
            f"on {day:%A}. They discussed drones and air defence under the Danish model."
            if n % 5
            else f"The government of {country} published its budget."
        )
        made.append(
            Article(
                f"k{n:06}",
                "en",
                f"Outlet {n % 7}",
                f"https://example.org/{n}",
                day,
                f"Ukraine and {country}, report {n}",
                f"{met}\n\nReport {n}{revision}.",
                source="made up",
            )
        )
    return made


Say = Callable[..., None]
Step = Callable[[Path, Aged, Say], None]


def ingesting(first: int, revision: str = "") -> Step:
    def step(store: Path, coder: Aged, say: Say) -> None:
        pipeline.ingest_items(articles(first, revision), store, phases(say), coder=coder)

    return step


def recoding(age: str) -> Step:
    def step(store: Path, coder: Aged, say: Say) -> None:
        coder.age = age
        pipeline.recode(store, phases(say), coder=coder)

    return step


def correcting(note: str, field_: str, before: str, after: str, nth: int) -> Step:
    """One correction of the nth meeting; after a kill it is made again only if it was not kept."""

    def step(store: Path, coder: Aged, say: Say) -> None:
        if any(each.note == note for each in read_log(store)):
            say("phase", "link")
            corrections.apply_pending(store)
            return
        with Snapshot.current(store).cursor() as cursor:
            found = cursor.execute(
                "SELECT meeting_id FROM meetings ORDER BY event LIMIT 1 OFFSET ?", [nth]
            ).fetchone()
        action = Action.SET if field_ in ("place", "mode") else Action.ADD
        say("phase", "log")
        corrections.record(store, Operation(action, Target.MEETING, str((found or [""])[0]), "A",
                                            field_, before, after, note))  # fmt: skip

    return step


STEPS: tuple[tuple[str, Step], ...] = (
    ("ingest", ingesting(0)),
    ("correct", correcting("first", "place", "", "Odesa", 1)),
    ("ingest", ingesting(ARTICLES)),
    ("correct", correcting("second", "topic", "", "energy", 3)),
    ("recode", recoding("x")),
    ("correct", correcting("third", "mode", "", "remote", 5)),
    ("revise", ingesting(0, ", corrected")),
)


def phases(say: Say) -> Callable[[str, int], None]:
    now = ""

    def progress(step: str, done: int) -> None:
        nonlocal now
        if step != now:
            now = step
            say("phase", step)

    return progress


@contextmanager
def telling(say: Say) -> Iterator[None]:
    """Have the program tell what it has kept, the moment that it has returned from keeping it."""
    write, publish = Master.write_block, Master.publish
    build, append = search.build, log.append

    def written(master: Master, block: Block, *rest: Any) -> None:
        write(master, block, *rest)
        say("kept", "articles", [each[:2] for each in block.versions()])

    def published(master: Master, *rest: Any, **named: Any) -> int:
        say("phase", "publish")
        number = publish(master, *rest, **named)
        say("kept", "snapshot", number)
        return number

    def indexed(*rest: Any) -> Path:
        say("phase", "index")
        return build(*rest)

    def appended(*rest: Any) -> list[Operation]:
        added = append(*rest)
        say("kept", "corrections", [each.id for each in added])
        say("phase", "link")
        return added

    Master.write_block, Master.publish = written, published  # type: ignore[method-assign]
    search.build, log.append = indexed, appended
    recording.__globals__["search"].build = indexed
    yield


def forked(work: Callable[[Say], None]) -> tuple[int, int]:
    """Run ``work`` in a child; returns its process and the pipe's end with what it says."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    code = 1
    try:
        os.close(ours)
        work(lambda *said: (os.write(theirs, json.dumps(said).encode() + b"\n"), None)[1])
        code = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


@dataclass
class Trial:
    """The kills so far, what was said to be kept in this store, and what was found wrong."""

    kills: int
    random: random.Random
    killed: Counter[str] = field(default_factory=Counter)
    lasts: dict[str, float] = field(default_factory=dict)  # seconds of a phase
    kept: dict[str, str] = field(default_factory=dict)
    logged: set[str] = field(default_factory=set)
    snapshot: int = 0
    faults: list[str] = field(default_factory=list)

    def run(self, name: str, step: Step, store: Path, coder: Aged) -> None:
        """The step, again and again until it finishes; killed on the way if kills are left."""
        before = sum(self.killed.values())
        while True:
            # Four kills of one step at most, so that every step gets its share.
            spare = sum(self.killed.values()) - before >= 4
            victim = sum(self.killed.values()) < self.kills and not spare
            state = self._once(name, step, store, coder, victim)
            if state != "killed":
                if state == "failed":
                    self.faults.append(f"{name} failed when it was run again")
                return
            self._prove(store, name)

    def _once(self, name: str, step: Step, store: Path, coder: Aged, victim: bool) -> str:
        def work(say: Say) -> None:
            with telling(say):
                say("phase", "start")
                step(store, coder, say)

        choices = [each for each in self.lasts if each.startswith(f"{name}: ")]
        target = self.random.choice(choices) if victim and choices else None
        child, pipe = forked(work)
        phase, since, doomed, held = "", time.monotonic(), None, b""
        while True:
            wait = None if doomed is None else max(0.0, doomed - time.monotonic())
            if not select.select([pipe], [], [], wait)[0]:
                os.kill(child, signal.SIGKILL)
            chunk = os.read(pipe, 1 << 16)
            if not chunk:
                break
            *lines, held = (held + chunk).split(b"\n")
            for kind, *said in map(json.loads, lines):
                if kind == "kept":
                    self._keep(*said)
                    continue
                if phase and target is None:
                    self.lasts[phase] = max(time.monotonic() - since, self.lasts.get(phase, 0))
                phase, since = f"{name}: {said[0]}", time.monotonic()
                self.lasts.setdefault(phase, 0.05)
                if phase == target and doomed is None:
                    doomed = since + self.random.random() * self.lasts[phase]
        os.close(pipe)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == -signal.SIGKILL:
            self.killed[phase] += 1
            if (number := sum(self.killed.values())) % 10 == 0:
                print(f"{number} kills, {len(self.faults)} losses", file=sys.stderr, flush=True)
            return "killed"
        return "failed" if code else "done"

    def _keep(self, what: str, said: Any) -> None:
        if what == "articles":
            self.kept |= dict(said)
        elif what == "corrections":
            self.logged |= set(said)
        else:
            self.snapshot = max(self.snapshot, said)

    def _prove(self, store: Path, name: str) -> None:
        kept, logged, snapshot = dict(self.kept), set(self.logged), self.snapshot

        def work(say: Say) -> None:
            for fault in lost(store, kept, logged, snapshot):
                say(fault)

        for (each,) in told(work):
            self.faults.append(f"after a kill in {name}: {each}")
            print(self.faults[-1], file=sys.stderr, flush=True)

    def new_store(self) -> None:
        self.kept, self.logged, self.snapshot = {}, set(), 0


def told(work: Callable[[Say], None]) -> list[list[Any]]:
    """All that the work says, in a process of its own."""
    child, pipe = forked(work)
    with os.fdopen(pipe, "rb") as said:
        lines = [json.loads(line) for line in said]
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        lines.append(["the store could not be looked at"])
    return lines


def lost(store: Path, kept: dict[str, str], logged: set[str], snapshot: int) -> Iterator[str]:
    """What the store should hold and does not; nothing where all is well."""
    with at_rest(store) as master:
        if master is not None:
            rows = dict(master.execute("SELECT article_id, content_hash FROM articles").fetchall())
            if missing := sum(rows.get(each) != content for each, content in kept.items()):
                yield f"{missing} articles are lost"
        elif kept:
            yield f"{len(kept)} articles are lost: there is no master"
    if missing := len(logged - {each.id for each in read_log(store)}):
        yield f"{missing} corrections are lost"
    if not snapshot:
        return  # nothing was published yet
    if Snapshot.current(store).number < snapshot:
        yield f"snapshot {snapshot} was published, {Snapshot.current(store).number} is shown"
    # An index is made after the pointer has turned: the next run makes the one that is missing.
    for each in check(store):
        if each.level is Level.WRONG and "search" not in each.what:
            yield f"{each.what}: {each.said}"


def content(store: Path) -> list[list[Any]]:
    def work(say: Say) -> None:
        with Snapshot.current(store).cursor() as cursor:
            for query in CONTENT:
                say(cursor.execute(query).fetchall())
        for each in check(store):
            if each.level is Level.WRONG:
                say(f"{each.what}: {each.said}")

    return told(work)


def main() -> int:
    """Kill until there were as many kills as asked for; the last store is finished all the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    pipeline.BATCH = BATCH
    coder = Aged.load()
    trial = Trial(0, random.Random(arguments.seed))
    began, stores = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        expected: list[list[Any]] = []
        while sum(trial.killed.values()) < arguments.kills or not expected:
            store = Path(folder, str(stores))
            for name, step in STEPS:
                trial.run(name, step, store, coder)
            found = content(store)
            if not expected:  # the first one lives undisturbed, and shows how long phases last
                expected, trial.kills = found, arguments.kills
                trial.faults += [str(each) for each in found[len(CONTENT) :]]
            elif found != expected:
                trial.faults.append(
                    f"store {stores} ends otherwise than the one that was not killed"
                )
            stores += 1
            trial.new_store()
    seconds = time.monotonic() - began
    print(f"{sum(trial.killed.values())} kills over {stores - 1} stores in {seconds:.0f} s")
    for phase, number in sorted(trial.killed.items()):
        print(f"  {number:4} in {phase}")
    for fault in trial.faults:
        print(f"LOST: {fault}")
    print(f"{len(trial.faults)} losses")
    return int(bool(trial.faults))


if __name__ == "__main__":
    sys.exit(main())
