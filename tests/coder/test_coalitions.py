from __future__ import annotations

from datetime import date

import pytest

from coverage.codebook import load
from coverage.coder import Coder
from coverage.model import Article

NAMED = [
    ("en", "drone", "Luxembourg has joined the [Drone Coalition]."),
    ("uk", "drone", "Люксембург приєднався до [Коаліції дронів]."),
    ("ru", "drone", "Люксембург вошел в [Коалицию дронов]."),
    ("en", "it", "Estonia leads the [IT coalition]."),
    ("uk", "it", "Естонія очолює [ІТ-коаліцію]."),
    ("ru", "it", "Эстония возглавляет [ИТ-коалицию]."),
    ("en", "air_defence", "Germany works in the [air defence coalition]."),
    ("uk", "air_defence", "Німеччина працює в [коаліції ППО]."),
    ("ru", "air_defence", "Германия работает в [коалиции ПВО]."),
    ("en", "artillery", "France leads the [artillery coalition]."),
    ("uk", "artillery", "Франція очолює [артилерійську коаліцію]."),
    ("ru", "artillery", "Франция возглавляет [артиллерийскую коалицию]."),
    ("en", "armour", "Poland leads the [armour coalition]."),
    ("uk", "armour", "Польща веде [бронетанкову коаліцію]."),
    ("ru", "armour", "Польша ведет [бронетанковую коалицию]."),
    ("en", "aviation", "Denmark leads the [air force coalition]."),
    ("uk", "aviation", "Данія серед лідерів [авіаційної коаліції]."),
    ("ru", "aviation", "Дания среди лидеров [авиационной коалиции]."),
    ("en", "maritime", "Norway leads the [maritime coalition]."),
    ("uk", "maritime", "Норвегія очолює [морську коаліцію]."),
    ("ru", "maritime", "Норвегия возглавляет [морскую коалицию]."),
    ("en", "demining", "Lithuania leads the [demining coalition]."),
    ("uk", "demining", "Литва очолює [коаліцію з розмінування]."),
    ("ru", "demining", "Литва возглавляет [коалицию по разминированию]."),
    ("en", "maritime", "Norway will lead the [ship coalition]."),
    ("uk", "maritime", "Норвегія поведе [корабельну коаліцію]."),
    ("ru", "maritime", "Норвегия поведет [корабельную коалицию]."),
    ("en", "drone", "Portugal asks to be let into the [drone club]."),
    ("uk", "drone", "Португалія проситься до [дронового об'єднання]."),
    ("ru", "drone", "Португалия просится в [дронное объединение]."),
    ("uk", "it", "Португалія увійшла до [ІТ-об'єднання]."),
    ("ru", "artillery", "Португалия вошла в [артиллерийское объединение]."),
    ("en", "willing", "Madrid hosts the [summit of the willing]."),
    ("uk", "willing", "Мадрид збирає [саміт «охочих]»."),
    ("ru", "willing", "Мадрид собирает [саммит «желающих]»."),
    ("en", "electronic_warfare", "Germany joined the [electronic warfare coalition]."),
    ("uk", "electronic_warfare", "Німеччина вступила до [коаліції РЕБ]."),
    ("ru", "electronic_warfare", "Германия вступила в [коалицию РЭБ]."),
    ("en", "shelter", "Finland founded the [shelter coalition]."),
    ("uk", "shelter", "Фінляндія заснувала [коаліцію укриттів]."),
    ("ru", "shelter", "Финляндия основала [коалицию укрытий]."),
    ("en", "willing", "Paris hosts the [Coalition of the Willing]."),
    ("uk", "willing", "Париж приймає [коаліцію охочих]."),
    ("ru", "willing", "Париж принимает [коалицию желающих]."),
    ("en", "tribunal", "Forty states belong to the [coalition for the tribunal]."),
    ("uk", "tribunal", "Сорок держав належать до [коаліції зі створення Спецтрибуналу]."),
    ("ru", "tribunal", "Сорок государств входят в [коалицию за создание Спецтрибунала]."),
    ("en", "children", "Chile joins the [Coalition for the Return of Ukrainian Children]."),
    ("uk", "children", "Чилі вступає до [коаліції за повернення українських дітей]."),
    ("ru", "children", "Чили вступает в [коалицию за возвращение] украинских детей."),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def article(lang: str, body: str) -> Article:
    title = {"en": "News", "uk": "Новини", "ru": "Новости"}[lang]
    return Article("a", lang, "Outlet", "https://example.org/a", date(2025, 3, 20), title, body)


def test_every_coalition_is_named_in_every_language() -> None:
    assert {(c, lang) for lang, c, _ in NAMED} == {
        (c, lang) for c in load().coalitions for lang in ("en", "uk", "ru")
    }


@pytest.mark.parametrize(("lang", "coalition", "marked"), NAMED)
def test_the_named_coalition_is_coded_where_it_stands(
    coder: Coder, lang: str, coalition: str, marked: str
) -> None:
    read = article(lang, marked.replace("[", "").replace("]", ""))
    found = coder.code(read).coalitions
    assert [c.coalition for c in found] == [coalition]
    passage = marked.partition("[")[2].partition("]")[0]
    spans = [read.text[e.span.start : e.span.end] for e in found[0].evidence]
    assert passage in spans


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The parties of the governing coalition argue over the budget."),
        ("uk", "Урядова коаліція сперечається про бюджет."),
        ("ru", "Правящая коалиция спорит о бюджете."),
    ],
)
def test_other_coalitions_are_none(coder: Coder, lang: str, text: str) -> None:
    assert coder.code(article(lang, text)).coalitions == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Latvia is a member of coalitions on drones, IT, demining and air defence."),
        ("uk", "Латвія входить до коаліцій дронів, ІТ, розмінування та ППО."),
        ("ru", "Латвия участвует в коалициях дронов, ИТ, разминирования и ПВО."),
    ],
)
def test_a_list_of_coalitions_goes_on(coder: Coder, lang: str, text: str) -> None:
    item = Article("a", lang, "Outlet", "https://example.org/a", date(2025, 3, 20), "", text)
    found = {each.coalition for each in coder.code(item).coalitions}
    assert found == {"drone", "it", "demining", "air_defence"}


