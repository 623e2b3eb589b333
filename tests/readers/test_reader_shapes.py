"""The shapes in which programs and interfaces write articles: objects, wrappers, columns, bytes."""

import datetime as dt
import json

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from coverage.model import Article
from coverage.readers import read

TEXT = "Міністр оборони України у четвер у Києві зустрівся з колегою з Данії."
ONE = {"title": "Зустріч", "text": TEXT, "published": "2025-03-20"}
TWO = {**ONE, "title": "Друга", "published": "2025-03-21"}
URL = "https://visti.example/a/1"


def articles(path) -> list[Article]:
    found = list(read(path))
    assert all(isinstance(each, Article) for each in found), found
    return found


def written(tmp_path, value: object, name: str = "a.json"):
    path = tmp_path / name
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return path


WRAPPED = {
    "a site's interface": {
        "id": 7, "date": "2025-03-20T12:00:00", "link": URL, "title": {"rendered": "Зустріч"},
        "content": {"rendered": f"<p>{TEXT}</p>", "protected": False},
    },
    "a search engine": {"_id": "7", "_source": {**ONE, "url": URL}},
    "a database": {"_id": {"$oid": "7"}, "title": "Зустріч", "text": TEXT, "url": URL,
                   "date": {"$date": "2025-03-20T10:00:00Z"}},
    "fields beside": {"webTitle": "Зустріч", "webUrl": URL, "webPublicationDate": "2025-03-20",
                      "fields": {"bodyText": TEXT}},
    "an object that is no text": {**ONE, "text": None, "plaintext": TEXT, "link": URL,
                                  "html": {"requested": "x"}},
    "an address as its source": {**ONE, "source": URL},
    "a database's number": {**ONE, "published": {"$date": {"$numberLong": "1742464800000"}},
                            "url": URL},
    "a day in parts": {**ONE, "published": {"year": 2025, "month": 3, "day": 20}, "url": URL},
    "a program's day": {"title": "Зустріч", "text": TEXT, "url": URL,
                        "date": {"year": 2025, "month": "MARCH", "monthValue": 3, "dayOfMonth": 20,
                                 "hour": 9, "minute": 5}},
}  # fmt: skip


