"""Reading a snapshot: the contract's columns, nulls that stay null, and nothing that can be broken."""

import threading
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.errors import PublicationError, WarehouseError
from pipeline.model import Grouping
from pipeline.settings import opened_home
from pipeline.snapshot.read import Snapshot, current, current_path
from pipeline.snapshot.shapes import GAP_COLUMNS, LEVEL_COLUMNS, Head, Rows, Shown
from tests.pages import snapshots
from tests.pages.snapshots import Cycle, Group


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Group]]:
    home = tmp_path_factory.mktemp("home")
    return home, snapshots.published(home, [Cycle("2025", seed=3), Cycle("2026")])


@pytest.fixture(scope="module")
def snapshot(made: tuple[Path, list[Group]]) -> Snapshot:
    found = current(opened_home(made[0]))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def groups(made: tuple[Path, list[Group]]) -> list[Group]:
    return made[1]


def _below(group: Group) -> int:
    return group.levels.get(0, 0) + group.levels.get(1, 0)


def test_before_the_first_publication_there_is_none(tmp_path: Path) -> None:
    assert current(opened_home(tmp_path)) is None


def test_cycles_come_oldest_first(snapshot: Snapshot) -> None:
    assert snapshot.cycles() == ("2025", "2026")


def test_a_cycles_facts(snapshot: Snapshot, groups: list[Group]) -> None:
    facts = snapshot.cycle("2026")
    assert (facts.cycle, facts.company, facts.min_group) == ("2026", "Larkspur Robotics", 5)
    assert (facts.has_roster, facts.has_targets, facts.has_roadmap) == (True, True, True)
    assert (facts.headcount, facts.respondents) == (groups[0].headcount, groups[0].assessed)
    assert [dimension.id for dimension in facts.framework.dimensions] == list(snapshots.EASE)
    assert str(facts.published_at) == "2026-03-02 09:30:00"


def test_without_a_roster_the_headcount_is_none(tmp_path: Path) -> None:
    snapshots.write(tmp_path / "0001.duckdb", [Cycle(has_roster=False)])
    assert Snapshot(tmp_path / "0001.duckdb").cycle("2026").headcount is None


def test_a_cycle_that_is_not_published_is_named(snapshot: Snapshot) -> None:
    with pytest.raises(PublicationError, match=r"'2031' is not published\. Published are 2025, 2026\."):
        snapshot.cycle("2031")
    assert snapshot.gaps("2031", Grouping("team")).empty
    assert list(snapshot.gaps("2031", Grouping("team")).columns) == list(GAP_COLUMNS)
    assert list(snapshot.levels("2031", Grouping("team")).columns) == list(LEVEL_COLUMNS)


def test_levels_are_those_stored_in_their_order(snapshot: Snapshot, groups: list[Group]) -> None:
    levels = snapshot.levels("2026", Grouping("team"))
    teams = [group for group in groups if group.kind == "team"]
    assert {column: levels[column].dtype for column in ("headcount", "shown")} == {
        "headcount": pd.Int64Dtype(),
        "shown": bool,
    }
    assert levels["group"].tolist() == [team.group for team in teams]
    assert levels["division"].tolist() == [team.division for team in teams]
    assert levels["levels"].tolist() == [
        {str(level): team.levels.get(level, 0) for level in range(5)} if team.assessed >= 5 else None for team in teams
    ]


def test_gaps_are_those_stored_and_null_stays_null(snapshot: Snapshot, groups: list[Group]) -> None:
    gaps = snapshot.gaps("2026", Grouping("team"))
    teams = [group for group in groups if group.kind == "team"]
    assert list(gaps.columns) == list(GAP_COLUMNS)
    assert gaps.dtypes.to_dict() == pd.DataFrame(columns=list(GAP_COLUMNS)).astype(GAP_COLUMNS).dtypes.to_dict()
    hidden = gaps[gaps["group"] == "Compass"]
    kept = {"group", "kind", "division", "dimension", "dimension_name", "headcount", "shown", "target", "target_source"}
    assert hidden.drop(columns=list(kept)).isna().all(axis=None)
    prevalences = [_below(team) / team.assessed if team.assessed >= 5 and team.has_target else None for team in teams]
    assert [None if pd.isna(p) else p for p in gaps["prevalence"]] == prevalences


def test_pooled_rows_are_another_question(snapshot: Snapshot) -> None:
    assert snapshot.gaps("2026", Grouping("team", by_dimension=False)).empty


def test_cells_are_the_company_the_division_and_a_page_of_teams(snapshot: Snapshot) -> None:
    cells = snapshot.cells("2026", Rows("team", division="West", first=2, size=3))
    names = list(dict.fromkeys(cells["name"]))
    assert names[:2] == ["Whole company", "West, all of it"]
    assert len(names) == 5
    assert sorted(set(cells["line"])) == [0, 2, 3, 4]


def test_the_largest_gap_comes_first_and_hidden_groups_last(snapshot: Snapshot, groups: list[Group]) -> None:
    means: dict[tuple[str | None, str], list[float]] = {}
    for team in groups:
        if team.kind == "team" and team.assessed >= 5 and team.has_target:
            means.setdefault((team.division, team.group), []).append(_below(team) / team.assessed)
    ordered = sorted(means, key=lambda team: (round(-sum(means[team]) / len(means[team]), 9), team[1].lower()))
    names = snapshot.names("2026", Rows("team"))[1:]
    assert [name.split(" (")[0] if name.startswith("Atlas") else name for name in names] == [
        *(group for _, group in ordered),
        *("Compass", "Lantern", "Quarry"),
    ]


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("ORB", ["Orbit"]),
        ("south", ["Atlas (South)"]),
        ("%", []),
        ("' or 1=1 --", []),
    ],
)
def test_a_search_is_a_part_of_a_name_and_never_a_query(snapshot: Snapshot, search: str, names: list[str]) -> None:
    assert list(snapshot.names("2026", Rows("team", search=search)))[1:] == names
    assert snapshot.found("2026", Rows("team", search=search)) == len(names)


