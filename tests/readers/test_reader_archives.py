"""Archives: every format within, faults that cost only themselves, and bombs that do not go off."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from coverage.model import Article, Rejection
from coverage.readers import Limits, Options, read

GOOD = {"title": "Встреча", "text": "Министры встретились.", "published": "2025-03-20"}
LINE = json.dumps(GOOD).encode()
SMALL = Options(limits=Limits(free=100_000, ratio=50, unpacked=2_000_000, members=5))


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


def codes(path: Path, options: Options | None = None) -> list[str]:
    return [getattr(each, "code", "read") for each in read(path, options)]


def test_archives_within_archives_are_read_so_deep(tmp_path: Path) -> None:
    data = zipped(a_jsonl=LINE)
    found = []
    for depth in range(4):
        (tmp_path / "a.zip").write_bytes(data)
        found.append(codes(tmp_path / "a.zip"))
        data = zipped(**{f"inner{depth}_zip": data})
    assert found == [["read"], ["read"], ["read"], ["too_deep"]]


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "jsonl.gz", "jsonl.bz2", "jsonl.xz", "jsonl"])
def test_what_unpacks_to_far_more_than_its_size(tmp_path: Path, kind: str) -> None:
    zeros = b" " * 1_500_000
    path = tmp_path / f"a.{kind}"
    if kind == "zip":
        path.write_bytes(zipped(a_jsonl=LINE, b_jsonl=zeros, c_jsonl=LINE))
    elif kind == "tar.gz":
        with tarfile.open(path, "w:gz") as archive:
            for name, data in (("a.jsonl", LINE), ("b.jsonl", zeros)):
                member = tarfile.TarInfo(name)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    else:
        pack = {"jsonl.bz2": bz2.compress, "jsonl.xz": lzma.compress}.get(kind, gzip.compress)
        path.write_bytes(pack(zeros))
    assert codes(path, SMALL)[-1] == "bomb"
    assert "bomb" not in codes(path)


def test_bombs_within_bombs_are_counted_together(tmp_path: Path) -> None:
    inner = zipped(a_jsonl=b" " * 90_000)
    (tmp_path / "a.zip").write_bytes(zipped(**{f"i{i}_zip": inner for i in range(5)}))
    assert codes(tmp_path / "a.zip", SMALL)[-1] == "bomb"


def test_a_packed_crawl_that_is_a_bomb(tmp_path: Path) -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + bytes(1_500_000)
    record = (
        f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(http)}\r\n\r\n".encode()
        + http
        + b"\r\n\r\n"
    )
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record * 3))
    assert codes(tmp_path / "a.warc.gz", SMALL) == ["bomb"]


def test_too_many_members(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(**{f"f{i}_jsonl": LINE for i in range(6)}))
    assert codes(tmp_path / "a.zip", SMALL) == ["too_many_members"]


def test_names_that_lead_out_are_told_and_not_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("../a.jsonl", "/b.jsonl", "c/../../d.jsonl", "C:/e.jsonl", "..\\f.jsonl"):
            archive.writestr(name, LINE)
        archive.writestr("g.jsonl", LINE)
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    before = sorted(tmp_path.parent.iterdir())
    assert codes(tmp_path / "a.zip") == ["unsafe_path"] * 5 + ["read"]
    assert sorted(tmp_path.parent.iterdir()) == before


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_colon_in_a_name_leads_nowhere_but_behind_a_drive(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    names = ["Київ: зустріч.jsonl", "10:30.jsonl", "a:b.jsonl", "C:/x.jsonl", "C:\\x.jsonl"]
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, LINE)
    else:
        with tarfile.open(path, "w") as tar:
            for name in names:
                member = tarfile.TarInfo(name)
                member.size = len(LINE)
                tar.addfile(member, io.BytesIO(LINE))
    assert codes(path) == ["read"] * 3 + ["unsafe_path"] * 2


def test_of_a_bomb_it_is_told_which_file_it_is_and_what_is_not_read(tmp_path: Path) -> None:
    bomb = b" " * 1_500_000
    (tmp_path / "a.zip").write_bytes(zipped(a_jsonl=LINE, b_jsonl=bomb, c_jsonl=LINE))
    *_, told = read(tmp_path / "a.zip", SMALL)
    assert isinstance(told, Rejection)
    assert told.reason == (
        "b.jsonl: unpacks to more than 50 times its size; files read before that: 1; "
        "none behind it is read"
    )


@pytest.mark.parametrize("sound", [True, False])
def test_signs_in_names_that_a_terminal_would_act_on_are_shown(tmp_path: Path, sound: bool) -> None:
    """Also of files that cannot be read."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("\x1b[31mred.jsonl", "nl\nfake.jsonl", "\u202egnp.jsonl"):
            archive.writestr(name, LINE if sound else b"{")
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    found = list(read(tmp_path / "a.zip"))
    assert len(found) == 3
    names = [each.source.partition("a.zip/")[2] for each in found]
    assert names == ["\\x1b[31mred.jsonl:1", "nl\\nfake.jsonl:1", "\\u202egnp.jsonl:1"]


def test_links_and_devices_are_not_followed(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo("a.jsonl")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert codes(tmp_path / "a.tar") == ["unsafe_member"] * 4


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.gz", "a.bz2", "a.xz",
                                  "a.warc", "a.xlsx", "a.parquet"])  # fmt: skip
