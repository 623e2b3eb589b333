"""What speaks for and against a partner's having been met: named yes-or-no signs.

A sign is read off the sentences in which the partner acts; ``weights.toml`` says what each is
worth. The names of the signs are what ``explain`` prints, e.g. ``person_home_past``: a sentence
names a person of the partner's and a Ukrainian official, and the nearest word of contact is past.
"""

from __future__ import annotations

from coverage.coder.scene import HOME, OFFICE, PERSON, PLACE, STATE, Actor, Scene
from coverage.coder.survey import Candidate, Survey, survey
from coverage.coder.tense import balance, manner_near, nearest

_LEVEL = {PERSON: "person", OFFICE: "office", STATE: "state", PLACE: "place"}
_SIGNS_OF_ACTING = (
    "future", "contact_future", "hypothesis", "negation", "cancelled", "background", "statement",
    "session", "margins", "remote", "visit_past", "contact_infinitive", "company", "former",
    "sign_past", "between", "counterpart", "participant",
    "colleagues", "council", "gathered", "serial",
)  # fmt: skip
_TELLING = ("told_past", "told_future_only", "never_told_past", "never_beside_home",
            "acts_statement", "title_session", "lead_session",
            "takes_part_in_session")  # fmt: skip
_ARRIVAL = ("article_all_past", "article_tenseless", "article_all_future", "own_all_past",
            "own_tenseless", "own_all_future", "told_visit_only", "told_future_alone",
            "home_acts")  # fmt: skip
_GROUP_SIGNS = ("title_state", "lead_state", "ahead_of", "told_past", "told_future_only",
                "state_home_past", "state_home_future", "lead_home", "title_session", "day_ahead",
                "day_past", "day_same", "told_future_alone", "state_alone_future",
                "state_near_future", "state_home_later", "state_alone_later", "article_past",
                "own_all_future", "own_all_past", "only_background")  # fmt: skip


def candidates(
    scene: Scene, background: list[bool], kinds: dict[str, str], when: dict[int, str]
) -> list[Candidate]:
    """Every partner that the article names, with its signs.

    ``kinds``: partner -> its kind; ``when``: sentence -> whether the day that it names is
    ``past``, ``same`` (as the publication) or ``ahead``.
    """
    article, found = survey(scene, background, kinds, when)
    weight = {
        code: sum(a.level >= OFFICE and not background[a.sentence] for a in c.actors)
        for code, c in found.items()
    }
    top = max(weight.values(), default=0)
    sole = sum(n > 0 for n in weight.values()) == 1
    with_ends = {end for _, end in scene.cues["with"]}
    for code, candidate in found.items():
        signs = candidate.signs
        signs.update(article.signs)
        signs[f"kind_{kinds[code]}"] = 1.0
        if top and weight[code] == top:
            signs["most_named"] = 1.0
            if sole:
                signs["sole_actor"] = 1.0
            if "interlocutors" in signs:
                signs["interlocutor_most_named"] = 1.0
        signs["named"] = min(weight[code], 4) / 4
        by_sentence: dict[int, list[Actor]] = {}
        for actor in candidate.actors:
            by_sentence.setdefault(actor.sentence, []).append(actor)
        for number, actors in by_sentence.items():
            _sentence_signs(candidate, article, number, actors)
            if not background[number] and any(
                a.start in with_ends or a.start - 1 in with_ends for a in actors
            ):
                signs["with"] = 1.0
        _meant_signs(candidate, article)
        if all(background[n] for n in by_sentence):
            signs["only_background"] = 1.0
        _sum_up(signs)
        if "brief" in signs:
            signs |= {f"brief_{sign}": 1.0 for sign in _TELLING if sign in signs}
        own = [m for n in by_sentence if not background[n] for _, m in article.manners[n]]
        signs.update(balance("own", own))
        if "never_told_past" in signs and ("title_visit" in signs or "lead_visit" in signs):
            signs["arrival"] = 1.0  # "arrived for talks": what they brought is not told yet
            for sign in _ARRIVAL:
                if sign in signs:
                    signs[f"arrival_{sign}"] = 1.0
        if kinds[code] == "group":
            signs.update({f"group_{sign}": 1.0 for sign in _GROUP_SIGNS if sign in signs})
    return list(found.values())


