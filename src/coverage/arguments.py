"""Options that several commands have."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from coverage import reports
from coverage.errors import StoreError
from coverage.export import FORMATS
from coverage.store import place


def table(parser: argparse.ArgumentParser) -> None:
    """How a table is written, and where."""
    parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
    parser.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="default: standard output"
    )
    parser.add_argument(
        "--labels", choices=("en", "uk", "ru"), default="en", help="language of the names of codes"
    )


def paths(parser: argparse.ArgumentParser, nargs: str = "+") -> None:
    """What is read."""
    parser.add_argument(
        "paths",
        nargs=nargs,
        type=Path,
        metavar="PATH",
        help="files or folders; - is standard input",
    )


def spread(parser: argparse.ArgumentParser) -> None:
    """Where it is read and coded."""
    parser.add_argument(
        "--engine", metavar="ENGINE", default="",
        help="where to read and code: pool, pool:NUMBER (processes of this machine) or "
        "dask://HOST:PORT (default: in this process)",
    )  # fmt: skip
    parser.add_argument(
        "--parts", type=Path, metavar="DIR",
        help="where workers leave what they made; all must see it (default: parts/ in the store)",
    )  # fmt: skip


def strict(parser: argparse.ArgumentParser) -> None:
    """Whether a rejection makes the command fail."""
    parser.add_argument("--strict", action="store_true", help="exit 1 if anything was rejected")


def store(parser: argparse.ArgumentParser) -> None:
    """The store's folder, or a team's."""
    parser.add_argument(
        "--store", type=_place, metavar="DIR",
        default=os.environ.get("PARTNER_COVERAGE_STORE") or "data/store",
        help="the store's folder, or ducklake:postgres:... for a team's "
        "(default: $PARTNER_COVERAGE_STORE, else data/store)",
    )  # fmt: skip


def _place(text: str) -> Path:
    try:
        return place(text)
    except StoreError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


# What stands behind an option in the help, other than its name.
_SAYS = {
    "official": "NAME", "outlet": "NAME", "lang": "LANG", "status": "STATUS", "mode": "MODE",
    "stage": "STAGE", "article": "ID", "meeting": "ID", "most": "N", "q": "WORDS", "state": "STATE",
}  # fmt: skip


def filters(parser: argparse.ArgumentParser) -> None:
    """One option a filter of the reports, so that a new filter is an option without a line here."""
    group = parser.add_argument_group("filters", "each may be given several times: any of them")
    for name, what in (("from", "first day"), ("to", "last day")):
        group.add_argument(f"--{name}", action="append", metavar="YYYY-MM-DD", help=what,
                           dest=f"filter_{name}")  # fmt: skip
    group.add_argument("--grain", action="append", choices=[str(g) for g in reports.Grain],
                       dest="filter_grain", help="length of a period")  # fmt: skip
    for each in reports.filters():
        group.add_argument(
            f"--{each.query}", action="append", metavar=_SAYS.get(each.query, "CODE"),
            dest=f"filter_{each.query}",
            help=", ".join(each.allowed) or each.name,
        )  # fmt: skip
    own = parser.add_argument_group("what single reports ask for")
    for name in sorted(
        {each for known in reports.names() for each in reports.report(known).parameters}
    ):
        askers = [known for known in reports.names() if name in reports.report(known).parameters]
        own.add_argument(f"--{name}", dest=f"parameter_{name}", help=f"for {', '.join(askers)}",
                         metavar=_SAYS.get(name, name.upper()))  # fmt: skip
