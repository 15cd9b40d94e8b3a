"""Rosters, targets and roadmaps by their headers; a survey is never taken for one of them."""

from __future__ import annotations

from itertools import permutations
from typing import cast

import pandas as pd
import pytest

from pipeline.errors import ExportError
from pipeline.exports.sheet import sheets
from pipeline.frameworks.loader import shipped
from pipeline.matching.reference import ReferenceKind, ReferenceTable, recognised, reference_table
from pipeline.model import Sheet
from tests.helpers import ROOT
from tests.pipeline.exports.files import brief, sheet_of
from tests.pipeline.matching.small import FROM_0

KNOWN = [FROM_0, *shipped()]
EXPORTS = ROOT.parent / "shared" / "exports"


def table(kind: ReferenceKind, *rows: tuple[str | None, ...]) -> ReferenceTable:
    return reference_table([sheet_of(*rows)], kind, "file.csv")


def lines(found: ReferenceTable) -> list[dict[str, object]]:
    """Lines as dicts, without the fields that are blank."""
    return [
        {str(field): value for field, value in line.items() if value is not None}
        for line in found.lines.to_dict("records")
    ]


def test_a_roster_in_every_order_of_its_columns() -> None:
    written = {"Person": "Ada@K.example", "Team": " Oven", "Role": "cook", "Shoe size": "41"}
    for order in permutations(written):
        found = table("roster", order, tuple(written[header] for header in order))
        assert lines(found) == [{"row": 2, "person": "Ada@K.example", "team": "Oven", "role": "cook"}]
        assert {field: order[column - 1] for field, column in found.columns.items()} == {
            "person": "Person",
            "team": "Team",
            "role": "Role",
        }


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (("E-Mail", "Abteilung", "Rolle"), ("person", "team", "role")),
        (("Correo electrónico", "Equipo", "Puesto"), ("person", "team", "role")),
        (("Matricule", "Équipe", "Poste"), ("person", "team", "role")),
        (("person (e-mail or id)", "Department", "Squad"), ("person", "division", "team")),
        (("Name", "Email address", "Line manager"), ("name", "person", "manager")),
        (("ID", "Name", "E-mail"), (None, "name", "person")),
        (("Employee", "Employee ID", "Location"), ("name", "person", "location")),
        (("Employee ID", "E-mail", "Team"), ("other", "person", "team")),
        (("Person", "E-mail", "Team"), ("person", "other", "team")),
        (("Personal notes", "Employee ID", "Team"), (None, "person", "team")),
        (("Team", "Email", "Team"), ("team", "person", None)),
    ],
)
def test_roster_columns_by_other_names(headers: tuple[str, ...], fields: tuple[str | None, ...]) -> None:
    found = table("roster", headers, ("x", "y", "z"))
    assert found.columns == {field: column for column, field in enumerate(fields, 1) if field}


def test_targets_and_roadmap_by_other_names() -> None:
    targets = table("targets", ("Skill", "Required level", "Role", "Squad"), ("Soup", "2", "cook", "Oven"))
    assert lines(targets) == [{"row": 2, "dimension": "Soup", "level": "2", "role": "cook", "team": "Oven"}]
    roadmap = table(
        "roadmap",
        ("Prio", "Headcount", "Initiative", "Competency", "Min level", "Shared?"),
        ("high", "2", "Canteen", "Soup", "3", "yes"),
    )
    assert lines(roadmap) == [
        {
            "row": 2,
            "project": "Canteen",
            "priority": "high",
            "dimension": "Soup",
            "level": "3",
            "people": "2",
            "shared": "yes",
        }
    ]


def test_headers_may_stand_below_title_rows_that_sound_like_them() -> None:
    found = table(
        "roster",
        ("Staff", None, None),
        ("as of March", None, None),
        (None, None, None),
        ("Team", "Email", "Role"),
        ("Oven", "a@k.example", "cook"),
    )
    assert (found.header_row, found.columns) == (4, {"team": 1, "person": 2, "role": 3})
    assert lines(found) == [{"row": 5, "person": "a@k.example", "team": "Oven", "role": "cook"}]


