"""What the page of one dimension asks: groups with their levels, indicators, and who contributes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import PublicationError, WarehouseError
from pipeline.snapshot import dimension
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import Rows, Shown
from tests.pages import snapshots
from tests.pages.snapshots import MIN_GROUP, SMALL, STATEMENTS, Cycle, Group

PRODUCTION = "ai-production"
NAME = "AI in Production"
TEAMS = Rows("team", dimension=PRODUCTION)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, list[Group]]:
    path = tmp_path_factory.mktemp("dimension") / "0001.duckdb"
    made = snapshots.write(path, [Cycle("2025", seed=3), Cycle("2026")])
    return Snapshot(path), [group for group in made if group.dimension == PRODUCTION]


def _below(group: Group) -> int:
    return group.levels.get(0, 0) + group.levels.get(1, 0)


def test_groups_stand_in_the_order_of_this_dimensions_gap(published: tuple[Snapshot, list[Group]]) -> None:
    snapshot, made = published
    found = dimension.groups(snapshot, "2026", Rows("division", dimension=PRODUCTION))
    divisions = {group.group: group for group in made if group.kind == "division"}
    order = sorted(divisions.values(), key=lambda group: -_below(group) / group.assessed)
    assert found["name"].tolist() == ["Whole company", *(group.group for group in order)]
    assert set(found["dimension"]) == {PRODUCTION}
    for row in found[found["line"] > 0].to_dict("records"):
        group = divisions[row["name"]]
        assert row["levels"] == {str(level): group.levels.get(level, 0) for level in range(5)}
        assert (row["asked"], row["rated"], row["below"]) == (group.headcount, group.assessed, _below(group))


def test_teams_of_one_name_keep_their_own_levels(published: tuple[Snapshot, list[Group]]) -> None:
    snapshot, made = published
    found = dimension.groups(snapshot, "2026", TEAMS).set_index("name")
    for division in ("North", "South"):
        atlas = next(group for group in made if (group.group, group.division) == ("Atlas", division))
        assert found.loc[f"Atlas ({division})", "rated"] == atlas.assessed


def test_hidden_groups_come_last_by_name_and_without_a_figure(published: tuple[Snapshot, list[Group]]) -> None:
    snapshot, _ = published
    found = dimension.groups(snapshot, "2026", TEAMS)
    hidden = found[~found["shown"]]
    assert hidden["name"].tolist() == found["name"].tolist()[-3:] == ["Compass", "Lantern", "Quarry"]
    figures = ["rated", "assessed", "below", "prevalence", "contribution", "contribution_p1", "contribution_p2"]
    assert hidden[figures].isna().all(axis=None)
    assert hidden["levels"].tolist() == [None] * 3


def test_pages_divisions_and_searches_are_those_of_the_heatmap(published: tuple[Snapshot, list[Group]]) -> None:
    snapshot, _ = published
    west = Rows("team", "West", dimension=PRODUCTION, first=2, size=2)
    found = dimension.groups(snapshot, "2026", west)
    assert (found["name"].tolist()[:2], len(found)) == (["Whole company", "West, all of it"], 4)
    assert found["levels"].notna().all()
    assert len(dimension.all_groups(snapshot, "2026", west)) == 8
    assert dimension.groups(snapshot, "2026", Rows("team", search="nowhere", dimension=PRODUCTION))[
        "line"
    ].tolist() == [0]


def test_contributors_are_the_largest_first(published: tuple[Snapshot, list[Group]]) -> None:
    snapshot, made = published
    found = dimension.contributors(snapshot, "2026", TEAMS, 4)
    company = next(group for group in made if group.kind == "company")
    parts = sorted(
        (_below(g) for g in made if g.kind == "team" and g.has_target and g.assessed >= MIN_GROUP), reverse=True
    )
    assert found["below"].tolist() == parts[:4]
    assert found["contribution"].tolist() == pytest.approx([part / _below(company) for part in parts[:4]])
    everybody = dimension.contributors(snapshot, "2026", TEAMS, 99)["group"]
    assert not set(everybody) & {*SMALL, snapshots.SILENT, snapshots.NO_TARGET[0]}


def test_a_groups_indicators_stand_in_the_order_of_the_rubric(published: tuple[Snapshot, list[Group]]) -> None:
    snapshot, made = published
    found = dimension.indicators(snapshot, "2026", TEAMS, "Tundra", NAME)
    tundra = next(group for group in made if group.group == "Tundra")
    reached = {level: sum(n for at, n in tundra.levels.items() if at >= level) for level in range(1, 5)}
    assert found["indicator"].tolist() == [
        each.id for each in snapshot.cycle("2026").framework.dimensions[-1].indicators
    ]
    assert found["ticked"].tolist() == [
        reached[level] // 2 if is_supporting else reached[level]
        for level, is_supporting in zip(found["level"], found["supporting"], strict=True)
    ]
    assert (found["asked"] == tundra.assessed).all()


def test_no_checklist_is_zero_and_too_few_is_null(published: tuple[Snapshot, list[Group]]) -> None:
    snapshot, _ = published
    assert set(dimension.indicators(snapshot, "2026", TEAMS, STATEMENTS, NAME)["asked"]) == {0}
    hidden = dimension.indicators(snapshot, "2026", TEAMS, "Compass", NAME)
    assert hidden[["asked", "ticked", "missing", "missing_share"]].isna().all(axis=None)
    with pytest.raises(PublicationError, match="'Disbanded' is not among the groups"):
        dimension.indicators(snapshot, "2026", TEAMS, "Disbanded", NAME)


def test_shown_counts_this_dimension_only(published: tuple[Snapshot, list[Group]]) -> None:
    snapshot, _ = published
    assert dimension.shown(snapshot, "2026", TEAMS) == Shown(21, 24)
    assert dimension.shown(snapshot, "2026", replace(TEAMS, division="North", search="atlas")) == Shown(5, 6)
    assert dimension.shown(snapshot, "2026", Rows("role", dimension=PRODUCTION)) == Shown(2, 2)


def test_a_snapshot_without_these_tables_asks_to_publish_again(tmp_path: Path) -> None:
    snapshots.write(tmp_path / "0001.duckdb")
    with duckdb.connect(str(tmp_path / "0001.duckdb")) as connection:
        connection.execute("drop table indicators")
    with pytest.raises(WarehouseError, match="earlier version"):
        dimension.indicators(Snapshot(tmp_path / "0001.duckdb"), "2026", TEAMS, "Tundra", NAME)
