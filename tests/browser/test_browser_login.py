"""Logging in for real: a provider of OpenID Connect on this machine, the pages, a browser."""

import base64
import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect
from serving import free_port, served

pytest.importorskip("authlib", reason="the extra `login` is not installed")

from joserfc import jwk, jwt

expect.set_options(timeout=60_000)  # milliseconds: a cold server is slow on a busy machine
KEY = jwk.RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a-secret-of-the-test-that-is-long-enough"
client_id = "coverage"
client_secret = "client-secret-of-the-test"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[roles]
editors = ["olena@example.org"]
readers = ["@example.org"]
"""


class Provider(BaseHTTPRequestHandler):
    """Whoever comes is logged in as ``who``."""

    who = "olena@example.org"
    nonce = ""

    def do_GET(self) -> None:
        asked, here = urlsplit(self.path), f"http://{self.headers['Host']}"
        if asked.path == "/.well-known/openid-configuration":
            self.answer({
                "issuer": here, "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token", "jwks_uri": f"{here}/jwks",
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            })  # fmt: skip
        elif asked.path == "/jwks":
            self.answer({"keys": [KEY.as_dict(private=False)]})
        elif asked.path == "/authorize":
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            type(self).nonce = query.get("nonce", "")
            back = urlencode({"code": "code", "state": query["state"]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?{back}")
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        now = int(time.time())
        claims = {"iss": f"http://{self.headers['Host']}", "aud": "coverage", "sub": "42",
                  "email": self.who, "email_verified": True, "iat": now, "exp": now + 600,
                  "nonce": self.nonce}  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, KEY)
        self.answer({"access_token": "access-token-of-the-test", "token_type": "Bearer",
                     "id_token": token, "expires_in": 600})  # fmt: skip

    def answer(self, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The dashboard with a login; its address, and the file that it logs into."""
    import sample_store

    folder = tmp_path_factory.mktemp("login")
    sample_store.make(folder / "store", sample_store.entries())
    provider = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=provider.serve_forever, daemon=True).start()
    port = free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        SECRETS.format(port=port, provider=f"http://127.0.0.1:{provider.server_port}")
    )
    with served(folder / "store", port, f"--secrets.files={secrets}") as address:
        yield address, folder / "log"
    provider.shutdown()


def logged_in(page, address, path=""):
    page.goto(f"{address}/{path}")
    button = page.get_by_role("button", name="Log in")
    expect(button).to_be_visible()
    assert page.get_by_test_id("stDataFrame").count() == 0
    button.click()
    expect(page.get_by_text("Logged in as")).to_be_visible()


def logged_out(page):
    # The pages are drawn anew, and the button to log in with them, before the browser is sent to
    # where the cookie is taken away: who goes on earlier than that is still logged in.
    with page.expect_response("**/auth/logout"):
        page.get_by_role("button", name="Log out").click()
    page.wait_for_url(lambda url: "/auth/" not in url)
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_an_editor(page, guarded, settle, monkeypatch):
    address, log = guarded
    logged_in(page, address)
    settle(page)
    expect(page.get_by_text("Logged in as olena")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Overview")
    page.goto(f"{address}/Add_articles")
    settle(page)
    expect(page.locator("textarea").first).to_be_visible()
    logged_out(page)
    said = log.read_text("utf-8")
    assert not re.search("secret-of-the-test|token-of-the-test", said)


def test_a_reader_and_somebody_else(page, guarded, settle, monkeypatch):
    address, _ = guarded
    monkeypatch.setattr(Provider, "who", "reader@example.org")
    logged_in(page, address)
    page.goto(f"{address}/Add_articles")
    settle(page)
    expect(page.get_by_text("Only editors may do this")).to_be_visible()
    logged_out(page)
    monkeypatch.setattr(Provider, "who", "x@elsewhere.net")
    logged_in(page, address)
    expect(page.get_by_text("may not see these pages")).to_be_visible()
    assert page.get_by_test_id("stDataFrame").count() == 0


def test_a_cookie_that_was_made_up_opens_nothing(page, guarded, settle):
    address, _ = guarded
    made_up = base64.b64encode(json.dumps({"email": "olena@example.org", "is_logged_in": True,
                                           "origin": address}).encode()).decode()  # fmt: skip
    page.context.add_cookies([{"name": "_streamlit_user", "value": made_up, "url": address}])
    page.goto(address)
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
