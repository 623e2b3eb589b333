"""The particulars of a contact: its day, its place and the people, each chosen by weighed signs."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from coverage.coder.dates import Day
from coverage.coder.scene import HOME, OFFICE, PERSON, Actor, Scene
from coverage.coder.survey import Candidate
from coverage.coder.tense import manner_near
from coverage.model import Span, Status

T = TypeVar("T")


@dataclass(slots=True)
class Option(Generic[T]):
    """One value that the particular may have, where it stands, and its signs."""

    value: T
    span: Span
    rule: str
    signs: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Setting:
    """A contact whose particulars are wanted: its partners, and the sentences that tell of it.

    ``others`` are the partners of the article's other contacts.
    """

    scene: Scene
    background: list[bool]
    partners: list[Candidate]
    others: list[Candidate]
    status: Status
    partner_of_place: dict[str, str]
    again: bool = False  # with one who was met
    best: int = 0
    acting: set[int] = field(default_factory=set)
    others_acting: set[int] = field(default_factory=set)
    own: list[int] = field(default_factory=list)  # the sentences of `acting` in order
    theirs: list[int] = field(default_factory=list)  # those of `others_acting`

    def __post_init__(self) -> None:
        """Work out the contact's own sentences, and those of the other contacts alone."""
        self.best = max(self.partners, key=lambda c: c.best_score).best
        self.acting = self._sentences(self.partners)
        self.others_acting = self._sentences(self.others) - self.acting
        self.own, self.theirs = sorted(self.acting), sorted(self.others_acting)

    def _sentences(self, candidates: list[Candidate]) -> set[int]:
        return {
            a.sentence
            for c in candidates
            for a in c.actors
            if a.level >= OFFICE and not self.background[a.sentence]
        }

    def may_tell(self, at: int) -> bool:
        """Whether the day or place at token ``at`` may be the contact's: of one to come ``again``
        only in the sentence that tells most of it, or the next."""
        return not self.again or self.scene.sentence_of[at] - self.best in (0, 1)

    def sentence_span(self, number: int) -> Span:
        """The characters of a sentence."""
        sentence = self.scene.text.sentences[number]
        return self.scene.text.span(sentence.start, sentence.end)

    def position_signs(self, at: int) -> dict[str, float]:
        """Signs of where token ``at`` stands in the article and among the contact's sentences."""
        number = self.scene.sentence_of[at]
        block = self.scene.text.sentences[number].block
        where = "title" if block == 0 else "lead" if block == 1 else "body"
        signs = {f"in_{where}": 1.0, f"manner_{manner_near(self.scene, number, at)}": 1.0}
        if number == self.best:
            signs["in_best"] = 1.0
        if number in self.acting:
            signs["in_acting"] = 1.0
        elif number - 1 in self.acting or number + 1 in self.acting:
            signs["beside_acting"] = 1.0
        if self.others_acting:
            own, other = _gap(number, self.own), _gap(number, self.theirs)
            signs["nearer_to_other" if other < own else "nearer_to_own"] = 1.0
            if number in self.others_acting:
                signs["in_other"] = 1.0
        if self.background[number]:
            signs["in_background"] = 1.0
        cue = self.scene.cue_at[number]
        for name in ("background", "statement", "session", "contact_future", "visit_past"):
            if name in cue:
                signs[f"with_{name}"] = 1.0
        return signs


def _gap(number: int, sentences: list[int]) -> int:
    """How far the nearest of ``sentences`` is; one before counts as nearer than one behind."""
    at = bisect_right(sentences, number)
    before = 2 * (number - sentences[at - 1]) if at else _NOWHERE
    behind = 2 * (sentences[at] - number) + 1 if at < len(sentences) else _NOWHERE
    return min(before, behind)


_NOWHERE = 1_000_000


def _merge(into: dict[str, float], signs: dict[str, float]) -> None:
    for sign, value in signs.items():
        into[sign] = max(into.get(sign, 0.0), value)


def day_options(setting: Setting, named: list[Day], published: date) -> list[Option[date | None]]:
    """Every day named, and the default: the publication's day (of a plan: no day)."""
    held = setting.status is Status.HELD
    found: dict[date | None, Option[date | None]] = {}
    tokens = setting.scene.text.tokens
    for day in named:
        value = day.day if held else day.upcoming
        ahead = (value - published).days
        signs = setting.position_signs(day.start)
        signs[f"rule_{day.rule}"] = 1.0
        signs[f"ahead_{_bucket(ahead)}"] = 1.0
        if day.start:
            before = tokens[day.start - 1]
            if before in _UNTIL:
                signs["until"] = 1.0
        option = found.get(value)
        if option is None:
            span = setting.scene.text.span(day.start, day.end)
            option = found[value] = Option(value, span, day.rule)
            if len(found) == 1:
                signs["first_named"] = 1.0
        _merge(option.signs, signs)
    default = published if held else None
    whole = setting.sentence_span(setting.best)
    if default not in found:
        found[default] = Option(default, whole, "day_of_publication" if held else "no_day_named")
    found[default].signs["default"] = 1.0
    for rival in found.values():
        if rival.value in (default, None) or "in_background" in rival.signs:
            continue
        if -20 <= (rival.value - published).days <= 0:
            for where in ("in_best", "in_acting", "in_lead", "in_title"):
                if where in rival.signs:
                    found[default].signs[f"rival_{where}"] = 1.0
    for option in found.values():
        option.signs["bias"] = 1.0
    return list(found.values())


_UNTIL = frozenset(
    ("до", "с", "со", "по", "з", "із", "від", "by", "until", "since", "from", "after", "после",
     "після", "till", "before")
)  # fmt: skip


