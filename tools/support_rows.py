"""Cases for training what the coder reads of support: topics, funding models, partners, stages.

Each function yields the cases of one labelled article. Meetings are those of the
label, so that these decisions are trained apart from those on contacts.
"""

from __future__ import annotations

from collections.abc import Iterator

from cases import Case, Cases

from coverage.coder import funding, stages, topics
from coverage.coder.background import background_sentences
from coverage.coder.coder import Coder
from coverage.coder.mechanisms import Mechanism
from coverage.coder.passages import SentenceView, view
from coverage.coder.scene import Scene
from coverage.labelled import Labelled
from coverage.model import Stage


def topic_cases(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Is the article about this topic?"""
    _, hits, scene = coder.read(item.article)
    gold = {t.topic for t in item.gold.topics}
    mentions = list(item.gold.mentions)
    views = view(scene, hits, background_sentences(scene), coder.hostile)
    for candidate in coder.topics.candidates(scene, hits, views, mentions):
        if candidate.topic not in item.neutral.topics:
            yield Case(candidate.signs, candidate.topic in gold, candidate.topic)


def funding_cases(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Does the article tell of this funding model?"""
    gold = {f.model for f in item.gold.funding}
    for mechanism in _mechanisms(coder, item)[0]:
        if mechanism.model not in item.neutral.models:
            yield Case(mechanism.signs, mechanism.model in gold, mechanism.model)


def partner_cases(coder: Coder, item: Labelled) -> Iterator[Case]:
    """Is the funding model, where rightly found, tied to this partner?"""
    gold = {f.model: f.partners for f in item.gold.funding}
    found, scene, views = _mechanisms(coder, item)
    for mechanism in found:
        if mechanism.model in gold:
            for tie in coder.funding.ties(mechanism, scene, views, list(item.gold.mentions)):
                if tie.partner not in item.neutral.partners:
                    right = tie.partner in gold[mechanism.model]
                    yield Case(tie.signs, right, words=scene.words(tie.sentences))


def _stage_cases(stage: Stage) -> Cases:
    def cases(coder: Coder, item: Labelled) -> Iterator[Case]:
        gold = {f.model: right for f, right in zip(item.gold.funding, item.stages, strict=True)}
        found, _, views = _mechanisms(coder, item)
        for mechanism in found:
            if mechanism.model in gold:
                signs = stages.stage_signs(mechanism, views, list(item.gold.mentions))
                yield Case(signs, stage in gold[mechanism.model])

    return cases


def _mechanisms(coder: Coder, item: Labelled) -> tuple[list[Mechanism], Scene, list[SentenceView]]:
    _, hits, scene = coder.read(item.article)
    views = view(scene, hits, background_sentences(scene), coder.hostile)
    return coder.funding.mechanisms(scene, hits, views, list(item.gold.mentions)), scene, views


SUPPORT: dict[str, Cases] = {
    topics.DECISION: topic_cases,
    funding.DECISION: funding_cases,
    funding.TIE: partner_cases,
    **{stages.decision(stage): _stage_cases(stage) for stage in Stage},
}
