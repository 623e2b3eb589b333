"""Countries and places: the longest name wins, names inside other names are none."""

from __future__ import annotations

from coverage.codebook.lexicon import Hit
from coverage.coder.scene import Country, apart
from coverage.coder.text import Text

Place = tuple[int, int, str, bool]  # start, end, name, behind a preposition


def geography(
    text: Text,
    lang: str,
    hits: list[Hit],
    covered: set[int],
    prepositions: set[int],
    capital_of: dict[str, str],
) -> tuple[list[Country], list[Place]]:
    """The countries and places of a text.

    ``hits`` are the terms of partners and places; ``covered`` the tokens inside the names of
    mechanisms, coalitions and outlets («датская модель» is no Denmark); ``prepositions`` where
    one stands; ``capital_of`` maps a capital to its state.
    """
    spots: dict[int, Hit] = {}
    for hit in hits:
        best = spots.get(hit.start)
        if best is None or _better(hit, best):
            spots[hit.start] = hit
    capitals = {(h.start, h.end): h for h in hits if h.tag.role == "capital"}
    states = {(h.start, h.end): h for h in hits if h.tag.role == "names"}
    countries: list[Country] = []
    places: list[Place] = []
    reach = -1
    for start in sorted(spots):
        hit = spots[start]
        if start < reach or start in covered:
            continue
        end = reach = hit.end
        located = start in prepositions or _located(text, lang, start, end, prepositions)
        place = hit if hit.tag.kind == "place" else capitals.get((start, end))
        if place is not None:
            places.append((start, end, place.tag.code, located))
        if hit.tag.kind == "partner":
            countries.append(Country(start, end, hit.tag.code, hit.tag.role, located))
        elif (start, end) in states:
            code = states[start, end].tag.code
            countries.append(Country(start, end, code, "names", located))
        elif hit.tag.role == "capital":
            code = capital_of[hit.tag.code]
            countries.append(Country(start, end, code, "capital", located))
    return _whose_bodies(text, countries), places


def _whose_bodies(text: Text, countries: list[Country]) -> list[Country]:
    """Without bodies that another state's name right beside them claims: «Сейм Литвы»."""

    def claimed(body: Country, other: Country) -> bool:
        if other.code == body.code or other.role not in ("names", "adjectives"):
            return False
        first, second = sorted((body, other), key=lambda c: c.start)
        return first.end == second.start and not apart(text, first.end - 1)

    return [
        country
        for n, country in enumerate(countries)
        if country.role != "bodies"
        or not any(claimed(country, other) for other in countries[max(0, n - 1) : n + 2])
    ]


def _located(text: Text, lang: str, start: int, end: int, prepositions: set[int]) -> bool:
    """Whether a preposition makes the name a place («с Данией» and «з Данією» do not)."""
    before = start - 1
    if lang == "en" and before >= 0 and text.tokens[before] == "the":
        before -= 1
    if before not in prepositions:
        return False
    if lang == "uk" and text.tokens[before] in ("з", "із"):
        last = text.tokens[end - 1]
        return not last.endswith(("ю", "ом", "ем", "єм", "ами", "ями", "им"))
    return True


def _better(hit: Hit, best: Hit) -> bool:
    """Longer first; of equal length a state's own name before a city's."""
    if hit.end != best.end:
        return hit.end > best.end
    return hit.tag.kind == "partner" and best.tag.kind != "partner"
