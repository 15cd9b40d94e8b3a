"""A roadmap after editing: rows as they would be kept, and cells that are refused."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.matching.edits import ROADMAP_FIELDS, edited_needs
from pipeline.matching.resolve import GroupNames
from tests.pipeline.matching.small import FROM_0

NAMES = GroupNames({"oven": "Oven"}, {}, {"cook": "Cook"})
CANTEEN = ("Canteen", "high", None, "Oven", None, "Soup", "2", "3", "no")
OLD = ("Bakery", "urgent", None, "Gone", None, "Stew", "9", "some", None)
"""A line that nobody would be allowed to write, loaded with problems."""


def needs(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(ROADMAP_FIELDS), dtype=object)


def changed(**fields: str | None) -> tuple[str | None, ...]:
    return tuple({**dict(zip(ROADMAP_FIELDS, CANTEEN, strict=True)), **fields}.values())


def test_rows_are_kept_as_they_stand_on_the_screen() -> None:
    more = changed(priority="2.5", weight="0.5", people="1.0", level="Able", shared="Yes")
    edited = edited_needs(needs(CANTEEN, OLD), needs(more, (None,) * 9, OLD), FROM_0, NAMES)
    pd.testing.assert_frame_equal(edited.lines, needs(more, OLD))
    assert (edited.changes, edited.refusals) == (1, ())


@pytest.mark.parametrize(
    ("rows", "changes"),
    [((CANTEEN, OLD), 0), ((CANTEEN,), 1), ((), 2), ((OLD, CANTEEN), 1), ((CANTEEN, OLD, CANTEEN), 1)],
)
def test_changes_are_rows_that_are_new_changed_or_gone(rows: tuple[tuple[str, ...], ...], changes: int) -> None:
    assert edited_needs(needs(CANTEEN, OLD), needs(*rows), FROM_0, NAMES).changes == changes


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dimension", "stew"),
        ("level", "7"),
        ("level", "N/A"),
        ("people", "0"),
        ("people", "1.5"),
        ("people", "-2"),
        ("people", "two"),
        ("people", "1 0"),
        ("priority", "urgent"),
        ("priority", "0"),
        ("weight", "heavy"),
        ("weight", "-1"),
        ("weight", "nan"),
        ("team", "Bar"),
        ("division", "South"),
        ("shared", "perhaps"),
    ],
)
def test_what_cannot_be_is_refused_at_its_cell(field: str, value: str) -> None:
    edited = edited_needs(needs(OLD), needs(OLD, changed(**{field: value})), FROM_0, NAMES)
    [refusal] = edited.refusals
    assert (refusal.row, refusal.name, refusal.column, refusal.value) == (2, "Canteen", field, value)
    assert repr(value) in refusal.message


def test_what_is_missing_is_refused_at_its_cell() -> None:
    edited = edited_needs(needs(), needs((None, "high", *[None] * 7)), FROM_0, NAMES)
    assert [(r.row, r.name, r.column) for r in edited.refusals] == [
        (1, "new row", field) for field in ("project", "dimension", "level", "people")
    ]


def test_while_nobody_is_known_a_team_may_have_any_name() -> None:
    assert edited_needs(needs(), needs(changed(team="Bar")), FROM_0, GroupNames({}, {}, {})).refusals == ()
