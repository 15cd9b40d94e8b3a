"""Templates: a header row to fill in, and everything explained beside it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from pipeline.errors import RubricError
from pipeline.frameworks import shipped
from pipeline.frameworks.templates import TemplateKind, columns, write_template

HEADERS: dict[TemplateKind, list[str]] = {
    "roster": ["person", "name", "team", "division", "role", "location", "manager", "employee_id"],
    "targets": ["role", "team", "division", "dimension", "level", "impact"],
    "roadmap": [
        "project",
        "priority",
        "weight",
        "team",
        "division",
        "dimension",
        "level",
        "people",
        "shared",
    ],
}
KINDS: tuple[TemplateKind, ...] = get_args(TemplateKind)


def written(kind: TemplateKind, tmp_path: Path, with_framework: bool = True) -> openpyxl.Workbook:
    write_template(kind, tmp_path / "template.xlsx", shipped()[0] if with_framework else None)
    return openpyxl.load_workbook(tmp_path / "template.xlsx")


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_sheet_holds_the_header_row_alone(kind: TemplateKind, tmp_path: Path) -> None:
    first = written(kind, tmp_path).worksheets[0]
    assert [list(row) for row in first.iter_rows(values_only=True)] == [HEADERS[kind]]
    assert list(columns(kind)) == HEADERS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_explained_with_an_example(kind: TemplateKind, tmp_path: Path) -> None:
    explanation = written(kind, tmp_path)["How to fill in"]
    rows = list(explanation.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Column", *HEADERS[kind]]
    assert all(value not in (None, "") for row in rows for value in row)


def choices(workbook: openpyxl.Workbook) -> dict[str, list[object]]:
    """Header of the column -> what its drop-down offers."""
    first = workbook.worksheets[0]
    offered = {}
    for validation in first.data_validations.dataValidation:
        header = first[f"{str(validation.sqref)[0]}1"].value
        sheet, cells = validation.formula1.split("!")
        offered[str(header)] = [cell.value for (cell,) in workbook[sheet][cells.replace("$", "")]]
    return offered


def test_dimension_and_level_are_chosen_from_the_framework(tmp_path: Path) -> None:
    names = [dimension.name for dimension in shipped()[0].dimensions]
    assert choices(written("targets", tmp_path)) == {"dimension": names, "level": [0, 1, 2, 3, 4]}
    assert choices(written("roadmap", tmp_path)) == {
        "priority": ["high", "medium", "low"],
        "dimension": names,
        "level": [0, 1, 2, 3, 4],
        "shared": ["yes", "no"],
    }
    assert choices(written("roster", tmp_path)) == {}


def test_without_a_framework_dimension_and_level_are_typed_freely(tmp_path: Path) -> None:
    assert choices(written("targets", tmp_path, with_framework=False)) == {}


def test_a_priority_may_be_a_number_that_is_not_offered(tmp_path: Path) -> None:
    validations = written("roadmap", tmp_path).worksheets[0].data_validations.dataValidation
    assert [validation.showErrorMessage for validation in validations] == [False, True, True, True]


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="There is no template 'budget'. Ask for one of roster, targets, roadmap."):
        write_template("budget", tmp_path / "template.xlsx")  # type: ignore[arg-type]