def test_blank_lines_are_no_lines_and_lines_without_what_is_needed_are_left_out() -> None:
    found = table(
        "targets",
        ("dimension", "level", "role"),
        ("Soup", "2", None),
        (None, None, None),
        (" ", None, ""),
        (None, "2", "cook"),
        ("Soup", None, "cook"),
        ("Soup", "3", "cook"),
    )
    assert found.rows == 4
    assert [(line["row"], line["level"]) for line in lines(found)] == [(2, "2"), (7, "3")]
    assert brief(found.problems) == [
        ("missing_value", 5, "A", "dimension", None),
        ("missing_value", 6, "B", "level", None),
    ]


def test_a_person_who_stands_twice_counts_by_the_later_line() -> None:
    rows = [("a@k.example", "Oven"), ("b@k.example", "Oven"), (" A@K.example", "Hob"), (None, "Hob")]
    found = table("roster", ("person", "team"), *rows)
    assert [(line["person"], line["team"]) for line in lines(found)] == [
        ("b@k.example", "Oven"),
        ("A@K.example", "Hob"),
    ]
    assert brief(found.problems) == [
        ("missing_value", 5, "A", "person", None),
        ("duplicate_line", 2, "A", "person", "a@k.example"),
    ]
    assert found.rows == 4


@pytest.mark.parametrize(
    ("kind", "rows", "told"),
    [
        ("roster", [("team", "role"), ("Oven", "cook")], "person"),
        ("targets", [("dimension", "role"), ("Soup", "cook")], "dimension, level"),
        ("roadmap", [("project", "dimension", "level"), ("Canteen", "Soup", "2")], "people"),
        ("roster", [("person", "team")], "no line under them"),
        ("roster", [("person", "team"), (None, " ")], "no line under them"),
    ],
)
def test_a_file_without_what_its_kind_needs_is_refused(
    kind: str, rows: list[tuple[str | None, ...]], told: str
) -> None:
    with pytest.raises(ExportError, match="file.csv") as caught:
        table(cast(ReferenceKind, kind), *rows)
    assert told in caught.value.title
    assert caught.value.detail


def test_of_several_sheets_the_one_with_the_headers_is_read() -> None:
    notes = sheet_of(("Read me", None), ("Fill in the other sheet", None), name="Notes")
    roster = sheet_of(("person", "team"), ("a@k.example", "Oven"), name="Roster")
    assert reference_table([notes, roster], "roster", "file.xlsx").sheet is roster
    with pytest.raises(ExportError):
        reference_table([notes, roster], "roster", "file.xlsx", asked="Notes")


REFERENCES: list[tuple[ReferenceKind, tuple[str, ...]]] = [
    ("roster", ("person", "name", "team", "division", "role", "location", "manager")),
    ("roster", ("E-Mail", "Vorname", "Nachname", "Abteilung")),
    ("roster", ("Email", "First name", "Last name", "Team", "Start date", "Cost centre")),
    ("targets", ("role", "team", "division", "dimension", "level", "impact")),
    ("targets", ("Rol", "Competencia", "Nivel")),
    ("targets", ("Rolle", "Kompetenz", "Stufe")),
    ("roadmap", ("project", "priority", "weight", "team", "division", "dimension", "level", "people", "shared")),
    ("roadmap", ("Projekt", "Skill", "Niveau", "Anzahl")),
]


@pytest.mark.parametrize(("kind", "headers"), REFERENCES)
def test_references_are_recognised(kind: ReferenceKind, headers: tuple[str, ...]) -> None:
    rows = [headers, tuple("x" for _ in headers)]
    assert recognised([sheet_of(*rows)], KNOWN) == kind
    notes = sheet_of(("What this is for",), ("Fill in the next sheet",), name="Notes")
    assert recognised([notes, sheet_of(*rows, name="Lines")], KNOWN) == kind


