from __future__ import annotations

from datetime import date, time

import pytest

from coverage.model import Article
from coverage.readers import read_record, read_text
from coverage.readers.dates import find_date, find_time
from coverage.readers.feed import parse_feed

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
        ("Thu Mar 20 11:31:00 2025", time(11, 31)),
        ("Thu Mar 20 09:31:00 UTC 2025", time(11, 31)),
        ("Thu Mar 20 04:31:00 -0500 2025 by 18:00", time(11, 31)),
        ("Thu Mar 20 11:31 AM 2025", time(11, 31)),
        ("2025-W12-4", None),
        ("2025W124", None),
        ("2025-W12-4T09:31:00Z", time(11, 31)),
        ("2025W124 11:31", time(11, 31)),
        ("20-Mar-2025", None),
        ("20-Mar-2025 11:31AM", time(11, 31)),
        ("20-mar-25 11:31", time(11, 31)),
        ("20.03.25 / 11.31", time(11, 31)),
        ("20 березня 2025, о 11.31 | Київ", time(11, 31)),
        ("20.03.2025 11.31 грн", None),
        ("20.03.2025 25.31", None),
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
    ("text", "wanted"),
    [
        ("March 5, 2025 11:30 PM EST", "2025-03-06 06:30"),
        ("March 5, 2025 11:30 p.m. ET", "2025-03-06 06:30"),
        ("11:30 PM EDT, Wed July 2, 2025", "2025-07-03 06:30"),
        ("11:30 PM ET, Wed July 2, 2025", "2025-07-03 06:30"),
        ("March 5, 2025 11:30 PM Eastern Standard Time", "2025-03-06 06:30"),
        ("Wed, 05 Mar 2025 23:30:00 EST", "2025-03-06 06:30"),
        ("Wed, 05 Mar 2025 23:30:00 PST", "2025-03-06 09:30"),
        ("2025-03-05 23:30 CET", "2025-03-06 00:30"),
        ("2025-03-05 23:30, CET", "2025-03-06 00:30"),
        ("2 July 2025 23:30 BST", "2025-07-03 01:30"),
        ("5 марта 2025, 23:30 МСК", "2025-03-05 22:30"),
        ("5 марта 2025, 23:30 (мск)", "2025-03-05 22:30"),
        ("5 марта 2025, 23:30 по московскому времени", "2025-03-05 22:30"),
        ("05.03.2025 23:30 MSK", "2025-03-05 22:30"),
        ("05.03.2025 23:30 (UTC-5)", "2025-03-06 06:30"),
        ("05.03.2025 23:30 (UTC +2)", "2025-03-05 23:30"),
        ("05.03.2025 23:30 EET", "2025-03-05 23:30"),
        ("05.07.2025 23:30 EEST", "2025-07-05 23:30"),
        ("5 березня 2025, 23:30 за Києвом", "2025-03-05 23:30"),
        ("5 марта 2025, 23:30 по Киеву", "2025-03-05 23:30"),
        ("5 July 2025, 23:30 Kyiv time", "2025-07-05 23:30"),
        ("5 березня 2025, 23:30 за  Вашингтоном", "2025-03-06 06:30"),
        ("Updated: March 05, 2025 11:30 pm IST", "2025-03-05 20:00"),
        ("2025-03-05 23:30 local time", "2025-03-05 None"),
        ("5 березня 2025, 23:30 за місцевим часом", "2025-03-05 None"),
        ("2025-03-05 23:30 AST", "2025-03-05 None"),
        ("2025-03-05T23:30:00+25:00", "2025-03-05 None"),
        ("5 березня 2025, 23:30 ESTONIA", "2025-03-05 23:30"),
        ("5 марта 2025, 23:30 по Киевской области", "2025-03-05 23:30"),
    ],
)
def test_a_zone_by_name_is_turned_into_kyiv_s_time(text: str, wanted: str) -> None:
    found = find_date(text)
    assert found is not None
    clock = found.clock and f"{found.clock:%H:%M}"
    assert f"{found.day} {clock}" == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"published": "2025-03-05", "published_time": "23:30 EST"}, "2025-03-06 06:30:00"),
        ({"published": "2025-03-05", "published_time": "23:30 local time"}, "2025-03-05 None"),
        ({"published": "2025-03-05T21:30:00Z", "published_time": "21:30 UTC"},
         "2025-03-05 23:30:00"),
        ({"published": "2025-03-05T21:30:00Z", "published_time": "23:30"}, "2025-03-05 23:30:00"),
    ],
)  # fmt: skip
def test_a_time_of_its_own_field_has_its_zone_too(fields: dict[str, object], wanted: str) -> None:
    text = "The ministers spoke in Kyiv about drones and shells for the army. " * 2
    found = read_record({"title": "Ministers meet in Kyiv", "text": text, **fields}, "x")
    assert isinstance(found, Article)
    assert f"{found.published} {found.published_time}" == wanted


@pytest.mark.parametrize(
    "line",
    ["11:30 PM Eastern Standard Time, March 5, 2025", "March 5, 2025\n11:30 PM EST"],
)
def test_a_line_of_date_with_a_zone_is_the_header_s(line: str) -> None:
    body = "The ministers spoke in Kyiv about drones and shells for the army, the ministry said."
    found = read_text(f"Ministers meet in Kyiv\n{line}\n\n{body}\n\n{body}", source="x")
    assert isinstance(found, Article)
    assert f"{found.published} {found.published_time}" == "2025-03-06 06:30:00"
    assert found.body == f"{body}\n\n{body}"


def test_a_feed_s_zone_that_mails_do_not_know() -> None:
    head = b"<rss version='2.0'><channel><item><link>https://visti.example/1</link><pubDate>"
    tail = b"</pubDate></item></channel></rss>"
    moments = ("05 Mar 2025 23:30:00 MSK", "05 Mar 2025 23:30:00 EST", "05 Mar 2025 23:30:00")
    read = [parse_feed(head + each.encode() + tail).entries[0].published for each in moments]
    assert [f"{each.day} {each.clock}" for each in read if each] == [
        "2025-03-05 22:30:00", "2025-03-06 06:30:00", "2025-03-05 23:30:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Середа, 20 листопада",
        "31.02.2025",
        "20 сепуля 2025",
        "версия 1.2.3.2025",
        "https://visti.example/20-mar-2025/drony",
        "a-20-Mar-2025-drony",
        "11-May-day",
        "в 2025 году",
    ],
)
def test_no_date_is_made_up(text: str) -> None:
    assert find_date(text) is None


def test_no_time_is_made_up() -> None:
    assert find_time("счет 25:70, 11:31:99:02") is None
