"""What the pages say, in the reader's language: the English of the code is the key (words.toml).

The language lives in the address as ``ui``; there is none in the session, so that a copied link
opens in the language in which it was copied.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from streamlit.runtime.scriptrunner import get_script_run_ctx

from coverage.reports import Grain, in_words, number_in_words

LANGS = {"en": "English", "uk": "Українська", "ru": "Русский"}
PARAMETER = "ui"


@cache
def _toml() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def lang() -> str:
    """The reader's language, as the address says; English without one."""
    context = get_script_run_ctx()
    return "en" if context is None else _asked_for(context.query_string)


@lru_cache(maxsize=256)
def _asked_for(query: str) -> str:
    # Streamlit's own st.query_params takes a lock and 15 µs, and a page asks some thousand times.
    given = parse_qs(query).get(PARAMETER, ["en"])[-1]
    return given if given in LANGS else "en"


def say(text: str, **values: object) -> str:
    """``text`` in the reader's language, with ``{name}`` filled in."""
    found = _toml()["texts"].get(text, {}).get(lang(), text)
    return str(found.format(**values) if values else found)


def number(value: float, places: int | None = None) -> str:
    """A number as the language writes it: ``1,234`` or ``1 234``; fractions with its comma."""
    return number_in_words(value, lang(), places)


def percent(value: float) -> str:
    """A percentage to one place, so that all of a column have one: ``95.0``, ``97,3``."""
    return number(value, 1)


def change(value: float) -> str:
    """A difference as the language writes it: ``+1,234``, ``-5``; nought has no sign."""
    return f"{'+' if value > 0 else ''}{number(int(value))}"


def count(value: int, noun: str) -> str:
    """A count with its noun in the form that goes with it: ``1 article``, ``5 статей``."""
    return _counted(int(value), noun, lang())


@lru_cache(maxsize=10_000)  # a chart says some thousand of them, the same at every click
def _counted(value: int, noun: str, language: str) -> str:
    forms = _toml()["nouns"][noun][language]
    return f"{number_in_words(value, language)} {forms[form(value, language)]}"


def form(value: int, language: str) -> int:
    """Which form of a noun goes with a number: one and many; in uk and ru one, few and many."""
    if language == "en":
        return int(value != 1)
    if value % 10 == 1 and value % 100 != 11:
        return 0
    return 1 if value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14) else 2


def day(when: date) -> str:
    """A day as people write it: ``20 Mar 2025``, ``20.03.2025``."""
    return in_words(when, lang())


def moment(text: str) -> str:
    """A day and time of a report (``2025-03-20 11:31``) as people write them."""
    when, _, time = text.partition(" ")
    try:
        return f"{day(date.fromisoformat(when))} {time}".strip()
    except ValueError:
        return text


def period(first: date, grain: Grain) -> str:
    """How a period is called by its first day: ``Sep 2023``, ``Q3 2023``, ``2023``."""
    if grain is Grain.YEAR:
        return f"{first.year} "  # the space keeps plotly from taking it for a number
    if grain is Grain.QUARTER:
        return say("Q{quarter} {year}", quarter=(first.month + 2) // 3, year=first.year)
    if grain is Grain.MONTH:
        return f"{first:%b} {first.year}" if lang() == "en" else f"{first:%m}.{first.year}"
    return day(first)


def format_of(name: str) -> Any:
    """How the language writes dates and numbers where a chart or table does it (words.toml)."""
    return _toml()["formats"][name][lang()]
