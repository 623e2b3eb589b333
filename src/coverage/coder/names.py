"""Names of people that the codebook does not know, in Latin script."""

from __future__ import annotations

from coverage.codebook.entries import Person
from coverage.coder.scene import HOME

_EAST = frozenset((HOME, "RU", "BY"))  # where Ukrainian given names are at home too
_RU = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "iu",
            "ia",
        ],
        strict=True,
    )
)
_UK = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "iu",
            "ia",
            "",
        ],
        strict=True,
    )
)
_TABLES = {"ru": _RU, "uk": _UK}
# The name stands in a case; these endings of it give the likely nominative (longest first).
_NOMINATIVE = {
    "ru": (("овым", "ов"), ("евым", "ев"), ("ским", "ский"), ("ского", "ский"), ("скому", "ский"),
           ("ской", "ская"), ("ову", "ов"), ("ова", "ов"), ("еву", "ев"), ("ева", "ев")),
    "uk": (("ським", "ський"), ("ського", "ський"), ("ському", "ський"), ("ською", "ська"),
           ("ської", "ська")),
}  # fmt: skip


def latin(name: str, lang: str) -> str:
    """``name`` as written in ``lang``, transliterated (Ukraine's passport table for uk)."""
    table = _TABLES.get(lang)
    if table is None:
        return " ".join(name.split())
    return " ".join(_word(word, table, lang) for word in name.split())


def home_surname(name: str, lang: str) -> str:
    """A Ukrainian's surname: of a Russian text, with the letters that passports have."""
    spelt = latin(name, lang)
    if lang != "ru":
        return spelt
    spelt = spelt.replace("G", "H").replace("g", "h")
    return spelt.removesuffix("skii") + "skyi" if spelt.endswith("skii") else spelt


def recognised(
    bearers: list[Person], side: str, office: str | None, name: str, lang: str
) -> Person | None:
    """Of the people with that surname, who holds the office for the side, spelt otherwise.

    ``name`` is as in the text: «Туре Сандвіком» is Tore Sandvik, the defence minister of Norway.
    The given name must begin alike.
    """
    first = latin(name, lang)[:1]
    for person in bearers:
        held = any(t.office == office and (t.side or person.side) == side for t in person.offices)
        if held and person.name.startswith(first):
            return person
    return None


def _word(word: str, table: dict[str, str], lang: str) -> str:
    lower = word.lower()
    for ending, nominative in _NOMINATIVE[lang]:
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            lower = lower[: -len(ending)] + nominative
            break
    spelt = "".join(table.get(letter, letter) for letter in lower)
    return spelt[:1].upper() + spelt[1:]


def home_names(book: tuple[Person, ...], given_at: dict[int, set[int]]) -> dict[int, str]:
    """Tokens that are Ukrainian given names, as passports spell them.

    Of a name that others bear too, the codebook has more Ukrainians than people of partners.
    """
    found = {}
    for at, people in given_at.items():
        ours = [book[p].name.split()[0] for p in people if book[p].side == HOME]
        others = sum(book[p].side not in _EAST for p in people)
        if len(ours) > others:
            found[at] = max(sorted(set(ours)), key=ours.count)
    return found
