"""Files of a view: the rows as shown, described, with sources and quotes, and nothing that runs."""

import csv
import dataclasses
import io
import json
import re
import zipfile

import openpyxl
import pandas as pd
import pytest
from sample_store import NASTY_TITLE

from coverage.reports import (
    About,
    Part,
    Scope,
    csv_zip,
    package_bytes,
    paper_bytes,
    parquet_zip,
    read_back,
    run,
    workbook_bytes,
)

ABOUT = About(
    "Partners", "Held meetings with Denmark", {"partner": ["DK"]},
    "http://127.0.0.1:8501/Partners?partner=DK", 2, 2, 7, "2025-05-04T10:00:00+00:00", "v1",
)  # fmt: skip
ROWS = pd.DataFrame(
    {
        "Headline": [NASTY_TITLE, "Данія", None],
        "Date": pd.to_datetime(["2025-03-20", None, "2025-03-21"]),
        "Meetings": [2, 1, 0],
        "Over time": [[1, 2], [0], []],
    }
)
PARTS = [Part("partners", "Meetings by partner", ROWS), Part("partners", "The same", ROWS.head(1))]


@pytest.mark.parametrize(
    ("lang", "sheet", "scope"), [("uk", "Про файл", "Вибірка"), ("ru", "О файле", "Выборка")]
)
def test_what_a_file_says_of_itself_is_in_the_readers_language(lang, sheet, scope):
    about = dataclasses.replace(ABOUT, lang=lang)
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(about, PARTS)))
    assert book.sheetnames[0] == sheet
    facts = dict(book[sheet].iter_rows(min_row=2, values_only=True))
    assert facts[scope] == "Held meetings with Denmark"
    assert len(about.facts()) == len(dict(about.facts())) == 12
    paper = paper_bytes(about, PARTS, pd.DataFrame(
        {"published": [None], "outlet": ["x"], "title": ["y"], "url": ["z"]}), lang)  # fmt: skip
    assert f"<h2>{sheet}</h2>" in paper.decode()
    head = paper.decode().rpartition("<thead>")[2].partition("</thead>")[0]
    assert re.findall("[A-Za-z]{3,}", re.sub("<[^>]*>", "", head)) == []


def test_files_name_the_parts_of_the_view_that_they_lack():
    about = dataclasses.replace(ABOUT, left_out=("Sums named", "The ledger"))
    assert ("Left out (closed tabs)", "Sums named, The ledger") in about.facts()
    assert "Sums named, The ledger" in about.readme().decode()


def test_files_say_that_texts_of_the_sample_are_no_outlets():
    warned = "do not quote them as the outlets'"
    for about, expected in ((dataclasses.replace(ABOUT, sample=True), True), (ABOUT, False)):
        none = pd.DataFrame({"published": [], "outlet": [], "title": [], "url": []})
        files = unzipped(package_bytes(about, PARTS, none, none))
        said = json.loads(files["datapackage.json"])["description"]
        book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(about, PARTS)))
        facts = dict(book["About"].iter_rows(min_row=2, values_only=True))
        assert (warned in said) is expected
        assert (warned in files["README.txt"].decode()) is expected
        assert (warned in facts.get("Texts", "")) is expected


def unzipped(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_says_what_it_is_and_runs_nothing():
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(ABOUT, PARTS)))
    assert book.sheetnames == ["About", "partners", "partners_2"]
    facts = dict(book["About"].iter_rows(min_row=2, values_only=True))
    assert facts["Scope"] == "Held meetings with Denmark"
    assert facts["Address"].endswith("?partner=DK")
    assert (facts["Snapshot"], facts["Codebook"]) == ("7", "v1")
    rows = list(book["partners"].iter_rows(values_only=True))
    assert rows[0] == ("Headline", "Date", "Meetings", "Over time")
    assert read_back(rows[1][0]) == NASTY_TITLE
    assert rows[1][0].startswith("'=")
    assert (rows[1][1].isoformat()[:10], rows[1][2], rows[1][3]) == ("2025-03-20", 2, "1 2")
    assert all(cell.data_type != "f" for row in book["partners"].iter_rows() for cell in row)


