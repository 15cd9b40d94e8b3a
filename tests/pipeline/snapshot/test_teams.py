"""One team out of a snapshot: its dimensions with division and company beside it, and its sums."""

from pathlib import Path

import duckdb
import pytest

from pipeline.errors import PublicationError
from pipeline.settings import opened_home
from pipeline.snapshot.read import Snapshot, current
from pipeline.snapshot.shapes import Rows
from pipeline.snapshot.teams import STANDING_COLUMNS, Standing, dimensions, standing, teams
from tests.pages import snapshots
from tests.pages.snapshots import EASE, LONG, Cycle, Group


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Group]]:
    home = tmp_path_factory.mktemp("home")
    return home, snapshots.published(home)


@pytest.fixture(scope="module")
def snapshot(made: tuple[Path, list[Group]]) -> Snapshot:
    found = current(opened_home(made[0]))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def groups(made: tuple[Path, list[Group]]) -> list[Group]:
    return made[1]


def _of(groups: list[Group], kind: str, name: str, division: str | None = None) -> list[Group]:
    return [g for g in groups if (g.kind, g.group, g.division) == (kind, name, division)]


def _below(group: Group) -> int:
    return group.levels.get(0, 0) + group.levels.get(1, 0)


def _standing(snapshot: Snapshot, name: str) -> Standing:
    return standing(name, dimensions(snapshot, "2026", name))


def test_teams_come_by_name_and_those_not_shown_last(snapshot: Snapshot) -> None:
    every = teams(snapshot, "2026", None)
    assert len(every) == 24
    assert every[-3:] == ("Compass", "Lantern", "Quarry")
    assert list(every[:-3]) == sorted(every[:-3], key=str.casefold)
    assert {"Atlas (North)", "Atlas (South)", LONG} <= set(every)
    assert teams(snapshot, "2026", "North") == ("Atlas (North)", "Beacon", "Drift", "Ember", "Fjord", "Compass")


def test_a_cycle_that_is_not_published_has_no_teams(snapshot: Snapshot) -> None:
    assert teams(snapshot, "1999", None) == ()


def test_a_team_stands_beside_its_division_and_the_company(snapshot: Snapshot, groups: list[Group]) -> None:
    rows = dimensions(snapshot, "2026", "Tundra")
    assert list(rows.columns) == list(STANDING_COLUMNS)
    assert rows["dimension"].tolist() == list(EASE)
    for prefix, own in {
        "": _of(groups, "team", "Tundra", "West"),
        "division_": _of(groups, "division", "West"),
        "company_": _of(groups, "company", "Larkspur Robotics"),
    }.items():
        assert rows[f"{prefix}assessed"].tolist() == [g.assessed for g in own]
        assert rows[f"{prefix}reached"].tolist() == [g.assessed - _below(g) for g in own]
        shares = [1 - _below(g) / g.assessed for g in own]
        assert rows[f"{prefix}coverage"].tolist() == pytest.approx(shares)


def test_its_levels_count_everybody_who_answered(snapshot: Snapshot, groups: list[Group]) -> None:
    rows = dimensions(snapshot, "2026", "Tundra")
    own = _of(groups, "team", "Tundra", "West")
    assert rows["levels"].tolist() == [{str(level): g.levels.get(level, 0) for level in range(5)} for g in own]
    assert rows["asked"].tolist() == [g.headcount for g in own]
    assert rows["rated"].tolist() == [g.assessed for g in own]


def test_of_teams_with_one_name_the_right_one_is_found(snapshot: Snapshot, groups: list[Group]) -> None:
    for division in ("North", "South"):
        rows = dimensions(snapshot, "2026", f"Atlas ({division})")
        assert rows["rated"].tolist() == [g.assessed for g in _of(groups, "team", "Atlas", division)]


def test_a_single_point_is_where_at_most_one_person_reaches_the_target(snapshot: Snapshot, groups: list[Group]) -> None:
    found = {"one": 0, "more": 0}
    for team in teams(snapshot, "2026", "West"):
        for row, own in zip(
            dimensions(snapshot, "2026", team).itertuples(), _of(groups, "team", team, "West"), strict=True
        ):
            if row.shown and row.target_source != "none":
                is_single = own.assessed - _below(own) <= 1
                assert row.is_single == is_single
                found["one" if is_single else "more"] += 1
    assert min(found.values()) > 0  # else nothing was tried


