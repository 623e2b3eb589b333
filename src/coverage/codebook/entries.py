"""What the codebook's TOML files may hold: one struct a kind of entry, unknown keys are errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from msgspec import Struct

Sex = Literal["m", "f"]
LANGS = ("en", "uk", "ru")


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """Base: frozen, and a key that is not a field is an error."""


class Label(Entry, frozen=True):
    """A name to show, in each language of the interface."""

    en: str
    uk: str
    ru: str


class Terms(Entry, frozen=True):
    """Phrases in each language, as lemmas (see docs/codebook_format.md for the marks)."""

    en: tuple[str, ...]
    uk: tuple[str, ...]
    ru: tuple[str, ...]

    def of(self, lang: str) -> tuple[str, ...]:
        """The phrases of ``lang``."""
        found: tuple[str, ...] = getattr(self, lang)
        return found


NO_TERMS = Terms((), (), ())


class Partner(Entry, frozen=True):
    """A state, organisation or group; also adversaries and Ukraine itself, which never count."""

    code: str
    kind: Literal["state", "organisation", "group", "adversary", "home"]
    label: Label
    names: Terms
    adjectives: Terms
    demonyms: Terms
    bodies: Terms


class Place(Entry, frozen=True):
    """A city or seat; a capital also stands for its state."""

    name: str
    partner: str
    capital: bool
    names: Terms


class Tenure(Entry, frozen=True, rename={"start": "from", "end": "to"}):
    """An office and the days between which it was held (open where unknown).

    ``side`` is given where it differs from the person's (a prime minister who became NATO's
    Secretary General).
    """

    office: str
    side: str | None = None
    start: date | None = None
    end: date | None = None


class Person(Entry, frozen=True):
    """An official; ``name`` is the value shown, Latin script."""

    name: str
    side: str
    sex: Sex
    given: Terms
    surname: Terms
    offices: tuple[Tenure, ...]
    ambiguous: bool = False


class Office(Entry, frozen=True):
    """An office; ``name`` is shown where the holder is not named."""

    code: str
    label: Label
    terms: Terms


class Channel(Entry, frozen=True):
    """Where an official reports of a contact (Facebook, a ministry's website)."""

    code: str
    label: Label
    terms: Terms


class Cue(Entry, frozen=True):
    """A class of words that tells of contacts (met, is due, on the phone, ...)."""

    code: str
    about: str
    terms: Terms


class Topic(Entry, frozen=True):
    """A topic: ``terms`` speak of it, ``hints`` count little alone.

    ``exceptions`` are phrases in which its words mean something else ("think tank"). With
    ``adversary_apart`` its words tell of no cooperation where an adversary alone is spoken of.
    """

    code: str
    label: Label
    definition: str
    terms: Terms
    hints: Terms
    exceptions: Terms = NO_TERMS
    adversary_apart: bool = False


# Signs that a pattern may name though no list of words holds them: a capability coalition is named;
# the sentence names a partner's country as a place; a partner's adjective stands before a plant.
COMPUTED_SIGNS = frozenset({"coalition", "abroad", "their_plant"})


class Funding(Entry, frozen=True):
    """A funding model: ``names`` name it outright; ``descriptions`` describe it.

    So does a sentence that holds words of every class (signs.toml) of a pattern and names every
    partner of it.
    """

    code: str
    label: Label
    definition: str
    names: Terms
    descriptions: Terms
    partners: tuple[str, ...] = ()  # likely where the text ties it to no other
    sole: bool = False  # nobody but ``partners`` can stand behind it
    topics: tuple[str, ...] = ()  # topics that naming the model also tells
    patterns: tuple[tuple[str, ...], ...] = ()


class Coalition(Entry, frozen=True):
    """A capability coalition or the like; ``subjects`` name it beside the word "coalition"."""

    code: str
    label: Label
    names: Terms
    subjects: Terms
    topics: tuple[str, ...] = ()


class Simple(Entry, frozen=True):
    """A code with a label only (stage, status, mode)."""

    code: str
    label: Label


@dataclass(frozen=True)
class Vocabulary:
    """All entries, by code (places by name, people in the file's order)."""

    partners: dict[str, Partner]
    places: dict[str, Place]
    people: tuple[Person, ...]
    offices: dict[str, Office]
    channels: dict[str, Channel]
    cues: dict[str, Cue]
    signs: dict[str, Cue]
    topics: dict[str, Topic]
    funding: dict[str, Funding]
    coalitions: dict[str, Coalition]
    stages: dict[str, Simple]
    statuses: dict[str, Simple]
    modes: dict[str, Simple]
