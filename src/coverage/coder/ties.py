"""Whose money it is: which partners a funding model is tied to.

Every partner that the article names is weighed (table ``funding_partner``) by where it stands
beside the model's passages. The adjective in a mechanism's own name is no partner: the scene has
left it out already.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coverage.codebook.entries import Funding
from coverage.coder.mechanisms import Mechanism
from coverage.coder.passages import SentenceView, is_state
from coverage.coder.scene import HOME, OFFICE, PLACE, STATE, Actor, Scene
from coverage.model import Mention, Status

_MAKER = "US"  # the state whose arms others pay for
_MANY = 3  # partners in a sentence: a list
_CLOSE = 8  # tokens: so near behind the partner a sum is its own
_HEAD = 3  # tokens: who stands so near to a sentence's start acts in it


@dataclass(slots=True)
class Tie:
    """A partner that might stand behind the model; ``spot`` is the naming nearest to it."""

    partner: str
    spot: tuple[int, int] | None = None
    signs: dict[str, float] = field(default_factory=dict)
    sentences: set[int] = field(default_factory=set)  # those that name it


def ties(
    entry: Funding,
    mechanism: Mechanism,
    scene: Scene,
    views: list[SentenceView],
    mentions: list[Mention],
    countable: frozenset[str],
) -> list[Tie]:
    """Every countable partner of the article, and the model's defaults, with their signs."""
    if entry.sole:
        return [Tie(code, signs={"bias": 1.0, "sole": 1.0}) for code in entry.partners]
    by_partner: dict[str, list[Actor]] = {}
    for actor in scene.actors:
        if actor.side in countable and actor.side != HOME:
            by_partner.setdefault(actor.side, []).append(actor)
    for code in entry.partners:
        by_partner.setdefault(code, [])
    held = {p for m in mentions if m.status is Status.HELD for p in m.partners}
    met = held or {p for m in mentions for p in m.partners}
    for code in met:
        by_partner.setdefault(code, [])
    blocks = {views[p.sentence].block for p in mechanism.passages}
    numbers = {p.sentence for p in mechanism.passages}
    here = {
        code for code, actors in by_partner.items() if any(a.sentence in numbers for a in actors)
    }
    near = {
        code
        for code, actors in by_partner.items()
        if any(views[a.sentence].block in blocks for a in actors)
    }
    states = {code for code in by_partner if is_state(code)}
    most = max((len(actors) for actors in by_partner.values()), default=0)
    found = []
    for code, actors in by_partner.items():
        tie = Tie(code, sentences={actor.sentence for actor in actors})
        signs = tie.signs
        signs["bias"] = 1.0
        where = "here" if code in here else "near" if code in near else "elsewhere"
        rivals = (here if where == "here" else near | here) - {code}
        signs[where] = 1.0
        signs[where + ("_alone" if not rivals else "_among_others")] = 1.0
        if not (here - {code}):
            signs["no_rival_here"] = 1.0
        if code in met:
            signs["met"] = signs["met_" + where] = 1.0
            if len(met) == 1:
                signs["met_alone"] = signs["met_alone_" + where] = 1.0
            if not here:
                signs["met_none_here"] = 1.0
        elif met:
            signs["another_met"] = signs["another_met_" + where] = 1.0
        if code in entry.partners:
            signs["default"] = signs["default_" + entry.code] = 1.0
            if not here - set(entry.partners):
                signs["default_alone_here"] = 1.0
            if not met - set(entry.partners):
                signs["default_none_met"] = 1.0
        elif entry.partners:
            signs["not_default"] = signs["not_default_" + entry.code] = 1.0
        if most and len(actors) == most:
            signs["most_named"] = 1.0
        if any(views[a.sentence].block == 0 for a in actors):
            signs["in_title"] = 1.0
        if not actors:
            signs["unnamed"] = 1.0
        for actor in actors:
            at = views[actor.sentence].signs
            if actor.level >= STATE and ("amount" in at or "pay" in at or "funded" in at):
                signs["gives"] = signs["gives_" + where] = 1.0
                if actor.sentence - 1 in numbers or actor.sentence + 1 in numbers:
                    signs["gives_beside"] = 1.0
        _spots(tie, actors, mechanism, views)
        _around(tie, actors, numbers, scene, views)
        if code not in states or code == _MAKER:
            signs[f"{entry.code}_{code}"] = 1.0
        if code not in states:  # a state would be learnt by heart
            signs["organisation"] = signs["organisation_" + where] = 1.0
            among = "states_here" if states & here else "states_near" if states & near else ""
            if among:
                signs["organisation_" + among] = signs[f"{entry.code}_{code}_{among}"] = 1.0
        found.append(tie)
    return found


def _around(
    tie: Tie, actors: list[Actor], numbers: set[int], scene: Scene, views: list[SentenceView]
) -> None:
    """Where the partner stands in a list, beside a sum or first, in or next to the passages."""
    signs = tie.signs
    for actor in actors:
        if actor.sentence in numbers:
            where = "here"
        elif actor.sentence - 1 in numbers:
            where = "next"
        elif actor.sentence + 1 in numbers:
            where = "previous"
        else:
            continue
        at = views[actor.sentence]
        signs["at_" + where] = 1.0
        if len(at.partners) >= _MANY:
            signs["listed_" + where] = 1.0
        if actor.start - scene.text.sentences[actor.sentence].start < _HEAD:
            signs["first_" + where] = 1.0
        if any(0 < sum_at - actor.end + 1 <= _CLOSE for sum_at in at.signs.get("amount", ())):
            signs["sum_" + where] = 1.0
        for sign in ("pay", "give", "agreed", "funded", "thanks", "backed"):
            if where != "here" and sign in at.signs:
                signs[f"{sign}_{where}"] = 1.0


def _spots(tie: Tie, actors: list[Actor], mechanism: Mechanism, views: list[SentenceView]) -> None:
    """How the partner stands beside the passages of its own sentences."""
    signs = tie.signs
    best = 1_000
    by_sentence: dict[int, list[Actor]] = {}
    for actor in actors:
        by_sentence.setdefault(actor.sentence, []).append(actor)
    for passage in mechanism.passages:
        for actor in by_sentence.get(passage.sentence, ()):
            gap = (
                passage.start - actor.end
                if actor.start < passage.start
                else (actor.start - passage.end)
            )
            if gap < best:
                best, tie.spot = gap, (actor.start, actor.end)
            signs["before" if actor.start < passage.start else "after"] = 1.0
            if gap <= 3:
                signs["beside"] = 1.0
            elif gap <= 10:
                signs["close"] = 1.0
            if actor.office == "adjectives":
                signs["here_adjective"] = 1.0
            elif actor.level == PLACE:
                signs["here_place"] = 1.0
            elif actor.level == STATE:
                signs["here_state"] = 1.0
            elif actor.level >= OFFICE:
                signs["here_official"] = 1.0
            signs["here_" + passage.manner] = 1.0
            for sign in ("give", "pay", "agreed", "thanks", "proposed", "negated", "amount"):
                if sign in views[passage.sentence].signs:
                    signs["here_" + sign] = 1.0
    if tie.spot is None and actors:
        tie.spot = (actors[0].start, actors[0].end)