def _sentence_signs(
    candidate: Candidate, article: Survey, number: int, actors: list[Actor]
) -> None:
    signs, cue = candidate.signs, article.scene.cue_at[number]
    level = max(a.level for a in actors)
    name = _LEVEL[level]
    foremost = [a for a in actors if a.level == level]
    if article.background[number]:
        if level >= OFFICE:
            signs["background_" + name] = 1.0
        return
    block = article.scene.text.sentences[number].block
    home = article.home_beside(number)
    manner = nearest(article.manners[number], foremost)
    where = "title" if block == 0 else "lead" if block == 1 else "body"
    signs[f"{name}_{home}_{manner}"] = 1.0
    signs[f"{where}_{name}"] = 1.0
    if home == "home":
        signs[f"{where}_{name}_home"] = 1.0
    if len(article.named[number]) >= 3 and level >= STATE:
        signs[f"listed_{name}"] = 1.0
        if "collective" in article.signs:
            signs["listed_collective"] = 1.0
        if len(article.named[number]) >= 5:
            signs["listed_many"] = 1.0
        if "session_with_home" in article.signs:
            signs["listed_in_session"] = 1.0
    if "session_with_home" in article.signs and level >= STATE:
        signs[f"session_{name}"] = 1.0
    if level >= STATE and number in article.when:
        signs[f"day_{article.when[number]}"] = 1.0
    if any(a.start - 1 - gap in article.ahead for a in actors for gap in (0, 1)):
        signs["ahead_of"] = 1.0
    for kind in ("session_article", "group_article"):
        if kind in article.signs and level >= STATE:
            signs[f"{kind}_{name}"] = 1.0
    if level >= STATE:
        _joined_signs(signs, article, number, foremost, where)
    if level >= STATE and block:
        for sign in article.told_in_block[block]:
            signs[f"{name}_in_block_{sign}"] = 1.0
    if level >= OFFICE and home == "home":
        for told in sorted({told for _, told in article.manners[number]}):
            signs[f"beside_{told}"] = 1.0
    if level >= OFFICE:
        for sign in _SIGNS_OF_ACTING:
            if sign in cue:
                signs[f"acts_{sign}"] = 1.0
        if len(article.acting[number]) > 2:
            signs["crowd"] = 1.0
        if len(article.acting[number]) > 1:
            in_session = "session" in cue or "session_with_home" in article.signs
            apart = "third_party_in_session" if in_session else "third_party"
            signs["several" if home == "home" else apart] = 1.0
        if "participant" in cue and "session_with_home" in article.signs:
            signs["takes_part_in_session"] = 1.0
        if article.hostile[number]:
            signs["with_adversary"] = 1.0
    elif level == PLACE and article.home[number] >= OFFICE and "visit_past" in cue:
        signs["home_visits"] = 1.0
    score = (
        level
        + 2.0 * (home in ("home", "him"))
        + 1.5 * (manner in ("past", "noun"))
        + 0.5 * (block <= 1)
        - 0.5 * (block == 0)
        - 0.01 * number
    )
    if score > candidate.best_score:
        candidate.best, candidate.best_score = number, score


def _meant_signs(candidate: Candidate, article: Survey) -> None:
    """Sentences that name Ukraine's official and mean the partner's: "He and Zelensky talked"."""
    for number, sentence in enumerate(article.meant):
        if candidate.code not in sentence.partners:
            continue
        at, word = sentence.partners[candidate.code]
        manner = manner_near(article.scene, number, at)
        candidate.signs[f"meant_home_{manner}"] = 1.0
        candidate.signs[f"meant_{word}_{manner}"] = 1.0


def _joined_signs(
    signs: dict[str, float], article: Survey, number: int, actors: list[Actor], where: str
) -> None:
    """Is the partner joined to Ukraine («Зеленский и Стёре»), or to another partner?"""
    tokens = article.scene.text.tokens
    for other in article.by_sentence[number]:
        if other.level < STATE or any(other.side == a.side for a in actors):
            continue
        for actor in actors:
            low, high = sorted((actor, other), key=lambda a: a.start)
            between = tokens[low.end : high.start]
            if len(between) <= 2 and any(token in _JOIN for token in between):
                if other.side == HOME:
                    signs["joined_home"] = 1.0
                    signs[f"joined_home_{where}"] = 1.0
                else:
                    signs["joined_other"] = 1.0
            if other.side == HOME and other.level >= OFFICE and len(between) <= 10:
                signs["close_to_home"] = 1.0


_JOIN = frozenset(("и", "с", "со", "та", "і", "й", "з", "із", "зі", "and", "with", "meets", "hosts",
                   "receives", "у", "к"))  # fmt: skip


DENIED = "told_denied"  # nothing but "did not meet" is said of the partner
_BESIDE = ("home", "him", "near", "state")
_AFFIRMED = ("past", "noun", "visit", "future", "aim", "cancelled")


def _sum_up(signs: dict[str, float]) -> None:
    """Signs over all sentences of the partner: told as past, only as future, never beside us."""
    told = {
        tuple(sign.split("_"))
        for sign in signs
        if sign.count("_") == 2 and sign.startswith(("person_", "office_", "state_", "meant_home_"))
    }
    past = any(m in ("past", "noun") and h in _BESIDE for _, h, m in told)
    strong = any(m == "past" and h in ("home", "him") for _, h, m in told)
    future = any(m in ("future", "aim") and h in _BESIDE for _, h, m in told)
    if strong:
        signs["told_past"] = 1.0
    elif not past:
        signs["never_told_past"] = 1.0
        if any(m == "visit" for _, _, m in told):
            signs["told_visit_only"] = 1.0
    if future and not strong:
        signs["told_future_only"] = 1.0
        if not past:
            signs["told_future_alone"] = 1.0
    manners = {m for _, _, m in told}
    if "negated" in manners and manners.isdisjoint(_AFFIRMED):
        signs[DENIED] = 1.0
    if not any(h in ("home", "him") for _, h, _ in told):
        signs["never_beside_home"] = 1.0
