"""Distributions by every kind of group, and the level of a ticked checklist."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import SurveyError
from pipeline.metrics.levels import Reading, distributions, level_from_ticks
from pipeline.model import Description, Dimension, Grouping, Indicator
from tests.pipeline.metrics.examples import cube, framework, plain_rows

WORKED = json.loads((Path(__file__).parents[2] / "worked_example.json").read_text())

# Two divisions have a team Kestrel; one person has no division and no role, in team "(no team)".
COUNTS = cube(
    [
        ("North", "Kestrel", "Engineer", "D1", 3, 2),
        ("North", "Kestrel", "Designer", "D1", 1, 1),
        ("North", "Kestrel", "Designer", "D2", None, 3),
        ("South", "Kestrel", "Engineer", "D1", 4, 1),
        ("South", "Kestrel", "Engineer", "D2", 2, 1),
        ("South", "albatross", "Engineer", "D1", None, 2),
        ("South", "albatross", "Engineer", "D2", 2, 2),
        (None, "(no team)", None, "D1", 1, 1),
        (None, "(no team)", None, "D2", None, 1),
    ]
)


def rows_of(kind: str, by_dimension: bool, has_headcount: bool = True) -> list[tuple[object, ...]]:
    grouping = Grouping(kind, by_dimension)  # type: ignore[arg-type]
    rows = plain_rows(distributions(COUNTS, framework(), grouping, "Acme", has_headcount))
    names = ("group", "division", "dimension", "headcount", "assessed", "no_answer")
    return [tuple(row[name] for name in names) + tuple(row["levels"].values()) for row in rows]


def test_whole_frame_of_the_company() -> None:
    expected = pd.DataFrame(
        {
            "group": ["Acme", "Acme"],
            "kind": ["company", "company"],
            "division": [None, None],
            "dimension": ["D1", "D2"],
            "dimension_name": ["Dimension 1", "Dimension 2"],
            "headcount": pd.array([7, 7], dtype="Int64"),
            "assessed": pd.array([5, 3], dtype="Int64"),
            "no_answer": pd.array([2, 4], dtype="Int64"),
            "levels": [{"1": 2, "2": 0, "3": 2, "4": 1}, {"1": 0, "2": 3, "3": 0, "4": 0}],
            "shown": pd.array([True, True], dtype="boolean"),
        }
    ).astype(dict.fromkeys(["group", "kind", "division", "dimension", "dimension_name", "levels"], object))
    found = distributions(COUNTS, framework(), Grouping("company"), "Acme", has_headcount=True)
    pd.testing.assert_frame_equal(found, expected)


def test_a_team_is_its_name_and_its_division_and_names_are_in_order() -> None:
    assert rows_of("team", by_dimension=True) == [
        ("(no team)", None, "D1", 1, 1, 0, 1, 0, 0, 0),
        ("(no team)", None, "D2", 1, 0, 1, 0, 0, 0, 0),
        ("albatross", "South", "D1", 2, 0, 2, 0, 0, 0, 0),
        ("albatross", "South", "D2", 2, 2, 0, 0, 2, 0, 0),
        ("Kestrel", "North", "D1", 3, 3, 0, 1, 0, 2, 0),
        ("Kestrel", "North", "D2", 3, 0, 3, 0, 0, 0, 0),
        ("Kestrel", "South", "D1", 1, 1, 0, 0, 0, 0, 1),
        ("Kestrel", "South", "D2", 1, 1, 0, 0, 1, 0, 0),
    ]


def test_people_without_division_or_role_are_in_no_such_group() -> None:
    assert rows_of("division", by_dimension=False) == [
        ("North", None, None, 6, 3, 3, 1, 0, 2, 0),
        ("South", None, None, 6, 4, 2, 0, 3, 0, 1),
    ]
    assert rows_of("role", by_dimension=False) == [
        ("Designer", None, None, 4, 1, 3, 1, 0, 0, 0),
        ("Engineer", None, None, 8, 6, 2, 0, 3, 2, 1),
    ]


def test_without_a_roster_headcount_is_null() -> None:
    assert rows_of("company", by_dimension=False, has_headcount=False) == [("Acme", None, None, None, 8, 6, 2, 3, 2, 1)]


def test_a_dimension_without_any_row_is_a_row_of_zeros() -> None:
    counts = COUNTS[COUNTS["dimension"] == "D1"]
    found = plain_rows(distributions(counts, framework(), Grouping("company"), "Acme", has_headcount=True))
    assert [(row["dimension"], row["assessed"], row["no_answer"]) for row in found] == [
        ("D1", 5, 2),
        ("D2", 0, 0),
    ]


def test_an_empty_cube_has_no_rows() -> None:
    found = distributions(COUNTS[:0], framework(), Grouping("team"), "Acme", has_headcount=True)
    assert len(found) == 0
    assert list(found.columns) == list(
        distributions(COUNTS, framework(), Grouping("team"), "Acme", has_headcount=True).columns
    )


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("dimension", "D9", "'D9' is not a dimension of framework 'sample'. Known are 'D1', 'D2'."),
        ("level", 0, "0 is not a level of framework 'sample'. Known are 1, 2, 3, 4."),
    ],
)
def test_what_the_framework_does_not_know_is_refused(column: str, value: object, message: str) -> None:
    counts = COUNTS.copy()
    counts.loc[0, column] = value
    with pytest.raises(SurveyError) as refusal:
        distributions(counts, framework(), Grouping("team"), "Acme", has_headcount=True)
    assert str(refusal.value) == message


def test_the_cube_stays_as_it_was() -> None:
    before = COUNTS.copy(deep=True)
    distributions(COUNTS, framework(), Grouping("team"), "Acme", has_headcount=True)
    pd.testing.assert_frame_equal(COUNTS, before)


def checklist(lowest: int = 0) -> Dimension:
    """Two defining indicators and a supporting one per level: ``1a 1b 1s 2a ...``; level 0 has none."""

    def indicators(level: int) -> tuple[Indicator, ...]:
        names = [(f"{level}a", False), (f"{level}b", False), (f"{level}s", True)]
        return tuple(Indicator(name, name, supporting) for name, supporting in names) if level else ()

    levels = tuple(Description(level, f"level {level}", indicators(level)) for level in range(lowest, 5))
    return Dimension("D1", "Dimension 1", levels)


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        ("", Reading(None, is_inconsistent=False)),
        ("1a", Reading(0, is_inconsistent=False)),
        ("1s", Reading(0, is_inconsistent=False)),
        ("1a 1b", Reading(1, is_inconsistent=False)),
        ("1a 1b 2a 2s", Reading(1, is_inconsistent=False)),
        ("1a 1b 3a 3b", Reading(1, is_inconsistent=True)),
        ("4a 4b", Reading(0, is_inconsistent=True)),
        ("1a 1b 2a 2b 3a 3b 4a 4b", Reading(4, is_inconsistent=False)),
    ],
)
def test_level_is_the_highest_with_every_level_up_to_it_met(ticked: str, expected: Reading) -> None:
    assert level_from_ticks(checklist(), frozenset(ticked.split())) == expected


def test_without_level_0_some_ticks_below_level_1_are_no_level() -> None:
    assert level_from_ticks(checklist(lowest=1), {"1a"}) == Reading(None, is_inconsistent=False)
    assert level_from_ticks(checklist(lowest=1), {"2a", "2b"}) == Reading(None, is_inconsistent=True)


def test_tau_is_the_share_of_defining_indicators() -> None:
    assert level_from_ticks(checklist(), {"1a", "2b"}, tau=0.5) == Reading(2, is_inconsistent=False)
    # 0.28 * 25 comes out a little above 7
    many = tuple(Indicator(str(number), "made up") for number in range(25))
    dimension = Dimension("D1", "Dimension 1", (Description(1, "one", many),))
    assert level_from_ticks(dimension, {str(number) for number in range(7)}, tau=0.28).level == 1
    assert level_from_ticks(dimension, {str(number) for number in range(6)}, tau=0.28).level is None


def test_ticking_none_of_these_is_level_0() -> None:
    none = Description(0, "zero", (Indicator("none", "None of these"),))
    dimension = Dimension("D1", "Dimension 1", (none, *checklist().levels[1:]))
    assert level_from_ticks(dimension, {"none"}) == Reading(0, is_inconsistent=False)
    # Nor does leaving it out hold anybody back.
    assert level_from_ticks(dimension, {"1a", "1b"}) == Reading(1, is_inconsistent=False)


def test_a_level_without_defining_indicators_is_passed_over() -> None:
    full = checklist()
    bare = Description(2, "two", (Indicator("2s", "2s", supporting=True),))
    dimension = Dimension("D1", "Dimension 1", (*full.levels[:2], bare, *full.levels[3:]))
    assert level_from_ticks(dimension, {"1a", "1b"}).level == 1
    assert level_from_ticks(dimension, {"1a", "1b", "2s"}).level == 1
    assert level_from_ticks(dimension, {"1a", "1b", "3a", "3b"}) == Reading(3, is_inconsistent=False)


@pytest.mark.parametrize("row", WORKED["guttman"]["rows"])
def test_worked_patterns(row: dict[str, object]) -> None:
    met: dict[str, bool] = row["met"]  # type: ignore[assignment]
    # "1s" so that something is ticked in the pattern that meets no level
    ticked = {f"{level}{letter}" for level, is_met in met.items() if is_met for letter in "ab"} | {"1s"}
    assert level_from_ticks(checklist(), ticked) == Reading(row["level"], row["inconsistent"])  # type: ignore[arg-type]
