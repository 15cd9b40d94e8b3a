"""The first line of every page: who is looking, may they, and what there is to look at.

Streamlit runs a page on its own when somebody opens its address, without app.py, so the guard
stands in every page and not at one door. Without ``[auth]`` in the secrets there is one local user,
an analyst; a secrets file that cannot be read ends in an error and never in an open door.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from pages.shared import cached, cached_reading, drafts, links, notices, publishing, reading_captions, unpublished
from pipeline.charts.theme import Theme
from pipeline.errors import SettingsError, SurveyError
from pipeline.settings import Home, Settings, opened_home, settings_of

Role = Literal["viewer", "manager", "analyst"]

_HERE = Path(__file__).parent

SIDEBAR_PIXELS = 220
HELP_PIXELS = 760
"""About ninety characters a line: longer ones are hard to follow."""

ROLES: tuple[Role, ...] = ("viewer", "manager", "analyst")
"""Each may open what the ones before it may."""


@dataclass(frozen=True)
class Place:
    """One page in the sidebar, and the least role that may open it."""

    path: str
    label: str
    role: Role
    icon: str


PERSONAL = "My plan"
"""The one page for everybody that shows nothing of what is published."""

PLACES: tuple[Place, ...] = (
    Place("app.py", "Overview", "viewer", ":material/home:"),
    Place("pages/heatmap.py", "Heatmap", "viewer", ":material/grid_on:"),
    Place("pages/gaps.py", "Gaps", "viewer", ":material/format_list_numbered:"),
    Place("pages/projects.py", "Projects", "viewer", ":material/account_tree:"),
    Place("pages/team.py", "Team", "viewer", ":material/groups:"),
    Place("pages/dimension.py", "Dimension", "viewer", ":material/stacked_bar_chart:"),
    Place("pages/change.py", "Change", "viewer", ":material/trending_up:"),
    Place("pages/programme.py", "Programme", "viewer", ":material/school:"),
    Place("pages/my_plan.py", PERSONAL, "viewer", ":material/person:"),
    Place("pages/reports.py", "Reports", "viewer", ":material/summarize:"),
    Place("pages/derived.py", "What could be derived", "viewer", ":material/shield:"),
    Place("pages/upload.py", "Upload", "analyst", ":material/upload_file:"),
    Place("pages/review.py", "Review", "analyst", ":material/fact_check:"),
    Place("pages/setup.py", "Setup", "analyst", ":material/tune:"),
)


READING = Place("pages/reading.py", "By framework", "viewer", ":material/view_module:")
"""In the sidebar only where a published cycle's framework has a reading of its own, and called after it."""


@dataclass(frozen=True)
class Frame:
    """What a page may use: the home, the role of who is looking, the published file, the theme.

    ``address`` is that of whoever signed in; None without a sign-in, or where the provider has not checked it.
    """

    home: Home
    role: Role
    snapshot: str | None
    theme: Theme
    address: str | None

    @property
    def published(self) -> str:
        """The path of the snapshot; ends the page with what to do where there is none."""
        if self.snapshot is None:
            notices.nothing_published(self.role == "analyst")
        return str(self.snapshot)


