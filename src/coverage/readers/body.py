"""The article's own lines among those under its headline: sentences stay, lists of links go."""

from __future__ import annotations

from collections.abc import Sequence

from coverage.readers.lines import (
    BODY,
    Kind,
    Line,
    is_bulleted,
    is_headline,
    is_list_item,
    is_marker,
    words,
)

_DECK_WORDS = 8  # a line under the headline with fewer is no lead, but a caption or a menu
_ITEMS = 60  # lines, at most, of one list
_PEEK = 12  # lines in which a list shows itself as one
_CALL_WORDS = 6
_SUBHEADING_WORDS = 7  # a line between paragraphs with more is a link to another item


def body_of(lines: Sequence[Line]) -> list[Line]:
    """The lines of the article's body, in order; ``lines`` are those below the headline."""
    kept = _without_lists(lines)
    first = next((i for i, line in enumerate(kept) if _may_begin(line)), None)
    if first is None:
        # Nothing is a full sentence: what is left is all that there is.
        return kept
    own = (i for i, line in enumerate(kept) if _may_end(line) or _own_item(kept, i))
    last = max(own, default=first)
    return _without_links(kept[first : max(first, last) + 1])


def announces_list(lines: Sequence[Line], at: int) -> bool:
    """Whether a list of other items follows a line of unknown wording: «MORE IN THIS SECTION:»."""
    if lines[at].kind is not Kind.SHORT or not is_marker(lines[at].text):
        return False
    items: list[str] = []
    for line in lines[at + 1 : at + _PEEK]:
        if line.kind in (Kind.ASIDE, Kind.DATE):
            continue
        if line.kind is Kind.KEPT or not is_headline(line.text) or (items and line.gap):
            break
        items.append(line.text)
    return bool(items) and not all(map(is_list_item, items))


def _may_begin(line: Line) -> bool:
    return line.kind in BODY or words(line.text) >= _DECK_WORDS


def _may_end(line: Line) -> bool:
    # «Підтримайте УП!» is no last paragraph.
    call = line.text.endswith("!") and words(line.text) <= _CALL_WORDS
    return line.kind in BODY and not call


def _without_lists(lines: Sequence[Line]) -> list[Line]:
    """Lines without asides, without markers and the headlines behind them, up to the page's end."""
    kept: list[Line] = []
    inside = tight = False
    for i, line in enumerate(lines):
        if line.kind is Kind.END and any(k.kind is Kind.SENTENCE for k in kept):
            break
        if line.kind in (Kind.LIST, Kind.END) or announces_list(lines, i):
            inside, tight = True, i + 1 < len(lines) and not lines[i + 1].gap
            continue
        if line.kind in (Kind.ASIDE, Kind.DATE):
            continue
        # A list without blank lines ends at one: what comes then may be a subheading.
        inside = inside and not (tight and line.gap)
        if inside and line.kind is not Kind.KEPT and is_headline(line.text):
            continue
        inside = False
        kept.append(line)
    return kept


def _own_item(lines: Sequence[Line], at: int) -> bool:
    """Whether the short line is an item of a list that the article itself introduces."""
    intro, least = at - 1, max(at - _ITEMS, 0)
    while intro >= least and not lines[intro].text.endswith(":"):
        if lines[intro].kind is not Kind.SHORT:
            return False
        intro -= 1
    if intro < least or lines[at].kind is not Kind.SHORT:
        return False
    items = lines[intro + 1 : at + 1]
    if lines[intro].kind in BODY:
        return is_bulleted(lines[at].text) or not any(line.gap for line in items[1:])
    # «В пакет входят:» is as short as «По теме:»; the items tell.
    return all(is_list_item(line.text) for line in items)


def _without_links(lines: Sequence[Line]) -> list[Line]:
    """Lines without links between the paragraphs: runs of short lines, or a long one alone."""
    kept: list[Line] = []
    run: list[Line] = []
    for i, line in enumerate(lines):
        if line.kind not in BODY and not _own_item(lines, i):
            run.append(line)
            continue
        kept += _before(run, own_item=line.kind not in BODY, first=not kept)
        kept.append(line)
        run = []
    return kept or list(lines)


def _before(run: Sequence[Line], *, own_item: bool, first: bool) -> list[Line]:
    """What is the article's in the short lines before a paragraph or before its list."""
    if own_item or not run:
        return list(run[-1:])
    if first:
        return [line for line in run if words(line.text) >= _DECK_WORDS]
    last = run[-1]
    alone = len(run) == 1 or last.gap
    return [last] if alone and words(last.text) <= _SUBHEADING_WORDS else []
