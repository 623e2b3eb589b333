"""JSON documents read as streams, Telegram's export, and XML that may be hostile."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.errors import UnreadableInput
from coverage.model import Article, Rejection
from coverage.readers import Limits, Options, jsonstream, read
from coverage.readers.feed import parse_feed
from coverage.readers.jsonstream import JsonStream

GOOD = {"title": "Встреча", "text": "Министры встретились.", "published": "2025-03-20"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


def codes(path: Path, options: Options | None = None) -> list[str]:
    return [getattr(each, "code", "read") for each in read(path, options)]


@settings(max_examples=60, deadline=None)
@given(values=st.lists(JSON, max_size=5), chunk=st.integers(1, 40), ascii_only=st.booleans())
def test_a_stream_gives_what_the_whole_document_gives(
    values: list[object], chunk: int, ascii_only: bool
) -> None:
    import io
    from unittest.mock import patch

    data = json.dumps(values, ensure_ascii=ascii_only, indent=chunk % 3).encode("utf-8", "replace")
    with patch.object(jsonstream, "_CHUNK", chunk):
        stream = JsonStream(io.BytesIO(data), 10**6)
        found = [stream.value() for _ in stream.elements()]
        stream.end()
    assert found == json.loads(data)


def test_a_long_array_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[" + ",\n".join([json.dumps(GOOD)] * 3000) + "]")
    small = Options(limits=Limits(article=300_000))  # less than the file
    assert path.stat().st_size > 300_000
    assert codes(path, small) == ["read"] * 3000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (json.dumps({"articles": [GOOD, GOOD], "total": 2}), ["read", "read"]),
        (json.dumps({"status": "ok", "data": {"items": [GOOD]}}), ["read"]),
        (json.dumps(GOOD), ["read"]),
        (json.dumps({"a": 1}), ["no_articles"]),
        ("[]", ["no_articles"]),
        ("7", ["bad_json"]),
        ("", ["empty_file"]),
        (f"[{json.dumps(GOOD)}, {{broken", ["read", "bad_json"]),
        (f"[{json.dumps(GOOD)}", ["read", "bad_json"]),
        (f"[{json.dumps(GOOD)}] more", ["read", "bad_json"]),
        ("[" * 100_000, ["bad_json"]),
        (f'[{json.dumps(GOOD)}, "{"x" * 9000}"]', ["read", "bad_json"]),
    ],
)
def test_documents(tmp_path: Path, text: str, wanted: list[str]) -> None:
    (tmp_path / "a.json").write_text(text)
    assert codes(tmp_path / "a.json") == wanted


def test_an_element_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('["' + "x" * 2_000_000 + '"]')
    assert codes(tmp_path / "a.json", Options(limits=Limits(article=400_000))) == ["too_large"]


def test_an_export_of_a_whole_account(tmp_path: Path) -> None:
    message = {
        "id": 5, "type": "message", "date": "2025-03-20T01:30:00", "date_unixtime": "1742427000",
        "text": "Міністри зустрілися в Києві.\nВони говорили про спільне виробництво дронів.",
    }  # fmt: skip
    chats = [{"name": f"Канал {i}", "type": "public_channel", "id": i, "messages": [message]}
             for i in (1, 2)]  # fmt: skip
    export = {"about": "Here is the data", "chats": {"about": "All", "list": chats}}
    (tmp_path / "result.json").write_text(json.dumps(export))
    found = list(read(tmp_path / "result.json"))
    assert [each.outlet for each in found if isinstance(each, Article)] == ["Канал 1", "Канал 2"]
    first = found[0]
    assert isinstance(first, Article)
    # The export's own time is in the zone of whoever made it.
    assert (str(first.published), str(first.published_time)) == ("2025-03-20", "01:30:00")
    assert first.url == "https://t.me/c/1/5"


MESSAGE = {
    "id": 5, "type": "message", "date": "2025-03-20T01:30:00", "date_unixtime": "1742427000",
    "text": "Міністри зустрілися в Києві.\nВони говорили про спільне виробництво дронів.",
}  # fmt: skip
SERVICE = MESSAGE | {"id": 1, "type": "service", "action": "create_channel", "text": ""}
PRIVATE = ["personal_chat", "private_group", "private_supergroup", "saved_messages", "bot_chat"]


def chat(kind: str, *messages: dict[str, str | int]) -> dict[str, object]:
    return {"name": f"{kind} of mine", "type": kind, "id": 7, "messages": messages}


def test_private_chats_are_left_out_and_told_once(tmp_path: Path) -> None:
    chats = [chat(kind, MESSAGE, MESSAGE) for kind in (*PRIVATE, "public_channel")]
    left = {"about": "Left", "list": [chat("private_channel", MESSAGE), chat("bot_chat")]}
    export = {"about": "Data", "chats": {"about": "All", "list": chats}, "left_chats": left}
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export))
    *articles, told = read(path)
    outlets = [each.outlet for each in articles if isinstance(each, Article)]
    assert outlets == ["public_channel of mine"] * 2 + ["private_channel of mine"]
    assert told == Rejection(str(path), "private_chats", "6 private chats were left out")


@pytest.mark.parametrize("kind", PRIVATE)
def test_an_export_of_one_private_chat_is_told(tmp_path: Path, kind: str) -> None:
    (tmp_path / "result.json").write_text(json.dumps(chat(kind, MESSAGE)))
    (told,) = read(tmp_path / "result.json")
    assert isinstance(told, Rejection)
    assert (told.code, told.reason) == ("private_chats", "1 private chat was left out")


@pytest.mark.parametrize("head", [{"name": "Канал"}, {"type": "public_channel", "name": "Канал"}])
def test_an_export_without_seconds_is_telegram_s_by_its_head(
    tmp_path: Path, head: dict[str, object]
) -> None:
    old = {key: value for key, value in MESSAGE.items() if key != "date_unixtime"}
    note = {"id": 4, "type": "service", "date": "2025-03-20T01:00:00", "action": "pin_message"}
    path = tmp_path / "result.json"
    path.write_text(json.dumps({**head, "id": 7, "messages": [note, old]}))
    (found,) = read(path)
    assert isinstance(found, Article)
    assert (found.outlet, found.url) == ("Канал", "https://t.me/c/7/5")
    assert found.title == "Міністри зустрілися в Києві."
    assert f"{found.published} {found.published_time}" == "2025-03-20 01:30:00"


def test_service_messages_are_no_articles_without_text(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat("public_channel", SERVICE, MESSAGE, SERVICE)))
    (found,) = read(path)
    assert isinstance(found, Article)
    assert found.source == f"{path}#2"
    path.write_text(
        json.dumps(chat("public_channel", SERVICE, MESSAGE, MESSAGE | {"text": "Фото"}))
    )
    *_, told = read(path)
    assert isinstance(told, Rejection)
    assert told.reason == "1 of 2 messages have no text to speak of"
    path.write_text(json.dumps(chat("public_channel", SERVICE)))
    assert codes(path) == ["no_articles"]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE r [<!ENTITY a "b">]><rss><item><title>&a;</title></item></rss>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1/x.dtd"><rss/>',
        '<?xml version="1.0"?><!-- x --><!doctype r [<!ENTITY % p SYSTEM "file:///etc/passwd">]>'
        "<rss/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entities(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableInput) as told:
        parse_feed(text.encode(encoding))
    assert told.value.code == "unsafe_xml"


def test_a_feed_that_breaks_off_is_read_so_far(tmp_path: Path) -> None:
    whole = "<content>Министры встретились в Киеве.</content>"
    item = f"<item><title>Встреча</title><pubDate>2025-03-20</pubDate>{whole}</item>"
    (tmp_path / "a.xml").write_text(f"<rss><channel>{item}{item}<item><ti")
    assert codes(tmp_path / "a.xml")[:2] == ["read", "read"]
    assert codes(tmp_path / "a.xml")[-1] == "bad_xml"


def test_entities_of_html_do_not_break_a_feed() -> None:
    feed = parse_feed(
        b"<rss><item><title>A&nbsp;B</title><link>https://a.example/1</link></item></rss>"
    )
    assert [entry.url for entry in feed.entries] == ["https://a.example/1"]


@pytest.mark.parametrize("data", [b"", b"  ", b"not xml", b"{}", b"\x00\x01"])
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        parse_feed(data)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><body><p>Just a moment</p></body></html>",
        "<html><head><title>Sign in</title></head><body><item>A</item></body></html>",
        "<html lang=en><head><meta charset=utf-8><title>Sign in</title></head><p>A</html>",
        "<!-- cached -->\n<HTML class=a><body><br><p>A</HTML>",
        '<?xml version="1.0"?><error><code>403</code></error>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_web_page_is_no_feed(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableInput) as told:
        parse_feed(text.encode(encoding))
    assert told.value.code == "no_feed"


def links(text: str, url: str = "") -> list[str]:
    return [entry.url for entry in parse_feed(text.encode(), url).entries]


@pytest.mark.parametrize(
    ("inner", "address"),
    [
        ("<link>/a1</link>", "https://a.example/a1"),
        ("<link>a1?x=1</link>", "https://a.example/rss/a1?x=1"),
        ("<link>//b.example/a1</link>", "https://b.example/a1"),
        ('<link xml:base="https://c.example/n/">a1</link>', "https://c.example/n/a1"),
        ('<guid isPermaLink="true">/a1</guid>', "https://a.example/a1"),
        ("<guid>https://a.example/a1</guid>", "https://a.example/a1"),
        ("<link></link><guid>https://a.example/a1</guid>", "https://a.example/a1"),
        ("<guid>12345</guid>", ""),
        ('<guid isPermaLink="false">https://a.example/a1</guid>', ""),
        ("<link>javascript:void(0)</link>", ""),
        ("<link>file:///etc/passwd</link>", ""),
        ("<link>http://[</link>", ""),
        ("<link>mailto:a@a.example</link>", ""),
        ("", ""),
    ],
)
def test_links_are_resolved_by_the_address_of_the_feed(inner: str, address: str) -> None:
    text = f"<rss><channel><item><title>T</title>{inner}</item></channel></rss>"
    assert links(text, "https://a.example/rss/news") == [address]


def test_links_are_resolved_by_what_the_feed_says_of_itself() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/news/">'
        '<entry xml:base="uk/"><source><link href="https://b.example/"/></source>'
        '<link rel="enclosure" href="x.mp3"/><link href="1"/></entry><entry><id>2</id></entry>'
        '<entry><link href="3"/></entry></feed>'
    )
    resolved = ["https://a.example/news/uk/1", "", "https://a.example/news/3"]
    assert links(atom, "https://other.example/feed") == resolved
    saved = "<rss><channel><link>https://a.example/</link><item><link>/1</link></item></channel>"
    assert links(f"{saved}</rss>") == ["https://a.example/1"]
    lost = "<rss><channel><item><link>/1</link></item></channel></rss>"
    assert links(lost) == [""]


def test_an_image_of_the_channel_is_no_entry() -> None:
    image = "<image><url>https://a.example/logo.png</url><title>Logo</title></image>"
    text = f"<rss><channel>{image}<item><link>https://a.example/1</link></item></channel></rss>"
    assert links(text) == ["https://a.example/1"]


def test_what_is_all_that_there_is_need_not_be_long(tmp_path: Path) -> None:
    text = "Министры встретились в Киеве и говорили о дронах. " * 6
    (tmp_path / "a.rss").write_text(
        f"<rss><item><title>Встреча</title><pubDate>2025-03-20</pubDate>"
        f"<description>{text}</description></item>"
        f"<item><title>Встреча</title><pubDate>2025-03-20</pubDate>"
        f"<link>https://a.example/2</link><description>{text}</description></item></rss>"
    )
    found, told = read(tmp_path / "a.rss")
    assert isinstance(found, Article)
    assert isinstance(told, Rejection)
    assert told.code == "summary_only"


def test_deep_xml_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a>" * 100_000)
    (told,) = read(tmp_path / "a.xml")
    assert isinstance(told, Rejection)
    assert told.code == "bad_xml"


def test_a_long_description_is_the_article(tmp_path: Path) -> None:
    text = "Министры встретились в Киеве и говорили о дронах. " * 40
    (tmp_path / "a.rss").write_text(
        f"<rss><item><title>Встреча</title><pubDate>Thu, 20 Mar 2025 23:30:00 GMT</pubDate>"
        f"<description>{text}</description></item></rss>"
    )
    (found,) = read(tmp_path / "a.rss")
    assert isinstance(found, Article)
    assert str(found.published) == "2025-03-21"  # in Kyiv


def test_a_title_that_was_escaped_twice_is_read() -> None:
    item = "<title>R5 &amp;amp; more</title><link>https://a.example/1</link>"
    text = f"<rss><channel><item>{item}</item></channel></rss>"
    assert [entry.title for entry in parse_feed(text.encode()).entries] == ["R5 & more"]


ALERT = (
    "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://visti.example/1%3Fid%3D7&amp;ct=ga"
)


def alert(content: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Google Alert - Ukraine</title><entry>'
        f'<title type="html">Ministers &lt;b&gt;met&lt;/b&gt;</title><link href="{ALERT}"/>'
        f'<published>2025-03-20T09:00:00Z</published><content type="html">{content}</content>'
        "</entry></feed>"
    )


def test_what_a_search_found_has_its_own_address_and_outlet(tmp_path: Path) -> None:
    (entry,) = parse_feed(
        alert("The ministers &lt;b&gt;met&lt;/b&gt;&amp;nbsp;...").encode()
    ).entries
    assert (entry.url, entry.text) == ("https://visti.example/1?id=7", "")
    assert entry.listed("Google Alert - Ukraine").outlet == ""
    path = tmp_path / "a.atom"
    path.write_text(alert("The ministers of Ukraine and Norway met in Kyiv on Thursday. " * 3))
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.outlet, article.url) == ("visti.example", "https://visti.example/1?id=7")


@pytest.mark.parametrize("name", ["content:encoded", "content"])
def test_the_beginning_of_a_text_in_a_feed_is_none(name: str) -> None:
    def entry(text: str) -> str:
        held = f"<{name}><![CDATA[{text}]]></{name}>"
        feed = (
            f'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><item>'
            f"<link>https://a.example/1</link>{held}</item></rss>"
        )
        return parse_feed(feed.encode()).entries[0].text

    notice = (
        '<p>The post <a href="/1">Ministers met</a> appeared first on <a href="/">Visti</a>.</p>'
    )
    text = "The ministers met in Kyiv"
    assert entry(f"<p>{text}&nbsp;[&hellip;]</p>\n{notice}") == ""
    assert entry(f"{text} [&#8230;]") == ""
    assert entry(f"<p>{text}.</p>\n{notice}") == f"{text}."


@pytest.mark.parametrize(
    ("held", "code", "said"),
    [
        ({"title": "A", "text": None, "published": "2025-03-20"}, "no_text", "'text' is null"),
        ({"title": "A", "body": "", "date": "2025-03-20"}, "no_text", "the text is empty"),
        ({"title": "A", "text": 5}, "bad_field", "text: a text is expected"),
        ({"headline": "A", "link": "https://a.example/1"}, "no_text", "among headline, link"),
        ({"title": "A", "text": None, "summary": "Short.", "url": "https://a.example/1"},
         "summary_only", "give the address itself: https://a.example/1"),
        ({"data": {"title": "A", "text": None}}, "no_text", "'text' is null"),
    ],
)  # fmt: skip
def test_a_lone_object_without_a_text_says_what_is_missing(tmp_path, held, code, said) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(held), "utf-8")
    (told,) = read(path)
    assert isinstance(told, Rejection)
    assert (told.source, told.code) == (f"{path}#1", code)
    assert said in told.reason


def test_an_object_that_is_no_article_says_what_was_looked_for(tmp_path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"version": 1, "settings": {"a": 2}}), "utf-8")
    (told,) = read(path)
    assert isinstance(told, Rejection)
    assert (told.source, told.code) == (str(path), "no_articles")
    assert "no articles under version, settings" in told.reason


@pytest.mark.parametrize("name", ["text", "body", "paragraphs"])
def test_a_text_may_be_a_list_of_paragraphs(tmp_path, name) -> None:
    parts = ["The ministers met in Kyiv on Thursday.", "They spoke about joint production."]
    record = {"title": "Ministers met", name: parts, "published": "2025-03-20", "lang": "en"}
    pd.DataFrame([record]).to_parquet(tmp_path / "a.parquet")
    for file in ("a.json", "a.jsonl"):
        (tmp_path / file).write_text(json.dumps(record), "utf-8")
    for file in ("a.json", "a.jsonl", "a.parquet"):
        (article,) = read(tmp_path / file)
        assert isinstance(article, Article), article
        assert article.body == "\n\n".join(parts)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Wed, 12 Feb 2025 22:30:00", "2025-02-12 22:30:00"),
        ("2025-02-12 22:30:00", "2025-02-12 22:30:00"),
        ("12.02.2025 22:30", "2025-02-12 22:30:00"),
        ("Wed, 12 Feb 25 22:30:00", "2025-02-12 22:30:00"),
        ("Wed, 12 Feb 2025 22:30:00 -0000", "2025-02-13 00:30:00"),
        ("Wed, 12 Feb 2025 22:30:00 GMT", "2025-02-13 00:30:00"),
        ("Wed, 12 Feb 2025 22:30:00 MSK", "2025-02-12 21:30:00"),
    ],
)
def test_a_day_of_a_feed_without_a_zone_is_taken_as_it_stands(written: str, at: str) -> None:
    item = f"<item><link>https://a.example/1</link><pubDate>{written}</pubDate></item>"
    (entry,) = parse_feed(f"<rss><channel>{item}</channel></rss>".encode()).entries
    assert entry.published is not None
    assert f"{entry.published.day} {entry.published.clock}" == at


def test_json_under_the_names_of_json_ld(tmp_path: Path) -> None:
    held = {"headline": "Meeting", "articleBody": "The ministers met in Oslo.",
            "datePublished": "2025-03-20", "inLanguage": "en-GB"}  # fmt: skip
    pages: list[object] = [
        "https://a.example/1",
        {"@type": "WebPage", "@id": "https://a.example/1"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(held | {"mainEntityOfPage": page}) for page in pages))
    found = list(read(path))
    assert [(getattr(e, "url", e), getattr(e, "lang", "")) for e in found] == [
        ("https://a.example/1", "en")
    ] * 2


def test_one_json_object_behind_another_is_read(tmp_path: Path) -> None:
    held = {"title": "Meeting", "text": "The ministers met in Oslo.", "published": "2025-03-20"}
    path = tmp_path / "a.json"
    path.write_text("".join(json.dumps(held | {"title": f"M {n}"}, indent=1) for n in range(3)))
    assert [getattr(each, "title", each) for each in read(path)] == ["M 0", "M 1", "M 2"]
    path.write_text(json.dumps(held, indent=1) + "]")
    assert [getattr(each, "code", "read") for each in read(path)] == ["read", "bad_json"]


@pytest.mark.parametrize("zeros", [0, 3, 6, 9])
def test_moments_are_read_in_whatever_parts_of_a_second(tmp_path: Path, zeros: int) -> None:
    path = tmp_path / "a.jsonl"
    held = {"title": "Meeting", "text": "The ministers met in Oslo."}
    path.write_text(json.dumps(held | {"published": 1742427000 * 10**zeros}))
    (found,) = read(path)
    assert isinstance(found, Article), found
    assert f"{found.published} {found.published_time}" == "2025-03-20 01:30:00"


def test_the_column_of_the_headline_is_not_proposed_for_the_text(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "x"}\n{"title": "x", "remark": "y"}\n', "utf-8")
    bare, other = (each.reason for each in read(path))
    assert bare == "there is no text among title"
    assert other.endswith("say which one it is: --columns text=remark")
