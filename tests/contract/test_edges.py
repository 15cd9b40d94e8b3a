"""What exports hold beside clean answers: edited questions, numbers that are no levels, remarks, lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import DEV, LLM, ML, NAMES, Json, Shell, cell_of, csv_file, places, xlsx_file

FIRST = ["Timestamp", "Email Address", "Team"]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def line(number: int, *answers: Any, team: str = "Core") -> list[Any]:
    return [f"3/14/2026 10:{number:02}:00", f"p{number}@n.example", team, *answers]


def levels(shell: Shell, dimension: str, group: str = "Core") -> Json:
    row = cell_of(shell.read("levels", "--cycle", "2026", "--private", "--by", "team,dimension"), group, dimension)
    return {level: people for level, people in row["levels"].items() if people}


def dimensions(report: Json) -> list[tuple[str, str]]:
    return [(q["column"], q["dimension"]) for q in report["questions"] if q["role"] == "dimension"]


@pytest.mark.parametrize("second", [ML, f"{ML}2", f"{ML}.1", f"{ML} (2)"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_halves_of_a_question_are_one_and_said(shell: Shell, tmp_path: Path, second: str, ending: str) -> None:
    lines = [[*FIRST, ML, LLM, second], line(1, 1, 2, ""), line(2, 2, 2, ""), line(3, "", 3, 3), line(4, 4, 3, 4)]
    write = csv_file if ending == "csv" else xlsx_file
    [report] = shell.load(write(tmp_path / f"a.{ending}", lines))
    assert dimensions(report) == [("D", "ml-fundamentals"), ("E", "llm-prompting"), ("F", "ml-fundamentals")]
    assert [(p["row"], p["column"], p["problem"]) for p in report["problems"]] == [(5, "F", "two_answers")]
    assert (report["ratings"], levels(shell, "ml-fundamentals")) == (7, {"1": 1, "2": 1, "3": 1})
    told = f"{ML} is read from column D {ML!r} (answers: 2) and column F {second!r} (answers: 1)."
    assert told in report["notes"]


def test_halves_of_the_question_about_the_team_are_one_and_said(shell: Shell, tmp_path: Path) -> None:
    lines = [[*FIRST, ML, "Team2"], line(1, 1, ""), line(2, 2, "Edge", team=""), line(3, 3, "Edge", team="Core")]
    [report] = shell.load(csv_file(tmp_path / "a.csv", lines))
    assert levels(shell, "ml-fundamentals") == {"1": 1, "3": 1}
    assert levels(shell, "ml-fundamentals", "Edge") == {"2": 1}
    told = "The team is read from column C 'Team' and column E 'Team2'; of two that are filled the first counts."
    assert told in report["notes"]


def test_numbers_about_a_person_rate_nobody(shell: Shell, tmp_path: Path) -> None:
    about = {
        "Employee ID": "4711", "Age": "3", "Years of experience": "2", "Duration (in seconds)": "4",
        "Location Latitude": "1", "Location Longitude": "2", "ZIP code": "3", "Phone": "0", "Total": "4",
        "AVG": "2.0", "Score": "3", "Number of courses": "1", "Interview time": "2",
    }  # fmt: skip
    lines = [[*FIRST, *about, ML], line(1, *about.values(), 3), line(2, *["1"] * len(about), 2)]
    [report] = shell.load(csv_file(tmp_path / "a.csv", lines))
    assert dimensions(report) == [("Q", "ml-fundamentals")]
    assert (report["ratings"], levels(shell, "ml-fundamentals")) == (2, {"2": 1, "3": 1})


def test_three_spellings_of_an_answer_in_one_column_are_one_level(shell: Shell, tmp_path: Path) -> None:
    """The form was edited while people answered: with names, then with numbers, then as plain numbers."""
    spellings = ["Proficient", "3 - Proficient", "(3) Proficient", "3", "3\u00a0", "  proficient ", "3.0"]
    lines = [[*FIRST, ML], *(line(at, text) for at, text in enumerate(spellings)), line(9, "3 or so")]
    [report] = shell.load(csv_file(tmp_path / "a.csv", lines))
    assert (levels(shell, "ml-fundamentals"), places(report["problems"])) == (
        {"3": len(spellings)},
        [(None, 9, "D", ML, "3 or so", "unknown_answer")],
    )


def test_brackets_may_be_a_mere_remark(shell: Shell, tmp_path: Path) -> None:
    headers = [f"{ML} [optional]", f"{LLM} [0 to 4]", "Anything else [optional]", f"Rate your skills [{DEV}]"]
    [report] = shell.load(csv_file(tmp_path / "a.csv", [[*FIRST, *headers], line(1, 1, 2, "no", 3)]))
    assert report["tool"] == "google-forms"
    assert dimensions(report) == [("D", "ml-fundamentals"), ("E", "llm-prompting"), ("G", "ai-assisted-dev")]
    assert (report["ratings"], report["problems"]) == (3, [])


def test_every_option_text_of_ones_own_is_told_or_listed(shell: Shell, tmp_path: Path) -> None:
    """In one cell among ticks it is a problem; the column of such texts is listed as not read."""
    lines = [[*FIRST, ML, "Other"], line(1, 1, "I juggle"), line(2, 2, "")]
    [report] = shell.load(csv_file(tmp_path / "a.csv", lines))
    assert [(q["header"], q["role"]) for q in report["questions"]][3:] == [(ML, "dimension"), ("Other", "ignored")]


NOTION = " (https://www.notion.example/AI-0123456789abcdef0123456789abcdef?pvs=21)"


def test_a_table_of_people_and_levels_as_databases_export_it(shell: Shell, tmp_path: Path) -> None:
    """Columns in the order of the view, an owner, dates in words, people and relations with their address."""
    head = ["Name", "Team", "Created", *NAMES[:2], "Owner", "Email"]
    lines = [
        head,
        ["Ada Anders", "Core", "March 3, 2026 9:05 AM", "2 - Practicing", "Expert", f"Bo{NOTION}", "a@n.example"],
        ["Cy Cole", "Core", "March 4, 2026 9:05 AM", "", "1", "", "c@n.example"],
    ]
    path = tmp_path / "People 0123456789abcdef0123456789abcdef_all.csv"
    path.write_bytes(b"\xef\xbb\xbf" + csv_file(path, lines).read_bytes())
    [report] = shell.load(path)
    assert (report["tool"], report["responses"], report["ratings"]) == ("matrix", 2, 3)
    assert (levels(shell, "ml-fundamentals"), levels(shell, "llm-prompting")) == ({"2": 1}, {"1": 1, "4": 1})


def test_a_list_of_linked_records_counts_for_each_of_them(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["Person", "Team", "Skills", "Level"],
        ["a@n.example", "Core", f"{ML}, {LLM}", "Aware"],
        ["b@n.example", "Core", f"{LLM}{NOTION}", "2"],
        ["b@n.example", "Core", f"{DEV},{ML}", "so so"],
    ]
    [report] = shell.load(csv_file(tmp_path / "Skills-Grid view.csv", lines))
    assert (report["tool"], report["rows"], report["responses"], report["ratings"]) == ("long", 2, 2, 3)
    assert (levels(shell, "ml-fundamentals"), levels(shell, "llm-prompting")) == ({"1": 1}, {"1": 1, "2": 1})
    assert places(report["problems"]) == [
        (None, 1, "D", DEV, DEV, "no_known_answer"),
        (None, 4, "D", ML, "so so", "unknown_answer"),
    ]
    assert "2 lines name several dimensions and count for each of them." in report["notes"]


def test_a_list_of_skills_without_a_level_is_refused_and_no_roster(shell: Shell, tmp_path: Path) -> None:
    lines = [["Person", "Team", "Skills"], ["a@n.example", "Core", f"{ML}, {LLM}"], ["b@n.example", "Core", DEV]]
    message = shell.refused("load", csv_file(tmp_path / "a.csv", lines), "--cycle", "2026")
    assert "not at which level" in message
    assert shell.read("uploads") == []