def test_damaged_archives_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 no archive at all" * 30)
    (told,) = read(tmp_path / name)
    assert isinstance(told, Rejection)
    assert told.code in ("broken_archive", "bad_table")


def test_an_archive_that_was_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    first = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n"
    data = gzip.compress(first) + gzip.compress(first * 500)[:40]
    (tmp_path / "a.warc.gz").write_bytes(data)
    assert codes(tmp_path / "a.warc.gz") == ["broken_archive"]
    lines = b"\n".join([LINE] * 20_000)
    for name, pack in (("b.gz", gzip.compress), ("b.bz2", bz2.compress), ("b.xz", lzma.compress)):
        path = tmp_path / f"b.jsonl{name[1:]}"
        path.write_bytes(pack(lines)[:-20])
        assert codes(path)[-1] == "broken_archive"


def test_an_encrypted_member_costs_no_other(tmp_path: Path) -> None:
    data = bytearray(zipped(a_jsonl=LINE, b_jsonl=LINE))
    data[6] |= 1  # the flag of the first local header, and of its entry in the directory
    entry = data.find(b"PK\x01\x02")
    data[entry + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    assert codes(tmp_path / "a.zip") == ["unreadable", "read"]


@pytest.mark.parametrize(
    "data",
    [
        LINE + b"\n",
        gzip.compress(LINE + b"\n"),
        bz2.compress(LINE + b"\n"),
        lzma.compress(LINE + b"\n"),
        json.dumps([GOOD], indent=1).encode(),
        json.dumps({"status": "ok", "articles": [GOOD]}).encode(),
        "заголовок;текст;дата\nЗустріч;Міністри зустрілися у Києві.;20.03.2025\n".encode("cp1251"),
        zipped(a_jsonl=LINE),
        "title;text;date\nВстреча;Министры встретились.;20.03.2025\n".encode(),
        "20.03.2025\n\nВстреча министров в столице\n\nМинистры встретились.".encode(),
        b"<html><meta name=date content=2025-03-20><h1>The ministers met in Kyiv</h1>"
        b"<p>The ministers met in Kyiv on Thursday and spoke about joint production.</p></html>",
        "<rss><item><title>Встреча</title><pubDate>2025-03-20</pubDate><content>Министры "
        "встретились.</content></item></rss>".encode(),
    ],
)
def test_standard_input(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (found,) = read(Path("-"))
    assert isinstance(found, Article), found
    assert found.source.startswith("-")
    assert str(found.published) == "2025-03-20"


def test_what_browsers_keep_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "script.js").write_text("x")
    (tmp_path / "page.html").write_bytes(PAGE)
    assert codes(tmp_path) == ["read"]


PAGE = (
    b"<html><meta name=date content=2025-03-20><h1>The ministers met in Kyiv</h1>"
    b"<p>The ministers met in Kyiv on Thursday and spoke about joint production.</p></html>"
)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.HTML", "a.jsonl", "a.json", "a.html.gz"])
def test_what_is_packed_is_unpacked_whatever_its_name(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    data = LINE if "json" in name else PAGE
    (tmp_path / name).write_bytes(pack(data))
    (found,) = read(tmp_path / name)
    assert isinstance(found, Article), found
    assert found.source.startswith(str(tmp_path / name))
    (tmp_path / name).write_bytes(pack(pack(pack(pack(data)))))
    assert codes(tmp_path / name) == ["too_deep"]


def test_a_text_may_begin_as_a_packed_file_does(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"BZh9 drones\n\n20.03.2025\n\n{'The ministers met. ' * 9}")
    assert codes(tmp_path / "a.txt") == ["read"]


def test_what_is_called_as_a_browsers_folder_is_read_where_there_is_no_page(tmp_path: Path) -> None:
    """A folder of one's own, «march_files/»: nothing in it may be passed over without a word."""
    (tmp_path / "a" / "march_files").mkdir(parents=True)
    (tmp_path / "a" / "march_files" / "one.html").write_bytes(PAGE)
    assert codes(tmp_path / "a") == ["read"]
    for name in ("march.html", "march_files/script.js", "march_files/frame.html"):
        (tmp_path / "a" / name).write_bytes(PAGE)
    assert codes(tmp_path / "a") == ["read"]  # and now it is a browser's
    names = ("x/p.html", "x/p_files/f.html", "x/q_files/1.html")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in names:
            archive.writestr(name, PAGE)
    assert codes(tmp_path / "a.zip") == ["read"] * 2
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(PAGE)
            tar.addfile(info, io.BytesIO(PAGE))
    assert codes(tmp_path / "a.tar") == ["read"] * 2


@pytest.mark.parametrize("encoding", ["cp866", "cp1125", "cp1251", "utf-8"])
def test_names_in_a_zip_of_old_programs_are_shown_as_they_are(tmp_path, encoding: str) -> None:
    name = ("новини/стаття.html" if encoding != "cp866" else "новости/статья.html").encode(encoding)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x" * len(name), PAGE)
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    (found,) = read(path)
    assert found.source == f"{path}/{name.decode(encoding)}"


@pytest.mark.parametrize("encoding", ["cp866", "cp1251"])
def test_a_name_that_is_not_in_utf_8_as_it_says_costs_nothing(tmp_path, encoding: str) -> None:
    names = ["новини.html", "друга.html"]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr("ї" + "x" * (len(name) - 2), PAGE)
    data = path.read_bytes()
    for name in names:
        data = data.replace(("ї" + "x" * (len(name) - 2)).encode(), name.encode(encoding))
    path.write_bytes(data)
    assert [each.source for each in read(path)] == [f"{path}/{name}" for name in names]


def record(kind: str, head: bytes, body: bytes = b"") -> bytes:
    data = head + b"\r\n\r\n" + body
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/1\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    ).encode() + data + b"\r\n\r\n"  # fmt: skip


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html"


@pytest.mark.parametrize(
    "records",
    [
        record("revisit", OK), record("response", b"HTTP/1.1 404 Not Found"),
        record("warcinfo", b"software: x") + record("response", b"HTTP/1.1 301 Moved"),
    ],
)  # fmt: skip
def test_a_warc_without_a_page_says_so(tmp_path, records: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(records)
    assert codes(tmp_path / "a.warc") == ["no_articles"]
    (tmp_path / "a.warc").write_bytes(records + record("response", OK, PAGE))
    assert codes(tmp_path / "a.warc") == ["read"]


def test_a_page_that_the_crawler_cut_goes_in_and_is_told(tmp_path) -> None:
    cut = record("response", OK, PAGE).replace(b"\r\n", b"\r\nWARC-Truncated: length\r\n", 1)
    (tmp_path / "a.warc").write_bytes(cut + record("response", OK, PAGE))
    assert codes(tmp_path / "a.warc") == ["read", "truncated", "read"]
    told = [each for each in read(tmp_path / "a.warc") if isinstance(each, Rejection)]
    assert told[0].source == f"{tmp_path}/a.warc#1"
    assert "cut the page off (length): the article went in" in told[0].reason


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nServer: x", PAGE),  # without a type
        (OK + b"\r\nContent-Encoding: br", PAGE),  # the crawler has unpacked it
        (OK + b"\r\nContent-Encoding: gzip, identity", gzip.compress(PAGE)),
    ],
)
def test_pages_of_a_warc_are_read_whatever_the_server_says(tmp_path, head, body) -> None:
    (tmp_path / "a.warc").write_bytes(record("response", head, body))
    assert codes(tmp_path / "a.warc") == ["read"]
    packed = record("response", OK + b"\r\nContent-Encoding: br", b"\x1b\x00\x00abc")
    (tmp_path / "b.warc").write_bytes(packed)
    assert codes(tmp_path / "b.warc") == ["bad_transfer"]


