from __future__ import annotations

from datetime import date

import pytest

from coverage.coder import Coder
from coverage.model import Article, Coding, Mode, Status


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def coded(coder: Coder, lang: str, title: str, text: str) -> Coding:
    return coder.code(
        Article("a", lang, "Outlet", "https://example.org/a", date(2025, 11, 25), title, text)
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Umerov did not meet U.S. Secretary of Defense Lloyd Austin in Brussels."),
        ("en", "President Zelenskyy did not speak with Chancellor Friedrich Merz on Monday."),
        ("uk", "Зустріч Сибіги з главою МЗС Словаччини Юраєм Бланаром не відбулася."),
        ("ru", "Ермак заявил, что не встречался с Китом Келлогом в Мюнхене."),
        ("ru", "Встреча Зеленского с президентом США Дональдом Трампом в Риме не состоялась."),
    ],
)
def test_what_is_denied_is_no_contact(coder: Coder, lang: str, text: str) -> None:
    assert not coded(coder, lang, text.rstrip("."), text).mentions


def test_explain_says_that_it_was_denied(coder: Coder) -> None:
    text = "Встреча Зеленского с президентом США Дональдом Трампом в Риме не состоялась."
    left = [n for n in coded(coder, "ru", text, text).not_coded if n.value == "US"]
    assert [n.rule for n in left] == ["told_denied"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Шмигаль зустрівся в Києві з делегацією Сейму Литовської Республіки."),
        ("ru", "Шмыгаль встретился в Киеве с делегацией Сейма Литвы."),
    ],
)
def test_a_body_is_the_state_s_whose_name_stands_beside_it(
    coder: Coder, lang: str, text: str
) -> None:
    partners = {p for m in coded(coder, lang, text, text).mentions for p in m.partners}
    assert "PL" not in partners


def test_those_of_whom_one_sentence_tells_were_met_in_one_way(coder: Coder) -> None:
    title = "Zelenskyy speaks with European leaders"
    text = ("President Zelenskyy held a joint call with Emmanuel Macron, Friedrich Merz, "
            "Keir Starmer and Donald Tusk.")  # fmt: skip
    mentions = coded(coder, "en", title, text).mentions
    assert {p for m in mentions for p in m.partners} == {"FR", "DE", "GB", "PL"}
    assert {m.mode for m in mentions} == {Mode.REMOTE}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Umerov met the head of the British Defence Staff in Kyiv.", ()),
        ("Umerov met the British Chief of the Defence Staff Tony Radakin.", ("Tony Radakin",)),
    ],
)
def test_a_body_is_nobody_s_name(coder: Coder, text: str, people: tuple[str, ...]) -> None:
    (mention,) = coded(coder, "en", "News", text).mentions
    assert mention.partner_people == people


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Sybiha met his Omani counterpart in Muscat."),
        ("uk", "Сибіга зустрівся в Маскаті з оманським колегою."),
        ("ru", "Сибига встретился в Маскате с оманским коллегой."),
    ],
)
def test_a_flash_tells_of_a_contact(coder: Coder, lang: str, text: str) -> None:
    assert [m.partners for m in coded(coder, lang, "—", text).mentions] == [("OM",)]


@pytest.mark.parametrize(
    "text",
    [
        "Finnish President Alexander Stubb sent Zelensky a letter of congratulation.",
        "Президент Финляндии Александер Стубб направил Зеленскому поздравительное письмо.",
        "Президент Фінляндії Александер Стубб надіслав Зеленському вітального листа.",
    ],
)
def test_a_letter_in_a_flash_is_none(coder: Coder, text: str) -> None:
    lang = "en" if text.isascii() else "uk" if "і" in text else "ru"
    assert not coded(coder, lang, "—", text).mentions


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        ("en", "Lisbon: Umerov and Melo agree on training",
         "Defence Minister Rustem Umerov met his Portuguese counterpart Nuno Melo on Monday."),
        ("uk", "Лісабон: Умєров і Мелу домовилися про вишкіл",
         "Міністр оборони Рустем Умєров у понеділок зустрівся з португальським колегою Нуну Мелу."),
        ("ru", "Лиссабон: Умеров и Мелу договорились об обучении",
         "Министр обороны Рустем Умеров в понедельник встретился с португальским коллегой "
         "Нуну Мелу."),
    ],
)  # fmt: skip
def test_a_place_at_the_head_of_the_headline_is_where_it_was(
    coder: Coder, lang: str, title: str, text: str
) -> None:
    assert [m.place for m in coded(coder, lang, title, text).mentions] == ["Lisbon"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Umerov met Defence Minister Boris Pistorius of Germany at the US base in Germany."),
        ("uk", "Умєров зустрівся з міністром ФРН Борисом Пісторіусом на німецькій авіабазі."),
        ("ru", "Умеров встретился с министром ФРГ Борисом Писториусом на немецкой авиабазе."),
    ],
)  # fmt: skip
def test_the_base_of_the_contact_group_is_known_by_description(
    coder: Coder, lang: str, text: str
) -> None:
    assert [m.place for m in coded(coder, lang, "—", text).mentions] == ["Ramstein"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Rutte, who has just succeeded Jens Stoltenberg, met Zelenskyy in Kyiv."),
        ("uk", "Рютте, який щойно змінив Єнса Столтенберга, зустрівся із Зеленським у Києві."),
        ("ru", "Рютте, только что сменивший Йенса Столтенберга, встретился с Зеленским в Киеве."),
    ],
)
@pytest.mark.parametrize(("day", "side"), [(date(2024, 10, 3), "NATO"), (date(2025, 3, 3), "NO")])
def test_who_has_just_left_an_office_is_named_for_it(
    coder: Coder, lang: str, text: str, day: date, side: str
) -> None:
    view = coder.view(Article("a", lang, "Outlet", "https://example.org/a", day, "", text))
    sides = {a.side for a in view.scene.actors if a.person == "Jens Stoltenberg"}
    assert sides == {side}


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("uk", "Сибіга 20 листопада зустрівся у Відні з міністеркою закордонних справ Австрії "
         "Беатою Майнль-Райзінгер. Сторони обговорили співпрацю в оборонній сфері. Наступна "
         "зустріч відбудеться у Києві.", None),
        ("ru", "Сибига 20 ноября встретился в Вене с министром иностранных дел Австрии Беате "
         "Майнль-Райзингер. Стороны обсудили сотрудничество. Следующая встреча состоится в Киеве.",
         None),
        ("en", "Foreign Minister Andrii Sybiha met Austrian Foreign Minister Beate Meinl-Reisinger "
         "in Vienna on 20 November. They discussed defence cooperation. The ministers agreed to "
         "meet again in Kyiv on 9 December.", date(2025, 12, 9)),
    ],
)  # fmt: skip
def test_a_further_contact_has_not_the_first_one_s_day_and_place(
    coder: Coder, lang: str, text: str, day: date | None
) -> None:
    held, planned = coded(coder, lang, text.split(". ")[0], text).mentions
    assert (held.status, held.date, held.place) == (Status.HELD, date(2025, 11, 20), "Vienna")
    assert (planned.status, planned.date, planned.place) == (Status.PLANNED, day, "Kyiv")
