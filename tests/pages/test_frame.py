"""The guard in front of every page: who may see what."""

import ast
import re
import time
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from pages.shared.frame import PLACES, READING, is_expired, role_of
from pipeline.edits import changed_setting
from pipeline.settings import Settings, opened_home
from tests.helpers import ROOT, VEGA, open_page
from tests.pages.conftest import texts

SIGNED_IN = {"is_logged_in": True, "email": "mara@example.com", "exp": time.time() + 3600}
DEEP_LINKS = [place.path for place in (*PLACES, READING)]


def _opened(home: Path, path: str, user: dict[str, Any]) -> AppTest:
    """A page opened by its own address, as on a fresh server: app.py has not run for this user."""
    page = open_page("app.py", home)
    page.user = user
    page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    return (page.switch_page(path) if path != "app.py" else page).run()


@pytest.mark.parametrize("path", DEEP_LINKS)
@pytest.mark.usefixtures("made")
def test_whoever_is_not_signed_in_sees_the_sign_in_and_nothing_else(home: Path, path: str) -> None:
    page = _opened(home, path, {"is_logged_in": False})
    assert [button.label for button in page.button] == ["Sign in"]
    assert not page.get(VEGA)
    assert not page.selectbox
    assert not page.sidebar.get("page_link")
    assert not page.exception


@pytest.mark.parametrize("path", DEEP_LINKS)
@pytest.mark.usefixtures("made")
def test_a_sign_in_without_a_role_sees_nothing(home: Path, path: str) -> None:
    page = _opened(home, path, SIGNED_IN)
    assert "no role is assigned to you" in texts(page)
    assert not page.get(VEGA)
    assert not page.sidebar.get("page_link")


@pytest.mark.usefixtures("made")
def test_a_viewer_sees_the_heatmap_and_not_the_upload(home: Path) -> None:
    viewer = SIGNED_IN | {"roles": ["viewer"]}
    page = _opened(home, "pages/heatmap.py", viewer)
    assert page.get(VEGA)
    for_viewers = [place.label for place in PLACES if place.role == "viewer"]
    assert [link.proto.label for link in page.sidebar.get("page_link")] == for_viewers
    refused = _opened(home, "pages/upload.py", viewer)
    assert "This page is for the role 'analyst'" in texts(refused)
    assert not refused.title
    assert not refused.get("file_uploader")


@pytest.mark.usefixtures("made_anew")
def test_an_analyst_sees_every_page(home: Path) -> None:
    page = _opened(home, "pages/upload.py", SIGNED_IN | {"roles": ["analyst"]})
    assert page.title[0].value == "Upload"
    assert [link.proto.label for link in page.sidebar.get("page_link")] == [place.label for place in PLACES]


@pytest.mark.parametrize("path", DEEP_LINKS)
@pytest.mark.usefixtures("made_anew")
def test_every_page_says_under_its_title_what_it_answers_and_how_to_read_it(home: Path, path: str) -> None:
    first = open_page(path, home).main.markdown[0].value
    question, reading, *more = re.split(r"(?<=[.?]) ", first)
    assert question.endswith("?")
    assert reading.endswith(".")
    assert more == []


@pytest.mark.usefixtures("made")
def test_an_expired_sign_in_sees_nothing(home: Path) -> None:
    page = _opened(home, "app.py", SIGNED_IN | {"roles": ["analyst"], "exp": time.time() - 1})
    assert not page.get(VEGA)
    assert not page.metric


@pytest.mark.usefixtures("made_anew")
def test_the_settings_can_name_an_analyst(home: Path) -> None:
    changed_setting(opened_home(home), "analysts", "Mara@Example.com")
    assert _opened(home, "pages/upload.py", SIGNED_IN).title[0].value == "Upload"


@pytest.mark.usefixtures("made_anew")
def test_without_sign_in_the_one_local_user_is_an_analyst(home: Path) -> None:
    assert open_page("pages/upload.py", home).title[0].value == "Upload"


@pytest.mark.usefixtures("made_anew")
def test_broken_settings_are_one_notice(home: Path) -> None:
    (home / "settings.yaml").write_text("min_group: many")
    page = open_page("app.py", home)
    assert len(page.error) == 1
    assert not page.metric
    assert not page.exception


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"roles": ["viewer", "analyst"]}, "analyst"),
        ({"roles": "manager"}, "manager"),
        ({"roles": ["owner"]}, None),
        ({"roles": None}, None),
        ({"email": "ANA@example.com"}, "analyst"),
        ({"email": "ana@example.com", "email_verified": False}, None),
        ({"email": "ana@example.com", "email_verified": True}, "analyst"),
        ({"email": "SUE@example.com"}, "analyst"),
        ({"email": "\u017fue@example.com"}, None),  # a long s: without case it would be sue
        (
            {"email": "VIC.Strau\u00df@example.com"},
            "viewer",
        ),  # a sharp s has two letters without case, and is no attack
        ({"email": "vic@example.com"}, "viewer"),
        ({"email": "vic@example.com", "roles": ["manager"]}, "manager"),
        ({"email": "somebody@example.com"}, None),
        ({}, None),
    ],
)
def test_the_highest_role_of_claims_and_settings_counts(claims: dict[str, Any], role: str | None) -> None:
    settings = Settings.model_validate(
        {
            "analysts": ["ana@example.com", "sue@example.com"],
            "viewers": ["vic@example.com", "vic.strau\u00df@example.com"],
        }
    )
    assert role_of(claims, settings) == role


def test_a_sign_in_ends_when_it_says() -> None:
    assert is_expired({"exp": 100}, 100)
    assert not is_expired({"exp": 101}, 100)
    assert not is_expired({}, 100)


def test_every_page_begins_with_the_guard_and_is_in_the_sidebar() -> None:
    pages = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
    assert {str(page.relative_to(ROOT)) for page in pages} == {place.path for place in (*PLACES, READING)}
    for page in pages:
        statements = ast.parse(page.read_text("utf-8")).body[1:]
        first = next(each for each in statements if not isinstance(each, ast.Import | ast.ImportFrom))
        assert ast.unparse(first).startswith("here = frame.page("), page.name


@pytest.mark.usefixtures("made")
def test_a_broken_secrets_file_opens_no_door(home: Path, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("this is = not [ toml")
    usual = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(secrets)])
    try:
        page = open_page("app.py", home)
    finally:
        config.set_option("secrets.files", usual)
    assert "secrets\\.toml, cannot be read" in page.error[0].value
    assert not page.metric
    assert not page.sidebar.get("page_link")
