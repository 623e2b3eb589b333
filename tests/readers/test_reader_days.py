"""The day of publication: the article's own, or none; never that of what stands beside it."""

from __future__ import annotations

import pytest

from coverage.model import Article, Rejection
from coverage.readers import read_html, read_text

TEXT = (
    "Міністр оборони України прийняв у Києві колегу з Данії. Сторони говорили про дрони та "
    "про кошти для українських зброярів, повідомила пресслужба міністерства."
)
MORE = (
    "За словами міністра, новий внесок піде на артилерію. Данія обіцяє гроші до кінця року, і "
    "перші контракти вже підписано, сказав він журналістам після зустрічі."
)
RECALLS = "Нагадаємо, 12 березня 2024 року міністр уже був у Копенгагені."
HEADLINE = "Міністр обговорив із данцями дрони"

SIDEBAR = (
    '<div class="sidebar"><div class="item"><span class="date">12.03.2024 10:20</span>'
    '<a href="/news/1">Уряд схвалив новий бюджет</a></div></div>'
)
OTHER = '<a href="/1">Уряд схвалив новий бюджет</a>'
ASIDE = f'<aside><time datetime="2024-03-12T10:20">12.03</time> {OTHER}</aside>'
COMMENTS = (
    '<section id="comments"><div><b>Olena</b> <span class="comment-date">12 березня 2024</span>'
    "<p>Дякуємо партнерам!</p></div></section>"
)
FOOTER = '<footer><p class="date">Оновлено 12.03.2024</p></footer>'
ITEMS = (
    f'<ul><li><time datetime="2024-03-12">12.03</time> {OTHER}</li>'
    f'<li><time datetime="2024-03-12">12.03</time> {OTHER}</li></ul>'
)
CARDS = f'<article><h3>{OTHER}</h3><time datetime="2024-03-12"></time></article>'
TODAY = '<header><div class="date">Четвер, 12 березня 2024</div><nav>Новини</nav></header>'
SURROUNDINGS = {
    "sidebar": SIDEBAR, "aside": ASIDE, "comments": COMMENTS, "footer": FOOTER, "items": ITEMS,
    "cards": CARDS, "recalled": f"<p>{RECALLS}</p>",
}  # fmt: skip


def page(*, head: str = "", above: str = "", date: str = "", below: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{HEADLINE}</title>{head}</head>"
        f"<body>{above}<main><h1>{HEADLINE}</h1>{date}<div><p>{TEXT}</p><p>{MORE}</p></div>"
        f"{below}</main></body></html>"
    ).encode()


def day(data: bytes, url: str = "https://visti.example/news/drony") -> str:
    found = read_html(data, source="x", url=url)
    return str(found.published) if isinstance(found, Article) else found.code


