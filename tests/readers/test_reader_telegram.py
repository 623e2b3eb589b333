"""Telegram's exports: of one channel or an account, as JSON and as pages of HTML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coverage.model import Article, Rejection
from coverage.readers import read

TEXT = "Міністри зустрілися в Києві.\nВони говорили про спільне виробництво дронів."
MESSAGE = {
    "id": 5, "type": "message", "date": "2025-03-20T01:30:00", "date_unixtime": "1742427000",
    "text": TEXT,
}  # fmt: skip


def chat(kind: str, *messages: dict[str, object]) -> dict[str, object]:
    return {"name": f"{kind} of mine", "type": kind, "id": 7, "messages": messages}


def found(path: Path) -> tuple[list[Article], list[Rejection]]:
    every = list(read(path))
    rejected = [each for each in every if isinstance(each, Rejection)]
    return [each for each in every if isinstance(each, Article)], rejected


@pytest.mark.parametrize("name", ["chats", "left_chats"])
@pytest.mark.parametrize("listed", [True, False])
def test_chats_are_an_account_s_without_a_word_about_them(
    tmp_path: Path, name: str, listed: bool
) -> None:
    chats = [chat("public_channel", MESSAGE), chat("personal_chat", MESSAGE), chat("bot_chat")]
    path = tmp_path / "result.json"
    path.write_text(json.dumps({name: {"list": chats} if listed else chats}))
    articles, (told,) = found(path)
    assert [each.outlet for each in articles] == ["public_channel of mine"]
    assert told == Rejection(str(path), "private_chats", "2 private chats were left out")


def test_of_an_account_only_channels_are_read(tmp_path: Path) -> None:
    kinds = ["public_channel", "private_channel", "public_supergroup", "public_group"]
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"chats": {"list": [chat(kind, MESSAGE) for kind in kinds]}}))
    articles, (told,) = found(path)
    assert [each.outlet for each in articles] == [f"{kind} of mine" for kind in kinds[:2]]
    assert (told.code, told.reason) == ("private_chats", "2 private chats were left out")
    # Whoever exports a group alone means it.
    path.write_text(json.dumps(chat("public_supergroup", MESSAGE)))
    articles, rejected = found(path)
    assert (len(articles), rejected) == (1, [])


def link(kind: str, text: str) -> dict[str, str]:
    return {"type": kind, "text": text}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (["Міністр зустрівся з ", link("text_link", "колегою з Данії"), " у Києві."],
         "Міністр зустрівся з колегою з Данії у Києві."),
        (["Міністр зустрівся з ", link("mention", "@troels"), " у Києві."],
         "Міністр зустрівся з @troels у Києві."),
        (["Про зустріч пише ", link("link", "visti.example"), ", а також інші."],
         "Про зустріч пише visti.example, а також інші."),
        (["Зустріч відбулася (", link("link", "visti.example/news/1"), ") у Києві."],
         "Зустріч відбулася у Києві."),
        (["Зустріч відбулася ", link("text_link", "https://visti.example/a?b=1"), " у Києві."],
         "Зустріч відбулася у Києві."),
        ("Зустріч відбулася https://visti.example/a?b=1. Говорили й про дрони.",
         "Зустріч відбулася. Говорили й про дрони."),
        ("Зустріч: t.me/visti/7, відбулася в м.Київ/Україна.",
         "Зустріч:, відбулася в м.Київ/Україна."),
    ],
)  # fmt: skip
def test_words_of_links_are_text_and_bare_addresses_are_not(
    tmp_path: Path, text: object, wanted: str
) -> None:
    head = "Заголовок допису про зустріч міністрів\n\n"
    whole = [head, *text] if isinstance(text, list) else f"{head}{text}"
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat("public_channel", MESSAGE | {"text": whole})))
    (article,), _ = found(path)
    assert article.body == wanted


def page(name: str, *messages: str) -> str:
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
{name}
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">20 March 2025</div></div>
{"".join(messages)}</div></div></div></body></html>"""


