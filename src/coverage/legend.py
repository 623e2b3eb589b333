"""What a run has to know of the coder's words, beside the codings themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coverage.batches import Coder
from coverage.codebook import Codebook
from coverage.coder import Coder as CodebookCoder
from coverage.linker import Vocabulary
from coverage.store import Label


@dataclass(frozen=True, slots=True)
class Legend:
    """The codebook's version, the linker's vocabulary and the names of the codes.

    It is small: who has it need not keep the coder. A coder that is not the codebook's has no
    words but its version.
    """

    codebook_version: str
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    labels: tuple[Label, ...] = ()

    @classmethod
    def of(cls, coder: Coder) -> Legend:
        """That of ``coder``."""
        if not isinstance(coder, CodebookCoder):
            return cls(coder.codebook_version)
        labels = tuple(_labels(coder.book))
        return cls(coder.codebook_version, _vocabulary(coder.book), labels)


def vocabulary_of(coder: Coder) -> Vocabulary:
    """What the linker has to know of the words that the coder writes."""
    return _vocabulary(coder.book) if isinstance(coder, CodebookCoder) else Vocabulary()


def _vocabulary(book: Codebook) -> Vocabulary:
    return Vocabulary(
        offices=tuple(office.label.en for office in book.offices.values()),
        groups=tuple(code for code, partner in book.partners.items() if partner.kind == "group"),
    )


def _labels(book: Codebook) -> Iterator[Label]:
    # An office stands for a person where none is named («Президент», without a name).
    offices = {office.label.en: office.label for office in book.offices.values()}
    every = [*book.labels(), *(("person", name, label) for name, label in offices.items())]
    for position, (kind, code, label) in enumerate(every):
        uk, ru = (_once(each) if kind == "person" else each for each in (label.uk, label.ru))
        yield Label(kind, code, label.en, uk, ru, position)


def _once(name: str) -> str:
    """A name without a word that given name and surname both have: «Йонас Гар» «Гар Стёре»."""
    words = name.split()
    return " ".join(word for word, before in zip(words, ["", *words], strict=False)
                    if word != before)  # fmt: skip
