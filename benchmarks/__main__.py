"""All benchmarks, one after the other: ``python -m benchmarks`` (``make bench``).

    python -m benchmarks [--size small|full] [--only NAME ...] [-o docs/benchmarks.md]

Each runs in a process of its own, at a size that shows whether it works (small) or at the one that it
is meant for (full). With ``-o`` what they print goes into that file: a table, and a section a
benchmark; sections of others that stand there already are kept, with their day.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

# name: arguments when small, and in full
RUNS: dict[str, tuple[str, str]] = {
    "coding": ("--repeat 1", ""),
    "html_pages": ("--repeat 2", ""),
    "real_pages": ("", ""),
    "reprints": ("--rounds 2", ""),
    "ingest": ("--articles 2000 --sizes 1000", ""),
    "memory": ("--sizes 1000 4000 --base 1000", "--sizes 10000 100000 1000000"),
    "linking": ("--mentions 100000", ""),
    "dashboard": ("--articles 20000 --rounds 2 --no-browser", ""),
    "sessions": ("--sessions 1 3 --articles 5000 --clicks 4", ""),
    "reports": ("--articles 10000 --rounds 3", "--articles 100000 1000000 10000000"),
    "scale": ("--articles 2000", ""),
    "lake": ("--mentions 20000 --rounds 2", ""),
    "kills": ("--kills 10", "--kills 200"),
    "fuzz": ("--number 2000", "--number 1000000"),
    "day": ("--minutes 1 --sessions 3", "--minutes 10"),
}
HEAD = """# Benchmarks

Written by `python -m benchmarks -o docs/benchmarks.md` (`make bench`), a section a benchmark with what it
printed; each tells in its module (`benchmarks/*.py`) what it measures. Figures of one section are of one
run: compare ratios, not seconds of different days. What was running beside it is told by the load.

"""
README = Path(__file__).parent.parent / "README.md"
QUOTED = re.compile(r"(?<=<!-- benchmarks -->\n).*?(?=<!-- end of benchmarks -->)", re.S)
_SECTION = re.compile(r"^## (\w+)\n\n(.*?)(?=^## |\Z)", re.M | re.S)
_FOUND = re.compile(r"^Found: (.*)", re.M)  # what a benchmark printed last
_ABOUT = re.compile(r"`python -m benchmarks\.\w+ ?(.*?)`: (.*)")


@dataclass(frozen=True, slots=True)
class Done:
    """One benchmark's run."""

    name: str
    arguments: str
    seconds: float
    code: int
    printed: str

    def section(self) -> str:
        """As it stands in the file."""
        outcome = "" if self.code == 0 else f", **exit code {self.code}**"
        about = (
            f"`{f'python -m benchmarks.{self.name} {self.arguments}'.strip()}`: {date.today()}, "
            f"{self.seconds:.0f} s, {os.cpu_count()} cores at a load of {os.getloadavg()[1]:.0f}, "
            f"{platform.machine()}, Python {platform.python_version()}{outcome}"
        )
        printed = self.printed.strip()
        found = re.sub(r"\s+", " ", printed.splitlines()[-1])
        return f"{about}\n\n```\n{printed}\n```\n\nFound: {found}\n\n"


def run(name: str, arguments: str) -> Done:
    """Run one, showing what it prints."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments.split()]
    began, printed = time.monotonic(), []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            printed.append(line)
    return Done(name, arguments, time.monotonic() - began, process.returncode, "".join(printed))


def write(path: Path, done: list[Done]) -> None:
    """Put the sections into the file, and the table of all sections over them."""
    held = dict(_SECTION.findall(path.read_text("utf-8"))) if path.exists() else {}
    held |= {each.name: each.section() for each in done}
    rows = ["| benchmark | with | run | what it found |", "| --- | --- | --- | --- |"]
    names = [*(n for n in RUNS if n in held), *(n for n in held if n not in RUNS)]
    for name in names:
        about = _ABOUT.match(held[name])
        arguments, how = (about[1], about[2]) if about else ("", "")
        rows.append(
            f"| [{name}](#{name}) | {arguments} | {how.split(', ')[0]} | {_found(held[name])} |"
        )
    sections = "".join(f"## {name}\n\n{held[name]}" for name in names)
    path.write_text(f"{HEAD}{chr(10).join(rows)}\n\n{sections.rstrip()}\n", "utf-8")


def quote(path: Path, readme: Path) -> None:
    """Put what each section found into the README's block, with a link to it."""
    at = Path(os.path.relpath(path, readme.parent)).as_posix()
    held = _SECTION.findall(path.read_text("utf-8"))
    rows = "".join(
        f"| [{name}]({at}#{name}) | {_found(section)} |\n"
        for name, section in held
        if _found(section)
    )
    block = f"\n| benchmark | what it found |\n| --- | --- |\n{rows}\n"
    readme.write_text(QUOTED.sub(lambda _: block, readme.read_text("utf-8")), "utf-8")


def _found(section: str) -> str:
    told = _FOUND.search(section)
    return told[1].replace("|", "/") if told else ""


def main() -> int:
    """Run them; the exit code tells whether one failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--only", nargs="*", choices=RUNS, default=list(RUNS), metavar="NAME")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.md")
    given = parser.parse_args()
    done = []
    for name in given.only:
        print(f"\n== {name}", flush=True)
        done.append(run(name, RUNS[name][given.size == "full"]))
        if given.output:
            write(given.output, done)  # after each, so that a long night's run is not lost
            quote(given.output, README)
    return int(any(each.code for each in done))


if __name__ == "__main__":
    sys.exit(main())
