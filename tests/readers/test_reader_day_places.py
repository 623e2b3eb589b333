"""Where a day stands: one that stands alone is the article's before one of an item or a phrase."""

from __future__ import annotations

import pytest

from coverage.model import Article
from coverage.readers import read_html

TEXT = (
    "<p>Міністр оборони України прийняв у Києві колегу з Литви. Сторони говорили про дрони та про "
    "кошти для українських зброярів, повідомила пресслужба міністерства.</p>"
    "<p>За словами міністра, новий внесок піде на артилерію. Литва обіцяє гроші до кінця року.</p>"
)
HEADLINE = "Міністр обговорив із литовцями дрони"
OWN = "2025-05-14"
ALONE = [
    "<div class=date>14.05.2025</div>",
    "<span>14 травня 2025</span>",
    "<p>14.05.2025</p>",
    "<div class=info><span class=author>Ганна Лис</span> <span>14.05.2025</span></div>",
]
OTHERS = {
    "latest": "<ul class=latest><li>02.08.2024 07:00 <a href=/1>Бюджет схвалено</a></li></ul>",
    "item": "<div><b>02.08.2024</b> <a href=/1>Уряд схвалив новий бюджет країни на рік</a></div>",
    "short item": "<div><b>02.08.2024</b> <a href=/1>Уряд схвалив бюджет</a></div>",
    "dated item": "<div><i class=date>02.08.2024</i> <a href=/1>Уряд схвалив бюджет</a></div>",
    "within a link": "<a href=/1><b>02.08.2024</b> <i>Уряд схвалив новий бюджет країни</i></a>",
    "a card": "<div><p>02.08.2024</p><h3><a href=/1>Уряд схвалив новий бюджет</a></h3></div>",
    "a row": "<table><tr><td>02.08.2024<td><a href=/1>Уряд схвалив новий бюджет</a></table>",
    "a sentence": "<p>Засідання <time datetime=2025-05-02>2 травня 2025</time> тривало годину</p>",
    "previous": "<div class=prev>Попередня новина: 02.08.2024 <a href=/1>Бюджет</a></div>",
    "next": "<div>Наступна новина: 02.08.2024 <a href=/1>Бюджет</a></div>",
    "recorded": "<p><em>Відеозапис від 02.05.2025</em></p>",
    "recorded, en": "<p><em>Footage of 2 May 2025</em></p>",
    "a decree": "<p>Рішення Ради від 02.05.2025</p>",
    "a phrase": "<div>Виставка литовських дронів, Київ, 02.05.2025</div>",
}


def page(shown: str) -> bytes:
    return (
        f"<!doctype html><html lang=uk><meta charset=utf-8><title>{HEADLINE}</title>"
        f"<body><main><h1>{HEADLINE}</h1>{shown}<div>{TEXT}</div></main></body></html>"
    ).encode()


def moment(shown: str) -> str:
    found = read_html(page(shown), source="x", url="https://visti.example/news/drony")
    if not isinstance(found, Article):
        return found.code
    clock = f" {found.published_time:%H:%M}" if found.published_time else ""
    return f"{found.published}{clock}"


@pytest.mark.parametrize("own", ALONE)
@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_a_day_that_stands_alone_outweighs_one_before_it(other: str, own: str) -> None:
    assert moment(other + own) == OWN
    assert moment(own + other) == OWN


@pytest.mark.parametrize("name", ["latest", "item", "previous", "next", "recorded", "recorded, en"])
def test_none_is_better_than_the_day_of_what_stands_beside(name: str) -> None:
    assert moment(OTHERS[name]) == "no_date"


@pytest.mark.parametrize(
    "own",
    [
        "<div>Ганна Лис, 14.05.2025 <a href=/lys>Ганна Лис</a></div>",
        "<div>14.05.2025 <a href=/mou>Міністерство оборони України</a></div>",
        "<p>Київ, 14 травня 2025 року</p>",
        "<p>14.05.2025 <a href='#s'>Поділитися цією новиною у вашій соціальній мережі</a></p>",
        "<p>14.05.2025 <a href=https://t.me/x>Читайте нас у каналі в Telegram щодня</a></p>",
        "<a href=/2025/05/14><time>14.05.2025</time></a>",
        "<p>By Hanna Lys on May 14, 2025</p>",
    ],
)
def test_beside_an_author_or_a_place_it_is_the_articles_where_there_is_no_other(own: str) -> None:
    assert moment(own) == OWN


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        # A byline is above, another item's day below.
        (
            "<p>By Hanna Lys | May 14, 2025</p><div><b>02.08.2024</b> <a href=/1>Бюджет</a></div>",
            OWN,
        ),
        ("<p>Київ, 14.05.2025</p><ul><li>02.08.2024 <a href=/1>Уряд схвалив</a></li></ul>", OWN),
    ],
)
def test_a_byline_keeps_its_day_before_an_item(shown: str, expected: str) -> None:
    assert moment(shown) == expected


@pytest.mark.parametrize(
    "shown",
    [
        "<span>14.05.2025</span> <span>16:35</span> <span>12:05 на читання</span>",
        "<span>14.05.2025</span><span> о </span><span>16:35</span>",
        "<div class=date>14.05.2025<br>16:35</div>",
        "<div>16:35<br>14 травня 2025</div>",
        "<ul><li>14.05.2025</li><li>16:35</li></ul>",
        "<div class=date>14.05.2025</div><div class=time>16:35</div>",
        "<div>Опубліковано: <b>14.05.2025</b> <i>16:35</i></div>",
        "<div><span>14</span><span>травня</span><span>2025</span> <span>16:35</span></div>",
        "<div class=date><b>14</b><i>травня</i><u>2025, 16:35</u></div>",
        "<div><b>14 травня</b> <i>2025</i> | 16:35</div>",
        "<div><span>May</span> <span>14,</span> <span>2025</span> <span>16:35</span></div>",
        "<div class=date>14.05.25 / 16.35</div>",
        "<span>14.05.2025, 16.35</span>",
        "<span>14-May-2025 16:35</span>",
        "<span>14-May-2025 04:35PM</span>",
    ],
)
def test_a_day_and_its_hour_in_several_elements(shown: str) -> None:
    assert moment(shown) == f"{OWN} 16:35"


@pytest.mark.parametrize(
    "shown",
    [
        "<span>14.05.2025</span><span>Час читання: 2:30</span>",
        "<div class=date>14.05.2025</div><div class=player>02:35</div>",
        "<div class=date>14.05.2025</div><div class=video-time>02:35</div>",
        "<span>14.05.2025</span> <span class=duration>02:35</span>",
        "<span>14.05.2025, 16.35 грн</span>",
        "<span>14.05.2025</span><span>Відео</span><span>02:35</span>",
    ],
)
def test_a_time_that_is_no_hour_of_the_day_beside_it(shown: str) -> None:
    assert moment(shown) == OWN


@pytest.mark.parametrize(
    "shown",
    [
        "<span>14</span> <span>коментарів</span> <span>2025</span>",
        "<div>14</div><div>травня</div><p>2025 рік</p>",
    ],
)
def test_pieces_that_make_no_day(shown: str) -> None:
    assert moment(shown) == "no_date"
