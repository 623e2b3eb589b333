"""Health, metrics and logs say what is, to machines."""

import io
import json
import logging
import os
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest
from fakes import FakeCoder, article, meet
from prometheus_client.parser import text_string_to_metric_families

from coverage import cli, logs
from coverage.errors import StoreError
from coverage.health import as_prometheus, look
from coverage.model import Rejection
from coverage.pipeline import ingest_items
from coverage.reports import Scope, run
from coverage.store import Master, Request, Snapshot, current_number

ROOT = Path(__file__).parents[1]


KNOWN = Rejection("x", "no_date", "none")


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    items = [article("a", meet()), article("b"), KNOWN]
    ingest_items(items, folder, coder=FakeCoder())
    ingest_items(items[:1], folder, coder=FakeCoder())
    return folder


def samples(text):
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_store_s_figures(store):
    seen = look(store)
    assert (seen.snapshot, seen.articles, seen.meetings) == (1, 2, 1)
    assert seen.rejections == {"no_date": 1}
    ingests = seen.runs[0]
    assert (ingests.kind, ingests.runs, ingests.cut_off) == ("ingest", 2, 0)
    assert ingests.inputs["added"] == 2
    assert 0 <= seen.age(time.time()) < 600
    assert seen.published > datetime(2025, 1, 1).timestamp()


def test_prometheus_reads_it(store):
    found = samples(as_prometheus(store))
    assert found["partner_coverage_up",] == 1
    assert found["partner_coverage_articles",] == 2
    assert found["partner_coverage_inputs_total", "added", "ingest"] == 2
    assert found["partner_coverage_rejections_total", "no_date"] == 1
    assert sum(value for key, value in found.items() if key[0] == "partner_coverage_feeds") > 0


def test_a_store_that_cannot_be_read_is_down(tmp_path):
    assert samples(as_prometheus(tmp_path)) == {("partner_coverage_up",): 0}
    with pytest.raises(StoreError):
        look(tmp_path)


def test_a_run_that_was_cut_off_is_counted(store):
    with Master.open(store) as master:
        master.start_run(Request())
    ingest_items([article("c")], store, coder=FakeCoder())
    assert look(store).runs[0].cut_off == 1


def test_the_command(store, tmp_path, capsys):
    assert cli.main(["health", "--within", "1", "--store", str(store)]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 2
    assert cli.main(["health", "--within", "0.0000001", "--store", str(store)]) == cli.STORE
    assert "no run has ended" in capsys.readouterr().err
    assert cli.main(["health", "--store", str(tmp_path / "none")]) == cli.STORE
    capsys.readouterr()
    assert cli.main(["health", "--prometheus", "--store", str(store)]) == 0
    assert "# TYPE partner_coverage_articles gauge" in capsys.readouterr().out


def test_the_docs_name_every_metric(store):
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for family in text_string_to_metric_families(as_prometheus(store)):
        assert family.name.removeprefix("partner_coverage") in told, family.name


@pytest.fixture
def written(monkeypatch):
    """What is logged as JSON while a test runs."""
    root, out = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), logging.getLogger("coverage").level
    monkeypatch.setenv("PARTNER_COVERAGE_LOG", "json")
    monkeypatch.setattr(sys, "stderr", out)
    logs.set_up()
    logs.set_up()  # once
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers[:] = before
    logging.getLogger("coverage").setLevel(level)


def test_a_run_is_a_line(store, written):
    ingest_items([article("c")], store, coder=FakeCoder())
    (line,) = [each for each in written() if each["message"] == "ingest ended"]
    assert (line["level"], line["added"], line["snapshot"]) == ("info", 1, 2)
    assert datetime.fromisoformat(line["at"]).tzinfo


@pytest.mark.parametrize(
    "text",
    [
        "client_secret = 'hunter2'", "cookie_secret: hunter2", '{"password": "hunter2"}',
        "https://me:hunter2@example.org/feed", "postgres://u:hunter2@db/x", "TOKEN=hunter2&x=1",
        "Authorization: Bearer hunter2", "api_key=hunter2", "ducklake:postgres:password=hunter2 x",
        "Cookie: hunter2",
    ],
)  # fmt: skip
def test_no_secret_is_in_a_line(text, written):
    logs.tell("asked", address=text)
    logging.getLogger("elsewhere").error("failed at %s", text)
    try:
        raise ValueError(text)
    except ValueError:
        logging.getLogger("elsewhere").exception("fault")
    lines = written()
    assert len(lines) == 3
    assert "ValueError" in lines[2]["traceback"]
    assert "hunter2" not in json.dumps(lines)


