"""Changes that keep the meaning keep the coding; no text at all makes the coder fail.

A change gives a piece of text for each character, so that every span of the changed text can be
traced to the characters that it stands for.
"""

from __future__ import annotations

import random
import shutil
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import accumulate
from pathlib import Path

import pytest
from reading import ARTICLES, BY_LANG, values

from coverage.codebook import read
from coverage.codebook.book import HOME
from coverage.codebook.entries import LANGS
from coverage.coder import Coder
from coverage.coder.weights import Weights
from coverage.model import Coding, Evidence, Span

Pieces = list[str]
Change = Callable[[str], Pieces]
VOWELS = "аеиоуыэюяіїє"
LOOKALIKE = dict(zip("АВСЕНІКМОРТХасеіорху", "ABCEHIKMOPTXaceiopxy", strict=True))


# --- changes


def swap(table: dict[str, str]) -> Change:
    return lambda text: [table.get(letter, letter) for letter in text]


def spaces(instead: str, every: int) -> Change:
    """Each ``every``-th space becomes ``instead``; a space that begins a line stays."""

    def change(text: str) -> Pieces:
        seen, pieces = 0, []
        for at, letter in enumerate(text):
            inner = letter == " " and 0 < at < len(text) - 1 and text[at - 1] != "\n"
            seen += inner
            pieces.append(instead if inner and seen % every == 0 else letter)
        return pieces

    return change


def inserted(mark: str, behind: Callable[[str, int], bool]) -> Change:
    return lambda text: [c + mark if behind(text, at) else c for at, c in enumerate(text)]


def inside_word(text: str, at: int) -> bool:
    return at % 3 == 0 and text[at].isalpha() and text[at + 1 : at + 2].isalpha()


def stressable(text: str, at: int) -> bool:
    return text[at].lower() in VOWELS and at % 5 == 0


def latin_letters(text: str) -> Pieces:
    """In each Cyrillic word the first letter that has a Latin twin is that twin."""
    pieces, done = list(text), False
    for at, letter in enumerate(text):
        if not letter.isalpha():
            done = False
        elif not done and letter in LOOKALIKE:
            beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
            if any("CYRILLIC" in unicodedata.name(c, "") for c in beside if c.isalpha()):
                pieces[at], done = LOOKALIKE[letter], True
    return pieces


def decomposed(text: str) -> Pieces:
    return [unicodedata.normalize("NFD", c) if c in "йїёЙЇЁ" else c for c in text]


def title_case(text: str) -> Pieces:
    return [c.upper() if not at or text[at - 1] in " -“\"'(" else c for at, c in enumerate(text)]


EVERYWHERE: dict[str, Change] = {
    "typographic apostrophe": swap({"'": "’"}),
    "modifier apostrophe": swap({"'": "ʼ", "’": "ʼ"}),
    "plain apostrophe": swap({"’": "'", "ʼ": "'"}),
    "grave for an apostrophe": swap({"'": "`", "’": "`", "ʼ": "`"}),
    "yo": swap({"ё": "е", "Ё": "Е"}),
    "ghe with upturn": swap({"ґ": "г", "Ґ": "Г"}),
    "plain quotes": swap(dict.fromkeys("«»“”„", '"')),
    "curly quotes": swap({"«": "“", "»": "”"}),
    "guillemets": swap({"“": "«", "”": "»", "„": "«"}),
    "dashes": swap({"–": "—", "—": "–"}),
    "no-break spaces": spaces("\u00a0", 3),
    "no-break spaces everywhere": spaces("\u00a0", 1),
    "narrow spaces": spaces("\u202f", 4),
    "double spaces": spaces("  ", 2),
    "soft hyphens": inserted("\u00ad", inside_word),
    "zero-width spaces": inserted("\u200b", inside_word),
    "zero-width no-break spaces": inserted("\ufeff", inside_word),
    "zero-width joiners at words' ends": inserted("\u200d", lambda t, at: t[at] == " "),
    "stress marks": inserted("\u0301", stressable),
    "Latin letters in Cyrillic words": latin_letters,
    "decomposed letters": decomposed,
}
IN_BODY: dict[str, Change] = {
    "line breaks in a paragraph": spaces("\n", 7),
    "a wrapped text": spaces("\n", 1),
    "Windows line ends": lambda text: ["\r\n" if c == "\n" else c for c in text],
    "tabs": spaces("\t", 5),
}
IN_TITLE: dict[str, Change] = {"capitals": lambda text: [c.upper() for c in text]}
IN_TITLE_EN: dict[str, Change] = {"title case": title_case}


