import io
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import openpyxl
import pandas as pd
import pytest
from fakes import FakeCoder, meet

from coverage import cli, commands, pipeline
from coverage.reports import names, report
from coverage.store import Master, Snapshot

LEAD = "The ministers met in Kyiv on Thursday and spoke about what comes next."


@pytest.fixture(autouse=True)
def coder(monkeypatch):
    monkeypatch.setattr(pipeline, "default_coder", FakeCoder)
    monkeypatch.delenv("PARTNER_COVERAGE_STORE", raising=False)


def record(number=1, *lines, **more):
    body = "\n\n".join([LEAD, *(lines or [meet()])])
    return {"id": f"n{number}", "lang": "en", "outlet": "X", "url": f"https://x.org/{number}",
            "published": "2025-03-20", "layout": "clean", "title": "Ministers meet in Kyiv",
            "text": body, **more}  # fmt: skip


@pytest.fixture
def news(tmp_path):
    def write(*records, name="news.jsonl"):
        path = tmp_path / name
        path.write_text("".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in records))
        return path

    return write


def run(*arguments):
    return cli.main([str(each) for each in arguments])


def test_ingest_tells_what_it_did(news, tmp_path, capsys):
    store = tmp_path / "s"
    assert run("ingest", news(record(1), record(2, meet("DK"))), "--store", store) == 0
    assert "2 read: 2 added, 0 revised, 0 coded anew, 0 unchanged, 0 rejected" in (
        capsys.readouterr().out
    )
    assert run("ingest", news(record(1)), "--store", store) == 0
    assert "nothing changed" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["ingest", "code"])
@pytest.mark.parametrize(
    ("lines", "strict", "code"),
    [
        ([record()], False, 0),
        ([record()], True, 0),
        ([record(), "no json\n"], False, 0),
        ([record(), "no json\n"], True, 1),
        (["no json\n"], False, 1),
    ],
)
def test_exit_codes(news, tmp_path, capsys, command, lines, strict, code):
    target = ["--store", tmp_path / "s"] if command == "ingest" else ["-o", tmp_path / "o.jsonl"]
    assert run(command, news(*lines), *target, *(["--strict"] if strict else [])) == code
    if len(lines) > 1 or code:
        assert "news.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["ingest", "code"])
def test_missing_file_is_told(tmp_path, capsys, command):
    target = ["--store", tmp_path / "s"] if command == "ingest" else ["-o", tmp_path / "o.jsonl"]
    assert run(command, tmp_path / "missing.jsonl", *target) == 1
    assert "missing.jsonl" in capsys.readouterr().err


def test_store_from_the_environment(news, tmp_path, monkeypatch):
    monkeypatch.setenv("PARTNER_COVERAGE_STORE", str(tmp_path / "elsewhere"))
    assert run("ingest", news(record())) == 0
    assert Snapshot.current(tmp_path / "elsewhere").number == 1


