"""Which funding models an article tells of: named outright, described, or pieced together.

A description is a phrase of the model's own («закупки у украинских производителей»); a pattern is a
set of word classes (or partners) that stand in one sentence ("pay" beside "ukr_maker").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from coverage.codebook.entries import Funding
from coverage.codebook.lexicon import Hit
from coverage.coder.passages import SentenceView, is_state
from coverage.coder.scene import Scene
from coverage.model import Mention, Status

NAMED, DESCRIBED, PATTERN = "named", "described", "pattern"
# What kind of support the sentence of a described model speaks of.
_KINDS = (
    "pay", "invest", "ukr_maker", "joint", "produce", "soil", "abroad", "package", "amount", "give",
    "military", "civil", "total", "loan", "donate", "strike", "thanks", "coalition", "refused",
    "sanction", "american_arms", "contract", "their_plant",
)  # fmt: skip
_CLOSE = 8  # tokens: words of a pattern that stand within so many belong together
_FLASH = 3  # sentences: what so short a text speaks of, it is about
_STAGES = ("proposed", "agreed", "funded")


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens ``start`` to ``end`` of sentence ``sentence`` speak of the model in this manner."""

    start: int
    end: int
    sentence: int
    manner: str


@dataclass(slots=True)
class Mechanism:
    """A funding model that the article might tell of, with its passages and signs."""

    model: str
    passages: list[Passage] = field(default_factory=list)
    signs: dict[str, float] = field(default_factory=dict)


class Pattern(NamedTuple):
    """A pattern of ``model``: the classes of words and partners that a sentence must hold."""

    model: str
    parts: frozenset[str]
    name: str


Patterns = dict[str, list[Pattern]]


def patterns_of(models: dict[str, Funding]) -> Patterns:
    """The patterns of all models by the first class of words that they need, for quick finding."""
    found: Patterns = {}
    for model in models.values():
        for parts in model.patterns:
            first = next(part for part in parts if not part.isupper())  # partners are in capitals
            name = "+".join((model.code, *parts))
            found.setdefault(first, []).append(Pattern(model.code, frozenset(parts), name))
    return found


def mechanisms(
    patterns: Patterns,
    scene: Scene,
    hits: list[Hit],
    views: list[SentenceView],
    mentions: list[Mention],
) -> list[Mechanism]:
    """Every model of which there is a passage, by code, with the signs for and against it."""
    found: dict[str, Mechanism] = {}
    named: list[set[str]] = [set() for _ in views]
    longest = _longest_names(hits)
    for hit in hits:
        kind, code, role = hit.tag
        if kind == "funding" and not _within_another(hit, longest):
            sentence = scene.sentence_of[hit.start]
            manner = NAMED if role == "name" else DESCRIBED
            found.setdefault(code, Mechanism(code)).passages.append(
                Passage(hit.start, hit.end, sentence, manner)
            )
            if role == "name":
                named[sentence].add(code)
    for number, at in enumerate(views):
        _match(patterns, number, at, found)
    outright = {c for c, m in found.items() if any(p.manner == NAMED for p in m.passages)}
    for mechanism in found.values():
        _sign(mechanism, views, mentions, named, outright)
    return [found[code] for code in sorted(found)]


def _longest_names(hits: list[Hit]) -> dict[int, Hit]:
    """Token -> the longest model's name that stands there."""
    longest: dict[int, Hit] = {}
    for hit in hits:
        if hit.tag.kind == "funding" and hit.tag.role == "name":
            for at in range(hit.start, hit.end):
                known = longest.get(at)
                if known is None or hit.end - hit.start > known.end - known.start:
                    longest[at] = hit
    return longest


def _within_another(hit: Hit, longest: dict[int, Hit]) -> bool:
    """Whether a longer name of another model holds it.

    The "Comprehensive Assistance Package" is no "assistance package".
    """
    name = longest.get(hit.start)
    return (
        name is not None
        and name.tag.code != hit.tag.code
        and name.end >= hit.end
        and name.start <= hit.start
        and name.end - name.start > hit.end - hit.start
    )


