"""The commands that keep a store: backup, restore, check, health; each returns the exit code."""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable
from pathlib import Path

from coverage import asked, logs, upkeep
from coverage.commands import count
from coverage.health import as_prometheus, look
from coverage.upkeep import Level
from coverage.watch import Watch

Command = Callable[[str, Callable[[argparse.Namespace], int], str, str], argparse.ArgumentParser]
DAMAGED = 3  # as every other fault of the store


def add_commands(command: Command, store: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the commands of this module; ``store`` adds the option ``--store``."""
    added = command(
        "backup", backup, "Write the published store into one file, while it is in use.",
        "  partner-coverage backup coverage.tar\n"
        "  partner-coverage backup coverage.tar --history --store /srv/coverage",
    )  # fmt: skip
    added.add_argument("path", type=Path, metavar="FILE.tar")
    added.add_argument(
        "--history", action="store_true", help="with the older snapshots (compare, --as-of)"
    )
    store(added)
    added = command(
        "restore", restore, "Make the store from such a file, and prove it whole.",
        "  partner-coverage restore coverage.tar --store /srv/coverage --replace",
    )  # fmt: skip
    added.add_argument("path", type=Path, metavar="FILE.tar")
    added.add_argument(
        "--replace", action="store_true", help="put a store that is there already aside"
    )
    store(added)
    added = command(
        "check", check, "Prove the store whole: blocks, rows, search index, corrections.",
        "  partner-coverage check\n  partner-coverage check --store /srv/coverage",
    )  # fmt: skip
    store(added)

    added = command(
        "health", health, "Say how the store is doing, for people, probes and Prometheus.",
        "  partner-coverage health --within 26\n"
        "  partner-coverage health --prometheus > /var/lib/node_exporter/coverage.prom",
    )  # fmt: skip
    added.add_argument("--prometheus", action="store_true", help="in Prometheus' text format")
    added.add_argument(
        "--within", type=asked.hours, metavar="HOURS",
        help="exit code 3 where no run has ended within so many hours",
    )  # fmt: skip
    store(added)


def backup(arguments: argparse.Namespace) -> int:
    """Write the file."""
    kept = upkeep.backup(arguments.store, arguments.path, history=arguments.history)
    size = sum(each.size for each in kept.files) / 1e6
    logs.say(f"{arguments.path}: snapshot {kept.snapshot}, {kept.articles:,} articles, "
             f"{kept.meetings:,} meetings, {len(kept.files)} files, {size:,.1f} MB")  # fmt: skip
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Make the store."""
    with Watch() as watch:
        done = upkeep.restore(
            arguments.path, arguments.store, replace=arguments.replace,
            on_wait=lambda holder: watch(f"wait: {holder}", 0),
        )  # fmt: skip
    print(f"{arguments.store}: {done.articles:,} articles, published as snapshot {done.snapshot}")
    if done.before:
        print(f"the former store is in {done.before}")
    return 0


def health(arguments: argparse.Namespace) -> int:
    """Print it."""
    if arguments.prometheus:
        print(as_prometheus(arguments.store), end="")
        return 0
    seen = look(arguments.store)
    print(seen.as_json())
    if arguments.within and seen.age(time.time()) > arguments.within * 3600:
        logs.say(f"no run has ended within {arguments.within:g} hours", logging.ERROR)
        return DAMAGED
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Say what was seen, a line each."""
    wrong = 0
    for each in upkeep.check(arguments.store):
        print(f"{each.level:5}  {each.what}: {each.said}")
        wrong += each.level is Level.WRONG
    print(count(wrong, "fault") if wrong else "the store is whole")
    return DAMAGED if wrong else 0
