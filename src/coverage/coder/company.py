"""A second look at each partner, in the light of what the first look made of the others.

The partners of one session stand in one list: where the first look is sure of some of them, the
rest are likelier to have been there, and one that stands alone beside a sure one is less so.
"""

from __future__ import annotations

from coverage.coder.survey import Candidate

_SURE = 4.0  # a first score beyond it says no more
_MANY = 5


def company_signs(candidates: list[Candidate], first: list[float]) -> list[dict[str, float]]:
    """Each candidate's signs again, with those of its company.

    ``first`` are the candidates' scores at the first look (0 or more: met).
    """
    scores = [max(-_SURE, min(_SURE, score)) for score in first]
    named = [{actor.sentence for actor in candidate.actors} for candidate in candidates]
    top = max(first, default=0.0)
    found = []
    for at, candidate in enumerate(candidates):
        others = [n for n in range(len(candidates)) if n != at]
        met = [scores[n] for n in others if first[n] >= 0]
        signs = candidate.signs | {
            "first_look": scores[at],
            "met_besides": min(len(met), _MANY) / _MANY,
        }
        if first[at] == top:
            signs["likeliest"] = 1.0
        if met:
            signs["others_met"] = 1.0
            signs["surest_other"] = max(met)
        listed = [scores[n] for n in others if named[n] & named[at]]
        told = [scores[n] for n in others if candidates[n].best == candidate.best]
        for company, of in (("listed", listed), ("told", told)):
            if of:
                signs[f"{company}_with"] = 1.0
                signs[f"{company}_with_surest"] = max(of)
                signs[f"{company}_with_mean"] = sum(of) / len(of)
        found.append(signs)
    return found
