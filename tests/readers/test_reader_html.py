"""Web pages: what is taken from where, in which encoding, and what leads elsewhere."""

from __future__ import annotations

import gzip
from datetime import date, time

import pytest

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers import read_html
from coverage.readers.dates import find_date
from coverage.readers.described import layout_of, page_layouts, parse_page_layouts
from coverage.readers.html import extract
from coverage.readers.layouts import LayoutError, layouts
from coverage.readers.markup import decode_html, paragraphs, parse_html, text_of
from coverage.readers.published import Listed
from coverage.readers.sieve import own_paragraphs

TITLE = "Міністри обговорили спільне виробництво дронів"
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "Міністр оборони України у четвер у Києві зустрівся з колегою з Данії.",
        "«Ми домовилися про виробництво безпілотників», – зазначив він за підсумками розмови.",
        "Сторони також говорили про навчання екіпажів та про ремонт техніки.",
    )
)
MENU = f"<ul>{'<li>Світ</li>' * 6}</ul>"


def page(head: str = "", top: str = f"<h1>{TITLE}</h1>", body: str = BODY) -> bytes:
    return f"<html><head>{head}</head><body>{top}<div>{body}</div></body></html>".encode()


def linked(fields: str) -> str:
    return f'<script type="application/ld+json">{fields}</script>'


@pytest.mark.parametrize(
    ("head", "day", "clock"),
    [
        (
            linked('{"@type":"NewsArticle","datePublished":"2025-03-20T22:30:00Z"}'),
            date(2025, 3, 21), time(0, 30),
        ),
        (
            linked('{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},'
                   '{"@type":["Article"],"datePublished":"2025-03-20T11:31+02:00"}]}'),
            date(2025, 3, 20), time(11, 31),
        ),
        (
            linked('<!--[{"@type":"http://schema.org/Article","datePublished":"2025-03-20",}]-->'),
            date(2025, 3, 20), None,
        ),
        (
            '<meta property="article:published_time" content="2025-07-20T11:31:00+00:00">',
            date(2025, 7, 20), time(14, 31),
        ),
        ('<meta itemprop="datePublished" content="2025-03-20">', date(2025, 3, 20), None),
        (linked("{broken") + '<meta name="pubdate" content="2025-03-20">', date(2025, 3, 20), None),
    ],
)  # fmt: skip
def test_time_from_the_head(head: str, day: date, clock: time | None) -> None:
    found = extract(page(head))
    assert (found.published, found.clock) == (day, clock)


@pytest.mark.parametrize(
    "top",
    [
        f'<time>1.01.2001</time><h1>{TITLE}</h1><time datetime="2025-03-20T11:31">x</time>',
        f'<h1>{TITLE}</h1><div id="a"><b class="post-date">11:31, 20 березня 2025</b></div>',
        f"<h1>{TITLE}</h1><p>Іван Дяк<br>20.03.2025 11:31</p>",
        f'<div class="date">11:31 20.03.2025</div><h1>{TITLE}</h1>',
        f'<time>1 січня 2020</time><h1>{TITLE}</h1><i id="pubtime">20.03.2025 11:31</i>',
        # Another item's stands next to it, in better markup.
        f"<h1>{TITLE}</h1><i>20.03.2025 11:31</i><ul><li><time>1.01.2020</time></ul>",
        f"<h1>{TITLE}</h1>{MENU}<time>1.01.2020</time><p>Опубліковано: 20.03.2025 11:31</p>",
        f"<h1>{TITLE}</h1><time>Оновлено 22.03.2025</time><time>20.03.2025 11:31</time>",
        f'<h1>{TITLE}</h1><b class="date" data-datetime="2025-03-20T11:31">Учора</b>',
        f'<h1>{TITLE}</h1><time datetime="1742463060000">Вчора</time>',
        f'<div class="date">11:31 20.03.2025</div><h2>{TITLE}</h2><title>{TITLE} « Вісті</title>',
    ],
)
def test_time_beside_the_headline(top: str) -> None:
    found = extract(page(top=top))
    assert (found.published, found.clock) == (date(2025, 3, 20), time(11, 31))


