"""The compiled codebook is kept, and compiled again exactly when a file changed."""

import pytest

from coverage.codebook import book, load


@pytest.fixture
def reads(monkeypatch):
    """The folders that were read and compiled, in order."""
    done = []
    read = book.read

    def counted(home=book.HOME):
        done.append(home)
        return read(home)

    monkeypatch.setattr(book, "read", counted)
    return done


def kept(own_cache):
    return sorted(own_cache.rglob("*.pickle"))


def test_the_second_load_compiles_nothing(home, reads, own_cache):
    first = load(home)
    second = load(home)
    assert reads == [home]
    assert [path.name for path in kept(own_cache)] == [f"codebook-{first.version}.pickle"]
    assert second.version == first.version
    assert second.partners == first.partners
    assert second.topics == first.topics
    text = ["министр", "обороны", "дании"]
    found = second.lexicons["ru"].find(text, [0, 0, 1], [(0, 3)])
    assert found == first.lexicons["ru"].find(text, [0, 0, 1], [(0, 3)])
    assert {hit.tag.code for hit in found} >= {"DK"}


def test_a_changed_term_is_another_version(home, edit, reads):
    before = load(home).version
    edit("topics/electronic_warfare.toml", '"jamming"', '"jamming", "barrage noise"')
    after = load(home)
    assert after.version != before
    assert "barrage noise" in after.topics["electronic_warfare"].terms.en
    assert reads == [home, home]


def test_a_changed_rule_of_inflection_is_another_version(home, edit):
    before = load(home).version
    edit("inflection.toml", '"y" = "y ies ys"', '"y" = "y ies"')
    assert load(home).version != before


def test_going_back_to_the_old_file_compiles_nothing(home, edit, reads):
    before = load(home).version
    edit("topics/electronic_warfare.toml", '"jamming"', '"jamming", "barrage noise"')
    load(home)
    edit("topics/electronic_warfare.toml", '"jamming", "barrage noise"', '"jamming"')
    assert load(home).version == before
    assert len(reads) == 2


@pytest.mark.parametrize("left", [b"", b"no pickle at all", "cut short"])
def test_a_spoilt_cache_is_compiled_again(home, reads, own_cache, left):
    load(home)
    file = kept(own_cache)[0]
    file.write_bytes(file.read_bytes()[:5000] if isinstance(left, str) else left)
    assert load(home).partners["DK"].label.en == "Denmark"
    load(home)
    assert len(reads) == 2, "the spoilt file was not replaced"


def test_without_a_folder_to_keep_it_in_the_codebook_loads_all_the_same(home, reads, own_cache):
    own_cache.write_text("a file where the folder would be")
    assert load(home).version == load(home).version
    assert len(reads) == 2
