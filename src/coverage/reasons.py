"""The coder's rules in words: a short sentence for each, in three languages (reasons.toml).

A rule is what evidence bears: a fixed name (``day_of_publication``) or the signs that weighed most,
joined by ``+`` (``lead_home+told_past``). The sentence has a clause a sign, each once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

NameOf = Callable[[str, str], str]

# The table of signs that the rules of an evidence field draw on.
_TABLE = {"partner": "partner", "mode": "mode", "topic": "topic", "funding": "funding",
          "stage": "stage"}  # fmt: skip
_CODES = {"topic": ("topic",), "model": ("funding",), "subject": ("funding", "coalition"),
          "partner": ("partner",)}  # fmt: skip
_SLOT = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True, slots=True)
class _Clause:
    """How a sign is called, and what that means by language."""

    name: re.Pattern[str]
    words: dict[str, str]


def code_as_name(kind: str, code: str) -> str:
    """A code as it can be read where no names are at hand."""
    return code.replace("_", " ")


def in_words(rule: str, field: str, lang: str = "en", name_of: NameOf = code_as_name) -> str:
    """``rule`` of an evidence ``field`` as a sentence; '' where it is not known.

    ``name_of(kind, code)`` names topics, funding models, coalitions and partners.
    """
    if words := _toml()["fixed"].get(rule):
        clauses = [str(words[lang])]
    else:
        table = _TABLE.get(field, "")
        signs = _signs(rule.removeprefix("mode_") if field == "mode" else rule)
        clauses = [clause for sign in signs if (clause := _clause(table, sign, lang, name_of))]
    text = str(_toml()["languages"]["join"][lang]).join(dict.fromkeys(clauses))
    return text[:1].upper() + text[1:]


@cache
def _toml() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("reasons.toml").read_text("utf-8"))


def _signs(rule: str) -> list[str]:
    """The signs of a rule; classes of words and partners go on the pattern before them."""
    signs: list[str] = []
    for part in rule.split("+"):
        if signs and (part in _toml()["classes"] or part.isupper() or part in _GROUPS):
            signs[-1] += f"+{part}"
        else:
            signs.append(part)
    return signs


_GROUPS = frozenset(("G7",))  # a partner's code with a figure in it


@cache
def _clauses(table: str) -> tuple[_Clause, ...]:
    """The clauses of a table, whole names before those with slots."""
    every = _toml()["signs"].get(table, {})
    ordered = sorted(every, key=lambda name: name.count("{"))
    return tuple(_Clause(re.compile(_pattern(name)), every[name]) for name in ordered)


def _pattern(name: str) -> str:
    """The names that a clause is for; a slot that comes twice is called ``stage2`` there."""
    seen: list[str] = []

    def slot(found: re.Match[str]) -> str:
        what = found.group(1)
        seen.append(what)
        called = what if seen.count(what) == 1 else f"{what}2"
        return f"(?P<{called}>{_values(what)})"

    return _SLOT.sub(slot, re.escape(name))


def _values(slot: str) -> str:
    if slot == "sign":
        return r"\w+"
    if slot == "partner":
        return r"[A-Z]\w*"
    if slot == "together":
        return r"[\w+]+"
    known = _toml()["classes"] if slot == "class" else _toml()["slots"].get(slot)
    return "|".join(sorted(known, key=len, reverse=True)) if known else r"[a-z]\w*"


def _clause(table: str, sign: str, lang: str, name_of: NameOf) -> str:
    for each in _clauses(table):
        if found := each.name.fullmatch(sign):
            values = {
                slot: _value(slot, text, table, lang, name_of)
                for slot, text in found.groupdict().items()
            }
            return each.words[lang].format(**values)
    return ""


def _value(slot: str, text: str, table: str, lang: str, name_of: NameOf) -> str:
    kind = slot.rstrip("2")
    if kind == "sign":
        return _clause(table, text, lang, name_of)
    if kind == "together":
        return ", ".join(_part(each, lang, name_of) for each in text.split("+"))
    if kind in _CODES:
        names = (name_of(each, text) for each in _CODES[kind])
        return next((name for name in names if name != text), text)
    words = _toml()["classes"] if kind == "class" else _toml()["slots"][kind]
    return str(words[text][lang])


def _part(code: str, lang: str, name_of: NameOf) -> str:
    words = _toml()["classes"].get(code)
    return str(words[lang]) if words else name_of("partner", code)
