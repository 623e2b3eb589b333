"""The words of the project: what passes between its rooms, frozen and typed.

Terms follow the coding manual (docs/codebook.md): an *article* reports, a *meeting* happened,
a *mention* ties the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class Status(StrEnum):
    """Whether a contact took place."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Mode(StrEnum):
    """How the sides were in contact."""

    IN_PERSON = "in_person"
    REMOTE = "remote"
    MULTILATERAL = "multilateral"


class Stage(StrEnum):
    """How far a funding model has come; ``rank`` orders the stages."""

    MENTIONED = "mentioned"
    PROPOSED = "proposed"
    AGREED = "agreed"
    FUNDED = "funded"

    @property
    def rank(self) -> int:
        """0 for ``mentioned`` up to 3 for ``funded``."""
        return list(Stage).index(self)


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into :attr:`Article.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One news item: headline and body alone, never the blocks around it.

    ``body`` has its paragraphs separated by one blank line. ``published_time`` is Kyiv time.
    ``article_id`` is the identity in the store; ``given_id`` the supplier's own, kept in output.
    ``source`` says where the bytes lie (path, or path and line).
    """

    article_id: str
    lang: str
    outlet: str
    url: str
    published: date
    title: str
    body: str
    published_time: time | None = None
    given_id: str | None = None
    source: str = ""

    @property
    def text(self) -> str:
        """Headline, blank line, body: the text that every span points into."""
        return f"{self.title}\n\n{self.body}"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Input that could not be read: where it lies, why, and (in ``code``) which kind of fault."""

    source: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a value was coded: the field and value, the span that shows it, the rule that fired.

    ``field`` is one of partner, status, mode, date, place, ukraine, partner_people, reported_on,
    topic, funding, stage, coalition.
    """

    field: str
    value: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An article's account of one meeting. People are named in Latin script."""

    partners: tuple[str, ...]
    status: Status
    mode: Mode
    date: date | None
    place: str | None
    ukraine: tuple[str, ...] = ()
    partner_people: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicCode:
    """A topic of the article, with the passages that show it."""

    topic: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FundingCode:
    """A funding model with the partners it is tied to and the highest stage supported."""

    model: str
    partners: tuple[str, ...]
    stage: Stage
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CoalitionCode:
    """A coalition that the article names."""

    coalition: str
    evidence: tuple[Evidence, ...]


class Bound(StrEnum):
    """How a sum is limited by its words: "more than 50 million" is ``over``."""

    EXACT = ""
    OVER = "over"
    ABOUT = "about"
    UP_TO = "up_to"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum named for support: ``figure`` units of ``currency`` (ISO 4217), never converted.

    ``partner`` is whose money it is, ``model`` the funding model that it is named with; each is
    empty where the text ties the sum to none.
    """

    figure: float
    currency: str
    partner: str
    model: str
    bound: Bound
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class NotCoded:
    """A tempting passage that was left out, and the rule that left it out (for ``explain``)."""

    field: str
    value: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Coding:
    """All that was read out of one article under one version of the codebook."""

    article_id: str
    codebook_version: str
    mentions: tuple[Mention, ...] = ()
    topics: tuple[TopicCode, ...] = ()
    funding: tuple[FundingCode, ...] = ()
    coalitions: tuple[CoalitionCode, ...] = ()
    amounts: tuple[Amount, ...] = ()
    not_coded: tuple[NotCoded, ...] = field(default=(), compare=False)
