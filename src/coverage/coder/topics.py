"""Topics: what the sides discussed, or what the article says the contact was about.

Every term and hint of a topic is a passage; named signs tell where the passages stand and in what
company, and ``weights.toml`` (table ``topic``) says what each sign is worth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coverage.codebook import Codebook
from coverage.codebook.lexicon import Hit
from coverage.coder import wording
from coverage.coder.passages import SentenceView, left_out
from coverage.coder.scene import Scene
from coverage.coder.weights import Weights
from coverage.coder.wording import Likeness
from coverage.model import Evidence, Mention, NotCoded, Status, TopicCode

DECISION = "topic"
_TELLING = ("military", "produce", "give", "package", "amount", "strike")
_COVERING = frozenset(("office", "partner"))  # «Міністр енергетики» is no talk of energy


@dataclass(slots=True)
class Candidate:
    """A topic that the article might be about: where its words stand, and the signs."""

    topic: str
    terms: list[Hit] = field(default_factory=list)
    hints: list[Hit] = field(default_factory=list)
    implied: list[Hit] = field(default_factory=list)  # a coalition or funding model that tells it
    signs: dict[str, float] = field(default_factory=dict)


class TopicFinder:
    """Weighs the passages that speak of each topic."""

    def __init__(self, book: Codebook, weights: Weights) -> None:
        """``weights`` must hold a table ``topic``."""
        self._weights = weights
        self._told = {("funding", code): entry.topics for code, entry in book.funding.items()}
        self._told |= {("coalition", code): c.topics for code, c in book.coalitions.items()}
        self._adversary_apart = {code for code, t in book.topics.items() if t.adversary_apart}

    def find(
        self,
        scene: Scene,
        hits: list[Hit],
        views: list[SentenceView],
        mentions: list[Mention],
        likeness: Likeness,
    ) -> tuple[list[TopicCode], list[NotCoded]]:
        """The article's topics with their passages, and the passages that did not suffice.

        ``likeness`` is that of the article's words to those of other articles on each topic.
        """
        found: list[TopicCode] = []
        left: list[NotCoded] = []
        for candidate in self.candidates(scene, hits, views, mentions):
            topic = candidate.topic
            candidate.signs[wording.SIGN] = likeness.get(topic, 0.0)
            passages = candidate.terms or candidate.implied or candidate.hints
            if self._weights.score(DECISION, candidate.signs) >= 0:
                rule = self._weights.reason(DECISION, candidate.signs)
                ours = [h for h in passages if not _adversary(views[scene.sentence_of[h.start]])]
                proof = tuple(
                    Evidence("topic", topic, scene.text.span(h.start, h.end), rule)
                    for h in ours or passages  # what the adversary does proves no cooperation
                )
                found.append(TopicCode(topic, proof))
            elif candidate.terms:
                span = scene.text.span(passages[0].start, passages[0].end)
                rule = self._weights.reason(DECISION, candidate.signs, against=True)
                left.append(NotCoded("topic", topic, span, rule))
        return found, left

    def candidates(
        self, scene: Scene, hits: list[Hit], views: list[SentenceView], mentions: list[Mention]
    ) -> list[Candidate]:
        """Every topic of which a word stands in the article, with its signs, by code."""
        found = self._passages(hits)
        for topic in self._adversary_apart & found.keys():
            if not _without_adversary(found[topic], scene, views):
                del found[topic]
        common = _article_signs(views, mentions, found.values())
        listed = _listed(scene, found.values())
        headed: set[str] = set().union(
            *(topics for topics, at in zip(listed, views, strict=True) if at.block < 2)
        )
        for candidate in found.values():
            _sign(candidate, scene, views, common, listed)
            _head(candidate, headed)
            if "article_no_meeting" in common:
                _giving(candidate, scene, views)
        return [found[topic] for topic in sorted(found)]

    def _passages(self, hits: list[Hit]) -> dict[str, Candidate]:
        covered: dict[str, dict[int, int]] = {"": {}}  # topic ("" for all) -> token -> its end
        for hit in hits:
            if hit.tag.role == "exception":
                spans = covered.setdefault(hit.tag.code, {})
            elif hit.end - hit.start > 1 and hit.tag.kind in _COVERING:
                spans = covered[""]
            else:
                continue
            for at in range(hit.start, hit.end):
                spans[at] = max(hit.end, spans.get(at, 0))
        found: dict[str, Candidate] = {}
        everywhere = covered[""]
        for hit in hits:
            kind, code, role = hit.tag
            if kind == "topic":
                if role == "exception" or everywhere.get(hit.start, 0) >= hit.end:
                    continue
                if code in covered and covered[code].get(hit.start, 0) >= hit.end:
                    continue
                candidate = found.get(code)
                if candidate is None:
                    candidate = found[code] = Candidate(code)
                (candidate.terms if role == "term" else candidate.hints).append(hit)
            elif kind in ("coalition", "funding"):
                for topic in self._told[kind, code]:
                    found.setdefault(topic, Candidate(topic)).implied.append(hit)
        return found


def _without_adversary(candidate: Candidate, scene: Scene, views: list[SentenceView]) -> bool:
    """Drop its words where an adversary alone is spoken of; whether anything is left."""
    for passages in (candidate.terms, candidate.hints):
        passages[:] = [h for h in passages if not _adversary(views[scene.sentence_of[h.start]])]
    return bool(candidate.terms or candidate.hints or candidate.implied)


def _adversary(view: SentenceView) -> bool:
    return (
        "adversary" in view.signs
        and not view.partners
        and not view.home
        and "discuss" not in view.signs
    )


def _article_signs(
    views: list[SentenceView], mentions: list[Mention], found: Iterable[Candidate]
) -> dict[str, float]:
    """What holds for every topic of the article alike."""
    signs = {"bias": 1.0}
    if any(m.status is Status.HELD for m in mentions):
        signs["article_held"] = 1.0
    elif mentions:
        signs["article_planned"] = 1.0
    else:
        signs["article_no_meeting"] = 1.0
        if any(c.implied for c in found):
            signs["article_support"] = 1.0
        if not any(v.partners and ("give" in v.signs or "pay" in v.signs) for v in views):
            signs["article_no_giver"] = 1.0
        signs.update(left_out(views))
    return signs


def _listed(scene: Scene, found: Iterable[Candidate]) -> list[set[str]]:
    """The topics of which terms stand in each sentence."""
    listed: list[set[str]] = [set() for _ in scene.text.sentences]
    for candidate in found:
        for hit in candidate.terms:
            listed[scene.sentence_of[hit.start]].add(candidate.topic)
    return listed


def _sign(
    candidate: Candidate,
    scene: Scene,
    views: list[SentenceView],
    common: dict[str, float],
    listed: list[set[str]],
) -> None:
    signs = candidate.signs
    signs.update(common)
    signs["is_" + candidate.topic] = 1.0
    sentence_of = scene.sentence_of
    for role, passages in (("term", candidate.terms), ("hint", candidate.hints)):
        for hit in passages:
            at = views[sentence_of[hit.start]]
            where = "title" if at.block == 0 else "lead" if at.block == 1 else "body"
            signs[f"{role}_{'background' if at.background else where}"] = 1.0
        sentences = {sentence_of[hit.start] for hit in passages}
        signs[f"{role}_sentences"] = min(len(sentences), 4) / 4
    for hit in candidate.implied:
        manner = "described" if hit.tag.role == "description" else "named"
        signs[f"{hit.tag.kind}_{manner}"] = 1.0
        signs[f"{manner}_{hit.tag.code}"] = 1.0
    if not candidate.terms:
        signs["no_term"] = 1.0
        signs["no_term_" + candidate.topic] = 1.0
        words = {scene.text.tokens[h.end - 1][:5] for h in candidate.hints}
        signs["hint_wordings"] = min(max(len(words) - 1, 0), 3) / 3
        signs.update(_company("hint", candidate.hints, sentence_of, views, listed))
        _beside(candidate, candidate.hints, sentence_of, views)
        return
    words = {scene.text.tokens[h.end - 1][:5] for h in candidate.terms}
    signs["wordings"] = min(len(words) - 1, 3) / 3
    if any(h.end - h.start > 1 for h in candidate.terms):
        signs["term_phrase"] = 1.0
    if len(words) == 1 and signs["term_sentences"] == 0.25:
        signs["term_once"] = 1.0
        if "term_title" not in signs and "term_lead" not in signs:
            signs["term_once_in_body"] = 1.0
    signs.update(_company("term", candidate.terms, sentence_of, views, listed))
    _beside(candidate, candidate.terms, sentence_of, views)


def _head(candidate: Candidate, headed: set[str]) -> None:
    """Whether title and lead speak of other topics and not of this one."""
    if headed and candidate.topic not in headed:
        share = min(len(headed), 4) / 4
        candidate.signs["headed_by_others"] = share
        if not candidate.terms:
            candidate.signs["no_term_headed_by_others"] = share


def _giving(candidate: Candidate, scene: Scene, views: list[SentenceView]) -> None:
    """Whether a partner, or one that gives, stands beside the topic's words at all."""
    passages = candidate.terms or candidate.hints
    partners = [v for v in (views[scene.sentence_of[h.start]] for h in passages) if v.partners]
    if passages and not partners:
        candidate.signs["no_partner_beside"] = 1.0
    if passages and not any("give" in v.signs or "pay" in v.signs for v in partners):
        candidate.signs["no_giver_beside"] = 1.0


