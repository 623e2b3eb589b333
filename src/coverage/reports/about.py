"""What a file says of itself: the view, its filters, and the versions that it was made by."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from zoneinfo import ZoneInfo

import pandas as pd

from coverage.reports.scope import in_words

_KYIV = ZoneInfo("Europe/Kyiv")


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("about.toml").read_text("utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class About:
    """Where rows come from. ``query``: the filters as in the address.

    ``permalink``: all of it, with the moment that opens the view as it is now. ``data_time``: when
    the data was published, ISO 8601. ``sample``: the store holds articles of the shipped sample.
    ``left_out``: the parts of the view that its files do not have.
    """

    title: str
    sentence: str
    query: dict[str, list[str]]
    permalink: str
    meetings: int
    articles: int
    snapshot: int
    data_time: str
    codebook_version: str
    lang: str = "en"
    sample: bool = False
    left_out: tuple[str, ...] = ()

    def facts(self) -> list[tuple[str, str]]:
        """Every fact with what it is called in the reader's language, in the order to read them."""
        filters = "; ".join(f"{name}={', '.join(values)}" for name, values in self.query.items())
        facts = [
            ("View", self.title),
            ("Scope", self.sentence),
            ("Meetings", str(self.meetings)),
            ("Articles", str(self.articles)),
            *([("Left out", ", ".join(self.left_out))] if self.left_out else []),
            ("Filters", filters or self.word("none")),
            ("Address", self.permalink),
            ("Data as of", self.moment()),
            ("Snapshot", str(self.snapshot)),
            ("Codebook", self.codebook_version),
            ("Program", program_version()),
            *([("Texts", self.word("sample"))] if self.sample else []),
            ("Licence", self.word("licence")),
            ("Cite as", self.citation()),
        ]
        return [(self.word(name), said) for name, said in facts]

    def moment(self) -> str:
        """When the data was published, as people write it; Kyiv's time, as all that is shown."""
        try:
            at = datetime.fromisoformat(self.data_time)
        except ValueError:
            return self.data_time
        at = at.astimezone(_KYIV) if at.tzinfo else at
        day = in_words(at.date(), self.lang)
        return self.word("moment").format(day=day, time=f"{at:%H:%M}")

    def citation(self) -> str:
        """One line to cite the view by: what, as of when, made by which versions, where."""
        made = (
            f"{self.word('Data as of')} {self.moment()}",
            f"{self.word('Snapshot')} {self.snapshot}",
            f"{self.word('Codebook')} {self.codebook_version}",
        )
        return (
            f"Partner Coverage: {self.title}. {self.sentence}. {', '.join(made)}. {self.permalink}"
        )

    def readme(self) -> bytes:
        """All facts as a text file to lie beside the tables."""
        return "".join(f"{what}: {said}\n" for what, said in self.facts()).encode()

    def word(self, name: str) -> str:
        """What a file calls something in the reader's language (about.toml)."""
        return str(_words()[name].get(self.lang, _words()[name]["en"]))


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a view: ``rows`` as on screen, under titles for people."""

    name: str
    title: str
    rows: pd.DataFrame


def program_version() -> str:
    """The program's version, as installed."""
    try:
        return f"partner-coverage {version('partner-coverage')}"
    except PackageNotFoundError:
        return "partner-coverage (not installed)"


def unique_names(parts: Sequence[Part], longest: int) -> list[str]:
    """Names of the parts, cut and told apart: what a sheet or a file may be called."""
    names: list[str] = []
    for part in parts:
        name, number = part.name[:longest], 2
        while name.casefold() in {each.casefold() for each in names}:
            name = f"{part.name[: longest - 3]}_{number}"
            number += 1
        names.append(name)
    return names
