"""Publishing goes on whatever its reader does, and every page tells an analyst of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import filters, publishing
from pipeline.load import LoadRequest, loaded
from pipeline.publish import published
from pipeline.settings import opened_home
from pipeline.snapshot.read import current_path
from tests.helpers import open_page
from tests.pages.conftest import texts

OTHER = "pages/derived.py"
HEADER = "Timestamp,Email Address,Team,AI/ML Fundamentals,AI in Production\n"
SURVEY = HEADER + "".join(f"3/{n}/2026 9:00:00,p{n}@n.example,Orbit,{n % 5},2\n" for n in range(1, 8))


def _load(home: Path, text: str = SURVEY) -> None:
    file = home.parent / "survey.csv"
    file.write_text(text)
    loaded(opened_home(home), LoadRequest(file, file.name, "2026"))


def _page(home: Path) -> AppTest:
    page = open_page("pages/review.py", home)
    page.session_state["kept_view"] = "Publications"
    return page.run()


def _signed_in(home: Path, address: str) -> AppTest:
    page = open_page("pages/review.py", home)
    page.session_state["kept_view"] = "Publications"
    page.user = {"is_logged_in": True, "roles": ["analyst"], "email": address}
    page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    return page.run()


@contextmanager
def _going_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Publications take until the event is set, and whoever waits for one turns to another page."""
    go_on = Event()

    def slowly(*asked: Any) -> object:
        assert go_on.wait(20)
        return published(*asked)

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "published", slowly)
        patched.setattr(publishing, "_wait", lambda _: filters.go(OTHER))
        try:
            yield go_on
        finally:
            go_on.set()


def _ended(home: Path) -> None:
    [found] = _told_of(home)
    found.result.exception(20)


def _told_of(home: Path) -> list[publishing.Publishing]:
    return [found for (path, _), found in publishing._latest.items() if path == home]


def test_a_reader_who_turns_to_another_page_is_told_there_and_nothing_is_lost(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _load(home)
    page = _page(home)
    with _going_on(monkeypatch) as go_on:
        page.button(key="publish_yes").click().run()
        assert [title.value for title in page.title] == ["What could be derived"]
        assert "Cycle 2026 is being published." in texts(page)
        assert current_path(opened_home(home)) is None
        go_on.set()
        _ended(home)
    page.switch_page(OTHER).run()
    assert page.success[0].value == "Published as number 1: 1 of 1 teams of cycle 2026 are shown, from 5 answers on."
    page.switch_page("pages/my_plan.py").run()  # good news is told on one page
    assert not page.success
    assert not page.exception


def test_a_refusal_is_told_on_every_page_until_it_is_closed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _load(home, HEADER + "3/1/2026 9:00:00,p1@n.example,Orbit,1,2\n")
    page = _page(home)
    with _going_on(monkeypatch) as go_on:
        page.button(key="publish_yes").click().run()
        go_on.set()
        _ended(home)
    for place in (OTHER, "pages/my_plan.py"):
        page.switch_page(place).run()
        assert "Publishing cycle 2026 was refused" in page.error[0].value
        assert "Only 1 people answered" in page.error[0].value
    page.button(key="publishing_close").click().run()
    assert not page.error
    assert not _told_of(home)


def test_a_second_publication_meanwhile_is_told_plainly_and_not_begun(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _load(home)
    second = _page(home)
    with _going_on(monkeypatch) as go_on:
        _page(home).button(key="publish_yes").click().run()

        def done_while_waiting(found: publishing.Publishing) -> None:
            go_on.set()
            found.result.result(20)

        with monkeypatch.context() as patched:
            patched.setattr(publishing, "_wait", done_while_waiting)
            second.button(key="publish_yes").click().run()
    assert "Publishing cycle 2026 was already under way when you asked" in second.error[0].value.replace("\\", "")
    assert [path.name for path in sorted((home / "snapshots").glob("0*.duckdb"))] == ["0001.duckdb"]


def test_only_analysts_are_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _load(home)
    published(opened_home(home), "2026")
    page = _page(home)
    with _going_on(monkeypatch):
        page.button(key="publish_yes").click().run()
        page.switch_page(OTHER)
        page.user = {"is_logged_in": True, "roles": ["manager"]}
        page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
        page.run()
        assert [title.value for title in page.title] == ["What could be derived"]
        assert "being published" not in texts(page)
    _ended(home)


def test_each_analyst_is_told_of_their_own_when_another_begins_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _load(home, HEADER + "3/1/2026 9:00:00,p1@n.example,Orbit,1,2\n")
    first, second = (_signed_in(home, address) for address in ("a@n.example", "b@n.example"))
    with _going_on(monkeypatch) as go_on:
        first.button(key="publish_yes").click().run()
        go_on.set()
        publishing._latest[home, "a@n.example"].result.exception(20)
        _load(home, SURVEY.replace("@n", "@m"))
        second.button(key="publish_yes").click().run()
        publishing._latest[home, "b@n.example"].result.exception(20)
    first.switch_page(OTHER).run()
    assert "Publishing cycle 2026 was refused" in first.error[0].value
    assert not first.success
    second.switch_page(OTHER).run()
    assert "Published as number 1" in second.success[0].value
    first.button(key="publishing_close").click().run()
    assert not first.error
    assert not first.success


def test_a_fault_of_the_program_is_shown_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _load(home)
    page = _page(home)

    def faulty(*_: object) -> None:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr(publishing, "published", faulty)
    page.button(key="publish_yes").click().run()
    assert len(page.exception) == 1
    page.run()
    assert not page.exception
    assert not page.success
