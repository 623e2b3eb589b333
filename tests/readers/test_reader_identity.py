from __future__ import annotations

from datetime import date

import pytest

from coverage.errors import UnreadableInput
from coverage.readers import read_record
from coverage.readers.identity import article_id, canonical_url, host_of


@pytest.mark.parametrize(
    ("shared", "plain"),
    [
        (
            "HTTPS://RU.Interfax.com.ua/news/general/1063033-amp.html",
            "ru.interfax.com.ua/news/general/1063033.html",
        ),
        ("https://www.rbc.ua/ukr/news/x-1758903620.html/amp", "rbc.ua/ukr/news/x-1758903620.html"),
        ("http://amp.dw.com/uk/a-1/", "dw.com/uk/a-1"),
        ("https://m.day.kyiv.ua/a?b=2&a=1#top", "day.kyiv.ua/a?a=1&b=2"),
        ("https://nv.ua/x.html?utm_source=tg&fbclid=1&id=7", "nv.ua/x.html?id=7"),
        ("https://leopolis.news./page:8080", "leopolis.news/page:8080"),
        ("https://a.ua:8443/x", "a.ua:8443/x"),
        ("https://m.ua/x", "m.ua/x"),
        ("https://a.ua/новина%d0%b0//b", "a.ua/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0%D0%B0/b"),
        ("https://новини.укр/x", "xn--b1amarcd.xn--j1amh/x"),
        ("https://nv-ua.cdn.ampproject.org/c/s/nv.ua/x.html/amp?utm_source=a", "nv.ua/x.html"),
        ("https://web.archive.org/web/20250320113100id_/https://www.nv.ua/x?id=1", "nv.ua/x?id=1"),
    ],
)
def test_one_page_has_one_url(shared: str, plain: str) -> None:
    assert canonical_url(shared) == plain


@pytest.mark.parametrize("url", ["javascript:alert(1)", "nv.ua/x", "https://", "http://[1", "x:y"])
def test_what_is_no_web_address_is_told(url: str) -> None:
    with pytest.raises(UnreadableInput) as told:
        canonical_url(url)
    assert told.value.code == "bad_field"


def identity(**changed: object) -> str:
    fields = {"url": "", "lang": "ru", "outlet": "НВ", "day": date(2025, 3, 20), "title": "Ёж — да"}
    return article_id(**(fields | changed))  # type: ignore[arg-type]


def test_with_a_url_only_the_language_counts_besides() -> None:
    one = identity(url="https://nv.ua/x?utm_source=a")
    assert one == identity(url="http://www.nv.ua/x/", title="other", outlet="other", given_id="7")
    assert one != identity(url="https://nv.ua/x", lang="uk")
    assert len(one) == 16
    assert int(one, 16) >= 0


def test_without_a_url_outlet_day_language_and_folded_headline_count() -> None:
    assert identity() == identity(title="  еж, ДА", outlet="нв")
    others = [{"day": date(2025, 3, 21)}, {"outlet": "УП"}, {"lang": "uk"}, {"title": "Ёж — нет"}]
    assert identity() not in [identity(**each) for each in others]


def test_the_supplier_s_id_stands_for_the_headline() -> None:
    one = identity(given_id="7")
    assert one == identity(given_id="7", title="Ёж — нет", lang="uk")
    others = [{"given_id": "8"}, {"outlet": "УП"}, {"day": date(2025, 3, 21)}]
    assert one not in [identity(**{"given_id": "7", **each}) for each in others]


def test_an_id_of_no_outlet_needs_the_headline_too() -> None:
    one = identity(given_id="7", outlet="")
    assert one == identity(given_id="7", outlet="")
    assert one != identity(given_id="7", outlet="", title="Ёж — нет")


@pytest.mark.parametrize(
    "given", [{}, {"id": "n-1"}, {"id": "n-1", "outlet": "НВ"}, {"outlet": "НВ"}]
)
def test_a_changed_text_is_the_same_article(given: dict[str, str]) -> None:
    made = [
        read_record(
            {"title": "Ministers meet in Kyiv", "published": "2025-03-20", "text": text, **given},
            source,
        )
        for source, text in (("a", "They met on Thursday."), ("b", "They met on Thursday, again."))
    ]
    assert [getattr(each, "body", each) for each in made] == [
        "They met on Thursday.", "They met on Thursday, again.",
    ]  # fmt: skip
    one, two = (each.article_id for each in made)  # type: ignore[union-attr]
    assert one == two


def test_host_of() -> None:
    assert host_of("https://www.nv.ua:8443/x?y") == "nv.ua"
    assert host_of("") == ""
