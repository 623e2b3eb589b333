"""What was coded in one article and why: each value with its sentence and its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coverage.coder.text import tokenise
from coverage.model import Article, Coding, Evidence, NotCoded, Span
from coverage.reasons import in_words

_OPENING = '"«“‘(['
_CLOSING = re.compile('["»”’)\\]]*[.!?…]*["»”’)\\]]*')


def explain(article: Article, coding: Coding) -> Iterator[str]:
    """The explanation, line by line, for a terminal."""
    sentences = _sentences(article)

    def passages(items: Iterable[Evidence | NotCoded], indent: str) -> Iterator[str]:
        shown = ""
        for item in _told_once(items):
            sentence = _sentence(article, sentences, item.span)
            if sentence != shown:  # many values stand in one sentence
                shown = sentence
                yield f"{indent}«{sentence}»"
            passage = _line(article.text[item.span.start : item.span.end])
            where = "" if passage == sentence else f"   «{passage}»"
            why = in_words(item.rule, item.field)
            said = f"   {why}" if why else ""
            yield f"{indent}  {item.field} = {_line(item.value)}{where}{said}   [{item.rule}]"

    yield _line(article.title)
    yield _line(f"{article.outlet or '(no outlet)'}, {article.published}, {article.lang}")
    yield _line(f"{article.source}, codebook {coding.codebook_version}")
    for number, m in enumerate(coding.mentions, 1):
        sides = f"{', '.join(m.ukraine) or '?'} — {', '.join(m.partner_people) or '?'}"
        yield ""
        yield (
            f"meeting {number}: {', '.join(m.partners)} | {m.status} | {m.mode} | "
            f"{m.date or 'no date'} | {m.place or 'no place'} | {sides}"
        )
        yield from passages(m.evidence, "  ")
    groups = (
        *((f"topic: {t.topic}", t.evidence) for t in coding.topics),
        *(
            (
                f"funding: {f.model} | {', '.join(f.partners) or 'no partner'} | {f.stage}",
                f.evidence,
            )
            for f in coding.funding
        ),
        *((f"coalition: {c.coalition}", c.evidence) for c in coding.coalitions),
        *(
            (
                f"amount: {a.bound} {a.figure:,.0f} {a.currency} | {a.partner or 'no partner'} | "
                f"{a.model or 'no funding model'}".replace("amount:  ", "amount: "),
                (Evidence("amount", f"{a.figure:.0f} {a.currency}", a.span, a.rule),),
            )
            for a in coding.amounts
        ),
    )
    for title, evidence in groups:
        yield ""
        yield title
        yield from passages(evidence, "  ")
    if coding.not_coded:
        yield ""
        yield "not coded:"
        yield from passages(coding.not_coded, "  ")


def _told_once(items: Iterable[Evidence | NotCoded]) -> list[Evidence | NotCoded]:
    """In the text's order, each value of a rule without the passages that lie within another."""
    kept: list[Evidence | NotCoded] = []
    for item in sorted(items, key=lambda each: (each.span.start, -each.span.end)):
        same = ((e.field, e.value, e.rule, e.span.end) for e in kept)
        if not any(
            told[:3] == (item.field, item.value, item.rule) and told[3] >= item.span.end
            for told in same
        ):
            kept.append(item)
    return kept


def _sentences(article: Article) -> list[Span]:
    text = tokenise(article.text)
    return [text.span(sentence.start, sentence.end) for sentence in text.sentences]


def _sentence(article: Article, sentences: list[Span], span: Span) -> str:
    """The sentences that the span lies in, on one line."""
    touched = [s for s in sentences if s.start < span.end and span.start < s.end] or [span]
    # The coder's sentences begin and end with a word: «так». or (про це писали.) have more.
    text, end = article.text, touched[-1].end
    closed = _CLOSING.match(text, end)
    before = text[: touched[0].start]
    start = len(before.rstrip(_OPENING))
    return _line(text[start : closed.end() if closed else end])


def _line(text: str) -> str:
    """On one line, and with nothing in it that a terminal would act on."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())
