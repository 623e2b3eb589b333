"""A second look at each partner, in the light of what the first look made of the others.

The partners of one session stand in one list: where the first look is sure of some of them, the
rest are likelier to have been there, and one that stands alone beside a sure one is less so.
"""

from __future__ import annotations

from collections import defaultdict

from coverage.coder.survey import Candidate

_SURE = 4.0  # a first score beyond it says no more
_MANY = 5


def company_signs(candidates: list[Candidate], first: list[float]) -> list[dict[str, float]]:
    """Each candidate's signs again, with those of its company.

    ``first`` are the candidates' scores at the first look (0 or more: met).
    """
    scores = [max(-_SURE, min(_SURE, score)) for score in first]
    met = sorted((scores[n] for n in range(len(scores)) if first[n] >= 0), reverse=True)
    top = max(first, default=0.0)
    named: dict[int, set[int]] = defaultdict(set)  # a sentence: the candidates named in it
    told: dict[int, set[int]] = defaultdict(set)  # a sentence: those of whom it speaks most
    for at, candidate in enumerate(candidates):
        told[candidate.best].add(at)
        for actor in candidate.actors:
            named[actor.sentence].add(at)
    found = []
    for at, candidate in enumerate(candidates):
        is_met = first[at] >= 0
        besides = len(met) - is_met
        signs = candidate.signs | {"first_look": scores[at]}
        signs["met_besides"] = min(besides, _MANY) / _MANY
        if first[at] == top:
            signs["likeliest"] = 1.0
        if besides:
            signs["others_met"] = 1.0
            signs["surest_other"] = met[1] if is_met and scores[at] == met[0] else met[0]
        listed = set().union(*(named[n] for n in {a.sentence for a in candidate.actors}))
        for company, of in (("listed", listed), ("told", told[candidate.best])):
            others = [scores[n] for n in sorted(of - {at})]
            if others:
                signs[f"{company}_with"] = 1.0
                signs[f"{company}_with_surest"] = max(others)
                signs[f"{company}_with_mean"] = sum(others) / len(others)
        found.append(signs)
    return found
