"""How far a funding model has come: what the sentences that speak of it do with it.

One score a stage (tables ``stage_mentioned`` ... ``stage_funded``); the highest score is the stage.
"""

from __future__ import annotations

from coverage.coder.mechanisms import NAMED, PATTERN, Mechanism, Passage
from coverage.coder.passages import SentenceView
from coverage.coder.weights import Weights
from coverage.model import Mention, Stage, Status

_OPENING = 3  # sentences: the headline and lead, if they are that short
_FAR = 30  # tokens: further off, a word says nothing of the passage
_STRONG = ("proposed", "agreed", "funded", "thanks", "refused")
_WEAK = (
    "weighed",
    "unsure",
    "backed",
    "explained",
    "contract",
)  # read only where no strong word stands in the sentence


def decision(stage: Stage) -> str:
    """The name of the stage's table of weights."""
    return f"stage_{stage.value}"


def stage_of(weights: Weights, signs: dict[str, float]) -> Stage:
    """The stage whose score is highest; what is only refused is no more than mentioned."""
    if {sign for sign in signs if sign.startswith("does_")} == {"does_refused"}:
        return Stage.MENTIONED
    return max(Stage, key=lambda stage: weights.score(decision(stage), signs))


def stage_signs(
    mechanism: Mechanism, views: list[SentenceView], mentions: list[Mention]
) -> dict[str, float]:
    """What stands near the model's passages, in their sentences and in the next ones."""
    signs = {"bias": 1.0, "is_" + mechanism.model: 1.0}
    passages = [p for p in mechanism.passages if p.manner != PATTERN] or mechanism.passages
    signs["named" if any(p.manner == NAMED for p in passages) else "described"] = 1.0
    share = 1 / len(passages)
    own = {n for p in mechanism.passages if p.manner == NAMED for n in range(p.start, p.end)}
    for passage in passages:
        at = views[passage.sentence]
        said = _said(passage, at, own)
        strong = [sign for sign in said if sign in _STRONG]
        does = strong[0] if strong else next(iter(said), "")
        if not does:
            does = "beside_" + _around(passage, views)
        for sign in said:
            if sign != does:
                signs[f"{does}_and_{sign}"] = 1.0
            signs["has_" + sign] = 1.0
        signs["does_" + does] = 1.0
        signs["share_" + does] = signs.get("share_" + does, 0.0) + share
        if at.block == 0:
            signs["title_" + does] = 1.0
        if all(p.sentence == passages[0].sentence for p in passages) or at.block:
            signs["says_background" if at.background else "says_foreground"] = 1.0
        for sign in ("negated", "amount", "total"):
            if sign in at.signs:
                signs["says_" + sign] = 1.0
    for at in views[:_OPENING]:
        if at.block < 2:
            signs |= {f"head_{sign}": 1.0 for sign in _STRONG if sign in at.signs}
    if len(passages) == 1:
        signs["once"] = 1.0
    here = set().union(*(views[p.sentence].partners for p in passages))
    signs["with_partner" if here else "no_partner"] = 1.0
    if here & {p for m in mentions for p in m.partners}:
        signs["with_met"] = 1.0
    if passages[0].sentence >= len(views) - 3:
        signs["last"] = 1.0
    if any(views[p.sentence].block < 2 for p in passages):
        signs["early"] = 1.0
    if any(m.status is Status.HELD for m in mentions):
        signs["article_held"] = 1.0
    elif mentions:
        signs["article_planned"] = 1.0
    else:
        signs["article_no_meeting"] = 1.0
    return signs


def _said(passage: Passage, view: SentenceView, own: set[int]) -> dict[str, int]:
    """The classes of stage words in the passage's sentence -> how far off, the nearest first.

    Behind the passage a word counts double. A word that is part of the model's name («соглашение о
    недрах») does nothing with it.
    """
    found: dict[str, int] = {}
    for sign in (*_STRONG, *_WEAK):
        for at in view.signs.get(sign, ()):
            if at in own:
                continue
            behind = 2 * max(0, at - passage.end + 1)
            gap = passage.start - at if at < passage.start else behind
            if gap < found.get(sign, _FAR):
                found[sign] = gap
    return dict(sorted(found.items(), key=lambda s: s[1]))


def _around(passage: Passage, views: list[SentenceView]) -> str:
    """The strong class of the next or else the previous sentence of the paragraph."""
    for number in (passage.sentence + 1, passage.sentence - 1):
        if 0 <= number < len(views) and views[number].block == views[passage.sentence].block:
            for sign in _STRONG:
                if sign in views[number].signs:
                    return sign
    return "nothing"
