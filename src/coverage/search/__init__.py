"""Full-text search: an index beside each snapshot that finds inflected forms in three languages."""

from coverage.search.check import faults, there
from coverage.search.index import Found, build, complete, find
from coverage.search.stems import stem, stems

__all__ = ["Found", "build", "complete", "faults", "find", "stem", "stems", "there"]
