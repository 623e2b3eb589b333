"""Which column of a table holds what: guessed from its name, or told."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from coverage.errors import UnreadableInput
from coverage.readers.address import is_web
from coverage.readers.dates import find_date
from coverage.readers.dayorder import DAY_FIRST, DayOrder

_MARKS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")  # «publishedAt» is «published at»
_TABLE = tomllib.loads((files(__package__) / "columns.toml").read_text(encoding="utf-8"))
_LANGUAGES: dict[str, str] = {
    name: lang for lang, names in _TABLE.pop("languages").items() for name in names
}
_NOTHING = frozenset(_TABLE.pop("nothing")["words"])
MEMBERS: Mapping[str, Sequence[str]] = _TABLE.pop("members")
"""Of a field whose value is an object, the members that may say it, best first."""
PARTS: Mapping[str, Sequence[str]] = _TABLE.pop("parts")
"""Of a moment that is given in parts, the members that each part may be."""

_HEADLESS = "its first row names no columns: put one above it that does: title,text,published"
_NAME_WORDS = 8  # of a column's name, at most
_SAMPLE = 40  # characters of a column's name that is shown in a sample, at most

FIELDS: tuple[str, ...] = tuple(_TABLE)
"""What an article can have, as in a JSON Lines record."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, which of them holds each field, and how it writes days.

    ``above`` is how many rows stand above the row that names the columns.
    """

    names: tuple[str, ...]
    mapped: Mapping[str, str]
    days: DayOrder = DAY_FIRST
    above: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether nothing was guessed: each field stands under its own name, days are sure."""
        own = all(field == name for field, name in self.mapped.items())
        return own and not self.days.unsure

    def described(self) -> str:
        """The sentence to show: «title: Headline, text: Body; not used: Author»."""
        used = ", ".join(f"{field}: {name}" for field, name in self.mapped.items())
        rest = ", ".join(name for name in self.names if name not in self.mapped.values())
        unused = f"not used: {rest}" if rest else ""
        head = f"the columns are named in row {self.above + 1}, what is above it is left out"
        notes = (used, unused, self.days.described(), head if self.above else "")
        return "; ".join(filter(None, notes))


def choose(
    names: Sequence[str],
    told: Mapping[str, str],
    rows: Iterable[Sequence[object]] = (),
    *,
    on_page: bool = True,
) -> Columns:
    """The columns of a table with these ``names``: as ``told``, the other fields as guessed.

    ``rows`` are some of the table's, by which a column is proposed where one is wrong; ``on_page``:
    it may be chosen on the page *Add articles*, too.

    Raises UnreadableInput ``bad_columns``: a field or column does not exist, or none holds text.
    """
    for field, name in told.items():
        if field not in FIELDS:
            raise UnreadableInput("bad_columns", f"{field!r} is none of {', '.join(FIELDS)}")
        if name and name not in names:
            reason = f"{field}: no column {name!r} among {', '.join(names)[:300]}"
            raise _wrong(reason, field, names, names, rows, on_page)
    free = [name for name in names if name not in told.values()]
    guessed = {field: name for field, name in guess(free).items() if field not in told}
    both = {field: (dict(told) | guessed).get(field, "") for field in FIELDS}
    mapped = {field: name for field, name in both.items() if name}
    if "text" not in mapped:
        others = [name for name in names if name not in mapped.values()]
        reason = f"no column for the text among {', '.join(names)[:300]}"
        raise _wrong(reason, "text", names, others, rows, on_page)
    return Columns(tuple(names), mapped)


def _wrong(
    reason: str,
    field: str,
    names: Sequence[str],
    free: Sequence[str],
    rows: Iterable[Sequence[object]],
    on_page: bool,
) -> UnreadableInput:
    """What is wrong with the columns, and what to do: which of the ``free`` ones may be meant."""
    if any(map(_is_value, names)):
        return UnreadableInput("bad_columns", f"{reason}; {_HEADLESS}")
    by_name = guess(free).get(field, "")
    longest = {
        name: max((len(str(row[at] or "")) for row in rows if at < len(row)), default=0)
        for at, name in enumerate(names)
    } if field == "text" else {}  # fmt: skip
    ordered = sorted(free, key=lambda name: (name != by_name, -longest.get(name, 0)))
    return UnreadableInput("bad_columns", f"{reason}; {say_which(field, ordered, on_page=on_page)}")


