"""What one line of a page is: a sentence of the article, a headline, or a piece of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from coverage.readers.dates import find_date, find_time
from coverage.readers.layouts import Layouts, Outlet, bare, fold

_LONG = 160  # characters: no headline is longer
_HEADLINE = 110  # characters up to which «Что такое PURL?» in a list is taken for a headline
_ASIDE = 250  # characters: «Читайте также: …» and captions are no longer
_MARKER_WORDS = 5
_BESIDE_DATE = 7  # words that a line of date has beside it: «By Mari Tamm | March 20 | 3 min read»
_AFTER_DATE = 2  # words that follow it at once: «2026 року», «2 min read»
_TIME_NEAR = 15  # characters behind a date in which its time stands: « р., о 18:20»

_BULLET = re.compile(r"^(?:[•·▪●◦■‣*🔸🔹▶►➤➡✅]|[-–—](?=\s))\s*")
_FULL_STOP = re.compile(r"[.!?…][\s'\"»”’)\]*]*$")
_QUOTED = re.compile(r"^[—–-]?\s*[«\"“„].*[»\"”]$")
_INNER_STOP = re.compile(r"[^\W\d_]{2}[.!?…][»\"”)]*\s+[«\"“(]?[^\W\d_a-zа-яіїєґё]")
# «…», - отметил министр
_ATTRIBUTED = re.compile(r"(?:[,!?…][\"»”]|[\"»”],)\s*[–—-]\s*[a-zа-яіїєґ]")
_LEADS_ON = re.compile(r"[:;,]$")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SEGMENT = re.compile(r"\s{2,}|\s*[|•·»›→/\t]\s*|\s+[—–-]\s+")
_MENU_BREAK = re.compile(r"\S(?:\s{2,}|\t|\s*[|•·›→]\s*|\s+»\s+)\S")
_URL = re.compile(r"https?://\S+")


class Kind(Enum):
    """What a line is to the article it stands by."""

    SENTENCE = auto()  # body: one or more sentences
    KEPT = auto()  # body, though it looks like a headline: «Source: Shmyhal»
    SHORT = auto()  # a headline, a subheading, or an item of a list
    LIST = auto()  # «Читайте также:»: headlines of other items follow
    END = auto()  # «ПОСЛЕДНЕЕ»: the article is over
    ASIDE = auto()  # «РЕКЛАМА», «1 мин читать», a caption: this line alone goes
    DATE = auto()  # a line of date and time


BODY = (Kind.SENTENCE, Kind.KEPT)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; ``gap`` says that a blank line stands before it."""

    text: str
    gap: bool
    kind: Kind


def words(text: str) -> int:
    """How many words ``text`` has."""
    return len(_WORD.findall(text))


def segments(text: str) -> list[str]:
    """The parts of a header line: «European Pravda — Thursday, 20 March 2025» has two."""
    return [part for part in _SEGMENT.split(text) if part]


def is_bulleted(text: str) -> bool:
    """Whether ``text`` begins with the mark of a list's item."""
    return bool(_BULLET.match(text))


def is_sentence(text: str) -> bool:
    """Whether ``text`` reads as a paragraph of an article rather than as a headline."""
    text = text.rstrip()
    return (
        len(text) >= _LONG
        or bool(_FULL_STOP.search(text))
        or (bool(_LEADS_ON.search(text)) and words(text) > _MARKER_WORDS)
        or (bool(_QUOTED.match(text)) and words(text) > _MARKER_WORDS)
        or bool(_ATTRIBUTED.search(text))
        or (len(text) > _HEADLINE and has_inner_stop(text))
    )


def has_inner_stop(text: str) -> bool:
    """Whether a sentence ends within ``text`` and another begins."""
    return bool(_INNER_STOP.search(text))


def is_marker(text: str) -> bool:
    """Whether ``text`` may announce a list: «WHAT OTHERS READ», «Не пропустите:»."""
    return words(text) <= _MARKER_WORDS and (text.endswith(":") or text.isupper())


def is_headline(text: str) -> bool:
    """Whether ``text`` may be another item's headline, in a place where such ones stand."""
    if not is_sentence(text):
        return True
    return len(text) <= _HEADLINE and text.endswith(("?", "!")) and not has_inner_stop(text)


def is_list_item(text: str) -> bool:
    """Whether ``text`` is an item of the article's own list: «- 155 мм снаряды;»."""
    item = _BULLET.sub("", text)
    return item.endswith((";", ",")) or not item[:1].isupper() or words(item) < 4


def is_url(text: str) -> bool:
    """Whether ``text`` is one web address and nothing else."""
    return bool(_URL.fullmatch(text))


def classify(text: str, rules: Layouts, outlet: Outlet | None) -> Kind:
    """The kind of the line ``text`` (not blank) on a page of ``outlet``."""
    sentence = is_sentence(text)
    # No marker is longer, and the marks at the ends of a hostile line may be millions.
    folded, mark = fold(text[:_ASIDE]), bare(text[:_ASIDE])
    if rules.body.matches(folded, mark, sentence=sentence):
        return Kind.SENTENCE if sentence else Kind.KEPT
    if (outlet and mark in outlet.ends) or rules.end.matches(folded, mark, sentence=sentence):
        return Kind.END
    if len(text) > _ASIDE:
        return Kind.SENTENCE
    if rules.list.matches(folded, mark, sentence=sentence):
        return Kind.LIST
    if not _LETTER.search(text):
        return Kind.DATE if is_date_line(text) else Kind.ASIDE
    if (
        is_url(text)
        or _is_inline_link(folded, rules)
        or rules.line.matches(folded, mark, sentence=sentence)
        or rules.caption.matches(folded, mark, sentence=sentence)
    ):
        return Kind.ASIDE
    if sentence:
        return Kind.SENTENCE
    if _is_menu(text, mark, rules):
        return Kind.ASIDE
    return Kind.DATE if is_date_line(text) else Kind.SHORT


def is_date_line(text: str) -> bool:
    """Whether ``text`` is a header's date, with little beside it: «Новости — 2 декабря 2025»."""
    if len(text) > _HEADLINE or _FULL_STOP.search(re.sub(r"(?:[гр]|[ap]\.m)\.$", "", text)):
        return False
    found = find_date(text)
    if found is None:
        return False
    before, after = text[: found.start], text[found.end :]
    # «Рамштайн 12 февраля 2026 года: какие решения» is a headline.
    goes_on = "" if find_time(after[:_TIME_NEAR]) else next(iter(segments(after)), "")
    return names(before + " " + after) <= _BESIDE_DATE and names(goes_on) <= _AFTER_DATE


def names(text: str) -> int:
    """How many words of two letters at least ``text`` has: no initials, no figures."""
    return len([word for word in _WORD.findall(text) if len(word) > 1 and word.isalpha()])


def _is_inline_link(folded: str, rules: Layouts) -> bool:
    """Whether the line is a link to another item: «Читайте также: Посол посетил музей»."""
    head, _, rest = folded.partition(":")
    return bool(rest.strip()) and bare(head) in rules.list.whole


def _is_menu(text: str, mark: str, rules: Layouts) -> bool:
    """Whether the line is a menu, a breadcrumb, a row of tags or of buttons."""
    names = _WORD.findall(mark)
    if names and all(name in rules.menu or name.isdecimal() for name in names):
        return True
    if all(part.startswith("#") for part in text.split()):
        return True
    parts = segments(text)
    return (
        bool(_MENU_BREAK.search(text))
        and not is_bulleted(text)
        and find_date(text) is None
        and sum(words(part) for part in parts) <= 3 * len(parts)
    )
