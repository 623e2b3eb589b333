"""Files in a folder or archive that nobody meant: passed over, and told where they may be meant."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib.resources import files

from coverage.model import Rejection

_KEPT = "_files"  # how a browser calls what it keeps beside a page
_PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")
_TABLE = tomllib.loads((files(__package__) / "passed_over.toml").read_text(encoding="utf-8"))
_LEFT_BEHIND: Sequence[str] = _TABLE["names"]
_EXPORT: dict[str, Sequence[str]] = _TABLE["export"]


@dataclass(slots=True)
class PassedOver:
    """Knows what of one folder or archive is passed over, and counts what is hidden of it.

    ``there`` says of a path within whether there is such a file, ``is_read`` of a name whether a
    file of that name could be read.
    """

    there: Callable[[str], bool]
    is_read: Callable[[str], bool]
    _hidden: int = 0
    _first: str = field(default="")

    def takes(self, parts: Sequence[str]) -> bool:
        """Whether the file whose path has these parts is passed over.

        Hidden ones are, what systems and programs leave behind (passed_over.toml), what a browser
        keeps beside a saved page («page_files/» where there is a «page.html»), and of what Telegram
        keeps beside its export that which is not read.
        """
        if (
            any(map(is_left_behind, parts))
            or any(self._is_kept(parts[:end]) for end in range(1, len(parts)))
            or (self._is_of_export(parts) and not self.is_read(parts[-1]))
        ):
            return True
        if not any(part.startswith(".") for part in parts):
            return False
        if self.is_read(parts[-1]):
            self._hidden += 1
            self._first = self._first or "/".join(parts)
        return True

    def told(self, source: str) -> Iterator[Rejection]:
        """One rejection of ``source``, the folder or archive, for all that is hidden in it."""
        if self._hidden:
            reason = f"hidden files were left out: {self._hidden}, the first is {self._first}"
            yield Rejection(source, "hidden_files", f"{reason}; {_ADVICE}")

    def _is_kept(self, folder: Sequence[str]) -> bool:
        page = "/".join(folder).removesuffix(_KEPT)
        return folder[-1].endswith(_KEPT) and any(self.there(page + ending) for ending in _PAGES)

    def _is_of_export(self, parts: Sequence[str]) -> bool:
        return any(
            parts[end] in _EXPORT["folders"]
            and any(self.there("/".join([*parts[:end], name])) for name in _EXPORT["beside"])
            for end in range(len(parts) - 1)
        )


_ADVICE = "what is wanted of them needs a name without a dot at its beginning"


def is_left_behind(name: str) -> bool:
    """Whether a file or folder of that name is a system's or a program's, and no person's."""
    return any(fnmatchcase(name.lower(), each) for each in _LEFT_BEHIND)
