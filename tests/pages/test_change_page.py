"""The change page: its answers, what is drawn of whom, what a link may ask for, and what is kept back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pipeline.frameworks.loader import shipped
from pipeline.model import Grouping
from tests.helpers import VEGA, open_page
from tests.pages import snapshots
from tests.pages.conftest import charts, texts
from tests.pages.snapshots import MARKUP, Cycle
from tests.pages.test_links import NOTICE
from tests.pipeline.charts.changes import BROKEN, HIDDEN, MERGED, NOBODY, ROW

PAGE = "pages/change.py"
TEAMS = {"North": ["Atlas", "Beacon"], "South": ["Atlas", MARKUP]}
GROUPS: dict[str, list[tuple[str, str | None]]] = {
    "company": [("Larkspur Robotics", None)],
    "division": [("North", None), ("South", None)],
    "team": [(team, division) for division, teams in TEAMS.items() for team in teams],
    "role": [("backend", None)],
}
DIMENSIONS = [(dimension.id, dimension.name) for dimension in shipped()[0].dimensions]
_KEY = ("group", "kind", "division", "dimension", "dimension_name")


def _changes(_: object, before: str, *others: Any) -> pd.DataFrame:
    """Every group the worked row; Beacon hidden, South with merged classes, of the cycles from 2024 nobody matched."""
    grouping: Grouping = others[-1]
    rows: list[dict[str, Any]] = []
    for group, division in GROUPS[grouping.kind]:
        for dimension, name in DIMENSIONS if grouping.by_dimension else [(None, None)]:
            made = HIDDEN if group == "Beacon" else MERGED if group == "South" else ROW
            made = {**made, "verdict": "clear"} if grouping.by_dimension and grouping.kind == "company" else made
            made = BROKEN if dimension == DIMENSIONS[-1][0] and group == "North" else made
            made = NOBODY if before == "2024" else made
            key = dict(zip(_KEY, (group, grouping.kind, division, dimension, name), strict=True))
            rows.append({**{column: made[column] for column in made if column != "name"}, **key})
    return pd.DataFrame(rows)


def _pairs(_: object) -> tuple[tuple[str, str], ...]:
    return (("2024", "2025"), ("2024", "2026"), ("2025", "2026"))


@pytest.fixture(scope="module")
def three_cycles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three published cycles of four teams; look only."""
    home = tmp_path_factory.mktemp("changed")
    made = [Cycle(cycle, teams=TEAMS, seed=seed) for seed, cycle in enumerate(("2024", "2025", "2026"))]
    snapshots.published(home, made)
    return home


