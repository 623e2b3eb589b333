"""Tables of sums: as they are said, each with the partner and the model that it is tied to."""

from __future__ import annotations

import pandas as pd

from coverage.ui.words import say

_BOUNDS = {"over": "more than", "about": "about", "up_to": "up to"}


def said(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Sums of a report in words, and the columns that tell a sum.

    ``rows`` has bound, figure, currency, partner_name, model_name. Where a sum is
    tied to no partner or model that is said: named with a model and without one it has two rows.
    Where no sum is qualified (more than, about) there is no column for it.
    """
    none = say("none named")
    told = rows.assign(
        bound=[say(_BOUNDS[each]) if each in _BOUNDS else "" for each in rows["bound"]],
        partner_name=rows["partner_name"].replace("", none),
        model_name=rows["model_name"].replace("", none),
    )
    qualified = ("bound",) if (told["bound"] != "").any() else ()
    return told, (*qualified, "figure", "currency", "partner_name", "model_name", "articles")
