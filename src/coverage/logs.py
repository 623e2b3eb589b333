"""What is told on standard error: JSON without secrets where PARTNER_COVERAGE_LOG is ``json``."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import traceback
from datetime import UTC, datetime

# What a secret looks like in a message, an address or a traceback; what follows it is taken out.
_SECRET = re.compile(
    r"(?i)((?:cookie|client)?_?secret|password|passwd|token|api_?key|authorization|cookie)"
    r"(['\"]?\s*[:=]\s*(?:bearer\s+|basic\s+)?)(['\"]?)[^\s'\"&,;]+\3"
)
_IN_ADDRESS = re.compile(r"(\w+://)[^\s/@]+@")
_HANDLER = "partner_coverage_json"


def without_secrets(text: str) -> str:
    """``text`` without what looks like a password, token or key, and without users in addresses."""
    return _IN_ADDRESS.sub(r"\1***@", _SECRET.sub(r"\1\2***", text))


class _Json(logging.Formatter):
    """One object a line: at, level, logger, message, what was given as ``extra={"of": {...}}``."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        said |= getattr(record, "of", {})
        if record.exc_info:
            said["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(
            {key: without_secrets(each) if isinstance(each, str) else each
             for key, each in said.items()},
            ensure_ascii=False, default=str,
        )  # fmt: skip


def set_up() -> None:
    """Log as the environment says; a second call changes nothing."""
    if not as_json():
        return
    root = logging.getLogger()
    if any(each.name == _HANDLER for each in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.name = _HANDLER
    handler.setFormatter(_Json())
    root.addHandler(handler)
    logging.getLogger("coverage").setLevel(logging.INFO)
    # Streamlit writes its own way, beside the root: its lines are to be ours.
    for name in ("streamlit", *logging.root.manager.loggerDict):
        if name.split(".")[0] == "streamlit":
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True


def as_json() -> bool:
    """Whether logs are JSON."""
    return os.environ.get("PARTNER_COVERAGE_LOG") == "json"


def say(text: str, level: int = logging.INFO) -> None:
    """Tell who typed the command, on standard error; a line of the log where that is JSON."""
    if as_json():
        logging.getLogger("coverage").log(level, text)
    else:
        print(text, file=sys.stderr, flush=True)


def tell(event: str, **of: object) -> None:
    """Log an event with what belongs to it."""
    logging.getLogger("coverage").info(event, extra={"of": of})


def wrong(said: str, **of: object) -> None:
    """Log a fault; without JSON its words alone are written."""
    logging.getLogger("coverage").error(without_secrets(said), extra={"of": of})