@pytest.mark.parametrize(
    "path",
    [
        "2025/03/20/drones.html",
        "2025/WORLD/3/20/drones",
        "film/2025/mar/20/x",
        "20250320/",
        "2025-03-20-x",
    ],
)
def test_time_in_the_address(path: str) -> None:
    found = extract(page(), url=f"https://example.org/{path}")
    assert (found.published, found.clock) == (date(2025, 3, 20), None)


@pytest.mark.parametrize("path", ["2025/03/a", "2025/13/20/a", "12025/03/20/a", "2025/abc/20/a"])
def test_no_time_in_the_address(path: str) -> None:
    assert extract(page(), url=f"https://example.org/{path}").published is None


def test_time_in_the_title() -> None:
    found = extract(page(f"<title>{TITLE} | Вісті | 20.03.2025</title>"))
    assert (found.title, found.published) == (TITLE, date(2025, 3, 20))


def test_a_page_that_was_put_in_later_was_published_when_it_shows() -> None:
    head = '<meta itemprop="dateCreated" content="2025-03-20">'
    assert extract(page(head)).published == date(2025, 3, 20)
    shown = f'<h1>{TITLE}</h1><b class="date">20.03.2021</b>'
    assert extract(page(head, shown)).published == date(2021, 3, 20)


@pytest.mark.parametrize(
    ("top", "end"),
    [
        # Other items' days, on a page without a headline of its own.
        ("<time>20.03.2025</time><time>19.03.2025</time>", ""),
        # The day of today, far above.
        (f'<b class="date">20.03.2025</b>{"<i id=a></i>" * 20}<h1>{TITLE}</h1>', ""),
        # Two items that say when they were published.
        (f"<h1>{TITLE}</h1>", "<p>Опубліковано 1.03.2025</p><p>Опубліковано 2.03.2025</p>"),
    ],
)
def test_a_day_is_not_guessed(top: str, end: str) -> None:
    assert extract(page(top=top, body=BODY + "<p>Ще одне.</p>" * 45 + end)).published is None


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (f"<title>{TITLE} | Вісті</title>", f"<h1>Вісті</h1><h1><span>{TITLE} </span></h1>"),
        (f"<title>{TITLE} | Вісті</title>", "<h1>Вісті</h1>"),
        (f'<meta property="og:site_name" content="Вісті"><title>Вісті - {TITLE}</title>', ""),
        (f'<meta property="og:title" content="{TITLE}"><title>Вісті</title>', ""),
        (linked(f'{{"@type":"NewsArticle","headline":"{TITLE}"}}') + "<title>x</title>", ""),
        ('<meta property="og:title" content="Міністри про дрони…">', f"<h1>{TITLE}</h1>"),
        ("<title>Вісті</title>", f"<svg><title>icon</title></svg><h1>{TITLE}</h1>"),
    ],
)
def test_headline(head: str, top: str) -> None:
    assert extract(page(head, top)).title == TITLE


