"""The projects page: the list, what one project lacks and what would staff it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import projects_captions, resting
from tests.helpers import VEGA, open_page
from tests.pages import snapshots
from tests.pages.conftest import charts, texts
from tests.pages.snapshots import CIDER, HARVEST, MARKUP, MILL, ORCHARD, PRESS, Cycle
from tests.pages.test_captions import FACTS
from tests.pages.test_frame import SIGNED_IN

PAGE = "pages/projects.py"
pytestmark = pytest.mark.usefixtures("made")


def _lines(page: AppTest) -> dict[str, dict[str, Any]]:
    rows = next(rows for rows in charts(page)[0] if rows and "words" in rows[0])
    return {row["project"]: row for row in rows}


def _chosen(home: Path, project: str) -> str:
    page = open_page(PAGE, home)
    page.selectbox(key="project").set_value(project).run()
    assert not page.exception
    return texts(page)


def test_short_projects_come_first_the_most_important_on_top_and_hidden_ones_last(home: Path) -> None:
    page = open_page(PAGE, home)
    lines = _lines(page)
    assert list(lines) == [HARVEST, MILL, PRESS, ORCHARD, CIDER]  # each part by importance
    assert [line["words"] for line in lines.values()] == [
        "Importance 2 of 3 · Blocked, unless those who did not answer can help: enough on paper, not at the same time",
        "Importance 1 of 3 · Blocked for certain",
        "Importance 1 of 3 · This project or another, not both",
        "Importance 3 of 3 · Staffed",
        "Importance 2 of 3 · Not shown",
    ]
    assert lines[HARVEST]["figure"] == "1 of 4 people short"
    assert lines[HARVEST]["cost"] == "unblocked by 2 person-steps; train for it 1st (tied), by importance per step"
    assert (lines[CIDER]["asked"], lines[CIDER]["figure"], lines[CIDER]["cost"]) == (None, "Not shown", "")
    assert page.selectbox(key="project").options == list(lines)


def test_a_blocked_project_says_why_and_what_would_staff_it(home: Path) -> None:
    told = _chosen(home, HARVEST)
    assert "Importance 2 of 3. Blocked, unless those who did not answer can help: enough on paper" in told
    assert "Each need by itself finds its people" in told
    assert "of those who answered 4 are, but not all of them are free, so 1 is missing." in told
    assert "Bring 1 person from Aware to Proficient in AI in Production." in told
    assert "nobody would be missing instead of 1 person." in told
    assert "here 2 ÷ 2 = 1.00" in told


def test_one_that_nobody_can_be_brought_to_says_so(home: Path) -> None:
    assert "Nobody who answered can be brought far enough" in _chosen(home, MILL)


def test_a_staffed_project_says_on_whom_it_rests(home: Path) -> None:
    told = _chosen(home, ORCHARD)
    assert "Everybody it needs is there" in told
    assert "if one leaves, it fails" in told
    assert "What unblocks it cheapest" not in told


def test_a_hidden_project_says_nothing_else(home: Path) -> None:
    told = _chosen(home, CIDER)
    assert "4 people at Proficient or above in AI in Production, out of Compass: not shown." in told
    assert "Bring" not in told


def test_names_from_files_stay_text(home: Path) -> None:
    assert MARKUP not in _chosen(home, MILL)


def test_the_tables_hold_what_the_chart_says(home: Path) -> None:
    page = open_page(PAGE, home)
    listed, asked = (table.value for table in page.dataframe)
    assert listed["Project"].tolist() == list(_lines(page))
    assert listed["Short"].fillna(-1).tolist() == [1, 3, 1, 0, -1]
    assert asked["Remark"].tolist() == ["", "", "", "", "Not shown"]
    assert all("The table holds the same figures." in chart.proto.alt for chart in page.get(VEGA))


@pytest.mark.usefixtures("made_anew")
def test_a_cycle_without_a_roadmap_says_what_one_is_for(home: Path) -> None:
    snapshots.published(home, [Cycle(has_roadmap=False)], number=2)
    page = open_page(PAGE, home)
    assert [info.value for info in page.info] == [projects_captions.NO_ROADMAP]
    assert not page.exception


def test_what_fails_if_one_person_leaves_is_said_to_everybody(home: Path) -> None:
    assert "No need of it rests on exactly as many people as it asks for." in _chosen(home, ORCHARD)
    need = {"project": ORCHARD, "dimension": "ai-production", "level": 3, "division": None, "team": "*A*", "people": 4}
    needs = [need | {"shown": True, "rests_on_everybody": rests} for rests in (True, False)]
    hidden = need | {"shown": False, "rests_on_everybody": None}
    assert projects_captions.resting_needs([*needs, hidden], ORCHARD, FACTS.framework) == [
        "4 people at Proficient or above in AI in Production, out of \\*A\\*: as many qualify as are asked for. "
        "If one of them leaves, it is short."
    ]
    assert projects_captions.resting_needs([hidden], ORCHARD, FACTS.framework) == ["Not shown."]


def test_names_are_read_for_an_analyst_who_opens_them_and_for_nobody_else(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = {"project": ORCHARD, "dimension": "ai-production", "level": 4, "division": None, "team": None, "people": 2}
    ada = {"identifier": "ada@n.example", "name": "Ada *Lark*"}
    read: list[str] = []

    def resting_now(_: Path, cycle: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
        read.append(cycle)
        return [(need, [ada, {"identifier": None, "name": None}]), (need | {"project": MILL}, [])]

    monkeypatch.setattr(resting, "private_resting", resting_now)
    page = open_page(PAGE, home)
    page.selectbox(key="project").set_value(ORCHARD).run()
    assert not read
    page.session_state[resting.OPEN] = True
    page.run()
    told = texts(page)
    assert "2 people at Expert in AI in Production:** Ada \\*Lark\\*" in told
    assert "somebody who answered without a name." in told
    assert projects_captions.ANALYSTS_ONLY in told
    page.run()
    assert read == ["2026", "2026"]  # kept nowhere
    page.user = SIGNED_IN | {"roles": ["viewer"]}
    page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    page.run()
    assert page.selectbox(key="project").value == ORCHARD
    assert "Lark" not in texts(page)
    assert len(read) == 2


def test_how_many_projects_are_shown_and_what_their_words_mean() -> None:
    shown, hidden = ({"shown": each, "unlock_place": None, "weight": 2.5} for each in (True, False))
    told = projects_captions.of_whom(FACTS, [shown, hidden], [])
    assert "1 of 2 projects are shown; the others need people of groups with too few answers." in told
    assert "rest on" not in told
