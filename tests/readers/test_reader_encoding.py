from __future__ import annotations

import pytest

from coverage.errors import UnreadableInput
from coverage.readers.encoding import decode, tidy

RU = "Министр обороны Люксембурга встретилась с Умеровым в Киеве – «датская модель»."
UK = "Міністерка оборони Люксембургу зустрілася з Умєровим у Києві, її ґрунтовна розмова."


@pytest.mark.parametrize("text", [RU, UK])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_cyrillic(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_koi8() -> None:
    text = UK.replace("–", "-")
    assert decode(text.encode("koi8_u")) == text


def test_windows_1252() -> None:
    text = "Støre said: “Norway will pay – and soon.”"
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"text\x01\x02\x03 text", "binary"),
        (b"\xff\xfeT\x00\x00\xd8T\x00", "bad_encoding"),
        (bytes(range(0x80, 0x100)), "bad_encoding"),
        ("日本の防衛大臣".encode("shift_jis"), "bad_encoding"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableInput) as told:
        decode(data)
    assert told.value.code == code


def test_tidy_keeps_what_is_text() -> None:
    assert tidy("a\r\nb\rc\u2028d\x00\ufeff\ud800e\u00a0f\tg") == "a\nb\nc\nde\u00a0f\tg"
