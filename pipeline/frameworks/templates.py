"""Explained spreadsheets to fill in, empty or filled with what is loaded: roster, targets, roadmap.

Decision: the first sheet holds the header row and nothing else, so that a template filled in and
sent back needs no cleaning; examples stand on the second sheet, where nobody reads data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import RubricError
from pipeline.frameworks.styled import empty_workbook, put_table
from pipeline.model import Framework

TemplateKind = Literal["roster", "targets", "roadmap"]

ROWS_WITH_DROP_DOWNS = 2_000
"""How far down a template offers its choices."""

_WHOLE_NUMBER = re.compile("0|[1-9][0-9]{0,8}")
"""What is a number in a spreadsheet and reads as the same text again; "007" is not."""

_UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")

_EXPLANATION_HEADERS = ("Column", "Needed?", "What to write", "Example")


@dataclass(frozen=True)
class _Column:
    header: str
    needed: str
    meaning: str
    example: str | int
    choices: Literal["dimensions", "levels", "priorities", "yes or no"] | None = None
    is_open: bool = False
    """Whether something that is not among the choices may be typed."""


_TEAM = _Column("team", "no", "The team that this row is for, as in the roster. Blank: every team.", "Harbour")
_DIVISION = _Column("division", "no", "Only where two divisions have a team of the same name.", "North")
_DIMENSION = _Column(
    "dimension", "yes", "A dimension of the framework, by name or id.", "AI in Production", "dimensions"
)
_PERSON = (
    _Column("person", "yes", "E-mail address or employee id. Nobody stands twice.", "ada.sample@example.com"),
    _Column("name", "no", "The name, where the survey asks for it.", "Ada Sample"),
    _Column("team", "yes", "The team on the day the survey opens.", "Harbour"),
    _Column("division", "no", "The division that the team belongs to.", "North"),
    _Column("role", "no", "The role that targets are set for.", "backend"),
    _Column("location", "no", "The place of work.", "Oslo"),
    _Column("manager", "no", "E-mail address or employee id of the manager.", "bo.sample@example.com"),
    _Column("employee_id", "no", "A second identifier, where surveys may ask for either.", "K1742"),
)
_TARGET = (
    _Column("role", "no", "The role that this row is for. Blank: every role.", "backend"),
    _TEAM,
    _DIVISION,
    _DIMENSION,
    _Column("level", "yes", "The level expected: its number. The most specific row counts.", 2, "levels"),
    _Column("impact", "no", "From 1 (hardly matters) to 5 (decides). It weighs personal plans.", 4),
)
_NEED = (
    _Column("project", "yes", "The project. One row for each thing that it needs.", "Parcel forecast"),
    _Column("priority", "yes", "high, medium or low (3, 2, 1), or a number.", "high", "priorities", is_open=True),
    _Column("weight", "no", "A number that takes the place of the priority's.", 3),
    _Column("team", "no", "The team that must staff it. Blank: any team.", "Harbour"),
    _DIVISION,
    _DIMENSION,
    _Column("level", "yes", "The level that these people need at least: its number.", 3, "levels"),
    _Column("people", "yes", "How many people the project needs at this level.", 2),
    _Column(
        "shared",
        "no",
        "yes: somebody with another part in the project may cover this too.",
        "no",
        "yes or no",
    ),
)
_COLUMNS: dict[TemplateKind, tuple[_Column, ...]] = {"roster": _PERSON, "targets": _TARGET, "roadmap": _NEED}


def columns(kind: TemplateKind) -> tuple[str, ...]:
    """Headers of a kind of spreadsheet, in the template's order.

    >>> columns("targets")
    ('role', 'team', 'division', 'dimension', 'level', 'impact')
    """
    return tuple(column.header for column in _COLUMNS[_known(kind)])


def write_template(
    kind: TemplateKind,
    path: Path,
    framework: Framework | None = None,
    lines: Sequence[Mapping[str, str | None]] = (),
) -> None:
    """Write a spreadsheet (.xlsx) with the header row, an explanation and drop-downs, empty or filled.

    Parameters
    ----------
    kind
        ``roster``, ``targets`` or ``roadmap``.
    path
        The file to write; one that is there is replaced.
    framework
        Its dimensions and levels are offered as choices; without one they are typed freely.
    lines
        What stands below the headers, by header; what is missing or None stays blank. A text that
        is a whole number is written as one.

    Raises
    ------
    RubricError
        There is no such kind, or a text holds a character that no spreadsheet can.
    """
    template = _COLUMNS[_known(kind)]
    workbook = empty_workbook()
    sheet = workbook.create_sheet(kind.capitalize())
    rows = [[_cell(line.get(header)) for header in columns(kind)] for line in lines]
    put_table(sheet, columns(kind), rows, [max(14, len(column.header) + 4) for column in template])
    explanation = workbook.create_sheet("How to fill in")
    meanings = [(column.header, column.needed, column.meaning, column.example) for column in template]
    put_table(explanation, _EXPLANATION_HEADERS, meanings, (14, 10, 70, 30))
    _offer(sheet, template, _choices_sheet(workbook, framework))
    workbook.save(path)


def profile_lines(kind: TemplateKind, framework: Framework) -> list[dict[str, str | None]]:
    """What the framework's profiles expect, as lines of targets to begin with; empty for other kinds and frameworks.

    A line is ``role`` (the profile's name), ``dimension`` (its name), ``level`` and ``impact``.
    """
    if kind != "targets" or framework.reading is None:
        return []
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    return [
        {
            "role": profile.name,
            "dimension": names[goal.dimension],
            "level": str(goal.level),
            "impact": str(goal.impact),
        }
        for profile in framework.reading.profiles
        for goal in profile.goals
    ]


def _cell(text: str | None) -> str | int | None:
    if text is None:
        return None
    if _UNWRITABLE.search(text):
        raise RubricError(f"{text!r} holds a character that no spreadsheet can hold.", "Correct it where it came from.")
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text


def _known(kind: TemplateKind) -> TemplateKind:
    if kind not in _COLUMNS:
        raise RubricError(f"There is no template {kind!r}.", f"Ask for one of {', '.join(get_args(TemplateKind))}.")
    return kind


def _choices_sheet(workbook: Workbook, framework: Framework | None) -> dict[str, str]:
    """Write the choices as a sheet; return where each list stands, as a formula.

    A list inside the validation itself may not be longer than 255 characters or hold a comma.
    """
    lists: dict[str, list[str | int]] = {"priorities": ["high", "medium", "low"], "yes or no": ["yes", "no"]}
    if framework is not None:
        lists["dimensions"] = [dimension.name for dimension in framework.dimensions]
        lists["levels"] = [level.level for level in framework.levels]
        lists["level names"] = [level.name for level in framework.levels]
    sheet = workbook.create_sheet("Choices")
    longest = max(len(choices) for choices in lists.values())
    padded = [[*choices, *[None] * (longest - len(choices))] for choices in lists.values()]
    put_table(sheet, list(lists), list(zip(*padded, strict=True)), [30] * len(lists))
    return {
        name: f"Choices!${get_column_letter(column)}$2:${get_column_letter(column)}${1 + len(choices)}"
        for column, (name, choices) in enumerate(lists.items(), start=1)
    }


def _offer(sheet: Worksheet, template: tuple[_Column, ...], places: dict[str, str]) -> None:
    for position, column in enumerate(template, start=1):
        if column.choices not in places:
            continue
        validation = DataValidation("list", formula1=places[column.choices], allow_blank=True)
        validation.showErrorMessage = not column.is_open
        validation.errorTitle = column.header
        validation.error = column.meaning
        place = get_column_letter(position)
        validation.add(f"{place}2:{place}{1 + ROWS_WITH_DROP_DOWNS}")
        sheet.add_data_validation(validation)
