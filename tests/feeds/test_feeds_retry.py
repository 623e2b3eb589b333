"""What a refresh rejected is read again as it would have: its list, its settings, its outlet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from feeds_site import Site

from coverage.cli import main
from coverage.reports import Scope, run
from coverage.store import Snapshot

NOW = datetime.now(UTC) - timedelta(hours=1)
FEED = """<rss version="2.0"><channel><title>T</title><item>
<title>Umerov met Backes in Kyiv</title><link>/a</link>
<pubDate>{:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item></channel></rss>"""
STORY = "<html lang=en><body>{}</body></html>".format(
    "<p>Rustem Umerov met Yuriko Backes in Kyiv and spoke of drones.</p>" * 5
)


@pytest.fixture
def listed(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of feeds, told by a path that is right in its folder alone."""
    folder = tmp_path / "lists"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "mine.toml").write_text(
        "[settings]\nprivate = true\ndelay = 0.0\npause = 0.0\ntries = 1\n"
        f'[[feed]]\noutlet = "Own"\nurl = "{site.root}/feed"\n', "utf-8",
    )  # fmt: skip
    return folder / "mine.toml"


def articles(store: Path) -> list[tuple[str, str]]:
    frame = run("articles_all", Scope(), Snapshot.current(store), q="", most="")
    return list(zip(frame["title"], frame["outlet"], strict=True))


def kinds(store: Path) -> list[str]:
    return list(run("runs", Scope(), Snapshot.current(store))["kind"])


def test_a_page_is_read_again_as_the_feed_told_of_it(
    site: Site, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    site.put("/feed", FEED.format(NOW), "application/rss+xml")
    main(["refresh", "--feeds", "mine.toml", "--store", str(store)])
    told = run("rejections", Scope(), Snapshot.current(store))
    assert list(told["source"]) == [f"{site.root}/a"]
    site.put("/a", STORY)  # neither headline nor day
    site.asked.clear()
    monkeypatch.chdir(tmp_path)
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert articles(store) == [("Umerov met Backes in Kyiv", "Own")]
    assert site.paths() == ["/a"]
    assert kinds(store) == ["retry", "refresh"]


def test_what_was_read_since_needs_no_reading(
    site: Site, listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    site.put("/feed", FEED.format(NOW), "application/rss+xml")
    main(["refresh", "--feeds", "mine.toml", "--store", str(store)])
    site.put("/a", STORY)
    main(["refresh", "--feeds", "mine.toml", "--store", str(store)])
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert "1 source read by a later run already" in capsys.readouterr().out


def test_a_feed_is_asked_again_as_a_feed(site: Site, listed: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    site.put("/feed", "<html><body>Sign in</body></html>")
    assert main(["refresh", "--feeds", "mine.toml", "--store", str(store)]) == 1
    site.put("/feed", FEED.format(NOW), "application/rss+xml")
    site.put("/a", STORY)
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert articles(store) == [("Umerov met Backes in Kyiv", "Own")]


def test_a_feed_that_the_list_has_lost_is_told(site: Site, listed: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    main(["refresh", "--feeds", "mine.toml", "--store", str(store)])
    listed.write_text("[settings]\nprivate = true\n")
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 1
    told = run("rejections", Scope(), Snapshot.current(store))
    assert "does not name it any more" in told["reason"].iloc[0]


def test_a_list_that_is_gone_is_told(
    site: Site, listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    main(["refresh", "--feeds", "mine.toml", "--store", str(store)])
    listed.unlink()
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 2
    assert str(listed) in capsys.readouterr().err
    assert kinds(store) == ["refresh"]


def test_what_an_unchanged_feed_still_leads_to_is_counted(
    site: Site, listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.put("/feed", FEED.format(NOW), "application/rss+xml")
    arguments = ["refresh", "--feeds", "mine.toml", "--store", str(tmp_path / "store")]
    main(arguments)
    site.pages["/feed"] = (304, {}, b"")
    capsys.readouterr()
    main(arguments)
    assert f"{site.root}/feed: 0 articles, 1 rejected" in capsys.readouterr().err
    site.put("/a", STORY)
    main(arguments)
    assert f"{site.root}/feed: 1 article, 0 rejected" in capsys.readouterr().err
    main(arguments)
    assert f"{site.root}/feed: nothing new" in capsys.readouterr().err


def test_a_feed_that_failed_is_told_once(
    site: Site, listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["refresh", "--feeds", "mine.toml", "--store", str(tmp_path / "store")]) == 1
    told = capsys.readouterr()
    assert told.err.count("/feed") == 1
    assert f"{site.root}/feed: failed: fetch_failed: the server answers 404" in told.err
    assert "1 rejected" in told.out


def test_an_entry_without_an_address_stays_to_be_read_until_it_is(
    site: Site, listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    bare = FEED.format(NOW).replace("<link>/a</link>", "{}")
    arguments = ["refresh", "--feeds", "mine.toml", "--store", str(store)]
    again = ["ingest", "--retry", "last", "--store", str(store)]
    site.put("/feed", bare.format(""), "application/rss+xml")
    main(arguments)
    (source,) = run("rejections", Scope(), Snapshot.current(store))["source"]
    assert source.startswith(f"{site.root}/feed#entry-")
    for answer in ("gone", FEED.format(NOW)):  # the feed fails, then lists it no more
        site.put("/feed", answer, "application/rss+xml")
        site.put("/a", STORY)
        assert main(again) == (1 if answer == "gone" else 0)
        told = run("rejections", Scope(), Snapshot.current(store))
        assert list(told[told["source"] == source]["read_since"].unique()) == [""]
    assert "does not list 'Umerov met Backes in Kyiv' any more" in capsys.readouterr().err
    text = f"<content><![CDATA[{STORY}]]></content>"
    site.put("/feed", bare.format(text), "application/rss+xml")
    assert main(again) == 0
    told = run("rejections", Scope(), Snapshot.current(store))
    assert (told[told["source"] == source]["read_since"] != "").any()


def test_what_is_asked_for_does_not_wait(site: Site, listed: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    text = listed.read_text("utf-8")
    site.put("/feed", FEED.format(NOW), "application/rss+xml")
    main(["refresh", "--feeds", "mine.toml", "--store", str(store)])
    listed.write_text(text.replace("tries = 1", "tries = 1\npages = 0"), "utf-8")
    site.put("/a", STORY)
    assert main(["ingest", "--retry", "last", "--store", str(store)]) == 0
    assert articles(store) == [("Umerov met Backes in Kyiv", "Own")]
