"""Terms as a trie of word slots: every form of every word is known before the first article.

A word of a term becomes a *slot*; each of its surface forms points to it. A term is a path of
slots. Reading a text walks from state to state; each step is worked out when a text first takes it,
so that it costs one dictionary look-up, whatever the size of the codebook.
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


class _State:
    """The terms that the tokens read so far may belong to, and where the next token leads.

    ``next`` holds, by the token's Case, what was met already: the state that follows, or None.
    """

    __slots__ = ("next", "nodes", "tags")

    def __init__(self, nodes: list[_Node]) -> None:
        self.tags = tuple(tag for node in nodes for tag in node.tags)
        self.nodes = [node for node in nodes if node.next]
        self.next: tuple[_Next, _Next, _Next] = ({}, {}, {})


_Next = dict[str, _State | None]
_UNKNOWN = _State([])


class Lexicon:
    """The terms of one language, ready to be found in tokens."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._slots: dict[tuple[str, Sex | None], int] = {}
        self._forms: tuple[_Slots, _Slots, _Slots] = ({}, {}, {})  # by the Case that is needed
        self._stems: tuple[_Slots, _Slots, _Slots] = ({}, {}, {})
        self._longest_stem = 0
        self._root = _Node()
        self._first: _State | None = None  # made when the first text is read
        self._steps = 0  # that were worked out since

    def add(self, term: str, tag: Tag, sex: Sex | None = None) -> None:
        """Add a term as it is written in the codebook; ``sex`` declines it as a name."""
        node = self._root
        for word in words(term):
            node = node.next.setdefault(self._slot(word, sex), _Node())
        if node is self._root:
            raise ValueError(f"term without a word: {term!r}")
        if tag not in node.tags:
            node.tags = (*node.tags, tag)
        self._first = None

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

    def find(
        self, tokens: Sequence[str], cases: Sequence[int], bounds: Iterable[tuple[int, int]]
    ) -> list[Hit]:
        """All terms in the tokens, in text order; none crosses a bound (a sentence's range).

        ``cases`` holds each token's :class:`Case`.
        """
        begin = self._first
        if begin is None or self._steps > _MEMO_LIMIT:  # a long run stays flat in memory
            begin, self._steps = _State([self._root]), 0
            self._first = begin
        hits: list[Hit] = []
        first, new = begin.next, tuple.__new__  # not Hit(...), which takes thrice as long
        for low, high in bounds:
            for start in range(low, high):
                token, case = tokens[start], cases[start]
                state = first[case].get(token, _UNKNOWN)
                if state is _UNKNOWN:
                    state = self._step(begin, token, case)
                at = start + 1
                while state is not None:
                    if state.tags:
                        hits += [new(Hit, (start, at, tag)) for tag in state.tags]
                    if at >= high or not state.nodes:
                        break
                    token, case = tokens[at], cases[at]
                    following = state.next[case].get(token, _UNKNOWN)
                    if following is _UNKNOWN:
                        following = self._step(state, token, case)
                    state = following
                    at += 1
        return hits

    def _step(self, state: _State, token: str, case: int) -> _State | None:
        """Where ``token`` leads from ``state``; kept, so that it is worked out but once."""
        slots = self._slots_of(token, case)
        nodes = [node.next[slot] for node in state.nodes for slot in slots if slot in node.next]
        found = state.next[case][token] = _State(nodes) if nodes else None
        self._steps += 1
        return found

    def _slots_of(self, token: str, case: int) -> tuple[int, ...]:
        slots: tuple[int, ...] = ()
        for needed in range(case + 1):
            slots += self._forms[needed].get(token, ())
            stems = self._stems[needed]
            for length in range(_STEM_MIN, min(len(token), self._longest_stem) + 1):
                slots += stems.get(token[:length], ())
        return slots

    def __getstate__(self) -> dict[str, object]:
        """What is kept in the cache: all but what texts have taught."""
        return self.__dict__ | {"_first": None, "_steps": 0}


def words(term: str) -> list[str]:
    """The words of a term as written, with their marks (``=``, ``*``) still on."""
    return _WORDS.findall(fold(term))


def _script_lang(word: str, lang: str) -> str:
    """A word in Latin letters inflects as English, whatever the language it stands in."""
    return "en" if word[:1].isascii() and word[:1].isalpha() else lang
