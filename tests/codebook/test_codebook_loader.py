"""The loader is strict: what is wrong in a TOML file is an error that names file and entry."""

import pytest

from coverage.codebook import read
from coverage.errors import CodebookError

TOPIC = """code = "space"
label = { en = "Space", uk = "Космос", ru = "Космос" }
definition = "Satellites and launchers."
terms = { en = ["satellite launch"], uk = ["запуск супутника"], ru = ["запуск спутника"] }
hints = { en = [], uk = [], ru = [] }
"""


@pytest.fixture
def topic(home):
    """Write the topic ``space`` into the copy, with ``old`` replaced by ``new``."""

    def written(old="", new=""):
        assert old in TOPIC
        (home / "topics" / "space.toml").write_text(TOPIC.replace(old, new, 1), "utf-8")

    return written


def test_the_topic_of_these_tests_is_right(home, topic):
    topic()
    assert read(home).topics["space"].terms.ru == ("запуск спутника",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("code =", 'colour = "red"\ncode =', "colour"),
        ('"Satellites and launchers."', "7", "definition"),
        ("definition", "defintion", "defintion"),
        (', ru = "Космос"', "", "ru"),
        ('uk = ["запуск супутника"], ', "", "uk"),
        ('["satellite launch"]', '"satellite launch"', "terms.en"),
        ('code = "space"', 'code = "cosmos"', "must be the file's name"),
        ('code = "space"\n', "", "code"),
        ("label", "label =", "line 2"),
        ("Satellites", '"', "line 3"),
    ],
)
def test_a_wrong_topic_is_named(home, topic, old, new, told):
    topic(old, new)
    with pytest.raises(CodebookError, match=r"^space\.toml: ") as raised:
        read(home)
    assert told in str(raised.value)


def test_a_file_that_is_no_utf8_is_named(home):
    (home / "topics" / "space.toml").write_bytes(TOPIC.encode("utf-16"))
    with pytest.raises(CodebookError, match=r"^space\.toml: "):
        read(home)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("coalitions.toml", 'code = "it"', 'code = "drone"', "drone: the code stands twice"),
        ("partners.toml", 'code = "AL"', 'code = "AF"', "AF: the code stands twice"),
        ("partners.toml", 'en = ["Albania"]', 'en = ["Albania", "Afghanistan"]', "Afghanistan"),
        ("partners.toml", 'kind = "state"', 'kind = "country"', "AF: Invalid enum value 'country'"),
        ("people.toml", 'sex = "m"', 'sex = "x"', "Volodymyr Zelenskyy: Invalid enum value 'x'"),
        ("people.toml", 'side = "UA"', 'side = "ZZ"', "Volodymyr Zelenskyy: no partner 'ZZ'"),
        ("people.toml", 'office = "head_of_state"', 'office = "boss"',
         "Volodymyr Zelenskyy: no office 'boss'"),
        ("places.toml", 'partner = "UA"', 'partner = "ZZ"', "Kyiv: no partner 'ZZ'"),
        ("funding/danish_model.toml", '["defence_industry"]', '["defense"]',
         "danish_model: no topic 'defense'"),
        ("funding/danish_model.toml", "topics =", 'partners = ["XX"]\ntopics =',
         "danish_model: no partner 'XX'"),
        ("funding/danish_model.toml", '"ukr_maker"', '"maker"', "danish_model"),
        ("scales.toml", "[[mode]]", "[[modes]]", "unknown table modes"),
    ],
)  # fmt: skip
def test_a_wrong_code_is_named(home, edit, file, old, new, told):
    edit(file, old, new)
    with pytest.raises(CodebookError) as raised:
        read(home)
    assert told in str(raised.value)
    assert file.removesuffix(".toml").rpartition("/")[2] in str(raised.value)


def test_a_missing_file_is_named(home):
    (home / "people.toml").unlink()
    with pytest.raises(CodebookError, match=r"people\.toml: the file is missing"):
        read(home)


def test_a_folder_without_entries_is_named(home):
    for path in (home / "topics").iterdir():
        path.unlink()
    with pytest.raises(CodebookError, match="topics/: no entries"):
        read(home)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"satellite launch"', '"satellite launch", "satellite launch"'),
        ("hints = { en = []", 'hints = { en = ["satellite launch"]'),
        ('"satellite launch"', '""'),
        ('"satellite launch"', '"—"'),
        ('"satellite launch"', '"sat*ellite"'),
        ('ru = ["запуск спутника"]', "ru = []"),
        ('ru = "Космос"', 'ru = ""'),
    ],
)
def test_a_useless_term_is_named(home, topic, old, new):
    topic(old, new)
    with pytest.raises(CodebookError, match=r"^(topics/)?space\.toml: "):
        read(home)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("coalitions.toml", 'topics = ["drones"]', 'topics = ["drons"]', "coalitions.toml: drone"),
        ("people.toml", 'name = "Olena Zelenska"', 'name = "Volodymyr Zelenskyy"',
         "people.toml: Volodymyr Zelenskyy"),
        ("people.toml", "from = 2020-02-11, to = 2025-11-28", "from = 2025-11-28, to = 2020-02-11",
         "people.toml: Andrii Yermak"),
        ("people.toml", '"head_of_state", from', '"head_of_state", side = "ZZ", from',
         "people.toml: Volodymyr Zelenskyy"),
        ("places.toml", 'name = "Lviv"', 'name = "Kyiv"', "places.toml: Kyiv"),
        ("coalitions.toml", '[[coalition]]\ncode = "it"', '[[coaltion]]\ncode = "it"', "coaltion"),
    ],
)  # fmt: skip
def test_a_contradiction_is_named(home, edit, file, old, new, told):
    edit(file, old, new)
    with pytest.raises(CodebookError) as raised:
        read(home)
    assert told in str(raised.value)
