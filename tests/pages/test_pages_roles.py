"""Who is let in, and what readers may not do: on every page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coverage.errors import CoverageError
from coverage.ui import roles
from coverage.ui.roles import Role, decide, exposed

ROOT = Path(__file__).parents[2]
PAGES = ["app.py", *sorted(f"pages/{each.name}" for each in (ROOT / "pages").glob("*.py"))]
AUTH = {"client_id": "x", "cookie_secret": "y"}
ROLES = {"editors": ["Olena@example.org", "@desk.example.org"], "readers": ["@example.org"]}
OLENA = {"is_logged_in": True, "email": "olena@Example.org"}


def user(email, **claims):
    return {"is_logged_in": True, "email": email, **claims}


@pytest.mark.parametrize(
    ("secrets", "who", "role"),
    [
        ({}, {}, Role.EDITOR),
        ({"roles": ROLES}, {}, Role.NONE),
        ({"roles": ROLES}, OLENA, Role.NONE),
        ({"roles": {"open": True}}, {}, Role.EDITOR),
        ({"roles": {"open": "yes"}}, {}, Role.NONE),
        ({"auth": AUTH}, {}, Role.NONE),
        ({"auth": AUTH}, {"email": "olena@example.org"}, Role.NONE),
        ({"auth": AUTH}, OLENA, Role.READER),
        ({"auth": AUTH, "roles": ROLES}, {}, Role.NONE),
        ({"auth": AUTH, "roles": ROLES}, OLENA, Role.EDITOR),
        ({"auth": AUTH, "roles": ROLES}, {**OLENA, "email_verified": False}, Role.NONE),
        ({"auth": AUTH, "roles": ROLES}, {**OLENA, "email_verified": True}, Role.EDITOR),
        ({"auth": AUTH, "roles": ROLES}, user("x@desk.example.org"), Role.EDITOR),
        ({"auth": AUTH, "roles": ROLES}, user("x@example.org"), Role.READER),
        ({"auth": AUTH, "roles": ROLES}, user("x@evil-example.org"), Role.NONE),
        ({"auth": AUTH, "roles": ROLES}, user("x@example.org.evil.net"), Role.NONE),
        ({"auth": AUTH, "roles": ROLES}, user("@desk.example.org"), Role.NONE),
        ({"auth": AUTH, "roles": ROLES}, user(""), Role.NONE),
        ({"auth": AUTH, "roles": ROLES}, {"is_logged_in": True}, Role.NONE),
        ({"auth": AUTH, "roles": {"readers": []}}, OLENA, Role.NONE),
        ({"auth": AUTH, "roles": {"open": True}}, {}, Role.NONE),
    ],
)
def test_who_may_do_what(secrets, who, role):
    assert decide(secrets, who) is role


@pytest.mark.parametrize(
    ("address", "open_"),
    [("127.0.0.1", False), ("127.8.0.1", False), ("::1", False), ("localhost", False),
     ("0.0.0.0", True), ("::", True), (None, True), ("", True), ("192.168.1.5", True),
     ("coverage.example.org", True), ("localhost.evil.net", True)],
)  # fmt: skip
def test_what_others_can_reach(address, open_):
    assert exposed(address) is open_


@pytest.fixture
def as_(monkeypatch):
    """Pages as somebody sees them: ``as_(secrets, claims)``."""

    def set_(secrets, who):
        monkeypatch.setattr(roles, "_secrets", lambda: secrets)
        monkeypatch.setattr(roles, "_user", lambda: who)

    return set_


def everything(test: AppTest) -> str:
    kinds = ("title", "markdown", "caption", "info", "warning", "error", "subheader")
    return "\n".join(str(each.value) for kind in kinds for each in getattr(test, kind))


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_anything_without_a_login(page, open_page, as_):
    as_({"auth": AUTH, "roles": ROLES}, {"is_logged_in": False})
    test = open_page(page, query={"meeting": "m1", "q": "drones"})
    assert not test.exception
    assert [each.label for each in test.button] == ["Log in"]
    assert not test.dataframe
    assert not test.get("plotly_chart")
    assert not test.get("download_button")
    assert not test.multiselect


@pytest.mark.parametrize("page", PAGES)
def test_somebody_without_a_role_sees_as_little(page, open_page, as_):
    as_({"auth": AUTH, "roles": ROLES}, user("x@elsewhere.org"))
    test = open_page(page)
    assert not test.exception
    assert "x\\@" in everything(test)
    assert "may not see these pages" in everything(test)
    assert not test.dataframe
    assert not test.multiselect
    assert [each.label for each in test.button] == ["Log out"]


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_sees_every_page_and_is_offered_no_change(page, open_page, as_):
    as_({"auth": AUTH, "roles": ROLES}, user("x@example.org"))
    test = open_page(page)
    assert not test.exception
    assert not test.error
    offered = {each.label for each in test.button}
    assert not {"Save this view", "Mark this day"} & offered
    assert not test.text_area
    if "Add" in page:
        assert "Only editors may do this" in everything(test)
        assert not test.get("file_uploader")


def test_an_editor_is_offered_changes(open_page, as_):
    as_({"auth": AUTH, "roles": ROLES}, OLENA)
    overview = open_page("app.py")
    assert {"Save this view", "Mark this day"} <= {each.label for each in overview.button}
    assert any("olena" in each.value for each in overview.caption)
    assert open_page("pages/6_Add_articles.py").text_area


def test_a_write_asks_for_itself(as_):
    as_({"auth": AUTH, "roles": ROLES}, user("x@example.org"))
    with pytest.raises(CoverageError, match="Only editors"):
        roles.must_edit()
    as_({"auth": AUTH, "roles": ROLES}, OLENA)
    roles.must_edit()


def test_a_configuration_that_cannot_be_read_lets_nobody_in(open_page, tmp_path, monkeypatch):
    broken = tmp_path / "secrets.toml"
    monkeypatch.setattr(roles.st, "secrets", Secrets())
    monkeypatch.setattr(roles.st, "get_option", lambda name: [str(broken)])
    assert decide(roles._secrets(), {}) is Role.EDITOR  # there is none
    broken.write_text("[auth\nclient_id = ")
    assert decide(roles._secrets(), {}) is Role.NONE


class Secrets:
    """As Streamlit's are where no file could be read."""

    def load_if_toml_exists(self):
        return False


@pytest.mark.parametrize("secrets", [{}, {"roles": {"open": True}}, {"auth": AUTH}])
def test_open_to_others_without_a_login_is_said_on_every_page(secrets, open_page, as_, monkeypatch):
    monkeypatch.setattr(roles, "_address", lambda: "0.0.0.0")
    as_(secrets, OLENA)
    said = everything(open_page("pages/4_Meetings.py"))
    assert ("there is no login" in said) is (not secrets)


def test_on_this_machine_alone_nothing_is_said(open_page, as_, monkeypatch):
    monkeypatch.setattr(roles, "_address", lambda: "127.0.0.1")
    as_({}, {})
    assert "there is no login" not in everything(open_page("pages/4_Meetings.py"))


@pytest.mark.parametrize(
    ("claims", "name"),
    [({}, ""), ({"email": "x@y.z"}, ""), (OLENA, "olena@Example.org"),
     ({"is_logged_in": True, "sub": "42"}, "42"), (user("a\n\x1b[31mb@c.d"), "a[31mb@c.d")],
)  # fmt: skip
def test_a_change_bears_the_name_of_the_login(claims, name, as_):
    as_({"auth": AUTH}, claims)
    assert roles.person() == name
