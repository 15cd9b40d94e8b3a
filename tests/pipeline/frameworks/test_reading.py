"""Readings: kept with a framework, refused where they do not fit, and carried through a rubric spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RubricError
from pipeline.framework_reading import Phase
from pipeline.frameworks.loader import from_json, shipped, to_json
from pipeline.frameworks.workbook import framework_from_rows, write_framework
from pipeline.library import fixed_framework_text, framework_of, imported_framework
from pipeline.model import Json
from pipeline.settings import opened_home
from tests.contract.shell import xlsx_file
from tests.pipeline.frameworks.test_workbook import rows_of

SHIPPED = {framework.id: framework for framework in shipped()}
T, ROLE, PILLARS = SHIPPED["t-shaped"], SHIPPED["ml-engineer"], SHIPPED["four-pillars"]


def test_every_framework_comes_back_from_its_json_with_its_reading() -> None:
    for framework in shipped():
        assert from_json(to_json(framework)) == framework
        assert ("reading" in fixed_framework_text(framework)) == (framework.reading is not None)


def test_a_definition_from_before_there_were_readings_loads_without_one() -> None:
    kept = {key: part for key, part in to_json(T).items() if key != "reading"}
    assert from_json(kept).reading is None


def test_every_indicator_of_the_role_belongs_to_one_phase() -> None:
    assert ROLE.reading is not None
    in_phases = [indicator for phase in ROLE.reading.phases for indicator in phase.indicators]
    asked = [indicator.id for dimension in ROLE.dimensions for indicator in dimension.indicators]
    assert sorted(in_phases) == sorted(asked)


def test_profiles_say_targets_and_impacts_of_the_three_roles() -> None:
    assert T.reading is not None
    assert [each.name for each in T.reading.profiles] == [
        "Junior ML engineer", "ML infrastructure engineer", "AI engineering lead"
    ]  # fmt: skip
    lead = T.reading.profiles[2]
    assert (lead.targets["ai-engineering-leadership"], lead.impacts["ai-engineering-leadership"]) == (4, 5)
    assert "ml-infrastructure" not in lead.targets


def expecting(level: int, impact: int) -> Json:
    goals = [{"dimension": T.dimensions[0].id, "level": level, "impact": impact}]
    return {"profiles": [{"id": "a", "name": "A", "goals": goals}]}


def broken(framework: Json, **parts: Any) -> Json:
    return {**framework, "reading": {**framework["reading"], **parts}}


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"bar": ["nowhere"]}, "names the dimension 'nowhere'"),
        ({"bar": []}, "a T needs dimensions in its bar, and others as its stem"),
        ({"bar": [each.id for each in T.dimensions]}, "a T needs dimensions in its bar, and others as its stem"),
        ({"kind": "phases"}, "no phase to read by"),
        ({"kind": "other"}, "reading.kind"),
        ({"phases": [{"id": "a", "name": "A", "indicators": ["no-such"]}]}, "the indicator 'no-such'"),
        ({"phases": [{"id": n, "name": n, "indicators": ["ops-1-list"]} for n in "ab"]}, "'ops-1-list' stands twice"),
        (expecting(level=9, impact=1), "profile 'A' expects level 9"),
        (expecting(level=1, impact=6), "less than or equal to 5"),
    ],
)
def test_a_reading_that_does_not_fit_is_refused(parts: Json, told: str) -> None:
    with pytest.raises(RubricError, match=told):
        from_json(broken(to_json(T), **parts))


def exported(framework: Any, folder: Path) -> list[list[str | None]]:
    write_framework(framework, folder / "rubric.xlsx")
    return rows_of(folder / "rubric.xlsx")


def test_a_company_adds_an_area_to_the_stem_and_the_next_version_keeps_the_profiles(tmp_path: Path) -> None:
    rows = exported(T, tmp_path)
    header = rows[0]
    for level in range(5):
        line: list[str | None] = [None] * len(header)
        for column, text in {
            "dimension": "Robot control",
            "level": str(level),
            "statement": f"Robots, step {level}.",
            "part": "stem",
        }.items():
            line[header.index(column)] = text
        rows.append(line)
    home = opened_home(tmp_path / "home")
    imported_framework(home, xlsx_file(tmp_path / "t-shaped.xlsx", rows), "t-shaped.xlsx")
    found = framework_of(home, "t-shaped")
    assert T.reading is not None
    assert found.version == 2
    assert found.reading == T.reading
    assert "robot-control" not in T.reading.bar
    assert [each.id for each in found.dimensions][-1] == "robot-control"


def test_a_dimension_that_goes_takes_its_goals_along(tmp_path: Path) -> None:
    rows = [row for row in exported(T, tmp_path) if row[0] != "Domain knowledge for AI"]
    found = framework_from_rows(rows, "t-shaped", "T", 2, T.reading).reading
    assert found is not None
    assert "domain-knowledge-ai" not in found.bar
    assert [len(each.goals) for each in found.profiles] == [6, 6, 8]


def test_parts_and_phases_make_a_reading_of_a_new_framework(tmp_path: Path) -> None:
    t = framework_from_rows(exported(T, tmp_path), "ours", "Ours", 1).reading
    assert t is not None
    assert T.reading is not None
    assert (t.kind, t.bar, t.profiles) == ("t-shape", T.reading.bar, ())
    role = framework_from_rows(exported(ROLE, tmp_path), "ours", "Ours", 1).reading
    assert role is not None
    assert ROLE.reading is not None
    # by first appearance in the rubric, in the rubric's order
    assert {each.name: set(each.indicators) for each in role.phases} == {
        each.name: set(each.indicators) for each in ROLE.reading.phases
    }
    assert role.phases[0].id == "foundations"
    assert framework_from_rows(exported(PILLARS, tmp_path), "ours", "Ours", 1).reading is None


def test_an_indicator_moves_to_another_phase(tmp_path: Path) -> None:
    rows = exported(ROLE, tmp_path)
    phase, id = rows[0].index("phase"), rows[0].index("indicator_id")
    for row in rows[1:]:
        if row[id] == "rcl-1-use":
            row[phase] = "Cloud first"
    found = framework_from_rows(rows, "ml-engineer", "Role", 2, ROLE.reading).reading
    assert found is not None
    assert found.phases[-1] == Phase("cloud-first", "Cloud first", ("rcl-1-use",))
    assert [each.id for each in found.phases][:4] == [each.id for each in (ROLE.reading.phases if ROLE.reading else ())]
    assert found.sections == (ROLE.reading.sections if ROLE.reading else ())


def test_a_phase_that_no_indicator_belongs_to_any_more_goes(tmp_path: Path) -> None:
    rows = exported(ROLE, tmp_path)
    phase = rows[0].index("phase")
    for row in rows[1:]:
        row[phase] = "ML theory and practice" if row[phase] == "Foundations" else row[phase]
    found = framework_from_rows(rows, "ml-engineer", "Role", 2, ROLE.reading).reading
    assert found is not None
    assert [each.id for each in found.phases] == [
        "theory-and-practice", "software-engineering", "deployment-and-production"
    ]  # fmt: skip
    assert found.phases[0].indicators[:2] == ("mat-1-describe", "mat-1-vectors")


def test_a_part_that_is_neither_and_parts_beside_phases_are_refused(tmp_path: Path) -> None:
    rows = exported(T, tmp_path)
    rows[1][rows[0].index("part")] = "arm"
    with pytest.raises(RubricError, match="'arm' is neither bar nor stem"):
        framework_from_rows(rows, "t", "T", 1)
    both = exported(T, tmp_path)
    both[0].append("phase")
    both[5].append("Begin")
    with pytest.raises(RubricError, match="parts of a T, or phases"):
        framework_from_rows(both, "t", "T", 1)
