"""Reports: one .sql a question, run over a scope. ``run(name, scope, snapshot) -> DataFrame``."""

from coverage.reports.run import Report, names, report, run, run_all
from coverage.reports.scope import Filter, Grain, Scope, filters
from coverage.reports.tables import csv_bytes, harmless, read_back

__all__ = [
    "Filter",
    "Grain",
    "Report",
    "Scope",
    "csv_bytes",
    "filters",
    "harmless",
    "names",
    "read_back",
    "report",
    "run",
    "run_all",
]
