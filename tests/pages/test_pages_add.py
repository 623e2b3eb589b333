"""Adding articles by hand: nothing is stored before one says so, and every fault is named."""

import io
import zipfile

import openpyxl
import pytest

from coverage.pipeline import IngestReport
from coverage.reports import Scope, run
from coverage.store import Counts, Request, Snapshot
from coverage.ui import running
from coverage.ui.running import Done

PAGE = "pages/6_Add_articles.py"
TEXT = """Umerov discusses drones with Denmark's minister

Kyiv, 12 May 2025. Ukraine's Defence Minister Rustem Umerov met Danish Defence Minister
Troels Lund Poulsen in Kyiv on Monday. They discussed drones and the Danish model.
"""


@pytest.fixture
def own(stores, tmp_path):
    stores["own"] = tmp_path / "own"
    return stores["own"]


def paste(test, text):
    from datetime import date

    test.text_area(key="add_text").set_value(text)
    test.text_input(key="add_outlet").set_value("Ukrinform")
    test.date_input(key="add_day").set_value(date(2025, 5, 12))
    return test.run()


def button(test):
    return next((each for each in test.button if each.label.startswith("Add ")), None)


def test_a_pasted_text_is_previewed_then_stored(own, open_page):
    test = paste(open_page(PAGE, "own"), TEXT)
    assert not test.exception
    assert "What would be stored: 1 article" in "\n".join(each.value for each in test.markdown)
    assert not own.exists()  # nothing is stored before one says so
    button(test).click().run(timeout=60)
    assert not test.exception
    assert test.success[0].value.startswith("1 added")
    stored = run("articles_all", Scope(), Snapshot.current(own))
    title = "Umerov discusses drones with Denmark's minister"
    assert stored["title"].tolist() == [title]
    # It cannot be added twice, is no preview any more, and leads to what was added.
    assert not [each for each in test.button if each.label.startswith("Add")]
    assert not any("What would be stored" in each.value for each in test.markdown)
    assert not test.dataframe
    [link] = [each for each in test.get("page_link") if "Umerov" in each.proto.label]
    assert stored["article_id"].iloc[0] in link.proto.query_string
    paste(test, TEXT.replace("drones", "missiles"))
    assert not button(test).disabled
    assert not test.success


def test_the_source_of_a_page_that_is_pasted_is_read_as_a_page(own, open_page):
    headline, day, *rest = TEXT.split("\n\n")
    shown = "".join(f"<p>{each}</p>" for each in (day, *rest))
    source = f"<!DOCTYPE html><html><body><h1>{headline}</h1>{shown}</body></html>"
    test = paste(open_page(PAGE, "own"), source)
    assert not test.exception
    assert test.dataframe[0].value["Headline"].tolist() == [headline]


def test_the_preview_says_what_is_new_a_revision_or_there_already(own, open_page):
    def becomes(test):
        return test.dataframe[0].value["Would be"].tolist()

    test = paste(open_page(PAGE, "own"), TEXT)
    assert becomes(test) == ["new"]
    button(test).click().run(timeout=60)
    test = paste(open_page(PAGE, "own"), TEXT)
    assert becomes(test) == ["unchanged"]
    assert button(test) is None
    assert test.info[0].value == "The store holds all of it already."
    corrected = TEXT.replace("drones and", "missiles and")
    assert becomes(paste(open_page(PAGE, "own"), corrected)) == ["a revision"]
    other = TEXT.replace("Umerov", "Fedorov")
    assert becomes(paste(open_page(PAGE, "own"), other)) == ["new"]


