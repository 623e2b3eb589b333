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
from coverage.codebook.check import check
from coverage.codebook.compile import lexicons
from coverage.codebook.lexicon import Lexicon
from coverage.errors import CodebookError

HOME = Path(__file__).parent
_SCALES = ("stage", "status", "mode")  # the tables of scales.toml
_T = TypeVar("_T", bound=e.Entry)


@dataclass(frozen=True)
class Codebook(e.Vocabulary):
    """All entries by code, the compiled lexicon of each language, and the version (a hash)."""

    version: str
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
        for person in self.people:
            uk, ru = (_full_name(person, lang) for lang in ("uk", "ru"))
            yield "person", person.name, e.Label(en=person.name, uk=uk, ru=ru)
        for place in self.places.values():
            found = [_place_name(place, lang) for lang in ("uk", "ru")]
            uk, ru = found if all(found) else (place.name, place.name)
            yield "place", place.name, e.Label(en=place.name, uk=uk, ru=ru)


def _place_name(place: e.Place, lang: str) -> str:
    """The name in ``lang``, '' where its terms are forms or have a preposition."""
    terms = place.names.of(lang)
    listed = len(terms) > 1 and terms[0].startswith("=")  # «=Сумах»: form by form
    name = terms[0].replace("=", "")
    return "" if listed or not name[:1].isupper() else name


def _full_name(person: e.Person, lang: str) -> str:
    """The name as the language writes it, without the codebook's marks."""
    parts = (*person.given.of(lang)[:1], *person.surname.of(lang)[:1])
    return " ".join(parts).replace("=", "") or person.name


def load(home: Path = HOME) -> Codebook:
    """The compiled codebook; compiled anew only where a file under ``home`` changed.

    Raises CodebookError, naming file and entry, where an entry is wrong.
    """
    version = _version(home)
    kept = _cache_file(version)
    if kept.is_file():
        collecting = gc.isenabled()
        gc.disable()  # collecting while many small objects are made triples the time
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
    scales = {
        kind: {s.code: s for s in _entries(home / "scales.toml", kind, e.Simple)}
        for kind in _SCALES
    }
    vocabulary = e.Vocabulary(
        partners=_unique(home, "partners.toml", "partner", e.Partner),
        places=_unique(home, "places.toml", "place", e.Place, "name"),
        people=tuple(_entries(home / "people.toml", "person", e.Person)),
        offices=_unique(home, "offices.toml", "office", e.Office),
        channels=_unique(home, "channels.toml", "channel", e.Channel),
        cues=_unique(home, "meetings.toml", "cue", e.Cue),
        signs=_unique(home, "signs.toml", "sign", e.Cue),
        topics=_one_a_file(home / "topics", e.Topic),
        funding=_one_a_file(home / "funding", e.Funding),
        coalitions=_unique(home, "coalitions.toml", "coalition", e.Coalition),
        stages=scales["stage"],
        statuses=scales["status"],
        modes=scales["mode"],
    )
    check(vocabulary)
    return Codebook(**vars(vocabulary), version=_version(home), lexicons=lexicons(vocabulary))


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
    if unknown := raw.keys() - {table, *_SCALES}:
        raise CodebookError(f"{path.name}: unknown table {', '.join(sorted(unknown))}")
    found = []
    for number, entry in enumerate(raw[table], 1):
        name = str(entry.get("code") or entry.get("name") or f"entry {number}")
        found.append(_convert(path, name, entry, kind))
    return found


def _unique(home: Path, file: str, table: str, kind: type[_T], key: str = "code") -> dict[str, _T]:
    found: dict[str, _T] = {}
    for entry in _entries(home / file, table, kind):
        code = str(getattr(entry, key))
        if code in found:
            raise CodebookError(f"{file}: {code}: the {key} stands twice")
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
