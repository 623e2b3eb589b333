"""What analysts keep beside a store: views with names, and events of their own on timelines."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coverage.errors import StoreError

MOST = 500  # entries of a kind; more is a mistake
LONGEST = 120  # letters of a name


@dataclass(frozen=True, slots=True)
class SavedView:
    """A page with its filters, under a name; ``query`` as in the address, without its language."""

    name: str
    page: str
    query: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Event:
    """A day that a timeline marks; ``own`` is the analyst's, to be taken off again."""

    day: date
    title: str
    own: bool = False


def views(store: Path) -> list[SavedView]:
    """The saved views by name. Raises StoreError where the file cannot be read."""
    return [SavedView(**entry) for entry in _read(store / "views.json")]


def keep_view(store: Path, view: SavedView) -> None:
    """Save a view; one of the same name is replaced. Raises StoreError."""
    name = " ".join(view.name.split())[:LONGEST]
    others = [each for each in views(store) if each.name != name]
    kept = [*others, SavedView(name, view.page, view.query)]
    _write(store / "views.json", [asdict(each) for each in sorted(kept, key=lambda v: v.name)])


def drop_view(store: Path, name: str) -> None:
    """Take a view off the list. Raises StoreError."""
    _write(store / "views.json", [asdict(v) for v in views(store) if v.name != name])


def events(store: Path) -> list[Event]:
    """The analysts' own events by day. Raises StoreError where the file cannot be read."""
    return [
        Event(date.fromisoformat(entry["day"]), str(entry["title"]), own=True)
        for entry in _read(store / "events.json")
    ]


def keep_events(store: Path, kept: list[Event]) -> None:
    """Replace the analysts' own events. Raises StoreError."""
    ordered = sorted(kept, key=lambda each: (each.day, each.title))
    entries = [
        {"day": each.day.isoformat(), "title": " ".join(each.title.split())[:LONGEST]}
        for each in ordered
    ]
    _write(store / "events.json", entries)


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        entries = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise StoreError(f"{path}: is no list of entries")
    return entries


def _write(path: Path, entries: list[dict[str, Any]]) -> None:
    if len(entries) > MOST:
        raise StoreError(f"{path}: more than {MOST} entries: take some off first")
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_text(json.dumps(entries, ensure_ascii=False, indent=1), "utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written: {error}") from error
