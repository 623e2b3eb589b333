"""A JSON object under whatever names: its values under our fields' names, then an article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.columns import (
    FIELDS,
    MEMBERS,
    PARTS,
    Columns,
    applying,
    folded_name,
    guess,
    language,
    said_in,
    say_which,
)
from coverage.readers.dayorder import DAY_FIRST, DayOrder, order_of
from coverage.readers.fragment import plain
from coverage.readers.options import Context
from coverage.readers.record import read_record
from coverage.readers.summary import NAMES, elsewhere, is_removed, is_whole

_MEMBERS = frozenset(chain.from_iterable((*MEMBERS.values(), *PARTS.values())))
_TELLING = frozenset({"title", "published", "url"})  # of which two make an object a record
# Kinds of values that may be a field's, where a text is not the only one.
_KINDS: dict[str, tuple[type, ...]] = {
    "title": (str, list, Mapping),
    "text": (str, list, Mapping),
    "published": (str, int, float, list, Mapping),
    "url": (str, Mapping),
    "id": (str, int, float, Mapping),
    "outlet": (str, Mapping),
}


def holds_article(record: Mapping[str, object], told: Mapping[str, str]) -> bool:
    """Whether an object has a text of an article, by its names."""
    if isinstance(said_in("text", record.get("text")), str):
        return True
    held = dict(_guess(_names(record), True)) | dict(told)
    values = (said_in(field, record.get(held.get(field, field))) for field in ("title", "text"))
    return all(isinstance(value, str) for value in values)


def unwrapped(record: Mapping[str, object], told: Mapping[str, str]) -> Mapping[str, object]:
    """The record with what it holds in an object of its own (``_source``, ``fields``), where that
    makes it an article's; else as it is."""
    if holds_article(record, told):
        return record
    inner = ((name, each) for name, each in record.items() if isinstance(each, Mapping))
    wholes = ({k: v for k, v in record.items() if k != name} | dict(each) for name, each in inner)
    return next((whole for whole in wholes if holds_article(whole, told)), record)


def is_record(record: Mapping[str, object], told: Mapping[str, str]) -> bool:
    """Whether an object has names of an article, be their values what they may."""
    held = _mapped(record, told)
    return "text" in held or len(_TELLING & held.keys()) > 1


def columns_of(records: Iterable[object], told: Mapping[str, str]) -> Columns:
    """Under which names ``records`` have their fields (the first does), and how they write days."""
    names: tuple[str, ...] = ()
    mapped: dict[str, str] = {}
    days = []
    for record in records:
        if not isinstance(record, Mapping):
            continue  # it is told when it is read
        try:
            record = unwrapped(record, told)
            found = _mapped(record, told)
        except UnreadableInput:
            continue  # likewise
        if not mapped:
            names, mapped = (
                tuple(record),
                {field: found[field] for field in FIELDS if field in found},
            )
        days.append(record.get(found.get("published", "")))
    return Columns(names, mapped, order_of(day for day in days if isinstance(day, str)))


def tell_records(context: Context, source: str, columns: Columns) -> None:
    """Tell how the records of ``source`` are read, where anything of it was guessed."""
    if not columns.is_plain:
        context.options.tell(source, columns)


def read_named(
    record: Mapping[str, object],
    told: Mapping[str, str],
    source: str,
    days: DayOrder = DAY_FIRST,
) -> Article | Rejection:
    """The article in one JSON object: fields from where they were ``told``, else by their names.

    Rejection codes: ``bad_columns``, ``summary_only`` (the text is elsewhere), and those of
    :func:`~coverage.readers.record.read_record`.
    """
    try:
        record = unwrapped(record, told)
        named = _named(record, told)
        if "text" not in told and named.get("text") in (None, ""):
            named["text"] = _summary(record, named) or named.get("text")
            if named["text"] is None and not is_removed(str(named.get("title") or "")):
                raise UnreadableInput("no_text", _without_text(record, told))
    except UnreadableInput as error:
        return Rejection(source, error.code, error.reason)
    return read_record(named, source, month_first=days.month_first)


def _named(record: Mapping[str, object], told: Mapping[str, str]) -> dict[str, object]:
    mapped = _mapped(record, told).items()
    named = {field: said_in(field, record.get(name)) for field, name in mapped}
    if isinstance(named.get("lang"), str):
        named["lang"] = language(str(named["lang"]))
    return named


def _without_text(record: Mapping[str, object], told: Mapping[str, str]) -> str:
    mapped = _mapped(record, told)
    name = mapped.get("text") or _guess(_names(record), True).get("text")
    if name:
        return f"there is no text: {name!r} is {json.dumps(record[name])[:40]}"
    reason = f"there is no text among {', '.join(map(str, record))[:200]}"
    known = set(mapped.values())
    names = [each for each, value in record.items() if isinstance(value, str) and each not in known]
    names.sort(key=lambda each: -len(str(record[each])))
    return f"{reason}; {say_which('text', names, on_page=False)}" if names else reason


def _mapped(record: Mapping[str, object], told: Mapping[str, str]) -> dict[str, str]:
    """Which of its names holds each field: as told, its own name, or guessed."""
    mapped = {field: field for field in FIELDS if field in record} | dict(applying(told, record))
    # With a text of its own name a record is ours: there «urlToImage» is no address of it.
    for field, name in _guess(_names(record), "text" not in mapped).items():
        # What was only guessed makes no record unreadable.
        if field not in mapped and isinstance(record[name], _KINDS.get(field, str)):
            mapped[field] = name
    return {field: name for field, name in mapped.items() if name}


def _names(record: Mapping[str, object]) -> tuple[str, ...]:
    """Those of its names that may hold a field: an object does where a member may say it."""
    return tuple(
        name
        for name, value in record.items()
        if not (isinstance(value, Mapping) and _MEMBERS.isdisjoint(value))
    )


@lru_cache(maxsize=256)  # the records of a file have the same names
def _guess(names: tuple[str, ...], in_part: bool) -> Mapping[str, str]:
    return guess([name for name in names if name not in FIELDS], in_part=in_part)


def _summary(record: Mapping[str, object], named: Mapping[str, object]) -> str | None:
    """The summary, if it is long enough to be the article; None where there is none."""
    folded = {folded_name(name): value for name, value in record.items()}
    name, found = next(
        ((name, value) for name in NAMES if isinstance(value := folded.get(name), str)), ("", "")
    )
    summary = plain(found).strip()
    url = str(named.get("url") or "")
    if summary and not is_removed(summary) and not is_whole(summary, url):
        own = next(each for each in record if folded_name(each) == name)
        otherwise = f"if it is the whole article, say so: --columns text={own}"
        raise elsewhere("there is a summary and no text", url, otherwise)
    return summary or None
