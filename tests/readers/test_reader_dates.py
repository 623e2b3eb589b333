from __future__ import annotations

from datetime import date, time

import pytest

from coverage.readers.dates import find_date, find_time

DAY = date(2025, 3, 20)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("11:31 20.03.2025", time(11, 31)),
        ("12:18 20.03.2025 |", time(12, 18)),
        ("20.03.25", None),
        ("20 марта 2025, 11:31", time(11, 31)),
        ("Опубликовано: 20 марта 2025 г. в 9:05", time(9, 5)),
        ("Новости — Четверг, 20 марта 2025, 15:46 —", time(15, 46)),
        ("Четвер, 20 березня 2025, 18:20", time(18, 20)),
        ("UA NEWS 20 Березня 2025 15:59", time(15, 59)),
        ("20 марта\n15:21 2025", time(15, 21)),
        ("Thursday, 20 March 2025, 14:05", time(14, 5)),
        ("March 20, 2025", None),
        ("March 20 2025 • 14275 views", None),
        ("By bne IntelliNews Mar. 20, 2025", None),
        ("March 20, 20252:05 PM GMT+2Updated 3 hours ago", time(14, 5)),
        ("20th March 2025 at 2:05 p.m.", time(14, 5)),
        ("20-03-2025 12:00 AM", time(0, 0)),
        ("20/03/2025", None),
        ("3/20/2025", None),
        ("2025-03-20", None),
        ("2025-03-20 11:31", time(11, 31)),
        ("2025.03.20 11:31", time(11, 31)),
        ("2025/3/20", None),
        ("2025-03-20T09:31:07Z", time(11, 31, 0)),
        ("2025-03-20T11:31:00+02:00", time(11, 31)),
        ("Thu, 20 Mar 2025 04:31:00 -0500", time(11, 31)),
        ("20 March 2025 16:30 GMT", time(18, 30)),
        ("Donnerstag, 20. März 2025, 11:31 Uhr", time(11, 31)),
        ("20.März 2025", None),
        ("20 de marzo de 2025", None),
        ("jeudi 20 mars 2025 à 11:31", time(11, 31)),
        ("20 marca 2025", None),
        ("2025-3-20 11:31", time(11, 31)),
    ],
)
def test_a_date_as_outlets_write_it(text: str, clock: time | None) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.day, found.clock) == (DAY, clock)


def test_day_comes_before_month_but_for_the_outlet_that_turns_them() -> None:
    assert find_date("Date: 3/4/2025").day == date(2025, 4, 3)  # type: ignore[union-attr]
    turned = find_date("Date: 3/4/2025", month_first=True)
    assert turned is not None
    assert turned.day == date(2025, 3, 4)


def test_a_zone_may_move_the_day() -> None:
    found = find_date("2025-06-30T23:30:00Z")  # summer: three hours ahead
    assert found is not None
    assert (found.day, found.clock) == (date(2025, 7, 1), time(2, 30))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Середа, 20 листопада",
        "31.02.2025",
        "20 сепуля 2025",
        "версия 1.2.3.2025",
        "в 2025 году",
    ],
)
def test_no_date_is_made_up(text: str) -> None:
    assert find_date(text) is None


def test_no_time_is_made_up() -> None:
    assert find_time("счет 25:70, 11:31:99:02") is None
