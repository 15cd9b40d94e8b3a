"""Publications: what a snapshot may hold, which one is served, and what the commands print of it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import protection
from pipeline.disclosure.released import Decision
from tests.contract.shell import DIMENSIONS, ML, NAMES, Json, Shell, cell_of, copied, csv_file

KEPT = {"group", "kind", "division", "dimension", "dimension_name", "headcount", "target", "target_source", "shown"}
TEAMS = {"Large": 8, "Five": 5, "Four": 4}
NUMBER = (int, float)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three teams of 8, 5 and 4; in team Five one person left the last dimension open."""
    folder = tmp_path_factory.mktemp("prepared")
    shell = Shell(folder / "home")
    roster: list[list[Any]] = [["person", "team", "division", "role"]]
    survey: list[list[Any]] = [["Timestamp", "Email Address", *NAMES]]
    for team, size in TEAMS.items():
        for number in range(size):
            person = f"{team}{number}@n.example"
            roster.append([person, team, "North", "Lead" if number == 0 else "Dev"])
            levels: list[Any] = [(number + place) % 5 for place in range(5)]
            if (team, number) == ("Five", 1):
                levels[4] = ""
            survey.append([f"3/14/2026 10:{number:02}:00", person, *levels])
    shell.load(csv_file(folder / "roster.csv", roster), csv_file(folder / "survey.csv", survey))
    return folder


@pytest.fixture
def shell(prepared: Path, tmp_path: Path) -> Shell:
    return copied(prepared, tmp_path)


def served(shell: Shell) -> Path:
    name = (shell.home / "snapshots" / "CURRENT").read_text("utf-8").strip()
    assert re.fullmatch(r"\d{4}\.duckdb", name)
    return shell.home / "snapshots" / name


def test_nothing_is_shown_before_it_is_published(shell: Shell) -> None:
    called = shell.call("gaps", "--cycle", "2026", "--json")
    assert (called.exit_code, called.document) == (0, [])
    assert "2026" in called.err


def test_small_groups_are_hidden_and_all_hidden_rows_look_alike(shell: Shell) -> None:
    publication = shell.read("publish", "--cycle", "2026")
    assert (publication["snapshot"], publication["cycle"], publication["min_group"]) == (1, "2026", 5)
    for command in ("levels", "gaps"):
        rows = shell.read(command, "--cycle", "2026")
        assert {(row["group"], row["dimension"]) for row in rows} == {(t, d) for t in TEAMS for d in DIMENSIONS}
        hidden = [row for row in rows if not row["shown"]]
        # Four joins Five, the smaller of two that cost a team each: alone, Five would tell of Four by subtraction.
        assert {row["group"] for row in hidden} == {"Four", "Five"}
        assert len(hidden) == 2 * len(DIMENSIONS)
        for row in hidden:
            assert {name for name, value in row.items() if value is not None} <= KEPT
        assert len({tuple(row) for row in rows}) == 1


def test_a_hidden_row_keeps_only_its_names_in_the_output(shell: Shell) -> None:
    shell.read("publish", "--cycle", "2026")
    for command in ("levels", "gaps"):
        for row in shell.read(command, "--cycle", "2026"):
            if not row["shown"]:
                assert (row["headcount"], row["assessed"], row["no_answer"]) == (TEAMS[row["group"]], None, None)
                assert row["dimension_name"] in NAMES


def test_shown_rows_equal_the_private_ones(shell: Shell) -> None:
    shell.read("publish", "--cycle", "2026")
    for command in ("levels", "gaps"):
        for by in ("company", "company,dimension", "division,dimension", "team,dimension"):
            private = shell.read(command, "--cycle", "2026", "--by", by, "--private")
            public = shell.read(command, "--cycle", "2026", "--by", by)
            keys = [(row["group"], row["division"], row["dimension"]) for row in public]
            assert keys == [(row["group"], row["division"], row["dimension"]) for row in private]
            shown = [(row, open_) for row, open_ in zip(public, private, strict=True) if row["shown"]]
            assert shown
            assert all(row == open_ for row, open_ in shown)


