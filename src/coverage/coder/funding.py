"""Funding models: how the partner's support is paid for, by whom, at which stage."""

from __future__ import annotations

from collections.abc import Iterator

from coverage.codebook import Codebook
from coverage.codebook.lexicon import Hit
from coverage.coder import wording
from coverage.coder.mechanisms import Mechanism, Passage, mechanisms, merged, patterns_of
from coverage.coder.passages import SentenceView
from coverage.coder.payments import payers
from coverage.coder.scene import Scene
from coverage.coder.stages import stage_of, stage_signs
from coverage.coder.ties import Tie, ties
from coverage.coder.weights import Weights
from coverage.coder.wording import Likeness
from coverage.model import Evidence, FundingCode, Mention, NotCoded, Stage

DECISION = "funding"
TIE = "funding_partner"
_NOBODY = -1.5  # a score below this is nobody's
_EQUAL = 0.25  # scores nearer than this are as good as equal


class FundingFinder:
    """Ties each mechanism that the article tells of to its partners and its stage."""

    def __init__(self, book: Codebook, weights: Weights) -> None:
        """``weights`` must hold ``funding``, ``funding_partner`` and a table a stage."""
        self._models = book.funding
        self._patterns = patterns_of(book.funding)
        self._weights = weights
        self._countable = frozenset(
            code for code, p in book.partners.items() if p.kind in ("state", "organisation")
        )

    def find(
        self,
        scene: Scene,
        hits: list[Hit],
        views: list[SentenceView],
        mentions: list[Mention],
        likeness: Likeness,
    ) -> tuple[list[FundingCode], list[NotCoded]]:
        """The models of the article, and the named ones that did not suffice.

        ``likeness`` is that of the article's words to those of other articles under each model.
        """
        found: list[FundingCode] = []
        left: list[NotCoded] = []
        for mechanism in mechanisms(self._patterns, scene, hits, views, mentions):
            mechanism.signs[wording.SIGN] = likeness.get(mechanism.model, 0.0)
            if self._weights.score(DECISION, mechanism.signs) >= 0:
                found += self._codes(mechanism, scene, views, mentions)
            elif "pattern" not in mechanism.signs:
                first = mechanism.passages[0]
                rule = self._weights.reason(DECISION, mechanism.signs, against=True)
                span = scene.text.span(first.start, first.end)
                left.append(NotCoded("funding", mechanism.model, span, rule))
        return found, left

    def mechanisms(
        self, scene: Scene, hits: list[Hit], views: list[SentenceView], mentions: list[Mention]
    ) -> list[Mechanism]:
        """The models that the article might tell of, with their signs (for training)."""
        return mechanisms(self._patterns, scene, hits, views, mentions)

    def ties(
        self,
        mechanism: Mechanism,
        scene: Scene,
        views: list[SentenceView],
        mentions: list[Mention],
    ) -> list[Tie]:
        """The partners that might stand behind the model, with their signs (for training)."""
        entry = self._models[mechanism.model]
        found = ties(entry, mechanism, scene, views, mentions, self._countable)
        for tie in found:
            tie.signs |= self._weights.around(scene, tie.sentences, TIE)
        return found

    def partners(self, found: list[Tie]) -> tuple[str, ...]:
        """Those that weigh enough; where none does, the likeliest (money is somebody's).

        Where even the likeliest is most unlikely, whose money it is stays untold.
        """
        scores = {tie.partner: self._weights.score(TIE, tie.signs) for tie in found}
        best = max(scores.values(), default=0.0)
        if best < _NOBODY:
            return ()
        enough = min(0.0, best - _EQUAL)
        return tuple(sorted(p for p, score in scores.items() if score >= enough))

    def _codes(
        self,
        mechanism: Mechanism,
        scene: Scene,
        views: list[SentenceView],
        mentions: list[Mention],
    ) -> Iterator[FundingCode]:
        """The model with its partners; a code of its own for those who alone have paid."""
        model, text = mechanism.model, scene.text
        rule = self._weights.reason(DECISION, mechanism.signs)
        passages = merged(mechanism.passages)
        evidence = [Evidence("funding", model, text.span(p.start, p.end), rule) for p in passages]

        def code(partners: tuple[str, ...], stage: Stage, at: Passage, why: str) -> FundingCode:
            shown = Evidence("stage", stage.value, text.span(at.start, at.end), why)
            return FundingCode(model, partners, stage, (*evidence, shown))

        partners = self.partners(self.ties(mechanism, scene, views, mentions))
        signs = stage_signs(mechanism, views, mentions)
        stage = stage_of(self._weights, signs)
        paid = payers(mechanism, scene, views, partners) if stage is not Stage.FUNDED else {}
        if paid:
            payer = tuple(p for p in partners if p in paid)
            yield code(payer, Stage.FUNDED, next(iter(paid.values())), "disbursed")
        others = tuple(p for p in partners if p not in paid)
        if others or not paid:
            # beside which a word of the stage stands, and then whose money it is
            main = max(passages, key=lambda p: _proves(views[p.sentence], stage, others))
            why = self._weights.reason(f"stage_{stage.value}", signs)
            yield code(others, stage, main, why)


def _proves(view: SentenceView, stage: Stage, partners: tuple[str, ...]) -> tuple[bool, bool]:
    """How well a sentence that speaks of the model proves the stage, and the partners."""
    return stage.value in view.signs, not view.partners.isdisjoint(partners)
