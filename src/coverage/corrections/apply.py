"""Corrections on an article's coding: a coding and operations give a coding, and what did not fit.

An operation was made on a text. While the text is the same it holds, however the program codes it
by now. Where the text has changed it holds only if what it corrects still stands there; otherwise
it is a misfit, for somebody to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coverage.corrections.operation import (
    Action,
    Anchor,
    Operation,
    amount,
    funding,
    mention,
)
from coverage.model import (
    Amount,
    CoalitionCode,
    Coding,
    Evidence,
    FundingCode,
    Mention,
    Mode,
    Span,
    Status,
    TopicCode,
)

CHANGED = "the article's text has changed since"
NOT_TOLD = "the article does not tell of that meeting any more"
BY_ANALYST = "analyst"
"""The rule that values added by an analyst bear."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A coding with its corrections, and why some do not fit, by id of the operation."""

    coding: Coding
    misfits: dict[str, str]


def apply(coding: Coding, content_hash: str, operations: Sequence[Operation]) -> Corrected:
    """Apply operations on one article, in their order; ``content_hash`` is of its text now."""
    draft = _Draft(coding)
    misfits: dict[str, str] = {}
    for each in operations:
        changed = each.content_hash != content_hash
        reason = draft.apply(each, changed)
        if reason:
            misfits[each.id] = reason
    return Corrected(draft.coding(), misfits)


def resolve(mentions: Sequence[Mention], anchor: Anchor) -> int | None:
    """Which of an article's mentions the anchor is: the one with its partners."""
    alike = [n for n, m in enumerate(mentions) if set(m.partners) == set(anchor.partners)]
    if anchor.ordinal in alike:
        return anchor.ordinal
    return alike[0] if len(alike) == 1 else None


def _with(told: Mention, field: str, value: Any) -> Mention:
    changes: dict[str, Any] = {field: value}
    return replace(told, **changes)


class _Draft:
    """A coding that is being changed."""

    def __init__(self, coding: Coding) -> None:
        self._coding = coding
        self._mentions = list(coding.mentions)
        self._topics = {t.topic: t for t in coding.topics}
        self._coalitions = {c.coalition: c for c in coding.coalitions}
        self._amounts = list(coding.amounts)
        self._funding = {
            (f.model, partner): replace(f, partners=(partner,) if partner else ())
            for f in coding.funding
            for partner in f.partners or ("",)
        }

    def coding(self) -> Coding:
        return replace(
            self._coding,
            mentions=tuple(self._mentions),
            topics=tuple(self._topics.values()),
            funding=tuple(self._funding.values()),
            coalitions=tuple(self._coalitions.values()),
            amounts=tuple(self._amounts),
        )

    def apply(self, operation: Operation, changed: bool) -> str:
        """Change what the operation says; returns why it does not fit, or nothing."""
        if operation.ordinal is not None:
            at = resolve(self._mentions, operation.anchors[0]) if operation.anchors else None
            if at is None:
                return NOT_TOLD
            if operation.action is Action.NO_MEETING:
                del self._mentions[at]
                return ""
            return self._on_mention(at, operation, changed)
        return self._on_article(operation, changed)

    def _on_mention(self, at: int, operation: Operation, changed: bool) -> str:
        told, before, after = self._mentions[at], operation.before, operation.after
        if operation.action is Action.SET:
            held = getattr(told, operation.field)
            if changed and str(held or "") not in (before, after):
                return CHANGED
            values: dict[str, Callable[[str], Any]] = {
                "status": Status, "mode": Mode, "place": lambda text: text or None,
                "date": lambda text: date.fromisoformat(text) if text else None,
            }  # fmt: skip
            value = values[operation.field](after)
            self._mentions[at] = _with(told, operation.field, value)
            return ""
        name = "partners" if operation.field == "partner" else operation.field
        listed: tuple[str, ...] = getattr(told, name)
        if operation.action is Action.ADD:
            if changed and after not in listed:
                return CHANGED
            listed = tuple(dict.fromkeys((*listed, after)))
        elif changed and before not in listed:
            return CHANGED
        else:
            listed = tuple(each for each in listed if each != before)
            if name == "partners" and not listed:
                del self._mentions[at]  # a meeting with nobody is none
                return ""
        self._mentions[at] = _with(told, name, listed)
        return ""

    def _on_article(self, operation: Operation, changed: bool) -> str:
        if operation.field == "meeting":
            told = mention(operation.after)
            if changed and not any(set(m.partners) == set(told.partners) for m in self._mentions):
                return CHANGED
            if told not in self._mentions:
                self._mentions.append(told)
            return ""
        if operation.field == "amount":
            return self._on_amount(operation, changed)
        if operation.field == "funding":
            return self._on_funding(operation, changed)
        held = self._topics if operation.field == "topic" else self._coalitions
        value = operation.before if operation.action is Action.REMOVE else operation.after
        if changed and value not in held:
            return CHANGED
        if operation.action is Action.REMOVE:
            held.pop(value, None)
        elif operation.field == "topic":
            self._topics.setdefault(value, TopicCode(value, ()))
        else:
            self._coalitions.setdefault(value, CoalitionCode(value, ()))
        return ""

    def _on_funding(self, operation: Operation, changed: bool) -> str:
        evidence: tuple[Evidence, ...] = ()
        if operation.action is not Action.ADD:
            model, partner, stage = funding(operation.before)
            held = self._funding.get((model, partner))
            if changed and (held is None or held.stage is not stage):
                return CHANGED
            evidence = held.evidence if held is not None else ()
            self._funding.pop((model, partner), None)
            if operation.action is Action.REMOVE:
                return ""
        model, partner, stage = funding(operation.after)
        if operation.action is Action.ADD and changed and (model, partner) not in self._funding:
            return CHANGED
        self._funding[model, partner] = FundingCode(
            model, (partner,) if partner else (), stage, evidence
        )
        return ""

    def _on_amount(self, operation: Operation, changed: bool) -> str:
        removes = operation.action is Action.REMOVE
        value = amount(operation.before if removes else operation.after)
        alike = [a for a in self._amounts
                 if (a.figure, a.currency, a.partner, a.model) == value[:4]]  # fmt: skip
        if changed and not alike:
            return CHANGED
        if removes:
            self._amounts = [a for a in self._amounts if a not in alike]
        elif not alike:
            self._amounts.append(Amount(*value, Span(0, 0), BY_ANALYST))
        return ""