def test_the_preview_of_a_revision_says_what_it_would_change(own, open_page):
    corrected = TEXT.replace(
        "They discussed drones and the Danish model.",
        "They discussed missiles. On Sunday Umerov met Poland's minister in Warsaw.",
    ).replace("discusses drones with", "meets")
    test = paste(open_page(PAGE, "own"), TEXT)
    test.text_input(key="add_url").set_value("https://news.example/1").run()
    assert "#### What the revision would change" not in [each.value for each in test.markdown]
    button(test).click().run(timeout=60)
    test = paste(open_page(PAGE, "own"), corrected)
    test.text_input(key="add_url").set_value("https://news.example/1").run()
    assert not test.exception
    assert test.dataframe[0].value["Would be"].tolist() == ["a revision"]
    shown = [each.value for each in test.markdown]
    assert "#### What the revision would change" in shown
    listed = [each.replace("\\", "") for each in shown if "-badge[" in each]
    assert listed[:2] == [
        ":red-badge[− goes] Headline: Umerov discusses drones with Denmark's minister",
        ":green-badge[+ comes] Headline: Umerov meets Denmark's minister",
    ]
    at = listed.index(":red-badge[− goes] They discussed drones and the Danish model.")
    assert listed[at : at + 3] == [
        ":red-badge[− goes] They discussed drones and the Danish model.",
        ":green-badge[+ comes] They discussed missiles.",
        ":green-badge[+ comes] On Sunday Umerov met Poland's minister in Warsaw.",
    ]
    assert any("+ comes] Poland" in each for each in listed[at + 3 :])
    captions = [each.value for each in test.caption]
    assert "Words of the text: 9 new, 5 gone" in captions
    assert "Contacts that appear or go" in captions


def test_an_address_that_a_pasted_text_had_none_of_is_a_revision(own, open_page):
    button(paste(open_page(PAGE, "own"), TEXT)).click().run(timeout=60)
    test = paste(open_page(PAGE, "own"), TEXT)
    test.text_input(key="add_url").set_value("https://news.example/1").run()
    assert test.dataframe[0].value["Would be"].tolist() == ["a revision"]
    [listed] = [each.value for each in test.markdown if "-badge[" in each.value]
    assert "+ comes] Address of the original" in listed
    button(test).click().run(timeout=60)
    assert test.success[0].value.startswith("0 added, 1 revised")
    stored = run("articles_all", Scope(), Snapshot.current(own))
    assert stored["url"].tolist() == ["https://news.example/1"]
    assert paste(open_page(PAGE, "own"), TEXT).info[0].value.startswith("The store holds all")


def test_an_article_that_is_given_twice_is_new_once(own, open_page):
    line = '{"title": "Umerov met Backes", "text": "Rustem Umerov met Yuriko Backes in Kyiv.%s", '
    line += '"published": "2025-05-12", "outlet": "Ukrinform", "lang": "en"}'
    twice = "\n".join([line % "", line % "", line % " They spoke about drones."]).encode()
    test = upload(open_page(PAGE, "own"), ("news.jsonl", twice), ("again.jsonl", twice))
    assert not test.exception
    told = test.dataframe[0].value["Would be"].tolist()
    assert told == ["new", "a copy of one above", "a revision", *["a copy of one above"] * 3]
    assert "What would be stored: 1 article" in "\n".join(each.value for each in test.markdown)
    assert button(test).label == "Add 1 article"
    button(test).click().run(timeout=60)
    assert test.success[0].value == "1 added, 1 revised, 4 unchanged, 0 rejected."
    assert len([each for each in test.get("page_link") if "Umerov" in each.proto.label]) == 1


def test_the_preview_of_many_has_a_csv_of_all(own, open_page):
    line = '{"title": "Umerov met %s", "text": "Rustem Umerov met Yuriko Backes in Kyiv %s times.",'
    line += ' "published": "2025-05-12", "outlet": "Ukrinform", "lang": "en"}'
    many = [line % (at, at) for at in range(51)]
    test = upload(open_page(PAGE, "own"), ("news.jsonl", "\n".join([*many, many[0]]).encode()))
    assert not test.exception
    assert len(test.dataframe[0].value) == 50
    assert "new: 51, a copy of one above: 1" in [each.value for each in test.caption]
    labels = [each.proto.label for each in test.get("download_button")]
    assert labels[:2] == ["CSV: rows 1–50", "CSV: all rows"]