def merged(passages: list[Passage]) -> list[Passage]:
    """One passage where several overlap: «по датской» and «датской модели» are one name."""
    whole: list[Passage] = []
    for passage in passages:
        last = whole[-1] if whole else None
        if last is None or passage.start >= last.end or PATTERN in (passage.manner, last.manner):
            whole.append(passage)
        else:
            low, high = min(last.start, passage.start), max(last.end, passage.end)
            whole[-1] = Passage(low, high, last.sentence, last.manner)
    return whole


def _match(patterns: Patterns, number: int, at: SentenceView, found: dict[str, Mechanism]) -> None:
    """Add what the patterns find in a sentence: one passage a model."""
    held = at.partners.union(at.signs)
    here: set[str] = set()
    for sign in at.signs:
        for pattern in patterns.get(sign, ()):
            if not pattern.parts <= held:
                continue
            code = pattern.model
            mechanism = found.get(code)
            if mechanism is None:
                mechanism = found[code] = Mechanism(code)
            first, last = _closest([at.signs[part] for part in pattern.parts if part in at.signs])
            mechanism.signs[pattern.name] = 1.0
            if last - first <= _CLOSE:
                mechanism.signs["close_" + pattern.name] = 1.0
            if code not in here:
                here.add(code)
                mechanism.passages.append(Passage(first, last + 1, number, PATTERN))


def _closest(places: list[list[int]]) -> tuple[int, int]:
    """First and last token of the narrowest place where a word of each class stands."""
    best = (0, 1_000_000)
    for at in places[0]:
        chosen = [at, *(min(of, key=lambda other: abs(other - at)) for of in places[1:])]
        low, high = min(chosen), max(chosen)
        if high - low < best[1] - best[0]:
            best = (low, high)
    return best


def _sign(
    mechanism: Mechanism,
    views: list[SentenceView],
    mentions: list[Mention],
    named: list[set[str]],
    outright: set[str],
) -> None:
    """Signs of the model's strongest manner; what a described one speaks of is read closely."""
    signs, code = mechanism.signs, mechanism.model
    signs["bias"] = signs["is_" + code] = 1.0
    manners = {p.manner for p in mechanism.passages}
    manner = next(m for m in (NAMED, DESCRIBED, PATTERN) if m in manners)
    signs[manner] = signs[f"{manner}_{code}"] = 1.0
    numbers = {p.sentence for p in mechanism.passages if p.manner == manner}
    told = [views[n] for n in numbers]
    if len(numbers) > 1:
        signs["several"] = 1.0
    for view in told:
        signs["title" if view.block == 0 else "lead" if view.block == 1 else "body"] = 1.0
    if all(view.background for view in told):
        signs["only_background"] = 1.0
    if any(m.status is Status.HELD for m in mentions):
        signs["article_held"] = 1.0
    if len(views) <= _FLASH:
        signs["brief"] = 1.0
    others = outright - {code}
    if others:
        signs["other_named"] = signs["other_named_" + code] = 1.0
    if any(named[n] - {code} for n in numbers):
        signs["other_named_here"] = signs["other_named_here_" + code] = 1.0
    if manner == NAMED:
        return
    if any(view.partners for view in told):
        signs["with_partner"] = 1.0
    if any(view.home for view in told):
        signs["with_home"] = 1.0
    for view in told:
        for partner in view.partners:
            if not is_state(partner):
                signs[f"{code}_by_{partner}"] = 1.0
        # a partner and Ukraine in one sentence with money or a package: who gives what to whom
        if view.home and view.partners and ("amount" in view.signs or "package" in view.signs):
            signs["gift_" + code] = 1.0
            if not view.background and "total" not in view.signs:
                signs["new_gift_" + code] = 1.0
    if manners >= {DESCRIBED, PATTERN}:
        signs["described_and_pattern"] = 1.0
    said: set[str] = set().union(*(view.signs for view in told))
    for kind in _KINDS:
        if kind in said:
            signs[f"{code}_{kind}"] = 1.0
    for stage in _STAGES:
        if stage in said:
            signs["says_" + stage] = 1.0
    for where in ("title", "lead"):
        if where in signs:
            signs[f"{code}_{where}"] = 1.0
