"""Make the sample: ``python sample_data/make.py [--to DIR]`` writes the files beside itself.

Decision: everything is drawn from fixed seeds, and the tests make the sample again and compare,
so nobody can edit a made file or the maker alone.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, it does not find its siblings

from pipeline.frameworks import shipped
from pipeline.model import Framework
from sample_data.company import CYCLES, rosters
from sample_data.dirt import MATRIX_SPOTS, STATEMENT_SPOTS, TICK_SPOTS, Planted, soiled
from sample_data.files import csv_bytes, xlsx_bytes
from sample_data.manifest import manifest
from sample_data.plans import roadmap_table, roster_table, targets_table
from sample_data.rubrics import CROSSWALK, CROSSWALK_TEXT, RUBRIC, later_rubric, rubric_table
from sample_data.standing import respondents, standings
from sample_data.surveys import (
    Grid,
    answered_in_form,
    indicator_survey,
    kept_in_matrix,
    skill_matrix,
    statement_survey,
)

HOME = Path(__file__).resolve().parent
FRAMEWORK_ID = "ai-upskilling"
TEAMS_WITH_MATRIX = ("Juniper", "Sedge")

SURVEYS = {2025: ("survey_2025.csv",), 2026: ("survey_2026.xlsx", "matrix_2026.xlsx")}
"""Exports to load, by cycle."""

TABLES = {
    2025: {"roster": "roster_2025.csv", "targets": "targets_2025.csv", "roadmap": "roadmap_2025.csv"},
    2026: {"roster": "roster_2026.csv", "targets": "targets_2026.xlsx", "roadmap": "roadmap_2026.xlsx"},
}
"""Roster, targets and roadmap, by cycle."""


@dataclass(frozen=True)
class Counts:
    """What loading one export must report; a wholly empty line is not a row."""

    rows: int
    responses: int
    superseded: int
    ratings: int
    problems: int


COUNTS = {
    # 213 people x 5, less a blank answer, an N/A and an answer that is no level
    "survey_2025.csv": Counts(rows=215, responses=213, superseded=2, ratings=1062, problems=7),
    # 227 people x 5, less a blank answer, an N/A and "none of these" with others beside it
    "survey_2026.xlsx": Counts(rows=230, responses=227, superseded=3, ratings=1132, problems=8),
    # 23 people x 5, less a blank answer, an N/A and two levels that do not exist
    "matrix_2026.xlsx": Counts(rows=23, responses=23, superseded=0, ratings=111, problems=2),
}
"""Worked out by hand from what is planted; the tests count the files again."""


def planted() -> tuple[Planted, ...]:
    """Everything that was planted, by file and row."""
    return tuple(entry for _, dirt in _exports().values() for entry in dirt)


def made_files() -> dict[str, bytes]:
    """Content of every file of the sample by its name, README.md included."""
    exports = {file: grid for file, (grid, _) in _exports().items()}
    tables = {file: grid for cycle in CYCLES for file, grid in _tables(cycle).items()}
    made = {file: _bytes(file, grid) for file, grid in (exports | tables).items()}
    rubric = csv_bytes(rubric_table(later_rubric(_framework())))
    texts = {CROSSWALK: CROSSWALK_TEXT, "README.md": manifest(planted())}
    return made | {RUBRIC: rubric} | {file: text.encode("utf-8") for file, text in texts.items()}


@cache
def _exports() -> dict[str, tuple[Grid, list[Planted]]]:
    framework, people = _framework(), rosters()
    levels = standings(people)
    now = answered_in_form(respondents(2026, people[2026]), TEAMS_WITH_MATRIX)
    in_matrix = kept_in_matrix(people[2026], TEAMS_WITH_MATRIX)
    before = statement_survey(respondents(2025, people[2025]), levels[2025], framework, twice=2)
    ticked = indicator_survey(now, levels[2026], framework, twice=3)
    matrix = skill_matrix(in_matrix, levels[2026], framework)
    return {
        "survey_2025.csv": soiled("survey_2025.csv", before, STATEMENT_SPOTS, address=2, empty_before=160),
        "survey_2026.xlsx": soiled("survey_2026.xlsx", ticked, TICK_SPOTS, address=2, empty_before=110),
        "matrix_2026.xlsx": soiled("matrix_2026.xlsx", matrix, MATRIX_SPOTS, address=2, empty_before=16),
    }


def _tables(cycle: int) -> dict[str, Grid]:
    framework, roster = _framework(), rosters()[cycle]
    made = {
        "roster": roster_table(roster),
        "targets": targets_table(cycle, framework),
        "roadmap": roadmap_table(cycle, framework),
    }
    return {TABLES[cycle][kind]: grid for kind, grid in made.items()}


def _bytes(file: str, grid: Grid) -> bytes:
    if file.endswith(".csv"):
        return csv_bytes(grid)
    if file.startswith("matrix"):
        return xlsx_bytes(grid, "Matrix", header_row=4)
    return xlsx_bytes(grid, "Form Responses 1" if file.startswith("survey") else "Sheet1")


def _framework() -> Framework:
    return next(framework for framework in shipped() if framework.id == FRAMEWORK_ID)


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Make the sample files of Larkspur Robotics.")
    parser.add_argument("--to", type=Path, default=HOME, help="folder to write to (default: beside this script)")
    folder: Path = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in made_files().items():
        (folder / file).write_bytes(content)


if __name__ == "__main__":
    main()
