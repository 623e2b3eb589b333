"""Offices, counterparts and sides, each with the country that it belongs to."""

from __future__ import annotations

from coverage.codebook.lexicon import Hit
from coverage.coder.scene import OFFICE, Actor, Country, Scene, apart
from coverage.coder.text import Text

_AND = frozenset(("и", "та", "і", "й", "and", "&", "а"))
_LINK = frozenset(
    ("of", "the", "for", "from", "из", "республики", "республіки", "королевства", "королівства")
)
_STOP = frozenset(
    ("with", "с", "со", "з", "із", "зі", "and", "и", "та", "і", "что", "що", "by", "in", "to",
     "для", "for", "от", "від", "к", "до", "of")
)  # fmt: skip


def offices(scene: Scene, lang: str, hits: list[Hit]) -> list[Actor]:
    """Every office, counterpart and side; ``side`` is empty where no country is told."""
    sentence_of = scene.sentence_of
    found: dict[int, tuple[int, str]] = {}
    for hit in hits:
        if hit.start not in found or found[hit.start][0] < hit.end:
            found[hit.start] = (hit.end, hit.tag.code)
    for cue in ("counterpart", "side"):
        for start, end in scene.cues[cue]:
            if start not in found or found[start][0] < end:
                found[start] = (end, cue)
    by_end: dict[int, Country] = {}
    by_start: dict[int, Country] = {}
    for country in scene.countries:
        by_end[country.end] = country
        by_start[country.start] = country
    actors: list[Actor] = []
    reach = -1
    for start in sorted(found):
        end, office = found[start]
        if start < reach:
            continue
        reach = end
        sides = _sides_of(scene, lang, start, end, by_start, by_end)
        sentence = sentence_of[start]
        for side, low, high in sides:
            actors.append(Actor(low, high, sentence, side, OFFICE, None, office))
        if not sides:
            actors.append(Actor(start, end, sentence, "", OFFICE, None, office))
    return actors


def _sides_of(
    scene: Scene,
    lang: str,
    start: int,
    end: int,
    by_start: dict[int, Country],
    by_end: dict[int, Country],
) -> list[tuple[str, int, int]]:
    """The countries that an office term belongs to: before it, else behind it; or several."""
    before = _before(scene, lang, start, end, by_end)
    return before or _behind(scene, lang, start, end, by_start)


def _before(
    scene: Scene, lang: str, start: int, end: int, by_end: dict[int, Country]
) -> list[tuple[str, int, int]]:
    """«датский и шведский министры», "Germany's newly appointed Defence Minister"."""
    text, sentence_of = scene.text, scene.sentence_of
    tokens, here = text.tokens, sentence_of[start]
    sides: list[tuple[str, int, int]] = []
    at, skipped = start, 0
    while at > 0 and sentence_of[at - 1] == here:
        country = by_end.get(at)
        if country is not None and country.role != "capital":
            if lang != "en" and country.role in ("names", "bodies"):
                break  # «Данию министр»: in ru and uk a noun before an office is not its country
            sides.append((country.code, country.start, end))
            at = country.start
            if at > 0 and tokens[at - 1] in _AND and sentence_of[at - 1] == here:
                at -= 1
            elif not _joined(text, at):
                break
            continue
        if sides or apart(text, at - 1) or not _between(tokens[at - 1], lang):
            break
        at -= 1
        skipped += 1
        if skipped > 2:
            break
    return sides


def _between(token: str, lang: str) -> bool:
    """Whether a word may stand between a country's adjective and the office: "new", «новый»."""
    if lang == "en":
        return token not in _STOP and not token.endswith("ing")
    return token.endswith(_ADJECTIVE)


_ADJECTIVE = (
    "ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ая", "яя", "ую", "юю", "ої", "ій",
    "ьої", "ою", "ього", "ьому", "х", "ые", "ие", "ими", "ыми",
)  # fmt: skip


def _behind(
    scene: Scene, lang: str, start: int, end: int, by_start: dict[int, Country]
) -> list[tuple[str, int, int]]:
    """«министр обороны Люксембурга», "prime ministers of Iceland, Denmark and Norway"."""
    text, sentence_of = scene.text, scene.sentence_of
    tokens, here = text.tokens, sentence_of[start]
    sides: list[tuple[str, int, int]] = []
    at = end
    while at < len(tokens) and sentence_of[at] == here:
        country = by_start.get(at)
        if country is not None:
            if country.located and lang == "en" and tokens[at - 1] in ("in", "to", "at"):
                break
            sides.append((country.code, start, country.end))
            at = country.end
            if at < len(tokens) and (tokens[at] in _AND or apart(text, at - 1)):
                at += tokens[at] in _AND
                continue
            break
        if sides or not (tokens[at] in _LINK or tokens[at].endswith(_GENITIVE)):
            break
        if (apart(text, at - 1) and not _colon(text, at - 1)) or text.cases[at]:
            break
        at += 1
        if at - end > 3:
            break
    return sides


_GENITIVE = ("ого", "его", "ой", "ої", "ьої", "ых", "их", "ими", "ыми")  # «главы нового кабинета …»


def _colon(text: Text, at: int) -> bool:
    """«с премьерами: исландским, датским» — a colon leads on to the countries."""
    return text.plain[text.ends[at] : text.starts[at + 1]].strip() == ":"


def _joined(text: Text, at: int) -> bool:
    return at > 0 and text.plain[text.ends[at - 1] : text.starts[at]].strip() == ","