def test_what_a_command_tells_is_a_line_each(tmp_path, written):
    (tmp_path / "news.jsonl").write_text("{}\n")
    store = str(tmp_path / "store")
    assert cli.main(["ingest", str(tmp_path / "news.jsonl"), "--store", store]) == 1
    assert cli.main(["export", "meetings", "--store", str(tmp_path / "none")]) == 3
    levels = {each["message"]: each["level"] for each in written()}
    assert [levels[said] for said in levels if "news.jsonl:1: no_text" in said] == ["warning"]
    assert [levels[said] for said in levels if "no articles yet" in said] == ["error"]


def test_without_the_setting_nothing_is_logged(store, monkeypatch, capsys):
    monkeypatch.delenv("PARTNER_COVERAGE_LOG", raising=False)
    logs.set_up()
    ingest_items([article("c")], store, coder=FakeCoder())
    assert capsys.readouterr().err == ""


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def app(store, *options):
    """The command that shows it, and the environment to run it in."""
    command = [sys.executable, "-m", "coverage.cli", "app", "--store", str(store), *options]
    return command, {**os.environ, "PYTHONPATH": "src", "PARTNER_COVERAGE_LOG": "json"}


def test_the_pages_serve_health_and_metrics(store, tmp_path):
    port, metrics = free_port(), free_port()
    command, environment = app(store, "--port", str(port), "--metrics-port", str(metrics),
                               "--address", "0.0.0.0")  # fmt: skip
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
                                  stderr=log, start_new_session=True)  # fmt: skip
    try:
        for _ in range(600):
            try:
                health = urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health")
                break
            except OSError:
                assert server.poll() is None, "the pages did not start"
                time.sleep(0.2)
        assert health.read() == b"ok"
        # Nobody has opened a page yet.
        served = urllib.request.urlopen(f"http://127.0.0.1:{metrics}/metrics").read().decode()
        assert samples(served)["partner_coverage_articles",]
        taken = subprocess.run(app(store, "--port", str(port), "--address", "0.0.0.0")[0], cwd=ROOT,
                               env=environment, capture_output=True, text=True)  # fmt: skip
        assert taken.returncode == 2
        assert f"Port {port} is not available" in taken.stderr
    finally:
        os.killpg(server.pid, 15)
        server.wait(30)
    said = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert "WARNING: THE PAGES HAVE NO LOGIN" in said[0]["message"]
    # Streamlit would ask another host what the address of this machine is.
    assert not [each for each in said if "external" in each["message"].lower()]


def test_where_the_pages_cannot_listen_is_told(store):
    command, environment = app(store, "--address", "no.such.address.invalid")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    messages = [json.loads(line)["message"] for line in done.stderr.splitlines()]
    assert "the pages cannot be served" in messages[-1]
    assert not [each for each in messages if "Traceback" in each]


def test_a_run_that_changes_nothing_is_in_the_ledger_and_the_health(store):
    before, number = look(store), current_number(store)
    for _ in range(2):
        ingest_items([article("a", meet()), KNOWN], store, coder=FakeCoder())
    assert current_number(store) == number
    (seen,) = look(store).runs
    assert (seen.runs, seen.cut_off, seen.inputs["unchanged"]) == (4, 0, 3)
    assert seen.last_end > before.runs[0].last_end
    snapshot = Snapshot.current(store)
    assert list(run("runs", Scope(), snapshot)["unchanged"]) == [1, 1, 1, 0]
    assert list(run("rejections", Scope(), snapshot)["code"]) == 3 * ["no_date"]
    ingest_items([article("d")], store, coder=FakeCoder())
    assert look(store).runs[0].runs == 5
    assert len(run("runs", Scope(), snapshot)) == 4  # all that ended while it was in force