def test_what_is_counted_is_what_the_store_would_take(own, open_page):
    line = '{"title": "%s", "text": "Rustem Umerov met.", "published": "2025-05-12T10:05:00+03:00",'
    line += '"lang": "en", "url": "https://example.org/news/%s-met"}'
    held, both = line % ("One", "one"), "\n".join([line % ("One", "one"), line % ("Two", "two")])
    test = upload(open_page(PAGE, "own"), ("held.jsonl", held.encode()))
    button(test).click().run(timeout=60)
    test = upload(open_page(PAGE, "own"), ("both.jsonl", both.encode()))
    assert button(test).label == "Add 1 article"
    assert "What would be stored: 1 article" in "\n".join(each.value for each in test.markdown)
    row = test.dataframe[0].value.iloc[1]
    assert row["Would be"] == "new"
    assert row["Time"] == "10:05"
    assert row["Original"] == "https://example.org/news/two-met"
    assert row["Source"] == "both.jsonl:2"
    button(test).click().run(timeout=60)
    assert test.success[0].value == "1 added, 0 revised, 1 unchanged, 0 rejected."


@pytest.mark.parametrize(("lang", "name"), [("en", "Denmark"), ("uk", "Данія"), ("ru", "Дания")])
def test_codes_are_named_before_there_is_a_store(own, open_page, lang, name):
    test = paste(open_page(PAGE, "own", {"ui": lang}), TEXT)
    assert not test.exception
    row = test.dataframe[0].value.iloc[0].tolist()
    assert name in row
    assert not any("danish_model" in str(each) for each in row)
    passages = test.dataframe[1].value.to_string()
    assert name in passages


def test_uploads_are_read_and_every_fault_is_named(own, open_page):
    line = '{"title": "%s", "text": "Rustem Umerov met.", "published": "2025-05-12", "lang": "en"}'
    test = open_page(PAGE, "own")
    lines = "\n".join([line % "One", line % "Two", '{"title": "cut'])
    test.get("file_uploader")[0].set_value(
        [
            ("../../good.jsonl", lines.encode(), "application/json"),
            ("empty.txt", b"", "text/plain"),
        ]
    ).run()
    assert not test.exception
    frames = [each.value for each in test.dataframe]
    rejected = next(each for each in frames if "Fault" in each)
    assert set(rejected["Fault"]) == {"bad_json", "empty_file"}
    assert button(test).label == "Add 2 articles"


def test_files_of_formats_that_are_not_read_are_among_the_rejected(own, open_page):
    test = open_page(PAGE, "own")
    assert not test.get("file_uploader")[0].proto.type  # else the browser refuses, and none counts
    line = b'{"title": "One", "text": "Umerov met.", "published": "2025-05-12", "lang": "en"}'
    others = [("talk.docx", b"PK\x03\x04"), ("talk.pdf", b"%PDF-1.4"), ("talk.png", b"\x89PNG")]
    test = upload(test, ("news.jsonl", line), ("empty.txt", b""), *others)
    assert "4 inputs could not be used." in [each.value for each in test.warning]
    test = button(test).click().run(timeout=60)
    assert not test.exception
    assert test.success[0].value == "1 added, 0 revised, 0 unchanged, 4 rejected."
    assert "4 inputs could not be used." in [each.value for each in test.warning]
    told = next(each.value for each in test.dataframe if "Fault" in each.value)
    reasons = dict(zip(told["Source"], told["Reason"], strict=True))
    assert reasons["talk.docx"] == ".docx is not read: save it as text (.txt)"


@pytest.mark.parametrize(
    ("lang", "reason"),
    [("uk", ".docx не читається: збережіть його як текст (.txt)"),
     ("ru", ".docx не читается: сохраните его как текст (.txt)")],
)  # fmt: skip
def test_what_to_do_with_other_formats_is_said_in_the_page_s_language(own, open_page, lang, reason):
    test = upload(open_page(PAGE, "own", {"ui": lang}), ("talk.docx", b"PK\x03\x04"))
    assert not test.exception
    assert reason in test.dataframe[0].value.iloc[0].tolist()


def test_a_text_that_is_no_article_cannot_be_added(own, open_page):
    test = open_page(PAGE, "own")
    test.text_area(key="add_text").set_value("???").run()
    assert not test.exception
    assert test.warning[0].value == "1 input could not be used."
    assert button(test) is None


def test_a_text_without_a_day_is_told_where_to_give_it(own, open_page):
    test = open_page(PAGE, "own")
    test.text_area(key="add_text").set_value("Umerov met Backes\n\n" + "They spoke in Kyiv. " * 9)
    test.run()
    assert "choose it in the field Published" in test.dataframe[0].value["Reason"].iloc[0]