def _bucket(ahead: int) -> str:
    for limit, name in ((-60, "long_past"), (-8, "weeks_past"), (-2, "days_past"), (-1, "eve")):
        if ahead <= limit:
            return name
    if ahead == 0:
        return "same_day"
    return "days_to_come" if ahead <= 10 else "weeks_to_come" if ahead <= 60 else "far_to_come"


def place_options(setting: Setting, spots: list[tuple[int, int, str, bool]]) -> list[Option[str]]:
    """Every place named or described; none of them may be the one."""
    scene = setting.scene
    partners = {c.code for c in setting.partners}
    found: dict[str, Option[str]] = {}
    first = True
    for start, end, name, located in sorted(spots):
        signs = setting.position_signs(start)
        signs["bias"] = 1.0
        if _heads(scene, start, end):
            signs["heads_title" if "in_title" in signs else "heads_block"] = 1.0
        if located:
            signs["located"] = 1.0
            signs[f"located_{_preposition(scene, start)}"] = 1.0
            if "in_best" in signs:
                signs["located_in_best"] = 1.0
            if "in_acting" in signs:
                signs["located_in_acting"] = 1.0
            if first:
                signs["first_located"], first = 1.0, False
        owner = setting.partner_of_place.get(name, "")
        whose = "home" if owner == HOME else "partner" if owner in partners else "third"
        signs[f"whose_{whose}"] = 1.0
        option = found.get(name)
        if option is None:
            option = found[name] = Option(name, scene.text.span(start, end), "place_in_text")
        else:
            option.signs["named_again"] = 1.0
            if "located" in signs and "located" not in option.signs:
                option.span = scene.text.span(start, end)
        _merge(option.signs, signs)
    likely = [option for option in found.values() if "located" in option.signs]
    several = len(setting.partners) > 1
    for option in found.values():
        if len(found) == 1:
            option.signs["only_place"] = 1.0
        if likely == [option]:
            option.signs["only_located"] = 1.0
        if not setting.others:
            option.signs["only_contact"] = 1.0
        if several:
            told = ("located", "in_title", "in_lead", "in_best", "only_located", "with_session")
            option.signs["several"] = 1.0
            option.signs |= {f"several_{sign}": 1.0 for sign in told if sign in option.signs}
    return list(found.values())


def _heads(scene: Scene, start: int, end: int) -> bool:
    """ "Madrid: ministers sign", «КИЕВ. 21 апреля. УНН», "ABU DHABI, Emirates — ...": a heading."""
    text, sentence = scene.text, scene.text.sentences[scene.sentence_of[start]]
    if start != sentence.start or text.cases[start] == 0:
        return False
    after = text.plain[text.ends[end - 1] : text.ends[end - 1] + 3]
    if after.startswith(":"):
        return True
    return text.cases[start] > 1 and after.lstrip()[:1] in (",", ".", "-", "")


_GROUPS = {
    "in": ("in", "at", "в", "во", "у", "на", "near", "под", "під", "поблизу", "outside"),
    "to": ("to", "into", "до"),
    "from": ("from", "из", "з", "із"),
}


def _preposition(scene: Scene, start: int) -> str:
    before = scene.text.tokens[max(0, start - 2) : start]
    for name, prepositions in _GROUPS.items():
        if any(token in prepositions for token in before):
            return name
    return "described"


def people_options(setting: Setting, sides: set[str]) -> list[Option[str]]:
    """Every person of ``sides`` that the article names outside the background."""
    scene = setting.scene
    by_person: dict[str, list[Actor]] = defaultdict(list)
    crowd: dict[int, int] = defaultdict(int)
    for actor in scene.actors:
        if actor.side in sides and actor.level == PERSON and actor.person:
            if not setting.background[actor.sentence]:
                crowd[actor.sentence] += 1
            by_person[actor.person].append(actor)
    top = max((len(actors) for actors in by_person.values()), default=0)
    options = []
    for person, actors in by_person.items():
        span = scene.text.span(actors[0].start, actors[0].end)
        option = Option(person, span, "person_named")
        if any(actor.office for actor in actors):  # by which one not in the codebook is known
            option = Option(person, span, "person_introduced")
        for actor in actors:
            signs = setting.position_signs(actor.start)
            if _owner(scene, actor):
                signs["owner"] = 1.0
            if crowd[actor.sentence] > 1:
                signs["among_others"] = 1.0
                if "in_best" in signs:
                    signs["among_others_in_best"] = 1.0
            _merge(option.signs, signs)
        if len(actors) == top:
            option.signs["most_named"] = 1.0
        if len(by_person) == 1:
            option.signs["only_person"] = 1.0
        if person == actors[0].person and actors[0] is _first(by_person):
            option.signs["first_named"] = 1.0
        option.signs["named"] = min(len(actors), 4) / 4
        option.signs["bias"] = 1.0
        options.append(option)
    return options


def _owner(scene: Scene, actor: Actor) -> bool:
    """Whether but something of the person's is named: "Trump's envoy", «план Трампа»."""
    text = scene.text
    if text.plain[text.ends[actor.end - 1] :][:2] in ("'s", "’s"):
        return True
    return actor.start > 0 and text.tokens[actor.start - 1].startswith(_OWNED)


_OWNED = (
    "команд", "администрац", "адміністрац", "план", "посланник", "спецпосланник", "представител",
    "представник", "спецпредставник", "спецпредставител", "советник", "радник", "предложен",
    "пропозиц", "инициатив", "ініціатив", "уряд", "правительств", "кабинет", "кабінет",
)  # fmt: skip


def _first(by_person: dict[str, list[Actor]]) -> Actor:
    return min((actors[0] for actors in by_person.values()), key=lambda a: a.start)
