"""Signs of how a partner was met: on the line, in a session of several, or in one place."""

from __future__ import annotations

from coverage.coder.scene import OFFICE, Scene
from coverage.coder.survey import Candidate


def mode_signs(scene: Scene, candidate: Candidate, background: list[bool]) -> dict[str, float]:
    """Signs of how the partner was met: on the line, in a session, or in one place."""
    shown = {a.sentence for a in candidate.actors if not background[a.sentence]}
    acting = {
        a.sentence for a in candidate.actors if a.level >= OFFICE and not background[a.sentence]
    } or shown
    best = scene.cue_at[candidate.best]
    near = {cue for number in acting for cue in scene.cue_at[number]}
    counts = {
        cue: sum(cue in at for at, b in zip(scene.cue_at, background, strict=True) if not b)
        for cue in ("remote", "session", "presence", "conversation")
    }
    signs = {
        "bias": 1.0,
        "any_session": min(counts["session"], 4) / 4,
        "any_presence": min(counts["presence"], 4) / 4,
    }
    tests = {
        "any_remote": counts["remote"] > 0,
        "any_conversation": counts["conversation"] > 0,
        "margins": "margins" in near or "margins" in best,
        "visit": "visit_past" in near,
        "no_place": not any(
            located and not background[scene.sentence_of[start]]
            for start, _, _, located in scene.places
        ),
        "place": any(scene.sentence_of[p[0]] in acting for p in scene.places if p[3]),
        "several": "several" in candidate.signs,
        "listed": any(s.startswith("listed_") for s in candidate.signs),
        "with": "with" in candidate.signs,
        "joined_other": "joined_other" in candidate.signs,
        "crowd": "crowd" in candidate.signs,
        "crowd_remote": "crowd" in candidate.signs and "remote" in near,
        "several_remote": "several" in candidate.signs and "remote" in near,
        "several_session": "several" in candidate.signs and "session" in near,
        "ahead_of": "ahead_of" in candidate.signs or bool(scene.cues["ahead_of"]),
        "session_with_home": "session_with_home" in candidate.signs,
        "beside_home": "never_beside_home" not in candidate.signs,
    }
    actor = next((a for a in candidate.actors if a.sentence == candidate.best), None)
    spots = [(at, cue) for cue in counts for at in best.get(cue, ())]
    if actor is not None and spots:
        nearest = min(spots, key=lambda spot: abs(spot[0] - actor.start))[1]
        tests[f"nearest_{nearest}"] = True
    for cue in ("remote", "session", "presence", "conversation"):
        tests[f"best_{cue}"] = cue in best
        tests[f"near_{cue}"] = cue in near
        tests[f"title_{cue}"] = cue in scene.cue_at[0]
    tests["told_conversation"] = (
        tests["best_conversation"] and tests["no_place"] and not tests["best_presence"]
    )
    signs.update({sign: 1.0 for sign, holds in tests.items() if holds})
    return signs
