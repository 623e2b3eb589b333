"""Paragraphs of a web page without those that lead elsewhere: what extractors let through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coverage.readers.language import detect
from coverage.readers.layouts import Outlet, fold, layouts
from coverage.readers.lines import Kind, classify, is_headline, is_sentence, words

_LEAST_DONE = 0.5  # share of the text that must have come before «Latest news» ends the article
_TOP = 3  # paragraphs in which the headline may be repeated
_BESIDE_TITLE = 3  # words beside the repeated headline: a rubric, or who wrote
_BYLINE_WORDS = 4  # a line above the first sentence with no more: «By Jane Roe», «Kyiv, UNN»
_LEAST_LINK = 20  # characters: a shorter link may be a name in a list


Links = Callable[[], frozenset[str]]


def own_paragraphs(
    found: Sequence[str], *, title: str, outlet: Outlet | None, links: Links = frozenset
) -> list[str]:
    """The article's own among the paragraphs ``found`` on its page, in order.

    Gentler than what reads pages saved as text: there is markup here that has told the article
    from most of the rest, so that a short line is more likely a subheading than a link.
    ``links`` gives the folded texts of the page's links; it is asked only where one may stand.
    """
    headline = fold(title)
    if detect("\n".join(found)) is None:  # what the rules know is in three languages
        return [text for i, text in enumerate(found) if i >= _TOP or not _repeats(text, headline)]
    rules = layouts()
    total = sum(map(len, found))
    kept: list[str] = []
    done, inside = 0, False
    for i, text in enumerate(found):
        done += len(text)
        if i < _TOP and _repeats(text, headline):
            continue
        kind = Kind.KEPT if _is_row(text) else classify(text, rules, outlet)
        if kind is Kind.END and done > _LEAST_DONE * total:
            break
        if not kept and kind is Kind.SHORT and words(text) <= _BYLINE_WORDS:
            continue
        if kind in (Kind.LIST, Kind.END):
            inside = True
        elif kind in (Kind.ASIDE, Kind.DATE) or (inside and _is_item(text, kind)):
            continue
        elif not _is_link(text, links):
            inside = False
            kept.append(rules.prefix.sub("", text))
    return kept


def _is_item(text: str, kind: Kind) -> bool:
    return kind is not Kind.KEPT and is_headline(text)


def _repeats(text: str, headline: str) -> bool:
    """Whether the line is the headline once more, be it with a word or two before or after it."""
    if not headline:
        return False
    before, found, after = fold(text).partition(headline)
    return bool(found) and words(f"{before} {after}") <= _BESIDE_TITLE


def _is_row(text: str) -> bool:
    """Whether the line is a row of the article's table, as the general extractor writes it."""
    return len(text) > 1 and text[0] == text[-1] == "|"


def _is_link(text: str, links: Links) -> bool:
    """Whether the paragraph is nothing but a link, and no sentence: another item's headline."""
    return len(text) >= _LEAST_LINK and not is_sentence(text) and fold(text) in links()
