"""How a partner was met, where no single word says it."""

from __future__ import annotations

from datetime import date

import pytest

from coverage.codebook import load
from coverage.coder import Coder
from coverage.coder.background import background_sentences
from coverage.coder.modes import mode_signs
from coverage.coder.weights import Weights
from coverage.model import Article, Mode


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def article(lang: str, text: str) -> Article:
    title, _, body = text.partition("|")
    return Article("a", lang, "Outlet", "https://example.org/a", date(2025, 11, 25), title, body)


def signs(coder: Coder, lang: str, text: str, code: str) -> dict[str, float]:
    """The signs of how ``code`` was met, beside all others that are named."""
    view = coder.view(article(lang, text))
    (met,) = [each for each in view.candidates if each.code == code]
    others = [each for each in view.candidates if each is not met]
    return mode_signs(view.scene, met, others, background_sentences(view.scene))


def modes(coder: Coder, lang: str, text: str) -> dict[str, Mode]:
    mentions = coder.code(article(lang, text)).mentions
    return {partner: each.mode for each in mentions for partner in each.partners}


TALKS = [
    ("en", "KE", "Sybiha and Mudavadi on grain|Ukrainian Foreign Minister Andrii Sybiha has spoken "
     "with Kenyan Foreign Minister Musalia Mudavadi. Grain was the subject of the conversation."),
    ("uk", "KE", "Сибіга й Мудаваді про зерно|Міністр закордонних справ України Андрій Сибіга "
     "поговорив із міністром закордонних справ Кенії Мусалією Мудаваді. Йшлося про зерно."),
    ("ru", "KE", "Сибига и Мудавади о зерне|Министр иностранных дел Украины Андрей Сибига "
     "побеседовал с министром иностранных дел Кении Мусалией Мудавади. Речь шла о зерне."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "partner", "text"), TALKS)
def test_a_conversation_without_a_place_is_remote(
    coder: Coder, lang: str, partner: str, text: str
) -> None:
    assert modes(coder, lang, text) == {partner: Mode.REMOTE}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Umerov spoke with his colleague in Tallinn, Hanno Pevkur, about drones."),
        ("en", "Umerov spoke with Hanno Pevkur, who holds the same office in Tallinn."),
    ],
)
def test_the_seat_of_an_office_is_no_place_of_the_contact(
    coder: Coder, lang: str, text: str
) -> None:
    assert "talk_unplaced" in signs(coder, lang, f"Drones|{text}", "EE")
    moved = text.replace("in Tallinn", "").rstrip(".") + " on a visit in Tallinn."
    assert "talk_unplaced" not in signs(coder, lang, f"Drones|{moved}", "EE")


@pytest.mark.parametrize(
    ("lang", "partner", "text"),
    [
        ("en", "EU", "Sybiha at the Council|Foreign Minister Andrii Sybiha addressed the foreign "
         "ministers of the European Union at a session in Brussels and asked them for sanctions."),
        ("uk", "EU", "Сибіга на Раді ЄС|Міністр Андрій Сибіга виступив перед міністрами "
         "закордонних справ Євросоюзу на засіданні в Брюсселі й попросив про санкції."),
        ("ru", "EU", "Сибига на Совете ЕС|Министр Андрей Сибига выступил перед министрами "
         "иностранных дел Евросоюза на заседании в Брюсселе и попросил о санкциях."),
        ("en", "NATO", "Sybiha at the Ukraine-NATO Council|Foreign Minister Andrii Sybiha took "
         "part in a session of the Ukraine-NATO Council in Brussels with Alliance ministers."),
        ("uk", "NATO", "Сибіга на Раді Україна – НАТО|Міністр Андрій Сибіга взяв участь у "
         "засіданні Ради Україна – НАТО в Брюсселі разом із міністрами Альянсу."),
        ("ru", "NATO", "Сибига на Совете Украина – НАТО|Министр Андрей Сибига принял участие в "
         "заседании Совета Украина – НАТО в Брюсселе вместе с министрами Альянса."),
    ],
)  # fmt: skip
def test_a_body_of_an_organisation_meets_as_a_session(
    coder: Coder, lang: str, partner: str, text: str
) -> None:
    assert "organisation_near_council" in signs(coder, lang, text, partner)
    assert modes(coder, lang, text)[partner] is Mode.MULTILATERAL


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Calls|President Zelenskyy had three calls: he spoke by phone with Chilean "
         "President Gabriel Boric, then with Peruvian President Dina Boluarte and with "
         "the president of Paraguay, Santiago Peña."),
        ("uk", "Дзвінки|Президент Зеленський мав три розмови телефоном: із президентом Чилі "
         "Ґабріелем Борічем, із президенткою Перу Діною Болуарте і з президентом Парагваю "
         "Сантьяго Пеньєю."),
        ("ru", "Звонки|Президент Зеленский провел три разговора по телефону: с президентом Чили "
         "Габриэлем Боричем, с президентом Перу Диной Болуарте и с президентом Парагвая "
         "Сантьяго Пеньей."),
    ],
)  # fmt: skip
def test_calls_one_after_another_are_no_session(coder: Coder, lang: str, text: str) -> None:
    assert modes(coder, lang, text) == dict.fromkeys(("CL", "PE", "PY"), Mode.REMOTE)


