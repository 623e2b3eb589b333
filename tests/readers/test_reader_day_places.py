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