def _is_value(name: str) -> bool:
    """Whether a name is what a cell holds: a day, an address, a sentence."""
    dated = name[:1].isdigit() and find_date(name) is not None
    return dated or is_web(name) or len(name.split()) > _NAME_WORDS


def say_which(field: str, names: Iterable[str], *, on_page: bool = True) -> str:
    """How to say which of the columns holds a field, with one of them for a sample.

    ``on_page``: the page *Add articles* lets choose them, too.
    """
    name = next((each for each in names if 0 < len(each) <= _SAMPLE), "Body")
    # What holds a comma stands in quotes, and the shell has its own.
    said = f'"{field}={name}"' if "," in name else f"{field}={name}"
    sample = shlex.quote(said)
    if on_page:
        return (
            f"say which one it is: --columns {sample}, or on Add articles, in Columns of the file"
        )
    return f"say which one it is: --columns {sample}"


def folded_name(name: str) -> str:
    """``name`` as names are compared: «Article_Text», «article-text», «articleText» are one."""
    return _MARKS.sub(" ", name).strip().casefold()


def guess(names: Sequence[str], *, in_part: bool = True) -> dict[str, str]:
    """Which of the columns holds each field, by their names; ``in_part``: or by a part of them."""
    folded = {folded_name(name): name for name in reversed(names) if name}
    found: dict[str, str] = {}
    for field, table in _TABLE.items():
        name = next((each for each in table["names"] if each in folded), None)
        if name is not None:
            found[field] = folded.pop(name)
    for field, table in _TABLE.items():
        if field in found or not in_part:
            continue
        never = table.get("never", ())
        free = [each for each in sorted(folded) if not any(word in each for word in never)]
        for part in table["parts"]:
            name = next((each for each in free if part in each.replace(" ", "")), None)
            if name is not None:
                found[field] = folded.pop(name)
                break
    return found


def applying(told: Mapping[str, str], names: Container[str]) -> Mapping[str, str]:
    """``told``, unless a record with these ``names`` is of another table than it was told of.

    Raises UnreadableInput ``bad_columns``: there is no such field.
    """
    for field in told:
        if field not in FIELDS:
            raise UnreadableInput("bad_columns", f"{field!r} is none of {', '.join(FIELDS)}")
    named = [name for name in told.values() if name]
    return {} if named and not any(name in names for name in named) else told


def language(name: str) -> str:
    """The code of a language that a table names («uk_UA», «English (US)»), or ``name`` itself."""
    folded = name.strip().casefold().replace("_", "-")
    return _LANGUAGES.get(folded) or _LANGUAGES.get(_MARKS.split(folded)[0], name)


def said_in(field: str, value: object) -> object:
    """What a value says of a field: of an object one of its members, of a list its only value, of
    paragraphs one text; other values as they are."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0]
    if isinstance(value, Mapping):
        members = MEMBERS.get(field, ())
        said = next((value[each] for each in members if value.get(each)), None)
        if field != "published":
            return said
        if isinstance(said, Mapping):  # {"$date": {"$numberLong": "…"}}
            return said_in(field, said)
        # What is no moment is shown as it is, when it is read.
        return said if any(each in value for each in members) else _of_parts(value) or value
    if field == "text" and isinstance(value, list) and all(isinstance(e, str) for e in value):
        return "\n\n".join(value)
    return value


def _of_parts(moment: Mapping[str, object]) -> str:
    """The moment whose year, month and day are given one by one; empty where they are not."""
    found = {}
    for part, names in PARTS.items():
        value = next((moment[each] for each in names if each in moment), None)
        found[part] = value if isinstance(value, int) else None
    year, month, day, hour, minute = found.values()
    if year is None or month is None or day is None:
        return ""
    clock = "" if hour is None else f"T{hour:02}:{minute or 0:02}"
    return f"{year:04}-{month:02}-{day:02}{clock}"


def says_nothing(value: object) -> bool:
    """Whether a value is empty, or a mark that there is none: ``n/a``."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in _NOTHING)