@pytest.mark.parametrize(
    ("head", "top"),
    [
        # What leads to the front page is the outlet's name, and the headline a lower heading.
        (f"<title>Вісті наших днів » {TITLE}</title>",
         f'<h1><a href="/">Вісті наших днів</a></h1><h2>{TITLE}</h2>'),
        (f"<title>{TITLE} › Вісті наших днів</title>",
         f'<h1><a href="https://example.org/blog/">Вісті наших днів</a></h1><h2>{TITLE}</h2>'),
        (f"<title>{TITLE}_Вісті</title>", f'<div class="news-title">{TITLE}</div>'),
        # The only <h1> is the second line of the headline right above it.
        (f"<title>{TITLE} - Вісті</title>",
         f'<div class="a__title">{TITLE}</div><h1>Уряд: міністри обговорили дрони</h1>'),
        # A kicker, or a name, within the heading.
        (f"<title>{TITLE} - Вісті</title>", f"<h1><span>Політика</span> {TITLE}</h1>"),
        (f"<title>{TITLE} - Вісті</title>", f"<h1><b>{TITLE}</b><a href='/x'>Іван Дяк</a></h1>"),
        # The page's title goes on where the heading ends.
        (f"<title>{TITLE}: усе про літаки, човни, танки, снаряди та ракети</title>",
         f"<h1>{TITLE}</h1>"),
        # Another wording for search engines, and headings within the text.
        (f'<meta property="og:title" content="{TITLE}"><title>x</title>',
         "<h1>Де їх роблять?</h1><h1>Хто за них заплатить і скільки?</h1>"),
        # The outlet is known by its host alone.
        (f"<title>{TITLE} | Example.org</title>", ""),
        ("<title>x</title>", "<h1>Міністри обговорили<br>спільне виробництво дронів</h1>"),
    ],
)  # fmt: skip
def test_headline_among_headings(head: str, top: str) -> None:
    assert extract(page(head, top), url="https://example.org/blog/2025/1/").title == TITLE


@pytest.mark.parametrize(
    "inner",
    [
        f"{TITLE} <span class=badge>Оновлено</span> <small>(відео)</small>",
        f"<i class='news-label'>Updated 14:20</i> {TITLE}",
        f"{TITLE}<sup>ВІДЕО</sup>",
        f"<span>{TITLE} <b>Фото</b></span> <em>[Видео]</em>",
        f"<span class=label>{TITLE}</span> <span class=tag>Live</span>",
    ],
)
@pytest.mark.parametrize("url", ["https://example.org/blog/2025/1/", "https://lb.ua/news/1"])
def test_a_badge_in_a_heading_is_none_of_the_headline(inner: str, url: str) -> None:
    head = f"<title>{TITLE} - Вісті</title>"
    assert extract(page(head, f"<h1>{inner}</h1>"), url=url).title == TITLE
    assert extract(page("<title>Вісті</title>", f"<h1>{inner}</h1>"), url=url).title == TITLE


@pytest.mark.parametrize(
    "inner",
    [
        "<b>Відео</b>конференція міністрів оборони тривала годину",
        "Міністри дивилися <i>відео</i> з виробництва дронів",
        "<span class=label>Оновлено</span>",
    ],
)
def test_a_word_of_the_headline_stays(inner: str) -> None:
    title = text_of(parse_html(inner.encode()))
    assert extract(page(f"<title>{title}</title>", f"<h1>{inner}</h1>")).title == title


@pytest.mark.parametrize(
    "above",
    [
        '<div class="a__title">Політика</div>',  # it is called otherwise
        f"<div>{TITLE}</div>",  # it is not said to be the title
        f'<div class="a__title">{TITLE}</div><p>У четвер.</p>',  # not right above it
    ],
)
def test_what_stands_above_a_heading_is_no_headline(above: str) -> None:
    heading = "Уряд: міністри обговорили спільне виробництво дронів"
    assert extract(page(f"<title>{TITLE}</title>", f"{above}<h1>{heading}</h1>")).title == heading


def test_rows_of_a_table_stay() -> None:
    rows = ["| Данія | 19 |", "| Нідерланди | 24 |"]
    kept = own_paragraphs(
        ["Міністр оборони України у четвер зустрівся з колегою.", *rows, "Сторони домовилися."],
        title=TITLE, outlet=None,
    )  # fmt: skip
    assert kept[1:3] == rows


def test_the_headline_is_not_repeated_but_may_be_quoted() -> None:
    quoting = f"{TITLE}, повідомила пресслужба уряду у четвер."
    found = [TITLE, f"Політика {TITLE}", quoting, "Сторони домовилися про ремонт."]
    assert own_paragraphs(found, title=TITLE, outlet=None) == found[2:]


def test_headline_with_entities() -> None:
    head = linked('{"@type":"NewsArticle","headline":"&laquo;Рамштайн&raquo; &amp; дрони"}')
    assert extract(page(head, "")).title == "«Рамштайн» & дрони"