def post(number: int, author: str, text: str) -> str:
    named = f'<div class="from_name">\n{author} \n</div>' if author else ""
    kind = "" if author else " joined"
    return f"""<div class="message default clearfix{kind}" id="message{number}">
<div class="body"><div class="pull_right date details" title="20.03.2025 00:30:00 UTC+01:00">
00:30</div>{named}<div class="text">
{text.replace(chr(10), "<br>")}
</div></div></div>"""


def test_a_channel_exported_as_pages(tmp_path: Path) -> None:
    linked = 'Про це пише <a href="https://visti.example/1">інше видання</a> докладно, а також '
    path = tmp_path / "messages.html"
    path.write_text(
        page(
            "Вісті &amp; Ко",
            post(5, "Вісті &amp; Ко", TEXT),
            post(6, "", f"{TEXT}\n{linked}<a href='https://a.example/b'>https://a.example/b</a>."),
            post(7, "Вісті &amp; Ко <span class='details'> via @bot</span>", "Фото дня"),
        )
    )
    (first, second), (told,) = found(path)
    assert (first.outlet, first.title, first.source) == (
        "Вісті & Ко", "Міністри зустрілися в Києві.", f"{path}#5",
    )  # fmt: skip
    assert f"{first.published} {first.published_time}" == "2025-03-20 01:30:00"
    assert second.body.endswith("Про це пише інше видання докладно, а також.")
    assert told == Rejection(str(path), "no_text", "1 of 3 messages have no text to speak of")


def test_a_chat_of_several_people_exported_as_pages_is_private(tmp_path: Path) -> None:
    path = tmp_path / "messages2.html"
    path.write_text(page("Олена", post(5, "Олена", TEXT), post(6, "Іван", TEXT)))
    assert found(path) == (
        [], [Rejection(str(path), "private_chats", "1 private chat was left out")],
    )  # fmt: skip


def forwarded(number: int, head: str) -> str:
    return f"""<div class="message default clearfix" id="message{number}"><div class="body">
<div class="pull_right date details" title="21.03.2025 10:00:00 UTC+02:00">10:00</div>
<div class="from_name">Вісті</div><div class="forwarded body">{head}
<div class="text">{TEXT.replace(chr(10), "<br>")} Допис {number}.</div></div></div></div>"""


def test_a_forwarded_post_is_its_origin_s_of_its_day_there(tmp_path: Path) -> None:
    named = """<div class="from_name">Інші <span class="date details"
title="20.03.2025 09:00:00 UTC+02:00"> 20.03.2025 09:00:00</span></div>"""
    path = tmp_path / "messages.html"
    posts = (forwarded(8, ""), forwarded(9, named), forwarded(10, ""), post(11, "Вісті", TEXT))
    path.write_text(page("Вісті", *posts))
    articles, (told,) = found(path)
    assert [(each.outlet, f"{each.published}", each.given_id) for each in articles] == [
        ("Вісті", "2025-03-21", "8"),
        ("Інші", "2025-03-20", None),
        ("Інші", "2025-03-20", None),  # joined to the one above
        ("Вісті", "2025-03-20", "11"),
    ]
    assert told.code == "forwarded"
    assert told.reason.endswith("so that the channel is the outlet: 1")


@pytest.mark.parametrize(
    ("forwarded", "outlet", "day", "told"),
    [
        ({"forwarded_from": "Інші"}, "Інші", "2025-03-20", []),
        ({"forwarded_from": "Інші", "forwarded_date": "2025-03-18T10:00:00"}, "Інші",
         "2025-03-18", []),
        ({"forwarded_from": None}, "public_channel of mine", "2025-03-20", ["forwarded"]),
    ],
)  # fmt: skip
def test_a_forwarded_message_is_its_origin_s(
    tmp_path: Path, forwarded: dict[str, object], outlet: str, day: str, told: list[str]
) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat("public_channel", MESSAGE | forwarded)))
    (article,), rejected = found(path)
    assert (article.outlet, str(article.published)) == (outlet, day)
    assert [each.code for each in rejected] == told


def test_an_export_page_without_posts_is_told(tmp_path: Path) -> None:
    path = tmp_path / "messages.html"
    path.write_text(page("Вісті"))
    articles, (told,) = found(path)
    assert (articles, told.code) == ([], "no_articles")
