"""What stands before a shown day says what it is a day of."""

from __future__ import annotations

import pytest

from coverage.model import Article
from coverage.readers import read_html, read_text
from coverage.readers.daylabels import DayOf, days_in, left_by

TEXTS = {
    "uk": (
        "Міністр оборони України прийняв у Києві колегу з Данії, повідомила пресслужба відомства.",
        "Сторони говорили про дрони та про кошти для зброярів, і про це вже підписано документи.",
        "Данія обіцяє гроші до кінця року, сказав міністр журналістам після зустрічі в Києві.",
    ),
    "ru": (
        "Министр обороны Украины принял в Киеве коллегу из Дании, сообщила пресс-служба ведомства.",
        "Стороны говорили о дронах и о деньгах для оружейников, и это уже подписано в документах.",
        "Дания обещает деньги до конца года, сказал министр журналистам после встречи в Киеве.",
    ),
    "en": (
        "The defence minister of Ukraine received his Danish colleague in Kyiv, his office said.",
        "They spoke of drones and of money for the makers of arms, and have signed it already.",
        "Denmark will give the money before the year ends, the minister said after the meeting.",
    ),
}
TITLES = {"uk": "Міністр прийняв данця", "ru": "Министр принял датчанина", "en": "Danes come"}


def page(lang: str, above: str = "", below: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in TEXTS[lang])
    return (
        f"<html lang={lang}><head><meta charset=utf-8><title>{TITLES[lang]}</title></head><body>"
        f"<article><h1>{TITLES[lang]}</h1>{above}{body}{below}</article></body></html>"
    ).encode()


def told(data: bytes) -> str:
    found = read_html(data, source="x", url="https://visti.example/news/drony")
    if not isinstance(found, Article):
        return found.code
    clock = found.published_time
    return f"{found.published}" + (f" {clock:%H:%M}" if clock else "")


OTHERS = {
    "uk": [
        "<div>Коли: 25 вересня 2025, Київ</div>",
        "<p>Дата проведення: 25.09.2025</p>",
        "<div>Подія відбудеться 25 жовтня 2025</div>",
        "<div>Заявки до 30 вересня 2025</div>",
        "<div>Указ № 5/2025 від 1 вересня 2025</div>",
        "<div>Набирає чинності 1 жовтня 2025</div>",
        "<p>Фото: МЗС, 3 березня 2023</p>",
        "<div>Сьогодні: 27.11.2025, четвер</div>",
        "<div>Завантажено: 27.11.2025 07:00</div>",
        "<dl><dt>Коли</dt><dd>25 вересня 2025</dd></dl>",
        "<div><b>Дедлайн</b>: 25 вересня 2025</div>",
        "<div>Коли: <time datetime='2025-09-25'>25 вересня 2025</time></div>",
    ],
    "ru": [
        "<p>Дата мероприятия: 25 сентября 2025</p>",
        "<div>Когда: 25.09.2025</div>",
        "<div>Вступает в силу 25.09.2025</div>",
        "<div>Приём заявок до 25.09.2025</div>",
        "<div>Дата обращения: 25.09.2025</div>",
        "<p>Фото: пресс-служба, 3 марта 2023</p>",
    ],
    "en": [
        "<p>When: 25 September 2025</p>",
        "<p>Effective 25 September 2025</p>",
        "<p>Deadline for applications: 30 September 2025</p>",
        "<p>Photo: Reuters, 3 March 2023</p>",
        "<p>© 12 January 2020 Example Media</p>",
        "<div>Copyright 12.01.2020</div>",
        "<p>Accessed 27 November 2025</p>",
        "<figure><figcaption>Kyiv, 3 March 2023</figcaption></figure>",
        "<div itemprop=startDate>25 September 2025</div>",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "line"), [(lang, line) for lang, lines in OTHERS.items() for line in lines]
)
def test_a_day_that_is_said_to_be_anothers_is_not_of_publication(lang: str, line: str) -> None:
    assert told(page(lang, above=line)) == "no_date"
    assert told(page(lang, below=line)) == "no_date"
    own = "<div class=post-date>10.09.2025 12:00</div>"
    assert told(page(lang, above=line + own)) == "2025-09-10 12:00"
    assert told(page(lang, above=own, below=line)) == "2025-09-10 12:00"