@pytest.mark.parametrize(
    ("head", "url", "wanted"),
    [
        ('<link rel="canonical" href="/a/1">', "https://m.example.org/x?y", "https://m.example.org/a/1"),
        ('<link rel="canonical" href="https://example.org/a">', "", "https://example.org/a"),
        ('<meta property="og:url" content="https://example.org/a">', "", "https://example.org/a"),
        # Every page of some sites names the front page.
        (
            '<link rel="canonical" href="https://example.org/">',
            "https://example.org/a", "https://example.org/a",
        ),
        # A copy names its original, and is an article of its own.
        (
            '<link rel="canonical" href="https://agency.example/a">',
            "https://other.example/b", "https://other.example/b",
        ),
        (
            '<link rel="canonical" href="https://example.org/a">',
            "https://example-org.cdn.ampproject.org/c/s/example.org/a/amp", "https://example.org/a",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', "", ""),
        ('<link rel="canonical" href="http://[1">', "https://example.org/a", "https://example.org/a"),
    ],
)  # fmt: skip
def test_address(head: str, url: str, wanted: str) -> None:
    assert extract(page(head), url=url).url == wanted


def test_the_address_in_a_saved_page() -> None:
    saved = b"<!-- saved from url=(0026)https://www.lb.ua/news/1.html -->\n" + page()
    found = extract(saved)
    assert (found.url, found.outlet) == ("https://www.lb.ua/news/1.html", "LB.ua")


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<meta charset='windows-1251'>Привіт, світе".encode("cp1251"), ""),
        ('<?xml version="1.0" encoding="koi8-u"?>Привіт, світе'.encode("koi8_u"), ""),
        ("Привіт, світе".encode("cp1251"), "windows-1251"),
        ("<meta charset='windows-1251'>Привіт, світе".encode(), ""),
        ("\ufeffПривіт, світе".encode(), "iso-8859-1"),
        ("\ufeffПривіт, світе".encode("utf-16-le"), ""),
        ("<p>Привіт, світе, і вам усім добра та миру".encode("cp1251"), ""),
        ("<meta charset='no-such'>Привіт, світе, і вам усім добра".encode("cp1251"), ""),
        ("<meta charset=utf-8>Привіт, світе".encode() + b"\xd0", ""),
        ("<meta charset=utf-8>Привіт, світе, і вам усім добра та миру".encode("cp1251"), ""),
        ("<p>Привіт, світе, і вам усім добра та миру".encode("koi8_u"), "UTF-8"),
        ("<meta charset=windows-1251>Привіт, світе".encode("cp1251"), "utf-8"),
        ("<meta charset=hex>Привіт, світе, і вам усім добра".encode("cp1251"), ""),
    ],
)
def test_encoding(data: bytes, charset: str) -> None:
    assert "Привіт, світе" in decode_html(data, charset)


def test_letters_in_no_encoding_that_is_known_are_told() -> None:
    with pytest.raises(UnreadableInput) as told:
        decode_html(b"<meta charset=utf-8>" + bytes(range(0x80, 0x100)))
    assert told.value.code == "bad_encoding"


def test_bytes_that_are_no_page() -> None:
    for data, code in ((b"", "empty_file"), (b"  ", "empty_file"), (b"\x00\x01\x02", "binary")):
        with pytest.raises(UnreadableInput) as told:
            parse_html(data)
        assert told.value.code == code


def test_paragraphs_are_blocks_of_text() -> None:
    markup = (
        "<div>Один <b>два</b><script>x</script> три<p>чотири<br>п'ять</p><figure>фото</figure>"
        "<ul><li>шість</li><li>сім <a>вісім</a></li></ul><div hidden></div>дев'ять</div>"
    )
    found = list(paragraphs(parse_html(markup.encode())))
    assert found == ["Один два три", "чотири", "п'ять", "шість", "сім вісім", "дев'ять"]


