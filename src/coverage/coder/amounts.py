"""Sums named for support: figure, currency, whose money, under which funding model."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coverage.codebook import Codebook
from coverage.codebook.amounts import AmountWords, Currency, amount_words
from coverage.codebook.fold import fold
from coverage.codebook.lexicon import Hit
from coverage.coder.scene import HOME, Country, Scene
from coverage.coder.text import Text
from coverage.model import Amount, Bound, FundingCode, Mention, Span

_DIGITS = r"\d{1,3}(?:[ ,.']\d{3}){1,4}(?![\d])|\d{1,12}(?:[.,]\d{1,3})?(?!\d)"
_GROUPED = re.compile(r"\d{1,3}(?:[ ,.']\d{3})+")
_PAYING = frozenset(("pay", "money"))  # signs.toml
_AND = frozenset(("and", "и", "та", "і", "й"))
_LEAST = 10_000  # units of a currency: less is no support among states ("from $5 a month")
_BEFORE = 24  # characters before a sum in which its bound is looked for


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum found at characters ``start`` to ``end`` of the folded text."""

    start: int
    end: int
    figure: float
    currency: Currency
    bound: Bound


class AmountFinder:
    """Finds the sums of an article and ties each to its partner and funding model."""

    def __init__(self, book: Codebook) -> None:
        """Compile the words of ``amounts.toml``. Raises CodebookError where it is wrong."""
        self._hostile = frozenset(c for c, p in book.partners.items() if p.kind == "adversary")
        self._partners = frozenset(
            c for c, p in book.partners.items() if p.kind in ("state", "organisation")
        )
        self._grammars = {lang: _Grammar(amount_words(), lang) for lang in book.lexicons}

    def find(
        self,
        lang: str,
        scene: Scene,
        hits: Sequence[Hit],
        mentions: Sequence[Mention],
        funding: Sequence[FundingCode],
    ) -> list[Amount]:
        """The sums in text order. A sum told twice in one way is kept once."""
        grammar = self._grammars[lang]
        found: dict[tuple[float, str, str, str], Amount] = {}
        by_sentence: dict[int, list[Hit]] = {}
        for each in grammar.sums(scene.text.plain):
            if not by_sentence:
                for hit in hits:
                    by_sentence.setdefault(scene.sentence_of[hit.start], []).append(hit)
            amount = self._amount(each, grammar, scene, by_sentence, mentions, funding)
            if amount is not None:
                key = (amount.figure, amount.currency, amount.partner, amount.model)
                found.setdefault(key, amount)
        return list(found.values())

    def _amount(
        self, found: _Sum, grammar: _Grammar, scene: Scene, hits: dict[int, list[Hit]],
        mentions: Sequence[Mention], funding: Sequence[FundingCode],
    ) -> Amount | None:  # fmt: skip
        text = scene.text
        first = bisect_right(text.ends, found.start)
        last = bisect_left(text.starts, found.end) - 1
        if first > last:
            return None
        number = scene.sentence_of[first]
        sentence = text.sentences[number]
        words = text.plain[text.starts[sentence.start] : text.ends[sentence.end - 1]]
        inside = hits.get(number, [])
        speaks = any(h.tag.kind == "funding" or (h.tag.kind == "sign" and h.tag.code in _PAYING)
                     for h in inside)  # fmt: skip
        if grammar.other.search(words) or not (speaks or grammar.support.search(words)):
            return None
        # The "US" of "US$ 4 billion" names no partner.
        countries = [c for c in scene.countries if sentence.start <= c.start < sentence.end
                     and not text.plain.startswith("$", text.ends[c.end - 1])]  # fmt: skip
        if any(c.code in self._hostile and abs(c.start - first) < 4 for c in countries):
            return None
        span = text.span(first, last + 1)
        span = Span(span.start - grammar.sign_before(text.plain, text.starts[first]), span.end)
        givers = [c for c in countries if c.code in self._partners and c.code != HOME]
        model = _model((first, last), range(sentence.start, sentence.end), scene, funding, givers)
        partner, rule = self._partner((first, last), countries, scene, mentions, model)
        currency = found.currency.code
        adjective = [
            h.tag.code for h in inside if h.tag.kind == "partner" and first <= h.start <= last
        ]
        for whose in (*adjective, *((partner,) if found.currency.by_partner else ())):
            currency = found.currency.of.get(whose, currency)
        if not currency:
            return None
        if not partner and adjective and adjective[0] in self._partners:
            partner, rule = adjective[0], "partner_of_currency"
        code = model.model if model is not None else ""
        return Amount(found.figure, currency, partner, code, found.bound, span, rule)

    def _partner(
        self, at: tuple[int, int], countries: list[Country], scene: Scene,
        mentions: Sequence[Mention], model: FundingCode | None,
    ) -> tuple[str, str]:  # fmt: skip
        """Whose money: who stands behind the model, the nearest in the sentence, the one met."""
        named = [c for c in countries if c.code != HOME and c.code in self._partners]
        if model is not None:
            behind = [c for c in named if c.code in model.partners]
            if behind:
                return _nearest(at, behind).code, "partner_of_sentence"
            whose = model.partners[0] if len(model.partners) == 1 else ""
            return whose, "partner_of_model" if whose else "no_partner"
        if named:
            return _nearest(at, named).code, "partner_of_sentence"
        met = {p for m in mentions for p in m.partners}
        if len(met) == 1:
            return met.pop(), "partner_met"
        told = {c.code for c in scene.countries} & self._partners - {HOME}
        if len(told) == 1:
            return told.pop(), "partner_of_article"
        return "", "no_partner"