@pytest.mark.parametrize(
    "below",
    [
        "<table><tr><td>Contract signed</td><td>14 May 2024</td></tr></table>",
        "<table><tr><td>Denmark</td><td>14 May 2024</td></tr></table>",
        "<ul><li>14 May 2024</li><li>Oslo</li></ul>",
        "<p>Contract of 14 May 2024</p>",
    ],
)
def test_a_day_in_the_body_is_not_of_publication(below: str) -> None:
    assert told(page("en", below=below)) == "no_date"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("uk", "<div>10 вересня 2025, 18:20</div>"),
        ("uk", "<div class=post-date>1757517600</div>"),
        ("uk", "<ul><li>Олена Коваль</li><li>10.09.2025 18:20</li></ul>"),
        ("uk", "<div><span>Події</span> <span>10.09.2025 18:20</span></div>"),
        ("uk", "<div>Фото | 10.09.2025 18:20</div>"),
        ("en", "<div>By Jane Roe | 10 September 2025 18:20</div>"),
    ],
)
def test_an_unlabelled_line_by_the_headline_is(lang: str, line: str) -> None:
    assert told(page(lang, above=line)) == "2025-09-10 18:20"


CHANGED = "datetime='2025-09-12T09:00:00+03:00'"
PUBLISHED = "datetime='2025-09-10T18:20:00+03:00'"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("uk", "<p class=date>Оновлено: 12.09.2025, 09:00. Опубліковано: 10.09.2025, 18:20</p>"),
        ("uk", "<p>Опубліковано: 10.09.2025, 18:20. Оновлено: 12.09.2025, 09:00</p>"),
        ("uk", "<p>Останні зміни: 12.09.2025 09:00</p><p>10.09.2025 18:20</p>"),
        ("ru", f"<p>Обновлено <time {CHANGED}>12</time> Опубликовано <time {PUBLISHED}>10</time>"),
        ("en", f"<p>Updated <time {CHANGED}>12 Sep 2025</time></p>"
               f"<p>Published <time {PUBLISHED}>10 Sep 2025</time></p>"),
        ("en", f"<p><time class=updated {CHANGED}>Sep 12</time>"
               f"<time class='entry-date published' {PUBLISHED}>Sep 10</time></p>"),
        ("en", "<p><time class=updated>12.09.2025 09:00</time>"
               "<time class='published'>10.09.2025 18:20</time></p>"),
        ("en", f"<p><time class='entry-date published updated' {PUBLISHED}></time></p>"),
        ("en", f"<p><span>Last updated:</span> <time {CHANGED}></time> | "
               f"<span>Published:</span> <time {PUBLISHED}></time></p>"),
    ],
)  # fmt: skip
def test_a_day_of_change_gives_way_to_one_of_publication(lang: str, line: str) -> None:
    assert told(page(lang, above=line)) == "2025-09-10 18:20"


def test_a_labelled_publication_outweighs_an_unlabelled_line_above() -> None:
    line, label = "<div>12 вересня 2025</div>", "<p>Опубліковано: 10.09.2025 18:20</p>"
    assert told(page("uk", above=line, below=label)) == "2025-09-10 18:20"
    assert told(page("uk", above=line)) == "2025-09-12"


def test_the_footer_of_the_article_is_its_own() -> None:
    footer = "<footer>Published 11 September 2025</footer>"
    assert told(page("en", below=footer)) == "2025-09-11"
    assert told(page("en").replace(b"</article>", f"</article>{footer}".encode())) == "no_date"


def test_a_day_of_change_is_taken_where_there_is_no_other() -> None:
    assert told(page("uk", below="<div>Оновлено 12 вересня 2025</div>")) == "2025-09-12"
    assert told(page("en", above="<p><time class=updated datetime=2025-09-12></time>")) == (
        "2025-09-12"
    )
    data = page("uk", above="<div>Оновлено 12 вересня 2025</div>")
    found = read_html(data, source="x", url="https://visti.example/2025/09/11/drony")
    assert isinstance(found, Article)
    assert str(found.published) == "2025-09-11"