# --- the same coding, at the same words


def traced(coding: Coding, pieces: Pieces) -> Coding:
    """The coding with its spans in the characters of the text before the change."""
    ends = list(accumulate(len(piece) for piece in pieces))

    def span(s: Span) -> Span:
        return Span(bisect_right(ends, s.start), bisect_right(ends, s.end - 1) + 1)

    def moved(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(e, span=span(e.span)) for e in evidence)

    return replace(
        coding,
        mentions=tuple(replace(m, evidence=moved(m.evidence)) for m in coding.mentions),
        topics=tuple(replace(t, evidence=moved(t.evidence)) for t in coding.topics),
        funding=tuple(replace(f, evidence=moved(f.evidence)) for f in coding.funding),
        coalitions=tuple(replace(c, evidence=moved(c.evidence)) for c in coding.coalitions),
        amounts=tuple(replace(a, span=span(a.span)) for a in coding.amounts),
        not_coded=tuple(replace(n, span=span(n.span)) for n in coding.not_coded),
    )


def difference(before: Coding, after: Coding) -> list[str]:
    return [
        f"{f.name}: {getattr(before, f.name)} -> {getattr(after, f.name)}"
        for f in fields(Coding)
        if f.name not in ("article_id", "codebook_version")
        and getattr(before, f.name) != getattr(after, f.name)
    ]


def check(coder: Coder, lang: str, title: Change, body: Change, *, spans: bool = True) -> None:
    wrong, changed = [], 0
    for plain in BY_LANG[lang]:
        pieces = [*title(plain.title), "\n", "\n", *body(plain.body)]
        head = len("".join(title(plain.title)))
        text = "".join(pieces)
        other = replace(plain, title=text[:head], body=text[head + 2 :])
        changed += other.text != plain.text
        before, after = coder.code(plain), traced(coder.code(other), pieces)
        if not spans:
            before, after = values(before), values(after)
        found = difference(before, after)
        if found:
            wrong.append(f"{plain.given_id}: {found[0][:600]}")
    assert wrong == []
    if not changed:
        pytest.skip("no article of this language has anything to change")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("change", EVERYWHERE)
def test_a_harmless_change_changes_nothing(coder: Coder, lang: str, change: str) -> None:
    check(coder, lang, EVERYWHERE[change], EVERYWHERE[change])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("change", IN_BODY)
def test_a_harmless_change_of_the_body_changes_nothing(
    coder: Coder, lang: str, change: str
) -> None:
    check(coder, lang, list, IN_BODY[change])


@pytest.mark.parametrize(
    ("lang", "change"), [*((lang, c) for lang in LANGS for c in IN_TITLE), ("en", "title case")]
)
def test_a_headline_in_capitals_changes_no_value(coder: Coder, lang: str, change: str) -> None:
    check(coder, lang, (IN_TITLE | IN_TITLE_EN)[change], list, spans=False)


# --- the codebook's order


def shuffled(home: Path, seed: int) -> None:
    """Shuffle the entries of every file that holds several."""
    chance = random.Random(seed)
    for path in home.glob("*.toml"):
        head, *entries = path.read_text("utf-8").split("\n[[")
        chance.shuffle(entries)
        path.write_text("\n[[".join([head, *entries]), "utf-8")


def test_the_order_of_the_codebooks_entries_changes_nothing(coder: Coder, tmp_path: Path) -> None:
    home = tmp_path / "codebook"
    shutil.copytree(HOME, home, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shuffled(home, seed=1)
    book = read(home)
    assert list(book.partners) != list(read(HOME).partners)
    other = Coder(book, Weights.load())
    assert {a.given_id: difference(coder.code(a), other.code(a)) for a in ARTICLES} == {
        a.given_id: [] for a in ARTICLES
    }
