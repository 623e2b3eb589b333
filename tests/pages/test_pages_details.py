"""What is opened: one meeting, one article, and what an article's text must not do."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import sample_store

from coverage.reports import Scope, run
from coverage.store import Master, Snapshot


@pytest.fixture
def meeting_of(stores):
    snapshot = Snapshot.current(stores["full"])
    meetings = run("meetings", Scope(statuses=()), snapshot).set_index("partners")["meeting_id"]
    return lambda partner: str(meetings[partner])


def texts(test) -> str:
    kinds = ("markdown", "caption", "subheader", "warning", "info")
    return "\n".join(str(each.value) for kind in kinds for each in getattr(test, kind))


def test_a_meeting_shows_its_articles_and_the_first_one_with_evidence(open_page, meeting_of):
    test = open_page("pages/4_Meetings.py", "full", {"meeting": meeting_of("Luxembourg")})
    assert not test.exception
    assert "20 Mar 2025 · Luxembourg" in texts(test)
    assert "Yuriko Backes" in texts(test)
    assert "Told by 2 articles" in texts(test)
    assert ":blue-background[Luxembourg\\'s]" in texts(test)
    assert ":orange-background[Danish model]" in texts(test)
    evidence = test.dataframe[-1].value
    assert set(evidence["Kind"]) == {"Partner", "Ukrainian official", "Topic", "Funding model"}
    assert "partner_rule" in set(evidence["Rule"])


def test_an_opened_article(open_page):
    test = open_page("pages/5_Articles.py", "full", {"article": "a1"})
    assert not test.exception
    assert "Interfax\\-Ukraine · 20 Mar 2025 11\\:31" in texts(test)
    links = test.get("link_button")
    assert [each.proto.url for each in links] == ["https://example.org/a1"]


def test_an_old_link_opens_the_meeting_that_it_went_into(stores, open_page, meeting_of, tmp_path):
    stores["moved"] = Path(shutil.copytree(stores["full"], tmp_path / "moved"))
    with Master.open(stores["moved"]) as master:
        master.connection.execute(
            "INSERT INTO meeting_redirects VALUES ('gone', ?, now(), 'merged')",
            [meeting_of("Luxembourg")],
        )
        master.publish()
    test = open_page("pages/4_Meetings.py", "moved", {"meeting": "gone"})
    assert not test.exception
    assert "20 Mar 2025 · Luxembourg" in texts(test)
    assert "Told by 2 articles" in texts(test)


@pytest.mark.parametrize(
    ("page", "name"), [("pages/4_Meetings.py", "meeting"), ("pages/5_Articles.py", "article")]
)
def test_an_id_that_does_not_exist_is_told(page, name, open_page):
    test = open_page(page, "full", {name: "'; DROP TABLE meetings --"})
    assert not test.exception
    assert f"There is no such {name}" in texts(test)


def test_text_of_an_article_is_never_markup(open_page):
    test = open_page("pages/5_Articles.py", "full", {"article": "a7"})
    assert not test.exception
    assert not test.get("link_button")  # its address is no web address
    everything = texts(test)
    assert sample_store.NASTY_TITLE not in everything
    for markup in ("<script", "<img", "[link", "(http", "![", ":red", "`code", "$x", "www.evil"):
        assert not re.search(rf"(?<!\\){re.escape(markup)}", everything), markup


def test_an_article_without_outlet_begins_with_its_day(stores, tmp_path, open_page):
    entry = sample_store.entries()[0]
    bare = replace(entry, article=replace(entry.article, outlet=""))
    stores["bare"] = sample_store.make(tmp_path / "bare", [bare])
    test = open_page("pages/5_Articles.py", "bare", {"article": "a1"})
    assert "20 Mar 2025 11:31 · English" in [each.value.replace("\\", "") for each in test.caption]


def test_nothing_in_the_code_allows_html():
    root = Path(__file__).parents[2]
    for source in [root / "app.py", *(root / "pages").glob("*.py"),
                   *(root / "src/coverage/ui").glob("*.py")]:  # fmt: skip
        text = source.read_text("utf-8")
        assert "unsafe_allow_html" not in text, source
        # Styles alone, out of a file of ours.
        allowed = 'st.html(Path(__file__).with_name("charts.css"))'
        assert "st.html" not in text.replace(allowed, ""), source


def test_search_lives_in_the_address(open_page):
    test = open_page("pages/5_Articles.py", "full", {"q": "датской"})
    assert test.text_input(key="search_q").value == "датской"
    assert test.dataframe[0].value["Headline"].tolist() == ["Умеров встретился с Бакес"]
    test.text_input(key="search_q").set_value("Norway").run()
    assert "No article fits" in texts(test)
    test.toggle(key="search_all").set_value(True).run()
    assert test.dataframe[0].value["Headline"].tolist() == ["Norway pays"]
    assert (test.query_params["q"], test.query_params["all"]) == ("Norway", "1")


def test_the_ledger_on_the_page_is_the_report(open_page):
    test = open_page("pages/3_Funding_models.py")
    ledger = next(each.value for each in test.dataframe if "Since" in each.value)
    assert ledger["Partner"].tolist() == ["Norway", "", "Denmark", "Luxembourg"]
    assert ledger["Stage"].tolist() == ["Funded", "Mentioned", "Agreed", "Proposed"]
    assert "Counted here: 4 articles" in texts(test)


def test_rejected_input_is_named_on_the_page(open_page):
    frames = [each.value for each in open_page("pages/7_Data_quality.py").dataframe]
    rejected = next(each for each in frames if "Reason" in each)
    assert rejected["Reason"].tolist() == ["it is empty"]


def test_who_paid_who_agreed_who_was_asked(open_page):
    test = open_page("pages/3_Funding_models.py")
    table = next(each.value for each in test.dataframe if "Paid or delivered" in each.value)
    assert table.iloc[0].tolist()[:4] == ["Danish model", "Norway", "Denmark", "Luxembourg"]
    assert len(table) == 1  # PURL is tied to no partner


def test_whom_each_of_ours_met_and_how(open_page):
    test = open_page("pages/8_Officials.py")
    table = next(each.value for each in test.dataframe if "Of partner" in each.value)
    assert table[["Official", "Person", "In person", "Remote", "Places (meetings)"]].to_numpy(
        ).tolist() == [["Rustem Umerov", "Yuriko Backes", 1, 0, "Kyiv 1"]]  # fmt: skip


def test_a_view_says_how_to_cite_it(open_page):
    (cited,) = [each.value for each in open_page("pages/1_Partners.py").code]
    assert re.match(
        r"Partner Coverage: Partners\. Held meetings\. Data as of \d{1,2} \w{3} 20\d\d, "
        r"\d\d:\d\d \(Kyiv time\), Snapshot 1, Codebook v1\. \?asof=20",
        cited,
    )


def test_a_profile_says_what_was_not_talked_about(open_page):
    told = texts(open_page("pages/1_Partners.py", "full", {"partner": "LU"}))
    assert "but not with this partner: Energy." in told
    assert "but not with" not in texts(open_page("pages/1_Partners.py", "full", {"partner": "DK"}))
