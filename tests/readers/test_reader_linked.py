"""JSON-LD as pages write it, and what programs that save pages leave in them."""

import json

import pytest

from coverage.model import Article
from coverage.readers import read_html

TITLE = "Міністри оборони зустрілися в Києві"
TEXT = "".join(
    f"<p>Міністр оборони у четвер у Києві зустрівся з колегою з Данії, частина {n}.</p>"
    for n in range(5)
)
NEWS = {
    "@type": "NewsArticle", "headline": TITLE, "datePublished": "2025-03-20T10:00:00Z",
    "url": "https://visti.example/a/1", "publisher": {"@id": "#org"},
}  # fmt: skip
ORG = {"@type": "NewsMediaOrganization", "@id": "#org", "name": "Вісті &amp; новини"}
OTHER = {"@type": "ItemList", "itemListElement": [{**NEWS, "datePublished": "2020-01-01"}]}


def block(text: object, kind: str = "application/ld+json") -> str:
    held = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
    return f'<script type="{kind}">{held}</script>'


def read(head: str, before: str = "") -> Article:
    page = (
        f"<!doctype html>{before}<html lang=uk><head><meta charset=utf-8><title>{TITLE}</title>"
        f"{head}</head><body><article><h1>{TITLE}</h1>{TEXT}</article></body></html>"
    )
    found = read_html(page.encode(), source="x")
    assert isinstance(found, Article), found
    return found


BOTH = json.dumps([NEWS, ORG], ensure_ascii=False)


@pytest.mark.parametrize(
    "head",
    [
        block({"@graph": [{"@type": "WebPage", "datePublished": "2019-01-01"}, NEWS, ORG]}),
        block({"@graph": [ORG, OTHER, NEWS]}),
        block([NEWS]) + block(ORG),
        block(ORG) + block([[NEWS]]),
        block({**NEWS, "@type": "schema:NewsArticle"}) + block(ORG),
        block({**NEWS, "@type": ["Thing", "https://schema.org/Article"]}) + block(ORG),
        block({**NEWS, "publisher": [{"@type": "Organization", "name": "Вісті & новини"}]}),
        block({**NEWS, "publisher": "Вісті & новини"}),
        block({"@type": "WebPage", "mainEntity": {**NEWS, "publisher": ORG}}),
        block(f"//<![CDATA[\n{BOTH}\n//]]>"),
        block(f"<!--\n{BOTH}\n-->"),
        block(json.dumps(ORG) + "\n" + json.dumps(NEWS)),
        block(f"{BOTH[:-1]},]"),
        block(BOTH.replace('"', "&quot;")),
        block(BOTH, kind="application/ld+json; charset=utf-8"),
        block("{ no json") + block(BOTH),
    ],
)
def test_the_article_and_its_publisher_are_found(head):
    found = read(head)
    assert (found.outlet, found.url) == ("Вісті & новини", "https://visti.example/a/1")
    assert (str(found.published), f"{found.published_time:%H:%M}") == ("2025-03-20", "12:00")


def test_a_reference_that_leads_nowhere_names_nobody():
    assert read(block(NEWS)).outlet == "visti.example"
    assert read(block({**NEWS, "publisher": {"name": "https://visti.example"}})).outlet == (
        "visti.example"
    )


@pytest.mark.parametrize(
    "left",
    [
        "<!-- saved from url=(0025)https://visti.example/a/1 -->",
        "<!--\n Page saved with SingleFile \n url: https://visti.example/a/1 \n saved date: x\n-->",
        "<!-- Mirrored from visti.example/a/1 by HTTrack Website Copier/3.x -->",
    ],
)
def test_a_saved_page_tells_where_it_is_from(left):
    found = read("<meta name=date content='2025-03-20'>", before=left)
    assert found.url == "https://visti.example/a/1"


ELSE = {
    "@type": "NewsArticle", "headline": "Уряд ухвалив бюджет громади", "url": "/a/other",
    "datePublished": "2025-01-01T00:00:00Z", "publisher": "Інші",
}  # fmt: skip
HERE = "<link rel=canonical href=https://www.visti.example/a/1?utm_source=fb>"
SHOWN = "<meta property=article:published_time content=2025-03-20T12:00:00+02:00>"
BARE = {name: value for name, value in NEWS.items() if name != "url"}


