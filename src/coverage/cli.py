"""The command ``partner-coverage``: parse the arguments, run, say what happened."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from coverage import arguments, asked, commands, correcting, filling, logs, operating
from coverage.errors import CoverageError, EngineError, StoreError
from coverage.reports import names

OK, NOTHING_READ, USAGE, STORE = 0, 1, 2, 3

_EXIT = """exit codes:
  0  done
  1  nothing could be read, or --strict and something was rejected
  2  the command, one of its arguments (a port that is taken, a file that cannot be written), an
     environment variable or an input file's labels are wrong
  3  the store cannot be opened, is being written by another process, is full or damaged; or the
     engine cannot be reached
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = given.run
    logs.set_up()
    try:
        code = run(given)
        sys.stdout.flush()
    except (StoreError, EngineError) as error:
        logs.say(f"partner-coverage: {error}", logging.ERROR)
        return STORE
    except CoverageError as error:
        logs.say(f"partner-coverage: {error}", logging.ERROR)
        return USAGE
    except BrokenPipeError:
        # `partner-coverage ... | head`: the reader has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        logs.say("partner-coverage: stopped; what was written so far stays", logging.WARNING)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="partner-coverage",
        description="Who of Ukraine met which partner, when, on what, under which funding model: "
        "from news articles to tables and pages.",
        epilog=_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str, examples: str
    ) -> argparse.ArgumentParser:
        added = subparsers.add_parser(
            name, help=about, description=about, epilog=f"examples:\n{examples}\n\n{_EXIT}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        added.set_defaults(run=run)
        return added

    ingest = command(
        "ingest", filling.ingest, "Read articles into the store and publish it.",
        "  partner-coverage ingest data/sample\n"
        "  partner-coverage ingest news.jsonl page.txt --store /srv/coverage --strict\n"
        "  partner-coverage ingest table.csv --columns title=Headline,text=Body\n"
        "  partner-coverage ingest --retry last",
    )  # fmt: skip
    arguments.paths(ingest, "*")
    ingest.add_argument(
        "--columns", action="append", default=[], metavar="FIELD=COLUMN,...",
        help="which columns of tables are what; guessed by their names otherwise",
    )  # fmt: skip
    ingest.add_argument(
        "--retry", metavar="RUN", help="read again what that run rejected: its id, or last"
    )
    arguments.store(ingest)
    arguments.strict(ingest)
    arguments.spread(ingest)

    refresh = command(
        "refresh", filling.refresh, "Ask the outlets' feeds for what is new, and ingest it.",
        "  partner-coverage refresh\n"
        "  partner-coverage refresh --feeds my_feeds.toml --store /srv/coverage",
    )  # fmt: skip
    refresh.add_argument(
        "--feeds", type=Path, metavar="FEEDS.toml", help="default: the feeds that are shipped"
    )
    arguments.store(refresh)

    log = command(
        "log", filling.log, "Show the ledger: every run, or what was rejected and why.",
        "  partner-coverage log\n  partner-coverage log --rejected --format csv -o rejected.csv",
    )  # fmt: skip
    log.add_argument("--rejected", action="store_true", help="the inputs that could not be read")
    arguments.table(log)
    arguments.store(log)

    code = command(
        "code", commands.code, "Code articles into JSON Lines, without a store.",
        "  partner-coverage code news.jsonl -o coded.jsonl\n"
        "  partner-coverage code page.txt -o - | head",
    )  # fmt: skip
    arguments.paths(code)
    code.add_argument(
        "-o", "--output", required=True, metavar="OUT.jsonl", help="where to; - is standard output"
    )
    arguments.strict(code)

    recode = command(
        "recode", filling.recode, "Code anew what was coded under another codebook.",
        "  partner-coverage recode\n  partner-coverage recode --all --store /srv/coverage",
    )  # fmt: skip
    recode.add_argument("--all", action="store_true", help="code every article anew")
    arguments.store(recode)
    arguments.spread(recode)

    evaluate = command(
        "evaluate", commands.evaluate, "Compare the coding with labelled articles.",
        "  partner-coverage evaluate tests/labelled/*.jsonl\n"
        "  partner-coverage evaluate mine.jsonl --show-disagreements",
    )  # fmt: skip
    evaluate.add_argument("paths", nargs="+", type=Path, metavar="LABELLED.jsonl")
    evaluate.add_argument("--json", action="store_true", help="figures and disagreements as JSON")
    evaluate.add_argument(
        "--show-disagreements", action="store_true", help="list every value that differs"
    )

    explain = command(
        "explain", commands.explain, "Show why each value was coded, and what was left out.",
        "  partner-coverage explain page.txt",
    )  # fmt: skip
    explain.add_argument("path", type=Path, metavar="FILE")

    export = command(
        "export", commands.export, "Write a report as a file.",
        "  partner-coverage export partners --from 2025-01-01 -o partners.csv\n"
        "  partner-coverage export meetings --partner DK --model danish_model --format xlsx "
        "-o danish.xlsx",
    )  # fmt: skip
    export.add_argument("report", choices=names(), metavar="REPORT", help=", ".join(names()))
    arguments.table(export)
    export.add_argument("--as-of", type=asked.moment, metavar="DATE[THH:MM]",
                        help="as it was known then (Kyiv's time)")  # fmt: skip
    export.add_argument("--rates", type=Path, metavar="RATES.csv",
                        help="convert sums by these: date,from,to,rate")  # fmt: skip
    export.add_argument("--into", metavar="CUR", default="EUR",
                        help="the currency that --rates converts into")  # fmt: skip
    arguments.store(export)
    arguments.filters(export)

    compare = command(
        "compare", correcting.compare, "Show which meetings came, went or changed since a date.",
        "  partner-coverage compare 2025-03-01 2025-04-01\n"
        "  partner-coverage compare 2025-03-01 -o changes.csv",
    )  # fmt: skip
    compare.add_argument("old", type=asked.moment, metavar="OLD")
    compare.add_argument("new", type=asked.moment, metavar="NEW", nargs="?",
                         help="default: now")  # fmt: skip
    compare.add_argument("-o", "--output", default="-", metavar="FILE.csv")
    arguments.store(compare)

    corrections = command(
        "corrections", correcting.list_all, "List, share and use the analysts' corrections.",
        "  partner-coverage corrections list --state misfit\n"
        "  partner-coverage corrections export team.jsonl\n"
        "  partner-coverage corrections import team.jsonl\n"
        "  partner-coverage corrections labelled reviewed.jsonl\n"
        "  partner-coverage corrections undo 4f1c... --who Olena",
    )  # fmt: skip
    _corrections(corrections)

    operating.add_commands(command, arguments.store)

    app = command(
        "app", commands.app, "Show the store in the browser, on this machine alone.",
        "  partner-coverage app\n  partner-coverage app --store /srv/coverage --port 8600",
    )  # fmt: skip
    arguments.store(app)
    app.add_argument("--port", type=asked.port, default=8501, metavar="N", help="default: 8501")
    app.add_argument("--address", default="127.0.0.1", metavar="IP",
                     help="where to listen (default: this machine alone)")  # fmt: skip
    app.add_argument("--metrics-port", type=asked.port, metavar="N",
                     help="serve metrics for Prometheus there, to this machine alone")  # fmt: skip
    return parser


def _corrections(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)

    def action(
        name: str, run: Callable[[argparse.Namespace], int], about: str
    ) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        arguments.store(added)
        return added

    listed = action("list", correcting.list_all, "List corrections, newest first.")
    listed.add_argument("--state", choices=("applied", "undone", "misfit"), default="")
    listed.add_argument("--meeting", default="", metavar="ID")
    listed.add_argument("--article", default="", metavar="ID")
    for name, run, about in (
        ("export", correcting.export, "Write all corrections as a file."),
        ("import", correcting.take_over, "Take over the corrections of such a file."),
        ("labelled", correcting.labelled, "Write reviewed articles as labelled articles."),
    ):
        action(name, run, about).add_argument("path", type=Path, metavar="FILE.jsonl")
    undone = action("undo", correcting.undo, "Take a correction back.")
    undone.add_argument("correction", metavar="ID")
    undone.add_argument("--who", required=True, metavar="NAME", help="who takes it back")
    undone.add_argument("--note", default="", metavar="TEXT")


if __name__ == "__main__":
    sys.exit(main())
