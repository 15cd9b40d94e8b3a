"""A rubric or a survey's export is refused where a roster, targets or a roadmap is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ExportError
from pipeline.exports.sheet import sheets
from pipeline.frameworks.loader import shipped
from pipeline.frameworks.questionnaire import Invited, write_questionnaire
from pipeline.frameworks.templates import TemplateKind, write_template
from pipeline.frameworks.workbook import write_framework
from pipeline.matching.mistaken import require_no_rubric, require_no_survey
from tests.pipeline.exports.files import sheet_of
from tests.pipeline.matching.small import FROM_0

KNOWN = [FROM_0, *shipped()]
KINDS: tuple[TemplateKind, ...] = ("roster", "targets", "roadmap")
FORM = [
    ("Timestamp", "Email Address", "Team", "Soup"),
    ("3/14/2026 10:00:00", "ada@n.example", "Oven", "2"),
    ("3/14/2026 11:00:00", "bo@n.example", "Oven", "1"),
]
PLAIN = [("person", "team", "Soup"), ("ada@n.example", "Oven", "2")]
LONG = [("person", "team", "skill", "level"), ("ada@n.example", "Oven", "Soup", "2")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_rubric_is_named_as_one(kind: TemplateKind, tmp_path: Path) -> None:
    write_framework(FROM_0, tmp_path / "rubric.xlsx")
    with pytest.raises(ExportError, match=r"'rubric.xlsx' is a rubric.*no " + kind) as refused:
        require_no_rubric(sheets(tmp_path / "rubric.xlsx", "rubric.xlsx"), kind, "rubric.xlsx")
    assert "Setup > Framework" in refused.value.detail


def test_targets_beside_a_rubric_are_targets() -> None:
    rubric = sheet_of(("dimension", "level", "level name", "statement"), ("Soup", "1", "Aware", "I can"), name="rubric")
    targets = sheet_of(("role", "dimension", "level"), ("cook", "Soup", "2"), name="targets")
    require_no_rubric([targets, rubric], "targets", "file.xlsx")
    with pytest.raises(ExportError):
        require_no_rubric([rubric, targets], "targets", "file.xlsx")


DESCRIBED = [(name, level, f"I {level} {name}") for name in ("Soup", "Bread & Baking") for level in ("Aware", "Able")]


@pytest.mark.parametrize("header", ["Description", "Statement", "Beschreibung", "Descripción"])
def test_levels_with_a_description_each_are_a_rubric(header: str) -> None:
    with pytest.raises(ExportError, match="is a rubric"):
        require_no_rubric([sheet_of(("Dimension", "Level", header), *DESCRIBED)], "targets", "file.csv")


@pytest.mark.parametrize(
    "rows",
    [
        [("Dimension", "Level", "Description"), ("Soup", "2", "for all"), ("Bread & Baking", "1", "for all")],
        [("Dimension", "Level", "Reason"), *DESCRIBED],
        [("Role", "Dimension", "Level", "Description"), *(("cook", *line) for line in DESCRIBED)],
    ],
)
def test_targets_with_a_description_are_targets(rows: list[tuple[str, ...]]) -> None:
    require_no_rubric([sheet_of(*rows)], "targets", "file.csv")


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_neither(kind: TemplateKind, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(kind, path, FROM_0)
    require_no_rubric(sheets(path, path.name), kind, path.name)
    require_no_survey(sheets(path, path.name), kind, path.name, KNOWN)


@pytest.mark.parametrize("rows", [FORM, PLAIN, LONG])
def test_the_export_of_a_survey_is_no_roster(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(ExportError, match="is the export of a survey and no roster file"):
        require_no_survey([sheet_of(*rows)], "roster", "survey.csv", KNOWN)


def test_people_beside_a_target_are_no_targets_unless_somebody_insists() -> None:
    matrix = sheet_of(("Skill", "Target", "Ada", "Bo"), ("Soup", "2", "1", "3"), ("Bread & Baking", "2", "0", None))
    with pytest.raises(ExportError, match="it has columns of answers"):
        require_no_survey([matrix], "targets", "matrix.csv", KNOWN)
    require_no_survey([matrix], "targets", "matrix.csv", KNOWN, is_insisted=True)


def test_answers_by_person_and_skill_are_no_targets() -> None:
    with pytest.raises(ExportError, match="is the export of a survey and no targets file"):
        require_no_survey([sheet_of(*LONG)], "targets", "survey.csv", KNOWN)


def test_a_filled_questionnaire_is_no_roster(tmp_path: Path) -> None:
    path = tmp_path / "q.xlsx"
    write_questionnaire(FROM_0, path, people=[Invited("ada@n.example", "Ada")])
    for is_insisted in (False, True):
        with pytest.raises(ExportError, match="the marks of 'questionnaire'"):
            require_no_survey(sheets(path, path.name), "roster", path.name, KNOWN, is_insisted)


def test_who_insists_has_a_plain_table_read_and_no_marked_one() -> None:
    require_no_survey([sheet_of(*PLAIN)], "roster", "plain.csv", KNOWN, is_insisted=True)
    with pytest.raises(ExportError, match="'google-forms' and has columns of answers"):
        require_no_survey([sheet_of(*FORM)], "roster", "form.csv", KNOWN, is_insisted=True)