def test_a_role_that_leaves_three_people_is_not_shown(shell: Shell) -> None:
    # 14 of 17 people are Dev: company - Dev would tell the three Leads apart
    shell.read("publish", "--cycle", "2026")
    rows = shell.read("levels", "--cycle", "2026", "--by", "role,dimension")
    assert {row["group"] for row in rows} == {"Dev", "Lead"}
    assert not any(row["shown"] for row in rows)


def test_small_teams_have_a_row_together(shell: Shell) -> None:
    shell.read("publish", "--cycle", "2026")
    by_dimension = shell.read("levels", "--cycle", "2026", "--by", "together,dimension")
    assert {(row["group"], row["kind"], row["division"]) for row in by_dimension} == {
        ("Small teams together (Five, Four)", "together", "North")
    }
    assert [(row["headcount"], row["assessed"]) for row in by_dimension] == [(9, 9)] * 4 + [(9, 8)]
    whole = {row["dimension"]: row for row in shell.read("levels", "--cycle", "2026", "--by", "company,dimension")}
    large = {row["dimension"]: row for row in shell.read("levels", "--cycle", "2026") if row["group"] == "Large"}
    for row in by_dimension:
        both = {level: count + large[row["dimension"]]["levels"][level] for level, count in row["levels"].items()}
        assert both == whole[row["dimension"]]["levels"]
    [pooled] = shell.read("gaps", "--cycle", "2026", "--by", "together")
    assert (pooled["assessed"], pooled["shown"]) == (44, True)


