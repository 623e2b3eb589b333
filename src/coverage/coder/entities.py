"""From terms to a scene: overlapping terms resolved, names, offices and countries joined."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from coverage.codebook import Codebook
from coverage.codebook.entries import Person
from coverage.codebook.lexicon import Hit
from coverage.coder.geography import geography
from coverage.coder.names import home_names
from coverage.coder.offices import offices
from coverage.coder.people import introduced_people, known_people
from coverage.coder.scene import PLACE, STATE, Actor, Scene, tokens_of
from coverage.coder.text import Text


class Reader:
    """Finds the entities of one language's texts; made once, used for every article."""

    def __init__(self, book: Codebook, lang: str) -> None:
        self._people = book.people
        self._lang = lang
        self._capital_of = {p.name: p.partner for p in book.places.values()}

    def scene(self, text: Text, hits: list[Hit], published: date) -> Scene:
        """Everything that the text names, sentence by sentence."""
        sentence_of = [0] * len(text.tokens)
        for number, sentence in enumerate(text.sentences):
            for at in range(sentence.start, sentence.end):
                sentence_of[at] = number
        by_kind: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_kind[hit.tag.kind].append(hit)
        cues: dict[str, list[tuple[int, int]]] = defaultdict(list)
        cue_at: list[dict[str, list[int]]] = [{} for _ in text.sentences]
        for hit in by_kind["cue"]:
            code = hit.tag.code
            if code in _PAST and _follows(text.tokens, hit.start, _AUXILIARY):
                code = "contact_future"  # "is to be signed", «будет подписано»
            elif _means_else(text, code, hit.start):
                continue
            cues[code].append((hit.start, hit.end))
            cue_at[sentence_of[hit.start]].setdefault(code, []).append(hit.start)
        given_at: dict[int, set[int]] = defaultdict(set)
        for hit in by_kind["given"]:
            for at in range(hit.start, hit.end):
                given_at[at].add(int(hit.tag.code))
        covered = _covered(by_kind, cues)
        names = _full_names(by_kind["surname"], given_at)
        countries, places = geography(
            text, self._lang, [*by_kind["partner"], *by_kind["place"]], covered | names,
            {start for start, _ in cues["in"]}, self._capital_of,
        )  # fmt: skip
        told_there = {end for _, end in cues["so_called"]}  # "as they call it in Kyiv"
        places = [place for place in places if place[0] not in told_there]
        channels = [(h.start, h.end, h.tag.code) for h in by_kind["channel"]]
        scene = Scene(self._lang, text, sentence_of, countries, places, [], channels, cues, cue_at)
        officials = offices(scene, self._lang, by_kind["office"])
        known = known_people(
            scene, self._people, by_kind["surname"], given_at, officials, covered, published
        )
        ours = home_names(self._people, given_at)
        bearers: dict[int, list[Person]] = defaultdict(list)
        for hit in by_kind["surname"]:
            bearers[hit.end].append(self._people[int(hit.tag.code)])
        people = [
            *known,
            *introduced_people(scene, self._lang, officials, known, ours, bearers),
        ]
        scene.actors = [*people, *officials, *_states(scene, [*people, *officials])]
        scene.actors.sort(key=lambda a: (a.start, -a.level))
        return scene


_PAST = frozenset(("contact_past", "sign_past"))
_AUXILIARY = frozenset(
    ("be", "to", "will", "would", "shall", "could", "may", "might", "should", "must", "can",
     "буде", "будуть", "бути", "будет", "будут", "быть")
)  # fmt: skip
_INFINITIVE = frozenset(("to", "could", "may", "might", "should", "must", "can", "would"))
_ALSO_NOUNS = frozenset(("talks", "visits", "calls", "hosts"))
_SUBJECTS = frozenset(("he", "she", "who", "minister", "president", "leader", "chief", "also"))
_NO_SESSION = frozenset(("press", "news", "пресс", "прес", "joint", "совместной", "спільній"))


def _means_else(text: Text, code: str, start: int) -> bool:
    """Whether the term means something else here: a "press conference", a noun for a verb."""
    if code == "session":
        return _follows(text.tokens, start, _NO_SESSION)
    return code == "contact_present" and not _is_verb(text, start)


def _is_verb(text: Text, start: int) -> bool:
    """Whether a present tense is one: not "to discuss", "could meet", "after the talks"."""
    if _follows(text.tokens, start, _INFINITIVE):
        return False
    if text.tokens[start] not in _ALSO_NOUNS or start == 0:
        return True
    return text.cases[start - 1] > 0 or text.tokens[start - 1] in _SUBJECTS


def _follows(tokens: list[str], start: int, words: frozenset[str]) -> bool:
    return start > 0 and tokens[start - 1] in words


def _covered(by_kind: dict[str, list[Hit]], cues: dict[str, list[tuple[int, int]]]) -> set[int]:
    """Tokens inside the names of mechanisms, coalitions and outlets: no country, no person."""
    named = [h for h in by_kind["funding"] if h.tag.role == "name"] + by_kind["coalition"]
    return tokens_of([*((h.start, h.end) for h in named), *cues["outlet"]])


def _full_names(surnames: list[Hit], given_at: dict[int, set[int]]) -> set[int]:
    """Tokens of a given name with its surname: "German Galushchenko" is no German."""
    return {
        at
        for hit in surnames
        if int(hit.tag.code) in given_at.get(hit.start - 1, ())
        for at in range(hit.start - 1, hit.end)
    }


def _states(scene: Scene, others: list[Actor]) -> list[Actor]:
    """Countries that stand for themselves; behind a preposition they are but places."""
    taken = tokens_of((a.start, a.end) for a in others)
    found = []
    for c in scene.countries:
        if c.start not in taken:
            place = c.role == "adjectives" or (c.located and c.role != "demonyms")
            sentence = scene.sentence_of[c.start]
            level = PLACE if place else STATE
            found.append(Actor(c.start, c.end, sentence, c.code, level, None, c.role))
    return found
