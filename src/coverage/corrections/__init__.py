"""Analysts' corrections: kept for good beside the store, applied to all that is shown of it.

``record(store, Operation(...))`` keeps and applies one; ``undo`` takes it back. The log is only
added to, so that whatever is ingested or coded anew, the corrections are laid over it again.
"""

from coverage.corrections.labels import labelled_content, write_labelled
from coverage.corrections.log import read as read_log
from coverage.corrections.log import unreadable_lines
from coverage.corrections.operation import (
    FIELDS,
    OF_MENTION,
    Action,
    Anchor,
    Operation,
    Target,
    mention_value,
)
from coverage.corrections.record import (
    Recorded,
    apply_pending,
    export_content,
    export_file,
    import_content,
    import_file,
    record,
    undo,
)

__all__ = [
    "FIELDS",
    "OF_MENTION",
    "Action",
    "Anchor",
    "Operation",
    "Recorded",
    "Target",
    "apply_pending",
    "export_content",
    "export_file",
    "import_content",
    "import_file",
    "labelled_content",
    "mention_value",
    "read_log",
    "record",
    "undo",
    "unreadable_lines",
    "write_labelled",
]
