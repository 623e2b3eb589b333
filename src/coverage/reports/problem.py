"""What is wrong in an address: an English sentence that can be said in another language, too."""

from __future__ import annotations

from typing import Self


class Problem(str):
    """A sentence; ``text`` has the places that ``values`` fill in, for whoever translates it."""

    __slots__ = ("text", "values")
    text: str
    values: dict[str, str]

    def __new__(cls, text: str, **values: object) -> Self:
        """Fill ``values`` in."""
        told = {name: str(value) for name, value in values.items()}
        made = super().__new__(cls, text.format(**told))
        made.text, made.values = text, told
        return made