def test_deep_nesting_does_no_harm() -> None:
    for element in (b"<div>", b'<div class="title">', b"<h2>", b'<h1><a href="/">'):
        deep = element * 50_000 + page()
        assert isinstance(read_html(deep, source="x"), Article | Rejection)


def test_an_outlet_that_changed_its_pages_is_read_all_the_same() -> None:
    changed = page(
        '<link rel="canonical" href="https://interfax.com.ua/news/general/1.html">',
        body=f'<div class="brand-new">{BODY}</div><div class="article-content"><p>Теги</p></div>',
    )
    found = extract(changed)
    assert (found.outlet, found.described) == ("Interfax-Ukraine", False)
    assert len(found.paragraphs) == 3


def test_every_layout_is_of_an_outlet_with_hosts() -> None:
    assert len(page_layouts()) >= 13
    for name in page_layouts():
        outlet = layouts().by_name(name)
        assert outlet is not None
        assert outlet.hosts
        assert layout_of(outlet) is page_layouts()[name]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"outlet": "No such", "body": ["p"]}, "not in layouts.toml"),
        ({"outlet": "UNN"}, "body is missing"),
        ({"outlet": "UNN", "body": ["p"], "bodi": ["p"]}, "unknown key 'bodi'"),
        ({"outlet": "UNN", "body": "p"}, "list of selectors"),
        ({"outlet": "UNN", "body": ["p["]}, "p"),
    ],
)
def test_a_wrong_layout_is_told(entry: dict[str, object], told: str) -> None:
    with pytest.raises(LayoutError, match=told):
        parse_page_layouts({"layout": [entry]})
    with pytest.raises(LayoutError):
        parse_page_layouts({"layout": [{"outlet": "UNN", "body": ["p"]}] * 2})


def test_links_to_other_items_go() -> None:
    found = [
        TITLE,
        "By Jane Roe",
        "The ministers met in Kyiv on Thursday and spoke about drones.",
        "Read also: Ambassador visits museum",
        "Ambassador visits museum in Vinnytsia",
        "What they agreed on",
        "They agreed to build a plant.",
        "Latest news",
        "Central bank keeps its key rate",
    ]
    links = frozenset({"ambassador visits museum in vinnytsia"})
    kept = own_paragraphs(found, title=TITLE, outlet=None, links=lambda: links)
    assert kept == [found[2], found[5], found[6]]


def test_a_front_page_is_no_article() -> None:
    told = read_html(page(), source="x", url="https://example.org/?utm_source=x")
    assert isinstance(told, Rejection)
    assert told.code == "no_article"


ARTICLE = '<meta property="article:published_time" content="2025-03-20T11:31:00+02:00">'
FRONT = '<link rel="canonical" href="https://example.org/">'


def test_an_article_whose_template_names_the_front_page_has_no_address() -> None:
    told = read_html(page(ARTICLE + FRONT), source="x")
    assert isinstance(told, Article)
    assert (told.url, told.outlet) == ("", "example.org")


@pytest.mark.parametrize(("head", "url"), [(FRONT, ""), (ARTICLE + FRONT, "https://example.org")])
def test_a_front_page_that_names_itself_is_no_article(head: str, url: str) -> None:
    told = read_html(page(head), source="x", url=url)
    assert isinstance(told, Rejection)
    assert told.code == "no_article"


@pytest.mark.parametrize("head", ["", "<title>S</title>", "<title>–</title>"])
def test_the_only_heading_is_the_headline_where_the_title_says_nothing(head: str) -> None:
    found = extract(page(head, "<h1>Умєров у Копенгагені</h1><p class=date>20.03.2025 11:31</p>"))
    assert (found.title, found.clock) == ("Умєров у Копенгагені", time(11, 31))


