"""What a session keeps of the pages that it has shown: no snapshot that a newer one replaced."""

from collections.abc import Iterator
from functools import partial
from types import CellType, FunctionType, MethodType
from typing import Any

import pandas as pd
import pytest
from test_pages_open import PAGES

from coverage.store import Snapshot
from coverage.ui.data import Data

HEAVY = (Snapshot, Data, pd.DataFrame)


def inside(thing: Any) -> Iterator[Any]:
    """What a callback, or the arguments beside it, holds directly."""
    match thing:
        case FunctionType():
            yield from thing.__closure__ or ()
            yield from thing.__defaults__ or ()
        case CellType():
            yield thing.cell_contents
        case MethodType():
            yield from (thing.__self__, thing.__func__)
        case partial():
            yield from (thing.func, *thing.args, *thing.keywords.values())
        case dict():
            yield from thing.values()
        case list() | tuple() | set():
            yield from thing
        case _ if hasattr(type(thing), "__dataclass_fields__"):
            yield from (getattr(thing, name) for name in type(thing).__dataclass_fields__)


def held(thing: Any) -> list[Any]:
    """All that is reached from ``thing``."""
    found, left = {}, [thing]
    while left:
        if id(each := left.pop()) not in found:
            found[id(each)] = each
            left += inside(each)
    return list(found.values())


@pytest.mark.parametrize("page", PAGES)
def test_what_a_widget_calls_back_holds_no_snapshot_and_no_rows(page, open_page):
    """Streamlit keeps it as long as the session, for each widget that was ever drawn."""
    test = open_page(page)
    widgets = test.session_state._state._state._new_widget_state.widget_metadata
    assert widgets
    for name, each in widgets.items():
        back = (each.callback, each.callback_args, each.callback_kwargs)
        heavy = [type(one).__name__ for one in held(back) if isinstance(one, HEAVY)]
        assert not heavy, name


def test_a_callback_that_closes_over_rows_is_found():
    rows = pd.DataFrame()
    assert any(one is rows for one in held((partial(lambda: rows),)))
