"""Frameworks and templates: rubrics in and out, versions, empty spreadsheets that load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.contract.shell import DIMENSIONS, LEVEL_NAMES, NAMES, Shell, csv_file, xlsx_file

HEADER = ["dimension", "level", "level_name", "statement", "indicator", "indicator_id", "supporting", "default_target"]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def rubric(folder: Path, statement: str = "I bake.") -> Path:
    lines: list[list[Any]] = [
        HEADER,
        ["Cooking", 0, "Not yet", "I do not cook.", "", "", "", 2],
        ["Cooking", 1, "Helper", "I peel.", "I peel onions", "peel", "", 2],
        ["Cooking", 2, "Cook", statement, "I bake bread", "", "", 2],
        ["Cooking", 2, "Cook", statement, "I bake for guests", "guests", "yes", 2],
    ]
    return xlsx_file(folder / "kitchen-2.xlsx", lines)


def test_the_shipped_framework_is_whole(shell: Shell) -> None:
    [framework] = [f for f in shell.read("frameworks") if f["id"] == "ai-upskilling"]
    assert (framework["name"], framework["version"], framework["default_target"]) == ("AI Upskilling", 1, 2)
    assert framework["levels"] == [{"level": n, "name": name} for n, name in enumerate(LEVEL_NAMES)]
    assert [(d["id"], d["name"]) for d in framework["dimensions"]] == list(zip(DIMENSIONS, NAMES, strict=True))
    for dimension in framework["dimensions"]:
        assert [level["level"] for level in dimension["levels"]] == [0, 1, 2, 3, 4]
        for level in dimension["levels"]:
            assert set(level) == {"level", "statement", "indicators"}
            assert all(set(i) == {"id", "text", "supporting"} for i in level["indicators"])


def test_an_imported_framework_has_the_files_name_for_an_id(shell: Shell, tmp_path: Path) -> None:
    imported = shell.read("framework", "import", rubric(tmp_path))
    assert (imported["id"], imported["version"], imported["default_target"]) == ("kitchen-2", 1, 2)
    assert imported in shell.read("frameworks")
    [cooking] = imported["dimensions"]
    assert (cooking["id"], cooking["name"]) == ("cooking", "Cooking")
    [bread, guests] = cooking["levels"][2]["indicators"]
    assert (guests["id"], guests["supporting"]) == ("guests", True)
    assert (bread["text"], bread["supporting"], bool(bread["id"])) == ("I bake bread", False, True)


def test_an_id_that_exists_gets_its_next_version_and_a_cycle_keeps_its_own(shell: Shell, tmp_path: Path) -> None:
    shell.read("framework", "import", rubric(tmp_path))
    answers = csv_file(tmp_path / "a.csv", [["Email", "Team", "Cooking"], ["a@n.example", "Core", "I bake."]])
    assert shell.load(answers)[0]["framework"] == "kitchen-2"
    assert shell.read("framework", "import", rubric(tmp_path, "I bake daily."))["version"] == 2
    assert [f["version"] for f in shell.read("frameworks") if f["id"] == "kitchen-2"] == [2]
    later = csv_file(tmp_path / "b.csv", [["Email", "Team", "Cooking"], ["b@n.example", "Core", "I bake."]])
    assert shell.load(later)[0]["ratings"] == 1  # the cycle's own wording still counts
    newer = csv_file(tmp_path / "c.csv", [["Email", "Team", "Cooking"], ["c@n.example", "Core", "I bake daily."]])
    assert shell.load(newer, cycle="2027")[0]["ratings"] == 1
    assert "2026" not in {u["cycle"] for u in shell.read("uploads") if u["file"] == "c.csv"}


def test_a_shipped_framework_can_be_exported_changed_and_imported(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "ai-upskilling.xlsx"
    shell.read("framework", "export", "ai-upskilling", "--to", path)
    [before] = [f for f in shell.read("frameworks") if f["id"] == "ai-upskilling"]
    again = shell.read("framework", "import", path)
    assert again == before | {"version": 2}


def test_an_export_under_another_name_is_the_same_framework(shell: Shell, tmp_path: Path) -> None:
    first = shell.read("framework", "import", rubric(tmp_path))
    path = tmp_path / "copy.xlsx"
    shell.read("framework", "export", "kitchen-2", "--to", path)
    copy = shell.read("framework", "import", path)
    assert (copy["dimensions"], copy["levels"]) == (first["dimensions"], first["levels"])
    assert (copy["id"], copy["version"]) == ("copy", 1)


def test_a_framework_that_does_not_exist_is_refused(shell: Shell, tmp_path: Path) -> None:
    assert "'nothing'" in shell.refused("framework", "export", "nothing", "--to", tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_writing_where_nothing_can_be_written_is_refused(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "no" / "x.xlsx"
    assert "x.xlsx" in shell.refused("framework", "export", "ai-upskilling", "--to", target)
    assert "x.xlsx" in shell.refused("template", "roster", "--to", target)
    assert not target.parent.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["Cooking", "2.5", "Cook", "s", "", "", "", ""], "2.5"),
        (["Cooking", 2, "Cook", "", "", "", "", ""], "statement"),
        (["", 2, "Cook", "s", "", "", "", ""], "dimension"),
        (["Cooking", 0, "Other", "I do not cook.", "", "", "", ""], "Other"),
        (["Cooking", 2, "Cook", "s", "Bakes", "", "maybe", ""], "maybe"),
    ],
)
def test_a_rubric_that_does_not_hold_together_is_refused(
    shell: Shell, tmp_path: Path, line: list[Any], said: str
) -> None:
    first = ["Cooking", 0, "Not yet", "I do not cook.", "", "", "", ""]
    second = ["Cooking", 1, "Helper", "I peel.", "", "", "", ""]
    path = xlsx_file(tmp_path / "broken.xlsx", [HEADER, first, second, line])
    before = shell.read("frameworks")
    assert said in shell.refused("framework", "import", path)
    assert shell.read("frameworks") == before


def test_what_is_no_rubric_is_refused(shell: Shell, tmp_path: Path) -> None:
    before = shell.read("frameworks")
    roster = csv_file(tmp_path / "roster.csv", [["person", "team"], ["a", "b"]])
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"")
    for path, said in ((roster, "not a rubric"), (tmp_path / "missing.xlsx", "missing.xlsx"), (bad, "bad.xlsx")):
        assert said in shell.refused("framework", "import", path)
    assert shell.read("frameworks") == before


@pytest.mark.parametrize("kind", ["roster", "targets", "roadmap"])
def test_a_template_is_empty_explained_and_recognised(shell: Shell, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.xlsx"
    shell.read("template", kind, "--to", path)
    book = load_workbook(path)
    assert len(book.sheetnames) >= 1
    shell.refused("load", path, "--cycle", "2026", "--as", kind)  # nothing is filled in yet
    page = book.worksheets[0]
    headers = [str(cell.value or "") for cell in page[1]]
    line: dict[str, Any] = {
        "person": "a@n.example", "name": "A", "team": "Core", "division": "North", "role": "Dev", "dimension": NAMES[0],
        "level": 2, "project": "Llama", "priority": "high", "people": 1,
    }  # fmt: skip
    words = [header.split()[0].casefold().strip("*") if header else "" for header in headers]
    for column, word in enumerate(words, 1):
        page.cell(2, column, line.get(word))
    book.save(path)
    [report] = shell.load(path)
    assert (report["as"], report["rows"]) == (kind, 1)


def test_a_template_of_something_else_is_wrong_usage(shell: Shell, tmp_path: Path) -> None:
    assert shell.call("template", "menu", "--to", tmp_path / "x.xlsx").exit_code == 2


def test_profiles_are_written_as_targets_that_load_for_their_roles(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "targets.xlsx"
    written = shell.read("template", "targets", "--framework", "t-shaped", "--to", path)
    [framework] = [f for f in shell.read("frameworks") if f["id"] == "t-shaped"]
    goals = [(profile["name"], goal) for profile in framework["reading"]["profiles"] for goal in profile["goals"]]
    names = {dimension["id"]: dimension["name"] for dimension in framework["dimensions"]}
    assert written["lines"] == len(goals) == 23
    sheet = load_workbook(path).worksheets[0]
    rows = [(row[0], row[3], row[4], row[5]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [(name, names[goal["dimension"]], goal["level"], goal["impact"]) for name, goal in goals]
    [loaded] = shell.load(path)
    assert (loaded["as"], loaded["rows"]) == ("targets", 23)
    assert shell.read("template", "targets", "--framework", "ten-skills", "--to", path)["lines"] == 0
    assert shell.read("template", "roster", "--framework", "t-shaped", "--to", path)["lines"] == 0
