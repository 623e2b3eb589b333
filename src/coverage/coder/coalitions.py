"""Coalitions: coded where the text names them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from coverage.codebook.lexicon import Hit
from coverage.coder.scene import Scene
from coverage.model import CoalitionCode, Evidence

_REACH = 4  # tokens between the word "coalition" and its subject
_WIDEST = 12  # tokens back at which a subject may start that reaches up to the word
_AHEAD = 7  # where the subject comes after: "coalitions, in particular in the areas of drones"
_JOINED = re.compile(r"[\s,;/]*(?:(?:and|as well as|и|та|і|й|а також|а также)\s)?\s*(?:the\s)?")


def find_coalitions(scene: Scene, hits: list[Hit]) -> list[CoalitionCode]:
    """Every coalition named, in the order of first naming, with each place where it stands."""
    named: dict[str, list[Evidence]] = {}
    subjects: list[Hit] = []
    outright: set[int] = set()
    for hit in hits:
        if hit.tag.kind == "coalition":
            outright |= set(range(hit.start, hit.end))
            _add(named, scene, hit.tag.code, (hit.start, hit.end), "coalition_named")
        elif hit.tag.kind == "of_coalition":
            subjects.append(hit)
    words = {start for start, _ in scene.cues["coalition"]}
    governing = {at for start, end in scene.cues["governing_coalition"] for at in range(start, end)}
    subjects.sort(key=lambda subject: subject.start)
    begun = [
        (hit.start, hit.end) for hit in hits if hit.tag.kind == "coalition" and hit.start in words
    ]  # "coalitions of drones" may go on: ", IT and demining"
    for spot in begun:
        for subject in _between(subjects, spot[1], spot[1] + 2):
            if subject.start not in outright and _joined(scene, spot[1], subject):
                begun.append((subject.start, subject.end))
                outright |= set(range(subject.start, subject.end))
                _add(named, scene, subject.tag.code, begun[-1], "coalition_in_list")
    bare = [spot for spot in scene.cues["coalition"] if spot[0] not in outright | governing]
    reached = list(bare)
    led: set[int] = set()  # sentences in which the bare word has its subject beside it
    for spot in reached:  # grows: in a list each subject leads on to the next
        for subject in _between(subjects, spot[0] - _WIDEST, spot[1] + _AHEAD):
            if subject.start in outright or not _beside(scene, spot, subject):
                continue
            outright |= set(range(subject.start, subject.end))
            reached.append((subject.start, subject.end))
            led.add(scene.sentence_of[spot[0]])
            low, high = min(spot[0], subject.start), max(spot[1], subject.end)
            _add(named, scene, subject.tag.code, (low, high), "coalition_and_subject")
    for spot in bare:  # "the return of children, a cause for which Ottawa leads a coalition"
        sentence = scene.text.sentences[scene.sentence_of[spot[0]]]
        within = [
            subject
            for subject in _between(subjects, sentence.start, sentence.end - 1)
            if subject.start not in outright
        ]
        told = {subject.tag.code for subject in within}
        if scene.sentence_of[spot[0]] not in led and len(told) == 1:
            nearest = min(within, key=lambda subject: abs(subject.start - spot[0]))
            if named and abs(nearest.start - spot[0]) > _WIDEST:
                continue  # "the Coalition ... to keep the sea safe": the one named before
            span = (min(nearest.start, spot[0]), max(nearest.end, spot[1]))
            _add(named, scene, nearest.tag.code, span, "coalition_of_sentence")
    # a list that ends in a name: "the drone, air defense and IT coalitions"
    for code in list(dict.fromkeys(c.tag.code for c in subjects if c.tag.code not in named)):
        for subject in subjects:
            if subject.tag.code == code and _listed(scene, subject, outright):
                spot = (subject.start, subject.end)
                _add(named, scene, code, spot, "coalition_in_list")
    return [CoalitionCode(code, tuple(evidence)) for code, evidence in named.items()]


def _add(
    named: dict[str, list[Evidence]], scene: Scene, code: str, spot: tuple[int, int], rule: str
) -> None:
    span = scene.text.span(*spot)
    named.setdefault(code, []).append(Evidence("coalition", code, span, rule))


def _beside(scene: Scene, spot: tuple[int, int], subject: Hit) -> bool:
    """In one sentence, with few words and no other coalition between them."""
    if scene.sentence_of[spot[0]] != scene.sentence_of[subject.start]:
        return False
    if subject.start >= spot[1]:
        return subject.start - spot[1] <= _AHEAD
    return 0 <= spot[0] - subject.end <= _REACH


def _between(subjects: list[Hit], low: int, high: int) -> list[Hit]:
    """The subjects that start at tokens ``low`` to ``high``; they are in text order."""
    first = bisect_left(subjects, low, key=lambda subject: subject.start)
    last = bisect_right(subjects, high, key=lambda subject: subject.start)
    return subjects[first:last]


def _joined(scene: Scene, end: int, subject: Hit) -> bool:
    """Whether nothing but commas and "and" stands between token ``end`` and the subject."""
    between = scene.text.plain[scene.text.ends[end - 1] : scene.text.starts[subject.start]]
    return _JOINED.fullmatch(between) is not None


def _listed(scene: Scene, subject: Hit, outright: set[int]) -> bool:
    """Right before a coalition that is named outright, joined to it by commas and "and"."""
    at, tokens = subject.end, scene.text.tokens
    while at < len(tokens) and at - subject.end <= _REACH and at not in outright:
        at += 1
    if at >= len(tokens) or at not in outright:
        return False
    between = scene.text.plain[scene.text.ends[subject.end - 1] : scene.text.starts[at]]
    same = scene.sentence_of[at] == scene.sentence_of[subject.start]
    return same and between.lstrip().startswith((",", "and ", "и ", "та ", "і ", "й "))
