"""What a run was asked to do: kept with it, so that the same can be asked again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """``sources`` are what was given, as it was given; ``by`` is the person who asked, if known.

    ``paths`` are the files and folders that the run may read, absolute, and ``folder`` is where
    relative ones are from; both are empty where it reads none. ``columns`` are those that were
    told (field: column), ``tables`` those that were told of one file alone, by its path. ``feeds``
    is the list of feeds, absolute, empty for the program's own.
    ``again`` is the run whose rejections it reads again, in that run's way.
    """

    way: str = "ingest"  # ingest | refresh | recode
    sources: tuple[str, ...] = ()
    by: str = ""
    folder: str = ""
    paths: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    feeds: str = ""
    again: str = ""

    @classmethod
    def to_read(cls, paths: Sequence[Path], columns: Mapping[str, str]) -> Request:
        """Of an ingest of files and folders, relative ones from here."""
        given = tuple(str(path) for path in paths)
        here = os.getcwd()
        return cls(sources=given, folder=here, columns=dict(columns),
                   paths=tuple(os.path.abspath(path) for path in given if path != "-"))  # fmt: skip

    @classmethod
    def from_json(cls, text: str) -> Request | None:
        """As it was kept; None where a run of an earlier version kept nothing."""
        if not text:
            return None
        held = json.loads(text)
        tuples = {name: tuple(held[name]) for name in ("sources", "paths")}
        return cls(**held | tuples)

    def as_json(self) -> str:
        """For :meth:`from_json`."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def of_again(self, run_id: str) -> Request:
        """The same, for what was rejected in the run."""
        return replace(self, again=run_id)

    @property
    def kind(self) -> str:
        """What the ledger calls the run: ingest, refresh, recode or retry."""
        return "retry" if self.again else self.way

    @property
    def shown(self) -> str:
        """What the ledger tells people of its sources, a line each."""
        told = [f"again: {self.again}"] if self.again else list(self.sources)
        return "\n".join([*told, *([f"by {self.by}"] if self.by else [])])
