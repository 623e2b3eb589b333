"""Which contacts took place, which are to come, and who, having been met, is to be met again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coverage.coder.dates import Day
from coverage.coder.scene import HOME, OFFICE, PLACE, Actor, Scene
from coverage.coder.survey import Candidate
from coverage.coder.tense import spots
from coverage.coder.weights import Weights
from coverage.model import Status

PLANNED, AGAIN = "planned", "planned_again"
_DOUBTFUL = -0.4  # from here on a contact is to come: a plan taken for held costs two errors
_AHEAD = ("future", "later", "aim")
_LEVELS = ("place", "state", "office", "person")
_PAIR = ("interlocutor", "counterpart", "side")


def when(scene: Scene, named: list[Day], published: date) -> dict[int, str]:
    """For each sentence that names a day: is it ``past``, the ``same`` or ``ahead``?"""
    told_of: dict[int, str] = {}
    for day in named:
        ahead = (day.day - published).days
        if day.rule == "weekday" and ahead < 0:
            continue  # «в пятницу» may be the last or the next
        if -60 <= ahead <= 200:
            told = "ahead" if ahead > 0 else "same" if ahead == 0 else "past"
            told_of.setdefault(scene.sentence_of[day.start], told)
    return told_of


def statuses(
    weights: Weights,
    scene: Scene,
    background: list[bool],
    met: list[tuple[Candidate, float]],
    days: dict[int, str],
) -> list[tuple[Candidate, Status, float]]:
    """Each partner with a status; one that was met stands twice where it is to be met again.

    ``met`` holds partners with what speaks for the contact; ``days`` is that of :func:`when`.
    """
    found = []
    for candidate, score in met:
        if weights.score(PLANNED, candidate.signs) >= _DOUBTFUL:
            cancelled = "acts_cancelled" in candidate.signs
            found.append((candidate, Status.CANCELLED if cancelled else Status.PLANNED, score))
            continue
        found.append((candidate, Status.HELD, score))
        signs, number = again_signs(scene, candidate, background, days)
        if number >= 0 and weights.score(AGAIN, signs) >= 0:
            later = replace(candidate, best=number, best_score=candidate.best_score + 1)
            found.append((later, Status.PLANNED, score))
    return found


def _by_sentence(candidate: Candidate) -> dict[int, list[Actor]]:
    found: dict[int, list[Actor]] = {}
    for actor in candidate.actors:
        found.setdefault(actor.sentence, []).append(actor)
    return found


def again_signs(
    scene: Scene, candidate: Candidate, background: list[bool], days: dict[int, str]
) -> tuple[dict[str, float], int]:
    """Signs of a further contact with a partner that was met, and the sentence that tells of it.

    The sentence is -1 where nothing is told of what is to come.
    """
    signs, best, top = {"bias": 1.0}, -1, -1
    own = _by_sentence(candidate)
    officials = [a for a in scene.actors if a.level >= OFFICE]
    home = {a.sentence for a in officials if a.side == HOME}
    rivals = {a.sentence for a in officials if a.side not in (HOME, candidate.code)}
    for number, cue in enumerate(scene.cue_at):
        told = {manner for _, manner in spots(cue)}
        ahead = next((manner for manner in _AHEAD if manner in told), None)
        if background[number] or ahead is None:
            continue
        level = max((a.level for a in own.get(number, ())), default=PLACE)
        who = "none"
        if level > PLACE:
            who = _LEVELS[level]
        elif not cue.keys().isdisjoint(_PAIR):
            who = "pair"
        tests = {
            f"day_{days.get(number)}": number in days,
            "home": number in home,
            "rival": number in rivals,
            "beside_past": "past" in told,
            "noun": "noun" in told,
            "again": "again" in cue,
            "last": number >= len(scene.cue_at) - 2,
            "best": number == candidate.best,
            "early": scene.text.sentences[number].block <= 1,
        }
        kinds = [ahead, "next"] if "next_contact" in cue else [ahead]
        for kind in kinds:
            signs[f"{kind}_{who}"] = 1.0
            for sign, holds in tests.items():
                if holds:
                    signs[f"{kind}_{sign}"] = signs[f"{kind}_{who}_{sign}"] = 1.0
        worth = 3 * len(kinds) + 2 * (ahead == "future") + 2 * (who != "none")
        worth += ("again" in cue) + (number in days)
        if worth > top:
            best, top = number, worth
    for sign in ("most_named", "sole_actor"):
        if sign in candidate.signs:
            signs[sign] = 1.0
    return signs, best