@pytest.mark.parametrize("record", WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_values_in_objects(tmp_path, record, name):
    if record.get("text") is None:
        record = {key: value for key, value in record.items() if key != "text"}
    (found,) = articles(written(tmp_path, record, name))
    assert (found.title, found.body, str(found.published)) == ("Зустріч", TEXT, "2025-03-20")
    assert (found.url, found.outlet) == (URL, "visti.example")


@pytest.mark.parametrize(
    "document",
    [
        {"hits": {"total": 2, "hits": [{"_source": ONE}, {"_source": TWO}]}},
        {"response": {"status": "ok", "docs": [ONE, TWO]}},
        {"17": ONE, "18": TWO},  # by their ids
        {key: {"0": ONE[key], "1": TWO[key]} for key in ONE},  # as pandas writes by itself
        {key: [ONE[key], TWO[key]] for key in ONE},  # orient="list"
        {  # orient="split"
            "columns": list(ONE),
            "index": [0, 1],
            "data": [list(ONE.values()), list(TWO.values())],
        },
    ],
)
def test_lists_of_articles(tmp_path, document):
    path = written(tmp_path, document)
    found = articles(path)
    assert [each.title for each in found] == ["Зустріч", "Друга"]
    assert [each.source for each in found] == [f"{path}#1", f"{path}#2"]


def test_an_article_that_holds_others_is_one(tmp_path):
    (found,) = articles(written(tmp_path, {**ONE, "related": {"a": TWO, "b": TWO}, "next": TWO}))
    assert found.title == "Зустріч"


@pytest.mark.parametrize(
    ("told", "said"),
    [("20250320", "None"), (20250320, "None"), ("20250320101500", "10:15:00"),
     ("20250320T101500Z", "12:15:00"), (1742464800, "12:00:00")],
)  # fmt: skip
def test_days_without_marks(tmp_path, told, said):
    (found,) = articles(written(tmp_path, {**ONE, "published": told}))
    assert (str(found.published), str(found.published_time)) == ("2025-03-20", said)


def test_parquet_of_bytes_and_structs(tmp_path):
    parquet.write_table(
        pa.table({
            "title": ["Зустріч"], "html": pa.array([f"<p>{TEXT}</p>".encode()], pa.binary()),
            "published": pa.array([dt.datetime(2025, 3, 20, 22, 30, tzinfo=dt.UTC)]),
            "source": [{"id": "v", "name": "Вісті"}],
        }),
        tmp_path / "a.parquet",
    )  # fmt: skip
    (found,) = articles(tmp_path / "a.parquet")
    assert (found.outlet, found.body) == ("Вісті", TEXT)
    assert (str(found.published), str(found.published_time)) == ("2025-03-21", "00:30:00")
    broken = {**ONE, "text": b"\xff\xfe\x81 broken"}
    pd.DataFrame([broken]).to_parquet(tmp_path / "b.parquet")
    assert [each.code for each in read(tmp_path / "b.parquet")] == ["bad_encoding"]


def test_a_workbooks_time_is_a_part_of_a_day(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Title", "Text", "Date", "Time"])
    for clock in (dt.time(12, 30), 0.520833333, "12:30"):
        book.active.append(["Зустріч", TEXT, dt.date(2025, 3, 20), clock])
    book.save(tmp_path / "a.xlsx")
    assert [str(each.published_time) for each in articles(tmp_path / "a.xlsx")] == ["12:30:00"] * 3


def test_a_message_whose_text_is_in_its_pieces_alone(tmp_path):
    message = {
        "id": 1, "type": "message", "date": "2025-03-20T12:00:00", "date_unixtime": "1742464800",
        "text": "", "text_entities": [{"type": "bold", "text": "Зустріч"},
                                      {"type": "plain", "text": f"\n\n{TEXT}"}],
    }  # fmt: skip
    document = {"name": "Вісті", "type": "public_channel", "id": 5, "messages": [message]}
    (found,) = articles(written(tmp_path, document))
    assert (found.title, found.body) == ("Зустріч", TEXT)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_values_as_programs_leave_them(tmp_path, name):
    record = {
        "headline": ["<b>Зустріч</b> &laquo;А&raquo;"], "body": [TEXT], "date": ["2025-03-20"],
        "url": [URL], "language": "uk_UA", "id": 5.0,
    }  # fmt: skip
    (found,) = articles(written(tmp_path, record, name))
    assert (found.title, found.body, found.lang) == ("Зустріч «А»", TEXT, "uk")
    assert (found.url, found.given_id, str(found.published)) == (URL, "5", "2025-03-20")


def test_what_no_field_can_be_is_told(tmp_path):
    for wrong in ({"title": ["a", "b"]}, {"id": 5.5}, {"outlet": 7}, {"lang": "de_DE"}):
        (told,) = read(written(tmp_path, {**ONE, **wrong}))
        assert told.code == "bad_field"


def test_the_parts_of_a_moment(tmp_path):
    parts = {"year": 2025, "month": 3, "day": 20, "hour": 9, "minute": 5}
    (found,) = articles(written(tmp_path, {**ONE, "published": parts}))
    assert (str(found.published), str(found.published_time)) == ("2025-03-20", "09:05:00")


@pytest.mark.parametrize(
    "wrong", [{"year": 2025, "month": 13, "day": 20}, {"year": 2025}, {"since": "spring"}]
)
def test_an_object_that_is_no_day_is_told_as_it_is(tmp_path, wrong):
    (told,) = read(written(tmp_path, {**ONE, "published": wrong}))
    assert (told.code, told.reason.partition(" is no date")[1]) == ("bad_field", " is no date")


def test_paragraphs_in_a_list_are_one_text(tmp_path):
    (found,) = articles(written(tmp_path, {**ONE, "text": [TEXT, TEXT]}))
    assert found.body == f"{TEXT}\n\n{TEXT}"


def test_rows_that_are_lists_say_which_form_is_read(tmp_path):
    for document in ([["title", "text"], ["Зустріч", TEXT]], {"data": [["Зустріч", TEXT]]}):
        assert {each.code for each in read(written(tmp_path, document))} == {"bad_json"}
        told = next(read(written(tmp_path, document)))
        assert told.reason == (
            'an object is expected, not a list; rows in lists are read where "columns" names their '
            'columns and "data" below it holds them'
        )
    one = {"columns": ["title", "text", "published"], "data": [["Зустріч", TEXT], "x"]}
    assert [each.source.rpartition("#")[2] for each in read(written(tmp_path, one))] == ["1", "2"]


@pytest.mark.parametrize("clock", ["14.20", "14:20"])
def test_a_time_of_its_own_with_a_dot(tmp_path, clock):
    (found,) = articles(written(tmp_path, {**ONE, "published_time": clock}))
    assert str(found.published_time) == "14:20:00"
    (told,) = read(written(tmp_path, {**ONE, "published_time": "14.75"}))
    assert told.code == "bad_field"


def test_lines_out_of_an_array_may_have_its_commas(tmp_path):
    one = json.dumps({"title": "Ministers met", "text": "They met in Kyiv, and spoke.",
                      "published": "2025-03-20"})  # fmt: skip
    (tmp_path / "a.jsonl").write_text(f"{one},\n{one}, \n{one} {one}\n", "utf-8")
    found = [getattr(each, "code", "read") for each in read(tmp_path / "a.jsonl")]
    assert found == ["read", "read", "bad_json"]


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        (f"{URL}\n{URL}2", URL),  # two in a cell
        (f"{URL} {URL}2", URL),
        ("#VALUE!", ""),
        ("#ССЫЛКА!", ""),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.csv"])
def test_an_address_as_a_cell_holds_it(tmp_path, name, url, stored):
    path = written(tmp_path, {**ONE, "url": url})
    if name == "a.csv":
        path = tmp_path / name
        pd.DataFrame([{**ONE, "url": url}]).to_csv(path, index=False)
    (found,) = articles(path)
    assert found.url == stored


def test_a_language_of_a_country(tmp_path):
    english = "The defence minister of Ukraine met his colleague from Denmark in Kyiv."
    (found,) = articles(written(tmp_path, {**ONE, "text": english, "lang": "English (US)"}))
    assert found.lang == "en"
