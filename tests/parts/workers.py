"""Coders that workers load by their name: slow ones, and such that take their process with them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from fakes import FakeCoder


class Slow(FakeCoder):
    def code(self, article):
        time.sleep(0.02)
        return super().code(article)


class Deadly(FakeCoder):
    """Dies of an article that says so: always, or until a file is there."""

    def code(self, article):
        for line in article.body.split("\n"):
            kind, _, marker = line.partition("|")
            if kind == "DIE" and not (marker and Path(marker).exists()):
                if marker:
                    Path(marker).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return super().code(article)