def test_store_that_is_being_written(news, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("coverage.store.master.Master.open", _impatient(Master.open))
    with Master.open(tmp_path / "s"):
        assert run("ingest", news(record()), "--store", tmp_path / "s") == 3
    told = capsys.readouterr().err
    assert f"waiting: the store is being written by process {os.getpid()}" in told
    assert "partner-coverage:" in told


def _impatient(opened):
    return lambda store, **options: opened(store, **{**options, "wait": 0.3})


def test_code_writes_the_manual_s_form(news, tmp_path):
    out = tmp_path / "out.jsonl"
    first = record(1, meet(), "TOPIC|drones", "FUND|danish_model|LU|proposed", "COALITION|drone")
    second = record(
        2, meet("DE", people="Boris Pistorius"), meet(), lang="uk", published="2025-03-21"
    )
    assert run("code", news(first, second), "-o", out) == 0
    one, two = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {key: one[key] for key in ("id", "url", "lang", "outlet", "published", "title")} == {
        "id": "n1", "url": "https://x.org/1", "lang": "en", "outlet": "X",
        "published": "2025-03-20", "title": "Ministers meet in Kyiv",
    }  # fmt: skip
    coding = one["coding"]
    meeting = coding["meetings"][0]
    evidence = meeting.pop("evidence")
    assert meeting == {
        "partners": ["LU"], "status": "held", "mode": "in_person", "date": "2025-03-20",
        "place": "Kyiv", "ukraine": ["Rustem Umerov"], "partner_people": ["Yuriko Backes"],
        "event": "2025-03-20-LU-umerov",
    }  # fmt: skip
    text = f"{first['title']}\n\n{first['text']}"
    passages = [*evidence, *coding["funding"][0].pop("evidence"), *coding["evidence"]]
    assert [p["field"] for p in passages] == ["partner", "funding", "topic", "coalition"]
    for passage in passages:
        assert text[passage["start"] : passage["end"]] == passage["text"] != ""
    assert coding["topics"] == ["drones"]
    assert coding["coalitions"] == ["drone"]
    assert coding["funding"] == [{"model": "danish_model", "partners": ["LU"], "stage": "proposed"}]
    assert [m["event"] for m in two["coding"]["meetings"]] == [
        "2025-03-20-DE-umerov", meeting["event"],
    ]  # fmt: skip


def test_code_keeps_one_line_an_article_even_twice_the_same(news, tmp_path):
    out = tmp_path / "out.jsonl"
    assert run("code", news(*[record(1)] * 3, record(2, "BOOM"), record(3)), "-o", out) == 0
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["n1", "n1", "n1", "n3"]
    assert {m["event"] for line in lines for m in line["coding"]["meetings"]} == {
        "2025-03-20-LU-umerov"
    }


def test_code_to_standard_output(news, capsys):
    assert run("code", news(record()), "-o", "-") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["id"] == "n1"
    assert "1 article coded, 0 inputs rejected" in told.err


def test_code_that_fails_leaves_the_old_file(news, tmp_path, monkeypatch):
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    monkeypatch.setattr(commands, "write_codings", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("code", news(record()), "-o", out)
    assert out.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news.jsonl", "out.jsonl"]


def test_output_into_a_pipe_or_through_a_link(news, tmp_path):
    """Neither is replaced by a file: ``/dev/null`` was."""
    pipe, link, target = tmp_path / "pipe", tmp_path / "link", tmp_path / "target"
    os.mkfifo(pipe)
    target.write_text("old")
    link.symlink_to(target)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    articles = news(record())
    for place in (pipe, link):
        assert run("code", articles, "-o", place) == 0
    reader.join(30)
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert read == [target.read_text("utf-8")]
    assert '"coding"' in read[0]


def test_output_that_cannot_be_written(news, tmp_path, capsys):
    assert run("code", news(record()), "-o", tmp_path / "no" / "out.jsonl") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_recode(news, tmp_path, capsys, monkeypatch):
    store = tmp_path / "s"
    run("ingest", news(record()), "--store", store)
    assert run("recode", "--store", store) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert run("recode", "--all", "--store", store) == 0
    assert "1 coded anew" in capsys.readouterr().out
    monkeypatch.setattr(pipeline, "default_coder", lambda: FakeCoder("v2"))
    assert run("recode", "--store", store) == 0
    assert "1 coded anew" in capsys.readouterr().out


def test_evaluate(news, capsys):
    gold = {"meetings": [], "topics": ["energy"], "funding": [], "coalitions": []}
    path = news(record(1, meet(), "TOPIC|energy", gold=gold))
    assert run("evaluate", path) == 0
    assert "n1" not in (table := capsys.readouterr().out)
    assert re.search(r"topic +all +1 +1 +100.0", table)
    assert run("evaluate", path, "--show-disagreements") == 0
    assert "n1  partner  +LU" in capsys.readouterr().out
    assert run("evaluate", path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 1
    assert run("evaluate", news("{}")) == 2
    assert "news.jsonl:1" in capsys.readouterr().err


def test_explain_shows_value_rule_and_sentence(news, capsys):
    assert run("explain", news(record(1, "TOPIC|drones", "FUND|purl|LU|agreed"))) == 0
    told = capsys.readouterr().out
    assert "topic: drones\n  «TOPIC|drones»\n    topic = drones   [fake]" in told
    assert "funding: purl | LU | agreed" in told
    assert run("explain", news("no json")) == 1


def test_explain_sends_the_terminal_nothing_it_would_act_on(news, capsys):
    assert run("explain", news(record(1, "TOPIC|\x1b[31mred"))) == 0
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "red" in told


@pytest.fixture
def store(news, tmp_path):
    folder = tmp_path / "store"
    run("ingest", news(
        record(1, meet(), "TOPIC|drones"), record(2, meet("DK"), outlet="=HYPERLINK(1)"),
        record(3, meet("DK", day="2024-11-20"), published="2024-11-20"),
    ), "--store", folder)  # fmt: skip
    return folder


def ids_of(store):
    with Snapshot.current(store).cursor() as cursor:
        rows = cursor.execute("SELECT article_id, meeting_id FROM mentions").fetchall()
    article_id, meeting_id = rows[0]
    return {"article": article_id, "meeting": meeting_id}


@pytest.mark.parametrize("name", names())
def test_every_report_can_be_exported(store, tmp_path, name):
    out = tmp_path / "out.csv"
    ids = ids_of(store)
    needed = [each for key in report(name).needed for each in (f"--{key}", ids[key])]
    assert run("export", name, *needed, "--store", store, "-o", out) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_formats_hold_the_same_rows(store, tmp_path):
    frames = {}
    for form, read in (("csv", pd.read_csv), ("parquet", pd.read_parquet), ("json", pd.read_json),
                       ("xlsx", pd.read_excel)):  # fmt: skip
        out = tmp_path / f"out.{form}"
        assert run("export", "meetings", "--store", store, "--format", form, "-o", out) == 0
        frames[form] = read(out)
    for form, frame in frames.items():
        assert sorted(frame["event"]) == [
            "2024-11-20-DK-umerov", "2025-03-20-DK-umerov", "2025-03-20-LU-umerov",
        ], form  # fmt: skip


@pytest.mark.parametrize(
    ("options", "events"),
    [
        (["--partner", "DK"], {"2025-03-20-DK-umerov", "2024-11-20-DK-umerov"}),
        (["--partner", "DK", "--from", "2025-01-01"], {"2025-03-20-DK-umerov"}),
        (["--to", "2024-12-31"], {"2024-11-20-DK-umerov"}),
        (["--topic", "drones"], {"2025-03-20-LU-umerov"}),
        (["--status", "planned"], set()),
    ],
)
def test_filters(store, tmp_path, options, events):
    out = tmp_path / "out.json"
    assert run("export", "meetings", *options, "--store", store, "--format", "json", "-o", out) == 0
    assert {row["event"] for row in json.loads(out.read_text())} == events


@pytest.mark.parametrize(
    ("options", "near"),
    [
        (["--from", "yesterday"], "2025-03-20"),
        (["--status", "perhaps"], "planned"),
        (["--partner", "lu"], "perhaps LU"),
        (["--topic", "drone"], "perhaps drones"),
        (["--outlet", "Nope"], "none that is known; there are =HYPERLINK(1), X"),
        (["--partner", "XX"], "none that is known; there are "),
        (["--official", "Rustem Umerow"], "perhaps Rustem Umerov"),
        (["--most", "-2"], "whole number"),
        (["--most", "abc"], "whole number"),
        (["--most", "0"], "whole number"),
    ],
)
def test_wrong_filter(store, capsys, options, near):
    assert run("export", "meetings", f"{options[0]}={options[1]}", "--store", store) == 2
    told = capsys.readouterr().err
    assert options[1] in told
    assert near in told


def test_a_partner_without_meetings_is_told_who_has_some(store, capsys):
    options = ["--to", "2024-12-31", "--store", store]
    assert run("export", "partners", "--partner", "LU", *options) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1  # the heads alone
    assert "no meeting that fits has partner='LU'; there are DK" in told.err
    assert run("export", "partners", "--partner", "DK", *options) == 0
    assert capsys.readouterr().err == ""


def test_an_article_to_export_has_to_be_named_and_be_there(store, capsys):
    assert run("export", "article", "--store", store) == 2
    assert "needs --article ID" in capsys.readouterr().err
    assert run("export", "article_evidence", "--article", "nope", "--store", store) == 2
    assert "there is no such article" in capsys.readouterr().err


def test_the_most_rows_are_the_newest(store, tmp_path):
    out = tmp_path / "out.json"
    assert run("export", "meetings", "--most", "2", "--store", store, "--format", "json",
               "-o", out) == 0  # fmt: skip
    assert {row["day"][:4] for row in json.loads(out.read_text())} == {"2025"}


def test_a_date_of_knowledge_that_is_none(store, capsys):
    with pytest.raises(SystemExit) as stopped:
        run("export", "meetings", "--as-of", "foo", "--store", store)
    assert stopped.value.code == 2
    assert "'foo' is no date like 2025-03-20" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_named(store, tmp_path, capsys):
    out = tmp_path / "no" / "out.csv"
    assert run("export", "meetings", "--store", store, "-o", out) == 2
    told = capsys.readouterr().err
    assert f"{out}: cannot be written: there is no folder {out.parent}" in told
    assert "partial" not in told


def test_a_store_that_is_none_is_not_made_by_coding_anew(tmp_path, capsys):
    assert run("recode", "--store", tmp_path / "nope") == 3
    assert "no store" in capsys.readouterr().err
    assert not (tmp_path / "nope").exists()


@pytest.mark.parametrize("port", ["99999", "0", "web"])
def test_a_port_that_is_none(store, port, capsys):
    with pytest.raises(SystemExit) as stopped:
        run("app", "--port", port, "--store", store)
    assert stopped.value.code == 2
    assert "no port" in capsys.readouterr().err


def test_progress_is_told_in_lines_where_it_is_no_terminal(news, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("coverage.watch.PATIENCE", 0.0)
    monkeypatch.setattr("coverage.watch.PAUSE", 0.0)
    assert run("ingest", news(record(1), record(2)), "--store", tmp_path / "s") == 0
    told = capsys.readouterr().err
    assert "read: 1 of 2 inputs\nread: 2 of 2 inputs\n" in told
    assert "linking articles to meetings\npublishing\n" in told


def test_unknown_report(store, capsys):
    with pytest.raises(SystemExit) as stopped:
        run("export", "secrets", "--store", store)
    assert stopped.value.code == 2
    assert "meetings" in capsys.readouterr().err


def test_no_formula_reaches_a_spreadsheet(store, tmp_path):
    for form in ("csv", "xlsx"):
        out = tmp_path / f"o.{form}"
        assert run("export", "articles_all", "--store", store, "--format", form, "-o", out) == 0
    assert ",'=HYPERLINK(1)," in (tmp_path / "o.csv").read_text("utf-8-sig")
    cells = [c for row in openpyxl.load_workbook(tmp_path / "o.xlsx").active for c in row]
    assert "'=HYPERLINK(1)" in [c.value for c in cells]
    assert {c.data_type for c in cells}.isdisjoint({"f"})


def test_export_to_standard_output(store, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    assert run("export", "partners", "--store", store) == 0
    assert out.buffer.getvalue().startswith(b"\xef\xbb\xbf")


def test_no_store_says_what_to_do(tmp_path, capsys):
    assert run("export", "meetings", "--store", tmp_path / "none") == 3
    assert "partner-coverage ingest" in capsys.readouterr().err


@pytest.fixture
def became(monkeypatch):
    """What the process would have become."""
    told = {}

    def fake(program, command, environment):
        told.update(command=command, environment=environment)
        raise SystemExit(0)

    monkeypatch.setattr(commands.os, "execve", fake)
    monkeypatch.setattr(commands.os, "chdir", lambda folder: told.update(folder=folder))
    return told


def test_app_becomes_streamlit_on_the_loopback_with_the_store(store, became, capsys):
    with pytest.raises(SystemExit):
        run("app", "--store", store, "--port", "8600")
    assert tuple(capsys.readouterr()) == ("http://127.0.0.1:8600\n", "")
    assert "--server.address=127.0.0.1" in became["command"]
    assert "--server.port=8600" in became["command"]
    assert became["environment"]["PARTNER_COVERAGE_STORE"] == str(store)
    assert (became["folder"] / "pages").is_dir()


def test_app_says_where_there_is_no_store_yet(tmp_path, became, capsys):
    with pytest.raises(SystemExit):
        run("app", "--store", tmp_path / "nope")
    assert f"there is no store in {tmp_path / 'nope'} yet" in capsys.readouterr().err


def test_a_signal_to_the_app_ends_the_pages(store):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-m", "coverage.cli", "app", "--store", store, "--port", str(port)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert started.poll() is None
            time.sleep(0.2)
        started.terminate()
        started.wait()
        assert socket.socket().connect_ex(("127.0.0.1", port)), "somebody still listens"
    finally:
        started.kill()


@pytest.mark.parametrize(
    ("address", "secrets", "warned"),
    [("127.0.0.1", "", False), ("::1", "", False), ("0.0.0.0", "", True), ("10.0.0.5", "", True),
     ("0.0.0.0", "[auth]\nclient_id = 'x'\n", False), ("0.0.0.0", "[other]\n", True),
     ("0.0.0.0", "no toml", True), ("0.0.0.0", "[roles]\nopen = true\n", False)],
)  # fmt: skip
def test_pages_that_others_reach_without_a_login_are_warned_of(
    store, tmp_path, address, secrets, warned, became, monkeypatch, capsys
):
    folder = tmp_path / "app"
    (folder / ".streamlit").mkdir(parents=True)
    (folder / ".streamlit" / "secrets.toml").write_text(secrets)
    monkeypatch.setattr(commands, "_app_file", lambda: folder / "app.py")
    monkeypatch.setattr(commands.Path, "home", lambda: tmp_path / "nobody")
    with pytest.raises(SystemExit):
        run("app", "--store", store, "--address", address)
    assert ("WARNING: THE PAGES HAVE NO LOGIN" in capsys.readouterr().err) is warned


def test_output_closed_early_is_no_error(news, tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from coverage import cli, pipeline\nfrom fakes import FakeCoder\n"
        "pipeline.default_coder = FakeCoder\nsys.exit(cli.main(sys.argv[2:]))"
    )
    path = news(*(record(n) for n in range(2000)))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [
        sys.executable,
        "-c",
        script,
        str(Path(__file__).parent),
        "code",
        str(path),
        "-o",
        "-",
    ]
    done = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    )
    assert done.stdout.readline().startswith("{")
    done.stdout.close()
    told = done.stderr.read()
    assert (done.wait(), "Traceback" in told) == (0, False)


@pytest.mark.parametrize(
    "command", ["", "ingest", "code", "recode", "evaluate", "explain", "export", "app"]
)
def test_help_has_examples_and_exit_codes(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(*command.split(), "--help")
    told = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "exit codes:" in told
    if command:
        assert f"  partner-coverage {command}" in told


@pytest.mark.parametrize("terminal", [True, False])
def test_what_was_read_draws_on_no_terminal(terminal, monkeypatch):
    class Out(io.TextIOWrapper):
        def isatty(self):
            return terminal

    out = Out(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr("sys.stdout", out)
    content = "\ufeffname\r\n\x1b[31mЇжак\t\u009b2J\r\n".encode()
    assert commands.put(content, "-", 1) == 0
    shown = "\ufeffname\r\n?[31mЇжак\t?2J\r\n".encode()
    assert out.buffer.getvalue() == (shown if terminal else content)
