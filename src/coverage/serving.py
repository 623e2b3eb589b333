"""The process of the pages: Streamlit's own command, kept from what it must not do.

Not in ``ui``, which loads all of Streamlit before it could be kept from anything.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

from streamlit import logger as streamlit_logger
from streamlit import net_util
from uvicorn.config import LOGGING_CONFIG

from coverage import logs

CANNOT_LISTEN = 2


def main() -> None:
    """Serve, as ``streamlit run`` does with this process's arguments, until it is told to end."""
    # For the address that it prints, and for whom it lets in from elsewhere, it would ask a host
    # of Amazon's what this machine's address is.
    _replace(net_util, "get_external_ip", lambda: None)
    if logs.as_json():  # else each of their loggers has a handler of its own
        _replace(streamlit_logger, "setup_formatter", _left_to_us)
        LOGGING_CONFIG["loggers"].clear()
    logs.set_up()

    from streamlit.web.cli import main as streamlit  # makes loggers, as the next does

    from coverage.ui import metrics

    metrics.started()  # from now on, and not with the first reader
    try:
        streamlit(prog_name="streamlit")
    except OSError as error:
        logs.say(f"partner-coverage: the pages cannot be served: {error}", logging.ERROR)
        sys.exit(CANNOT_LISTEN)
    except SystemExit as ended:
        sys.exit(CANNOT_LISTEN if ended.code == 1 else ended.code)  # 1: the port is taken


def _replace(module: Any, name: str, function: Callable[..., Any]) -> None:
    setattr(module, name, function)


def _left_to_us(logger: logging.Logger) -> None:
    logger.propagate = True


if __name__ == "__main__":
    main()
