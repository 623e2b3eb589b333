from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.errors import UnreadableInput
from coverage.model import Article
from coverage.readers import read_record
from coverage.readers.identity import article_id, canonical_url, host_of
from coverage.readers.layouts import layouts


@pytest.mark.parametrize(
    ("shared", "plain"),
    [
        (
            "HTTPS://RU.Interfax.com.ua/news/general/1063033-amp.html",
            "ru.interfax.com.ua/news/1063033",
        ),
        ("https://interfax.com.ua/news/economic/1063033.html", "interfax.com.ua/news/1063033"),
        ("https://www.radiosvoboda.org/a/news-drony/33500001.html", "radiosvoboda.org/33500001"),
        ("https://www.radiosvoboda.org/amp/news-drony/33500001.html", "radiosvoboda.org/33500001"),
        ("https://www.radiosvoboda.org/amp/33500001.html", "radiosvoboda.org/33500001"),
        (
            "https://www.radiosvoboda.org/a/33500001.html?nocache=1",
            "radiosvoboda.org/33500001?nocache=1",
        ),
        ("https://www.radiosvoboda.org/z/630", "radiosvoboda.org/z/630"),
        ("https://censor.net/ua/news/3570001/drony", "censor.net/ua/3570001"),
        ("https://censor.net/ua/n3570001", "censor.net/ua/3570001"),
        ("https://censor.net.ua/ua/news/3570001/inshi_slova", "censor.net/ua/3570001"),
        ("https://censor.net/ua/video/3570001/drony", "censor.net/ua/video/3570001/drony"),
        ("https://www.ukrinform.ua/rubric-ato/4012345-drony.html", "ukrinform.ua/4012345"),
        ("https://www.ukrinform.ua/rubric-polytics/4012345-nove.html", "ukrinform.ua/4012345"),
        ("https://www.ukrinform.net/rubric-polytics/4012345-x.html", "ukrinform.net/4012345"),
        ("https://rus.lb.ua/world/2025/03/20/667777_drony.html", "rus.lb.ua/667777"),
        ("https://rus.lb.ua/news/2025/03/20/667777_drugie.html", "rus.lb.ua/667777"),
        ("https://menafn.com/1109331234/Ukraine-Denmark", "menafn.com/1109331234"),
        ("https://www.radiosvoboda.org/z/33500001.html", "radiosvoboda.org/z/33500001.html"),
        ("https://a.ua/a/5/?mobile=1", "a.ua/a/5"),
        ("https://a.ua/calendar?m=1", "a.ua/calendar?m=1"),
        ("https://a.ua/a/5/print", "a.ua/a/5"),
        ("https://a.ua/news/print", "a.ua/news/print"),
        ("https://a.ua/print", "a.ua/print"),
        ("https://a.ua/a/blueprint", "a.ua/a/blueprint"),
        ("https://a.ua/a/5?amp;utm_source=1", "a.ua/a/5"),
        ("https://t.me/iv?url=https://nv.ua/x.html&rhash=1", "nv.ua/x.html"),
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
        ("https://cdn.ampproject.org/c/s/www.nv.ua/amp/x.html", "nv.ua/x.html"),
        ("https://www.google.com/amp/s/nv.ua/ukr/amp/x.html?amp=1", "nv.ua/ukr/x.html"),
        ("https://www.google.com.ua/amp/s/nv.ua/x.html?usqp=mq331AQ", "nv.ua/x.html"),
        (
            "https://www.google.com/url?rct=j&sa=t&url=https://www.nv.ua/x.html%3Fid%3D7&ct=ga",
            "nv.ua/x.html?id=7",
        ),
        ("https://google.com.ua/url?q=https://nv.ua/x.html&sa=U", "nv.ua/x.html"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fnv.ua%2Fx.html&h=A", "nv.ua/x.html"),
        ("https://google.com/url?sa=t&id=5", "google.com/url?id=5&sa=t"),
        ("https://nv.ua/url?q=https://a.ua/x", "nv.ua/url?q=https%3A%2F%2Fa.ua%2Fx"),
        ("https://www.pravda.com.ua/amp/news/2025/03/20/7/", "pravda.com.ua/news/2025/03/20/7"),
        ("https://www.pravda.com.ua/news/2025/03/20/7/amp", "pravda.com.ua/news/2025/03/20/7"),
        ("https://nv.ua/news/ampere/1", "nv.ua/news/ampere/1"),
        ("https://a.ua/news/x.amp", "a.ua/news/x"),
        ("https://a.ua/x?output=amp&view=amp&amp=1", "a.ua/x"),
        (
            "https://a.ua/x?gad_source=1&gad_campaignid=2&_gl=1*a&srsltid=A&wbraid=B&gbraid=C",
            "a.ua/x",
        ),
        ("https://a.ua/x?ncid=txt&tg_rhash=0af&source=rss&UTM_Source=a&Igsh=1", "a.ua/x"),
        ("https://a.ua/x?id=7&amp;utm_source=rss&amp;n=2", "a.ua/x?id=7&n=2"),
        ("https://ua.interfax.com.ua/news/general/1.html", "interfax.com.ua/news/general/1.html"),
        ("https://mobile.a.ua/x", "a.ua/x"),
        ("https://a.ua/one%2Dtwo%7e%2F%d0%b0", "a.ua/one-two~%2F%D0%B0"),
        ("https://a.ua/news/../news/./7", "a.ua/news/7"),
        ("https://a.ua/news/%2e%2E/8", "a.ua/8"),
        ("https://www-pravda-com-ua.translate.goog/news/7?_x_tr_sl=uk", "pravda.com.ua/news/7"),
        ("https://k--news-com-ua.translate.goog/7", "k-news.com.ua/7"),
        ("https://ru.m.a.ua/x", "ru.a.ua/x"),
        ("https://m.com.ua/x", "m.com.ua/x"),
        ("https://www.m.com.ua/x", "m.com.ua/x"),
        ("https://news.amp.org.ua/x", "news.amp.org.ua/x"),
        ("https://www.theguardian.com/a/b?CMP=share_btn_url", "theguardian.com/a/b"),
        ("https://a.ua/x?unlocked_article_code=1&searchResultPosition=2&smid=url-share", "a.ua/x"),
        ("https://www.dw.com/uk/a-1?maca=ukr-rss-1", "dw.com/uk/a-1"),
        ("https://t.me/s/channel/7", "t.me/channel/7"),
        ("https://t.me/channel/7?single", "t.me/channel/7"),
        ("https://t.me/s/channel", "t.me/s/channel"),
        ("https://www.bbc.co.uk/news/articles/c1", "bbc.com/news/articles/c1"),
        ("https://a.ua/#/article/101?x", "a.ua#/article/101%3Fx"),
        ("https://a.ua/app#!/news/7", "a.ua/app#!/news/7"),
        ("https://a.ua/x#/", "a.ua/x"),
        ("https://telegram.me/channel/7", "t.me/channel/7"),
        ("https://twitter.com/a/status/1?s=20", "x.com/a/status/1?s=20"),
        ("https://archive.ph/https://nv.ua/x.html", "nv.ua/x.html"),
        ("https://archive.today/20250320113100/https://nv.ua/x.html", "nv.ua/x.html"),
        ("https://archive.ph/AbC1", "archive.ph/AbC1"),
        ("https://l.instagram.com/?u=https%3A%2F%2Fnv.ua%2Fx.html&e=A", "nv.ua/x.html"),
        ("https://translate.google.com/translate?sl=uk&u=https://nv.ua/x.html", "nv.ua/x.html"),
        ("https://nv.ua/x.html?_x_tr_sl=uk&_x_tr_tl=en", "nv.ua/x.html"),
        ("https://a.ua/x;jsessionid=0AF?PHPSESSID=1&id=7", "a.ua/x?id=7"),
        ("https://a.ua/x?print=1", "a.ua/x"),
        ("https://a.ua/x?print=7", "a.ua/x?print=7"),
        ("https://a.ua/news/7/index.html", "a.ua/news/7"),
        ("https://a.ua/news/7/index.htm?utm_source=a", "a.ua/news/7"),
        ("https://a.ua/news/7/index.html/amp", "a.ua/news/7"),
        ("https://a.ua/index.html", "a.ua"),
        ("https://a.ua/news/my-index.html", "a.ua/news/my-index.html"),
    ],
)
def test_one_page_has_one_url(shared: str, plain: str) -> None:
    assert canonical_url(shared) == plain


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("https://www.a.ua/x/?utm_source=fb&id=7&fbclid=1#top", "https://www.a.ua/x/?id=7"),
        ("https://a.ua/x?utm_medium=x", "https://a.ua/x"),
        ("https://a.ua/x?q=%D0%B0+b&amp=1", "https://a.ua/x?q=%D0%B0+b"),
        ("https://a.ua/#/article/7", "https://a.ua/#/article/7"),
        ("https://a.ua/X?Id=7&b", "https://a.ua/X?Id=7&b"),
        ("https://web.archive.org/web/20250320113100/https://www.a.ua/x", "https://www.a.ua/x"),
        ("https://www-a-ua.translate.goog/x?_x_tr_sl=uk&id=7", "https://www.a.ua/x?id=7"),
        ("https://t.me/s/channel/7", "https://t.me/channel/7"),
    ],
)
def test_the_address_that_is_stored_has_no_tracking(given: str, stored: str) -> None:
    record = {"title": "Ministers meet in Kyiv", "published": "2025-03-20", "url": given}
    made = read_record(record | {"text": "They met in Kyiv on Thursday, and again."}, "a")
    assert isinstance(made, Article)
    assert made.url == stored
    assert canonical_url(stored) == canonical_url(given)