def test_the_file_itself_holds_no_figure_of_a_small_group(shell: Shell) -> None:
    shell.read("publish", "--cycle", "2026")
    with duckdb.connect(str(served(shell)), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        assert set(tables) & {"levels", "gaps"} == {"levels", "gaps"}
        for table in tables:
            cursor = connection.execute(f'select * from "{table}"')
            names = [column[0] for column in cursor.description or []]
            for row in cursor.fetchall():
                cells = dict(zip(names, row, strict=True))
                assert "@n.example" not in str(cells)
                if table in ("levels", "gaps") and cells["group"] == "Four":
                    told = {name for name, value in cells.items() if value is not None}
                    assert told <= KEPT | {"cycle", "place"}


def test_the_snapshot_names_no_person_anywhere_in_its_bytes(shell: Shell) -> None:
    shell.read("publish", "--cycle", "2026")
    assert b"n.example" not in served(shell).read_bytes()


def test_one_person_without_a_target_hides_the_company_s_gap_and_publish_says_why(shell: Shell, tmp_path: Path) -> None:
    lines = [["role", "dimension", "level"], *([role, NAMES[0], level] for role, level in (("Dev", 2), ("Lead", 3)))]
    shell.load(csv_file(tmp_path / "targets.csv", lines))
    [remark] = shell.read("publish", "--cycle", "2026")["notes"]
    # 14 people have target 2 and 3 have target 3: whoever is below 3 of those three would be below less #(level < 2)
    assert remark.startswith(f"The whole company's gap is not shown in {NAMES[0]}: ")
    rows = {row["dimension"]: row for row in shell.read("gaps", "--cycle", "2026", "--by", "company,dimension")}
    assert rows[DIMENSIONS[0]]["shown"] is False
    lines = [["dimension", "level"], *([name, 2] for name in NAMES)]
    shell.read("undo", 3)
    shell.load(csv_file(tmp_path / "all.csv", lines))
    assert shell.read("publish", "--cycle", "2026")["notes"] == []


def test_a_decision_that_shows_too_much_ends_in_a_refusal_and_not_in_a_snapshot(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.read("publish", "--cycle", "2026")
    with duckdb.connect(str(served(shell)), read_only=True) as connection:
        found = connection.execute("select dimension, verdict, people, smallest_unit from verdict").fetchall()
    # Four joins Five; in the last dimension Five has four answers.
    assert found == [*((dimension, "safe", 17, 8) for dimension in DIMENSIONS[:4]), (DIMENSIONS[4], "safe", 16, 8)]
    right = protection.decisions

    def wrong(*given: Any) -> dict[str, Decision]:
        return {
            dimension: replace(decision, levels=decision.levels | {("team", "North", "Four")})
            for dimension, decision in right(*given).items()
        }

    monkeypatch.setattr(protection, "decisions", wrong)
    for way in ("--draft", "--correct"):
        told = shell.refused("publish", "--cycle", "2026", way)
        assert f"In {ML!r} something of 4 people in Four could be worked out" in told
    assert [path.name for path in (shell.home / "snapshots").glob("*.duckdb")] == ["0001.duckdb"]
    assert not list((shell.home / "drafts").glob("*.duckdb"))


def test_min_group_is_a_setting_frozen_per_cycle(shell: Shell) -> None:
    shell.read("config", "min_group", "4")
    assert shell.read("config", "min_group") == {"min_group": 4}
    assert shell.read("publish", "--cycle", "2026")["min_group"] == 4
    assert all(row["shown"] for row in shell.read("gaps", "--cycle", "2026"))
    shell.read("config", "min_group", "6")
    assert shell.read("publish", "--cycle", "2026")["min_group"] == 4
    for value in ("0", "21", "many"):
        assert value in shell.refused("config", "min_group", value)
    assert "'min_grup'" in shell.refused("config", "min_grup", "5")


def test_min_group_detail_hides_the_distribution_alone(shell: Shell) -> None:
    shell.read("config", "min_group_detail", "9")
    shell.read("publish", "--cycle", "2026")
    large = cell_of(shell.read("levels", "--cycle", "2026"), "Large", DIMENSIONS[0])
    assert (large["shown"], large["levels"], large["assessed"]) == (True, None, 8)
    [small, *_] = shell.read("levels", "--cycle", "2026", "--by", "together,dimension")
    assert sum(small["levels"].values()) == 9


def test_a_company_below_min_group_is_not_published(home: Path, tmp_path: Path) -> None:
    shell = Shell(home)
    lines = [["Email", "Team", ML, NAMES[1]], *([f"{p}@n.example", "Core", 1, 2] for p in "abcd")]
    shell.load(csv_file(tmp_path / "few.csv", lines))
    shell.refused("publish", "--cycle", "2026")
    assert not (home / "snapshots" / "CURRENT").exists()
    assert shell.read("snapshots") == []


def test_publishing_what_has_no_data_is_refused(shell: Shell) -> None:
    assert "2031" in shell.refused("publish", "--cycle", "2031")


def test_a_snapshot_carries_the_other_cycles_over_and_rollback_points_back(shell: Shell, tmp_path: Path) -> None:
    shell.read("publish", "--cycle", "2026")
    first = shell.read("gaps", "--cycle", "2026")
    lines = [["Email", "Team", *NAMES], *([f"p{n}@n.example", "Core", *range(5)] for n in range(6))]
    shell.load(csv_file(tmp_path / "2027.csv", lines), cycle="2027")
    assert shell.read("publish", "--cycle", "2027")["snapshot"] == 2
    assert shell.read("gaps", "--cycle", "2026") == first
    assert len(shell.read("gaps", "--cycle", "2027")) == 5
    assert served(shell).name == "0002.duckdb"
    assert len(shell.read("snapshots")) == 2
    shell.read("rollback", 1)
    assert served(shell).name == "0001.duckdb"
    assert shell.read("gaps", "--cycle", "2027") == []
    assert shell.read("gaps", "--cycle", "2026") == first
    assert "9" in shell.refused("rollback", 9)
    shell.read("rollback", 2)
    assert len(shell.read("gaps", "--cycle", "2027")) == 5


def test_publishing_after_a_rollback_makes_a_new_number(shell: Shell) -> None:
    for number in (1, 2):
        assert shell.read("publish", "--cycle", "2026")["snapshot"] == number
    shell.read("rollback", 1)
    assert shell.read("publish", "--cycle", "2026")["snapshot"] == 3


def test_a_published_figure_does_not_move_with_the_warehouse(shell: Shell) -> None:
    shell.read("publish", "--cycle", "2026")
    before = shell.read("gaps", "--cycle", "2026")
    shell.read("undo", 2)
    assert shell.read("gaps", "--cycle", "2026") == before
    assert shell.read("gaps", "--cycle", "2026", "--private") == []


@pytest.mark.parametrize("scope", [(), ("--private",)])
def test_every_field_has_its_type(shell: Shell, scope: tuple[str, ...]) -> None:
    shell.read("publish", "--cycle", "2026")
    for by in ("team,dimension", "team", "company,dimension", "company", "division", "role,dimension"):
        for row in shell.read("gaps", "--cycle", "2026", "--by", by, *scope):
            _check_names(row, by)
            for name in ("headcount", "assessed", "no_answer", "target", "below", "shortfall"):
                assert row[name] is None or type(row[name]) is int, name
            for name in ("prevalence", "mean_shortfall", "depth", "p1", "p2", "coverage", "response", "prevalence_low"):
                assert row[name] is None or type(row[name]) in NUMBER, name
            assert row["fragile"] in (None, True, False)
            assert row["target_source"] in ("file", "assumed", "none")
        for row in shell.read("levels", "--cycle", "2026", "--by", by, *scope):
            _check_names(row, by)
            if row["shown"]:
                assert list(row["levels"]) == ["0", "1", "2", "3", "4"]
                assert all(type(people) is int for people in row["levels"].values())
                assert sum(row["levels"].values()) == row["assessed"]
                assert row["assessed"] + row["no_answer"] == row["headcount"]


def _check_names(row: Json, by: str) -> None:
    assert isinstance(row["group"], str)
    assert row["kind"] == by.split(",")[0]
    assert (row["division"] is not None) == (row["kind"] == "team")
    assert (row["dimension"] is None) == (",dimension" not in by)
    assert (row["dimension_name"] is None) == (row["dimension"] is None)
    assert type(row["shown"]) is bool


@pytest.mark.parametrize("by", ["together", "together,dimension"])
def test_together_is_a_grouping(shell: Shell, by: str) -> None:
    shell.read("publish", "--cycle", "2026")
    assert isinstance(shell.read("levels", "--cycle", "2026", "--by", by), list)


def test_csv_is_a_table_whose_texts_are_no_formulas(home: Path, tmp_path: Path) -> None:
    shell = Shell(home)
    teams = ["=1+1", "+x", "-y", "@z", "\t=1", "plain"]
    lines = [["Email", "Team", *NAMES], *([f"p{n}@n.example", team, *range(5)] for n, team in enumerate(teams))]
    shell.load(csv_file(tmp_path / "=a.csv", lines))
    for command in (("gaps", "--cycle", "2026", "--private"), ("levels", "--cycle", "2026", "--private"), ("uploads",)):
        called = shell.call(*command, "--csv")
        assert called.exit_code == 0
        cells = [cell for row in csv.reader(io.StringIO(called.out)) for cell in row]
        assert cells
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_csv_has_the_columns_of_the_json(shell: Shell) -> None:
    shell.read("publish", "--cycle", "2026")
    for command in ("gaps", "levels"):
        called = shell.call(command, "--cycle", "2026", "--csv")
        rows = list(csv.DictReader(io.StringIO(called.out)))
        documents = shell.read(command, "--cycle", "2026")
        assert list(rows[0]) == list(documents[0])
        assert len(rows) == len(documents)


def test_config_lists_every_setting(shell: Shell) -> None:
    settings = shell.read("config")
    assert {"min_group", "min_group_detail", "group_disclosure", "rater", "projects_per_person"} <= set(settings)
    assert (settings["min_group"], settings["group_disclosure"]) == (5, "off")


def test_the_company_goes_by_its_name(shell: Shell) -> None:
    shell.read("config", "company", "Northwind Llamas")
    shell.read("publish", "--cycle", "2026")
    for scope in ((), ("--private",)):
        [row] = shell.read("levels", "--cycle", "2026", "--by", "company", *scope)
        assert row["group"] == "Northwind Llamas"


def test_the_company_s_gaps_have_a_class_and_a_rank_and_a_hidden_one_leaves_no_hole(home: Path, tmp_path: Path) -> None:
    shell = Shell(home)
    survey: list[list[Any]] = [["Timestamp", "Email Address", "Team", *NAMES]]
    for number in range(8):
        # below Practicing: 6, 5, 4, 2 of 8; of the last dimension only 4 people say anything
        levels: list[Any] = [int(number >= below) * 2 for below in (6, 5, 4, 2)]
        survey.append(
            [f"3/14/2026 10:{number:02}:00", f"p{number}@n.example", "Large", *levels, 0 if number < 4 else ""]
        )
    shell.load(csv_file(tmp_path / "survey.csv", survey))
    private = shell.read("gaps", "--cycle", "2026", "--by", "company,dimension", "--private")
    assert [(row["criticality"], row["class"], row["rank"]) for row in private] == [
        (0, "C", 2),
        (0, "C", 3),
        (0, "C", 4),
        (0, "D", 5),
        (0, "C", 1),
    ]
    shell.read("publish", "--cycle", "2026")
    public = shell.read("gaps", "--cycle", "2026", "--by", "company,dimension")
    order = ["criticality", "class", "rank", "rank_low", "rank_high"]
    assert [[row[name] for name in order] for row in public] == [
        [0, "C", 1, 1, 1],
        [0, "C", 2, 2, 2],
        [0, "C", 3, 3, 3],
        [0, "D", 4, 4, 4],
        [None] * 5,
    ]
    assert not set(order) & set(shell.read("gaps", "--cycle", "2026", "--by", "company")[0])
    assert not set(order) & set(shell.read("gaps", "--cycle", "2026")[0])


def test_the_priority_is_carried_over_with_its_cycle(shell: Shell, tmp_path: Path) -> None:
    shell.read("publish", "--cycle", "2026")
    before = shell.read("gaps", "--cycle", "2026", "--by", "company,dimension")
    survey = [["Timestamp", "Email Address", *NAMES]]
    survey += [[f"3/14/2027 10:{n:02}:00", f"p{n}@n.example", *["1"] * 5] for n in range(6)]
    shell.load(csv_file(tmp_path / "later.csv", survey), cycle="2027")
    shell.read("publish", "--cycle", "2027")
    assert shell.read("gaps", "--cycle", "2026", "--by", "company,dimension") == before
    assert all(row["rank"] is not None for row in before)


def test_a_publication_of_an_earlier_version_asks_to_be_made_again_until_it_is(shell: Shell, tmp_path: Path) -> None:
    asked = ("gaps", "--cycle", "2026", "--by", "company,dimension")
    shell.read("publish", "--cycle", "2026")
    with duckdb.connect(str(served(shell))) as connection:
        connection.execute("drop table priority")
        connection.execute("update publication set schema_version = 1")
    assert shell.read("gaps", "--cycle", "2026")  # what it has is served
    told = shell.refused(*asked)
    assert "earlier version of Skillgap" in told
    assert "Publish the cycle again." in told
    survey = [["Timestamp", "Email Address", *NAMES]]
    survey += [[f"3/14/2027 10:{n:02}:00", f"p{n}@n.example", *["1"] * 5] for n in range(6)]
    shell.load(csv_file(tmp_path / "later.csv", survey), cycle="2027")
    shell.read("publish", "--cycle", "2027")
    assert "The cycle '2026' was published by an earlier version" in shell.refused(*asked)
    shell.read("publish", "--cycle", "2026")
    assert all(row["rank"] is not None for row in shell.read(*asked))