@pytest.mark.parametrize(
    "head",
    [
        HERE + block([ELSE, NEWS]),
        HERE + block({"@graph": [ELSE, NEWS]}),
        HERE + block(ELSE) + block(NEWS),
        block(ELSE) + block(NEWS),
        HERE + block(ELSE) + block(BARE),
        HERE + block(ELSE) + block({**NEWS, "headline": "Danish minister in Kyiv"}),
        HERE + block({**ELSE, "url": {}}) + block({**BARE, "mainEntityOfPage": {"@id": "/a/1"}}),
        HERE + SHOWN + block(ELSE),
        HERE + SHOWN + block({**ELSE, "url": ""}),
        HERE + SHOWN + block({**ELSE, "headline": ""}),
    ],
)
def test_the_article_of_another_page_says_nothing_of_this_one(head):
    found = read(head)
    assert (found.title, found.url.partition("?")[0][-4:]) == (TITLE, "/a/1")
    assert (str(found.published), f"{found.published_time:%H:%M}") == ("2025-03-20", "12:00")


BROKEN = """{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Вісті"},
"headline": "Міністри \n "оборони" зустрілися", "datePublished": "2025-03-20T10:00:00Z",}"""


def test_of_a_block_that_is_no_json_the_day_is_taken_where_it_is_surely_the_articles():
    found = read(block(BROKEN))
    assert (str(found.published), f"{found.published_time:%H:%M}") == ("2025-03-20", "12:00")
    page = (
        f"<html lang=uk><head>{block(BROKEN)}</head><body><article>{TEXT}</article></body></html>"
    )
    named = read_html(page.encode(), source="x")
    assert isinstance(named, Article)
    assert named.title == 'Міністри "оборони" зустрілися'


def test_of_a_block_that_is_no_json_and_has_two_articles_no_day_is_taken():
    page = f"<html><head>{block(BROKEN + BROKEN)}</head><body><h1>{TITLE}</h1>{TEXT}</body></html>"
    found = read_html(page.encode(), source="x")
    assert getattr(found, "code", "") == "no_date"


WEB = {"@type": "WebPage", "datePublished": "2025-03-20T10:00:00Z", "name": f"{TITLE} - Вісті"}
SHOWN = '<p class="date">18.03.2025</p>'


@pytest.mark.parametrize(
    ("head", "shown", "expected"),
    [
        # No article at all: WordPress' plugins write so of pages.
        (block({"@graph": [WEB, {"@type": "BreadcrumbList"}]}), "", "2025-03-20"),
        (block({**WEB, "@id": "https://visti.example/a/1"}), SHOWN, "2025-03-20"),
        # Of which page it is, is not said: what is shown is surer.
        (block({**WEB, "name": ""}), SHOWN, "2025-03-18"),
        (block({**WEB, "@type": "CollectionPage"}), SHOWN, "2025-03-18"),
        (block({**WEB, "url": "https://visti.example/a/2", "name": "Інше"}), SHOWN, "2025-03-18"),
        # The article says it itself.
        (block([{**NEWS, "datePublished": "2025-03-19"}, WEB]), "", "2025-03-19"),
        # It says no day.
        (block([{"@type": "NewsArticle", "headline": TITLE}, WEB]), "", "2025-03-20"),
        (block({**NEWS, "datePublished": 1742464800}), "", "2025-03-20"),
        (block({**NEWS, "datePublished": 1742464800000}), "", "2025-03-20"),
        (block({**NEWS, "datePublished": 17}), SHOWN, "2025-03-18"),
        (block({**NEWS, "datePublished": True}), SHOWN, "2025-03-18"),
        ('<meta name="citation_publication_date" content="2025/03/20">', "", "2025-03-20"),
    ],
)
def test_a_day_that_the_head_says_of_its_page(head, shown, expected):
    canonical = '<link rel="canonical" href="https://visti.example/a/1">'
    page = (
        f"<!doctype html><html lang=uk><head><meta charset=utf-8><title>{TITLE}</title>{canonical}"
        f"{head}</head><body><article><h1>{TITLE}</h1>{shown}{TEXT}</article></body></html>"
    )
    found = read_html(page.encode(), source="x")
    assert isinstance(found, Article), found
    assert str(found.published) == expected