@pytest.mark.parametrize("bom", [True, False])
def test_csv_with_and_without_a_mark(bom):
    files = unzipped(csv_zip(ABOUT, PARTS, bom=bom))
    assert set(files) == {"README.txt", "partners.csv", "partners_2.csv"}
    assert f"Cite as: {ABOUT.citation()}\n" in files["README.txt"].decode()
    content = files["partners.csv"]
    assert content.startswith(b"\xef\xbb\xbf") is bom
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[2] == ["Данія", "", "1", "0"]


def test_a_view_is_cited_in_one_line():
    assert ABOUT.citation() == (
        "Partner Coverage: Partners. Held meetings with Denmark. Data as of "
        "4 May 2025, 13:00 (Kyiv time), Snapshot 7, Codebook v1. "
        "http://127.0.0.1:8501/Partners?partner=DK"
    )


def test_parquet_keeps_values_as_they_are():
    files = unzipped(parquet_zip(ABOUT, PARTS))
    read = pd.read_parquet(io.BytesIO(files["partners.parquet"]))
    assert read["Headline"].iloc[0] == NASTY_TITLE
    assert read["Meetings"].tolist() == [2, 1, 0]


def package(snapshot):
    sources = run("scope_sources", Scope(), snapshot)
    return package_bytes(ABOUT, PARTS, sources, run("scope_evidence", Scope(), snapshot))


def test_a_data_package_describes_what_it_holds(snapshot):
    files = unzipped(package(snapshot))
    said = json.loads(files["datapackage.json"])
    assert said["filters"] == {"partner": ["DK"]}
    assert (said["snapshot"], said["codebook_version"]) == (7, "v1")
    assert said["homepage"].endswith("?partner=DK")
    assert [each["name"] for each in said["resources"]] == [
        "partners", "partners_2", "sources", "evidence"]  # fmt: skip
    for each in said["resources"]:
        content = files[each["path"]]
        assert each["bytes"] == len(content)
        header = next(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
        assert [field["name"] for field in each["schema"]["fields"]] == header
    types = {f["name"]: f["type"] for f in said["resources"][0]["schema"]["fields"]}
    assert types == {"Headline": "string", "Date": "date", "Meetings": "integer",
                     "Over time": "string"}  # fmt: skip


def test_a_data_package_holds_addresses_and_quotes(snapshot):
    files = unzipped(package(snapshot))
    sources = files["data/sources.csv"].decode("utf-8")
    assert "https://example.org/a1" in sources
    assert "https://example.org/a6" not in sources  # planned: not in the scope
    evidence = files["data/evidence.csv"].decode("utf-8")
    assert "They spoke of drones and of the Danish model." in evidence


def test_the_same_view_gives_the_same_bytes(snapshot):
    assert package(snapshot) == package(snapshot)


def test_paper_escapes_every_text_and_lists_the_sources(snapshot):
    sources = run("scope_sources", Scope(), snapshot)
    page = paper_bytes(ABOUT, PARTS, sources, "en").decode("utf-8")
    assert "Held meetings with Denmark" in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "https://example.org/a1" in page
    assert f"Sources ({len(sources)})" in page
    assert "default-src 'none'" in page


def test_paper_writes_days_and_numbers_as_its_language_does(snapshot):
    rows = pd.DataFrame({"When": [pd.Timestamp("2025-03-20"), pd.NaT], "Sum": [2.5e6, 12.5]})
    about = dataclasses.replace(ABOUT, lang="uk", articles=1234)
    sources = run("scope_sources", Scope(), snapshot)
    page = paper_bytes(about, [Part("t", "T", rows)], sources, "uk").decode("utf-8")
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert '<td>20.03.2025</td><td class="n">2 500 000</td>' in page
    assert '<td></td><td class="n">12,5</td>' in page
    assert "· Статті: 1 234</p>" in page
