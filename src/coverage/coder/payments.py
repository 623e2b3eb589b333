"""Whose money under a funding model has been paid already, by words that leave no doubt.

Weights read the stage off all that is said of the model, and an article that tells at length of
what was agreed outweighs the one sentence that says it is paid. The manual asks for the highest
stage of each partner, so that sentence counts by itself (class ``disbursed`` of signs.toml).
"""

from __future__ import annotations

from coverage.coder.mechanisms import PATTERN, Mechanism, Passage
from coverage.coder.passages import SentenceView
from coverage.coder.scene import Scene

_OTHERS = ("agreed", "proposed", "refused", "thanks")  # what else is done in the sentence


def payers(
    mechanism: Mechanism, scene: Scene, views: list[SentenceView], partners: tuple[str, ...]
) -> dict[str, Passage]:
    """Those of the model's ``partners`` that have paid -> the passage that says so.

    A sentence that names none of them speaks of all.
    """
    found: dict[str, Passage] = {}
    for passage in mechanism.passages:
        view = views[passage.sentence]
        at = _nearest(passage, view.signs.get("disbursed", []))
        if at is None or passage.manner == PATTERN:
            continue
        others = [n for sign in _OTHERS for n in view.signs.get(sign, ())]
        # of two models in one sentence, only that which the word stands nearest to is paid for
        if "other_named_here" in mechanism.signs and _gap(passage, at) > min(
            (_gap(passage, n) for n in others), default=_gap(passage, at)
        ):
            continue
        for code in _who(passage, at, others, scene, partners):
            found.setdefault(code, passage)
    return found


def _who(
    passage: Passage, at: int, others: list[int], scene: Scene, partners: tuple[str, ...]
) -> list[str]:
    """Who paid: named before the word and behind what else is done, or in the sentence, or all."""
    done = max((n for n in others if n < at), default=-1)
    here = [a for a in scene.actors if a.sentence == passage.sentence and a.side in partners]
    near = [a for a in here if done < a.start < at]
    return [a.side for a in near or here] or list(partners)


def _nearest(passage: Passage, places: list[int]) -> int | None:
    return min(places, key=lambda at: _gap(passage, at), default=None)


def _gap(passage: Passage, at: int) -> int:
    return passage.start - at if at < passage.start else max(0, at - passage.end + 1)