def page(title: str | None, role: Role, help_text: str) -> Frame:
    """Open a page: sign in, check the role, draw the sidebar, the title and what the page is for.

    Ends the page with one message where the role does not suffice.

    Parameters
    ----------
    title
        As in the sidebar; None: what the sidebar calls the framework's own reading.
    role
        The least role that may look.
    help_text
        Two sentences: which question the page answers, and how to read it.
    """
    st.set_page_config(
        page_title=f"{title or READING.label} · Skillgap",
        page_icon=str(_HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state=SIDEBAR_PIXELS,
    )
    st.html(_HERE / "page.css")
    if theme() == "dark":
        st.html(_HERE / "page_dark.css")
    with notices.shown():
        home = opened_home()
        own_role = _own_role(settings_of(home))
    reading = _reading(home, own_role)
    title = title or reading or READING.label
    _sidebar(own_role, reading)
    if ROLES.index(own_role) < ROLES.index(role):
        st.error(f"This page is for the role {role!r}; you are signed in as {own_role!r}.")
        st.stop()
    st.title(title, anchor=False)
    st.markdown(help_text, width=HELP_PIXELS)
    publishing.told(home, title, own_role == "analyst", is_waited_for=role == "analyst")
    links.arrive(title)
    with notices.shown():
        draft = drafts.looked_at(home, own_role == "analyst")
        snapshot = draft or cached.current(home)
        if own_role == "analyst" and role != "analyst" and not draft and title != PERSONAL:
            unpublished.told(home, snapshot)
    return Frame(home, own_role, snapshot, theme(), _own_address())


def theme() -> Theme:
    """Whether the reader's page is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def address_of(claims: Mapping[str, Any]) -> str | None:
    """The address of whoever signed in; None where nobody did, or where the provider calls it unverified.

    Nor is one that becomes another's when case is ignored: "\u017f", the long s, would become "s".
    """
    address = str(claims.get("email") or "").strip()
    is_theirs = bool(claims.get("is_logged_in")) and claims.get("email_verified", True) is True
    return address if address and is_theirs and address.lower() == address.casefold() else None


def role_of(claims: Mapping[str, Any], settings: Settings) -> Role | None:
    """The highest role that a signed-in person's claims, or the settings' lists, give them.

    A ``roles`` claim may be one word or a list. An address counts only where the provider does not
    call it unverified. Lower-case, it has to be the listed one: where only the case of a caseless text is the same, as
    of the long s and "s", it is another's.
    """
    claimed = claims.get("roles") or []
    roles = {claimed} if isinstance(claimed, str) else set(claimed)
    listed = {"analyst": settings.analysts, "manager": settings.managers, "viewer": settings.viewers}
    address = str(claims.get("email") or "").strip().lower()
    if address and claims.get("email_verified", True) is True:
        roles |= {name for name, people in listed.items() if address in {p.lower() for p in people}}
    return next((name for name in reversed(ROLES) if name in roles), None)


def is_expired(claims: Mapping[str, Any], now_seconds: float) -> bool:
    """Whether the sign-in has run out; Streamlit itself keeps it for 30 days whatever it says."""
    return float(claims.get("exp", now_seconds + 1)) <= now_seconds


def _own_address() -> str | None:
    return address_of(st.user.to_dict()) if _has_sign_in() else None


def _own_role(settings: Settings) -> Role:
    if not _has_sign_in():
        return "analyst"
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        _stop_at_sign_in()
    if is_expired(claims, time.time()):
        st.logout()
        st.stop()
    role = role_of(claims, settings)
    if role is None:
        st.error("You are signed in, but no role is assigned to you. Ask the analyst who runs Skillgap.")
        st.button("Sign out", on_click=st.logout)
        st.stop()
    return role


def _has_sign_in() -> bool:
    """Whether ``[auth]`` is configured; Streamlit takes a secrets file that it cannot read for none."""
    if "is_logged_in" in st.user:
        return True
    if not any(Path(path).exists() for path in st.get_option("secrets.files")):
        return False
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError as e:
        raise SettingsError(
            "The file with the sign-in settings, secrets.toml, cannot be read.",
            "Correct it, or remove it to use Skillgap on this machine alone.",
        ) from e


def _stop_at_sign_in() -> None:
    st.title("Skillgap", anchor=False)
    st.write("Sign in to see the analysis.")
    providers = [name for name, part in st.secrets.get("auth", {}).items() if isinstance(part, Mapping)]
    for provider in providers or [None]:
        label = f"Sign in with {provider}" if len(providers) > 1 else "Sign in"
        st.button(label, type="primary", on_click=st.login, args=[provider] if provider else [])
    st.stop()


def _reading(home: Home, role: Role) -> str | None:
    """What the framework's own reading is called; None where there is none, or nothing that can be read."""
    with suppress(SurveyError):  # the page itself says why
        snapshot = drafts.path(home, role == "analyst") or cached.current(home)
        return reading_captions.title(cached_reading.kinds(snapshot)) if snapshot else None
    return None


def _places(reading: str | None) -> tuple[Place, ...]:
    """The pages in the order of the sidebar, the framework's own reading after the dimensions."""
    if reading is None:
        return PLACES
    at = next(at for at, place in enumerate(PLACES, start=1) if place.label == "Dimension")
    return (*PLACES[:at], replace(READING, label=reading), *PLACES[at:])


def _sidebar(role: Role, reading: str | None) -> None:
    with st.sidebar:
        st.markdown("**Skillgap**")
        for place in _places(reading):
            if ROLES.index(role) >= ROLES.index(place.role):
                st.page_link(place.path, label=place.label, icon=place.icon, width="stretch")
        if st.user.get("is_logged_in"):
            st.button("Sign out", on_click=st.logout, type="tertiary")
