"""What lines of targets and roadmaps mean in a cycle, and which mean nothing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.matching.resolve import GroupNames, Unresolved, group_names, resolved_targets, unresolved_needs
from tests.pipeline.matching.small import FROM_0

NAMES = GroupNames({"oven": "Oven", "hob": "Hob"}, {"north": "North"}, {"cook": "Cook"})
TARGET = ("role", "team", "division", "dimension", "level")
NEED = ("project", "team", "division", "dimension", "level", "people")


def written(fields: tuple[str, ...], *rows: tuple[str | None, ...]) -> pd.DataFrame:
    """Lines from row 2 of upload 7 on."""
    lines = [
        {"upload": 7, "row": row, "sheet": "Lines", **dict(zip(fields, texts, strict=True))}
        for row, texts in enumerate(rows, 2)
    ]
    return pd.DataFrame(lines, columns=["upload", "row", "sheet", *fields], dtype=object)


def brief(found: list[Unresolved]) -> list[tuple[int, str, int | None, str | None, str | None]]:
    return [
        (each.upload, each.problem.problem, each.problem.row, each.problem.header, each.problem.value) for each in found
    ]


def test_targets_in_the_cycles_own_spelling() -> None:
    lines = written(
        TARGET,
        ("COOK", " oven ", "north", "soup", "2"),
        (None, "Hob", None, "BREAD-BAKING", "Master"),
        (None, None, None, "bread & baking", "Level 1: Aware"),
    )
    targets, unresolved = resolved_targets(lines, FROM_0, NAMES)
    expected = pd.DataFrame(
        [
            ("Cook", "Oven", "North", "soup", 2),
            (None, "Hob", None, "bread-baking", 3),
            (None, None, None, "bread-baking", 1),
        ],
        columns=list(TARGET),
        dtype=object,
    ).astype({"level": "int64"})
    pd.testing.assert_frame_equal(targets, expected)
    assert unresolved == []


@pytest.mark.parametrize(
    ("line", "problem", "field"),
    [
        ((None, None, None, "Stew", "2"), "unknown_dimension", "dimension"),
        ((None, None, None, "sou", "2"), "unknown_dimension", "dimension"),
        ((None, None, None, "soup", "9"), "unknown_answer", "level"),
        ((None, None, None, "soup", "N/A"), "unknown_answer", "level"),
        ((None, None, None, "soup", "I run a bakery"), "unknown_answer", "level"),
        ((None, "Bar", None, "soup", "2"), "unknown_team", "team"),
        (("Waiter", None, None, "soup", "2"), "unknown_role", "role"),
        ((None, "Oven", "South", "soup", "2"), "unknown_division", "division"),
    ],
)
def test_a_line_that_means_nothing_is_told_and_counts_for_nobody(
    line: tuple[str | None, ...], problem: str, field: str
) -> None:
    targets, unresolved = resolved_targets(written(TARGET, (None, None, None, "soup", "1"), line), FROM_0, NAMES)
    assert targets["level"].tolist() == [1]
    assert brief(unresolved) == [(7, problem, 3, field, line[TARGET.index(field)])]
    assert unresolved[0].problem.sheet == "Lines"


@pytest.mark.parametrize(("impact", "is_told"), [("5", False), ("1.0", False), ("9", True), ("2.5", True), ("x", True)])
def test_an_impact_out_of_range_is_told_and_the_target_holds(impact: str, is_told: bool) -> None:
    lines = written((*TARGET, "impact"), (None, None, None, "soup", "1", impact))
    targets, unresolved = resolved_targets(lines, FROM_0, NAMES)
    assert targets["level"].tolist() == [1]
    assert brief(unresolved) == ([(7, "not_a_number", 2, "impact", impact)] if is_told else [])


@pytest.mark.parametrize(
    ("shared", "is_told"), [("yes", False), ("Ja", False), ("no", False), ("nein", False), ("maybe", True)]
)
def test_what_is_shared_says_yes_or_no(shared: str, is_told: bool) -> None:
    lines = written((*NEED, "shared"), ("Canteen", None, None, "soup", "2", "3", shared))
    expected = [(7, "neither_yes_nor_no", 2, "shared", shared)] if is_told else []
    assert brief(unresolved_needs(lines, FROM_0, NAMES)) == expected


def test_every_fault_of_a_line_is_told() -> None:
    _, unresolved = resolved_targets(written(TARGET, ("Waiter", "Bar", None, "Stew", "9")), FROM_0, NAMES)
    assert [each.problem.problem for each in unresolved] == ["unknown_dimension", "unknown_role", "unknown_team"]


def test_of_two_lines_for_the_same_people_the_later_counts() -> None:
    lines = written(
        TARGET,
        (None, "oven", None, "soup", "1"),
        (None, None, None, "soup", "1"),
        (None, "Oven", None, "Soup", "Able"),
        (None, None, None, "soup", "1"),
    )
    targets, unresolved = resolved_targets(lines, FROM_0, NAMES)
    assert targets[["team", "level"]].to_numpy().tolist() == [["Oven", 2], [None, 1]]
    assert brief(unresolved) == [(7, "duplicate_line", 4, "level", "Able")]


def test_no_line_is_no_target() -> None:
    targets, unresolved = resolved_targets(written(TARGET), FROM_0, NAMES)
    assert (list(targets.columns), len(targets), targets["level"].dtype, unresolved) == (list(TARGET), 0, "int64", [])


def test_needs_that_cannot_be_used() -> None:
    lines = written(
        NEED,
        ("Canteen", "Oven", None, "soup", "2", "3"),
        ("Canteen", None, None, "Soup", "Master", "2.0"),
        ("Canteen", "Bar", None, "soup", "2", "3"),
        ("Canteen", None, None, "stew", "2", "3"),
        ("Canteen", None, None, "soup", "2", "two"),
        ("Canteen", None, None, "soup", "2", "1.5"),
        ("Canteen", None, None, "soup", "2", "\u00b2"),
        ("Canteen", None, None, "soup", "2", "-1"),
    )
    assert brief(unresolved_needs(lines, FROM_0, NAMES)) == [
        (7, "unknown_team", 4, "team", "Bar"),
        (7, "unknown_dimension", 5, "dimension", "stew"),
        (7, "not_a_number", 6, "people", "two"),
        (7, "not_a_number", 7, "people", "1.5"),
        (7, "not_a_number", 8, "people", "\u00b2"),
        (7, "not_a_number", 9, "people", "-1"),
    ]


@pytest.mark.parametrize("field", ["weight", "priority"])
def test_a_weight_of_more_digits_than_can_be_compared_is_a_problem(field: str) -> None:
    fields = [*NEED, field]
    usual = ("Canteen", None, None, "soup", "2", "3")
    told = [(*usual, text) for text in ("123.456", "2.100000000", "1234567", "0.1234567")]
    kind = {"weight": "not_a_number", "priority": "unknown_priority"}[field]
    assert brief(unresolved_needs(written(fields, *told), FROM_0, NAMES)) == [
        (7, kind, 4, field, "1234567"),
        (7, kind, 5, field, "0.1234567"),
    ]


def test_group_names_are_spelled_as_in_the_cube() -> None:
    cube = pd.DataFrame(
        {"team": ["Oven", "Hob", "Oven"], "division": [None, "North", None], "role": ["Head  Cook", None, None]},
        dtype=object,
    )
    assert group_names(cube) == GroupNames(
        {"oven": "Oven", "hob": "Hob"}, {"north": "North"}, {"head cook": "Head  Cook"}, frozenset([("North", "Hob")])
    )


def test_a_team_of_another_division_is_nobody() -> None:
    names = replace(NAMES, divisions={"north": "North", "south": "South"}, places=frozenset([("North", "Hob")]))
    fields = ["project", "weight", "dimension", "level", "people", "team", "division"]
    told = [("Pie", "1", "soup", "2", "1", "Hob", division) for division in ("North", "South", None)]
    found = unresolved_needs(written(fields, *told), FROM_0, names)
    assert brief(found) == [(7, "unknown_team", 3, "team", "Hob")]
    assert "team 'Hob' of the division 'South'" in found[0].problem.message
