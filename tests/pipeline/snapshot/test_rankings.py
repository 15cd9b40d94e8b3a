"""The lists of gaps and the groups behind one: their order, equal places, and nothing told by a hidden one."""

from contextlib import closing
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.snapshot import priorities
from pipeline.snapshot.rankings import BEHIND_COLUMNS, LISTED_COLUMNS, behind, listed
from pipeline.snapshot.read import Snapshot
from tests.pages import snapshots
from tests.pages.snapshots import Group

PRODUCTION = "AI in Production"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, list[Group]]:
    path = tmp_path / "0001.duckdb"
    return path, snapshots.write(path)


def _below(group: Group) -> int:
    return group.levels.get(0, 0) + group.levels.get(1, 0)


def _steps(group: Group) -> int:
    return 2 * group.levels.get(0, 0) + group.levels.get(1, 0)


@pytest.mark.parametrize("division", [None, "West"])
def test_every_dimension_is_listed_in_both_orders(made: tuple[Path, list[Group]], division: str | None) -> None:
    kind, name = ("division", division) if division else ("company", "Larkspur Robotics")
    groups = [group for group in made[1] if (group.kind, group.group) == (kind, name)]
    shares = {str(group.dimension): _below(group) / group.assessed for group in groups}
    depths = {str(group.dimension): _steps(group) / _below(group) for group in groups}
    for ranking, figures in (("common", shares), ("largest", depths)):
        rows = listed(Snapshot(made[0]), "2026", ranking, division)  # type: ignore[arg-type]
        assert list(rows.columns) == list(LISTED_COLUMNS)
        assert rows["dimension"].tolist() == sorted(figures, key=lambda dimension: -figures[dimension])
        assert rows["standing"].tolist() == [1, 2, 3, 4, 5]
        assert not rows["is_tied"].any()
        assert rows["group"].unique().tolist() == [name]
        assert all(" are below Practicing" in reason for reason in rows["reason"])


def test_equal_figures_share_a_place_and_what_has_none_stands_last(made: tuple[Path, list[Group]]) -> None:
    with duckdb.connect(str(made[0])) as con:
        order = ["ml-fundamentals", "llm-prompting", "ai-assisted-dev", "data-engineering", "ai-production"]
        con.execute("delete from ranking where kind = 'company'")
        for place, (dimension, share) in enumerate(zip(order[:3], (0.7, 0.4, 0.4), strict=True), 1):
            con.execute("update gaps set prevalence = ? where kind = 'company' and dimension = ?", [share, dimension])
            row = ["2026", "company", None, "Larkspur Robotics", "common", place, dimension, "Because."]
            con.execute("insert into ranking values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        con.execute("update gaps set below = 0, prevalence = 0.4 where kind = 'company' and dimension = ?", [order[3]])
    rows = listed(Snapshot(made[0]), "2026", "common", None)
    assert rows["dimension"].tolist() == order
    assert rows["standing"].fillna(0).tolist() == [1, 2, 2, 0, 0]
    assert rows["is_tied"].tolist() == [False, True, True, False, False]
    assert rows["reason"].tolist() == ["Because.", "Because.", "Because.", None, None]


def test_the_groups_behind_a_gap_are_ordered_by_people_below(made: tuple[Path, list[Group]]) -> None:
    rows = behind(Snapshot(made[0]), "2026", "team", None, "AI/ML Fundamentals")
    assert list(rows.columns) == list(BEHIND_COLUMNS)
    teams = [group for group in made[1] if (group.kind, group.dimension) == ("team", "ml-fundamentals")]
    shown = {(team.division, team.group): team for team in teams if team.assessed >= 5}
    ordered = sorted(shown.values(), key=lambda team: (-_below(team), -_steps(team), team.group.lower(), team.division))
    expected = [(team.division, team.group) for team in ordered]
    expected += [("North", "Compass"), ("East", "Lantern"), ("West", "Quarry")]
    assert list(zip(rows["division"], rows["group"], strict=True)) == expected
    hidden = rows[~rows["shown"]]
    assert hidden[["below", "assessed", "prevalence", "shortfall"]].isna().all(axis=None)
    assert {"Atlas (North)", "Atlas (South)", "Tundra"} <= set(rows["name"])


def test_a_division_s_teams_only_and_no_target_last(made: tuple[Path, list[Group]]) -> None:
    rows = behind(Snapshot(made[0]), "2026", "team", "West", PRODUCTION)
    assert set(rows["name"]) == set(snapshots.TEAMS["West"])
    assert rows["name"].tolist()[-2:] == ["Quarry", "Summit"]  # silent, and without a target
    roles = behind(Snapshot(made[0]), "2026", "role", None, PRODUCTION)
    assert set(roles["name"]) == {"backend", "data"}


def test_a_cycle_or_dimension_that_is_not_there_is_empty(made: tuple[Path, list[Group]]) -> None:
    snapshot = Snapshot(made[0])
    assert listed(snapshot, "1999", "common", None).empty
    pd.testing.assert_index_equal(behind(snapshot, "2026", "team", None, "x").columns, pd.Index(list(BEHIND_COLUMNS)))


def test_the_critical_gaps_stand_by_what_they_hold_up_and_equal_ones_share_a_place(tmp_path: Path) -> None:
    path = tmp_path / "0001.duckdb"
    snapshots.write(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update priority set criticality = [0, 3, 9, 3, 0][rank]")
    with closing(Snapshot(path)) as snapshot:
        found = priorities.critical(snapshot, "2026")
    assert found["criticality"].tolist() == [9, 3, 3, 0, 0]
    assert found["standing"].fillna(0).tolist() == [1, 2, 2, 0, 0]
    assert found["is_tied"].tolist() == [False, True, True, False, False]
