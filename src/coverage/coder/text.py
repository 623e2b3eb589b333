"""An article's text as tokens and sentences whose offsets are those of the text as it stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

from coverage.codebook.fold import fold
from coverage.codebook.lexicon import Case
from coverage.model import Span

_TOKEN = re.compile(r"(?<![^\W_]')[^\W_]+(?:'(?![sS]\b)[^\W_]+)*")  # without "'s"
# A sentence ends at . ! ? … (and quotes after it) before a capital, a digit or an opening quote.
_END = re.compile(
    r"""(?<![.!?…])[.!?…]++["')\]]*+(?=\s++["'(\[•-]*+\s*+[A-ZА-ЯІЇЄҐ0-9])|\n\s*\n|;(?=\s)"""
)
_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr gen lt col sen rep gov st no "
        "jan feb mar apr jun jul aug sep sept oct nov dec "
        "янв фев февр мар апр авг сен сент окт ноя нояб дек "
        "січ лют бер квіт трав черв лип серп вер жовт лист груд дж "
        "гг ул им тыс млн млрд трлн долл руб коп стр ст см др проф акад ген мин "
        "рр вул ім тис дол грн див хв"
    ).split()
)  # and every single letter: initials, «г. Киев», «т. д.», "U.S."
# Words without a full stop for longer are no sentence (a table, a list): cut, so that rules which
# compare what a sentence names with one another take no longer for it.
_LONGEST = 300
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_BREAKS = re.compile(r"\n\s*\n|\n")  # between paragraphs, and inside one
_MIXED = re.compile("[A-Za-z](?:(?=[А-Яа-яІЇЄҐіїєґ])|(?<=[А-Яа-яІЇЄҐіїєґ][A-Za-z]))")
_WORD = re.compile(r"[^\W_]+")
_LOOKALIKE = str.maketrans("ABCEHIKMOPTXaceiopxyTy", "АВСЕНІКМОРТХасеіорхуТу")


@dataclass(slots=True)
class Sentence:
    """Tokens ``start`` to ``end`` (half open), in block ``block`` (0 is the headline)."""

    start: int
    end: int
    block: int


@dataclass(slots=True)
class Text:
    """Tokens (lower case, folded) with cases, offsets into the original, and sentences."""

    plain: str  # folded, case kept; offsets of `starts` and `ends` point into it
    tokens: list[str] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)  # each token's Case (0: lower case)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    _origin: list[int] | None = None  # plain offset -> original offset, where letters were dropped

    def span(self, start: int, end: int) -> Span:
        """The original's characters that tokens ``start`` to ``end`` (half open) cover."""
        low, high = self.starts[start], self.ends[end - 1]
        if self._origin is None:
            return Span(low, high)
        return Span(self._origin[low], self._origin[high - 1] + 1)

    def surface(self, start: int, end: int) -> str:
        """The words of those tokens as written (folded)."""
        return self.plain[self.starts[start] : self.ends[end - 1]]


def tokenise(text: str) -> Text:
    """Split ``text`` (headline, blank line, body) into sentences and tokens."""
    text, origin = _without_invisible(text)
    plain = fold(text)
    if not plain.isascii() and _MIXED.search(plain):
        plain = _one_script(plain)
    if _LINE_BREAK.search(plain):
        plain = _BREAKS.sub(lambda gap: gap.group() if len(gap.group()) > 1 else " ", plain)
    if "  " in plain:
        plain, origin = _single_spaces(plain, origin)
    spans = [match.span() for match in _TOKEN.finditer(plain)]
    words = [plain[start:end] for start, end in spans]
    result = Text(
        plain,
        tokens=list(map(str.lower, words)),
        cases=list(map(_CASES.__getitem__, words)),
        starts=[start for start, _ in spans],
        ends=[end for _, end in spans],
        _origin=origin,
    )
    _split(result)
    return result


class _Cases(dict[str, int]):
    """A word -> its Case, remembered: most words of an article were in another one."""

    def __missing__(self, word: str) -> int:
        case = Case.ANY
        if word[0].isupper():
            case = Case.ALL if len(word) > 1 and word.isupper() else Case.FIRST
        if len(self) > _REMEMBERED:
            self.clear()
        self[word] = case
        return case


_REMEMBERED = 100_000
_CASES = _Cases()


def _split(text: Text) -> None:
    plain, starts, ends = text.plain, text.starts, text.ends
    at, block = 0, 0
    total = len(starts)
    for match in _END.finditer(plain):
        stop, after = match.span()
        end = bisect_left(starts, stop, at)
        gap = plain[stop] == "\n"
        if not gap and after - stop == 1 and plain[stop] == "." and end and ends[end - 1] == stop:
            word = text.tokens[end - 1]
            if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
                continue
        if end > at:
            _add(text.sentences, at, end, block)
            at = end
        if gap:
            block += 1
    if at < total:
        _add(text.sentences, at, total, block)


def _add(sentences: list[Sentence], start: int, end: int, block: int) -> None:
    while end - start > _LONGEST:
        sentences.append(Sentence(start, start + _LONGEST, block))
        start += _LONGEST
    sentences.append(Sentence(start, end, block))


def _without_invisible(text: str) -> tuple[str, list[int] | None]:
    """Drop soft hyphens, zero-width characters and stress marks; compose what composes."""
    if not _INVISIBLE.search(text):
        return text, None
    letters: list[str] = []
    origin: list[int] = []
    for at, letter in enumerate(text):
        if not _INVISIBLE.match(letter):
            letters.append(letter)
            origin.append(at)
        elif letters and unicodedata.combining(letter):
            composed = unicodedata.normalize("NFC", letters[-1] + letter)
            if len(composed) == 1:
                letters[-1] = composed
    return "".join(letters), origin


def _single_spaces(plain: str, origin: list[int] | None) -> tuple[str, list[int]]:
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(plain):
        if letter != " " or not letters or letters[-1] != " ":
            letters.append(letter)
            places.append(origin[at] if origin else at)
    return "".join(letters), places


def _one_script(plain: str) -> str:
    """Words that mix alphabets get Cyrillic letters for the Latin ones that look the same."""

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        if not _MIXED.search(word):
            return word
        mended = word.translate(_LOOKALIKE)
        return word if _MIXED.search(mended) else mended

    return _WORD.sub(mend, plain)