@pytest.fixture
def changed(three_cycles: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, answering for changes with made-up rows."""
    monkeypatch.setattr("pipeline.snapshot.change.changes", _changes)
    monkeypatch.setattr("pipeline.snapshot.change.pairs", _pairs)
    return three_cycles


def _page(home: Path, **asked: str) -> AppTest:
    """The page as a reader arrives at it by a link."""
    page = open_page("app.py", home)
    for name, value in asked.items():
        page.query_params[name] = value
    page.switch_page(PAGE).run()
    assert not page.exception
    return page


def _names(page: AppTest, chart: int) -> list[str]:
    """The rows of a chart of changes, in order."""
    rows = next(rows for rows in charts(page)[chart] if rows and "everyone" in rows[0])
    return [row["name"] for row in rows]


def test_it_opens_with_the_two_answers_for_the_company(changed: Path) -> None:
    page = _page(changed)
    assert [box.value for box in page.selectbox] == [
        *("2026", "2025", "Average shortfall", "Divisions", "All divisions", "Whole company", "All dimensions"),
    ]
    assert (
        "**Did we get better?** It looks so: over all dimensions, the same people moved closer to target "
        "(5 pairs of answers), −0.60 levels. Clear in 5 of 5 dimensions:"
    ) in texts(page)
    assert "**Or are we other people?** They pull the other way" in texts(page)
    assert "of everybody who answered in 2025 and 2026: 1.00 → 0.71, −0.29 levels." in texts(page)
    assert "can be a changed standard and not a loss" in texts(page)
    assert _names(page, 0) == [name for _, name in DIMENSIONS]
    assert _names(page, 3) == ["Whole company", "North", "South"]
    assert len(page.get(VEGA)) == 5  # the last is the lines over three cycles
    assert any("newly hired" in frame.value.to_string() for frame in page.dataframe)


def test_one_dimension_of_one_team_whose_name_stays_text(changed: Path) -> None:
    page = _page(changed, show="Teams", group=MARKUP, dimension=DIMENSIONS[0][1], compared_by="Average level")
    assert "alert" in texts(page)
    assert "<img" not in texts(page).replace("\\<img", "")
    assert "It does not look so: the same 5 people stand lower, −0.60 levels." in texts(page)
    assert "Of 5 people, **3 improved by at least one level**, 2 stayed the same, 0 declined." in texts(page)
    assert "Single teams, and all dimensions together, are not called clear or unclear" in texts(page)
    assert _names(page, 3) == ["Whole company", MARKUP, "Atlas (North)", "Atlas (South)", "Beacon"]  # hidden ones last
    outside = [*page.caption, *page.subheader, *page.markdown[:5]]
    assert not any("p =" in element.value or "q =" in element.value for element in outside)
    assert any("Benjamini and Hochberg" in element.value for element in page.markdown)


def test_a_hidden_group_sends_its_name_and_why(changed: Path) -> None:
    page = _page(changed, show="Teams", group="Beacon", dimension=DIMENSIONS[0][1])
    assert "Not shown: too few people answered in both years" in texts(page)
    assert texts(page).count("too few people answered in both years") == 1
    assert "That cannot be said either." in texts(page)
    sent = [row for chart in charts(page) for rows in chart for row in rows if row.get("name") == "Beacon"]
    figures = {"before", "after", "change", "within", "low", "high", "before_at", "after_at", "within_at"}
    assert {key for row in sent for key in row if key in figures and row[key] is not None} == set()
    assert not page.get("arrow_vega_lite_chart")
    assert len([chart for chart in page.get(VEGA) if "level" in str(chart.proto.spec)]) == 0


def test_merged_classes_are_two_and_say_so(changed: Path) -> None:
    page = _page(changed, group="South")
    assert "Only the two can be told" in texts(page)
    assert not any("newly hired" in frame.value.to_string() for frame in page.dataframe)


def test_what_cannot_be_compared_is_said(changed: Path) -> None:
    page = _page(changed, group="North", dimension=DIMENSIONS[-1][1])
    assert "the rubric was reworded so far that the two cycles cannot be compared" in texts(page)
    page = _page(changed, compared_with="2024")
    assert "nobody can be recognised in both cycles" in texts(page)
    assert "0.50 → 0.25, −0.25 levels" in texts(page)


def test_a_link_with_nonsense_is_answered_in_one_notice(changed: Path) -> None:
    page = _page(changed, compared_with="2026", compared_by="Luck", group="Nobody", dimension="Painting")
    [notice] = [info.value for info in page.info if NOTICE in info.value]
    assert notice.splitlines()[2:] == [
        "- Compared with “2026”: “2025” is shown.",
        "- Measure “Luck”: “Average shortfall” is shown.",
        "- Group “Nobody”: “Whole company” is shown.",
        "- Dimension “Painting”: “All dimensions” is shown.",
    ]


def test_an_earlier_pair_can_be_chosen(changed: Path) -> None:
    page = open_page(PAGE, changed)
    page.selectbox(key="cycle").select("2025").run()
    assert [box.value for box in page.selectbox[:2]] == ["2025", "2024"]


@pytest.mark.usefixtures("made")
def test_with_one_cycle_it_says_what_will_be_here(home: Path) -> None:
    page = open_page(PAGE, home)
    assert not page.exception
    assert page.info[0].value.startswith("One cycle is published. As soon as a second one is")
    assert not page.get(VEGA)
    assert not page.selectbox
