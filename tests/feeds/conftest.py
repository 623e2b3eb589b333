"""A web server on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from feeds_site import Site

from coverage.feeds import Settings


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.asked.append((self.path, headers))
            page = found.pages.get(self.path, (404, {}, b"gone"))
            status, told, body = page(headers) if callable(page) else page
            self.send_response(status)
            for name, value in told.items():
                self.send_header(name, value)
            if "X-Slow" not in told:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            for byte in body if "X-Slow" in told else [body]:
                try:
                    self.wfile.write(bytes([byte]) if isinstance(byte, int) else byte)
                except OSError:
                    return
                if "X-Slow" in told:
                    time.sleep(0.05)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def settings() -> Settings:
    return Settings(
        agent="partner-coverage/test", contact="mail@example.org",
        delay=0.0, pause=0.0, timeout=2.0, total=5.0, private=True,
    )  # fmt: skip
