"""Above published figures an analyst reads what is loaded and not published; nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pages.shared import cached_review
from pages.shared.unpublished import words
from pipeline.load import LoadRequest, loaded
from pipeline.model import Rater
from pipeline.publish import published, rolled_back
from pipeline.settings import Home, opened_home
from pipeline.warehouse.connection import LOCK_WAIT_S, Connection, opened
from pipeline.warehouse.read import rows_of
from tests.helpers import open_page
from tests.pages.conftest import texts

HEADER = "Timestamp,Email Address,Team,AI/ML Fundamentals,AI in Production\n"


def _load(home: Path, cycle: str, people: range, rater: Rater = "self") -> None:
    file = home.parent / f"{cycle} {people.start} {rater}.csv"
    file.write_text(HEADER + "".join(f"3/1/2026 9:00:00,p{n}@n.example,Orbit,{n % 5},2\n" for n in people))
    loaded(opened_home(home), LoadRequest(file, file.name, cycle, rater=rater))


def _found(home: Path, served: int, *shown: str) -> list[tuple[str, bool]]:
    with opened(opened_home(home)) as connection:
        rows = rows_of(connection, "unpublished.sql", {"served": served, "shown": list(shown)})
    return [(row["cycle"], row["is_new"]) for row in rows]


def test_what_no_publication_holds_is_found_and_what_one_holds_is_not(home: Path) -> None:
    assert _found(home, 0) == []
    _load(home, "2026", range(1, 8))
    assert _found(home, 0) == [("2026", True)]
    published(opened_home(home), "2026")
    assert _found(home, 1, "2026") == []
    _load(home, "2026", range(1, 8), "manager")  # the figures of the cycle take people's own
    assert _found(home, 1, "2026") == []
    _load(home, "2026", range(20, 30))
    _load(home, "2027", range(1, 8))
    assert _found(home, 1, "2026") == [("2026", False), ("2027", True)]
    assert _found(home, 0) == [("2026", True), ("2027", True)]


def test_a_cycle_that_a_publication_after_going_back_leaves_out_is_told_again(home: Path) -> None:
    for cycle in ("2026", "2027"):
        _load(home, cycle, range(1, 8))
        published(opened_home(home), cycle)
    rolled_back(opened_home(home), 1)
    published(opened_home(home), "2026")
    page = open_page("pages/derived.py", home)
    assert "Cycle 2027 has answers that are not published yet." in texts(page)
    assert "Cycle 2026 has" not in texts(page)


def test_an_analyst_is_told_above_the_figures_and_a_viewer_is_not(home: Path) -> None:
    _load(home, "2026", range(1, 8))
    page = open_page("pages/derived.py", home)
    assert "Cycle 2026 has answers that are not published yet." in texts(page)
    published(opened_home(home), "2026")
    page.run()
    assert "has answers" not in texts(page)
    _load(home, "2027", range(1, 8))
    page.run()
    assert "Cycle 2027 has answers that are not published yet." in texts(page)
    assert "Publish" in [button.label for button in page.button]
    page.user = {"is_logged_in": True, "roles": ["viewer"]}
    page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    page.run()
    assert "has answers" not in texts(page)
    assert not page.exception


def test_a_warehouse_that_is_held_says_nothing_and_nobody_waits(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _load(home, "2026", range(1, 8))
    waited: list[float] = []

    @contextmanager
    def noted(home: Home, wait_s: float = LOCK_WAIT_S) -> Iterator[Connection]:
        waited.append(wait_s)
        with opened(home, wait_s) as connection:
            yield connection

    monkeypatch.setattr(cached_review, "opened", noted)
    with opened(opened_home(home)):
        page = open_page("pages/derived.py", home)
    assert waited == [0]
    assert "has answers" not in texts(page)
    assert not page.error


@pytest.mark.parametrize(
    ("new", "newer", "told"),
    [
        (["2027"], [], "Cycle 2027 has answers that are not published yet."),
        ([], ["2026"], "Cycle 2026 has newer answers than those that are published."),
        (
            ["2027", "2028"],
            ["2026"],
            "Cycles 2027, 2028 have answers that are not published yet. "
            "Cycle 2026 has newer answers than those that are published.",
        ),
    ],
)
def test_the_line_names_the_cycles(new: list[str], newer: list[str], told: str) -> None:
    assert words(new, newer) == told
