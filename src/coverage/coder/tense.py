"""What the words of contact tell: it took place, is to come, is wished, was called off."""

from __future__ import annotations

from collections.abc import Sequence

from coverage.coder.scene import Actor, Scene

Spot = tuple[int, str]  # the token at which a word of contact stands, and what it tells

# cue class -> the manner it tells, nearest to the actor wins
_MANNERS = {
    "contact_past": "past",
    "sign_past": "past",
    "contact_present": "past",
    "contact_noun": "noun",
    "visit_past": "visit",
    "contact_future": "future",
    "future": "later",
    "contact_infinitive": "wish",
    "contact_to": "aim",
    "negation": "negated",
    "cancelled": "cancelled",
}


_NEVER_DENIED = ("negated", "cancelled", "later")
_WILL = 2  # tokens behind "will" whose present tense is the future: "will meet"
_DENIED = 2  # tokens behind "not" that it denies: "did not meet"


def spots(cue: dict[str, list[int]]) -> list[Spot]:
    """The words of contact of a sentence (its cues by class), in order; denied ones left out."""
    ahead = [at for c in ("future", "contact_future") for at in cue.get(c, ())]
    words = sorted(
        (at, m)
        for c, m in _MANNERS.items()
        if c in cue
        for at in cue[c]
        if c != "contact_present" or not any(0 < at - will <= _WILL for will in ahead)
    )
    denials = [at for at, manner in words if manner == "negated"]
    if not denials:
        return words
    left = [
        (at, manner)
        for at, manner in words
        if manner in _NEVER_DENIED or not any(0 <= at - denial <= _DENIED for denial in denials)
    ]
    if any(manner == "past" for _, manner in left):
        return left
    # "The meeting of the two in Rome did not take place."
    return [word for word in left if word[1] != "noun" or word[0] > denials[-1]]


def nearest(words: Sequence[Spot], actors: Sequence[Actor]) -> str:
    """What the word of contact nearest to one of ``actors`` tells; "silent" where there is none."""
    middles = [(a.start + a.end - 1) / 2 for a in actors]
    return _nearest(words, middles)


def manner_near(scene: Scene, number: int, at: int) -> str:
    """What the word of contact nearest to token ``at`` of sentence ``number`` tells."""
    return _nearest(spots(scene.cue_at[number]), [at])


def _nearest(words: Sequence[Spot], places: Sequence[float]) -> str:
    # a bare "will" or «будет» speaks only where no word of contact does
    return min(
        words,
        key=lambda word: (word[1] == "later", min(abs(word[0] - place) for place in places)),
        default=(0, "silent"),
    )[1]


def balance(whose: str, manners: list[str]) -> dict[str, float]:
    """Which tense prevails among the words of contact."""
    past = manners.count("past")
    future = manners.count("future") + manners.count("aim")
    if not past and not future:
        return {f"{whose}_tenseless": 1.0}
    share = future / (past + future)
    signs = {f"{whose}_future_share": share}
    if share > 0.5:
        signs[f"{whose}_mostly_future"] = 1.0
    if not past:
        signs[f"{whose}_all_future"] = 1.0
    if not future:
        signs[f"{whose}_all_past"] = 1.0
    return signs
