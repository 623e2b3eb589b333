"""Signs of how a partner was met: on the line, in a session of several, or in one place."""

from __future__ import annotations

from coverage.coder.scene import OFFICE, Scene
from coverage.coder.survey import Candidate

# Signs of the contact that tell of its kind too.
_SHARED = ("session_article", "group_article", "title_session", "lead_session", "listed_many",
           "listed_in_session", "close_to_home")  # fmt: skip

_KINDS = ("colleagues", "council", "gathered", "serial", "margins")

_SESSION = ("best_session", "near_session", "title_session", "has_lead_session",
            "has_group_article")  # fmt: skip

_TO_COME = frozenset(("future", "contact_future", "contact_infinitive", "hypothesis", "contact_to"))
_AT = frozenset(("at", "during", "attending", "на", "під", "ходе", "время"))
_BEFORE = 3  # tokens between a preposition and the session: "at the 26th session"


def mode_signs(
    scene: Scene, candidate: Candidate, others: list[Candidate], background: list[bool]
) -> dict[str, float]:
    """Signs of how the partner was met: on the line, in a session, or in one place.

    ``others`` are the other partners met (or to be met) in this article.
    """
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
    for cue in _KINDS:
        tests[f"near_{cue}"] = cue in near or cue in best
        tests[f"title_{cue}"] = cue in scene.cue_at[0]
        tests[f"any_{cue}"] = any(
            cue in at for at, b in zip(scene.cue_at, background, strict=True) if not b
        )
    tests.update(_talk(scene, background, acting | {candidate.best}))
    tests.update(_beside_session(scene, background, acting | {candidate.best}))
    for kind in ("organisation", "group"):
        if f"kind_{kind}" in candidate.signs:
            tests[kind] = True
            for sign in ("near_colleagues", "near_council", "any_council", "near_gathered",
                         "near_session", "any_session"):  # fmt: skip
                tests[f"{kind}_{sign}"] = bool(tests.get(sign) or signs.get(sign))
    tests["told_conversation"] = (
        tests["best_conversation"] and tests["no_place"] and not tests["best_presence"]
    )
    tests.update(_company(candidate, others))
    tests.update((f"has_{sign}", sign in candidate.signs) for sign in _SHARED)
    session = any(tests.get(sign) for sign in _SESSION)
    remote = any(tests.get(sign) for sign in ("best_remote", "near_remote", "title_remote"))
    tests["session_on_the_line"] = session and remote
    tests["session_of_many"] = session and len(others) > 1
    tests["many_on_the_line"] = remote and not session and len(others) > 1
    tests["many_in_turn"] = tests["near_serial"] and len(others) > 1
    tests["many_in_turn_somewhere"] = tests["any_serial"] and len(others) > 1
    tests["many_in_joint_talk"] = tests["joint_talk"] and len(others) > 1
    tests["many_in_talk_alone"] = tests["remote_alone"] and len(others) > 1
    tests["beside_session"] = tests["near_margins"] and session
    tests["one_in_session"] = session and not others
    tests["one_at_session"] = bool(tests.get("near_at_session")) and not others
    tests["one_on_the_line"] = remote and not others
    tests["many_at_one_table"] = not session and not remote and tests["told_with_many"]
    signs.update({sign: 1.0 for sign, holds in tests.items() if holds})
    return signs


def _talk(scene: Scene, background: list[bool], told: set[int]) -> dict[str, bool]:
    """Is a conversation told of, and neither a place nor anybody's presence?"""
    seats = {end for _, end in scene.cues["counterpart"]}
    seats |= {a.end for a in scene.actors if a.level == OFFICE}
    unplaced = not any(
        located and scene.sentence_of[start] in told and start - 1 not in seats
        for start, _, _, located in scene.places
    )
    cues = [cue for cue, hidden in zip(scene.cue_at, background, strict=True) if not hidden]
    # "preparing for a meeting" tells of nobody's presence
    present = [cue for cue in cues if "presence" in cue and _TO_COME.isdisjoint(cue)]
    near = any("presence" in cue and number in told and _TO_COME.isdisjoint(cue)
               for number, cue in enumerate(scene.cue_at))  # fmt: skip
    talk = any("conversation" in cue for cue in cues)
    remote = any("remote" in cue for cue in cues)
    return {
        "unplaced": unplaced,
        "talk_unplaced": talk and unplaced,
        "talk_alone": talk and not present,
        "talk_apart": talk and not near,
        "talk_apart_unplaced": talk and unplaced and not near,
        "remote_apart": remote and not near,
        "remote_alone": remote and not present,
        "present": bool(present),
        "near_present": near,
        "joint_talk": any(
            "colleagues" in cue and ("conversation" in cue or "remote" in cue) for cue in cues
        ),
        "untold": not (talk or remote or present),
    }


def _beside_session(scene: Scene, background: list[bool], told: set[int]) -> dict[str, bool]:
    """Does a session stand as the place ("at the session"), or as what came after?"""
    found: dict[str, bool] = {}
    ahead = {end for _, end in scene.cues["ahead_of"]}
    margins = {at for start, end in scene.cues["margins"] for at in range(start, end)}
    for start, _ in scene.cues["session"]:
        number = scene.sentence_of[start]
        if background[number]:
            continue
        low = max(scene.text.sentences[number].start, start - _BEFORE)
        where = "near" if number in told else "any"
        if any(at in ahead for at in range(low, start + 1)):
            found[f"{where}_before_session"] = True
        elif any(scene.text.tokens[at] in _AT and at not in margins for at in range(low, start)):
            found[f"{where}_at_session"] = True
    return found


def _company(candidate: Candidate, others: list[Candidate]) -> dict[str, bool]:
    """How many were met besides, and whether one sentence tells of them."""
    beside = [other for other in others if other.best == candidate.best]
    acting = {actor.sentence for actor in candidate.actors}
    listed = [o for o in others if acting & {actor.sentence for actor in o.actors}]
    return {
        "alone": not others,
        "with_one": len(others) == 1,
        "with_two": len(others) == 2,
        "with_many": len(others) > 2,
        "told_with_one": len(beside) == 1,
        "told_with_many": len(beside) > 1,
        "named_with_many": len(listed) > 1,
        "named_apart": bool(others) and not listed,
    }
