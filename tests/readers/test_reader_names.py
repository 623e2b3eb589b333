"""Records under others' names: a news interface's shape, objects, numbers for times, summaries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coverage.model import Article, Rejection
from coverage.readers import Options, read

TEXT = "The ministers of Ukraine and Norway met in Kyiv on Thursday and spoke about air defence."
OFFERED = {
    "source": {"id": "river-post", "name": "River Post"}, "title": "Ministers met in Kyiv",
    "description": "They met.", "url": "https://river.example/1",
    "urlToImage": "https://river.example/1.jpg", "publishedAt": "2025-03-20T09:31:00Z",
    "content": TEXT,
}  # fmt: skip


def found(tmp_path: Path, record: dict[str, object], name: str = "a.jsonl") -> Article | Rejection:
    path = tmp_path / name
    path.write_text(json.dumps(record) + "\n")
    (result,) = read(path)
    return result


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json"])
def test_a_news_interface_s_record_is_an_article(tmp_path: Path, name: str) -> None:
    article = found(tmp_path, OFFERED, name)
    assert isinstance(article, Article)
    assert (article.outlet, article.url) == ("River Post", "https://river.example/1")
    assert (str(article.published), str(article.published_time)) == ("2025-03-20", "11:31:00")
    assert article.body == TEXT


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        ({"id": "river-post", "name": None}, "river-post"),
        ({"title": "River Post", "uri": "river.example"}, "River Post"),
        ({"id": None, "name": None}, "river.example"),
        ({}, "river.example"),
        ("River Post", "River Post"),
        (["River Post"], "river.example"),
    ],
)
def test_an_outlet_may_be_an_object(tmp_path: Path, source: object, outlet: str) -> None:
    article = found(tmp_path, OFFERED | {"source": source})
    assert isinstance(article, Article)
    assert article.outlet == outlet


@pytest.mark.parametrize(
    "moment", [1742462400, 1742462400.0, 1742462400123, "1742462400", "1742462400000"]
)
@pytest.mark.parametrize("field", ["published", "timestamp"])
def test_a_number_of_seconds_or_milliseconds_is_a_time(
    tmp_path: Path, moment: object, field: str
) -> None:
    record = {"title": "Ministers met in Kyiv", "text": TEXT, field: moment}
    article = found(tmp_path, record)
    assert isinstance(article, Article)
    assert (str(article.published), str(article.published_time)) == ("2025-03-20", "11:20:00")


@pytest.mark.parametrize("moment", [0, 7, -1742462400, 20259999, 10**30, True, [1742462400], "1e9"])
def test_another_number_is_no_time(tmp_path: Path, moment: object) -> None:
    told = found(tmp_path, {"title": "Ministers met", "text": TEXT, "published": moment})
    assert isinstance(told, Rejection)
    assert told.code == "bad_field"
    assert "2025-03-20T11:31" in told.reason


def test_seconds_in_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title,text,timestamp\nMinisters met in Kyiv,{TEXT},1742462400\n")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert str(article.published) == "2025-03-20"


@pytest.mark.parametrize("content", [TEXT + "… [+2314 chars]", TEXT + "\u2026 [+2314 chars]\r\n"])
def test_a_text_that_was_cut_off_leads_to_its_address(tmp_path: Path, content: str) -> None:
    told = found(tmp_path, OFFERED | {"content": content})
    assert isinstance(told, Rejection)
    assert told.code == "summary_only"
    assert "2,314 characters are missing" in told.reason
    assert "https://river.example/1" in told.reason


def test_a_summary_is_the_article_where_it_is_long_enough(tmp_path: Path) -> None:
    short = OFFERED | {"content": None}
    told = found(tmp_path, short)
    assert isinstance(told, Rejection)
    assert told.code == "summary_only"
    assert isinstance(found(tmp_path, short | {"description": f"{TEXT} " * 15}), Article)
    alone = {key: value for key, value in short.items() if key not in ("url", "content")}
    assert isinstance(found(tmp_path, alone | {"description": f"{TEXT} " * 3}), Article)


def test_what_is_only_guessed_spoils_no_record(tmp_path: Path) -> None:
    record = {
        "title": "Ministers met in Kyiv", "text": TEXT, "date": "2025-03-20", "language": "English",
        "source": 7.5, "link": ["x"], "imageUrl": "https://river.example/1.jpg",
    }  # fmt: skip
    article = found(tmp_path, record)
    assert isinstance(article, Article)
    assert (article.url, article.lang) == ("", "en")


def test_columns_told_of_a_table_leave_other_records_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    theirs = {"Kopf": "Ministers met", "Leib": TEXT, "Tag": "2025-03-20"}
    ours = {"title": "Ministers spoke", "text": TEXT, "published": "2025-03-21"}
    path.write_text("\n".join(map(json.dumps, (theirs, ours))))
    told = {"title": "Kopf", "text": "Leib", "published": "Tag"}
    first, second = read(path, Options(columns=told))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, second.title) == ("Ministers met", "Ministers spoke")


GONE = OFFERED | {
    "source": {"id": None, "name": "[Removed]"}, "title": "[Removed]", "description": "[Removed]",
    "content": "[Removed]", "url": "https://removed.com", "publishedAt": "1970-01-01T00:00:00Z",
}  # fmt: skip


@pytest.mark.parametrize(
    "change", [{}, {"content": None}, {"title": None}, {"content": None, "description": None}]
)
def test_what_the_publisher_has_withdrawn_is_told(
    tmp_path: Path, change: dict[str, object]
) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"status": "ok", "articles": [GONE | change]}))
    for told in (found(tmp_path, GONE | change), *read(tmp_path / "a.json")):
        assert isinstance(told, Rejection)
        assert told.code == "removed"


def test_a_withdrawn_article_in_a_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,content,publishedAt\n[Removed],[Removed],1970-01-01T00:00:00Z\n")
    (told,) = read(path)
    assert isinstance(told, Rejection)
    assert told.code == "removed"


def test_a_headline_may_speak_of_what_was_removed(tmp_path: Path) -> None:
    assert isinstance(found(tmp_path, OFFERED | {"title": "[Removed]"}), Article)


@pytest.mark.parametrize(
    "end",
    ["...", "…", "\xa0…", " [...]", " [&#8230;]", "… Read more", " (more…)", ". Читати далі →",
     "\xa0[…]\n\nThe post Ministers met in Kyiv appeared first on River Post."],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_a_short_text_that_breaks_off_is_a_beginning(tmp_path: Path, name: str, end: str) -> None:
    record = {
        "title": "Ministers met in Kyiv", "text": TEXT.rstrip(".") + end,
        "url": "https://river.example/1", "published": "2025-03-20",
    }  # fmt: skip
    path = tmp_path / name
    if name == "a.csv":
        rows = (",".join(record), ",".join(f'"{each}"' for each in record.values()))
        path.write_text("\n".join(rows))
    else:
        path.write_text(json.dumps(record) + "\n")
    (told,) = read(path)
    assert isinstance(told, Rejection)
    assert told.code == "summary_only"
    assert "https://river.example/1" in told.reason


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT} " * 14 + "And what comes next, nobody knows…",
        f"{TEXT} He said: “We will see…” Then he left.",
        f"{TEXT}\n\nRead more: What the fund pays for",
        f"{TEXT} People want to read more.",
    ],
)
def test_a_whole_text_may_hold_an_ellipsis(tmp_path: Path, text: str) -> None:
    article = found(tmp_path, OFFERED | {"content": text})
    assert isinstance(article, Article)
    assert article.body == text


def test_what_a_feed_adds_is_no_part_of_the_text(tmp_path: Path) -> None:
    notice = "\n\nThe post Ministers met in Kyiv appeared first on River Post."
    article = found(tmp_path, OFFERED | {"content": TEXT + notice})
    assert isinstance(article, Article)
    assert article.body == TEXT
