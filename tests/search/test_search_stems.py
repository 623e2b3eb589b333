"""All forms of a word have one stem."""

import pytest

from coverage.search import stem, stems

FORMS = {
    "ru": [
        "модель модели моделью моделей", "датская датской датскую датских",
        "Умеров Умерова Умеровым",
        "беспилотник беспилотников беспилотниками", "Норвегия Норвегии Норвегией",
        "встреча встреч встречи встречах", "Зеленский Зеленского Зеленским", "министр министра",
        "коалиция коалиции коалицией коалиций",
    ],
    "uk": [
        "модель моделі моделлю моделей", "захід заходу заходи", "Київ Києва Києву Києвом",
        "Львів Львова Львові", "зустріч зустрічі зустрічей", "Умєров Умєрова Умєровим",
        "Данія Данії Данією", "коаліція коаліції коаліцій коаліцією", "рішення рішень",
        "допомога допомоги допомогу", "завод заводу заводів", "рік року роки",
    ],
    "en": ["drone drones", "party parties", "meeting meets meet", "agree agreed agreeing"],
}  # fmt: skip
GROUPS = [(lang, group.split()) for lang, groups in FORMS.items() for group in groups]


@pytest.mark.parametrize(("lang", "forms"), GROUPS, ids=lambda each: str(each))
def test_forms_meet(lang, forms):
    assert len({stem(form.casefold(), lang) for form in forms}) == 1


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [("ru", "модель", "модуль"), ("uk", "Львів", "Литва"), ("en", "drone", "drain")],
)
def test_other_words_do_not(lang, one, other):
    assert stem(one.casefold(), lang) != stem(other.casefold(), lang)


def test_a_text_is_alike_whatever_its_signs():
    assert stems("Зеле́нский, п'ять — ёж", "ru") == stems("зеленский пʼять ЕЖ", "ru")
