"""Load the codebook strictly, compile it once, and keep the compiled form beside its version."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from coverage.codebook import entries as e
from coverage.codebook.compile import lexicons
from coverage.codebook.lexicon import Lexicon
from coverage.errors import CodebookError

HOME = Path(__file__).parent
_T = TypeVar("_T", bound=e.Entry)


@dataclass(frozen=True)
class Codebook:
    """All entries by code, the compiled lexicon of each language, and the version (a hash)."""

    version: str
    partners: dict[str, e.Partner]
    places: dict[str, e.Place]
    people: tuple[e.Person, ...]
    offices: dict[str, e.Office]
    cues: dict[str, e.Cue]
    signs: dict[str, e.Cue]
    topics: dict[str, e.Topic]
    funding: dict[str, e.Funding]
    coalitions: dict[str, e.Coalition]
    stages: dict[str, e.Simple]
    statuses: dict[str, e.Simple]
    modes: dict[str, e.Simple]
    lexicons: dict[str, Lexicon]

    def labels(self) -> Iterator[tuple[str, str, e.Label]]:
        """(kind, code, label) of everything that a page may have to name."""
        for kind, group in (
            ("partner", self.partners), ("topic", self.topics), ("funding", self.funding),
            ("coalition", self.coalitions), ("stage", self.stages), ("status", self.statuses),
            ("mode", self.modes),
        ):  # fmt: skip
            for code, entry in group.items():
                yield kind, code, entry.label


def load(home: Path = HOME) -> Codebook:
    """The compiled codebook; compiled anew only where a file under ``home`` changed.

    Raises CodebookError, naming file and entry, where an entry is wrong.
    """
    version = _version(home)
    kept = _cache_file(version)
    if kept.is_file():
        collecting = gc.isenabled()
        gc.disable()  # unpickling makes many small objects; collecting between them triples the time
        try:
            book = pickle.loads(kept.read_bytes())
            if isinstance(book, Codebook):
                return book
        except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, OSError):
            pass  # written by another version or cut short: compile again below
        finally:
            if collecting:
                gc.enable()
    book = read(home)
    _keep(book, kept)
    return book


def read(home: Path = HOME) -> Codebook:
    """Read, check and compile the TOML files under ``home``, without any cache."""
    partners = _by_code(home, "partners.toml", "partner", e.Partner)
    places = {p.name: p for p in _entries(home / "places.toml", "place", e.Place)}
    people = tuple(_entries(home / "people.toml", "person", e.Person))
    offices = _by_code(home, "offices.toml", "office", e.Office)
    cues = _by_code(home, "meetings.toml", "cue", e.Cue)
    signs = _by_code(home, "signs.toml", "sign", e.Cue)
    coalitions = _by_code(home, "coalitions.toml", "coalition", e.Coalition)
    topics = _one_a_file(home / "topics", e.Topic)
    funding = _one_a_file(home / "funding", e.Funding)
    scales = {
        kind: {s.code: s for s in _entries(home / "scales.toml", kind, e.Simple)}
        for kind in ("stage", "status", "mode")
    }
    _check_codes(home, partners, places, people, offices, signs, coalitions, topics, funding)
    return Codebook(
        version=_version(home),
        partners=partners, places=places, people=people, offices=offices, cues=cues, signs=signs,
        topics=topics, funding=funding, coalitions=coalitions,
        stages=scales["stage"], statuses=scales["status"], modes=scales["mode"],
        lexicons=lexicons(partners, places, people, offices, cues, signs, topics, funding,
                          coalitions),
    )  # fmt: skip


def _version(home: Path) -> str:
    """Hash of every file that decides the coding: vocabulary, rules of inflection, compiler."""
    digest = hashlib.sha256()
    for path in sorted([*home.rglob("*.toml"), *HOME.glob("*.py")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _cache_file(version: str) -> Path:
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "partner-coverage" / f"codebook-{version}.pickle"


def _keep(book: Codebook, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as handle:
            pickle.dump(book, handle, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(handle.name, target)
    except OSError:
        pass  # no writable cache folder: the next start compiles again, nothing else changes


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CodebookError(f"{path.name}: the file is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path.name}: {error}") from error


def _convert(path: Path, name: str, raw: object, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise CodebookError(f"{path.name}: {name}: {error}") from error


def _entries(path: Path, table: str, kind: type[_T]) -> list[_T]:
    raw = _toml(path)
    if table not in raw:
        raise CodebookError(f"{path.name}: no [[{table}]] in it")
    found = []
    for number, entry in enumerate(raw[table], 1):
        name = str(entry.get("code") or entry.get("name") or f"entry {number}")
        found.append(_convert(path, name, entry, kind))
    return found


def _by_code(home: Path, file: str, table: str, kind: type[_T]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for entry in _entries(home / file, table, kind):
        code: str = entry.code  # type: ignore[attr-defined]
        if code in found:
            raise CodebookError(f"{file}: {code}: the code stands twice")
        found[code] = entry
    return found


def _one_a_file(folder: Path, kind: type[_T]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for path in sorted(folder.glob("*.toml")):
        entry = _convert(path, path.stem, _toml(path), kind)
        if entry.code != path.stem:  # type: ignore[attr-defined]
            raise CodebookError(f"{path.name}: code must be the file's name, {path.stem!r}")
        found[path.stem] = entry
    if not found:
        raise CodebookError(f"{folder.name}/: no entries")
    return found


def _check_codes(
    home: Path,
    partners: dict[str, e.Partner],
    places: dict[str, e.Place],
    people: tuple[e.Person, ...],
    offices: dict[str, e.Office],
    signs: dict[str, e.Cue],
    coalitions: dict[str, e.Coalition],
    topics: dict[str, e.Topic],
    funding: dict[str, e.Funding],
) -> None:
    """Every code that an entry refers to must exist, and no term may mean two partners."""
    for file, name, code in (
        *(("places.toml", p.name, p.partner) for p in places.values()),
        *(("people.toml", p.name, p.side) for p in people),
        *((f"funding/{f.code}.toml", f.code, c) for f in funding.values() for c in f.partners),
    ):
        if code not in partners:
            raise CodebookError(f"{file}: {name}: no partner {code!r} in partners.toml")
    for person in people:
        for tenure in person.offices:
            if tenure.office not in offices:
                raise CodebookError(
                    f"people.toml: {person.name}: no office {tenure.office!r} in offices.toml"
                )
    for group in (coalitions, funding):
        for entry in group.values():
            for topic in entry.topics:
                if topic not in topics:
                    raise CodebookError(f"{entry.code}: no topic {topic!r} in topics/")
    for model in funding.values():
        for sign in {s for pattern in model.patterns for s in pattern} - e.COMPUTED_SIGNS:
            if sign not in signs:
                raise CodebookError(f"funding/{model.code}.toml: no sign {sign!r} in signs.toml")
    for lang in e.LANGS:
        owner: dict[str, str] = {}
        for partner in partners.values():
            for term in partner.names.of(lang):
                if owner.setdefault(term, partner.code) != partner.code:
                    raise CodebookError(
                        f"partners.toml: {partner.code}: {term!r} is also a name of {owner[term]}"
                    )
