"""Terms as a trie of word slots: every form of every word is known before the first article.

A word of a term becomes a *slot*; each of its surface forms points to it. A term is a path of
slots. Looking a text up is then two dictionary look-ups a token, whatever the size of the codebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from coverage.codebook.fold import fold
from coverage.codebook.inflect import Sex, forms

_WORDS = re.compile(r"=?[^\W_]+(?:'(?!s\b)[^\W_]+)*\*?")
_MEMO_LIMIT = 200_000
_STEM_MIN = 2


_Slots = dict[str, tuple[int, ...]]


class Case(IntEnum):
    """How a word is written; a term's word matches tokens written in its case or a higher one.

    An abbreviation must stand in capitals: "US" is not "us", and not the "Us" of a headline.
    """

    ANY = 0
    FIRST = 1
    ALL = 2


class Tag(NamedTuple):
    """What a term stands for: its kind (``partner``, ``topic`` ...), code, and a sub-kind."""

    kind: str
    code: str
    role: str = ""


class Hit(NamedTuple):
    """Tokens ``start`` to ``end`` (half open) are the term of ``tag``."""

    start: int
    end: int
    tag: Tag


class _Node:
    __slots__ = ("next", "tags")

    def __init__(self) -> None:
        self.tags: tuple[Tag, ...] = ()
        self.next: dict[int, _Node] = {}


class Lexicon:
    """The terms of one language, ready to be found in tokens."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._slots: dict[tuple[str, Sex | None], int] = {}
        self._forms: tuple[_Slots, _Slots, _Slots] = ({}, {}, {})  # by the Case that is needed
        self._stems: tuple[_Slots, _Slots, _Slots] = ({}, {}, {})
        self._longest_stem = 0
        self._root: dict[int, _Node] = {}
        self._memo: tuple[_Slots, _Slots, _Slots] = ({}, {}, {})  # by the token's own Case

    def add(self, term: str, tag: Tag, sex: Sex | None = None) -> None:
        """Add a term as it is written in the codebook; ``sex`` declines it as a name."""
        children, node = self._root, None
        for word in words(term):
            node = children.setdefault(self._slot(word, sex), _Node())
            children = node.next
        if node is None:
            raise ValueError(f"term without a word: {term!r}")
        if tag not in node.tags:
            node.tags = (*node.tags, tag)

    def _slot(self, word: str, sex: Sex | None) -> int:
        key = (word, sex)
        if key in self._slots:
            return self._slots[key]
        slot = self._slots[key] = len(self._slots)
        exact, bare = word.startswith("="), word.lstrip("=")
        abbreviation = len(bare) > 1 and bare.isupper()
        capital = Case.ALL if abbreviation else Case.FIRST if bare[:1].isupper() else Case.ANY
        if bare.endswith("*"):
            target, surface = self._stems[capital], frozenset({fold(bare[:-1]).lower()})
            self._longest_stem = max(self._longest_stem, len(bare) - 1)
        else:
            target = self._forms[capital]
            surface = (
                frozenset({bare.lower()})
                if exact or abbreviation
                else forms(bare, _script_lang(bare, self.lang), sex)
            )
        for form in surface:
            form = fold(form)
            target[form] = (*target.get(form, ()), slot)
        return slot

    def _lookup(self, token: str, case: int) -> tuple[int, ...]:
        memo = self._memo[case]
        slots = memo.get(token)
        if slots is None:
            if len(memo) > _MEMO_LIMIT:  # a bound, so that a long run stays flat in memory
                memo.clear()
            slots = ()
            for needed in range(case + 1):
                slots += self._forms[needed].get(token, ())
                for length in range(_STEM_MIN, min(len(token), self._longest_stem) + 1):
                    slots += self._stems[needed].get(token[:length], ())
            memo[token] = slots
        return slots

    def find(
        self, tokens: Sequence[str], cases: Sequence[int], bounds: Iterable[tuple[int, int]]
    ) -> list[Hit]:
        """All terms in the tokens, in text order; none crosses a bound (a sentence's range).

        ``cases`` holds each token's :class:`Case`.
        """
        hits: list[Hit] = []
        root, lookup, memos = self._root, self._lookup, self._memo
        for low, high in bounds:
            for start in range(low, high):
                token, case = tokens[start], cases[start]
                slots = memos[case].get(token)
                if slots is None:
                    slots = lookup(token, case)
                if not slots:
                    continue
                level = [root[s] for s in slots if s in root]
                at = start + 1
                while level:
                    deeper: list[_Node] = []
                    for node in level:
                        hits.extend([Hit(start, at, tag) for tag in node.tags])
                        if node.next:
                            deeper.append(node)
                    if not deeper or at >= high:
                        break
                    slots = lookup(tokens[at], cases[at])
                    level = [n.next[s] for n in deeper for s in slots if s in n.next]
                    at += 1
        return hits

    def __getstate__(self) -> dict[str, object]:
        """What is kept in the cache: all but the memo."""
        state = self.__dict__.copy()
        state["_memo"] = ({}, {}, {})
        return state


def words(term: str) -> list[str]:
    """The words of a term as written, with their marks (``=``, ``*``) still on."""
    return _WORDS.findall(fold(term))


def _script_lang(word: str, lang: str) -> str:
    """A word in Latin letters inflects as English, whatever the language it stands in."""
    return "en" if word[:1].isascii() and word[:1].isalpha() else lang