SURVEYS = [
    ("Timestamp", "Email Address", "Which team are you in?", "Soup"),
    ("Email", "Team", "Role", "Bread & Baking"),
    ("Name", "Team", "How good are you at soup?", "bread and baking"),
    ("email", "dimension", "level", "team"),
    ("Employee", "Team", "Skill", "Level"),
    ("Personalnummer", "Team", "Kompetenz", "Stufe"),
    ("User", "Skill", "Level"),
    ("Team", "Soup", "Bread & Baking"),
]


@pytest.mark.parametrize("headers", SURVEYS)
def test_surveys_are_no_references(headers: tuple[str, ...]) -> None:
    rows = [headers, *[tuple(f"{cell}{row}" for cell in headers) for row in range(3)]]
    assert recognised([sheet_of(*rows)], KNOWN) is None


SIDE_BY_SIDE = [("Bread & Baking", "2", "3", None), ("Soup", "1", "0", "2")]


@pytest.mark.parametrize(
    "headers", [("Skill", "Target", "Ada Grey", "Bo"), ("Fähigkeit", "Level", "a@k.example", "b@k")]
)
@pytest.mark.parametrize("shift", range(3))
def test_people_side_by_side_beside_a_target_are_no_targets(headers: tuple[str, ...], shift: int) -> None:
    lines = [(line[0], *line[1 + shift :], *line[1 : 1 + shift]) for line in (headers, *SIDE_BY_SIDE)]
    assert recognised([sheet_of(*lines)], KNOWN) is None


@pytest.mark.parametrize(
    "headers",
    [
        ("Skill", "Target", "Current level", "Gap"),
        ("Skill", "Soll", "Ist 2025", "Ø Team (avg)"),
        ("Skill", "Target", "Role", "Step"),
        ("Skill", "Target", "Remark", "Course"),
    ],
)
def test_targets_may_have_figures_and_remarks_beside_them(headers: tuple[str, ...]) -> None:
    words = {"Remark": "now or never", "Course": "Baking for all"}
    lines = [tuple(words.get(text, cell) for text, cell in zip(headers, line, strict=True)) for line in SIDE_BY_SIDE]
    assert recognised([sheet_of(headers, *lines)], KNOWN) == "targets"


@pytest.mark.parametrize("time", ["3/1/2026 9:15:02", "2026-03-01 09:15", "2026/03/01 9:15:02 AM GMT+1", "46085.5"])
def test_a_survey_of_unknown_questions_is_no_roster(time: str) -> None:
    headers = ("Zeitstempel", "Email", "Team", "Role", "Juggling")
    assert recognised([sheet_of(headers, (time, "a@k.example", "Oven", "cook", "3"))], KNOWN) is None


def test_a_roster_may_hold_dates() -> None:
    rows = [("Email", "Team", "Start date"), ("a@k.example", "Oven", "2024-03-01")]
    assert recognised([sheet_of(*rows)], KNOWN) == "roster"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("roster_2025.csv", "roster"),
        ("roster_2026.csv", "roster"),
        ("targets_2025.csv", "targets"),
        ("targets_2026.xlsx", "targets"),
        ("roadmap_2025.csv", "roadmap"),
        ("roadmap_2026.xlsx", "roadmap"),
        ("survey_2025.csv", None),
        ("survey_2026.xlsx", None),
        ("matrix_2026.xlsx", None),
    ],
)
def test_the_sample_files_are_what_they_are(name: str, kind: ReferenceKind | None) -> None:
    assert recognised(sheets(ROOT / "sample_data" / name, name), KNOWN) == kind


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the collection of real exports is not here")
def test_no_real_export_is_taken_for_a_reference() -> None:
    taken = {path.name: recognised(sheets(path, path.name), KNOWN) for path in sorted(EXPORTS.iterdir())}
    assert {name: kind for name, kind in taken.items() if kind} == {}


def test_reading_changes_no_sheet() -> None:
    sheet = sheet_of(("person", "team"), ("a@k.example", " Oven "))
    before = Sheet(sheet.name, sheet.cells)
    reference_table([sheet], "roster", "file.csv")
    assert sheet.cells.equals(before.cells)
    assert isinstance(table("roster", ("person",), ("a@k.example",)).lines, pd.DataFrame)