def upload(test, *files):
    return test.get("file_uploader")[0].set_value([(n, c, "text/plain") for n, c in files]).run()


BAD = {  # what people drop by mistake, and the fault that is named
    "empty.txt": (b"", "empty_file"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "no_date.txt": (b"A headline\n\n" + b"Umerov met Backes in Kyiv to talk. " * 9, "no_date"),
    "cut.jsonl": (b'{"title": "Umerov met Backes", "text": "In Ky', "bad_json"),
    "one_line.jsonl": (b'{"text": "' + b"x" * 10 * 1024**2 + b'"}', "line_too_long"),
    "encoding.txt": (b"\x81\x8d\x8f\x90\x9d" * 200, "bad_encoding"),
    "nothing.zip": (b"PK\x05\x06" + bytes(18), "no_articles"),  # a folder without articles, packed
}


def test_bad_input_is_named_each_with_its_reason(own, open_page):
    test = upload(open_page(PAGE, "own"), *((name, data) for name, (data, _) in BAD.items()))
    assert not test.exception
    rejected = next(each.value for each in test.dataframe if "Fault" in each.value)
    assert dict(zip(rejected["Source"], rejected["Fault"], strict=True)) == {
        f"{name}:1" if name.endswith("jsonl") else name: code for name, (_, code) in BAD.items()
    }
    assert rejected["Reason"].str.len().min() > 5
    assert button(test) is None


def test_bad_input_is_in_the_report_and_can_be_read_again(own, open_page):
    line = '{"title": "%s", "text": "Rustem Umerov met.", "published": "2025-05-12", "lang": "en"}'
    name = "../news.jsonl"
    data = "\n".join([line % "One", line % "Two", (line % "Three")[:40]]).encode()
    test = upload(open_page(PAGE, "own"), (name, data))
    test = button(test).click().run(timeout=60)
    assert not test.exception
    assert test.success[0].value == "2 added, 0 revised, 0 unchanged, 1 rejected."
    (source,) = run("rejections", Scope(), Snapshot.current(own))["source"]
    kept = own / "rejected"
    assert source.startswith(str(kept))
    assert source.endswith("news.jsonl:3")
    (file,) = kept.rglob("*.jsonl")
    assert file.read_bytes() == data


def test_columns_of_a_table_can_be_chosen(own, open_page):
    table = b"Kopf,Worte,Tag\nUmerov met Backes,Rustem Umerov met Yuriko Backes in Kyiv.,2025-05-12"
    test = upload(open_page(PAGE, "own"), ("table.csv", table))
    assert not test.exception
    assert button(test) is None  # nobody could guess these
    for field, column in (("title", "Kopf"), ("text", "Worte"), ("published", "Tag")):
        test.selectbox(key=f"add_column_0_{field}").set_value(column)
    test.run()
    assert button(test).label == "Add 1 article"


def test_files_of_one_name_are_kept_each(own, open_page):
    line = '{"title": "%s", "text": "Umerov met Backes in %s.", "published": "2025-05-%s"}\n'
    contents = [
        (line % (f"{one} One", one, "12") + line % (f"{one} Two", one, "88")).encode()
        for one in ("Kyiv", "Paris")
    ]
    test = upload(open_page(PAGE, "own"), *(("n.jsonl", each) for each in contents))
    test = button(test).click().run(timeout=60)
    assert test.success[0].value == "2 added, 0 revised, 0 unchanged, 2 rejected."
    kept = [each.read_bytes() for each in (own / "rejected").rglob("*.jsonl")]
    assert sorted(kept) == sorted(contents)
    told = run("rejections", Scope(), Snapshot.current(own))
    assert sorted(told["source"].str.extract(r"([^/]+)$")[0]) == ["n.jsonl:2", "n__2_.jsonl:2"]


def test_a_column_that_is_taken_away_stays_so(own, open_page):
    table = b"title,text,date\nUmerov met Backes,Rustem Umerov met Yuriko Backes.,2025-05-12"
    test = upload(open_page(PAGE, "own"), ("table.csv", table))
    assert test.dataframe[0].value["Headline"].tolist() == ["Umerov met Backes"]
    test.selectbox(key="add_column_0_title").set_value("")
    test.run().run()
    assert test.selectbox(key="add_column_0_title").value == ""
    assert test.dataframe[0].value["Headline"].tolist() != ["Umerov met Backes"]
    test = upload(test, ("other.csv", table.replace(b"title", b"headline")))
    for field, name in (("title", "headline"), ("text", "text")):  # as is guessed of this one
        assert test.selectbox(key=f"add_column_0_{field}").value == name


def test_columns_that_were_chosen_are_kept_for_reading_again(own, open_page):
    table = (
        "Kopf,Worte,Tag\nUmerov met Backes,Rustem Umerov met Yuriko Backes in Kyiv.,2025-05-12\n"
        "Umerov met Pevkur,Rustem Umerov met Hanno Pevkur in Kyiv.,2025-05-45\n"
    )
    test = upload(open_page(PAGE, "own"), ("table.csv", table.encode()))
    for field, column in (("title", "Kopf"), ("text", "Worte"), ("published", "Tag")):
        test.selectbox(key=f"add_column_0_{field}").set_value(column)
    test = button(test.run()).click().run(timeout=60)
    assert test.success[0].value == "1 added, 0 revised, 0 unchanged, 1 rejected."
    (file,) = (own / "rejected").rglob("*.csv")
    file.write_text(table.replace("05-45", "05-15"), "utf-8")
    sources = open_page("pages/12_Sources_and_runs.py", "own")
    sources.session_state["table_runs_0"] = {"selection": {"rows": [0], "columns": []}}
    sources.run()
    sources.button(key="retry_run").click().run(timeout=60)
    assert not sources.exception
    assert sources.success[0].value == "1 added, 0 revised, 1 unchanged, 0 rejected."


def test_the_preview_shows_what_will_be_stored(own, open_page):
    """A copy that lacks the outlet and the hour keeps those that are held."""
    held = (
        '{"title": "Umerov met Backes", "text": "Rustem Umerov met Yuriko Backes in Kyiv.%s", '
        '"published": "%s", "outlet": "%s", "lang": "en", "url": "https://a.example/1"}'
    )
    test = upload(
        open_page(PAGE, "own"), ("a.jsonl", (held % ("", "2025-05-12T13:35:00", "Visti")).encode())
    )
    button(test).click().run(timeout=60)
    again = (held % (" They spoke about drones.", "2025-05-12", "")).encode()
    test = upload(open_page(PAGE, "own"), ("b.jsonl", again))
    shown = test.dataframe[0].value
    assert shown[["Would be", "Outlet", "Source"]].to_numpy().tolist() == [
        ["a revision", "Visti", "b.jsonl:1"]
    ]
    assert str(shown["Time"].iloc[0])[:5] == "13:35"
    evidence = test.dataframe[-1].value
    assert len(evidence) == len(evidence.drop_duplicates())
    assert len(evidence) > 3


def test_the_end_of_anothers_run_is_no_news_of_ones_own(own, open_page):
    request = Request(sources=("theirs.jsonl", "pasted text"))
    done = Done(IngestReport(Counts(read=7, added=7), (), None, None))
    test = open_page(PAGE, "own")
    theirs = running.Running(request)
    theirs.end.set_result(done)
    test.session_state["_running"] = theirs
    test = paste(test, TEXT)
    assert not test.exception
    assert test.success[0].value == "7 added, 0 revised, 0 unchanged, 0 rejected."
    assert r"Ended: ingest: theirs\.jsonl\, pasted text" in [each.value for each in test.caption]
    assert "What is given here was not in it." in [each.value for each in test.info]
    assert button(test)


def test_further_sheets_have_columns_of_their_own(own, open_page):
    text = "Rustem Umerov met Yuriko Backes in Kyiv."
    book = openpyxl.Workbook()
    book.active.append(["Headline", "Body", "Date", "Paper"])
    book.active.append(["Umerov met Backes", text, "2025-05-12", "Visti"])
    further = book.create_sheet("EN")
    further.append(["Date", "Outlet", "Title", "Body"])
    further.append(["2025-05-13", "Visti", "Backes met Umerov", text])
    data = io.BytesIO()
    book.save(data)
    test = upload(open_page(PAGE, "own"), ("two.xlsx", data.getvalue()))
    assert button(test).label == "Add 2 articles"
    shown = [each.value.replace("\\", "") for each in test.caption]
    told = [each for each in shown if each.startswith("two.xlsx")]
    assert len(told) == 1  # of the sheet whose columns are not there to choose
    assert "Title" in told[0]
    test.selectbox(key="add_column_0_outlet").set_value("Paper")
    test.run()
    assert button(test).label == "Add 2 articles"  # what is told of the first is not for them
    assert test.dataframe[0].value["Outlet"].tolist() == ["Visti", "Visti"]


def test_how_tables_are_read_is_told(own, open_page):
    rows = (
        "Headline,Body,Date\nUmerov met Backes,Rustem Umerov met Yuriko Backes in Kyiv.,06/05/2025"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", rows)
        archive.writestr("b.csv", rows)
    test = upload(
        open_page(PAGE, "own"), ("table.csv", f"A list\n\n{rows}".encode()),
        ("tables.zip", packed.getvalue()),
    )  # fmt: skip
    assert not test.exception
    day = "days such as 06/05/2025 are read day first: write 2025-03-20 if they are not"
    shown = [each.value.replace("\\", "") for each in test.caption]
    told = [each for each in shown if ".csv" in each]
    assert told == [
        "table.csv: the columns are named in row 3, what is above it is left out",
        f"table.csv: {day}",
        "tables.zip/a.csv (+1): Headline: Headline, Text: Body, Published: Date",
        f"tables.zip/a.csv (+1): {day}",
    ]


def test_an_address_is_fetched_when_one_says_so(own, open_page, site, tmp_path, monkeypatch):
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("[settings]\nprivate = true\ndelay = 0.0\npause = 0.0\ntries = 1\n", "utf-8")
    monkeypatch.setenv("PARTNER_COVERAGE_FEEDS", str(feeds))
    site.put("/a", "<html lang=en><head><title>Umerov met Backes in Kyiv</title>"
             '<meta property="article:published_time" content="2025-05-12T10:00:00+03:00"></head>'
             "<body><article><h1>Umerov met Backes in Kyiv</h1>"
             + "<p>Rustem Umerov met Yuriko Backes in Kyiv and spoke of drones.</p>" * 5
             + "</article></body></html>")  # fmt: skip
    test = open_page(PAGE, "own")
    urls = [f"{site.root}/a", f"{site.root}/gone", "ftp://example.org/a"]
    test.text_area(key="add_addresses").set_value("\n".join(urls)).run()
    assert site.asked == []
    test.button(key="add_fetch").click().run(timeout=60)
    assert not test.exception
    rejected = next(each.value for each in test.dataframe if "Fault" in each.value)
    assert dict(zip(rejected["Source"], rejected["Fault"], strict=True)) == {
        urls[1]: "fetch_failed", f"address {urls[2]!r}": "not_allowed",
    }  # fmt: skip
    assert button(test).label == "Add 1 article"


def test_addresses_on_one_line_are_as_many(own, open_page):
    test = open_page(PAGE, "own")
    given = "http://127.0.0.1/a http://127.0.0.1/b, https://127.0.0.1/c\n127.0.0.1/d"
    test.text_area(key="add_addresses").set_value(given).run()
    test.button(key="add_fetch").click().run(timeout=60)
    rejected = next(each.value for each in test.dataframe if "Fault" in each.value)
    assert list(rejected["Source"]) == [
        "http://127.0.0.1/a", "http://127.0.0.1/b", "https://127.0.0.1/c", "address '127.0.0.1/d'",
    ]  # fmt: skip


def test_the_source_of_a_pasted_text_is_in_the_reader_s_language(own, open_page):
    test = paste(open_page(PAGE, "own", {"ui": "uk"}), TEXT)
    assert test.dataframe[0].value["Джерело"].tolist() == ["вставлений текст"]


def test_this_machine_is_not_asked_unless_allowed(own, open_page, site):
    test = open_page(PAGE, "own")
    test.text_area(key="add_addresses").set_value(f"{site.root}/a").run()
    test.button(key="add_fetch").click().run(timeout=60)
    rejected = next(each.value for each in test.dataframe if "Fault" in each.value)
    assert list(rejected["Fault"]) == ["not_allowed"]
    assert site.asked == []