def test_of_several_addresses_in_one_field_the_first_counts() -> None:
    record = {"title": "Ministers meet in Kyiv", "published": "2025-03-20"}
    record["text"] = "They met in Kyiv on Thursday, and again."
    made = read_record(record | {"url": "https://a.ua/5\nhttps://a.ua/6"}, "a")
    assert isinstance(made, Article)
    assert made.url == "https://a.ua/5"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "nv.ua/x", "https://", "http://[1", "x:y"])
def test_what_is_no_web_address_is_told(url: str) -> None:
    with pytest.raises(UnreadableInput) as told:
        canonical_url(url)
    assert told.value.code == "bad_field"


# What outlets call the number or name of an article in its address.
PAGE_PARAMETERS = [
    "id", "p", "newsid", "news_id", "article", "articleid", "article_id", "aid", "nid", "n", "a",
    "page_id", "post", "story", "storyid", "item", "itemid", "doc", "cid", "sid", "s", "t", "d",
    "date", "page", "name", "title", "slug", "key", "q", "v", "type", "source", "view", "feed",
    "lang", "hl", "l", "path", "node", "module", "option", "action", "show", "cat", "c", "i", "k",
]  # fmt: skip


@given(
    st.sampled_from(PAGE_PARAMETERS),
    st.lists(st.integers(0, 10**6), min_size=2, max_size=2, unique=True),
)
def test_addresses_of_two_articles_stay_two(name: str, numbers: list[int]) -> None:
    one, other = (f"https://a.ua/news.php?{name}={n}&utm_source=x" for n in numbers)
    assert canonical_url(one) != canonical_url(other)
    one, other = (f"https://m.a.ua/{name}/{n}/amp" for n in numbers)
    assert canonical_url(one) != canonical_url(other)