def _beside(
    candidate: Candidate, passages: list[Hit], sentence_of: list[int], views: list[SentenceView]
) -> None:
    """Classes of words that change what the topic's own words mean (a "plant" for weapons)."""
    for hit in passages:
        at = views[sentence_of[hit.start]]
        if not at.background:
            for sign in _TELLING:
                if sign in at.signs:
                    candidate.signs[f"{candidate.topic}_{sign}"] = 1.0


def _company(
    role: str,
    passages: list[Hit],
    sentence_of: list[int],
    views: list[SentenceView],
    listed: list[set[str]],
) -> dict[str, float]:
    """What else stands in the sentences of the passages: the best of them counts."""
    numbers = {sentence_of[hit.start] for hit in passages}
    told = [views[n] for n in numbers if not views[n].background] or [views[n] for n in numbers]
    signs: dict[str, float] = {}
    if not told:
        return signs
    peaceful = [v for v in told if "strike" not in v.signs]
    if not peaceful:
        signs[f"{role}_only_strikes"] = 1.0
    if all("adversary" in v.signs and not v.partners for v in told):
        signs[f"{role}_only_adversary"] = 1.0
        if not any(v.home for v in told):
            signs[f"{role}_adversary_alone"] = 1.0
    if all("recalled" in v.signs for v in told):
        signs[f"{role}_only_recalled"] = 1.0
    said: set[str] = set().union(*(v.signs for v in peaceful))
    if "discuss" in said:
        signs[f"{role}_discussed"] = 1.0
    if any(v.partners for v in peaceful):
        signs[f"{role}_with_partner"] = 1.0
    if any(v.home for v in peaceful):
        signs[f"{role}_with_home"] = 1.0
    for sign in ("proposed", "agreed", "thanks", "give", "pay"):
        if sign in said:
            signs[f"{role}_{sign}"] = 1.0
    for sign in ("unsaid", "negated", "unsure"):
        if all(sign in v.signs for v in told):
            signs[f"{role}_only_{sign}"] = 1.0
    if views[-1].block > 1 and all(v.block == views[-1].block for v in told):
        signs[f"{role}_only_at_end"] = 1.0
    if not any(v.partners or v.home or "discuss" in v.signs for v in told):
        signs[f"{role}_alone"] = 1.0
    signs[f"{role}_depth"] = min(numbers) / len(views)
    if any(len(listed[n]) > 2 for n in numbers):
        signs[f"{role}_in_list"] = 1.0
    if all(v.background for v in told):
        signs[f"{role}_only_background"] = 1.0
    first = min(numbers)
    if first > 0.6 * len(views):
        signs[f"{role}_late"] = 1.0
    return signs