def test_language_twins_are_two_articles() -> None:
    url = "https://example.org/a"
    head = '<meta name="date" content="2025-03-20">'
    russian = (
        "<p>Министр обороны Украины в четверг в Киеве встретился с коллегой из Дании.</p>"
        "<p>Стороны также говорили об обучении экипажей и о ремонте техники.</p>"
    )
    one, other = (read_html(page(head, body=text), source="x", url=url) for text in (BODY, russian))
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    assert {one.lang, other.lang} == {"uk", "ru"}
    assert one.article_id != other.article_id


def test_a_packed_page_is_the_same_article(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from coverage.readers import read

    data = page('<meta name="date" content="2025-03-20">')
    (tmp_path / "a.html").write_bytes(data)
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(data))
    one, other = (next(read(tmp_path / name)) for name in ("a.html", "a.html.gz"))
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    assert one.article_id == other.article_id


@pytest.mark.parametrize(
    ("head", "shown", "listed", "day"),
    [
        ("", "", Listed(published=find_date("2025-03-20")), "2025-03-20"),
        ("", "", Listed(changed=find_date("2025-03-20")), "2025-03-20"),
        # What is shown may be another item's; what the page says of itself is not.
        ("", "<time>2024-01-01</time>", Listed(published=find_date("2025-03-20")), "2025-03-20"),
        ("", "<time>2024-01-01</time>", Listed(changed=find_date("2025-03-20")), "2024-01-01"),
        (
            '<meta property="article:published_time" content="2025-03-19">', "",
            Listed(published=find_date("2025-03-20")), "2025-03-19",
        ),
    ],
)  # fmt: skip
def test_the_day_of_the_list_fills_in(head: str, shown: str, listed: Listed, day: str) -> None:
    data = page(head, body=f"{shown}{BODY}")
    told = read_html(data, source="x", url="https://unknown.example/a", listed=listed)
    assert isinstance(told, Article)
    assert str(told.published) == day


def test_headline_and_outlet_of_the_list_fill_in() -> None:
    listed = Listed("Міністри про дрони", "Приклад", find_date("2025-03-20"))
    for top, title in (("", listed.title), (f"<h1>{TITLE}</h1>", TITLE)):
        told = read_html(page(top=top), source="x", url="https://unknown.example/a", listed=listed)
        assert isinstance(told, Article)
        assert (told.title, told.outlet) == (title, "Приклад")


def test_paragraphs_of_a_short_page_stay_apart():
    lead = "Прем'єр-міністр України провів переговори з прем'єр-міністром Чехії у Празі."
    end = "Сторони обговорили ініціативу щодо боєприпасів."
    page = (
        "<html><head><title>x</title></head><body><article><h1>Прем'єри говорили у Празі</h1>"
        "<time datetime='2025-04-02'>2 квітня 2025</time>"
        f"<p>{lead}</p><p>{end}</p></article></body></html>"
    )
    found = read_html(page.encode(), source="x", url="https://www.example.com/a")
    assert found.body == f"{lead}\n\n{end}"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("у Києві<sup>ВІДЕО</sup>", "у Києві ВІДЕО"),
        ("100 м<sup>2</sup> та 20<sup>th</sup>", "100 м2 та 20th"),
    ],
)
def test_a_raised_word_is_a_word_of_its_own(markup: str, text: str) -> None:
    assert list(paragraphs(parse_html(f"<p>{markup}</p>".encode()))) == [text]


def test_the_headings_of_a_live_blogs_entries_are_kept() -> None:
    heads = ("Міністр Данії прибув до Києва", "Переговори", "Підсумки")
    entries = "".join(
        f"<div class=entry><time datetime=2025-03-20T1{i}:00>1{i}:00</time><h3>{head}</h3>"
        f"<p>{head}: міністр оборони України прийняв у Києві колегу з Данії, {i} раз за рік.</p>"
        "</div>"
        for i, head in enumerate(heads)
    )
    other = "<h3><a href=/2>Інша новина дня</a></h3><p>Сторони говорили про навчання екіпажів.</p>"
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{entries}{other}</article>"
    found = extract(page.encode(), url="https://visti.example/1").paragraphs
    assert [each for each in found if each in heads] == list(heads)
    assert "Інша новина дня" not in found
