"""A correction as an analyst makes it: one change of one value, with who, when, before, after."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import msgspec

from coverage.errors import CorrectionError
from coverage.model import Bound, Mention, Mode, Stage, Status


class Action(StrEnum):
    """What a correction does."""

    SET = "set"  # one value instead of another
    ADD = "add"
    REMOVE = "remove"
    NO_MEETING = "no_meeting"
    SPLIT = "split"  # some articles of a meeting tell of another one
    MERGE = "merge"  # two meetings are one
    REVIEWED = "reviewed"
    NOTE = "note"
    UNDO = "undo"


class Target(StrEnum):
    """What a correction is made on."""

    MEETING = "meeting"
    ARTICLE = "article"


SET, LISTED = frozenset({Action.SET}), frozenset({Action.ADD, Action.REMOVE})
FIELDS: dict[str, frozenset[Action]] = {
    "status": SET, "mode": SET, "date": SET, "place": SET,
    "partner": LISTED, "ukraine": LISTED, "partner_people": LISTED,
    "topic": LISTED, "coalition": LISTED, "amount": LISTED,
    "funding": SET | LISTED,
    "meeting": frozenset({Action.ADD}),  # on an article: one that was not seen
}  # fmt: skip
"""Fields and what can be done to them.

Values are text: ``date`` an ISO day or empty, ``funding`` ``model:partner:stage`` (partner may be
empty), ``amount`` ``figure:currency:partner:model:bound`` (the last three may be empty),
``meeting`` a JSON object with the fields of :class:`coverage.model.Mention`.
"""
OF_MENTION = frozenset({"status", "mode", "date", "place", "partner", "ukraine", "partner_people"})

_CODE = re.compile(r"[A-Za-z0-9_]{1,40}")
_LONGEST = {"who": 100, "note": 2000, "before": 2000, "after": 2000}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention as it was when it was corrected: found again by its words, not by its number."""

    article_id: str
    ordinal: int
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One correction. What a page gives is the first block; the rest is filled in by ``record``.

    ``ordinal`` says which mention of an article (None: what the article says as a whole).
    ``articles`` are, of a split, those that go out of the meeting. ``other_id`` is, of a merge,
    the meeting that becomes part of ``target_id``; of an undo, the correction that it takes back.
    """

    action: Action
    target: Target
    target_id: str
    who: str
    field: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    ordinal: int | None = None
    articles: tuple[str, ...] = ()
    other_id: str = ""

    id: str = ""
    at: datetime | None = None
    content_hash: str = ""  # of the article's text, for corrections on articles
    anchors: tuple[Anchor, ...] = ()  # the mentions it is about; of a split, those that stay
    others: tuple[Anchor, ...] = ()  # of a split, those that go; of a merge, the other meeting's


def check(operation: Operation) -> None:
    """Raise CorrectionError, saying what is wrong, unless the operation can be understood."""
    for name, limit in _LONGEST.items():
        value: str = getattr(operation, name)
        if len(value) > limit or not all(c.isprintable() or c in "\n\t" for c in value):
            raise CorrectionError(f"{name} is longer than {limit} characters, or no plain text")
    if not operation.who.strip():
        raise CorrectionError("a correction needs the name of who makes it")
    action, target = operation.action, operation.target
    if action in SET | LISTED:
        _check_value(operation)
    elif action is Action.SPLIT and (target is not Target.MEETING or not operation.articles):
        raise CorrectionError("a split needs a meeting and the articles that go out of it")
    elif action is Action.MERGE and (
        target is not Target.MEETING or operation.other_id in ("", operation.target_id)
    ):
        raise CorrectionError("a merge needs two meetings")
    elif action is Action.NO_MEETING and target is Target.ARTICLE and operation.ordinal is None:
        raise CorrectionError("say which of the article's meetings is none (ordinal)")
    elif action is Action.UNDO and not operation.other_id:
        raise CorrectionError("an undo needs the correction that it takes back (other_id)")
    elif action is Action.NOTE and not operation.note.strip():
        raise CorrectionError("a note needs its text")


def _check_value(operation: Operation) -> None:
    field, action = operation.field, operation.action
    if action not in FIELDS.get(field, frozenset()):
        can = ", ".join(sorted(name for name, actions in FIELDS.items() if action in actions))
        raise CorrectionError(f"{action} cannot be done to {field!r}; it can to: {can}")
    if operation.target is Target.ARTICLE and (field in OF_MENTION) != (
        operation.ordinal is not None
    ):
        raise CorrectionError(f"{field}: of which of the article's meetings? (ordinal)")
    if operation.target is Target.MEETING and field == "meeting":
        raise CorrectionError("a meeting is added to an article")
    value = operation.before if action is Action.REMOVE else operation.after
    checks: dict[str, Callable[[str], object]] = {
        "status": Status, "mode": Mode, "date": _day, "place": str, "partner": _code,
        "ukraine": _name, "partner_people": _name, "topic": _code, "coalition": _code,
        "funding": funding, "amount": amount, "meeting": mention,
    }  # fmt: skip
    try:
        checks[field](value)
        if field == "funding" and action is Action.SET:
            funding(operation.before)
    except (ValueError, msgspec.ValidationError) as error:
        raise CorrectionError(f"{field}: {value[:80]!r} cannot be a value: {error}") from error


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise ValueError("a code is letters, digits and _")
    return value


def _name(value: str) -> str:
    if not value.strip() or len(value) > 120:
        raise ValueError("a name is not empty")
    return value


def funding(value: str) -> tuple[str, str, Stage]:
    """``model:partner:stage`` in parts. Raises ValueError."""
    model, partner, stage = value.split(":")
    return _code(model), partner and _code(partner), Stage(stage)


def amount(value: str) -> tuple[float, str, str, str, Bound]:
    """``figure:currency:partner:model:bound`` in parts. Raises ValueError."""
    figure, currency, partner, model, bound = value.split(":")
    if not 0 < float(figure) < 1e15:
        raise ValueError("a figure is a number above 0")
    return (
        float(figure), _code(currency), partner and _code(partner), model and _code(model),
        Bound(bound),
    )  # fmt: skip


def mention(value: str) -> Mention:
    """A mention from its JSON object. Raises msgspec.ValidationError."""
    try:
        return msgspec.json.decode(value, type=Mention)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error


def mention_value(told: Mention) -> str:
    """The JSON object of a mention, as :func:`mention` reads it."""
    return msgspec.json.encode(told).decode()


def to_line(operation: Operation) -> bytes:
    """The operation as a line of JSON."""
    return msgspec.json.encode(operation) + b"\n"


def from_line(line: bytes) -> Operation:
    """What :func:`to_line` gave. Raises CorrectionError."""
    try:
        operation = msgspec.json.decode(line, type=Operation)
    except msgspec.DecodeError as error:
        raise CorrectionError(f"no correction: {error}") from error
    if not operation.id or operation.at is None or operation.at.tzinfo is None:
        raise CorrectionError("no correction: it has no id, or no time with a zone")
    check(operation)
    return operation