@pytest.mark.parametrize(
    ("data", "ending"),
    [(b"%PDF-1.7\nx", ".pdf"), (b"PK\x03\x04" + bytes(26) + b"word/document.xml", ".docx"),
     (b"\x89PNG\r\n\x1a\n\x00", ".png"), (b"{\\rtf1 x}", ".rtf")],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "-"])
def test_formats_that_are_not_read_are_known_by_their_bytes(
    tmp_path, monkeypatch, data: bytes, ending: str, name: str
) -> None:
    (tmp_path / "a").write_bytes(data)
    path = Path("-") if name == "-" else (tmp_path / "a").rename(tmp_path / name)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (told,) = read(path)
    assert isinstance(told, Rejection)
    assert told.code == "unknown_format"
    assert told.reason.startswith(f"{ending} is not read: ")


def several(count: int, kind: str, *, streamed: bool = False) -> bytes:
    """An archive of so many articles; ``streamed``: written where nobody could go back."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return not streamed

        def seek(self, *place: int) -> int:
            if streamed:
                raise OSError("a stream")
            return super().seek(*place)

        def tell(self) -> int:
            if streamed:
                raise OSError("a stream")
            return super().tell()

    buffer = Stream()
    signs = Random(1)
    names = [
        (f"{n}.html", PAGE + f"<p>Day {n}.</p><!-- {signs.randbytes(900).hex()} -->".encode())
        for n in range(count)
    ]
    if kind.startswith("tar"):
        mode = "w" if kind == "tar" else "w|gz"
        with tarfile.open(fileobj=buffer, mode=mode) as tar:  # type: ignore[call-overload]
            for name, data in names:
                member = tarfile.TarInfo(name)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    else:
        way = zipfile.ZIP_STORED if kind == "stored.zip" else zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(buffer, "w", way) as archive:
            for name, data in names:
                archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "streamed"),
    [("zip", False), ("zip", True), ("stored.zip", False), ("tar", False), ("tar.gz", False)],
)
def test_of_an_archive_that_breaks_off_the_first_files_go_in(
    tmp_path: Path, kind: str, streamed: bool
) -> None:
    path = tmp_path / f"a.{kind}"
    whole = several(4, kind, streamed=streamed)
    path.write_bytes(whole)
    bodies = [each.body for each in read(path) if isinstance(each, Article)]
    assert len(bodies) == 4
    assert codes(path) == ["read"] * 4
    most = 0
    ends = 4 * 5 * 512 if kind == "tar" else len(whole) - 60  # what is behind is but zeros
    for cut in range(30, ends, 137):
        path.write_bytes(whole[:cut])
        found = list(read(path))
        articles = [each.body for each in found if isinstance(each, Article)]
        rejected = [each for each in found if isinstance(each, Rejection)]
        assert articles == bodies[: len(articles)]
        assert (rejected[-1].code, rejected[-1].source) == ("broken_archive", str(path))
        if articles:
            assert f"files read before that: {len(articles)}; " in rejected[-1].reason
        most = max(most, len(articles))
    assert most >= 3


def test_of_a_zip_without_its_list_each_file_is_read_by_the_same_rules(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../a.jsonl", "b/", ".c.jsonl", "d.jsonl", "e.jsonl"):
            archive.writestr(name, b"" if name.endswith("/") else LINE)
    data = bytearray(buffer.getvalue())
    data[data.index(b"d.jsonl") + len("d.jsonl") + 9] ^= 0xFF  # the letters of one are damaged
    path = tmp_path / "a.zip"
    path.write_bytes(data[: data.index(b"PK\x01\x02")])
    assert codes(path) == [
        "unsafe_path", "broken_archive", "read", "hidden_files", "broken_archive",
    ]  # fmt: skip


def test_a_bomb_without_its_list_does_not_go_off(tmp_path: Path) -> None:
    data = zipped(a_jsonl=LINE, b_jsonl=b" " * 1_500_000)
    (tmp_path / "a.zip").write_bytes(data[: data.index(b"PK\x01\x02")])
    assert codes(tmp_path / "a.zip", SMALL) == ["read", "bomb"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_of_packed_lines_that_break_off_the_first_go_in(
    tmp_path: Path, pack: Callable[[bytes], bytes], name: str
) -> None:
    signs = Random(1)
    lines = [json.dumps(GOOD | {"note": signs.randbytes(900).hex()}) for _ in range(2000)]
    data = pack("\n".join(lines).encode())
    (tmp_path / name).write_bytes(data[: len(data) * 3 // 4])
    found = codes(tmp_path / name)
    assert found[-1] == "broken_archive"
    assert set(found[:-1]) == {"read"}
    assert 100 < len(found) < 1600


def test_of_a_packed_page_that_breaks_off_nothing_goes_in(tmp_path: Path) -> None:
    page = PAGE + f"<!-- {Random(1).randbytes(900_000).hex()} --><p>The end.</p>".encode()
    data = gzip.compress(page)
    (tmp_path / "a.html").write_bytes(data[: len(data) * 3 // 4])
    assert codes(tmp_path / "a.html") == ["broken_archive"]
