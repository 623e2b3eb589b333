"""What a revision would change of the article that is held: its head, its text, how it is coded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from textwrap import shorten

import streamlit as st

from coverage.foretold import Foretold
from coverage.model import Article, Coding, Mention
from coverage.pipeline import Coder, code_all
from coverage.reasons import NameOf
from coverage.ui import tables
from coverage.ui.text import plain
from coverage.ui.words import day, number, say

SHOWN = 12  # sentences that differ: the rest is counted
_LONG = 300  # characters of a sentence that are shown
_SENTENCE = re.compile(r"\n+|(?<=[.!?…])[\"'»”)]*\s+(?=[\"'«“„(–—-]?\s*[^\W\d_a-zа-яіїєґё])")
_WORD = re.compile(r"\w+(?:[-'’ʼ]\w+)*")


@dataclass(frozen=True, slots=True)
class Difference:
    """What is gone (``new`` is false) or new."""

    text: str
    new: bool


def show(told: Foretold, coder: Coder, names: NameOf) -> None:
    """What storing the article would change; nothing where it would be no revision."""
    before, after = told.before, told.after
    if told.kind != "revised" or before is None:
        return
    st.markdown(f"#### {say('What the revision would change')}")
    # Both by the codebook of now, so that what differs comes of the text.
    coded = [each[1] for each in code_all([before, after], coder) if isinstance(each, tuple)]
    codings = (coded[0], coded[1]) if len(coded) == 2 else None
    _list([*_head(before, after), *(_coded(*codings, names) if codings else ())])
    if before.body != after.body:
        _text(before.body, after.body)
    else:
        st.caption(say("The text stays the same."))
    if codings:
        contacts = list(contacts_changed(*codings, names))
        said = "Contacts that appear or go" if contacts else "Contacts stay the same."
        st.caption(say(said))
        _list(contacts)


def sentences_changed(before: str, after: str) -> list[Difference]:
    """The sentences that go and come, in the text's order."""
    old, new = _sentences(before), _sentences(after)
    found = []
    for kind, from_, to, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            found += [Difference(each, new=False) for each in old[from_:to]]
            found += [Difference(each, new=True) for each in new[start:end]]
    return found


def words_changed(before: str, after: str) -> tuple[int, int]:
    """How many words of the text are new, and how many are gone."""
    old, new = (Counter(_WORD.findall(each.lower())) for each in (before, after))
    return (new - old).total(), (old - new).total()


def contacts_changed(before: Coding, after: Coding, names: NameOf) -> Iterator[Difference]:
    """The contacts that are coded of one text and not of the other."""
    old, new = ([_contact(each, names) for each in one.mentions] for one in (before, after))
    yield from (Difference(each, new=False) for each in old if each not in new)
    yield from (Difference(each, new=True) for each in new if each not in old)


def _head(before: Article, after: Article) -> Iterator[Difference]:
    for what, name in (
        ("Headline", "title"), ("Published", "published"), ("Time", "published_time"),
        ("Outlet", "outlet"), ("Language", "lang"), ("Address of the original", "url"),
    ):  # fmt: skip
        yield from _field(what, *(_said(getattr(each, name), name) for each in (before, after)))


def _said(value: object, name: str) -> str:
    if value is None:
        return ""
    if name == "lang":
        return tables.language(str(value))
    if isinstance(value, date):
        return day(value)
    return str(value)[:5] if name == "published_time" else str(value)


def _coded(before: Coding, after: Coding, names: NameOf) -> Iterator[Difference]:
    topics = ({each.topic for each in one.topics} for one in (before, after))
    models = ({each.model for each in one.funding} for one in (before, after))
    for what, kind, (was, now) in (
        ("Topic", "topic", topics),
        ("Funding model", "funding", models),
    ):
        for code in sorted(was ^ now):
            yield Difference(f"{say(what)}: {names(kind, code)}", new=code in now)


def _field(what: str, was: str, now: str) -> Iterator[Difference]:
    if was != now:
        told = (Difference(was, new=False), Difference(now, new=True))
        yield from (replace(each, text=f"{say(what)}: {each.text}") for each in told if each.text)


def _contact(mention: Mention, names: NameOf) -> str:
    people = (names("person", each) for each in (*mention.ukraine, *mention.partner_people))
    parts = (
        ", ".join(names("partner", each) for each in mention.partners),
        ", ".join(people),
        names("status", mention.status.value),
        names("mode", mention.mode.value),
        day(mention.date) if mention.date else "",
        names("place", mention.place) if mention.place else "",
    )
    return " · ".join(filter(None, parts))


def _sentences(text: str) -> list[str]:
    return [" ".join(each.split()) for each in _SENTENCE.split(text) if each.strip()]


def _text(before: str, after: str) -> None:
    new, gone = words_changed(before, after)
    st.caption(say("Words of the text: {new} new, {gone} gone", new=number(new), gone=number(gone)))
    found = sentences_changed(before, after)
    _list(found[:SHOWN])
    if len(found) > SHOWN:
        st.caption(say("The first {shown} are shown.", shown=SHOWN))


def _list(differences: Sequence[Difference]) -> None:
    if not differences:
        return
    with st.container(border=True):
        for each in differences:
            # The word, too: not everybody tells the colours apart.
            mark = f":green-badge[+ {say('comes')}]" if each.new else f":red-badge[− {say('goes')}]"
            st.markdown(f"{mark} {plain(shorten(each.text, _LONG, placeholder=' …'))}")
