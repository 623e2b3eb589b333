"""What the commands on corrections and on two dates do; each returns the exit code."""

from __future__ import annotations

import argparse
from dataclasses import asdict, fields

import pandas as pd

from coverage import corrections, logs, reports
from coverage.commands import as_of, put
from coverage.export import FORMATS
from coverage.store import Change, Snapshot
from coverage.store import compare as compare_snapshots

_CHANGE = [each.name for each in fields(Change)]


def compare(arguments: argparse.Namespace) -> int:
    """Write the differences of two dates as CSV."""
    old, new = (as_of(arguments.store, at) for at in (arguments.old, arguments.new))
    frame = pd.DataFrame(map(asdict, compare_snapshots(old, new)), columns=_CHANGE)
    return put(FORMATS["csv"](frame), arguments.output, len(frame))


def list_all(arguments: argparse.Namespace) -> int:
    """Print corrections, a line each."""
    frame = reports.run(
        "audit_trail", reports.Scope(), Snapshot.current(arguments.store),
        state=arguments.state, meeting=arguments.meeting, article=arguments.article,
    )  # fmt: skip
    for row in frame.fillna("").astype(str).to_dict("records"):
        change = f"{row['before']!r} -> {row['after']!r}" if row["before"] or row["after"] else ""
        about = row["event"] or f"{row['target']} {row['target_id']}"
        parts = (row["at"], row["correction_id"], row["who"], about, row["action"], row["field"],
                 change, row["state"], row["note"], row["reason"])  # fmt: skip
        print("  ".join("".join(c for c in part if c.isprintable()) for part in parts if part))
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write the log of corrections as a file."""
    number = corrections.export_file(arguments.store, arguments.path)
    logs.say(f"{arguments.path}: {number} corrections")
    return 0


def take_over(arguments: argparse.Namespace) -> int:
    """Take over the corrections of a file and apply them."""
    new, known = corrections.import_file(arguments.store, arguments.path)
    print(f"{new} corrections taken over, {known} known already")
    return 0


def labelled(arguments: argparse.Namespace) -> int:
    """Write reviewed articles as labelled ones."""
    number = corrections.write_labelled(arguments.store, arguments.path)
    logs.say(f"{arguments.path}: {number} labelled articles")
    return 0


def undo(arguments: argparse.Namespace) -> int:
    """Take a correction back."""
    done = corrections.undo(arguments.store, arguments.correction, arguments.who, arguments.note)
    print(f"{done.state}: {done.reason}" if done.reason else done.state)
    return 0
