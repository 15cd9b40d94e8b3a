"""What targets amount to: counted by hand, and nobody lost between lines."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics.target_audit import audited, without_target
from pipeline.metrics.targets import with_targets
from tests.pipeline.metrics.examples import cube, framework, plain_rows, targets
from tests.pipeline.metrics.test_gaps_properties import cubes

FRAMEWORK = framework(dimensions=2, lowest=0)
KESTREL, HERON = ("North", "Kestrel"), ("South", "Heron")
# Engineers of Kestrel at 1, 2 and silent; a designer of Kestrel at 2; two engineers of Heron at 4, one writer silent.
COUNTS = cube(
    [
        (*KESTREL, "Engineer", "D1", 1, 1),
        (*KESTREL, "Engineer", "D1", 2, 1),
        (*KESTREL, "Engineer", "D1", None, 1),
        (*KESTREL, "Designer", "D1", 2, 1),
        (*HERON, "Engineer", "D1", 4, 2),
        (*HERON, "Writer", "D1", None, 1),
        (*KESTREL, "Engineer", "D2", 0, 3),
        (*KESTREL, "Designer", "D2", 0, 1),
        (*HERON, "Engineer", "D2", 0, 2),
        (*HERON, "Writer", "D2", None, 1),
    ]
)
LINES = targets(
    [
        (None, None, None, "D1", 2),  # the designer, and the writer who says nothing
        ("Engineer", None, None, "D1", 3),  # none of Kestrel's three; both of Heron's stand behind the next line
        ("Engineer", "Heron", None, "D1", 4),
        ("Writer", None, None, "D1", 1),
        (None, None, "South", "D1", 1),  # everybody in South has a line that names the role
        ("Engineer", None, None, "D2", 0),
    ]
)


def test_by_hand() -> None:
    found = audited(COUNTS, LINES)
    pd.testing.assert_frame_equal(found[LINES.columns.tolist()], LINES)
    assert [(row["people"], row["assessed"], row["reached"], row["finding"]) for row in plain_rows(found)] == [
        (1, 1, 1, "everybody_reaches"),
        (3, 2, 0, "nobody_reaches"),
        (2, 2, 2, "everybody_reaches"),
        (1, 0, 0, "nobody_answered"),
        (0, 0, 0, "holds_for_nobody"),
        (5, 5, 5, "everybody_reaches"),  # level 0 is reached by whoever answers
    ]


def test_a_target_that_some_reach_does_not_stand_out() -> None:
    [row] = plain_rows(audited(COUNTS, targets([("Engineer", "Kestrel", None, "D1", 2)])))
    assert (row["assessed"], row["reached"], row["finding"]) == (2, 1, None)


def test_who_has_no_target_in_any_dimension() -> None:
    lines = targets([("Engineer", None, "North", "D1", 2), (None, "Heron", None, "D2", 1)])
    nameless = cube([(*KESTREL, None, dimension, 1, 4) for dimension in ("D1", "D2")])
    found = without_target(pd.concat([COUNTS, nameless], ignore_index=True), lines)
    assert plain_rows(found) == [
        {"role": "Designer", "people": 1, "without": 1},  # the engineers have one in D1, all of Heron in D2
        {"role": None, "people": 4, "without": 4},
    ]
    assert without_target(COUNTS, targets([(None, None, None, "D1", 2)])).empty


@given(
    counts=cubes,
    engineers=st.integers(0, 4),
    heron=st.one_of(st.none(), st.integers(0, 4)),
)
@settings(max_examples=25)
def test_every_person_with_a_target_is_at_one_line(counts: pd.DataFrame, engineers: int, heron: int | None) -> None:
    rows = [("Engineer", None, None, "D1", engineers), (None, None, "North", "D2", 2)]
    lines = targets(rows + ([] if heron is None else [(None, "Heron", None, "D1", heron)]))
    found = audited(counts, lines)
    aimed = with_targets(counts, lines, FRAMEWORK)
    aimed = aimed[aimed["target"].notna()]
    answered = aimed[aimed["level"].notna()]
    assert found["people"].sum() == aimed["people"].sum()
    assert found["assessed"].sum() == answered["people"].sum()
    assert found["reached"].sum() == answered.loc[answered["level"] >= answered["target"], "people"].sum()