@given(st.from_regex(r"https?://[a-z0-9.-]{1,20}\.ua(/[a-z0-9._-]{0,8}){0,4}(\?[a-z0-9=&_]{0,20})?",
                     fullmatch=True))  # fmt: skip
def test_a_canonical_address_is_its_own(url: str) -> None:
    try:
        plain = canonical_url(url)
    except UnreadableInput:
        return
    assert canonical_url(f"https://{plain}") == plain


def identity(**changed: object) -> str:
    fields = {"url": "", "lang": "ru", "outlet": "НВ", "day": date(2025, 3, 20), "title": "Ёж — да"}
    return article_id(**(fields | changed))  # type: ignore[arg-type]


def test_with_a_url_only_the_language_counts_besides() -> None:
    one = identity(url="https://nv.ua/x?utm_source=a")
    assert one == identity(url="http://www.nv.ua/x/", title="other", outlet="other", given_id="7")
    assert one != identity(url="https://nv.ua/x", lang="uk")
    assert len(one) == 16
    assert int(one, 16) >= 0


@pytest.mark.parametrize("front", ["https://nv.ua", "https://www.nv.ua/?utm_source=a", "nv.ua/"])
def test_a_site_s_front_page_is_no_article_s(front: str) -> None:
    """A column of links that all lead there made all rows revisions of one article."""
    front = front if "://" in front else f"https://{front}"
    assert identity(url=front) == identity()
    assert identity(url=front) != identity(url=front, title="Ёж — нет")
    assert identity(url="https://nv.ua/?p=7") == identity(url="https://nv.ua/?p=7", title="other")


def test_without_a_url_outlet_day_language_and_folded_headline_count() -> None:
    assert identity() == identity(title="  еж, ДА", outlet="нв")
    others = [{"day": date(2025, 3, 21)}, {"outlet": "УП"}, {"lang": "uk"}, {"title": "Ёж — нет"}]
    assert identity() not in [identity(**each) for each in others]


def test_the_supplier_s_id_stands_for_the_headline() -> None:
    one = identity(given_id="n-7")
    assert one == identity(given_id="n-7", title="Ёж — нет", lang="uk")
    others = [{"given_id": "n-8"}, {"outlet": "УП"}, {"day": date(2025, 3, 21)}]
    assert one not in [identity(**{"given_id": "n-7", **each}) for each in others]


