"""Feeds as they are met: XML that is none, XHTML in Atom, pictures' titles, others' articles."""

import re

import pytest

from coverage.model import Article
from coverage.readers import read
from coverage.readers.feed import FeedEntry, parse_feed

TEXT = "Міністр оборони України у четвер у Києві зустрівся з колегою з Данії."
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def rss(held: str, title: str = "Зустріч", link: str = "https://visti.example/a/1") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss {MEDIA} {CONTENT}><channel>'
        "<title>Вісті</title><link>https://visti.example/</link><item>"
        f"<title>{title}</title><link>{link}</link>"
        f"<pubDate>Thu, 20 Mar 2025 12:00:00 +0200</pubDate>{held}</item></channel></rss>"
    )


WHOLE = f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>"


def entry_of(feed: str) -> FeedEntry:
    (entry,) = parse_feed(feed.encode()).entries
    return entry


@pytest.mark.parametrize(
    "feed",
    [
        rss(WHOLE.replace("</p>", "\x0b</p>")),
        rss(WHOLE, title="Зустріч&nbsp;"),
        "\n<br />\n<b>Warning</b>: date() in index.php on line 7\n" + rss(WHOLE),
        rss(WHOLE, title="Зустріч\x02"),
    ],
)
def test_what_makes_no_xml_is_mended(feed):
    read = parse_feed(feed.encode())
    assert read.fault == ""
    (entry,) = read.entries
    assert (entry.title, entry.text) == ("Зустріч", TEXT)


def test_a_bare_ampersand_costs_nothing_of_an_address():
    entry = entry_of(rss(WHOLE, title="AT&T & co", link="https://visti.example/a?id=1&page=2"))
    assert entry.url == "https://visti.example/a?id=1&page=2"
    assert entry.title == "AT&T & co"


def test_what_is_quoted_is_left_as_it_is():
    quoted = "<![CDATA[<!DOCTYPE html><p>Він &amp; вона: " + TEXT + "</p>]]>"
    assert entry_of(rss(f"<content:encoded>{quoted}</content:encoded>")).text == (
        f"Він & вона: {TEXT}"
    )


@pytest.mark.parametrize("prefix", ["", "h:"])
def test_xhtml_in_atom(prefix):
    namespace = f'xmlns{":h" if prefix else ""}="http://www.w3.org/1999/xhtml"'

    def xhtml(inner: str) -> str:
        marked = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", inner)
        return f"<{prefix}div {namespace}>{marked}</{prefix}div>"

    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        '<title type="html">Вісті &amp;amp; новини</title>'
        f'<entry><title type="xhtml">{xhtml("Зустріч <b>міністрів</b>")}</title>'
        '<link href="https://visti.example/a/1"/><published>2025-03-20T10:00:00Z</published>'
        f'<content type="xhtml">{xhtml(f"<p>{TEXT}</p><p>Далі &lt; 5.</p>")}</content>'
        "</entry></feed>"
    )
    read = parse_feed(feed.encode())
    assert read.title == "Вісті & новини"
    assert read.entries[0].title == "Зустріч міністрів"
    assert read.entries[0].text == f"{TEXT}\n\nДалі < 5."


def test_what_a_picture_or_film_is_called_is_no_article():
    caption = f"<media:content><media:title>Фото</media:title>{TEXT}</media:content>"
    assert entry_of(rss(caption)).text == ""
    assert entry_of(rss(caption + WHOLE)).text == TEXT
    sitemap = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
        'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"><url>'
        "<image:image><image:loc>https://visti.example/i.jpg</image:loc>"
        "<image:title>Фото</image:title></image:image><video:video><video:title>Відео</video:title>"
        "<video:publication_date>2020-01-01</video:publication_date></video:video>"
        "<loc>https://visti.example/a/1</loc><news:news>"
        "<news:publication_date>2025-03-20T12:00:00+02:00</news:publication_date>"
        "<news:title>Зустріч</news:title></news:news></url></urlset>"
    )
    entry = entry_of(sitemap)
    assert (entry.url, entry.title) == ("https://visti.example/a/1", "Зустріч")
    assert str(entry.published.day) == "2025-03-20"


@pytest.mark.parametrize(
    ("link", "source", "outlet"),
    [
        (
            "https://other.example/a/1",
            '<source url="https://other.example/rss">Інші</source>',
            "Інші",
        ),
        (
            "https://visti.example/a/1",
            '<source url="https://visti.example/">Сайт</source>',
            "Вісті",
        ),
        ("https://other.example/a/1", "", "Вісті"),
    ],
)
def test_who_published_what_a_feed_of_others_articles_has(tmp_path, link, source, outlet):
    path = tmp_path / "a.rss"
    path.write_text(rss(source + WHOLE, link=link), "utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.outlet == outlet


def test_what_the_source_of_an_entry_is_made_of_is_not_its_own():
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Огляд</title><entry><source>'
        "<title>Вісті</title><id>https://visti.example/</id><published>2020-01-01</published>"
        '</source><title>Зустріч</title><link href="https://visti.example/a/1"/>'
        f"<updated>2025-03-20T10:00:00Z</updated><content>{TEXT}</content></entry></feed>"
    )
    entry = entry_of(feed)
    assert (entry.title, entry.published, entry.source) == ("Зустріч", None, "Вісті")
    assert str(entry.dated.day) == "2025-03-20"
