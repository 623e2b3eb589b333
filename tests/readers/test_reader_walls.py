"""Walls of consent and subscription, shells of scripts, checks of readers: no articles."""

from __future__ import annotations

import pytest

from coverage.model import Article, Rejection
from coverage.readers import read_html, read_record
from coverage.readers.walls import is_wall

BODY = "The ministers of Ukraine and Norway met in Kyiv on Thursday and spoke about air defence."
WALLS = [
    "You need to enable JavaScript to run this app.",
    "Please enable JavaScript and cookies to continue.",
    "Verifying you are human. This may take a few seconds.",
    "We and our 842 partners store and/or access information on a device, such as cookies, and "
    "process personal data, such as unique identifiers. With your permission we and our partners "
    "may use precise geolocation data. You may click to consent to our processing. Some of it may "
    "not require your consent, but you have a right to object. Your preferences will apply to "
    "this website only.",
    "Увімкніть JavaScript, щоб переглянути цю сторінку.",
    "Для роботи сайту потрібен JavaScript. Будь ласка, увімкніть його в налаштуваннях.",
    "Ми та наші партнери використовуємо файли cookie. Натискаючи «Прийняти все», ви надаєте свою "
    "згоду.",
    "Включите JavaScript в вашем браузере.",
    "Мы и наши партнёры используем файлы cookie, чтобы сайт работал лучше.",
    "Подтвердите, что вы не робот.",
    "Subscribe to continue reading. Already a subscriber? Sign in to your account.",
    "Щоб прочитати статтю до кінця, оформіть підписку на видання й підтримайте редакцію. Уже маєте "
    "передплату? Увійдіть до свого облікового запису.",
    "Этот материал доступен только подписчикам. Оформите подписку, чтобы читать дальше.",
    "The page you are looking for has been moved. Try using the search or go to the home page.",
    "Статтю було видалено редакцією, тож за цією адресою її більше немає. Перейдіть на головну або "
    "скористайтеся пошуком.",
    "Материал был удалён по решению редакции. Воспользуйтесь поиском или вернитесь на главную.",
]


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_is_no_article(wall: str) -> None:
    record = {"title": "Ministers met in Kyiv", "text": wall, "published": "2025-03-20"}
    page = (
        "<html><head><title>Ministers met in Kyiv</title>"
        '<meta property="article:published_time" content="2025-03-20"></head>'
        f"<body><noscript>{wall}</noscript><div><p>{wall}</p></div></body></html>"
    )
    for told in (read_record(record, "a"), read_html(page.encode(), source="a")):
        assert isinstance(told, Rejection)
        assert told.code == "no_text"


@pytest.mark.parametrize("wall", WALLS)
def test_an_article_beside_a_wall_is_one(wall: str) -> None:
    text = f"{BODY} {BODY}\n\n{wall}\n\n" + f"{BODY} " * (len(wall) // 50)
    record = {"title": "Ministers met in Kyiv", "text": text, "published": "2025-03-20"}
    assert isinstance(read_record(record | {"lang": "en"}, "a"), Article)


def test_an_article_about_one_is_no_wall() -> None:
    assert not is_wall(
        "Кабінет міністрів у четвер ухвалив рішення про реєстр. Щоб прочитати матеріал, не треба "
        "нічого платити, сказав міністр. Данія виділить на це 20 млн євро, а Норвегія надасть "
        "техніку. Роботи почнуться в травні й триватимуть два роки, додав він на зустрічі в Києві."
    )
    assert not is_wall(
        "The regulator fined two sites on Thursday. They had asked for too much: “We use cookies”, "
        "one of them said, and no more. The ministry will write a law until May. It names no sums. "
        "Courts have dealt with six such cases since 2019, and in four the sites had to pay."
    )
