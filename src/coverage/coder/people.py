"""People: those of the codebook by name, others by the office and country beside their name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from coverage.codebook.entries import Person
from coverage.codebook.lexicon import Hit
from coverage.coder.names import home_surname, latin, recognised
from coverage.coder.scene import HOME, PERSON, Actor, Scene, apart, tokens_of
from coverage.coder.text import Sentence, Text

# Capitalised in English, and nobody's name: "the British Defence Staff", "State Secretary".
_NO_NAME = frozenset(
    "agency army commission committee command conference council department directorate embassy "
    "executive force forces general government minister ministers ministry office parliament press "
    "president secretary service staff state vice international cooperation bank fund union deputy "
    "first senior special permanent".split()
)
_PARTICLES = frozenset(
    ("de", "von", "van", "der", "den", "al", "el", "bin", "da", "di", "ван", "де", "фон", "дер",
     "аль", "бин", "бін", "да", "ді", "ди", "ель", "эль")
)  # fmt: skip
_RECALLED = 180  # days for which somebody out of office is named for the last one


@dataclass(slots=True)
class _Surname:
    """A surname found: whose it may be, and whether a given name stands with it."""

    start: int
    end: int
    people: list[int]
    full: bool


def known_people(
    scene: Scene,
    book: tuple[Person, ...],
    surnames: list[Hit],
    given_at: dict[int, set[int]],
    offices: list[Actor],
    covered: set[int],
    published: date,
) -> list[Actor]:
    """People of the codebook; a bare surname is his or hers who is in office on that day.

    ``given_at`` maps tokens to the people who have them as a given name.
    """
    beside = tokens_of((o.start, o.end) for o in offices)
    lands = tokens_of((c.start, c.end) for c in scene.countries)
    expected = beside | lands
    found = _surnames(scene, surnames, given_at, expected, covered)
    full = {p for surname in found if surname.full for p in surname.people}
    actors = []
    for surname in found:
        after_office = surname.start - 1 in beside
        if surname.start in lands and full.isdisjoint(surname.people):
            continue  # «Коста-Рика» is no António Costa, "Montenegro" no Luís Montenegro
        person = _whose(surname, book, full, after_office, published)
        if person is not None:
            sentence = scene.sentence_of[surname.start]
            side = _side(person, published)
            actors.append(Actor(surname.start, surname.end, sentence, side, PERSON, person.name))
    return actors


def _surnames(
    scene: Scene,
    hits: list[Hit],
    given_at: dict[int, set[int]],
    expected: set[int],
    covered: set[int],
) -> list[_Surname]:
    text, sentence_of = scene.text, scene.sentence_of
    spots: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        spots[hit.start].append(hit)
    shouting = {n for n, s in enumerate(text.sentences) if _shouting(text, s)}
    found: list[_Surname] = []
    reach = -1
    for start in sorted(spots):
        if start < reach or start in covered:
            continue
        end = max(hit.end for hit in spots[start])
        people = [int(h.tag.code) for h in spots[start] if h.end == end]
        low = start
        while low > 0 and sentence_of[low - 1] == sentence_of[start] and low - 1 in given_at:
            low -= 1
        named = [p for p in people if any(p in given_at[at] for at in range(low, start))]
        if not named:
            if start in given_at and _begins_name(scene, start):
                continue  # «Павел Залевский»: a given name that is also a surname
            if sentence_of[start] not in shouting and _stranger(scene, start, expected):
                continue
            low = start
        found.append(_Surname(low, end, named or people, bool(named)))
        reach = end
    return found


def _begins_name(scene: Scene, at: int) -> bool:
    after = at + 1
    return (
        after < len(scene.text.tokens)
        and scene.sentence_of[after] == scene.sentence_of[at]
        and scene.text.cases[after] > 0
        and not apart(scene.text, at)
        and not any(c.start == after for c in scene.countries)
    )


def _stranger(scene: Scene, start: int, expected: set[int]) -> bool:
    """Whether a capitalised word before the surname shows it to be somebody else's."""
    text, before = scene.text, start - 1
    if before <= text.sentences[scene.sentence_of[start]].start or before in expected:
        return False
    return (
        text.cases[before] > 0
        and not apart(text, before)
        and len(text.tokens[before]) > 2
        and text.plain[text.ends[before]].isspace()
    )


def _shouting(text: Text, sentence: Sentence) -> bool:
    """A headline in capitals or title case: capital letters say nothing there."""
    words = [at for at in range(sentence.start, sentence.end) if len(text.tokens[at]) > 3]
    return bool(words) and sum(text.cases[at] > 0 for at in words) > 0.7 * len(words)


def _whose(
    surname: _Surname,
    book: tuple[Person, ...],
    full: set[int],
    after_office: bool,
    published: date,
) -> Person | None:
    people = [book[p] for p in surname.people]
    if not surname.full:
        elsewhere = [book[p] for p in surname.people if p in full]
        if elsewhere:
            return elsewhere[0]
        people = [p for p in people if after_office or not p.ambiguous]
    return min(people, key=lambda p: (not _in_office(p, published), not p.offices), default=None)


def _in_office(person: Person, day: date) -> bool:
    return any(
        (t.start is None or t.start <= day) and (t.end is None or t.end >= day)
        for t in person.offices
    )