@pytest.mark.parametrize(
    ("lang", "told", "at"),
    [
        ("en", "shortly before the Ramstein session", "near_before_session"),
        ("en", "at the 30th session", "near_at_session"),
        ("en", "on the sidelines of the summit", None),
        ("uk", "перед засіданням групи", "near_before_session"),
        ("uk", "на засіданні групи", "near_at_session"),
        ("uk", "на полях саміту", None),
        ("ru", "перед заседанием группы", "near_before_session"),
        ("ru", "на заседании группы", "near_at_session"),
        ("ru", "на полях саммита", None),
    ],
)
def test_where_the_session_stands(coder: Coder, lang: str, told: str, at: str | None) -> None:
    text = {
        "en": f"Talks|Umerov met German Defence Minister Boris Pistorius {told}.",
        "uk": f"Оборона|Умєров зустрівся з міністром Німеччини Борисом Пісторіусом {told}.",
        "ru": f"Оборона|Умеров встретился с министром Германии Борисом Писториусом {told}.",
    }[lang]
    found = signs(coder, lang, text, "DE")
    told_at = {sign for sign in ("near_before_session", "near_at_session") if sign in found}
    assert told_at == ({at} if at else set())


ROWS = [
    ("en", "Leaders and Zelenskyy at the table|The leaders of Sweden, Latvia and Iceland sat down "
     "with Volodymyr Zelenskyy at the summit. Swedish Prime Minister Ulf Kristersson, Latvian "
     "Prime Minister Evika Silina and Icelandic Prime Minister Kristrun Frostadottir spoke."),
    ("uk", "Лідери й Зеленський за столом|На саміті з Володимиром Зеленським говорили "
     "прем'єр-міністр Швеції Ульф Крістерссон, прем'єр-міністерка Латвії Евіка Сіліня та "
     "прем'єр-міністерка Ісландії Кріструн Фростадоттір."),
    ("ru", "Лидеры и Зеленский за столом|На саммите с Владимиром Зеленским говорили "
     "премьер-министр Швеции Ульф Кристерссон, премьер-министр Латвии Эвика Силиня и "
     "премьер-министр Исландии Криструн Фростадоттир."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), ROWS)
def test_those_of_whom_one_sentence_tells_were_met_in_one_way(lang: str, text: str) -> None:
    tables = dict(Weights.load().tables)
    # of the three, only the second is joined to another
    tables["multilateral"] = {"bias": -1.0, "joined_other": 2.0}
    tables["remote"] = {"bias": -5.0}
    found = modes(Coder(load(), Weights(tables)), lang, text)
    assert found == dict.fromkeys(("SE", "LV", "IS"), Mode.MULTILATERAL)


PIPES = [
    ("en", "Umerov received Poulsen in Kyiv. Remote-controlled turrets were shown to the guest."),
    ("uk", "Умєров прийняв Поульсена в Києві. Гостеві показали становище на лінії зіткнення."),
    ("ru", "Умеров принял Поульсена в Киеве. Речь шла о поставках по линии PURL и о том, что "
     "происходит на линии соприкосновения."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), PIPES)
def test_a_line_of_contact_or_of_supply_is_no_telephone_line(
    coder: Coder, lang: str, text: str
) -> None:
    scene = coder.view(article(lang, f"Defence|{text}")).scene
    assert not scene.cues["remote"]


LINES = [
    ("en", "Umerov and Poulsen met online."),
    ("uk", "Умєров і Поульсен були на лінії зв'язку."),
    ("ru", "Умеров и Поульсен были на линии связи."),
]


@pytest.mark.parametrize(("lang", "text"), LINES)
def test_a_talk_on_the_line_is_told_as_such(coder: Coder, lang: str, text: str) -> None:
    scene = coder.view(article(lang, f"Defence|{text}")).scene
    assert scene.cues["remote"]
