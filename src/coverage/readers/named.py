"""A JSON object under whatever names: its values under our fields' names, then an article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers.columns import FIELDS, MEMBERS, folded_name, guess, language, renamed
from coverage.readers.markup import plain
from coverage.readers.record import read_record
from coverage.readers.summary import NAMES, is_whole, missing

# Kinds of values that may be a field's, where a text is not the only one.
_KINDS: dict[str, tuple[type, ...]] = {
    "published": (str, int, float),
    "id": (str, int),
    "outlet": (str, Mapping),
}


def holds_article(record: Mapping[str, object], told: Mapping[str, str]) -> bool:
    """Whether an object has a text of an article, by its names."""
    if isinstance(record.get("text"), str):
        return True
    held = dict(_guess(tuple(record), True)) | dict(told)
    return all(isinstance(record.get(held.get(field, field)), str) for field in ("title", "text"))


def read_named(
    record: Mapping[str, object], told: Mapping[str, str], source: str
) -> Article | Rejection:
    """The article in one JSON object: fields from where they were ``told``, else by their names.

    Rejection codes: ``bad_columns``, ``summary_only`` (the text is elsewhere), and those of
    :func:`~coverage.readers.record.read_record`.
    """
    try:
        named = _named(record, told)
        if "text" not in told and named.get("text") in (None, ""):
            named["text"] = _summary(record, named)
        text = named.get("text")
        if isinstance(text, str):
            named["text"] = plain(text)
            if lacking := missing(text):
                raise _elsewhere(named, f"the text breaks off, {lacking:,} characters are missing")
    except UnreadableInput as error:
        return Rejection(source, error.code, error.reason)
    return read_record(named, source)


def _named(record: Mapping[str, object], told: Mapping[str, str]) -> dict[str, object]:
    named = renamed(record, told)
    # With a text of its own name a record is ours: there «urlToImage» is no address of it.
    guessed = _guess(tuple(record), "text" not in named)
    for field, name in guessed.items():
        # What was only guessed makes no record unreadable.
        if field not in named and isinstance(record[name], _KINDS.get(field, str)):
            named[field] = record[name]
    for field, members in MEMBERS.items():
        value = named.get(field)
        if isinstance(value, Mapping):
            named[field] = next((value[each] for each in members if value.get(each)), None)
    if isinstance(named.get("lang"), str):
        named["lang"] = language(str(named["lang"]))
    return named


@lru_cache(maxsize=256)  # the records of a file have the same names
def _guess(names: tuple[str, ...], in_part: bool) -> Mapping[str, str]:
    return guess([name for name in names if name not in FIELDS], in_part=in_part)


def _summary(record: Mapping[str, object], named: Mapping[str, object]) -> str | None:
    """The summary, if it is long enough to be the article; None where there is none."""
    folded = {folded_name(name): value for name, value in record.items()}
    found = next((value for name in NAMES if isinstance(value := folded.get(name), str)), "")
    summary = plain(found).strip()
    if summary and not is_whole(summary, str(named.get("url") or "")):
        raise _elsewhere(named, "there is a summary and no text")
    return summary or None


def _elsewhere(named: Mapping[str, object], what: str) -> UnreadableInput:
    url = named.get("url")
    where = f"give the address itself: {url}" if url else "give the text as text"
    return UnreadableInput("summary_only", f"{what}; {where}")
