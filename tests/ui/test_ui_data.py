"""Reports are kept one by one: asked for again in other company, none is run again."""

from threading import Thread

import pytest
import sample_store

from coverage.reports import Scope, run_all
from coverage.store import Snapshot
from coverage.ui import data


@pytest.fixture
def ran(tmp_path, monkeypatch):
    """Tables of a small store, and what was run for them: the groups of reports in order."""
    sample_store.make(tmp_path / "store", sample_store.entries())
    groups: list[tuple[str, ...]] = []

    def noted(wanted, *given, **more):
        groups.append(tuple(wanted))
        return run_all(wanted, *given, **more)

    monkeypatch.setattr(data, "run_all", noted)
    return data.Data(Snapshot.current(tmp_path / "store")), groups


def test_only_what_was_not_run_yet_is_run_and_that_together(ran):
    tables, groups = ran
    first = tables.tables(Scope(), "overview", "meetings", most="2")
    again = tables.tables(Scope(), "partners", "overview", "topics")
    assert groups == [("overview", "meetings"), ("partners", "topics")]
    assert list(again) == ["partners", "overview", "topics"]
    assert again["overview"].equals(first["overview"])


def test_a_parameter_of_its_own_makes_another_report(ran):
    tables, groups = ran
    assert len(tables.table(Scope(), "meetings", most="2")) == 2
    assert len(tables.table(Scope(), "meetings", most="1")) == 1
    assert groups == [("meetings",)] * 2


def test_what_several_ask_for_at_once_is_run_once(ran):
    tables, groups = ran
    asked = (("topics", "partners"), ("partners", "topics"), ("topics",))
    threads = [Thread(target=tables.tables, args=(Scope(), *names)) for names in asked]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    assert sorted(name for group in groups for name in group) == ["partners", "topics"]


def test_a_column_that_a_page_adds_is_not_there_for_the_next(ran):
    tables, _ = ran
    mine = tables.table(Scope(), "partners")
    mine["mine"] = 1
    assert "mine" not in tables.table(Scope(), "partners")
