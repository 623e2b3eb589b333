"""The general rules, on pages of outlets that nobody has described."""

from __future__ import annotations

import pytest

from coverage.model import Article
from coverage.readers import Given, read_text

HEAD = "Вестник Заречья\n20.03.2025\n\nМинистры договорились о заводе дронов\n\n"
FIRST = "Министры обороны двух стран подписали в Киеве соглашение о заводе."
LAST = "Завод откроют осенью."


def body(middle: str, *, head: str = HEAD, title: str = "") -> list[str]:
    article = read_text(
        f"{head}{FIRST}\n\n{middle}\n\n{LAST}", source="page", given=Given(title=title)
    )
    assert isinstance(article, Article)
    return article.body.split("\n\n")


@pytest.mark.parametrize(
    "block",
    [
        "Читайте также: Посол посетил музей в Одессе",
        "Читайте также:\nПосол посетил музей в Одессе\nЧто известно о новом мосте?",
        "Читайте також\n\nПосол відвідав музей в Одесі",
        "Read also: Ambassador visits the museum",
        "В ЭТОМ НОМЕРЕ\nПосол посетил музей в Одессе\nМост закрыли на ремонт",
        "Сегодня у нас:\n• Посол посетил музей в Одессе\n• Мост закрыли на ремонт",
        "Посол посетил музей в Одессе\nМост закрыли на ремонт до осени",
        "Посол Италии посетил разрушенный музей в Одессе15.09.24, 10:05 • 9120 views",
        "Посол Италии посетил разрушенный музей в Одессе и мост",
        "Читайте также:\n«Датская модель» - как это работает",
        "РЕКЛАМА",
        "1 мин читать",
        "Фото: пресс-служба",
        "Рустем Умеров и Юрико Бакес. Фото: t.me/umerov.official",
        "Подписывайтесь на наш канал, чтобы не пропустить важное!",
        "Мир   Война   Спорт",
        "#дроны #киев",
        "$ 41.3 € 48.1 zł 11.3",
        "20:12 20.05.2025",
    ],
)
def test_a_block_between_paragraphs_goes(block: str) -> None:
    assert body(block) == [FIRST, LAST]


@pytest.mark.parametrize(
    "own",
    [
        "Напомним, в январе министры уже виделись.",
        "Нагадаємо, у січні міністри вже бачилися.",
        "Кто заплатит за завод",
        "Кто заплатит за завод?",
        "Source: Shmyhal",
        "«Мы рады», – сказала гостья",
        "Все решено. Документы подписаны, деньги на стройку выделены, и участок под новый завод "
        "уже отведен на окраине города",
        "Соглашение предусматривает поставку такого добра:\n\n- станки\n\n- прессы\n\n- печи",
        "Передадут:\n- станки;\n- прессы;\n- печи.",
        "Следите за ним: «это важно», – сказал министр о ходе строительства завода, и добавил еще, "
        "что партнеры получат полный отчет о каждом потраченном евро до конца текущего года.",
        "Комментарии по этому поводу дал министр.",
        "Support US officials gave was praised.",
        "Главная тема переговоров – ПВО.",
    ],
)
def test_what_is_the_articles_own_stays(own: str) -> None:
    kept = [line for line in own.split("\n") if line]
    if own.startswith("Следите"):
        kept = []  # a call to the reader is known by its beginning: the price of the rule
    assert body(own) == [FIRST, *kept, LAST]


@pytest.mark.parametrize(
    "foot",
    [
        "ПОСЛЕДНЕЕ\n\nПосол посетил музей\n\nМост закрыт. Что дальше",
        "Популярное\nПосол посетил музей.\n\nТекст о музее, который открыли вчера.",
        "© 2025 Вестник Заречья. Копирование запрещено.",
        "При использовании материалов ссылка на «Вестник» обязательна.",
        "Иван Петров\n\nЗаречье\n\nПогода",
        "Комментарии\nСветлана: спасибо за новость.",
        "Поддержите нас!",
    ],
)
def test_what_stands_below_the_article_goes(foot: str) -> None:
    article = read_text(f"{HEAD}{FIRST}\n\n{LAST}\n\n{foot}", source="page")
    assert isinstance(article, Article)
    assert article.body == f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize(
    "title",
    [
        "Министры договорились о заводе дронов",
        "МИНИСТРЫ ДОГОВОРИЛИСЬ О ЗАВОДЕ ДРОНОВ",
        "Министры договорились о заводе дронов - Вестник",
        "О чем условились стороны",
    ],
)
def test_the_given_headline_wins_and_the_pages_is_no_body(title: str) -> None:
    assert body("", title=title) == [FIRST, LAST]
    article = read_text(HEAD + FIRST, source="page", given=Given(title=title))
    assert isinstance(article, Article)
    assert article.title == title


def test_without_blank_lines() -> None:
    text = f"{HEAD}{FIRST}\nЧитайте также:\nПосол посетил музей\n{LAST}".replace("\n\n", "\n")
    article = read_text(text, source="page")
    assert isinstance(article, Article)
    assert article.title == "Министры договорились о заводе дронов"
    assert article.body == f"{FIRST}\n\n{LAST}"


def test_the_day_under_the_headline_goes_before_the_day_of_the_visit() -> None:
    text = f"Среда, 2 апреля 2025\n\nМинистры договорились о заводе\n\n20.03.2025 11:31\n\n{FIRST}"
    article = read_text(text, source="page")
    assert isinstance(article, Article)
    assert article.published.isoformat() == "2025-03-20"


def test_a_headline_may_hold_a_date() -> None:
    text = f"Встреча 12 февраля 2026 года: какие решения приняты\n\n13.02.2026\n\n{FIRST}"
    article = read_text(text, source="page")
    assert isinstance(article, Article)
    assert article.title == "Встреча 12 февраля 2026 года: какие решения приняты"
    assert article.published.isoformat() == "2026-02-13"


def test_a_text_without_headline_is_named_by_its_first_sentence() -> None:
    article = read_text(
        f"{FIRST} {LAST} Так сказал министр, отвечая на вопросы.\n\n20.03.2025", source="x"
    )
    assert isinstance(article, Article)
    assert article.title == FIRST
