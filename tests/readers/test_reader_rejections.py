"""Each way in which input may be unreadable, and that it never costs its neighbours."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from coverage.model import Article, Rejection
from coverage.readers import Given, Limits, Options, read, read_record, read_text

GOOD = {"title": "Встреча", "text": "Министры встретились.", "published": "2025-03-20"}


def only(path: Path) -> Rejection:
    (result,) = read(path)
    assert isinstance(result, Rejection)
    return result


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.txt", b" \n\t\n", "empty_file"),
        ("a.txt", b"MZ\x00\x00", "binary"),
        ("a.txt", b"\x80\xff\xfe\xfd" * 9, "bad_encoding"),
        ("a.txt", "Встреча\n\nМинистры встретились.".encode(), "no_date"),
        ("a.txt", b"20.03.2025", "no_text"),
        ("a.txt", "20.03.2025\n\nРЕКЛАМА".encode(), "no_text"),
        ("a.jsonl", b"", "empty_file"),
        ("a.jsonl", b"\n\n", "empty_file"),
        ("a.pdf", b"%PDF", "unknown_format"),
        ("a", b"text", "unknown_format"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    told = only(tmp_path / name)
    assert (told.code, told.source) == (code, str(tmp_path / name))
    assert told.reason


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    assert only(tmp_path / "no.txt").code == "unreadable"
    assert only(tmp_path / "no").code == "unreadable"
    assert only(tmp_path / ("x" * 300 + ".txt")).code == "unreadable"
    assert only(Path("nul\0.txt")).code == "unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert only(tmp_path / "pipe.txt").code == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert only(tmp_path / "a.txt").code == "unreadable"


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 101)
    (told,) = read(tmp_path / "a.txt", Options(limits=Limits(article=100)))
    assert isinstance(told, Rejection)
    assert told.code == "too_large"


def test_bad_lines_cost_only_themselves(tmp_path: Path) -> None:
    assert Limits().article == 8 * 1024 * 1024
    options = Options(limits=Limits(article=4000))
    good = json.dumps(GOOD).encode()
    lines = [
        good,
        b'{"title": "broken',
        b"",
        b"[1]",
        b'{"a": ' * 1500,
        b'{"text": "' + b"x" * 5000 + b'"}',
        b"\x98\x98\xff",
        b"[" * 3000,
        good.replace(b"2025-03-20", b"2025-03-21"),
    ]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    results = read(path, options)
    found = [(r.source.rpartition(":")[2], getattr(r, "code", "read")) for r in results]
    assert found == [
        ("1", "read"),
        ("2", "bad_json"),
        ("4", "bad_json"),
        ("5", "line_too_long"),
        ("6", "line_too_long"),
        ("7", "bad_encoding"),
        ("8", "bad_json"),
        ("9", "read"),
    ]


def test_the_place_of_a_fault_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": 1,}')
    told = only(tmp_path / "a.jsonl")
    assert told.source.endswith("a.jsonl:1")
    assert told.reason.startswith("column 13")


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        ({"title": 5}, "bad_field", "title"),
        ({"text": None}, "no_text", "text"),
        ({"text": ["a"]}, "bad_field", "text"),
        ({"published": "soon"}, "bad_field", "published"),
        ({"published": 7}, "bad_field", "published"),
        ({"published": None}, "no_date", "date"),
        ({"published": f"{date.today() + timedelta(days=3)}"}, "future_date", "after tomorrow"),
        ({"published_time": "noon"}, "bad_field", "published_time"),
        ({"lang": "de"}, "bad_field", "lang"),
        ({"layout": "html"}, "bad_field", "layout"),
        ({"url": "javascript:alert(1)"}, "bad_field", "url"),
        ({"id": 1.5}, "bad_field", "id"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, object], code: str, told: str) -> None:
    result = read_record(GOOD | change, "here")
    assert isinstance(result, Rejection)
    assert (result.code, result.source) == (code, "here")
    assert told in result.reason


def test_given_fields_win() -> None:
    record = GOOD | {
        "id": 7,
        "layout": "raw",
        "outlet": "Инфо",
        "text": "Интерфакс-Украина\n11:31 20.03.2025\n\nВстреча\n\nМинистры встретились.",
    }
    article = read_record(record, "here")
    assert isinstance(article, Article)
    assert (article.outlet, article.given_id, article.lang) == ("Инфо", "7", "ru")
    assert str(article.published_time) == "11:31:00"  # of the day given, so it is that day's
    moved = read_record(record | {"published": "2025-03-21"}, "here")
    assert isinstance(moved, Article)
    assert (str(moved.published), moved.published_time) == ("2025-03-21", None)


def test_what_no_file_could_take_is_left_out() -> None:
    article = read_record(GOOD | {"text": "Министры \ud800встретились\x00.", "outlet": "A\nB"}, "x")
    assert isinstance(article, Article)
    assert article.body == "Министры встретились."
    assert article.outlet == "A B"


def test_another_language_is_told() -> None:
    text = "Treffen\n\n20.03.2025\n\n" + "Der Minister hat die Ministerin in Berlin empfangen. " * 9
    result = read_text(text, source="x")
    assert isinstance(result, Rejection)
    assert result.code == "unknown_language"


def test_a_folder_is_read_in_order_and_to_its_ground(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.jsonl", "a.jsonl", ".git/x.jsonl"):
        (tmp_path / name).write_text(json.dumps(GOOD))
    for name in ("README.md", ".hidden.txt", "notes.doc", ".DS_Store"):
        (tmp_path / name).write_text("x")
    (tmp_path / "readme_first.jsonl").write_text(json.dumps(GOOD))
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [(Path(r.source).name, getattr(r, "code", "read")) for r in read(tmp_path)]
    assert found == [("a.jsonl:1", "read"), ("notes.doc", "unknown_format"),
                     ("readme_first.jsonl:1", "read"), ("2.jsonl:1", "read"),
                     (tmp_path.name, "hidden_files")]  # fmt: skip


def test_a_link_that_leads_out_of_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "news", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    for place in (folder, elsewhere):
        (place / "a.jsonl").write_text(json.dumps(GOOD))
    (folder / "within.jsonl").symlink_to(folder / "a.jsonl")
    (folder / "file.jsonl").symlink_to(elsewhere / "a.jsonl")
    (folder / "below").symlink_to(elsewhere)
    found = [(Path(r.source).name, getattr(r, "code", "read")) for r in read(folder)]
    assert found == [("below", "link_out"), ("a.jsonl:1", "read"), ("file.jsonl", "link_out"),
                     ("within.jsonl:1", "read")]  # fmt: skip
    assert len(list(read(folder / "file.jsonl"))) == 1  # whoever gives the link means it


@pytest.mark.parametrize(
    ("name", "what"), [("a.xls", ".xlsx"), ("b.DOCX", ".txt"), ("c.7z", ".zip")]
)
def test_a_format_that_is_not_read_says_what_to_do(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    told = only(tmp_path / name)
    assert told.code == "unknown_format"
    assert what in told.reason


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    assert only(tmp_path).code == "no_articles"


def test_tomorrow_is_no_future_yet() -> None:
    # It may be Kyiv's today where the machine's zone is west of it.
    result = read_record(GOOD | {"published": f"{date.today() + timedelta(days=1)}"}, "here")
    assert isinstance(result, Article)


def test_a_page_dated_year_first_is_read(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(
        "Встреча министров в Киеве\n\n2025.03.05 16:12\n\nМинистры встретились в Киеве."
    )
    (result,) = read(page)
    assert isinstance(result, Article)
    assert (result.published, str(result.published_time)) == (date(2025, 3, 5), "16:12:00")


@pytest.mark.parametrize(
    "given",
    [
        "www.visti.example/rubric-polytics/123.html",
        "//www.visti.example/rubric-polytics/123.html",
        "visti.example/rubric-polytics/123.html",
        " WWW.VISTI.EXAMPLE/rubric-polytics/123.html ",
    ],
)
def test_an_address_without_a_scheme_is_taken_as_https(given: str) -> None:
    whole = read_record(GOOD | {"url": "https://www.visti.example/rubric-polytics/123.html"}, "x")
    found = read_record(GOOD | {"url": given}, "x")
    assert isinstance(found, Article)
    assert isinstance(whole, Article)
    assert found.url.lower().replace("www.", "") == whole.url.replace("www.", "")
    assert found.article_id == whole.article_id
    text = read_text("Встреча\n\nМинистры встретились 20 марта 2025 года.", source="x",
                     given=Given(url=given, published=date(2025, 3, 20)))  # fmt: skip
    assert isinstance(text, Article)
    assert text.url == found.url


@pytest.mark.parametrize(
    "given",
    [
        "visti.example", "www.visti.example", "visti.example/", "see the site", "index.php?id=1",
        "news/1.html", "/news/1.html", "mailto:a@visti.example", "a@visti.example/1", "1.5/2",
        "ftp://visti.example/1", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_what_is_no_article_s_address_is_told(given: str) -> None:
    told = read_record(GOOD | {"url": given}, "x")
    assert isinstance(told, Rejection)
    assert (told.code, given[:20] in told.reason) == ("bad_field", True)


@pytest.mark.parametrize("mark", ["n/a", "-", "—", "NaN", "None", " null ", "немає", "нет"])
@pytest.mark.parametrize("field", ["url", "outlet", "id", "lang", "published_time"])
def test_a_mark_for_nothing_is_an_empty_field(mark: str, field: str) -> None:
    assert read_record(GOOD | {field: mark}, "x") == read_record(GOOD, "x")


def test_a_mark_for_nothing_may_be_a_headline() -> None:
    found = read_record(GOOD | {"title": "Нет"}, "x")
    assert isinstance(found, Article)
    assert found.title == "Нет"


PAGE = (
    "<!-- saved --><!DOCTYPE html><html><head><title>Ministers met in Kyiv</title></head><body>"
    "<main><h1>Ministers met in Kyiv</h1><time datetime='2025-03-20'>20.03.2025</time>"
    "<p>The ministers met in Kyiv and spoke of drones, shells and of money for the army.</p>"
    "<p>They will meet again in April, the ministry said in the evening.</p></main></body></html>"
)
RECORD = {
    "title": "Ministers met in Kyiv", "published": "2025-03-20", "outlet": "Visti",
    "text": "The ministers met in Kyiv and spoke of drones, shells and of money for the army.",
}  # fmt: skip
LINES = f"{json.dumps(RECORD)}\n{json.dumps({**RECORD, 'title': 'They met again'})}\n"
PRETTY = json.dumps([RECORD, {**RECORD, "title": "They met again"}], indent=2)
FEED = "<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><rss><channel></channel></rss>"


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("page.txt", PAGE, ["read"]),
        ("page.csv", PAGE, ["read"]),
        ("page.jsonl", PAGE, ["read"]),
        ("lines.csv", LINES, ["read", "read"]),
        ("lines.txt", LINES, ["read", "read"]),
        ("lines.json", LINES, ["read", "read"]),
        ("lines.json", "\ufeff" + LINES, ["read", "read"]),
        ("pretty.jsonl", PRETTY, ["read", "read"]),
        ("pretty.jsonl", json.dumps(RECORD, indent=2), ["read"]),
        ("pretty.ndjson", json.dumps({"articles": [RECORD]}, indent=2), ["read"]),
        ("pretty.txt", PRETTY, ["read", "read"]),
        ("one.json", json.dumps(RECORD), ["read"]),
        ("table.jsonl", "title,text,date\nMet,They met in Kyiv again.,2025-03-20\n", ["read"]),
        ("feed.html", FEED, ["empty_file"]),
        ("broken.jsonl", '{"title": "broken\n' + LINES, ["bad_json", "read", "read"]),
        ("bracket.txt", "[Photo]\n20.03.2025\n\nThey met in Kyiv again.", ["read"]),
    ],
)
def test_a_file_under_a_wrong_ending_is_read_by_its_bytes(
    tmp_path: Path, name: str, text: str, wanted: list[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [getattr(each, "code", "read") for each in read(tmp_path / name)] == wanted


@pytest.mark.parametrize(
    "address", ["https://visti.example/news/1", "http://visti.example/rss.xml", "HTTPS://a.example"]
)
def test_an_address_given_for_a_path_is_told_where_it_belongs(address: str) -> None:
    told = only(Path(address))
    assert told.code == "unreadable"
    assert told.source == address.replace("HTTPS", "https")
    assert "Add articles" in told.reason
    assert "refresh" in told.reason


def test_comments_by_the_hundred_are_looked_through_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!-- a -->" * 500 + "20.03.2025")
    assert only(tmp_path / "a.txt").code == "no_date"


ENDS_OPEN = "Міністр оборони України зустрівся в Києві з колегою з Данії. «Далі буде», — каже він…"


@pytest.mark.parametrize("ending", [".json", ".jsonl", ".csv"])
def test_a_short_article_that_ends_in_an_ellipsis_can_be_put_in(tmp_path, ending):
    record = {"title": "Міністри зустрілися", "text": ENDS_OPEN, "published": "2025-03-20",
              "url": "https://visti.example/1"}  # fmt: skip
    path = tmp_path / f"a{ending}"

    def put(**more):
        held = record | more
        rows = f"{';'.join(held)}\n{';'.join(held.values())}"
        path.write_text(rows if ending == ".csv" else json.dumps(held), "utf-8")
        return next(read(path))

    told = put()
    assert isinstance(told, Rejection)
    assert told.code == "summary_only"
    assert "give the address itself: https://visti.example/1; if it is the whole" in told.reason
    whole = put(layout="clean")
    assert isinstance(whole, Article)
    assert whole.body.endswith("каже він…")
    if ending != ".csv":
        lacking = put(layout="clean", text=f"{ENDS_OPEN} [+2314 chars]")
        assert isinstance(lacking, Rejection)
    file = tmp_path / "a.txt"
    file.write_text(f"{record['title']}\n\n20 березня 2025\n\n{ENDS_OPEN}", "utf-8")
    assert isinstance(next(read(file)), Article)


def test_a_summary_that_is_the_article_can_be_put_in(tmp_path):
    path = tmp_path / "a.jsonl"
    record = {"title": "Міністри зустрілися", "Description": ENDS_OPEN[:-1], "date": "2025-03-20",
              "url": "https://visti.example/1"}  # fmt: skip
    path.write_text(json.dumps(record), "utf-8")
    (told,) = read(path)
    assert isinstance(told, Rejection)
    assert told.reason.endswith("say so: --columns text=Description")
    (found,) = read(path, Options({"text": "Description"}))
    assert isinstance(found, Article)
