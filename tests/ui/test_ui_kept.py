"""What analysts keep beside a store survives, and a broken file is told in words."""

from datetime import date

import pytest

from coverage.errors import StoreError
from coverage.ui.kept import (
    Event,
    SavedView,
    drop_view,
    events,
    keep_events,
    keep_view,
    views,
)


def test_views_are_kept_by_name_and_dropped(tmp_path):
    assert views(tmp_path) == []
    one = SavedView("Nordic", "app.py", {"partner": ["DK", "NO"]})
    keep_view(tmp_path, one)
    keep_view(tmp_path, SavedView("  Baltic \n states ", "app.py", {"partner": ["EE"]}))
    keep_view(tmp_path, SavedView("Nordic", "app.py", {"partner": ["SE"]}))
    assert [each.name for each in views(tmp_path)] == ["Baltic states", "Nordic"]
    assert views(tmp_path)[1].query == {"partner": ["SE"]}
    drop_view(tmp_path, "Baltic states")
    assert [each.name for each in views(tmp_path)] == ["Nordic"]


def test_own_events_come_in_order(tmp_path):
    keep_events(tmp_path, [Event(date(2025, 3, 2), "London"), Event(date(2025, 2, 28), "Oval")])
    assert events(tmp_path) == [
        Event(date(2025, 2, 28), "Oval", own=True), Event(date(2025, 3, 2), "London", own=True)
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["{", '{"a": 1}', "[1]"])
def test_a_broken_file_is_told(tmp_path, text):
    (tmp_path / "views.json").write_text(text)
    with pytest.raises(StoreError, match=r"views\.json"):
        views(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(StoreError, match="cannot be written"):
        keep_view(tmp_path / "missing", SavedView("A", "app.py", {}))
