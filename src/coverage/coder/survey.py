"""An article as the signs of contact need it: who acts where, and what its sentences tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from coverage.coder.meant import Meant, meant
from coverage.coder.scene import HOME, OFFICE, PLACE, STATE, Actor, Scene
from coverage.coder.tense import Spot, balance, spots

_MANY = frozenset(("colleagues", "council", "gathered"))
_BRIEF = 4  # sentences, the headline among them


@dataclass(slots=True)
class Candidate:
    """A partner that the article names, its mentions and its signs."""

    code: str
    actors: list[Actor] = field(default_factory=list)
    signs: dict[str, float] = field(default_factory=dict)
    best: int = 0  # the sentence that speaks most for a contact
    best_score: float = -1.0

    @property
    def first_named(self) -> int:
        """Where the partner is first named as somebody, else where it is first named at all."""
        return min((a.level < STATE, a.start) for a in self.actors)[1]

    def sentences(self, background: list[bool]) -> set[int]:
        """Those that name it outside the background, and the best one."""
        return {a.sentence for a in self.actors if not background[a.sentence]} | {self.best}


@dataclass(slots=True)
class Survey:
    """What the signs need to know of the whole article."""

    scene: Scene
    background: list[bool]
    home: list[int]  # a sentence: the highest level at which Ukraine acts in it (-1: not at all)
    acting: list[set[str]]  # a sentence: partners whose people or offices act in it
    named: list[set[str]]  # a sentence: partners named in it as states or more
    hostile: list[bool]  # a sentence: an adversary acts in it
    manners: list[list[Spot]]  # a sentence: words of contact and where they stand
    group_leads: bool  # a group («Рамштайн») is named in the headline or lead
    by_sentence: list[list[Actor]]  # a sentence: everybody in it
    ahead: set[int]  # tokens that set an event in the future ("ahead of")
    when: dict[int, str]  # a sentence: past, same or ahead, by the day that it names
    told_in_block: list[set[str]]  # a paragraph: ``home`` acts in it, a contact is ``past``
    meant: list[Meant]  # a sentence: whom it means without naming
    signs: dict[str, float]  # signs of the article, the same for each candidate

    def home_beside(self, number: int) -> str:
        """Where Ukraine acts, seen from a sentence: ``home`` (in it), ``near``, ``alone`` ..."""
        if self.home[number] >= OFFICE:
            return "home"
        if self.home[number] >= STATE:
            return "state"
        if self.home[number] == PLACE and "visit_past" in self.scene.cue_at[number]:
            return "soil"  # "arrived in Kyiv"
        if self.meant[number].home:
            return "him"  # "received him"
        near = (n for n in (number - 1, number + 1) if 0 <= n < len(self.home))
        return "near" if any(self.home[n] >= OFFICE for n in near) else "alone"


def survey(
    scene: Scene, background: list[bool], kinds: dict[str, str], when: dict[int, str]
) -> tuple[Survey, dict[str, Candidate]]:
    """The article, and a candidate for each partner that it names (see ``features``)."""
    count = len(scene.text.sentences)
    home, hostile = [-1] * count, [False] * count
    acting: list[set[str]] = [set() for _ in range(count)]
    named: list[set[str]] = [set() for _ in range(count)]
    found: dict[str, Candidate] = {}
    for actor in scene.actors:
        number, kind = actor.sentence, kinds.get(actor.side, "")
        if actor.side == HOME:
            home[number] = max(home[number], actor.level)
        elif kind == "adversary":
            hostile[number] |= actor.level >= STATE
        elif kind in ("state", "organisation", "group"):
            found.setdefault(actor.side, Candidate(actor.side)).actors.append(actor)
            if actor.level >= OFFICE:
                acting[number].add(actor.side)
            if actor.level >= STATE:
                named[number].add(actor.side)
    manners = [spots(cue) for cue in scene.cue_at]
    ahead = {end - 1 for _, end in scene.cues["ahead_of"]}
    by_sentence: list[list[Actor]] = [[] for _ in range(count)]
    for actor in scene.actors:
        by_sentence[actor.sentence].append(actor)
    group_leads = any(
        kinds.get(a.side) == "group" and scene.text.sentences[a.sentence].block <= 1
        for a in scene.actors
    )
    article = Survey(
        scene=scene, background=background, home=home, acting=acting, named=named,
        hostile=hostile, manners=manners, group_leads=group_leads, by_sentence=by_sentence,
        ahead=ahead, when=when, told_in_block=[], meant=meant(scene, background, kinds), signs={},
    )  # fmt: skip
    article.signs = _article_signs(article)
    article.told_in_block = _told_in_blocks(article)
    return article, found


def _told_in_blocks(article: Survey) -> list[set[str]]:
    """For each paragraph: ``home`` where Ukraine acts, ``past`` where it tells of a contact."""
    sentences = article.scene.text.sentences
    told: list[set[str]] = [set() for _ in range(sentences[-1].block + 1 if sentences else 0)]
    for number, sentence in enumerate(sentences):
        if article.background[number]:
            continue
        if article.home[number] >= OFFICE:
            told[sentence.block].add("home")
        if any(manner == "past" for _, manner in article.manners[number]):
            told[sentence.block].add("past")
    return told


def _article_signs(article: Survey) -> dict[str, float]:
    scene = article.scene
    signs = {"bias": 1.0}
    if any(h >= OFFICE and not b for h, b in zip(article.home, article.background, strict=True)):
        signs["home_acts"] = 1.0
    for number, sentence in enumerate(scene.text.sentences):
        if sentence.block > 1:
            break
        where = "title" if sentence.block == 0 else "lead"
        told = {m for _, m in article.manners[number]}
        for manner in ("past", "future", "later", "aim", "visit", "wish"):
            if manner in told:
                signs[f"{where}_{manner}"] = 1.0
        for sign in ("session", "cancelled", "negation", "statement"):
            if sign in scene.cue_at[number]:
                signs[f"{where}_{sign}"] = 1.0
        if article.home[number] >= OFFICE:
            signs[f"{where}_home"] = 1.0
        if article.hostile[number]:
            signs[f"{where}_adversary"] = 1.0
        if number in article.when:
            signs[f"{where}_day_{article.when[number]}"] = 1.0
    interlocutors = False
    for number, cue in enumerate(scene.cue_at):
        if article.background[number]:
            continue
        interlocutors |= "interlocutor" in cue
        if (
            article.home[number] >= OFFICE
            and not _MANY.isdisjoint(cue)
            and any(manner in ("past", "noun") for _, manner in article.manners[number])
        ):
            signs["collective"] = 1.0  # "spoke with the leaders": who they are stands apart
        if article.home[number] >= OFFICE and article.acting[number]:
            for _, manner in article.manners[number]:
                if manner in ("past", "future"):
                    signs[f"article_{manner}"] = 1.0
    if interlocutors:
        signs["interlocutors"] = 1.0
    reported = zip(article.manners, article.background, strict=True)
    signs.update(balance("article", [m for words, b in reported if not b for _, m in words]))
    session = "title_session" in signs or "lead_session" in signs
    if session and any(
        "session" in cue and h >= STATE for cue, h in zip(scene.cue_at, article.home, strict=True)
    ):
        signs["session_with_home"] = 1.0
    if session:
        signs["session_article"] = 1.0
    if article.group_leads:
        signs["group_article"] = 1.0
    if len(scene.text.sentences) <= _BRIEF:
        signs["brief"] = 1.0  # a flash has little to say for itself
    return signs