def test_a_hidden_team_has_names_and_targets_and_nothing_else(snapshot: Snapshot) -> None:
    rows = dimensions(snapshot, "2026", "Compass")
    kept = {"group", "kind", "division", "dimension", "dimension_name", "headcount", "shown", "target", "target_source"}
    others = [c for c in rows.columns if c not in kept and not c.startswith(("division_", "company_", "asked"))]
    assert rows[others].isna().all(axis=None)
    hidden = _standing(snapshot, "Compass")
    assert (hidden.most_answered, hidden.response, hidden.pairs, hidden.shortfall) == (None, None, 0, 0)


def test_sums_are_over_the_dimensions_with_a_target(snapshot: Snapshot, groups: list[Group]) -> None:
    summit = _of(groups, "team", "Summit", "West")
    counted = [g for g in summit if g.dimension != "ai-production"]
    west = [g for g in _of(groups, "division", "West") if g.dimension != "ai-production"]
    company = [g for g in _of(groups, "company", "Larkspur Robotics") if g.dimension != "ai-production"]
    assert _standing(snapshot, "Summit") == Standing(
        name="Summit",
        division="West",
        asked=summit[0].headcount,
        fewest_answered=summit[0].assessed,
        most_answered=summit[0].assessed,
        response=summit[0].assessed / summit[0].headcount,
        dimensions=4,
        total=5,
        pairs=sum(g.assessed for g in counted),
        reached=sum(g.assessed - _below(g) for g in counted),
        shortfall=sum(2 * g.levels.get(0, 0) + g.levels.get(1, 0) for g in counted),
        singles=sum(g.assessed - _below(g) <= 1 for g in counted),
        division_share=sum(g.assessed - _below(g) for g in west) / sum(g.assessed for g in west),
        company_share=sum(g.assessed - _below(g) for g in company) / sum(g.assessed for g in company),
    )


def test_a_share_over_other_dimensions_is_not_put_beside(tmp_path: Path) -> None:
    path = tmp_path / "0001.duckdb"
    snapshots.write(path)
    with duckdb.connect(str(path)) as con:
        con.execute(
            "update gaps set shown = false, assessed = null, below = null, coverage = null "
            """where kind = 'division' and "group" = 'West' and dimension = 'ai-production'"""
        )
    west = _standing(Snapshot(path), "Tundra")
    assert west.division_share is None
    assert west.company_share is not None


def test_a_company_without_divisions_and_without_a_roster(tmp_path: Path) -> None:
    snapshots.write(tmp_path / "0001.duckdb", [Cycle(teams={"": ["Solo"]}, has_roster=False)])
    solo = Snapshot(tmp_path / "0001.duckdb")
    assert teams(solo, "2026", None) == ("Solo",)
    own = _standing(solo, "Solo")
    assert (own.division, own.asked, own.response, own.division_share) == (None, None, None, None)
    assert own.company_share == own.reached / own.pairs  # the team is the company


def test_a_team_that_is_not_there_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(PublicationError, match="'Ghost' is not among the teams published for '2026'"):
        dimensions(snapshot, "2026", "Ghost")
    with pytest.raises(PublicationError):
        dimensions(snapshot, "2026", "Whole company")


def test_small_teams_that_are_shown_together_are_no_team(tmp_path: Path) -> None:
    snapshots.published(tmp_path)
    together = "Small teams together (Compass, Drift)"
    with duckdb.connect(str(tmp_path / "snapshots" / "0001.duckdb")) as connection:
        for table in ("gaps", "levels"):
            connection.execute(
                f"""
                insert into {table}
                select * replace ('together' as kind, ? as "group") from {table} where "group" = 'Drift'
                """,
                [together],
            )
    snapshot = current(opened_home(tmp_path))
    assert snapshot is not None
    assert together in snapshot.names("2026", Rows("team"))  # it is a row of the heatmap
    assert together not in teams(snapshot, "2026", None)
    with pytest.raises(PublicationError):
        dimensions(snapshot, "2026", together)
