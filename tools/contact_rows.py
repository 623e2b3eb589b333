"""Cases for training what the coder reads of contacts: partners, status, mode, day, place, people.

Each function yields the cases of one labelled article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cases import Case, Cases

from coverage.codebook.fold import fold
from coverage.coder.coder import Coder, View
from coverage.coder.company import company_signs
from coverage.coder.contacts import CONTACT
from coverage.coder.particulars import Setting, day_options, people_options, place_options
from coverage.coder.scene import HOME
from coverage.coder.status import AGAIN, PLANNED, again_signs, when
from coverage.coder.survey import Candidate
from coverage.coder.weights import Weights
from coverage.labelled import Labelled
from coverage.model import Mention, Mode, Status

SPEAK = 2  # partners of a meeting that speak for its mode in training


def contact(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Was this partner in contact with Ukraine (held or planned)?"""
    view = coder.view(item.article)
    return _told(item, view, [candidate.signs for candidate in view.candidates])


def contact_in_company(coder: Coder, item: Labelled, first: Weights) -> Iterator[Case]:
    """The same at the second look; ``first`` has not seen the article."""
    view = coder.view(item.article)
    scores = [first.score(CONTACT, candidate.signs) for candidate in view.candidates]
    return _told(item, view, company_signs(view.candidates, scores))


def _told(item: Labelled, view: View, signs: list[dict[str, float]]) -> Iterator[Case]:
    told = {p for m in item.gold.mentions for p in m.partners}
    for candidate, of in zip(view.candidates, signs, strict=True):
        if candidate.code not in item.neutral.partners:
            yield Case(of, candidate.code in told, words=_words(view, candidate))


def _words(view: View, candidate: Candidate) -> frozenset[str]:
    return view.scene.words(candidate.sentences(view.background))


def planned(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Is the contact with this partner still to come?"""
    held = {p for m in item.gold.mentions if m.status is Status.HELD for p in m.partners}
    told = {p for m in item.gold.mentions for p in m.partners}
    view = coder.view(item.article)
    for candidate in view.candidates:
        if candidate.code in told and candidate.code not in item.neutral.partners:
            words = _words(view, candidate)
            yield Case(candidate.signs, candidate.code not in held, words=words)


def planned_again(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Is a further contact with this partner, which was met, still to come?"""
    held = {p for m in item.gold.mentions if m.status is Status.HELD for p in m.partners}
    later = {p for m in item.gold.mentions if m.status is Status.PLANNED for p in m.partners}
    view = coder.view(item.article)
    days = when(view.scene, view.named_days, item.article.published)
    for candidate in view.candidates:
        if candidate.code in held and candidate.code not in item.neutral.partners:
            signs, number = again_signs(view.scene, candidate, view.background, days)
            if number >= 0:
                yield Case(signs, candidate.code in later)


def _mode(mode: Mode) -> Cases:
    """A meeting is one case of its mode, however many partners it has: a few speak for all."""

    def decide(coder: Coder, item: Labelled) -> Iterator[Case]:
        told = {p: m for m in reversed(item.gold.mentions) for p in m.partners}
        view = coder.view(item.article)
        met = [c for c in view.candidates if c.code in told]
        spoken: Counter[int] = Counter()  # a mention: its partners so far
        for candidate in met:
            mention = told[candidate.code]
            spoken[id(mention)] += 1
            if spoken[id(mention)] > SPEAK:
                continue
            others = [
                c for c in met if c is not candidate and told[c.code].status is mention.status
            ]
            signs = view.finder.mode_signs(view.scene, candidate, others, view.background)
            yield Case(signs, mention.mode is mode, words=_words(view, candidate))

    return decide


def _settings(coder: Coder, item: Labelled) -> Iterator[tuple[View, Setting, Mention]]:
    """The gold mentions as the coder would see them, with the partners that it finds."""
    view = coder.view(item.article)
    found = {c.code: c for c in view.candidates}
    for mention in item.gold.mentions:
        partners = [found[p] for p in mention.partners if p in found]
        told = {p for m in item.gold.mentions for p in m.partners} - set(mention.partners)
        others = [found[p] for p in sorted(told) if p in found]
        if partners:
            setting = view.finder.setting(
                view.scene, view.background, partners, others, mention.status
            )
            yield view, setting, mention


def _day(status: Status) -> Cases:
    def decide(coder: Coder, item: Labelled) -> Iterator[Case]:
        for view, setting, mention in _settings(coder, item):
            if (mention.status is Status.HELD) is (status is Status.HELD):
                for option in day_options(setting, view.named_days, item.article.published):
                    yield Case(option.signs, option.value == mention.date)

    return decide


def place(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Is this place the contact's?"""
    for view, setting, mention in _settings(coder, item):
        if mention.mode is not Mode.REMOTE:
            for option in place_options(setting, view.finder.spots(setting.scene)):
                yield Case(option.signs, option.value == mention.place)


def ukraine(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Did this Ukrainian official take part?"""
    for _, setting, mention in _settings(coder, item):
        for option in people_options(setting, {HOME}):
            yield Case(option.signs, option.value in mention.ukraine)


def partner_people(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Did this official of the partner's take part?"""
    for _, setting, mention in _settings(coder, item):
        for option in people_options(setting, set(mention.partners)):
            surname = fold(option.value).split()[-1]
            yield Case(option.signs, surname in fold(" ".join(mention.partner_people)))


CONTACTS: dict[str, Cases] = {
    CONTACT: contact,
    PLANNED: planned,
    AGAIN: planned_again,
    "remote": _mode(Mode.REMOTE),
    "multilateral": _mode(Mode.MULTILATERAL),
    "day_held": _day(Status.HELD),
    "day_planned": _day(Status.PLANNED),
    "place": place,
    "ukraine": ukraine,
    "partner_people": partner_people,
}