@pytest.mark.parametrize(
    ("lang", "code", "body"),
    [
        ("en", "shelter", "They spoke of shelters, a field in which Finland heads a coalition."),
        (
            "uk",
            "children",
            "Йшлося про дітей: Оттава співочолює міжнародну коаліцію за їхнє щастя.",
        ),
        (
            "en",
            "tribunal",
            "He thanked the coalition that has been drafting since early 2023 the statute of the "
            "tribunal.",
        ),
        ("ru", "demining", "Он просил о разминировании: Рейкьявик возглавляет такую коалицию."),
        ("en", None, "The parties of the government coalition voted for the budget."),
        ("en", None, "The ruling coalition in Berlin will vote next week on money for drones."),
        ("uk", None, "Правляча коаліція проголосує за гроші на дрони."),
        ("ru", None, "Коалиционное правительство даст деньги на артиллерию."),
        ("en", None, "Drones and tanks came up, said the head of the ruling coalition."),
    ],
)
def test_a_coalition_is_told_by_what_its_sentence_is_on(
    coder: Coder, lang: str, code: str | None, body: str
) -> None:
    found = coder.code(article(lang, body)).coalitions
    assert [c.coalition for c in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "Leaders of the Coalition of the Willing met in Rome. The Coalition will see to it "
         "that, once the guns have fallen silent, somebody helps to guard the land and the sea."),
        ("uk", "Лідери коаліції охочих зустрілися в Римі. Коаліція подбає про те, щоб після того, "
         "як замовкнуть гармати, було кому допомогти боронити і землю, і все, що на морі."),
        ("ru", "Лидеры коалиции желающих встретились в Риме. Коалиция позаботится о том, чтобы "
         "после того, как замолчат орудия, было кому помочь охранять и землю, и всё, что на море."),
    ],
)  # fmt: skip
def test_the_bare_word_is_the_coalition_named_before(coder: Coder, lang: str, body: str) -> None:
    assert [c.coalition for c in coder.code(article(lang, body)).coalitions] == ["willing"]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "Peru joins the group that helps clear Ukrainian fields of mines."),
        ("uk", "Перу вступає до групи, що допомагає очищати поля від мін."),
        ("ru", "Перу вступает в группу стран, помогающих очищать поля от мин."),
    ],
)
def test_a_coalition_may_be_described(coder: Coder, lang: str, body: str) -> None:
    assert [c.coalition for c in coder.code(article(lang, body)).coalitions] == ["demining"]


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "A new coalition is being negotiated in The Hague, and the F-16 jets stay."),
        ("uk", "У Гаазі говорять про коаліцію партій, а обіцяні літаки F-16 нікуди не дінуться."),
        ("ru", "В Гааге говорят о коалиции партий, а обещанные самолеты F-16 никуда не денутся."),
    ],
)
def test_parties_that_bargain_are_no_coalition_of_states(
    coder: Coder, lang: str, body: str
) -> None:
    assert not coder.code(article(lang, body)).coalitions
