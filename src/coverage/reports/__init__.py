"""Reports: one .sql a question, run over a scope. ``run(name, scope, snapshot) -> DataFrame``."""

from coverage.reports.about import About, Part
from coverage.reports.keeping import forget
from coverage.reports.known import only_known, without_meetings
from coverage.reports.narrow import NARROWED, bounds, narrowed
from coverage.reports.package import package_bytes
from coverage.reports.paper import paper_bytes
from coverage.reports.problem import Problem
from coverage.reports.quoting import PROOF, quotes
from coverage.reports.run import Report, names, report, run, run_all
from coverage.reports.scope import Filter, Grain, Scope, filters, in_words, number_in_words
from coverage.reports.tables import csv_bytes, harmless, read_back
from coverage.reports.view_files import csv_zip, parquet_zip
from coverage.reports.workbook import workbook_bytes

__all__ = [
    "NARROWED",
    "PROOF",
    "About",
    "Filter",
    "Grain",
    "Part",
    "Problem",
    "Report",
    "Scope",
    "bounds",
    "csv_bytes",
    "csv_zip",
    "filters",
    "forget",
    "harmless",
    "in_words",
    "names",
    "narrowed",
    "number_in_words",
    "only_known",
    "package_bytes",
    "paper_bytes",
    "parquet_zip",
    "quotes",
    "read_back",
    "report",
    "run",
    "run_all",
    "without_meetings",
    "workbook_bytes",
]
