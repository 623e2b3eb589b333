"""``robots.txt`` by RFC 9309: the longest rule that fits decides, ``*`` and ``$`` as there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 512_000  # bytes that are looked at: the RFC asks for 500 KiB


@dataclass(frozen=True, slots=True)
class Rule:
    """A path that may (``allowed``) or may not be fetched; ``*`` is anything, ``$`` the end."""

    path: str
    allowed: bool

    def fits(self, path: str) -> bool:
        """Whether the rule is about ``path``. In one pass: a hostile pattern costs no time."""
        first, *rest = self.path.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        if self.path.endswith("$"):
            last = rest.pop() if rest else None
            if last is None:
                return path == first
            if not path[len(first) :].endswith(last):
                return False
            path = path[: len(path) - len(last)]
        at = len(first)
        for piece in rest:
            at = path.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        return True


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host asks of us: rules, the longest first, and seconds between requests.

    ``fault`` is why that is not known; then nothing may be fetched.
    """

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0
    fault: str = ""

    def allows(self, path: str) -> bool:
        """Whether ``path`` (with its query) may be fetched."""
        return not self.fault and next(
            (rule.allowed for rule in self.rules if rule.fits(path)), True
        )


EVERYTHING = Robots()


def parse_robots(data: bytes, agent: str) -> Robots:
    """The rules for ``agent``, by its name up to ``/``; else those for everybody."""
    name = re.split(r"[/ ]", agent.lower(), maxsplit=1)[0]
    own: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    found = False
    for agents, lines in _groups(data[:_LONGEST].decode("utf-8", "replace").lstrip("\ufeff")):
        if any(each and (name.startswith(each) or each == name) for each in agents):
            found = True
            own += lines
        if "*" in agents:
            general += lines
    return _robots(own if found else general)


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """Each group: the agents it names (small letters) and its lines."""
    agents: list[str] = []
    lines: list[tuple[str, str]] = []
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = [], []
            agents.append(value.lower())
        elif key in ("allow", "disallow", "crawl-delay") and agents:
            lines.append((key, value))
    yield agents, lines


def _robots(lines: list[tuple[str, str]]) -> Robots:
    delay = 0.0
    rules: list[Rule] = []
    for key, value in lines:
        if key == "crawl-delay":
            if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value):
                delay = float(value)
        elif value:  # «Disallow:» and nothing else forbids nothing
            rules.append(Rule(value, key == "allow"))
    # Of two rules equally long the one that allows wins.
    rules.sort(key=lambda rule: (len(rule.path), rule.allowed), reverse=True)
    return Robots(tuple(rules), delay)