def _nearest(at: tuple[int, int], named: list[Country]) -> Country:
    """«Данія дає 2,6 млрд»: who gives mostly stands before the sum."""
    first, last = at
    return min(named, key=lambda c: first - c.start if c.start <= last else 3 * (c.start - last))


class _Grammar:
    """The words of one language as patterns over folded text; each runs in linear time."""

    def __init__(self, words: AmountWords, lang: str) -> None:
        self._currencies: dict[str, Currency] = {}
        signs = [*self._index(words, "signs"), *self._index(words, "letters")]
        names = [(w, c) for c in words.currency for w in c.words.of(lang)]
        self._names = [(re.compile(_any_of([w]) + r"\Z", re.I), c) for w, c in names]
        self._multiples = [(re.compile(_any_of(m.words.of(lang)) + r"\Z", re.I), m.value)
                           for m in words.multiple]  # fmt: skip
        self._numbers = {fold(w): value for w, value in words.numbers[lang].items()}
        number = _any_of(sorted(self._numbers, key=len, reverse=True))
        multiple = _any_of([w for m in words.multiple for w in m.words.of(lang)])
        self._sum = re.compile(
            rf"(?:(?P<sign>{'|'.join(map(re.escape, sorted(signs, key=len, reverse=True)))}) ?)?"
            rf"\b(?:(?P<digits>{_DIGITS})|(?P<words>{number}(?:[ -]{number}){{0,2}}))"
            # no space in «полмиллиарда»
            rf"(?:[ -]?(?P<multiple>{multiple})\b)?"
            rf"(?:\.? (?:[^\W\d_]{{4,20}} )?(?P<name>{_any_of([w for w, _ in names])})\b)?",
            re.I,
        )
        limit = r"\b(?:{})\W+(?:\w+\W+)?\Z"  # «более чем на», with one word between
        self._bounds = [
            (re.compile(limit.format(_any_of(b.words.of(lang))), re.I), Bound(b.code))
            for b in words.bound
        ]
        self.support = re.compile(rf"\b{_any_of(words.support.of(lang))}\b", re.I)
        self.other = re.compile(rf"\b{_any_of(words.other.of(lang))}\b", re.I)

    def _index(self, words: AmountWords, field: str) -> list[str]:
        for currency in words.currency:
            for sign in getattr(currency, field):
                self._currencies[sign.upper()] = currency
        return list(self._currencies)

    def sums(self, plain: str) -> Iterator[_Sum]:
        """Every figure with a currency, at least as large as a state's support."""
        for match in self._sum.finditer(plain):
            currency = self._currency(match["sign"], match["name"])
            if currency is None:
                continue
            figure = _number(match["digits"]) if match["digits"] else self._in_words(match["words"])
            for pattern, value in self._multiples:
                if match["multiple"] and pattern.match(match["multiple"]):
                    figure *= value
            if figure >= _LEAST:
                before = plain[max(0, match.start() - _BEFORE) : match.start()]
                bound = next((b for p, b in self._bounds if p.search(before)), Bound.EXACT)
                yield _Sum(match.start(), match.end(), round(figure, 2), currency, bound)

    def sign_before(self, plain: str, start: int) -> int:
        """How many characters of a currency's sign stand right before ``start``."""
        for length in (3, 2, 1):
            if plain[max(0, start - length) : start].upper() in self._currencies:
                return length
        return 0

    def _currency(self, sign: str | None, name: str | None) -> Currency | None:
        if sign:
            return self._currencies[sign.upper()]
        return next((c for pattern, c in self._names if name and pattern.match(name)), None)

    def _in_words(self, words: str) -> float:
        total = 0.0
        for word in re.split(r"[ -]", fold(words.lower())):
            value = self._numbers.get(word, 0)
            total = total * value if value == 100 and total else total + value
        return total


def _any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words; ``*`` at the end stands for more letters."""
    each = [re.escape(fold(w.removesuffix("*"))) + (r"\w{0,12}" if w.endswith("*") else "")
            for w in words]  # fmt: skip
    return f"(?:{'|'.join(each) or '(?!)'})"


def _number(digits: str) -> float:
    """1,700,000 and 1 700 000 and 2,6 and 2.6."""
    if _GROUPED.fullmatch(digits):
        return float(re.sub(r"\D", "", digits))
    return float(digits.replace(",", "."))


def _model(
    at: tuple[int, int], sentence: range, scene: Scene, funding: Sequence[FundingCode],
    givers: Sequence[Country],
) -> FundingCode | None:  # fmt: skip
    """The funding model of a sum: the nearest in its sentence, rather one without an "and" between.

    Beyond an "and" stands another matter where the sum has its own giver on its side: «обеспечить
    деньгами программу PURL и тратить 90 млрд евро из пакета Евросоюза».
    """
    text = scene.text
    starts = [text.span(token, token + 1).start for token in sentence]
    near: list[tuple[bool, int, str, FundingCode]] = []
    for code in funding:
        for each in code.evidence:
            token = bisect_right(starts, each.span.start) - 1
            if each.field == "funding" and token >= 0 and each.span.start < _end(text, sentence):
                place = sentence.start + token
                far = abs(each.span.start - starts[at[0] - sentence.start])
                near.append((_across(text, at, place), far, code.model, code))
    if not near:
        return None
    across, _, _, model = min(near, key=lambda each: each[:3])
    own = any(not _across(text, at, giver.start) for giver in givers)
    return None if across and own else model


def _end(text: Text, sentence: range) -> int:
    return text.span(sentence.start, sentence.stop).end


def _across(text: Text, at: tuple[int, int], place: int) -> bool:
    """Whether an "and" stands between a sum (its first and last token) and another token."""
    between = range(at[1] + 1, place) if place > at[1] else range(place + 1, at[0])
    return any(text.tokens[each] in _AND for each in between)