def read(*lines: str) -> str:
    found = read_text("\n\n".join(lines), source="x")
    return str(found.published) if isinstance(found, Article) else found.code


def test_so_it_is_in_pages_saved_as_text() -> None:
    title, text = "Міністр прийняв у Києві колегу з Данії", TEXTS["uk"]
    assert read(title, "Коли: 25 вересня 2025, Київ", *text) == "no_date"
    assert read(title, *text, "Фото: МЗС, 3 березня 2023") == "no_date"
    assert read(title, "Коли: 25 вересня 2025, Київ", "10.09.2025 12:00", *text) == "2025-09-10"
    both = "Оновлено: 12.09.2025 09:00. Опубліковано: 10.09.2025 18:20"
    assert read(title, both, *text) == "2025-09-10"
    assert read(title, "Оновлено: 12.09.2025 09:00", *text) == "2025-09-12"


def test_the_label_nearest_before_a_day_counts() -> None:
    line = "Опубліковано 10.09.2025, оновлено 12.09.2025, фото: МЗС, 03.03.2023"
    assert [each.of for each in days_in(line)] == [DayOf.PUBLICATION, DayOf.CHANGE, DayOf.OTHER]
    assert [each.of for each in days_in("12.09.2025 (оновлено)")] == [DayOf.CHANGE]
    assert (left_by("Коли:"), left_by("Фото: МЗС")) == (DayOf.OTHER, DayOf.UNSAID)


@pytest.mark.parametrize(
    ("lang", "today"), [("uk", "Сьогодні, 10 вересня 2025, 18:20"),
                        ("ru", "Сегодня, 10 сентября 2025, 18:20"),
                        ("en", "Today, 10 September 2025, 18:20")],
)  # fmt: skip
def test_below_the_headline_the_day_that_is_called_today_is_the_articles(lang, today):
    assert told(page(lang, f"<div>{today}</div>")) == "2025-09-10 18:20"


@pytest.mark.parametrize(
    "label", ["Release date", "Date of release", "Date issued", "Дата виходу", "Дата оприлюднення",
              "Дата публікації", "Дата створення", "Створено", "Розміщено", "Дата выхода",
              "Дата публикации", "Дата размещения", "Размещено", "Created"],
)  # fmt: skip
def test_words_of_a_release_are_of_publication(label):
    shown = f"{label}: 10.09.2025"
    assert [each.of for each in days_in(shown)] == [DayOf.PUBLICATION]
    assert [each.of for each in days_in(f"The report ({shown}) was read")] == [DayOf.PUBLICATION]
    assert left_by(f"{label}:") == DayOf.PUBLICATION


@pytest.mark.parametrize(
    "line",
    [
        "Оновлено: 14.03.2025 | 12.03.2025 14:20", "12.03.2025 14:20 | Оновлено: 14.03.2025 09:00",
        "Modified: 14.03.2025 • Created: 12.03.2025 14:20",
        "Обновлено 14.03.2025 · 12.03.2025, 14:20",
        "Опубликовано: 12.03.2025 | 14:20", "Опубліковано | 12.03.2025 14:20",
    ],
)  # fmt: skip
def test_a_label_does_not_reach_over_a_bar_to_another_day(line):
    assert told(page("uk", f"<div class=date>{line}</div>")) == "2025-03-12 14:20"


@pytest.mark.parametrize("shown", ["Оновлено 14.03.2025 09:00", "Updated 14 March 2025", ""])
def test_the_day_of_an_item_in_an_aside_is_not_the_articles(shown):
    below = "<h3>Читайте також</h3><a href=/2>Інша новина</a> 01.02.2024"
    data = page("uk", f"<div class=date>{shown}</div>").replace(
        b"</body>", f"<aside>{below}</aside></body>".encode()
    )
    assert told(data)[:10] == ("2025-03-14" if shown else "no_date")