@pytest.mark.parametrize("beside", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_a_day_beside_the_article_is_not_its_own(beside: str) -> None:
    assert day(page(below=beside)) == "no_date"


@pytest.mark.parametrize("beside", [*SURROUNDINGS.values(), TODAY])
def test_the_address_outweighs_what_stands_beside(beside: str) -> None:
    url = "https://visti.example/news/2025/03/20/drony"
    assert day(page(below=beside), url) == "2025-03-20"
    assert day(page(above=beside), url) == "2025-03-20"


@pytest.mark.parametrize("beside", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_a_day_of_change_is_better_than_one_beside(beside: str) -> None:
    head = '<meta property="article:modified_time" content="2025-03-21T08:00:00+02:00">'
    assert day(page(head=head, below=beside)) == "2025-03-21"
    linked = (
        '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"%s"}</script>'
    )
    assert day(page(head=linked % "2025-03-21T08:00:00+02:00", below=beside)) == "2025-03-21"


def test_a_day_of_change_is_not_taken_where_there_is_one_of_publication() -> None:
    head = '<meta property="article:modified_time" content="2025-03-25T08:00:00+02:00">'
    own = "<div class='date'>20 березня 2025, 11:31</div>"
    assert day(page(head=head, date=own)) == "2025-03-20"
    assert day(page(head=head), "https://visti.example/2025/03/20/drony") == "2025-03-20"


@pytest.mark.parametrize(
    "own",
    [
        "<div class='date'>20 березня 2025, 11:31</div>",
        "<time datetime='2025-03-20T11:31'>11:31</time>",
        "<p>20 березня 2025, 11:31</p>",
        "<ul class='meta'><li>Олена Коваль</li><li>20.03.2025</li></ul>",
    ],
)
@pytest.mark.parametrize("beside", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_its_own_day_is_read_whatever_stands_beside(own: str, beside: str) -> None:
    assert day(page(date=own, below=beside)) == "2025-03-20"


def test_a_night_between_page_and_address_is_no_contradiction() -> None:
    late = page(date="<time datetime='2025-03-21T00:10+02:00'></time>")
    assert day(late, "https://visti.example/2025/03/20/drony") == "2025-03-21"


def test_a_described_outlet_takes_no_day_from_beside() -> None:
    data = (
        f"<html><head><title>{HEADLINE}</title></head><body>{ASIDE}<h1>{HEADLINE}</h1>"
        f"<div class='post_news_text'><p>{TEXT}</p><p>{MORE}</p></div></body></html>"
    ).encode()
    assert day(data, "https://www.pravda.com.ua/news/2025/03/20/7503732/") == "2025-03-20"
    assert day(data, "https://www.pravda.com.ua/news/7503732/") == "no_date"


def read(*lines: str) -> str:
    found = read_text("\n\n".join(lines), source="x")
    return str(found.published) if isinstance(found, Article) else found.code


def test_pages_saved_as_text() -> None:
    link = "https://visti.example/news/2025/03/20/drony"
    item = ("12.03.2024 10:20", "Уряд схвалив бюджет на наступний рік")
    assert read(HEADLINE, TEXT, MORE, *item, *item) == "no_date"
    assert read(HEADLINE, TEXT, MORE, *reversed(item)) == "no_date"
    assert read(HEADLINE, TEXT, RECALLS) == "no_date"
    assert read(HEADLINE, link, TEXT, MORE, *item) == "2025-03-20"
    assert read("12 березня 2024", HEADLINE, link, TEXT, MORE) == "2025-03-20"
    assert read(HEADLINE, TEXT, "20.03.2025", MORE, *item) == "2025-03-20"
    assert read(HEADLINE, TEXT, MORE, "20.03.2025 11:31") == "2025-03-20"


def test_no_day_says_how_to_give_one() -> None:
    found = read_html(page(), source="x")
    assert isinstance(found, Rejection)
    assert "published" in found.reason


ZONED = 'datetime="2025-03-20T22:30:00Z"'
SHOWN = {
    "in it": f"<time {ZONED}>20 березня 2025</time>",
    "deep in it": f"<div class='meta'><time {ZONED}><span>20 березня 2025</span></time></div>",
    "beside it": f"<div class='date'>20 березня 2025 <time {ZONED}>00:30</time></div>",
    "before it": f"<p><time {ZONED}></time>20 березня 2025</p>",
    "labelled": f"<p>Опубліковано: 20 березня 2025 <time {ZONED}>00:30</time></p>",
    "not as a text": f"<time {ZONED}>учора</time>",
}


@pytest.mark.parametrize("own", SHOWN.values(), ids=SHOWN.keys())
def test_a_time_with_a_zone_gives_the_day_and_the_time_in_kyiv(own: str) -> None:
    found = read_html(page(date=own), source="x")
    assert isinstance(found, Article)
    assert (str(found.published), str(found.published_time)) == ("2025-03-21", "00:30:00")


def test_so_it_does_where_a_label_says_what_the_day_is_of() -> None:
    found = read_html(page(above=SHOWN["labelled"]), source="x")
    assert isinstance(found, Article)
    assert (str(found.published), str(found.published_time)) == ("2025-03-21", "00:30:00")


@pytest.mark.parametrize(
    "other",
    [
        "<time datetime='2025-03-25T08:00:00Z'>25 березня</time>",
        "<time>08:00</time>",
        "<time datetime='2025-03-20'>20.03</time>",
    ],
)
def test_a_time_that_is_of_another_day_or_none_changes_no_day(other: str) -> None:
    found = read_html(page(date=f"<p>20 березня 2025 {other}</p>"), source="x")
    assert isinstance(found, Article)
    assert str(found.published) == "2025-03-20"


def test_the_time_of_a_change_is_no_time_of_publication() -> None:
    own = "<div>20 березня 2025</div>"
    changed = "<p>Оновлено 20 березня 2025 <time datetime='2025-03-20T15:00:00Z'>17:00</time></p>"
    found = read_html(page(date=own + changed), source="x")
    assert isinstance(found, Article)
    assert (str(found.published), found.published_time) == ("2025-03-20", None)


MENAFN = "<link rel=canonical href=https://menafn.com/1109/Minister-Meets>"
SPOKEN = "Ukraine's defence minister received his Danish colleague in Kyiv to speak of drones."


def day_of(head: str, shown: str, lang: str = "en") -> str:
    page = (
        f"<html lang={lang}><head><title>Minister meets Danish colleague in Kyiv</title>{head}"
        f"</head><body><h1>Minister meets Danish colleague in Kyiv</h1>{shown}"
        f"<article><p>{SPOKEN}</p><p>{SPOKEN} They agreed.</p></article></body></html>"
    )
    found = read_html(page.encode(), source="x")
    assert isinstance(found, Article), found
    return str(found.published)


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("", "<div class=date><span>7/1/2025 3:10:33 PM</span></div>"),
        ("", "<div class=date><h5>Date: 7/1/2025</h5></div>"),
        ("", "<div><span>7/1/2025</span></div>"),
        ("<meta property=article:published_time content='7/1/2025'>", ""),
        ("<meta name=date content='7/1/2025 15:10'>", ""),
    ],
)
def test_an_outlet_that_writes_month_first_does_so_wherever_the_day_stands(head, shown):
    assert day_of(MENAFN + head, shown) == "2025-07-01"
    assert day_of("<meta property=og:site_name content=MENAFN>" + head, shown) == "2025-07-01"


DATED = "<p class=date>{}</p>"
STAMPED = "<meta property=article:published_time content='{}'>"


@pytest.mark.parametrize(
    ("head", "shown", "lang", "day"),
    [
        ("", DATED.format("7/1/2025 3:10:33 PM"), "en", "2025-07-01"),
        ("", DATED.format("3:10 p.m., 7/1/2025"), "en", "2025-07-01"),
        (STAMPED.format("07/01/2025 3:10 PM EST"), "", "en-US", "2025-07-01"),
        ("", DATED.format("7/1/2025 3:10 PM"), "en-GB", "2025-01-07"),
        ("", DATED.format("7/1/2025 3:10 PM"), "uk", "2025-01-07"),
        ("", DATED.format("7/1/2025 15:10"), "en", "2025-01-07"),
        ("", DATED.format("7.1.2025 3:10 PM"), "en", "2025-01-07"),
        ("", DATED.format("7/1/2025 3:10 PM") + "<p>25/1/2025 3:10 PM</p>", "en", "2025-01-07"),
    ],
)
def test_a_page_in_english_with_am_or_pm_writes_month_first(head, shown, lang, day):
    assert day_of(head, shown, lang) == day


@pytest.mark.parametrize(
    ("shown", "clock"),
    [
        ("<div class=post_date><b>Іван Дяк</b> — 11 вересня, 18:45</div>", "18:45"),
        ("<time>11 вер., 18:45</time>", "18:45"),
        ("<time>18:45, 11 сентября</time>", "18:45"),
        ("<p class=date>Sept. 11, 6:45 PM</p>", "18:45"),
        ("<time>11 вересня, 17:45 CEST</time>", "18:45"),
        ("<div>Четвер, 11 вересня, 18:45</div>", "18:45"),
        ("<div class=related>Четвер, 11 вересня, 18:45</div>", ""),
        ("<div>Вибух стався в місті 11 вересня о 18:45</div>", ""),
        ("<time>12 вересня, 18:45</time>", ""),
        ("<time>11 вересня 2024, 18:45</time>", ""),
        ("<time>Оновлено 11 вересня, 18:45</time>", ""),
        ("<p>Вибух стався 11 вересня о 18:45.</p>", ""),
        ("<ul class=related><li><time>11 вересня, 18:45</time></ul>", ""),
    ],
)
def test_a_time_beside_a_day_without_its_year_that_the_address_tells(shown, clock):
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>{shown}"
        f"<article><p>{TEXT}</p><p>{MORE}</p></article></body></html>"
    )
    found = read_html(page.encode(), source="x", url="https://visti.example/2025/09/11/1.html")
    assert isinstance(found, Article), found
    assert str(found.published) == "2025-09-11"
    assert (f"{found.published_time:%H:%M}" if found.published_time else "") == clock
