"""Lists of articles are told from articles: sections, tags, results of a search, front pages."""

from __future__ import annotations

import pytest

from coverage.model import Article, Rejection
from coverage.readers import read_html

LEAD = "Міністр оборони України прийняв у Києві колегу з Данії, говорили про дрони та про гроші."
TEXT = (
    "Міністр оборони України прийняв у Києві колегу з Данії. Сторони говорили про дрони та про "
    "кошти для українських зброярів, повідомила пресслужба міністерства. Наступна зустріч буде в "
    "Копенгагені, куди запросять і норвежців."
)
WEBSITE = '<meta property="og:type" content="website">'
ARTICLE = '<meta property="og:type" content="article">'
COLLECTION = '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'


def card(number: int, tag: str = "div", lead: str = LEAD) -> str:
    return (
        f'<{tag} class="card"><h3><a href="/news/{number}">Міністр обговорив із данцями дрони '
        f'{number}</a></h3><time datetime="2025-03-20T11:{number:02}"></time><p>{lead}</p></{tag}>'
    )


def page(body: str, head: str = "", title: str = "Політика") -> bytes:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/a'>Економіка</a></nav><h1>{title}</h1>{body}</body></html>"
    ).encode()


def code(data: bytes, url: str = "https://visti.example/politics") -> str:
    found = read_html(data, source="x", url=url)
    return found.code if isinstance(found, Rejection) else "read"


@pytest.mark.parametrize("tag", ["div", "li", "article", "section"])
@pytest.mark.parametrize("head", ["", WEBSITE, COLLECTION])
@pytest.mark.parametrize("lead", [LEAD, ""])
def test_a_list_is_told(tag: str, head: str, lead: str) -> None:
    assert code(page("".join(card(i, tag, lead) for i in range(8)), head)) == "list_page"


@pytest.mark.parametrize(
    "url", ["https://visti.example/tag/dania", "https://visti.example/search?q=dania"]
)
def test_a_short_list_is_told_by_its_address(url: str) -> None:
    described = f"<p>{LEAD} Тут усе, що ми про це писали.</p>"
    assert code(page(described + "".join(card(i) for i in range(3))), url) == "list_page"


def test_a_list_says_what_to_do() -> None:
    found = read_html(page("".join(map(card, range(8)))), source="x")
    assert isinstance(found, Rejection)
    assert "each" in found.reason


@pytest.mark.parametrize("url", ["https://visti.example/politics/7", "https://visti.example/tag/7"])
@pytest.mark.parametrize("head", ["", WEBSITE, COLLECTION, ARTICLE])
@pytest.mark.parametrize("body", [f"<p>{TEXT}</p>", f"<div>{TEXT}<br>{LEAD}</div>"])
@pytest.mark.parametrize("number", [3, 12])
def test_a_short_article_above_many_cards_is_an_article(
    url: str, head: str, body: str, number: int
) -> None:
    day = "<div class='date'>20 березня 2025</div>"
    cards = "".join(card(i, lead="") for i in range(number))
    data = page(day + body + cards, head, "Міністр обговорив із данцями гармати")
    assert code(data, url) == "read"


def test_what_calls_itself_an_article_is_one() -> None:
    items = "".join(card(i) for i in range(8))
    day = '<meta property="article:published_time" content="2025-03-20">'
    assert code(page(items, ARTICLE + day)) == "read"


def test_an_article_of_many_links_is_an_article() -> None:
    link = '<li><a href="/1">Хто і скільки дав Україні цього року</a></li>'
    data = page(f"<div class='date'>20.03.2025</div><p>{TEXT}</p><ul>{link * 9}</ul>")
    found = read_html(data, source="x", url="https://visti.example/digest")
    assert isinstance(found, Article)


def item(number: int, tag: str, day: str, title: str = "Данці приїхали") -> str:
    link = f'<h2><a href="/news/{number}">{title} {number}</a></h2>'
    return f"<{tag}>{link}{day}<p>{LEAD}</p></{tag}>"


@pytest.mark.parametrize("tag", ["div", "article"])
@pytest.mark.parametrize(
    "day", ["<time datetime=2025-03-20>20.03</time>", "<span>20.03.2025</span>"]
)
@pytest.mark.parametrize("about", ["", "<p>Журналіст, пише про дипломатію з 2014 року.</p>"])
def test_items_with_short_headlines_are_told_by_the_address(tag: str, day: str, about: str) -> None:
    items = "".join(item(i, tag, day) for i in range(3))
    for path in ("tag/dania", "category/dania/", "author/ivan"):
        assert code(page(about + items), f"https://visti.example/{path}") == "list_page"


@pytest.mark.parametrize("head", ["", WEBSITE])
def test_a_few_items_with_days_of_their_own_and_nothing_else_are_a_list(head: str) -> None:
    items = "".join(item(i, "article", "<time datetime=2025-03-20></time>") for i in range(3))
    assert code(page(items, head)) == "list_page"
    day = "<div class='date'>20 березня 2025</div>"
    brief = f"{day}<p>{LEAD}</p>"
    assert code(page(brief + items, head, "Міністр обговорив із данцями гармати")) == "read"


def test_entries_of_one_page_are_no_list() -> None:
    entries = "".join(
        item(i, "div", "<time datetime=2025-03-20></time>").replace("/news/", "#entry-")
        for i in range(4)
    )
    day = '<meta name="date" content="2025-03-20">'
    assert code(page(entries, day, "Онлайн: приїзд данців")) == "read"