def test_an_id_that_may_be_a_row_s_number_needs_the_headline_too() -> None:
    """Of two exports of one day, both numbered from 1, the second took the first's place."""
    one = identity(given_id="7")
    assert one == identity(given_id="7")
    assert one != identity(given_id="7", title="Ёж — нет")
    assert one != identity(given_id="7", lang="uk")
    assert identity(given_id="10007") == identity(given_id="10007", title="Ёж — нет")


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
    assert host_of("https://новини.укр/n/1") == host_of("https://xn--b1amarcd.xn--j1amh/n/1")
    assert host_of("https://новини.укр/n/1") == "новини.укр"
    assert host_of("https://xn--a.ua/1") == "xn--a.ua"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"url": "https://www.ukrinform.ua/rubric/1-x.html"}, "Ukrinform"),
        ({"url": "https://ua.interfax.com.ua/news/1.html"}, "Interfax-Ukraine"),
        ({"url": "https://www.unknown.example/1"}, "unknown.example"),  # as of an HTML page
        ({"url": "https://www.unknown.example/1", "outlet": "Their Name"}, "Their Name"),
        ({"outlet": "Укрінформ"}, "Ukrinform"),
        ({"outlet": "«Украинская правда»"}, "Ukrainska Pravda"),
        ({"outlet": "www.pravda.com.ua"}, "Ukrainska Pravda"),
        ({"outlet": "Ukrinform", "url": "https://menafn.com/1"}, "Ukrinform"),
        ({"outlet": "Unknown.net"}, "Unknown.net"),
        ({"outlet": "УП"}, "Ukrainska Pravda"),
        ({"outlet": "ЄП"}, "European Pravda"),
        ({"outlet": "ЕП"}, "Ekonomichna Pravda"),
        ({"outlet": "РБК", "url": "https://www.rbc.ua/ukr/news/1.html"}, "RBC-Ukraine"),
        ({"outlet": "РБК", "url": "https://www.rbc.example/1"}, "РБК"),  # another one's
        ({"outlet": "Цензор"}, "Censor.NET"),
        ({}, ""),
    ],
)
def test_an_outlet_has_one_spelling_and_is_known_by_its_address(
    given: dict[str, str], shown: str
) -> None:
    record = {"title": "Ministers meet in Kyiv", "published": "2025-03-20", "layout": "clean"}
    found = read_record({**record, "text": "They met on Thursday.", **given}, "a")
    assert isinstance(found, Article), found
    assert found.outlet == shown


def test_names_of_an_outlet_make_one_article() -> None:
    record = {"title": "Ministers meet", "published": "2025-03-20", "text": "They met on Thursday."}
    made = [read_record({**record, "outlet": each}, "a") for each in ("Укрінформ", "Ukrinform")]
    one, other = (each.article_id for each in made)  # type: ignore[union-attr]
    assert one == other


def test_signs_of_pages_in_exports_are_read() -> None:
    given = {
        "published": "2025-03-20",
        "text": "&laquo;They met&raquo;&nbsp;in Kyiv. R&D; &copy2 stay.",
    }
    made = read_record(given | {"title": "We need &quot;Patriots&quot; &#8211; Reuters"}, "a")
    assert made.title == 'We need "Patriots" – Reuters'  # type: ignore[union-attr]
    assert made.body == "«They met»\xa0in Kyiv. R&D; &copy2 stay."  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("pravda.com.ua:443/news/1", "https://pravda.com.ua/news/1"),
        ("//pravda.com.ua:80/news/1", "https://pravda.com.ua/news/1"),
        ("a.example:8080/a?b=1", "https://a.example:8080/a?b=1"),
        ("a.example:443?id=1", "https://a.example?id=1"),
        ("новини.укр:8080/1", "https://новини.укр:8080/1"),
        ("a.example:4430/a", "https://a.example:4430/a"),
        ("http://a.example:80/a", "http://a.example:80/a"),
    ],
)
def test_an_address_with_a_port_and_without_a_scheme_is_https(given: str, stored: str) -> None:
    record = {"title": "Ministers meet in Kyiv", "published": "2025-03-20", "url": given}
    made = read_record(record | {"text": "They met in Kyiv on Thursday, and again."}, "a")
    assert isinstance(made, Article)
    assert made.url == stored


def test_an_outlet_that_is_a_host_with_a_port_is_known() -> None:
    assert layouts().shown("pravda.com.ua:443", "") == "Ukrainska Pravda"
