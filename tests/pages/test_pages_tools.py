"""Language, counts, profile, quality: what pages do beside their lists."""

from dataclasses import replace

import pytest

from coverage import quality
from coverage.ui import quality as shown


def texts(test) -> str:
    kinds = ("title", "markdown", "caption", "subheader", "warning", "info")
    return "\n".join(str(each.value) for kind in kinds for each in getattr(test, kind))


PAGES = ["app.py", "pages/1_Partners.py", "pages/2_Topics.py", "pages/3_Funding_models.py",
         "pages/4_Meetings.py", "pages/5_Articles.py", "pages/6_Add_articles.py",
         "pages/7_Data_quality.py", "pages/8_Officials.py", "pages/9_Review_queue.py",
         "pages/10_Corrections.py", "pages/11_What_changed.py",
         "pages/12_Sources_and_runs.py"]  # fmt: skip


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_another_language(page, language, open_page):
    test = open_page(page, "full", {"ui": language})
    assert not test.exception
    assert not test.error
    # No English text of the interface is left; the sample's names of codes are English.
    english = {each for each in test.caption if "Choose a row" in each.value}
    assert not english
    assert any("а" <= letter <= "я" for letter in test.title[0].value.lower())
    if "Add" not in page:
        said = {"uk": "4 зустрічі, 5 статей", "ru": "4 встречи, 5 статей"}[language]
        assert said in texts(test)


def test_an_unknown_language_is_english(open_page):
    assert open_page("app.py", "full", {"ui": "xx"}).title[0].value == "Overview"


def test_one_partner_has_a_profile(open_page):
    test = open_page("pages/1_Partners.py", "full", {"partner": "LU"})
    assert not test.exception
    assert "Luxembourg" in [each.value for each in test.subheader]
    tables = [each.value for each in test.dataframe]
    assert any("Yuriko Backes" in str(table.to_numpy()) for table in tables)
    ledger = next(table for table in tables if "Proposed" in table)
    assert ledger["In the text"].tolist() == ["They spoke of drones and of the Danish model."]


def test_charts_may_count_articles_and_shares(open_page):
    test = open_page("pages/2_Topics.py", "full", {"count": "articles", "share": "1"})
    assert not test.exception
    assert test.query_params["count"] == "articles"
    assert test.query_params["share"] == "1"


def test_what_stands_in_also_can_be_taken_off(open_page):
    test = open_page("pages/4_Meetings.py", "full", {"also": ["partner:DK", "topic:energy"]})
    assert "1 meeting in 1 article" in texts(test)
    test.multiselect(key="scope_also").unselect(("topics", "energy")).run()
    assert test.query_params["also"] == "partner:DK"
    test.multiselect(key="scope_also").unselect(("partners", "DK")).run()
    assert not test.exception
    assert "also" not in test.query_params
    assert "4 meetings in 5 articles" in texts(test)
    test.run()
    assert not test.exception


FIGURE = {"lang": "", "gold": 9, "coded": 9, "precision": 0.5, "recall": 1.0, "f1": 0.667,
          "precision_interval": None, "recall_interval": None,
          "f1_interval": (0.4, 0.8)}  # fmt: skip


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """A file of figures made by hand, under the version in force."""
    made = quality.Quality(
        "v-test", "2026-01-02T10:00:00+00:00", {"seen": 2, "blind": 3},
        {part: (quality.Figure(field="funding_stage", **FIGURE),) for part in ("seen", "blind")},
        (quality.Difference("blind", "en-1", "a1", "en", "Umerov, Backes", "https://example.org/a1",
                            "funding_stage", ("danish_model agreed",), ("danish_model proposed",),
                            (("proposed", "offered", "stage_rule"),)),),
    )  # fmt: skip
    monkeypatch.setattr(shown, "saved", lambda: quality.saved(tmp_path))
    monkeypatch.setattr(shown, "_version", lambda: "v-test")
    quality.save(made, tmp_path)
    return lambda **changes: quality.save(replace(made, **changes), tmp_path)


def test_quality_stands_beside_what_two_people_reach(open_page, measured):
    test = open_page("pages/7_Data_quality.py")
    assert not test.exception
    table = next(each.value for each in test.dataframe if "F1, %" in each.value)
    assert table[["F1, %", "95 % interval of F1", "Two people, %"]].to_numpy().tolist() == [
        [66.7, "40.0–80.0", 76.0]]  # fmt: skip
    assert not any("Only coded" in each.value for each in test.dataframe)
    test.toggle(key="quality_blind").set_value(True).run()
    differing = next(each.value for each in test.dataframe if "Only coded" in each.value)
    assert differing["Passage"].tolist() == ["proposed: “offered” (stage_rule)"]
    assert "run `make quality`" not in texts(test)


def test_stale_figures_are_told(open_page, measured):
    measured(codebook_version="v-old")
    test = open_page("pages/7_Data_quality.py")
    assert "The codebook has changed since: run `make quality`." in texts(test)


def test_figures_that_cannot_be_read_are_told(open_page, monkeypatch, tmp_path):
    (tmp_path / "quality.json").write_text("{")
    monkeypatch.setattr(shown, "saved", lambda: quality.saved(tmp_path))
    assert "make it anew" in open_page("pages/7_Data_quality.py").error[0].value


def test_the_sample_is_measured_in_both_its_parts():
    kept = quality.saved()
    assert set(kept.figures) == set(kept.articles) == {"seen", "blind"}
    assert sum(kept.articles.values()) == 244
    assert set(quality.people()) <= {each.field for each in kept.figures["seen"]}
