"""Whom a sentence means without naming: "He and the president talked", «принял его в Берлине»."""

from __future__ import annotations

from dataclasses import dataclass, field

from coverage.coder.scene import HOME, OFFICE, Scene

_REACH = 3  # sentences back in which the one meant may have been named
_ONE = frozenset(
    ("he", "she", "him", "он", "она", "ему", "ним", "нему", "ней", "нею", "він", "вона", "йому",
     "ньому", "ній", "нього", "неї", "него", "нее")
)  # fmt: skip
_MANY = frozenset(("they", "them", "они", "им", "ними", "них", "вони", "їм"))
_EITHER = frozenset(("her", "его", "ее", "их", "його", "її", "їх"))  # the person, or what is theirs


@dataclass(slots=True)
class Meant:
    """Whom a sentence means: partners (each with the token), and whether Ukraine's official."""

    partners: dict[str, tuple[int, str]] = field(default_factory=dict)
    home: str = ""  # by what word: pronoun | either | office; empty where not meant


def meant(scene: Scene, background: list[bool], kinds: dict[str, str]) -> list[Meant]:
    """For each sentence, whom it means: partners where it names but Ukraine, or the reverse."""
    count = len(scene.text.sentences)
    partners: list[list[str]] = [[] for _ in range(count)]
    home, vague = [False] * count, [-1] * count
    for actor in scene.actors:
        if actor.level < OFFICE:
            continue
        number = actor.sentence
        if actor.side == HOME:
            home[number] = True
        elif kinds.get(actor.side) in ("state", "organisation", "group"):
            if actor.side not in partners[number]:
                partners[number].append(actor.side)
        elif not actor.side and vague[number] < 0:
            vague[number] = actor.start
    found = [Meant() for _ in range(count)]
    last_partners: tuple[int, list[str]] = (-_REACH - 1, [])
    last_home = -_REACH - 1
    for number in range(count):
        if background[number]:
            continue
        named = partners[number]
        if home[number] != bool(named):
            at, word = _word(scene, number, vague[number])
            if home[number] and word and number - last_partners[0] <= _REACH:
                codes = last_partners[1] if word == "many" else last_partners[1][:1]
                found[number].partners = dict.fromkeys(codes, (at, word))
            elif named and word not in ("", "many") and number - last_home <= _REACH:
                found[number].home = word
        if named:
            last_partners = number, named
        if home[number]:
            last_home = number
    return found


def _word(scene: Scene, number: int, vague: int) -> tuple[int, str]:
    """The word that may mean somebody named before, and of what kind it is."""
    sentence = scene.text.sentences[number]
    best = (-1, "")
    for at in range(sentence.start, sentence.end):
        token = scene.text.tokens[at]
        if token in _ONE:
            return at, "pronoun"
        if token in _MANY:
            return at, "many"
        if token in _EITHER and not best[1]:
            best = at, "either"
    return (vague, "office") if vague >= 0 else best