def _side(person: Person, day: date) -> str:
    """Whom the person stands for on that day: Rutte for the Netherlands, later for NATO."""
    for tenure in person.offices:
        begun = tenure.start is None or tenure.start <= day
        if tenure.side and begun and (tenure.end is None or tenure.end >= day):
            return tenure.side
    if not _in_office(person, day):  # just out of an office: recalled as its holder
        left = [t for t in person.offices if t.end is not None and t.end < day]
        last = max(left, key=lambda tenure: tenure.end or day, default=None)
        if last is not None and last.side and last.end and (day - last.end).days <= _RECALLED:
            return last.side
    return person.side


def introduced_people(
    scene: Scene,
    lang: str,
    offices: list[Actor],
    known: list[Actor],
    ours: dict[int, str],
    bearers: dict[int, list[Person]],
) -> list[Actor]:
    """People whom an office with a country introduces, and their later mentions by surname.

    Offices beside a known person take on that person and, where they tell none, the side. An
    office of no country told is Ukraine's where the name is ("Deputy Energy Minister Olha
    Yukhymchuk"); ``ours`` is that of `home_names`. ``bearers`` maps the ends of surnames to
    those of the codebook who have them: the holder of that office is meant, however spelt.
    """
    text = scene.text
    taken = tokens_of((p.start, p.end) for p in known)
    taken |= tokens_of((c.start, c.end) for c in scene.countries)
    by_start = {p.start: p for p in known}
    by_end = {p.end: p for p in known}
    people: list[Actor] = []
    surnames: dict[str, Actor] = {}
    shouted = {n for n, s in enumerate(text.sentences) if s.block == 0 and _shouting(text, s)}
    for office in offices:
        person = by_start.get(office.end) or by_end.get(office.start)
        if person is not None:
            office.side = office.side or person.side
            office.person = person.person
            continue
        if office.office == "spokesperson" or office.sentence in shouted:
            continue
        name = _name_after(scene, office.end, taken) or _name_before(scene, office.start, taken)
        if name is None:
            continue
        low, high = name
        if not office.side:
            if low not in ours:
                continue
            office.side = HOME
        spelt = text.surface(low, high)
        meant = recognised(bearers.get(high, []), office.side, office.office, spelt, lang)
        office.person = meant.name if meant else latin(spelt, lang)
        if meant is None and office.side == HOME and low in ours:
            surname = home_surname(text.surface(low + 1, high), lang)
            office.person = f"{ours[low]} {surname}"
        told = None if meant else office.office
        found = Actor(low, high, office.sentence, office.side, PERSON, office.person, told)
        people.append(found)
        taken |= set(range(low, high))
        surname = text.tokens[high - 1]
        if len(surname) >= 4:
            surnames[surname[: max(4, len(surname) - 2)]] = found
    return people + _by_surname(scene, surnames, taken)


def _by_surname(scene: Scene, surnames: dict[str, Actor], taken: set[int]) -> list[Actor]:
    if not surnames:
        return []
    found = []
    for at, token in enumerate(scene.text.tokens):
        if not scene.text.cases[at] or at in taken or len(token) < 4:
            continue
        for stem, first in surnames.items():
            if token.startswith(stem) and len(token) <= len(stem) + 4:
                sentence = scene.sentence_of[at]
                found.append(Actor(at, at + 1, sentence, first.side, PERSON, first.person))
                break
    return found


def _name_after(scene: Scene, at: int, taken: set[int]) -> tuple[int, int] | None:
    """«министр обороны Люксембурга Юрико Бакес»: two to four capitalised words behind."""
    text, low = scene.text, at
    if low >= len(text.tokens) or text.plain[text.ends[at - 1] : text.starts[low]].strip("(, "):
        return None
    high = low
    here = scene.sentence_of[at - 1]
    while (
        high < len(text.tokens)
        and high - low < 4
        and scene.sentence_of[high] == here
        and high not in taken
        and _in_name(text, high, first=high == low)
        and (high == low or _one_name(text, high - 1))
    ):
        high += 1
    while high > low and not text.cases[high - 1]:
        high -= 1
    return (low, high) if high - low >= 2 else None


def _name_before(scene: Scene, at: int, taken: set[int]) -> tuple[int, int] | None:
    """ "Luis Montenegro, the Portuguese prime minister": a name, a comma, the office."""
    text, high = scene.text, at
    if high > 0 and text.tokens[high - 1] in ("the", "a"):
        high -= 1
    if high <= 1 or "," not in text.plain[text.ends[high - 1] : text.starts[high]]:
        return None
    here = scene.sentence_of[at]
    low = high
    while (
        low > 0
        and high - low < 4
        and scene.sentence_of[low - 1] == here
        and low - 1 not in taken
        and _in_name(text, low - 1, first=False)
        and (low == high or _one_name(text, low - 1))
    ):
        low -= 1
    while low < high and not text.cases[low]:
        low += 1
    return (low, high) if high - low >= 2 else None


def _one_name(text: Text, at: int) -> bool:
    """Whether token ``at`` and the next are parted by spaces or a hyphen alone."""
    gap = text.plain[text.ends[at] : text.starts[at + 1]]
    return gap == "-" or gap.isspace()


def _in_name(text: Text, at: int, *, first: bool) -> bool:
    token = text.tokens[at]
    if token in _NO_NAME or any(letter.isdigit() for letter in token):
        return False
    if text.cases[at] > 1 and 1 < len(token) <= 4:  # an abbreviation: «глава МЗС Маріо Букаро»
        return False
    return text.cases[at] > 0 or (not first and token in _PARTICLES)
