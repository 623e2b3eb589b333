"""A text that is HTML, in a feed or an export, is read as on a page: without its blocks."""

import csv
import json
from html import escape
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from coverage.model import Article
from coverage.readers import read
from coverage.readers.fragment import fragment, plain

TITLE = "Міністри зустрілися в Києві"
ONE = "Міністр оборони України у четвер у Києві зустрівся з колегою з Данії."
TWO = "Сторони говорили про спільне виробництво дронів і ремонт техніки."
OTHER = "Посол відкрив виставку фотографій у Вінниці"

BLOCKS = {
    "a paragraph": f"<p><b>Читайте також:</b> <a href='/2'>{OTHER}</a></p>",
    "a paragraph, Russian": f"<p>Читайте также: <a href='/2'>{OTHER}</a></p>",
    "a paragraph, English": f"<p>Read also: <a href='/2'>{OTHER}</a></p>",
    "two paragraphs": f"<p>ЧИТАЙТЕ ТАКОЖ</p><p><a href='/2'>{OTHER}</a></p>",
    "an aside": f"<aside><h3>За темою</h3><a href='/2'>{OTHER}</a></aside>",
    "a list": f"<p>Читайте також:</p><ul><li><a href='/2'>{OTHER}</a></li><li>{OTHER}</li></ul>",
    "a link alone": f"<p><a href='/2'>{OTHER}</a></p>",
    "hidden": f"<p style='display:none'>{OTHER}.</p>",
    "a caption": f"<figure><img src='/a.jpg'><figcaption>{OTHER}.</figcaption></figure>",
}  # fmt: skip


def told(html: str, title: str = TITLE) -> dict[str, str]:
    return {"title": title, "text": html, "published": "2025-03-20", "url": "https://visti.example/1",
            "lang": "uk"}  # fmt: skip


def as_json(path: Path, html: str) -> Path:
    file = path / "a.json"
    file.write_text(json.dumps([told(html)]), "utf-8")
    return file


def as_jsonl(path: Path, html: str) -> Path:
    file = path / "a.jsonl"
    file.write_text(json.dumps(told(html)), "utf-8")
    return file


def as_csv(path: Path, html: str) -> Path:
    file = path / "a.csv"
    with file.open("w", encoding="utf-8", newline="") as held:
        csv.writer(held).writerows([told(html).keys(), told(html).values()])
    return file


def as_excel(path: Path, html: str) -> Path:
    book = openpyxl.Workbook()
    book.active.append(list(told(html)))
    book.active.append(list(told(html).values()))
    book.save(path / "a.xlsx")
    return path / "a.xlsx"


def as_parquet(path: Path, html: str) -> Path:
    pd.DataFrame([told(html)]).to_parquet(path / "a.parquet")
    return path / "a.parquet"


def as_rss(path: Path, html: str) -> Path:
    file = path / "a.rss"
    file.write_text(
        '<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>Visti</title>'
        f"<item><title>{TITLE}</title><link>https://visti.example/1</link>"
        "<pubDate>Thu, 20 Mar 2025 10:00:00 +0200</pubDate>"
        f"<c:encoded><![CDATA[{html}]]></c:encoded></item></channel></rss>",
        "utf-8",
    )
    return file


def as_atom(path: Path, html: str) -> Path:
    file = path / "a.atom"
    file.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Visti</title><entry>'
        f'<title>{TITLE}</title><link href="https://visti.example/1"/>'
        "<published>2025-03-20T10:00:00+02:00</published>"
        f'<content type="html">{escape(html)}</content></entry></feed>',
        "utf-8",
    )
    return file


FORMATS = [as_json, as_jsonl, as_csv, as_excel, as_parquet, as_rss, as_atom]


def body(path: Path) -> list[str]:
    (article,) = read(path)
    assert isinstance(article, Article), article
    return article.body.split("\n\n")


@pytest.mark.parametrize("make", FORMATS)
@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_what_stands_around_the_article_goes(tmp_path, make, block):
    assert body(make(tmp_path, f"<p>{ONE}</p>{block}<p>{TWO}</p>")) == [ONE, TWO]
    assert body(make(tmp_path, f"<div><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p>{block}</div>")) == [
        ONE, TWO,
    ]  # fmt: skip


@pytest.mark.parametrize("make", FORMATS)
def test_what_is_the_articles_own_stays(tmp_path, make):
    own = (
        f"<p>{ONE}</p><h2>Що далі</h2><p>До пакета входять:</p><ul><li>155-мм снаряди;</li>"
        f"<li>дрони.</li></ul><p>Про це <a href='/3'>повідомили в міністерстві</a>.</p><p>{TWO}</p>"
    )
    assert body(make(tmp_path, own)) == [
        ONE, "Що далі", "До пакета входять:", "155-мм снаряди;", "дрони.",
        "Про це повідомили в міністерстві.", TWO,
    ]  # fmt: skip


@pytest.mark.parametrize("make", [as_json, as_csv, as_rss])
def test_a_whole_page_and_escaped_markup_are_read_too(tmp_path, make):
    page = (
        f"<!doctype html><html><head><title>{TITLE}</title><style>p {{}}</style></head><body>"
        f"<nav><p>Меню сайту</p></nav><p>{ONE}</p><p>{TWO}</p></body></html>"
    )
    assert body(make(tmp_path, page)) == [ONE, TWO]
    assert body(make(tmp_path, escape(f"<p>{ONE}</p><p>{TWO}</p>"))) == [ONE, TWO]


def test_a_text_without_markup_is_as_it_is():
    for text in ("2 < 3 і 5 > 4", "Він сказав: &lt;ні&gt;", "x <y> z"):
        assert fragment(text).links is None
        assert plain(text) == text
    assert plain("<p>Один &amp; два</p>три<br>чотири") == "Один & два\n\nтри\n\nчотири"


@pytest.mark.parametrize("make", FORMATS)
def test_a_beginning_is_known_as_one_with_its_link_to_the_rest(tmp_path, make):
    (found,) = read(make(tmp_path, f"<p>{ONE}</p><p><a href='/1'>Читати далі</a></p>"))
    assert found.code == "summary_only"


@pytest.mark.parametrize("make", FORMATS)
def test_a_text_of_a_few_words_stays(tmp_path, make):
    assert body(make(tmp_path, "<p>Зустріч відбулася</p>")) == ["Зустріч відбулася"]
