"""Who looks at the pages, and what they may do: Streamlit's own login (OpenID Connect) and a list.

Both stand in ``.streamlit/secrets.toml``; docs/operations.md, "Login and roles", tells how. Without
``[auth]`` there is no login and everybody may edit, which is meant for one's own machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import streamlit as st

from coverage.errors import CoverageError
from coverage.ui.text import plain
from coverage.ui.words import say


class Role(IntEnum):
    """What somebody may do; each may do what the ones before it may."""

    NONE = 0
    READER = 1
    EDITOR = 2  # add articles, correct, keep views and events


def decide(secrets: Mapping[str, Any], user: Mapping[str, Any]) -> Role:
    """The role of ``user`` (the claims of the login) under the configuration ``secrets``."""
    roles: Mapping[str, Any] = secrets.get("roles", {})
    if "auth" not in secrets:
        # Roles that nobody can prove to have: whoever wrote them did not mean to let all in.
        return Role.EDITOR if not roles or roles.get("open") is True else Role.NONE
    if not user.get("is_logged_in"):
        return Role.NONE
    # An address that the provider does not vouch for is anybody's.
    vouched = user.get("email_verified") in (None, True, "true")
    email = str(user.get("email") or "").strip().casefold() if vouched else ""
    if _listed(email, roles.get("editors", ())):
        return Role.EDITOR
    if "readers" not in roles or _listed(email, roles["readers"]):
        return Role.READER
    return Role.NONE


def _listed(email: str, names: Any) -> bool:
    """Whether the address is among ``names``: whole, or by its domain (``@example.org``)."""
    user, at, domain = email.rpartition("@")
    wanted = {str(name).strip().casefold() for name in names}
    return bool(user and at and domain) and not wanted.isdisjoint({email, f"@{domain}"})


def exposed(address: str | None) -> bool:
    """Whether other machines can reach a server that listens there (None: everywhere)."""
    if address == "localhost":
        return False
    try:
        return not ip_address(address or "0.0.0.0").is_loopback
    except ValueError:
        return True  # a host name: whatever it leads to


def person() -> str:
    """Whom to write beside a change: the login's address or id; '' where there is no login."""
    user = _user()
    if not user.get("is_logged_in"):
        return ""
    name = next((user[k] for k in ("email", "preferred_username", "sub") if user.get(k)), "")
    return "".join(c for c in str(name) if c.isprintable())[:100]


def editor() -> bool:
    """Whether whoever looks may change anything."""
    return decide(_secrets(), _user()) is Role.EDITOR


def must_edit() -> None:
    """Raise CoverageError unless whoever looks may change something: before every write."""
    if not editor():
        raise CoverageError(say("Only editors may do this. Ask whoever runs these pages."))


def admit() -> None:
    """Let in whoever may look, or say what to do and end the page there."""
    secrets, user = _secrets(), _user()
    role = decide(secrets, user)
    if "auth" in secrets and user.get("is_logged_in"):
        _who_it_is(person())
    if role is not Role.NONE:
        if "auth" not in secrets and "roles" not in secrets and exposed(_address()):
            st.error(say("Other machines can reach these pages, and there is no login: whoever "
                         "reaches them may change everything. docs/operations.md tells what to "
                         "do."), icon=":material/lock_open:")  # fmt: skip
        return
    st.title("Partner Coverage")
    if "auth" not in secrets:
        st.error(say("Roles are set, but no login: nobody is let in. docs/operations.md tells "
                     "what to do."))  # fmt: skip
    elif user.get("is_logged_in"):
        st.warning(say("{name} may not see these pages. Ask whoever runs them.",
                       name=plain(person())))  # fmt: skip
    else:
        st.write(say("Log in to see the pages."))
        st.button(say("Log in"), on_click=st.login, type="primary", icon=":material/login:")
    st.stop()


def _who_it_is(name: str) -> None:
    with st.sidebar.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("Logged in as {name}", name=plain(name)))
        st.button(say("Log out"), on_click=st.logout, type="tertiary", icon=":material/logout:")


def _secrets() -> Mapping[str, Any]:
    if st.secrets.load_if_toml_exists():
        return st.secrets
    # A file that is there but cannot be read may have meant to keep people out.
    there = any(Path(each).exists() for each in st.get_option("secrets.files"))
    return {"roles": {"open": False}} if there else {}


def _user() -> Mapping[str, Any]:
    return st.user.to_dict()


def _address() -> str | None:
    address: str | None = st.get_option("server.address")
    return address
