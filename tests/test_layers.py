"""The house: imports point down only, each library has its room, modules stay short."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "coverage"

# Which rooms a room may import, beside itself, `model` and `errors`. A new room is a line here.
MAY_IMPORT = {
    "model": "",
    "errors": "",
    "codebook": "",
    "readers": "",
    "shingles": "",
    "store": "shingles",
    "coder": "codebook",
    "clustering": "store",
    "linker": "clustering store",
    "reprints": "readers store",
    "corrections": "linker reprints search store",
    "rates": "",
    "search": "store",
    "reports": "search store",
    "labelled": "readers",
    "export": "reports",
    "reasons": "",
    "explain": "coder reasons",
    "feeds": "readers",
    "retry": "feeds readers reports store",
    "copies": "readers store",
    "held_ids": "readers store",
    "namesakes": "readers shingles store",
    "foretold": "copies held_ids namesakes readers store",
    "batches": "coder copies namesakes readers store",
    "intake": "batches copies held_ids namesakes readers store",
    "parts": "batches intake readers store",
    "legend": "batches codebook coder linker store",
    "pipeline": "batches corrections intake logs parts readers reprints search store legend",
    "codings": "linker pipeline store legend",
    "evaluation": "labelled linker pipeline legend",
    "scorecard": "evaluation",
    "quality": "evaluation labelled pipeline scorecard legend",
    "watch": "logs",
    "notices": "logs readers",
    "asked": "",
    "commands": "codings evaluation explain export logs notices pipeline quality rates readers "
    "reports scorecard store watch",
    "filling": "commands export feeds logs notices pipeline readers reports retry store watch",
    "correcting": "commands corrections export logs reports store",
    "upkeep": "corrections search store",
    "health": "feeds reports store",
    "logs": "",
    "operating": "asked commands health logs upkeep watch",
    "arguments": "export reports store",
    "cli": "arguments asked commands correcting filling logs operating reports",
    "serving": "logs ui",
    "ui": "corrections evaluation export feeds foretold health legend logs pipeline quality "
    "readers reasons reports retry store",
    "pages": "ui",
}

# Libraries that one room alone may import, so that they can be exchanged there.
ONLY_IN = {
    "duckdb": {"store"},
    "streamlit": {"serving", "ui", "pages"},
    "msgspec": {"codebook", "corrections"},
    "lxml": {"readers", "feeds"},
    "trafilatura": {"readers"},
    "plotly": {"ui"},
    "prometheus_client": {"health", "ui"},
    "argparse": {"arguments", "asked", "cli", "commands", "correcting", "filling", "operating"},
    "distributed": {"parts"},
    # what speaks to other hosts
    "urllib.request": {"feeds"},
    "http.client": {"feeds"},
    "socket": {"feeds"},
    "requests": {"feeds"},
    "urllib3": {"feeds"},
}

# Longer than 300 lines, each with the reason why it is one module all the same.
LONG: dict[str, str] = {}
LIMIT = 300
PAGE_LIMIT = 50


def modules() -> list[Path]:
    return [*SOURCE.rglob("*.py"), ROOT / "app.py", *(ROOT / "pages").glob("*.py")]


def room_of(path: Path) -> str:
    if not path.is_relative_to(SOURCE):
        return "pages"
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imported(source: str) -> set[str]:
    """The dotted names that a module imports, also within functions and for typing alone."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full, so that they can be checked"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_in(source: str) -> set[str]:
    return {name.split(".")[1] for name in imported(source) if name.startswith("coverage.")}


def wrong_rooms(room: str, source: str) -> set[str]:
    return rooms_in(source) - {room, "model", "errors", *MAY_IMPORT[room].split()}


def wrong_libraries(room: str, source: str) -> set[str]:
    names = {f"{name}." for name in imported(source)}
    return {
        library
        for library, rooms in ONLY_IN.items()
        if room not in rooms and any(name.startswith(f"{library}.") for name in names)
    }


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down_only(path):
    room, source = room_of(path), path.read_text("utf-8")
    if room == "__init__":
        assert not rooms_in(source)
        return
    assert room in MAY_IMPORT, f"a new room, {room}: say in MAY_IMPORT what it may import"
    assert not wrong_rooms(room, source)
    assert not wrong_libraries(room, source)


def test_down_is_one_direction():
    graph = {room: set(allowed.split()) for room, allowed in MAY_IMPORT.items()}
    assert set().union(*graph.values()) <= set(graph)
    TopologicalSorter(graph).prepare()  # raises CycleError


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("coder", "from coverage.store import Snapshot"),
        ("store", "from coverage import linker"),
        ("readers", "def read():\n    import coverage.pipeline"),
        ("pages", "from coverage.reports import run"),
        ("ui", "from coverage.commands import export"),
    ],
)
def test_an_import_upwards_is_found(room, source):
    assert wrong_rooms(room, source)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("linker", "import duckdb"),
        ("reports", "from duckdb.typing import VARCHAR"),
        ("pipeline", "import streamlit as st"),
        ("readers", "from urllib.request import urlopen"),
    ],
)
def test_a_library_outside_its_room_is_found(room, source):
    assert wrong_libraries(room, source)


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_modules_are_short():
    sizes = {path.relative_to(SOURCE).as_posix(): lines(path) for path in SOURCE.rglob("*.py")}
    assert {name for name, size in sizes.items() if size > LIMIT} == set(LONG), (
        "split it, or put it into LONG with the reason; take off what is short again"
    )


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.stem)
def test_a_page_takes_the_scope_runs_reports_and_shows(path):
    assert lines(path) <= PAGE_LIMIT


def test_every_public_module_says_what_it_is():
    without = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert without == []


def test_every_library_that_is_imported_is_installed_with_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=!~;\[ ]", each)[0].lower() for each in project["dependencies"]}
    beyond = {
        re.split(r"[<>=!~;\[ ]", each)[0].lower()
        for each in project["optional-dependencies"]["scale"]
    }
    with_others = {
        "pil": "streamlit",
        "uvicorn": "streamlit",
        "numpy": "pandas",
    }  # they cannot be without it
    names = set().union(*(imported(path.read_text("utf-8")) for path in modules()))
    foreign = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"coverage"}
    assert foreign
    foreign = {each.lower().replace("_", "-") for each in foreign}
    assert {with_others.get(each, each) for each in foreign} <= declared | beyond
