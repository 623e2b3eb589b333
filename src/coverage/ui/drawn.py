"""A plotly spec as Streamlit takes it without looking it through.

Streamlit would make a ``Figure`` of it to check each property, which takes longer than to make the
spec; that every kind of ours is right is held by a test.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from plotly.basedatatypes import BaseFigure  # type: ignore[import-untyped]
from plotly.graph_objs import Figure  # type: ignore[import-untyped]

from coverage.ui.look import Spec

KINDS = ("bar", "heatmap", "scatter")  # of what we draw
OTHERS = ("polar", "ternary", "scene", "geo", "coloraxis", "colorscale")  # parts that it has not


class Drawn(BaseFigure):  # type: ignore[misc]  # plotly has no types
    """A spec that needs no check. Of a figure it has no more than ``to_dict``."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec

    def to_dict(self) -> dict[str, Any]:
        """The spec as plotly would write it: with the template that Streamlit's theme fills in."""
        return {**self._spec, "layout": {"template": _template(), **self._spec["layout"]}}


@cache
def _template() -> dict[str, Any]:
    """What of plotly's own looks our kinds of charts have; the rest was most of a small one."""
    whole: dict[str, Any] = Figure().to_dict()["layout"]["template"]
    data = {kind: looks for kind, looks in whole["data"].items() if kind in KINDS}
    layout = {part: looks for part, looks in whole["layout"].items() if part not in OTHERS}
    return {"data": data, "layout": layout}
