"""Who is meant by a name: someone of the codebook, however it is spelt, or somebody else."""

from __future__ import annotations

import pytest
from reading import article

from coverage.coder import Coder

SANDVIK = "Tore Sandvik"
LATER = {  # so that no sentence is all capitals, like a headline
    "en": " on Thursday to discuss the production of drones and the training of pilots.",
    "uk": " у четвер, щоб обговорити виробництво дронів та підготовку пілотів.",
    "ru": " в четверг, чтобы обсудить производство дронов и подготовку пилотов.",
}


@pytest.mark.parametrize(
    ("lang", "body", "person", "rule"),
    [
        ("uk", "Рустем Умєров зустрівся з міністром оборони Норвегії Туре Сандвіком.",
         SANDVIK, "person_named"),
        ("uk", "Рустем Умєров зустрівся з міністром оборони Норвегії Торе Сандвіком.",
         SANDVIK, "person_named"),
        ("uk", "Рустем Умєров прийняв міністра оборони Норвегії Тура Сандвіка.",
         SANDVIK, "person_named"),
        ("uk", "Міністр оборони Норвегії Туре Сандвік зустрівся з Рустемом Умєровим.",
         SANDVIK, "person_named"),
        ("ru", "Рустем Умеров встретился с министром обороны Норвегии Тором Сандвиком.",
         SANDVIK, "person_named"),
        ("ru", "Рустем Умеров принял министра обороны Норвегии Тура Сандвика.",
         SANDVIK, "person_named"),
        ("en", "Rustem Umerov met Norwegian Defence Minister Ture Sandvik in Oslo.",
         SANDVIK, "person_named"),
        ("uk", "Міністр оборони Норвегії Ларс Хольмвік зустрівся з Рустемом Умєровим.",
         "Lars Kholmvik", "person_introduced"),
        ("uk", "Міністр культури Норвегії Туре Сандвік зустрівся з Рустемом Умєровим.",
         "Ture Sandvik", "person_introduced"),
        ("uk", "Міністр оборони Норвегії Бертіль Сандвік зустрівся з Рустемом Умєровим.",
         "Bertil Sandvik", "person_introduced"),
        ("ru", "Министр обороны Швеции Тор Сандвик встретился с Рустемом Умеровым.",
         "Tor Sandvik", "person_introduced"),
        ("ru", "Министр обороны Норвегии Ларс Хольмвик встретился с Рустемом Умеровым.",
         "Lars Kholmvik", "person_introduced"),
        ("en", "Norwegian Defence Minister Lars Holmvik met Rustem Umerov in Oslo.",
         "Lars Holmvik", "person_introduced"),
    ],
)  # fmt: skip
def test_who_is_meant_and_why(coder: Coder, lang: str, body: str, person: str, rule: str) -> None:
    (mention,) = coder.code(article(lang, body.rstrip(".") + LATER[lang])).mentions
    named = [(e.value, e.rule) for e in mention.evidence if e.field == "partner_people"]
    assert named == [(person, rule)]
