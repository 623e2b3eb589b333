"""Fetching politely: robots.txt, a delay per host, retries with growing pauses, firm limits."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from threading import Event, Lock, Timer
from urllib.parse import SplitResult, urljoin, urlunsplit

from coverage.errors import UnreadableInput
from coverage.feeds.address import Connection, checked, open_connection
from coverage.feeds.config import Settings
from coverage.feeds.robots import EVERYTHING, Robots, parse_robots
from coverage.readers.content import no_markup
from coverage.readers.transfer import inflate, is_gzip

_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_NOT_MODIFIED = 304
_LONGEST_WAIT = 60.0  # seconds that a run waits for a server's Retry-After
_CHUNK = 64 * 1024
_FAULTS = (OSError, http.client.HTTPException, ssl.SSLError)
# How faults are said that people meet; any other by its name.
_SAID: Sequence[tuple[type[Exception], str]] = (
    (socket.gaierror, "there is no such host, or no way to the network"),
    (TimeoutError, "it did not answer in time"),
    (ConnectionRefusedError, "it refuses connections"),
    (ConnectionResetError, "it broke the connection off"),
    (http.client.IncompleteRead, "its answer broke off"),
    (ssl.SSLCertVerificationError, "its certificate is not valid"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent. ``url`` is where it came from in the end, header names are small."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def not_modified(self) -> bool:
        """Whether nothing has changed since the time of the ETag or Last-Modified we sent."""
        return self.status == _NOT_MODIFIED


@dataclass(slots=True)
class Fetcher:
    """Fetches by the settings; one a run, as it remembers the hosts it asked.

    Threads may share it: a host is asked by one at a time.
    """

    settings: Settings
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _turns: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """The page at ``url``, or that nothing has changed.

        Raises UnreadableInput ``not_allowed`` (see address.py), ``robots`` (the host asks us not
        to), ``too_large``, ``bad_transfer``, ``fetch_failed`` (in the end, after all tries) or
        ``unknown_format`` (a PDF, a picture: by its first bytes neither page nor feed).
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        for _ in range(self.settings.redirects + 1):
            parts = checked(url, private=self.settings.private)
            robots = self._robots_of(parts)
            if robots.fault:
                raise UnreadableInput("fetch_failed", f"{url}: {robots.fault}")
            if not robots.allows(_target(parts)):
                raise UnreadableInput("robots", f"{url}: the host asks robots not to read this")
            answer = self._tried(url, headers, robots.delay)
            if answer.status not in _REDIRECTS:
                if answer.not_modified or 200 <= answer.status < 300:
                    if other := no_markup(answer.body):
                        raise UnreadableInput("unknown_format", other)
                    return answer
                raise UnreadableInput("fetch_failed", f"{url}: the server answers {answer.status}")
            url = urljoin(url, answer.headers.get("location", ""))
        raise UnreadableInput("fetch_failed", f"{url}: redirected too often")

    def _robots_of(self, parts: SplitResult) -> Robots:
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._robots[root] = self._fetch_robots(f"{root}/robots.txt")
        return self._robots[root]

    def _fetch_robots(self, url: str) -> Robots:
        for _ in range(self.settings.redirects + 1):
            try:
                answer = self._tried(url, {}, 0.0)
            except UnreadableInput as error:
                if error.code in ("not_allowed", "fetch_failed"):
                    raise
                return EVERYTHING  # too large, or packed in an unknown way
            if answer.status in _REDIRECTS:
                url = urljoin(url, answer.headers.get("location", ""))
            elif 200 <= answer.status < 300:
                return parse_robots(answer.body, self.settings.agent)
            else:
                # RFC 9309: no such file, no rules; a fault of the server, no reading.
                fault = f"robots.txt cannot be read, and nothing without it: {answer.status}"
                return Robots(fault=fault) if answer.status >= 500 else EVERYTHING
        return EVERYTHING

    def _tried(self, url: str, headers: Mapping[str, str], delay: float) -> Answer:
        """The first answer that may stand, else the last one; UnreadableInput where none came."""
        pause, fault = self.settings.pause, ""
        answer: Answer | None = None
        for attempt in range(max(self.settings.tries, 1)):
            if attempt:
                self.sleep(pause)
                pause *= 2
            try:
                answer = self._once(url, headers, delay)
            except _FAULTS as error:
                fault = next(
                    (said for kind, said in _SAID if isinstance(error, kind)),
                    f"{type(error).__name__}: {error}",
                )
                continue
            wanted = _wait_asked(answer)
            if answer.status not in _AGAIN or wanted > _LONGEST_WAIT:
                return answer  # who asks for a longer wait gets it: the next run asks again
            pause = max(pause, wanted)
        if answer is None:
            raise UnreadableInput("fetch_failed", f"{url}: {fault}")
        return answer

    def _once(self, url: str, headers: Mapping[str, str], delay: float) -> Answer:
        parts = checked(url, private=self.settings.private)
        with self._turns[parts.netloc]:
            return self._asks(parts, url, headers, delay)

    def _asks(
        self, parts: SplitResult, url: str, headers: Mapping[str, str], delay: float
    ) -> Answer:
        self._wait(parts.netloc, delay)
        connection = open_connection(parts, self.settings.timeout, private=self.settings.private)
        # A server that sends a byte now and then keeps within every timeout but this.
        was_late = Event()
        late = Timer(self.settings.total, _cut, [connection, was_late])
        late.daemon = True
        late.start()
        try:
            connection.request(
                "GET",
                _target(parts),
                headers={
                    "User-Agent": self.settings.user_agent,
                    "Accept": "text/html, application/xhtml+xml, application/xml, */*;q=0.5",
                    "Accept-Encoding": "gzip, deflate",
                    **headers,
                },
            )
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            body = self._body(response, url)
            if was_late.is_set():
                raise TimeoutError(f"took longer than {self.settings.total:.0f} s")
        finally:
            late.cancel()
            connection.close()
            self._asked[parts.netloc] = self.clock()
        body = inflate(body, told.get("content-encoding", ""), self.settings.largest)
        if is_gzip(body):  # a file that is packed itself: «sitemap.xml.gz»
            body = inflate(body, "gzip", self.settings.largest)
        return Answer(response.status, url, told, body)

    def _body(self, response: http.client.HTTPResponse, url: str) -> bytes:
        parts: list[bytes] = []
        size = 0
        while chunk := response.read(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > self.settings.largest:
                most = self.settings.largest / 1024**2
                raise UnreadableInput("too_large", f"{url}: more than {most:,.1f} MB")
        if response.length:  # told in Content-Length, and did not come
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(parts)

    def _wait(self, host: str, delay: float) -> None:
        last = self._asked.get(host)
        if last is None:
            return
        wanted = max(self.settings.delay, min(delay, self.settings.longest_delay))
        left = last + wanted - self.clock()
        if left > 0:
            self.sleep(left)


def _target(parts: SplitResult) -> str:
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return "".join(char if char.isascii() and char > " " else _escaped(char) for char in path)


def _escaped(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def _wait_asked(answer: Answer) -> float:
    """Seconds that a Retry-After asks for; 0 where there is none."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text[:6])
    try:
        return max(parsedate_to_datetime(text).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _cut(connection: Connection, was_late: Event) -> None:
    was_late.set()
    connection.cut()
