"""Where they met, and places that are named for something else."""

from __future__ import annotations

import pytest
from reading import article

from coverage.coder import Coder

MET = {
    "en": "Norwegian Defence Minister Tore Sandvik met Rustem Umerov{} on Thursday. ",
    "uk": "Рустем Умєров у четвер зустрівся з міністром оборони Норвегії{}. ",
    "ru": "Рустем Умеров в четверг встретился с министром обороны Норвегии{}. ",
}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "They spoke of the northern purse, as they call it in Kyiv."),
        ("en", "The “gift of the North”, as it is known in Brussels, was discussed."),
        ("en", "The northern purse is to grow, as they say in Oslo."),
        ("uk", "Ішлося про «північний гаманець», як кажуть у Києві."),
        ("uk", "Ішлося, як це називають у Брюсселі, про «північний гаманець»."),
        ("uk", "«Північний гаманець», як говорять в Осло, зросте."),
        ("ru", "Речь шла о «северном кошельке», как говорят в Киеве."),
        ("ru", "Речь шла, как это называют в Брюсселе, о «северном кошельке»."),
        ("ru", "«Северный кошелёк», как называют его в Осло, вырастет."),
    ],
)
def test_a_place_where_something_is_called_so_is_not_where_they_met(
    coder: Coder, lang: str, said: str
) -> None:
    assert [m.place for m in coder.code(article(lang, MET[lang].format("") + said)).mentions] == [
        None
    ]


@pytest.mark.parametrize(
    ("lang", "where", "said", "place"),
    [
        ("en", " in Oslo", "They spoke of the northern purse, as they call it in Kyiv.", "Oslo"),
        ("en", " in Kyiv", "The northern purse is to grow, as they say in Oslo.", "Kyiv"),
        ("en", " in Kyiv", "They spoke of drones, as they said in the Norwegian capital.", "Kyiv"),
        ("uk", " в Осло", "Ішлося про «північний гаманець», як кажуть у Києві.", "Oslo"),
        ("uk", " у Києві", "«Північний гаманець», як говорять в Осло, зросте.", "Kyiv"),
        ("uk", " у Києві", "Як кажуть учасники, ішлося про дрони.", "Kyiv"),
        ("ru", " в Осло", "Речь шла о «северном кошельке», как говорят в Киеве.", "Oslo"),
        ("ru", " в Киеве", "«Северный кошелёк», как называют его в Осло, вырастет.", "Kyiv"),
        ("ru", " в Киеве", "Как говорят участники, речь шла о дронах.", "Kyiv"),
    ],
)
def test_where_they_met_stays(coder: Coder, lang: str, where: str, said: str, place: str) -> None:
    body = MET[lang].format(where) + said
    assert [m.place for m in coder.code(article(lang, body)).mentions] == [place]
