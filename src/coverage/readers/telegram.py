"""Messages of Telegram's export (``result.json`` and, in telegrampage.py, pages): a post is an
article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from coverage.model import Article, Rejection
from coverage.readers.address import is_web, with_scheme
from coverage.readers.dates import Found, find_date, find_epoch
from coverage.readers.layouts import layouts
from coverage.readers.record import Given, read_text
from coverage.readers.sieve import own_paragraphs

_TABLE = tomllib.loads((files(__package__) / "telegram.toml").read_text(encoding="utf-8"))
_PRIVATE: Sequence[str] = _TABLE["private"]["types"]
_GROUPS: Sequence[str] = _TABLE["groups"]["types"]
ACCOUNT: Sequence[str] = _TABLE["account"]["names"]
"""Under which names an export of an account has its chats."""
_SERVICE: Sequence[str] = _TABLE["service"]["types"]
_FORWARDED = "forwarded_from"
_MESSAGE = ("message", *_SERVICE)
_LEAST_WORDS = 8  # a post with fewer reports nothing
_TITLE_WORDS = 12  # of a post that is one sentence, as its headline
_TITLE_LENGTH = 200  # characters
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")
_LINES = re.compile(r"\n+")
ADDRESS = "\ufffc"
"""Stands in a text where a bare address was: the sign for what is no text."""
_ADDRESS = re.compile(
    r"(?:https?://|(?<![\w./@-])(?:www\.|t\.me/))\S*[^\s.,;:!?…()\[\]«»\"”]", re.IGNORECASE
)
_WITHOUT = re.compile(rf"[ \t]*(?:\({ADDRESS}\)|\[{ADDRESS}\]|{ADDRESS})")


@dataclass(frozen=True, slots=True)
class Channel:
    """Where messages come from; ``is_account`` stands for an export of several chats.

    ``is_private`` is a chat between people: it is not read. ``is_named`` says that there is a head
    with a name or kind: what lists messages below one is an export.
    """

    name: str = ""
    number: str = ""
    is_account: bool = False
    is_private: bool = False
    is_named: bool = False

    @classmethod
    def of(cls, held: Mapping[str, object], *, in_account: bool = False) -> Channel:
        """The channel that an object with these values is; ``in_account``: one of several."""
        name, number, kind = held.get("name"), held.get("id"), held.get("type")
        return cls(
            name=name if isinstance(name, str) else "",
            number=str(number) if isinstance(number, int | str) else "",
            is_account=in_account and kind is None,
            is_private=kind in _PRIVATE or (in_account and kind in _GROUPS),
            is_named=isinstance(name, str) or isinstance(kind, str),
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a post was forwarded from, and when it was posted there; as far as the export says."""

    name: str = ""
    moment: Found | None = None


def is_message(element: Mapping[str, object], channel: Channel) -> bool:
    """Whether the object is a message of an export, of which older ones say less."""
    if "type" not in element:
        return False
    if "date_unixtime" in element or "text_entities" in element:
        return True
    return channel.is_named and element["type"] in _MESSAGE and "date" in element


def is_service(message: Mapping[str, object]) -> bool:
    """Whether a message is nobody's, but tells what happened in the channel."""
    return message.get("type") in _SERVICE


def read_message(
    message: Mapping[str, object], channel: Channel, source: str
) -> Article | Rejection | None:
    """The article in a message; None for one with hardly a text (a picture)."""
    text = _text(message.get("text")) or _text(message.get("text_entities"))
    if message.get("type") != "message":
        return None
    number = message.get("id")
    return read_post(
        text, channel, str(number) if number is not None else "", _moment(message), source,
        origin_of(message),
    )  # fmt: skip


def origin_of(message: Mapping[str, object]) -> Origin | None:
    """Whom the message was forwarded from; None where it was not."""
    if _FORWARDED not in message:
        return None
    name = message[_FORWARDED]
    return Origin(name if isinstance(name, str) else "", _moment(message, "forwarded_date"))


def read_post(
    text: str,
    channel: Channel,
    number: str,
    moment: Found | None,
    source: str,
    origin: Origin | None = None,
) -> Article | Rejection | None:
    """The article in the ``text`` of a channel's post, addresses in it marked; None as above.

    One that was forwarded is its ``origin``'s, of the day on which it was posted there.
    """
    if origin and origin.name:  # whose numbers are others
        moment, channel, mine = origin.moment or moment, replace(channel, name=origin.name), None
    else:
        mine = number or None
    text = _WITHOUT.sub("", _ADDRESS.sub(ADDRESS, text))
    if len(text.split()) < _LEAST_WORDS:
        return None
    title, body = _parts([line.strip() for line in _LINES.split(text) if line.strip()])
    known = layouts().by_name(channel.name)
    given = Given(
        title=title,
        outlet=channel.name,
        url=f"https://t.me/c/{channel.number}/{number}" if channel.number else "",
        published=moment.day if moment else None,
        published_time=moment.clock if moment else None,
        given_id=mine,
        layout="clean",
    )
    own = own_paragraphs(body, title="", outlet=known)
    return read_text("\n\n".join(own), source=source, given=given)


def is_address(text: str) -> bool:
    """Whether a link's words are no words but its address; a host alone may be a name."""
    return is_web(with_scheme(text.strip()))


def private_chats(count: int, source: str) -> Rejection:
    """Tells of chats between people, which are not read."""
    told = "private chat was left out" if count == 1 else "private chats were left out"
    return Rejection(source, "private_chats", f"{count} {told}")


def without_text(count: int, messages: int, source: str) -> Rejection:
    """Tells of posts with hardly a text."""
    reason = f"{count} of {messages} messages have no text to speak of"
    return Rejection(source, "no_text", reason)


def without_origin(count: int, source: str) -> Rejection:
    """Tells of forwarded posts of which the export does not say whose they are."""
    reason = f"posts forwarded without saying from whom, so that the channel is the outlet: {count}"
    return Rejection(source, "forwarded", reason)


def _text(value: object) -> str:
    """A message's text, which is in pieces where some of it is bold or a link."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    return "".join(_piece(each) for each in value)


def _piece(value: object) -> str:
    held = value.get("text") if isinstance(value, Mapping) else value
    text = held if isinstance(held, str) else ""
    return ADDRESS if isinstance(value, Mapping) and is_address(text) else text


def _parts(lines: list[str]) -> tuple[str, list[str]]:
    """Headline and body: the first line, or the first sentence, or the first words."""
    if len(lines) > 1 and len(lines[0]) <= _TITLE_LENGTH:
        return lines[0], lines[1:]
    sentences = _SENTENCE_END.split(lines[0], maxsplit=1)
    if len(sentences) > 1 and len(sentences[0]) <= _TITLE_LENGTH:
        return sentences[0], lines
    return " ".join(lines[0].split()[:_TITLE_WORDS]) + "…", lines


def _moment(message: Mapping[str, object], name: str = "date") -> Found | None:
    """When it was posted. ``date`` is in the zone of who exported, ``date_unixtime`` in none."""
    shown = message.get(name)
    return find_epoch(message.get(f"{name}_unixtime")) or (
        find_date(shown) if isinstance(shown, str) else None
    )
