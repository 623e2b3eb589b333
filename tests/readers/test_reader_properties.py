"""Whatever the bytes: an Article or a Rejection, never an exception, never markers in a body."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage.model import Article, Rejection
from coverage.readers import READERS, Given, read, read_record, read_text
from coverage.readers.layouts import bare, layouts

GOLDEN_PAGES = Path(__file__).parent / "pages"
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LINES = st.sampled_from(
    [
        "",
        "11:31 20.03.2025",
        "ЕЩЕ ПО ТЕМЕ:",
        "ПОСЛЕДНЕЕ",
        "Читайте также: Посол посетил музей",
        "Посол посетил музей в Одессе",
        "- снаряды;",
        "Передадут:",
        "РЕКЛАМА",
        "Министры встретились в Киеве и говорили о дронах.",
        "Source: Shmyhal",
        "a" * 300,
        "….",
        "\u2028",
        "{",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=40), max_size=25).map("\n".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
NAMES = ["title", "text", "published", "published_time", "outlet", "url", "lang", "id", "layout"]


def check(result: Article | Rejection) -> None:
    assert isinstance(result, Article | Rejection)
    if isinstance(result, Article):
        assert result.title.strip()
        assert result.body.strip()
        assert result.lang in ("ru", "uk", "en")
        result.text.encode("utf-8")


@pytest.mark.parametrize("suffix", READERS)
@FEW
@given(data=st.binary(max_size=300) | PAGES.map(lambda page: page.encode("utf-8", "replace")))
def test_any_bytes(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    results = list(read(path))
    assert results
    for result in results:
        check(result)


@pytest.mark.parametrize("suffix", READERS)
@settings(FEW, max_examples=15)
@given(at=st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=3)), max_size=6))
def test_any_damage(tmp_path: Path, suffix: str, at: list[tuple[float, bytes]]) -> None:
    golden = next(path for path in sorted(GOLDEN_PAGES.iterdir()) if path.name.endswith(suffix))
    data = bytearray(golden.read_bytes())
    for place, bytes_ in at:
        start = int(place * len(data))
        data[start : start + len(bytes_)] = bytes_
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    results = list(read(path))
    assert results
    for result in results:
        check(result)


@FEW
@given(page=PAGES)
def test_any_page(page: str) -> None:
    result = read_text(page, source="page", given=Given(published=date(2025, 3, 20)))
    check(result)
    if isinstance(result, Article):
        for paragraph in result.body.split("\n\n"):
            assert paragraph.strip() == paragraph
            assert "\n" not in paragraph
            assert bare(paragraph) not in layouts().end.whole | layouts().list.whole


@FEW
@given(record=st.dictionaries(st.sampled_from(NAMES), VALUES | PAGES | st.just("2025-03-20")))
def test_any_record(record: dict[str, object]) -> None:
    check(read_record(record, "record"))


@FEW
@given(text=PAGES)
def test_a_record_reads_the_same_from_a_file(tmp_path: Path, text: str) -> None:
    record: dict[str, object] = {"title": "Встреча", "text": text, "published": "2025-03-20"}
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    (found,) = read(path)
    assert found == read_record(record, found.source)
