"""What topics and funding read a sentence by: classes of words, and who acts in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from coverage.codebook import Codebook
from coverage.codebook.lexicon import Hit
from coverage.coder.scene import HOME, STATE, Scene

_HEAD = 4  # a word this near to the sentence's start governs it
# classes that "not" or "refused" turns round
_DENIED = ("agreed", "funded", "disbursed", "proposed", "pay")
_MEANT = ("agreed", "funded", "disbursed")  # classes that "ready to" makes a mere plan
_REACH = 2  # tokens behind it
_GOVERNED = 12  # tokens behind a word of asking that still are what is asked for
_ORGANISATIONS = frozenset(("EU", "UN", "WB"))  # with codes as short as a state's
_NO_CAPABILITY = frozenset(("willing", "tribunal", "children"))


@dataclass(slots=True)
class SentenceView:
    """A sentence's signs (class of words -> where they start) and the sides that it names."""

    block: int
    background: bool
    signs: dict[str, list[int]] = field(default_factory=dict)
    home: bool = False
    partners: set[str] = field(default_factory=set)


def is_state(code: str) -> bool:
    """Whether a partner's code is a state's, and not an organisation's or a group's."""
    return len(code) == 2 and code not in _ORGANISATIONS


def adversaries(book: Codebook) -> frozenset[str]:
    """The states whose deeds are no cooperation."""
    return frozenset(code for code, p in book.partners.items() if p.kind == "adversary")


def view(
    scene: Scene, hits: list[Hit], background: list[bool], hostile: frozenset[str]
) -> list[SentenceView]:
    """One view a sentence, in text order.

    Besides the classes of signs.toml, ``coalition`` tells that a capability coalition is named,
    ``refused`` that a word of paying or agreeing is denied (which does not count then),
    ``abroad`` that a partner's country stands as a place, ``their_plant`` that a partner's
    adjective stands before a plant, ``recalled`` that the sentence opens
    with a word of background («Ранее», "last week"), and ``adversary`` that one of the ``hostile``
    states is named, which are no partners.
    """
    views = [
        SentenceView(sentence.block, recalled)
        for sentence, recalled in zip(scene.text.sentences, background, strict=True)
    ]
    sentence_of = scene.sentence_of
    for hit in hits:
        kind = hit.tag.kind
        if kind == "sign":
            views[sentence_of[hit.start]].signs.setdefault(hit.tag.code, []).append(hit.start)
        elif kind == "coalition" and hit.tag.code not in _NO_CAPABILITY:
            views[sentence_of[hit.start]].signs.setdefault("coalition", []).append(hit.start)
    for at in views:
        _future_in_the_past(at.signs)
        _shift(at.signs, "negated", _DENIED, "refused")  # "did not sign", "refused to pay"
        _ask(at.signs)
        _shift(at.signs, "intent", _MEANT, "proposed")  # "is ready to join", "plans to allocate"
    for number, cues in enumerate(scene.cue_at):
        start = scene.text.sentences[number].start
        if any(at - start < _HEAD for at in cues.get("background", ())):
            views[number].signs["recalled"] = [start]
    for actor in scene.actors:
        if actor.side == HOME:
            if actor.level >= STATE:
                views[actor.sentence].home = True
        elif actor.side in hostile:
            views[actor.sentence].signs.setdefault("adversary", []).append(actor.start)
        elif actor.side:
            views[actor.sentence].partners.add(actor.side)
    for country in scene.countries:
        if country.located and country.code != HOME and country.role == "names":
            at = views[sentence_of[country.start]]
            at.signs.setdefault("abroad", []).append(country.start)
        elif country.role == "adjectives" and country.code not in (HOME, *hostile):
            at = views[sentence_of[country.start]]
            if country.end in at.signs.get("plant", ()):  # "at Danish yards"
                at.signs.setdefault("their_plant", []).append(country.start)
    return views


def _future_in_the_past(signs: dict[str, list[int]]) -> None:
    """Read "would": "he said that they would pay" promises; without "said" it is a wish."""
    wished = set(signs.get("proposed", ()))  # "would like"
    for at in signs.get("would", ()):
        if at in wished:
            continue
        if "reported" in signs and "unsure" not in signs:
            signs.setdefault("agreed", []).append(at)
        else:
            signs.setdefault("unsure", []).append(at)
            signs.setdefault("intent", []).append(at)


def _ask(signs: dict[str, list[int]]) -> None:
    """Read what is asked of another: "proposed that Finland join" agrees to nothing.

    What is asked for stands in the bare form behind the word of asking, or in the past form behind
    «щоб». A word of agreeing in a form of its own in between ("asked, it agreed to join") did it.
    """
    asking, bare = signs.get("asking"), set(signs.get("bare", ()))
    if not asking:
        return
    asked_for = bare | _clauses(signs, asking)
    done = {at for sign in _MEANT for at in signs.get(sign, ())} - asked_for
    moved = {at for at in asked_for if _is_asked(at, asking, done)}
    for sign in _MEANT:
        _move(signs, sign, [at for at in signs.get(sign, ()) if at in moved], "proposed")


def _clauses(signs: dict[str, list[int]], asking: list[int]) -> set[int]:
    """Words of agreeing in a clause that a word of asking opens with «щоб»."""
    opened = [n for n in signs.get("so_that", ()) if any(0 < n - at <= _GOVERNED for at in asking)]
    words = [at for sign in _MEANT for at in signs.get(sign, ())]
    return {at for at in words if any(0 < at - n <= _GOVERNED for n in opened)}


def _is_asked(at: int, asking: list[int], done: set[int]) -> bool:
    """Whether a word of asking governs the word at ``at``, and none of agreeing nearer to it."""
    asks = max((n for n in asking if 0 < at - n <= _GOVERNED), default=None)
    return asks is not None and not any(asks < n < at for n in done)


def left_out(views: list[SentenceView]) -> dict[str, float]:
    """Who is left out of an article without a meeting: a staff's session, an enemy's statement."""
    signs: dict[str, float] = {}
    if not any(v.home for v in views):
        signs["article_no_home"] = 1.0
    if not any(v.partners for v in views):
        signs["article_no_partner"] = 1.0
    if not any(v.partners and not v.background for v in views[: max(3, len(views) // 2)]):
        signs["article_no_partner_early"] = 1.0
    if any("adversary" in v.signs and v.block < 2 for v in views):
        signs["article_adversary"] = 1.0
    return signs


def _shift(signs: dict[str, list[int]], by: str, classes: tuple[str, ...], to: str) -> None:
    """Words of ``classes`` close behind one of class ``by`` become words of class ``to``."""
    for sign in classes if by in signs else ():
        near = [at for at in signs.get(sign, ()) if any(0 < at - n <= _REACH for n in signs[by])]
        _move(signs, sign, near, to)


def _move(signs: dict[str, list[int]], sign: str, moved: list[int], to: str) -> None:
    """Let the words at ``moved`` be of class ``to`` and no more of class ``sign``."""
    if moved:
        signs.setdefault(to, []).extend(moved)
        signs[sign] = [at for at in signs[sign] if at not in moved]
        if not signs[sign]:
            del signs[sign]