def test_one_cell_with_its_levels(snapshot: Snapshot, groups: list[Group]) -> None:
    tundra = next(g for g in groups if (g.group, g.dimension) == ("Tundra", "ai-production"))
    cell = snapshot.cell("2026", Rows("team"), "Tundra", "AI in Production")
    assert cell["levels"] == {str(level): tundra.levels.get(level, 0) for level in range(5)}
    assert (cell["below"], cell["assessed"], cell["headcount"]) == (
        _below(tundra),
        tundra.assessed,
        tundra.headcount,
    )
    assert (cell["rated"], cell["asked"]) == (tundra.assessed, tundra.headcount)


def test_a_hidden_cell_has_no_figure(snapshot: Snapshot) -> None:
    cell = snapshot.cell("2026", Rows("team"), "Compass", "AI in Production")
    assert cell["shown"] is False
    assert [cell[name] for name in ("levels", "rated", "assessed", "below", "prevalence")] == [None] * 5


def test_a_cell_that_is_not_there_is_a_refusal(snapshot: Snapshot) -> None:
    with pytest.raises(PublicationError, match="'Disbanded' is not among the groups"):
        snapshot.cell("2026", Rows("team"), "Disbanded", "AI in Production")


def test_head_figures(snapshot: Snapshot, groups: list[Group]) -> None:
    company = [group for group in groups if group.kind == "company"]
    below, n = [_below(group) for group in company], company[0].assessed
    assert snapshot.head("2026", None, 0.4) == Head(
        headcount=company[0].headcount,
        fewest_assessed=n,
        most_assessed=n,
        dimensions=5,
        common=sum(b / n >= 0.4 for b in below),
        pairs=5 * n,
        pairs_asked=5 * company[0].headcount,
        reached=5 * n - sum(below),
        common_from=0.4,
    )


def test_the_most_common_gaps_come_first(snapshot: Snapshot, groups: list[Group]) -> None:
    west = [group for group in groups if group.group == "West"]
    ordered = sorted(west, key=lambda group: -_below(group) / group.assessed)
    assert [gap["dimension"] for gap in snapshot.ranked("2026", "common", "West", 3)] == [
        group.dimension for group in ordered[:3]
    ]


def test_groups_shown_are_counted(snapshot: Snapshot) -> None:
    assert snapshot.shown("2026", "team") == Shown(21, 24)
    assert snapshot.shown("2026", "team", "West") == Shown(5, 6)
    assert snapshot.shown("2026", "division", "West") == Shown(1, 1)


def test_kinds_and_divisions(snapshot: Snapshot) -> None:
    assert snapshot.kinds("2026") == ("company", "division", "team", "role")
    assert snapshot.divisions("2026") == ("East", "North", "South", "West")


@pytest.mark.parametrize(
    "statement",
    [
        "insert into cycle select * from cycle",
        "select * from read_csv('/etc/hostname')",
        "attach '/tmp/other.duckdb'",
        "set enable_external_access = true",
        "install httpfs",
    ],
)
def test_nothing_outside_and_nothing_written_can_be_reached(snapshot: Snapshot, statement: str) -> None:
    with snapshot._root.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)


def test_threads_read_the_same(snapshot: Snapshot) -> None:
    expected = snapshot.cells("2026", Rows("team"))
    seen: list[pd.DataFrame] = []

    def read() -> None:
        seen.extend(snapshot.cells("2026", Rows("team")) for _ in range(5))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 30
    for frame in seen:
        pd.testing.assert_frame_equal(frame, expected)


@pytest.mark.parametrize("name", ["0009.duckdb", "../0001.duckdb", ""])
def test_a_pointer_to_nowhere_is_a_refusal(tmp_path: Path, name: str) -> None:
    snapshots.published(tmp_path)
    (tmp_path / "snapshots" / "CURRENT").write_text(name)
    with pytest.raises(WarehouseError, match="is missing"):
        current_path(opened_home(tmp_path))


def test_a_damaged_file_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "0001.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(WarehouseError, match=r"'0001\.duckdb' cannot be read"):
        Snapshot(tmp_path / "0001.duckdb")


def test_a_file_of_a_newer_program_is_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "0001.duckdb"
    snapshots.write(path)
    with duckdb.connect(str(path)) as con:
        con.execute("update publication set schema_version = 99")
    with pytest.raises(WarehouseError, match="another version"):
        Snapshot(path)


def _changed(tmp_path: Path, statement: str) -> Snapshot:
    path = tmp_path / "0001.duckdb"
    snapshots.write(path)
    with duckdb.connect(str(path)) as con:
        con.execute(statement)
    return Snapshot(path)


def test_a_group_without_any_target_comes_before_hidden_ones(tmp_path: Path) -> None:
    snapshot = _changed(
        tmp_path,
        "update gaps set target_source = 'none', prevalence = null where \"group\" = 'Tundra'",
    )
    assert snapshot.names("2026", Rows("team"))[-4:] == ("Tundra", "Compass", "Lantern", "Quarry")


def test_a_dimension_that_is_not_shown_is_not_in_the_head_figures(tmp_path: Path) -> None:
    snapshot = _changed(
        tmp_path, "update gaps set shown = false where kind = 'company' and dimension = 'ai-production'"
    )
    assert snapshot.head("2026", None, 0.5).dimensions == 4
    assert "ai-production" not in [gap["dimension"] for gap in snapshot.ranked("2026", "common", None, 5)]
