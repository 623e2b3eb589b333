"""Tables: columns guessed in three languages or told, rows that cost only themselves."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.notices import notices
from coverage.readers import Limits, Options, Tell, column_names, read, read_all
from coverage.readers.columns import choose, guess
from coverage.readers.content import sniff
from coverage.readers.csvrows import is_table
from coverage.readers.dayorder import order_of
from coverage.readers.merged import merged_in


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (
            ["headline", "body", "date", "publisher", "link"],
            {"title": "headline", "text": "body", "published": "date", "outlet": "publisher",
             "url": "link"},
        ),
        (
            ["Дата публикации", "Издание", "Заголовок", "Текст", "Ссылка", "Язык"],
            {"published": "Дата публикации", "outlet": "Издание", "title": "Заголовок",
             "text": "Текст", "url": "Ссылка", "lang": "Язык"},
        ),
        (
            ["Назва", "Повний текст", "Дата", "Час", "Видання", "Посилання"],
            {"title": "Назва", "text": "Повний текст", "published": "Дата",
             "published_time": "Час", "outlet": "Видання", "url": "Посилання"},
        ),
        (["article_title", "article_text", "publish_date", "source_domain", "Article URL"],
         {"title": "article_title", "text": "article_text", "published": "publish_date",
          "outlet": "source_domain", "url": "Article URL"}),
        (["news_fulltext_clean"], {"text": "news_fulltext_clean"}),
    ],
)  # fmt: skip
def test_columns_are_guessed(names: list[str], wanted: dict[str, str]) -> None:
    assert guess(names) == wanted


def test_columns_are_told_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b,text,note\nMeeting,The ministers met.,wrong,2025-03-20\n")
    told: list[str] = []
    options = Options({"title": "a", "text": "b", "published": "note"}, tell=into(told))
    (found,) = read(path, options)
    assert told == [f"{path}: title: a, text: b, published: note; not used: text"]
    assert isinstance(found, Article)
    assert (found.title, found.body) == ("Meeting", "The ministers met.")


def test_a_guess_is_put_aside_by_an_empty_name() -> None:
    assert choose(["title", "text"], {"title": ""}).mapped == {"text": "text"}


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_columns_of_one_name_are_told_apart(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    names = ["text", "title", "text", "date"]
    row = ["Wrong one.", "Meeting", "The ministers met in Oslo.", "2025-03-20"]
    if ending == ".csv":
        path.write_text("\n".join(map(",".join, (names, row))))
    else:
        parquet.write_table(pa.table([[each] for each in row], names=names), path)
    told: list[str] = []
    (found,) = read(path, Options({"text": "text (2)"}, tell=into(told)))
    assert isinstance(found, Article), found
    assert (found.title, found.body) == ("Meeting", "The ministers met in Oslo.")
    assert told[0].endswith("text: text (2), published: date; not used: text")
    assert column_names(path) == ["text", "title", "text (2)", "date"]


@pytest.mark.parametrize(
    ("days", "month_first", "told"),
    [
        (["09/11/2025 9:30 PM", "9:30 am, 09/12/2025"], True, "09/11/2025 are read month first"),
        (["09/11/2025 9:30 PM", "14/11/2025 9:30 PM"], False, ""),
        (["09/11/2025 21:30"], False, "09/11/2025 are read day first"),
        (["09/11/2025 9:30 PM", "09/14/2025 9:30 PM"], True, ""),
        (["14/11/2025", "11/14/2025 9:30 PM", "09/11/2025"], False, "are read day first"),
    ],
)
def test_days_beside_am_or_pm_are_month_first_where_none_forbids_it(
    days: list[str], month_first: bool, told: str
) -> None:
    order = order_of(days)
    assert order.month_first is month_first
    assert told in order.described()
    assert bool(told) is bool(order.described())


@pytest.mark.parametrize(
    ("table", "columns", "reason"),
    [
        (
            "a,b,c\nMeeting,The ministers met in Oslo on Monday.,2025-03-20\n",
            {},
            "--columns text=b,",
        ),
        ("id,content,day\n1,They met.,2025-03-20\n", {"text": "nope"}, "--columns text=content,"),
        ("Meeting,They met.,20.03.2025 21:30\n", {}, "; its first row names no columns: put one"),
        ("Meeting,They met.,https://a.example/1\n", {"text": "b"}, "names no columns: put one"),
    ],
)
def test_the_column_proposed_is_the_likely_one(
    tmp_path: Path, table: str, columns: dict[str, str], reason: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table)
    (told,) = read(path, Options(columns))
    assert isinstance(told, Rejection)
    assert (told.code, reason in told.reason) == ("bad_columns", True), told.reason


def test_of_further_sheets_no_box_of_the_page_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.create_sheet("notes").append(["c", "d"])
    book.save(tmp_path / "a.xlsx")
    first, second = read(tmp_path / "a.xlsx")
    assert isinstance(first, Rejection)
    assert "on Add articles" in first.reason
    assert isinstance(second, Rejection)
    assert "on Add articles" not in second.reason


def test_a_row_without_its_day_says_that_none_was_given(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "title,text,date\nMeeting,The ministers met in Oslo.,\n"
        "Meeting,The ministers met in Oslo.,1925-01-01\n"
    )
    none, old = read(tmp_path / "a.csv")
    assert isinstance(none, Rejection)
    assert isinstance(old, Rejection)
    assert none.reason.startswith("no date of publication was given, and none is looked for")
    assert "'1925-01-01' is no date from 1990 to 2099; write" in old.reason


@pytest.mark.parametrize(
    ("names", "told", "reason"),
    [
        (["a", "b"], {}, "say which one it is: --columns text=a, or on Add articles, in Columns"),
        (["title", "b, c"], {}, """--columns '"text=b, c"', or"""),
        (["x" * 99], {}, "--columns text=Body, or"),
        (["a", "text"], {"title": "x"}, "no column 'x' among a, text; .* --columns title=a, or"),
        (["a", "text"], {"headline": "a"}, "'headline' is none of"),
    ],
)
def test_columns_that_do_not_fit_are_told(
    names: list[str], told: dict[str, str], reason: str
) -> None:
    with pytest.raises(UnreadableInput, match=reason) as error:
        choose(names, told)
    assert error.value.code == "bad_columns"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8_u", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_tables_of_any_kind(tmp_path: Path, encoding: str, delimiter: str) -> None:
    row = ["Встреча", '"Министры встретились.\nГоворили о дронах, да."', "20.03.2025 11:31"]
    text = delimiter.join(["заголовок", "текст", "дата"]) + "\n" + delimiter.join(row) + "\n"
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    (found,) = read(tmp_path / "a.csv")
    assert isinstance(found, Article), found
    assert found.body == "Министры встретились.\n\nГоворили о дронах, да."
    assert str(found.published_time) == "11:31:00"


def test_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    good = "Встреча,Министры встретились.,2025-03-20\n".encode()
    rows = [
        b"title,text,date\n",
        good,
        b"\xff\xfe broken,\xff,2025-03-20\n",
        b"\n",
        b"short\n",
        good.replace(b"2025-03-20", b"soon"),
        good,
    ]
    (tmp_path / "a.csv").write_bytes(b"".join(rows))
    found = list(read(tmp_path / "a.csv", Options(limits=Limits(article=1000))))
    assert [getattr(each, "code", "read") for each in found] == [
        "read", "bad_encoding", "no_text", "bad_field", "read",
    ]  # fmt: skip


def test_a_line_without_end_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"title,text,date\n" + b"x" * 5000)
    (told,) = read(tmp_path / "a.csv", Options(limits=Limits(article=1000)))
    assert isinstance(told, Rejection)
    assert told.code == "line_too_long"


def test_markup_in_a_cell_goes(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        "title\ttext\tdate\tlang\nMeeting\t<p>They met.</p><p>They spoke.</p>\t2025-03-20\tEN-GB\n"
    )
    (found,) = read(tmp_path / "a.tsv")
    assert isinstance(found, Article)
    assert (found.body, found.lang) == ("They met.\n\nThey spoke.", "en")


@pytest.mark.parametrize("data", [b"title,text,date\n", b"\n", b",,\n"])
def test_tables_without_rows(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    (told,) = read(tmp_path / "a.csv")
    assert isinstance(told, Rejection)
    assert told.code == "empty_file"


def test_a_workbook_that_is_a_bomb(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["title", "text", "date"])
    book.active.append(["Встреча", "Министры встретились. " * 200, datetime(2025, 3, 20)])
    book.save(tmp_path / "a.xlsx")
    assert isinstance(next(read(tmp_path / "a.xlsx")), Article)
    (told,) = read(tmp_path / "a.xlsx", Options(limits=Limits(document=3000)))
    assert isinstance(told, Rejection)
    assert told.code == "bomb"


def test_a_workbook_with_entities(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["title", "text"])
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            new.writestr(name, data)
    (told,) = read(tmp_path / "a.xlsx")
    assert isinstance(told, Rejection)
    assert told.code == "unsafe_xml"


def test_parquet_reads_what_is_needed(tmp_path: Path) -> None:
    table = pa.table(
        {"x": [[1], [2]], "title": ["Встреча", None], "text": ["Министры встретились.", None],
         "date": [datetime(2025, 3, 20, 11, 31)] * 2}
    )  # fmt: skip
    parquet.write_table(table, tmp_path / "a.parquet")
    told: list[str] = []
    found = list(read(tmp_path / "a.parquet", Options(tell=into(told))))
    assert [getattr(each, "code", "read") for each in found] == ["read", "no_text"]
    assert told[0].endswith("not used: x")


def into(told: list[str]) -> Tell:
    """Something to tell of tables, that keeps what it was told."""
    return lambda source, columns: told.append(f"{source}: {columns.described()}")


def _days(tmp_path: Path, *days: str) -> tuple[list[str], str]:
    """The days as they are read, and what is told of them."""
    path = tmp_path / "days.csv"
    rows = [f"Meeting {i},The ministers met in Kyiv.,{day}" for i, day in enumerate(days)]
    path.write_text("\n".join(["title,text,date", *rows, ""]))
    told: list[str] = []
    items = read(path, Options(tell=into(told)))
    found = [str(each.published) for each in items if isinstance(each, Article)]
    return found, "".join(told)


def test_one_day_tells_the_order_of_its_column(tmp_path: Path) -> None:
    days, told = _days(tmp_path, "06/11/2025", "06/25/2025")
    assert days == ["2025-06-11", "2025-06-25"]
    assert "such as" not in told
    days, told = _days(tmp_path, "06/11/2025", "25/06/2025")
    assert days == ["2025-11-06", "2025-06-25"]
    assert "such as" not in told


@pytest.mark.parametrize(
    "days", [("06/11/2025", "05/05/2025"), ("06/11/2025", "06/25/2025", "25/06/2025")]
)
def test_days_that_do_not_tell_their_order_are_told(tmp_path: Path, days: tuple[str, ...]) -> None:
    found, told = _days(tmp_path, *days)
    assert found[0] == "2025-11-06"
    assert "days such as 06/11/2025 are read day first" in told


def test_looking_ahead_loses_no_row_before_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text,date\nA,The ministers met.,2025-03-20\n" + "x" * 3000 + "\n")
    found = list(read(path, Options(limits=Limits(article=1000))))
    assert [getattr(each, "code", "read") for each in found] == ["read", "line_too_long"]


def test_columns_of_files_in_folders_are_told_alike_ones_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "below").mkdir()
    for name in ("a.csv", "below/b.csv"):
        (tmp_path / name).write_text("Headline,Body,Date\nA,The ministers met.,06/11/2025\n")
    (tmp_path / "c.csv").write_text("title,article\nA,The ministers met.\n")
    with notices() as tell:
        assert len(list(read_all([tmp_path], Options(tell=tell)))) == 3
    first, other, alike = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{tmp_path}/a.csv: title: Headline, text: Body, ")
    assert "06/11/2025" in first
    assert other == f"{tmp_path}/c.csv: title: title, text: article"
    assert alike == f"{tmp_path}/a.csv: 1 more table read alike: {tmp_path}/below/b.csv"


def test_further_sheets_are_read_and_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    text = "Министры встретились в Киеве и говорили о дронах. " * 2
    book.active.append(["title", "text", "date"])
    book.active.append(["Встреча", text, datetime(2025, 3, 20)])
    further = book.create_sheet("April")
    further.append(["Headline", "Full text", "Publication date"])
    further.append(["Вторая встреча", text, datetime(2025, 4, 2)])
    book.create_sheet("Empty")
    book.create_sheet("Notes").append(["made by hand"])
    book.save(tmp_path / "a.xlsx")
    first, second, notes = read(tmp_path / "a.xlsx")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (second.title, second.source) == ("Вторая встреча", f"{tmp_path / 'a.xlsx'}/April:2")
    assert isinstance(notes, Rejection)
    assert (notes.code, notes.source) == ("bad_columns", f"{tmp_path / 'a.xlsx'}/Notes")


def test_a_workbook_with_a_broken_sheet_behind_a_sound_one_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["title", "text", "date"])
    book.active.append(["Встреча", "Министры встретились. " * 5, datetime(2025, 3, 20)])
    book.create_sheet("April").append(["title", "text"])
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<worksheet" if name.endswith("sheet2.xml") else old.read(name))
    (told,) = read(tmp_path / "a.xlsx")
    assert isinstance(told, Rejection)
    assert (told.code, told.source) == ("bad_table", str(tmp_path / "a.xlsx"))


TITLES = ("Export of 5 March 2025, full text of articles", "", "made by,the press office")
ROWS = (
    "Headline;Body;Published",
    "Ministers met;The ministers met in Kyiv, and spoke.;2025-03-20",
    "Ministers spoke;The ministers spoke in Kyiv by phone.;2025-03-21",
)


def _workbook(path: Path, rows: Sequence[str]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row.split(";"))
    book.save(path)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@pytest.mark.parametrize("above", range(4))
def test_titles_above_the_header_are_left_out_and_told(
    tmp_path: Path, name: str, above: int
) -> None:
    path = tmp_path / name
    rows = [*TITLES[:above], *ROWS]
    if name == "a.csv":
        path.write_text("\n".join(rows) + "\n")
    else:
        _workbook(path, rows)
    told: list[str] = []
    found = list(read(path, Options(tell=into(told))))
    assert [each.source for each in found] == [f"{path}:{above + 2}", f"{path}:{above + 3}"]
    assert all(isinstance(each, Article) for each in found)
    assert column_names(path) == ["Headline", "Body", "Published"]
    named = f"the columns are named in row {above + 1}, what is above it is left out"
    assert (named in told[0]) is (above > 0)


def test_the_header_may_be_found_by_what_was_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("A list\n\na,b,c\nMinisters met,The ministers met in Kyiv.,2025-03-20\n")
    (found,) = read(path, Options({"title": "a", "text": "b", "published": "c"}))
    assert isinstance(found, Article)
    assert (found.title, found.source) == ("Ministers met", f"{path}:4")
    (told,) = read(path)
    assert isinstance(told, Rejection)
    assert (told.code, "A list" in told.reason) == ("bad_columns", True)


@pytest.mark.parametrize(
    "head",
    ["article_title,news_fulltext_clean,publish_date", "Заголовок,Текст,Дата"],
)
def test_rows_that_look_like_names_are_no_header_below_one(tmp_path: Path, head: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{head}\nTitle,Text,2025-03-20\nTitle,Content,Date\n")
    assert [each.source for each in read(path)] == [f"{path}:2", f"{path}:3"]


def test_a_table_with_titles_is_known_without_a_name() -> None:
    assert is_table("\n".join((*TITLES, *ROWS)).encode())
    assert is_table("\n".join(ROWS).encode())
    assert not is_table(b"Ministers met\n\n20 March 2025\n\nThe ministers met, and spoke.")


DAYS = "Ministers met in Kyiv", "The ministers met in Kyiv, and spoke of drones and shells."


def _moment(path: Path, cell: object, shown: str = "General") -> str:
    book = openpyxl.Workbook()
    book.active.append(["title", "text", "date"])
    book.active.append([*DAYS, cell])
    book.active.cell(2, 3).number_format = shown
    book.save(path)
    (found,) = read(path)
    return f"{found.published} {found.published_time}" if isinstance(found, Article) else found.code


@pytest.mark.parametrize(
    ("cell", "shown", "wanted"),
    [
        (datetime(2025, 3, 5), "yyyy-mm-dd", "2025-03-05 None"),
        (datetime(2025, 3, 5), "dd.mm.yyyy hh:mm", "2025-03-05 None"),
        (datetime(2025, 3, 5, 23, 30), "dd.mm.yyyy hh:mm", "2025-03-05 23:30:00"),
        (45721, "General", "2025-03-05 None"),
        (45722.5, "General", "2025-03-06 12:00:00"),
        ("45722.5", "General", "2025-03-06 12:00:00"),
        (45721.979166666664, "General", "2025-03-05 23:30:00"),
        (1742462400, "General", "2025-03-20 11:20:00"),
        (12, "General", "bad_field"),
        (99999, "General", "bad_field"),
    ],
)
def test_a_cell_s_day_and_time(tmp_path: Path, cell: object, shown: str, wanted: str) -> None:
    assert _moment(tmp_path / "a.xlsx", cell, shown) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("45721", "2025-03-05 None"), ("45722.5", "2025-03-06 12:00:00"),
     ('"45722,5"', "2025-03-06 12:00:00"), ("1742462400", "2025-03-20 11:20:00")],
)  # fmt: skip
def test_excel_s_number_of_a_day_in_a_text_table(tmp_path: Path, cell: str, wanted: str) -> None:
    title, text = DAYS
    (tmp_path / "a.csv").write_text(f'title,text,date\n{title},"{text}",{cell}\n')
    (found,) = read(tmp_path / "a.csv")
    assert isinstance(found, Article)
    assert f"{found.published} {found.published_time}" == wanted


def test_a_merged_cell_s_value_is_on_each_of_its_rows(tmp_path: Path) -> None:
    title, text = DAYS
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Articles of March"])
    sheet.append(["outlet", "title", "text", "date"])
    for number in range(4):
        outlet = "Visti" if number == 0 else "Holos" if number == 3 else None
        sheet.append([outlet, f"{title} {number}", text, datetime(2025, 3, 5)])
    sheet.append(["", None, None, None])
    for cells in ("A1:D1", "A3:A5", "A6:A8"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    found = list(read(tmp_path / "a.xlsx"))
    assert [each.outlet for each in found if isinstance(each, Article)] == [
        "Visti", "Visti", "Visti", "Holos",
    ]  # fmt: skip
    assert len(found) == 4  # no row that is blank but for a merged cell


@pytest.mark.parametrize("chunk", [1, 7, 64])
def test_merged_cells_are_found_wherever_a_chunk_ends(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coverage.readers.merged._CHUNK", chunk)
    sheet = b"<x:mergeCells><x:mergeCell ref='A2:A4'/><mergeCell ref=\"AB7:AC9\"/>" + b" " * 999
    assert merged_in(io.BytesIO(sheet)) == {2: {0: 4}, 7: {27: 9}}


ROWS_AS_TEXT = [
    ["Заголовок", "Текст", "Дата"],
    ["Міністри зустрілися", "Міністри зустрілися в Києві, у четвер.\nНе вперше.", "2025-03-20"],
    ["Ще раз", "Міністри ще раз зустрілися у Львові у п'ятницю.", "2025-03-21"],
]  # fmt: skip


@pytest.mark.parametrize("mark", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_that_is_called_txt_is_read_as_one(tmp_path, mark, encoding, end):
    path = tmp_path / "a.txt"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=mark, lineterminator=end).writerows(ROWS_AS_TEXT)
    found = list(read(path))
    assert [each.title for each in found] == ["Міністри зустрілися", "Ще раз"]
    assert found[0].source == f"{path}:2"


@pytest.mark.parametrize(
    "text",
    [
        "Text, title, date\n\nKyiv, 20 March 2025\n\nThe ministers met in Kyiv, spoke, ate.\n",
        "Title, text and date are all that we know, he said\nKyiv, 20 March 2025, Thursday\n"
        "The ministers met in Kyiv on Thursday. They spoke about joint production.\n",
        "Headline\tText\n20 March 2025\n\nThe ministers met in Kyiv on Thursday, and spoke.\n",
        "Kyiv publishes text of deal, date unknown\n\nKyiv, 20 March 2025\n\nThey met, he said.\n",
        "Ministers meet, talk, eat\nKyiv, 20 March 2025\n\nThe ministers met in Kyiv, he said.\n",
    ],
)
def test_prose_with_commas_is_no_table(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    (found,) = read(path)
    assert found.source == str(path)  # and no row of it
    assert sniff(text.encode()) == ".txt"


def test_no_row_of_a_long_table_in_utf16_is_lost(tmp_path):
    rows = [["Title", "Text", "Date"], *([f"Ministers met, {n}", "They met. " * 99, "2025-03-20"]
                                         for n in range(50))]  # fmt: skip
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    options = Options(limits=Limits(article=20_000))
    assert len([each for each in read(path, options) if isinstance(each, Article)]) == 50


def test_lines_may_end_as_on_old_macintoshes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Title;Text;Date\rThey met;They met.;2025-03-20\rAgain;So it is.;2025-03-21")
    assert [each.source for each in read(path)] == [f"{path}:2", f"{path}:3"]


OPEN = '"Ми переможемо, — сказав міністр у Києві у четвер.'


@pytest.mark.parametrize("mark", ["\t", ";"])
@pytest.mark.parametrize("opened", [(1,), (1, 3), (0, 1, 2, 3, 4), (4,), (2, 3)])
def test_a_quotation_mark_of_the_text_costs_no_rows(tmp_path, mark, opened):
    """Programs that quote nothing: a cell that begins with a mark went on to the next such one."""
    rows = [["Заголовок", "Текст", "Дата"]]
    for n in range(5):
        text = OPEN if n in opened else 'Міністри "зустрілися" в Києві у четвер.'
        rows.append([f"Зустріч {n}", text, "2025-03-20"])
    path = tmp_path / "a.csv"
    path.write_text("\n".join(mark.join(row) for row in rows) + "\n", "utf-8")
    found = list(read(path))
    assert [(each.title, each.source) for each in found] == [
        (f"Зустріч {n}", f"{path}:{n + 2}") for n in range(5)
    ]
    assert found[opened[0]].body == OPEN


def test_cells_over_several_lines_stay_whole(tmp_path):
    path = tmp_path / "a.csv"
    text = 'Міністри зустрілися; у Києві; у четвер.\n\nПотім; знову; так, "двічі".'
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [["Заголовок", "Текст", "Дата"], ["Зустріч", text, "2025-03-20"]]
        csv.writer(file, delimiter=";").writerows(rows)
    (found,) = read(path)
    assert found.body == text


UNNAMED = (
    "Моніторинг ЗМІ за квартал",
    "",
    "№;Дата виходу;Видання;Заголовок матеріалу;Повний зміст;Посилання",
    "1;2025-03-20;Приклад;Міністри зустрілися;Міністри зустрілися в Києві й говорили про дрони.;"
    "https://a.example/1",
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_columns_below_a_title_are_offered_where_none_is_the_texts(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name == "a.xlsx":
        _workbook(path, UNNAMED)
    else:
        path.write_text("\n".join(UNNAMED), "utf-8")
    names = UNNAMED[2].split(";")
    assert column_names(path) == names
    (told,) = read(path)
    assert isinstance(told, Rejection)
    assert told.code == "bad_columns"
    assert "--columns 'text=Повний зміст'" in told.reason
    (found,) = read(path, Options({"text": "Повний зміст"}))
    assert isinstance(found, Article)
    assert (found.title, found.outlet) == ("Міністри зустрілися", "Приклад")
    assert found.url == "https://a.example/1"
