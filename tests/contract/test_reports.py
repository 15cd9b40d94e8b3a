"""A report through the command line: the figures of the other commands, and nothing of a team that is hidden."""

from __future__ import annotations

import io
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.rounding import percent
from tests.contract.shell import DATA, ML, Json, Shell, csv_file
from tests.pipeline.reports.test_page import Read

LEVELS_OF = {"Heron": [0, 0, 1, 1, 1, 1, 2, 3], "Osprey": [0, 1, 1, 2, 2, 3, 4], "Egret": [0, 1, 4]}
"""Egret is too small, and Osprey stands with it: of its seven 3 are below Practicing, 43 %, as in no other group."""
GAP_HEADERS = {
    "People with a target": "headcount",
    "Of these assessed": "assessed",
    "Target level": "target",
    "People below": "below",
    "Share below target": "prevalence",
    "Likely from": "prevalence_low",
    "Certainly to": "prevalence_max",
    "Levels missing": "shortfall",
    "Average shortfall": "mean_shortfall",
    "Depth": "depth",
    "Share of the way missing": "p1",
    "The same, those far below weighing more": "p2",
    "Share at or above target": "coverage",
    "Response": "response",
}
KINDS = ("company", "division", "team", "together", "role")

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Three teams with a roster and a roadmap, of which only Heron is shown by itself."""
    folder = tmp_path_factory.mktemp("reports")
    shell = Shell(folder / "home")
    people = [(f"{team}{at}@lark.example", team, at) for team, levels in LEVELS_OF.items() for at in range(len(levels))]
    survey = [["Timestamp", "Email Address", "Team", ML, DATA]]
    survey += [
        [f"3/2/2026 9:{place:02}:00", who, team, LEVELS_OF[team][at], LEVELS_OF[team][-1 - at]]
        for place, (who, team, at) in enumerate(people)
    ]
    roster = [["person", "team", "division", "role"], *([who, team, "Lakes", "dev"] for who, team, _ in people)]
    roster += [["silent@lark.example", "Heron", "Lakes", "dev"]]
    roadmap = [["project", "priority", "team", "dimension", "level", "people"]]
    roadmap += [["Orchard", "high", "Heron", DATA, 3, 2], ["=Mill", "low", "Egret", ML, 3, 2]]
    roadmap += [["Press", "low", "", ML, 2, 5]]
    shell.load(csv_file(folder / "survey.csv", survey), csv_file(folder / "roadmap.csv", roadmap))
    shell.load(csv_file(folder / "roster.csv", roster))
    shell.read("publish", "--cycle", "2026")
    return shell


@pytest.fixture(scope="module")
def page(published: Shell) -> str:
    path = published.home.parent / "report.html"
    published.read("report", "--cycle", "2026", "--to", path)
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def workbook(published: Shell) -> bytes:
    path = published.home.parent / "report.xlsx"
    published.read("report", "--cycle", "2026", "--to", path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def sheets(workbook: bytes) -> dict[str, list[Json]]:
    """The tables of the workbook by the names of their sheets; a row is a dict by header."""
    with closing(load_workbook(io.BytesIO(workbook))) as book:
        found = {}
        for sheet in book.worksheets:
            header, *lines = sheet.iter_rows(min_row=4, values_only=True)
            found[sheet.title] = [dict(zip(map(str, header), line, strict=True)) for line in lines]
    return found


def figures(shell: Shell, command: str) -> list[Json]:
    by = [shell.read(command, "--cycle", "2026", "--by", f"{kind},dimension") for kind in KINDS]
    return [row for rows in by for row in rows]


def test_what_was_written_is_answered(published: Shell, page: str) -> None:
    path = published.home.parent / "again.HTML"
    answer = published.read("report", "--cycle", "2026", "--to", path)
    when = published.read("snapshots")[0]["published_at"]
    assert answer == {
        "file": str(path),
        "format": "html",
        "cycle": "2026",
        "snapshot": 1,
        "published_at": when,
        "teams": 3,
        "teams_shown": 1,
    }
    assert path.read_text("utf-8") == page


def test_the_workbook_has_the_figures_of_gaps(published: Shell, sheets: dict[str, list[Json]]) -> None:
    told, expected = sheets["Gap figures"], figures(published, "gaps")
    assert [(row["Group"], row["Dimension"]) for row in told] == [(r["group"], r["dimension_name"]) for r in expected]
    for header, key in GAP_HEADERS.items():
        assert [row[header] for row in told] == [_kept(row[key]) for row in expected], header


def test_the_workbook_has_the_figures_of_levels(published: Shell, sheets: dict[str, list[Json]]) -> None:
    names = {"0": "None of these yet", "1": "Aware", "2": "Practicing", "3": "Proficient", "4": "Expert"}
    for told, row in zip(sheets["Levels"], figures(published, "levels"), strict=True):
        assert (told["Group"], told["People"], told["Assessed"]) == (row["group"], row["headcount"], row["assessed"])
        assert {level: told[name] for level, name in names.items()} == (row["levels"] or dict.fromkeys(names))


def test_the_workbook_has_the_figures_of_projects(published: Shell, sheets: dict[str, list[Json]]) -> None:
    projects = published.read("projects", "--cycle", "2026")
    headers = {"Project": "project", "People short": "unmet", "Person-steps to staff it": "unlock_steps"}
    assert [{key: row[header] for header, key in headers.items()} for row in sheets["Projects"]] == [
        {key: project[key] for key in headers.values()} for project in projects
    ]
    needs = [(project["project"], need) for project in projects for need in project["needs"]]
    assert [(row["Project"], row["Qualified"], row["Short"]) for row in sheets["Needs"]] == [
        (name, need["qualified"], need["unmet"]) for name, need in needs
    ]
    steps = [(p["project"], s["from"], s["to"], s["people"]) for p in projects for s in p["unlock"] or []]
    assert [tuple(row.values())[0:1] + (row["From level"], row["To level"], row["People to bring up"])
            for row in sheets["Unlocking"]] == steps  # fmt: skip


def test_the_page_has_the_figures_of_gaps(published: Shell, page: str) -> None:
    company, teams = (published.read("gaps", "--cycle", "2026", "--by", f"{k},dimension") for k in ("company", "team"))
    tables = Read(page).tables
    shares = {(row["group"], row["dimension_name"]): _share(row) for row in [*company, *teams]}
    header, *lines = tables[-1]
    printed = {(line[0], name): cell for line in lines for name, cell in zip(header[1:-1], line[1:-1], strict=True)}
    for (group, dimension), share in shares.items():
        assert printed["Whole company" if group == "Company" else group, dimension] == share
    assert [row[1] for row in tables[-2][1:]] == [_share(row) for row in company]


def test_nothing_of_a_hidden_team_is_in_either_file(
    published: Shell, page: str, workbook: bytes, sheets: dict[str, list[Json]]
) -> None:
    rows = {(r["kind"], r["group"], r["dimension"]): r for r in figures(published, "gaps")}
    answered = [row for row in published.read("gaps", "--cycle", "2026", "--private") if row["assessed"]]
    hidden = [row for row in answered if not rows[row["kind"], row["group"], row["dimension"]]["shown"]]
    assert {row["group"] for row in hidden} == {"Egret", "Osprey"}
    public = {value for row in rows.values() for value in row.values() if isinstance(value, float)}
    secret = {v for row in hidden for v in row.values() if isinstance(v, float)} - public
    assert {3 / 7, 1 / 3} <= secret  # below target in Osprey; at target in Egret
    cells = [value for found in sheets.values() for row in found for value in row.values()]
    assert not [v for v in cells if isinstance(v, float) and any(abs(v - each) < 1e-9 for each in secret)]
    assert "43 %" not in page
    for row in sheets["Gap figures"] + sheets["Levels"]:
        if row["Group"] in ("Egret", "Osprey"):
            filled = {header for header, value in row.items() if value is not None}
            assert filled <= {"Kind", "Division", "Group", "Dimension", "People", "People with a target",
                              "Target level", "Target from", "Remark"}  # fmt: skip
    for text in (page, *_texts(workbook)):
        assert "lark.example" not in text
        assert "0.42857" not in text


def test_only_the_snapshot_is_read(published: Shell, page: str, tmp_path: Path) -> None:
    warehouse = published.home / "warehouse.duckdb"
    aside = warehouse.rename(tmp_path / "aside.duckdb")
    try:
        published.read("report", "--cycle", "2026", "--to", tmp_path / "report.html")
    finally:
        aside.rename(warehouse)
    assert (tmp_path / "report.html").read_text("utf-8") == page


@pytest.mark.parametrize("name", ["report.pptx", "report.docx", "report", "report.html.zip"])
def test_other_endings_are_wrong_usage(published: Shell, tmp_path: Path, name: str) -> None:
    called = published.call("report", "--cycle", "2026", "--to", tmp_path / name)
    assert called.exit_code == 2
    assert ".html or .xlsx" in called.err
    assert not list(tmp_path.iterdir())


def test_a_cycle_that_is_not_published_is_refused(published: Shell, tmp_path: Path) -> None:
    kept = tmp_path / "report.xlsx"
    kept.write_text("as it was")
    assert "The cycle '2030' is not published." in published.refused("report", "--cycle", "2030", "--to", kept)
    assert kept.read_text() == "as it was"
    empty = Shell(tmp_path / "empty")
    assert "Nothing is published yet." in empty.refused("report", "--cycle", "2026", "--to", kept)
    assert "cannot be used" in published.refused("report", "--cycle", "2026", "--to", tmp_path / "no" / "report.html")


def _share(row: dict[str, Any]) -> str:
    return "Not shown" if row["prevalence"] is None else percent(row["prevalence"])


def _kept(value: Any) -> Any:
    """A figure as a workbook keeps it: 16 digits of a number."""
    return pytest.approx(value, rel=1e-14) if isinstance(value, float) else value


def _texts(workbook: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return [archive.read(name).decode() for name in archive.namelist()]
