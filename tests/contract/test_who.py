"""Who answered, and in which group: addresses, ids, names, strangers, attribute questions, targets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import LLM, ML, Json, Shell, cell_of, csv_file, places

HEADER = ["Timestamp", "Email Address", "Team", ML]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def survey(folder: Path, lines: list[list[Any]], name: str = "survey.csv") -> Path:
    return csv_file(folder / name, lines)


def roster(shell: Shell, folder: Path, *people: list[str]) -> Json:
    path = csv_file(folder / "roster.csv", [["person", "name", "team", "division", "role"], *people])
    [report] = shell.load(path)
    assert report["as"] == "roster"
    return report


def levels(shell: Shell, by: str = "team,dimension") -> list[Json]:
    found: list[Json] = shell.read("levels", "--cycle", "2026", "--private", "--by", by)
    return found


def heads(shell: Shell, by: str = "team,dimension", dimension: str = "ml-fundamentals") -> dict[Any, tuple[Any, ...]]:
    return {
        (row["division"], row["group"]): (row["headcount"], row["assessed"], row["no_answer"])
        for row in levels(shell, by)
        if row["dimension"] == dimension
    }


def test_case_of_an_address_does_not_make_two_people(shell: Shell, tmp_path: Path) -> None:
    roster(shell, tmp_path, ["Ada@North.example", "Ada Byron", "Core", "North", "Dev"])
    lines = [
        HEADER,
        ["3/14/2026 10:00:00", "ADA@north.example", "Core", 1],
        ["3/14/2026 11:00:00", " ada@north.example", "Core", 4],
    ]
    [report] = shell.load(survey(tmp_path, lines))
    assert (report["responses"], report["superseded"], report["problems"]) == (1, 1, [])
    assert heads(shell) == {("North", "Core"): (1, 1, 0)}
    assert cell_of(levels(shell), "Core", "ml-fundamentals")["levels"]["4"] == 1


def test_a_roster_with_address_and_employee_id_meets_surveys_of_either(shell: Shell, tmp_path: Path) -> None:
    people = [["E-mail", "Employee ID", "Team"], ["ada@n.example", "K17", "Core"], ["bo@n.example", "K18", "Core"]]
    [report] = shell.load(csv_file(tmp_path / "roster.csv", people))
    assert [(q["column"], q["attribute"]) for q in report["questions"]] == [
        ("A", "person"),
        ("B", "other"),
        ("C", "team"),
    ]
    by_address = [["Timestamp", "Email Address", ML], ["3/14/2026 10:00:00", "ada@n.example", 1]]
    by_id = [["Timestamp", "Employee ID", ML], ["3/15/2026 10:00:00", "k17", 3], ["3/15/2026 11:00:00", "K18", 2]]
    for name, lines in (("mail.csv", by_address), ("id.csv", by_id)):
        [report] = shell.load(survey(tmp_path, lines, name))
        assert report["problems"] == []
    assert heads(shell) == {(None, "Core"): (2, 2, 0)}
    core = cell_of(levels(shell), "Core", "ml-fundamentals")["levels"]
    assert core == {"0": 0, "1": 0, "2": 1, "3": 1, "4": 0}  # Ada's later answer, under her employee id, counts


def test_latest_is_by_time_not_by_position_in_the_file(shell: Shell, tmp_path: Path) -> None:
    lines = [HEADER, ["3/14/2026 11:00:00", "a@n.example", "Core", 4], ["3/14/2026 10:00:00", "a@n.example", "Core", 1]]
    [report] = shell.load(survey(tmp_path, lines))
    assert report["superseded"] == 1
    assert cell_of(levels(shell), "Core", "ml-fundamentals")["levels"] == {"0": 0, "1": 0, "2": 0, "3": 0, "4": 1}


@pytest.mark.parametrize("times", [("", ""), ("3/14/2026 10:00:00", "3/14/2026 10:00:00")], ids=["none", "equal"])
def test_without_a_later_time_position_decides(shell: Shell, tmp_path: Path, times: tuple[str, str]) -> None:
    # a third respondent keeps the Timestamp column a column of times
    lines = [HEADER, [times[0], "a@n.example", "Core", 4], [times[1], "a@n.example", "Core", 1]]
    lines += [["3/14/2026 09:00:00", f"{p}@n.example", "Edge", 2] for p in "bcd"]
    shell.load(survey(tmp_path, lines))
    assert cell_of(levels(shell), "Core", "ml-fundamentals")["levels"]["1"] == 1


def test_latest_over_two_files_does_not_depend_on_loading_order(tmp_path: Path) -> None:
    late = survey(tmp_path, [HEADER, ["3/20/2026 10:00:00", "a@n.example", "Core", 4]], "late.csv")
    early = survey(tmp_path, [[*HEADER, LLM], ["3/14/2026 10:00:00", "a@n.example", "Core", 1, 1]], "early.csv")
    found = []
    for place, files in enumerate(((late, early), (early, late))):
        shell = Shell(tmp_path / f"home{place}")
        shell.load(*files)
        found.append(shell.figures())
    assert found[0] == found[1]
    assert '"4": 1' in found[0]


def test_rows_without_an_address_are_people_of_their_own(shell: Shell, tmp_path: Path) -> None:
    lines = [
        HEADER,
        *(["3/14/2026 10:00:00", who, "Core", 2] for who in ("", "anonymous", "Anonymous", "", "anonymous")),
    ]
    [report] = shell.load(survey(tmp_path, lines))
    assert (report["responses"], report["superseded"]) == (5, 0)
    assert heads(shell) == {(None, "Core"): (None, 5, 0)}


def test_a_name_joins_the_roster_only_where_it_is_unique_there(shell: Shell, tmp_path: Path) -> None:
    roster(
        shell, tmp_path,
        ["1@n.example", "Ada Byron", "Core", "North", "Dev"],
        ["2@n.example", "Bo Diaz", "Core", "North", "Dev"],
        ["3@n.example", "Bo Diaz", "Edge", "North", "Dev"],
    )  # fmt: skip
    [report] = shell.load(survey(tmp_path, [["Name", ML, LLM], ["ada  BYRON", 3, 3], ["Bo Diaz", 2, 2]]))
    assert (report["responses"], report["ratings"]) == (2, 4)
    assert heads(shell) == {("North", "Core"): (2, 1, 1), ("North", "Edge"): (1, 0, 1), (None, "(no team)"): (1, 1, 0)}
    assert [(p["row"], p["column"], p["value"], p["problem"]) for p in report["problems"]] == [
        (3, "A", "Bo Diaz", "not_on_roster")
    ]


def test_the_same_name_twice_in_a_file_is_two_people_and_problems(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["Name", "Team", ML, LLM],
        ["Bo Diaz", "Core", 3, 1],
        ["Ada Byron", "Core", 1, 1],
        ["bo diaz", "Core", 2, 1],
    ]
    [report] = shell.load(survey(tmp_path, lines))
    assert (report["responses"], report["superseded"]) == (3, 0)
    assert {p["row"] for p in report["problems"]} == {2, 4}
    assert heads(shell) == {(None, "Core"): (None, 3, 0)}


def test_the_same_name_twice_is_two_people_even_with_a_roster(shell: Shell, tmp_path: Path) -> None:
    roster(shell, tmp_path, ["1@n.example", "Bo Diaz", "Core", "North", "Dev"])
    shell.load(survey(tmp_path, [["Name", ML, LLM], ["Bo Diaz", 3, 1], ["Bo Diaz", 2, 1]]))
    assert heads(shell) == {("North", "Core"): (1, 0, 1), (None, "(no team)"): (2, 2, 0)}


def test_an_employee_id_meets_the_roster(shell: Shell, tmp_path: Path) -> None:
    roster(
        shell, tmp_path, ["E-100", "Ada Byron", "Core", "North", "Dev"], ["E-200", "Bo Diaz", "Core", "North", "Dev"]
    )
    lines = [
        ["Employee ID", "Email", "Team", ML, LLM],
        ["e-100", "ada@n.example", "Edge", 3, 1],
        ["E-200", "", "Edge", 2, 1],
    ]
    [report] = shell.load(survey(tmp_path, lines))
    assert places(report["problems"]) == [(None, row, "C", "Team", "Edge", "differs_from_roster") for row in (2, 3)]
    assert heads(shell) == {("North", "Core"): (2, 2, 0)}


def test_a_respondent_who_is_not_on_the_roster_adds_one_head(shell: Shell, tmp_path: Path) -> None:
    roster(shell, tmp_path, ["a@n.example", "A", "Core", "North", "Dev"], ["b@n.example", "B", "Core", "North", "Dev"])
    lines = [
        HEADER,
        ["3/14/2026 10:00:00", "a@n.example", "Core", 1],
        ["3/14/2026 10:00:00", "zoe@n.example", "Core", 2],
    ]
    [report] = shell.load(survey(tmp_path, lines))
    assert places(report["problems"]) == [(None, 3, "B", "Email Address", "zoe@n.example", "not_on_roster")]
    assert heads(shell) == {("North", "Core"): (2, 1, 1), (None, "(no team)"): (1, 1, 0)}
    assert heads(shell, "company,dimension") == {(None, "Company"): (3, 2, 1)}
    assert heads(shell, "division,dimension") == {(None, "North"): (2, 1, 1)}
    assert [p["problem"] for p in shell.read("problems")] == ["not_on_roster"]


def test_every_team_of_the_roster_has_a_row_even_without_answers(shell: Shell, tmp_path: Path) -> None:
    roster(shell, tmp_path, ["a@n.example", "A", "Core", "North", "Dev"], ["b@n.example", "B", "Edge", "North", "Dev"])
    shell.load(survey(tmp_path, [HEADER, ["3/14/2026 10:00:00", "a@n.example", "Core", 1]]))
    assert heads(shell, dimension="ai-production") == {("North", "Core"): (1, 0, 1), ("North", "Edge"): (1, 0, 1)}
    gaps = shell.read("gaps", "--cycle", "2026", "--private")
    assert len(gaps) == 10
    row = cell_of(gaps, "Edge", "ml-fundamentals")
    assert (row["below"], row["shortfall"], row["prevalence"], row["depth"], row["coverage"]) == (
        0,
        0,
        None,
        None,
        None,
    )
    assert (row["prevalence_min"], row["prevalence_max"], row["response"], row["fragile"]) == (0.0, 1.0, 0.0, True)


def test_without_a_roster_groups_come_from_attribute_questions(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["Timestamp", "Which squad are you in?", "Business unit", "Job title", ML],
        ["3/14/2026 10:00:00", "Core", "North", "Dev", 1],
        ["3/14/2026 10:01:00", "core ", "north", "dev", 2],
        ["3/14/2026 10:02:00", "", "", "", 3],
    ]
    shell.load(survey(tmp_path, lines))
    assert heads(shell) == {("North", "Core"): (None, 2, 0), (None, "(no team)"): (None, 1, 0)}
    assert heads(shell, "role,dimension") == {(None, "Dev"): (None, 2, 0)}


def test_one_file_with_a_team_question_gives_a_heatmap(shell: Shell, tmp_path: Path) -> None:
    shell.load(survey(tmp_path, [["Team", ML, LLM], *([team, 1, 2] for team in ("Core", "Core", "Edge"))]))
    assert heads(shell) == {(None, "Core"): (None, 2, 0), (None, "Edge"): (None, 1, 0)}


def test_department_is_the_team_or_the_division(shell: Shell, tmp_path: Path) -> None:
    shell.load(survey(tmp_path, [["Email", "Department", ML, LLM], ["a@n.example", "Core", 1, 2]]))
    assert heads(shell) == {(None, "Core"): (None, 1, 0)}
    other = Shell(tmp_path / "other")
    other.load(survey(tmp_path, [["Email", "Department", "Team", ML], ["a@n.example", "North", "Core", 1]], "b.csv"))
    assert heads(other) == {("North", "Core"): (None, 1, 0)}


def test_two_divisions_may_have_a_team_of_one_name(shell: Shell, tmp_path: Path) -> None:
    roster(shell, tmp_path, ["a@n.example", "A", "Core", "North", "Dev"], ["b@n.example", "B", "Core", "South", "Dev"])
    lines = [HEADER, ["3/14/2026 10:00:00", "a@n.example", "", 1], ["3/14/2026 10:00:00", "b@n.example", "", 4]]
    shell.load(survey(tmp_path, lines))
    assert heads(shell) == {("North", "Core"): (1, 1, 0), ("South", "Core"): (1, 1, 0)}
    found = shell.read(
        "trace", "--cycle", "2026", "--team", "Core", "--division", "South", "--dimension", "ml-fundamentals"
    )
    assert [(cell["row"], cell["level"]) for cell in found] == [(3, 4)]


def test_the_most_specific_target_wins(shell: Shell, tmp_path: Path) -> None:
    roster(
        shell, tmp_path,
        ["a@n.example", "A", "Core", "North", "Dev"], ["b@n.example", "B", "Core", "North", "Lead"],
        ["c@n.example", "C", "Edge", "North", "Dev"], ["d@n.example", "D", "Edge", "North", "Lead"],
        ["e@n.example", "E", "Rim", "South", "Tester"],
    )  # fmt: skip
    targets = [
        ["role", "team", "dimension", "level"],
        ["", "", ML, 1], ["Dev", "", ML, 2], ["", "core", "ml-fundamentals", "Proficient"], ["Lead", "Core", ML, 4],
    ]  # fmt: skip
    [report] = shell.load(csv_file(tmp_path / "targets.csv", targets))
    assert (report["as"], report["rows"], report["responses"]) == ("targets", 4, 0)
    lines = [HEADER, *(["3/14/2026 10:00:00", f"{p}@n.example", "", 0] for p in "abcde")]
    shell.load(survey(tmp_path, lines))
    gaps = shell.read("gaps", "--cycle", "2026", "--private", "--by", "team,dimension")
    shortfalls = {row["group"]: row["shortfall"] for row in gaps if row["dimension"] == "ml-fundamentals"}
    # Core: 3 + 4; Edge: Dev 2, Lead falls back on all: 1; Rim: all: 1
    assert shortfalls == {"Core": 7, "Edge": 3, "Rim": 1}
    assert cell_of(gaps, "Core", "ml-fundamentals")["target"] is None
    nothing = cell_of(gaps, "Core", "llm-prompting")
    assert (nothing["target_source"], nothing["headcount"], nothing["target"]) == ("none", 0, None)


def test_targets_for_nobody_or_nothing_are_problems_with_a_place(shell: Shell, tmp_path: Path) -> None:
    targets = [["role", "team", "dimension", "level"], ["", "Nowhere", ML, 2], ["", "", "Cooking", 2], ["", "", LLM, 9]]
    shell.load(survey(tmp_path, [HEADER, ["3/14/2026 10:00:00", "a@n.example", "Core", 1]]))
    [report] = shell.load(csv_file(tmp_path / "targets.csv", targets))
    found = [(p["row"], p["column"], p["header"], p["value"]) for p in report["problems"]]
    assert found == [(2, "B", "team", "Nowhere"), (3, "C", "dimension", "Cooking"), (4, "D", "level", "9")]


def test_roster_lines_twice_or_without_a_person_are_problems(shell: Shell, tmp_path: Path) -> None:
    report = roster(
        shell, tmp_path,
        ["a@n.example", "A", "Core", "North", "Dev"], ["A@N.example", "A", "Edge", "North", "Dev"],
        ["", "Nobody", "Edge", "North", "Dev"],
    )  # fmt: skip
    assert report["rows"] == 3
    assert sorted((p["row"], p["problem"]) for p in report["problems"]) == [(2, "duplicate_line"), (4, "missing_value")]
    shell.load(survey(tmp_path, [HEADER, ["3/14/2026 10:00:00", "a@n.example", "Core", 1]]))
    assert heads(shell) == {("North", "Edge"): (1, 1, 0)}


def test_no_address_or_name_stands_in_raw_cells_or_ratings(shell: Shell, tmp_path: Path) -> None:
    import duckdb

    roster(shell, tmp_path, ["secret.person@n.example", "Secret Person", "Core", "North", "Dev"])
    lines = [HEADER, ["3/14/2026 10:00:00", "secret.person@n.example", "Core", "9"]]
    lines.append(["3/14/2026 10:00:00", "secret.stranger@n.example", "Core", "3"])
    shell.load(survey(tmp_path, lines))
    with duckdb.connect(str(shell.home / "warehouse.duckdb"), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        for name in sorted(set(names) - {"people"}):
            text = str(connection.execute(f'select * from "{name}"').fetchall()).casefold()
            assert "secret" not in text, name
