"""Targets as a grid: what it shows, what holds, and that an edit changes what it shows and no more."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.matching.edits import Refusal
from pipeline.matching.resolve import GroupNames, resolved_targets
from pipeline.matching.target_grid import EVERYBODY, NAME, GridKind, edited_targets, target_grid
from tests.pipeline.matching.small import FROM_0

FIELDS = ["role", "team", "division", "dimension", "level", "impact"]
NAMES = GroupNames({"oven": "Oven", "hob": "Hob"}, {"north": "North"}, {"cook": "Cook", "waiter": "Waiter"})
NOBODY = GroupNames({}, {}, {})
BREAD, SOUP = "bread-baking", "soup"
LINES = (
    ("COOK", None, None, "Bread & Baking", "able", "4"),
    (None, None, None, SOUP, "1", None),
    (None, "Hob", None, SOUP, "3", "5"),
    (None, None, "North", SOUP, "2", None),
    ("Cook", "Oven", None, SOUP, "3", None),
    ("Waiter", None, None, "Stew", "2", None),
    ("Cook", None, None, SOUP, "seven", None),
)


def lines_of(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=FIELDS, dtype=object)


def grid_of(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[NAME, BREAD, SOUP], dtype="str")


def texts(rows: pd.DataFrame) -> list[list[str | None]]:
    return rows.astype(object).where(rows.notna(), None).to_numpy().tolist()


def test_a_grid_of_roles_shows_levels_what_holds_and_what_it_leaves_out() -> None:
    grid = target_grid(lines_of(*LINES), FROM_0, NAMES, "role")
    assert texts(grid.rows) == [
        [EVERYBODY, None, "1 - Aware"],
        ["Cook", "2 - Able", None],
        ["Waiter", None, None],
    ]
    assert texts(grid.applying) == [
        [EVERYBODY, "no target", "1 - Aware"],
        ["Cook", "2 - Able", "by division"],
        ["Waiter", "no target", "by division"],
    ]
    assert grid.hidden == {"division": 1, "role and team": 1, "unusable": 2}


def test_a_grid_of_teams_says_where_roles_decide() -> None:
    grid = target_grid(lines_of(*LINES[:3]), FROM_0, NAMES, "team")
    assert texts(grid.rows) == [[EVERYBODY, None, "1 - Aware"], ["Hob", None, "3 - Master"], ["Oven", None, None]]
    assert texts(grid.applying)[1:] == [["Hob", "by role", "3 - Master"], ["Oven", "by role", "1 - Aware (everybody)"]]
    assert grid.hidden == {}


def test_without_any_line_the_assumed_target_holds() -> None:
    grid = target_grid(lines_of(), FROM_0, NAMES, "role")
    assert {text for row in texts(grid.applying) for text in row[1:]} == {"2 - Able (assumed)"}


@pytest.mark.parametrize("kind", ["role", "team"])
def test_a_grid_that_nobody_touched_changes_nothing(kind: GridKind) -> None:
    lines = lines_of(*LINES)
    edited = edited_targets(lines, target_grid(lines, FROM_0, NAMES, kind).rows, FROM_0, NAMES, kind)
    pd.testing.assert_frame_equal(edited.lines, lines)
    assert (edited.changes, edited.refusals) == (0, ())


def test_an_edit_touches_the_lines_of_changed_cells_only() -> None:
    written = grid_of((EVERYBODY, "Aware", None), ("Cook", "3", None), ("Waiter", None, "0"))
    edited = edited_targets(lines_of(*LINES), written, FROM_0, NAMES, "role")
    assert edited.refusals == ()
    assert edited.changes == 4
    assert (
        texts(edited.lines)
        == [
            ["COOK", None, None, "Bread & Baking", "3", "4"],  # changed, with its impact
            *map(list, LINES[2:]),  # the line of everybody is gone
            [None, None, None, "Bread & Baking", "1", None],
            ["Waiter", None, None, "Soup", "0", None],
        ]
    )


def test_of_two_lines_for_a_cell_the_later_is_the_one_that_is_changed() -> None:
    lines = lines_of(("Cook", None, None, SOUP, "1", "2"), ("Cook", None, None, SOUP, "2", "3"))
    written = grid_of((EVERYBODY, None, None), ("Cook", None, "3"), ("Waiter", None, None))
    edited = edited_targets(lines, written, FROM_0, NAMES, "role")
    assert texts(edited.lines) == [["Cook", None, None, SOUP, "3", "3"]]


def test_what_cannot_be_is_refused_at_its_cell_and_nothing_is_changed() -> None:
    written = grid_of(
        (EVERYBODY, "7", "2"),
        ("Cook", "fairly able", "N/A"),
        ("Waiter", None, None),
        ("Baker", "2", None),
        (None, "1", None),
        (" cook", None, None),
        (None, None, None),
    )
    edited = edited_targets(lines_of(*LINES), written, FROM_0, NAMES, "role")
    assert [(r.row, r.name, r.column, r.value) for r in edited.refusals] == [
        (1, EVERYBODY, "Bread & Baking", "7"),
        (2, "Cook", "Bread & Baking", "fairly able"),
        (2, "Cook", "Soup", "N/A"),
        (4, "Baker", "role", "Baker"),
        (5, "new row", "role", ""),
        (6, "cook", "role", "cook"),
    ]
    assert edited.refusals[0] == Refusal(
        1,
        EVERYBODY,
        "Bread & Baking",
        "7",
        "'7' is no level of the framework; it has 0 Not yet, 1 Aware, 2 Able, 3 Master.",
    )
    pd.testing.assert_frame_equal(edited.lines, lines_of(*LINES))


def test_while_nobody_is_known_a_new_role_may_have_any_name() -> None:
    written = grid_of((EVERYBODY, None, None), ("Baker", "2", None))
    edited = edited_targets(lines_of(), written, FROM_0, NOBODY, "role")
    assert texts(edited.lines) == [["Baker", None, None, "Bread & Baking", "2", None]]
    assert texts(target_grid(edited.lines, FROM_0, NOBODY, "role").rows)[1:] == [["Baker", "2 - Able", None]]


cells = st.sampled_from([None, "0", "1", "Able", "3 - Master"])
group = st.sampled_from([None, "Cook", "waiter"])
line = st.tuples(
    group,
    st.sampled_from([None, None, "Oven"]),
    st.sampled_from([None, None, "North"]),
    st.sampled_from([SOUP, "Bread & Baking", "stew"]),
    st.sampled_from(["0", "1", "2", "9"]),
    st.sampled_from([None, "4"]),
)


@given(st.lists(line, max_size=8), st.lists(st.tuples(cells, cells), min_size=3, max_size=3))
def test_after_an_edit_the_grid_shows_what_was_written_and_other_lines_mean_what_they_meant(
    rows: list[tuple[str | None, ...]], written: list[tuple[str | None, str | None]]
) -> None:
    before = lines_of(*rows)
    names = [EVERYBODY, "Cook", "Waiter"]
    screen = grid_of(*[(name, *pair) for name, pair in zip(names, written, strict=True)])
    edited = edited_targets(before, screen, FROM_0, NAMES, "role")
    shown = texts(target_grid(edited.lines, FROM_0, NAMES, "role").rows)
    plain = {"0": "0 - Not yet", "1": "1 - Aware", "Able": "2 - Able"}
    assert [row[1:] for row in shown] == [[plain.get(str(cell), cell) for cell in pair] for pair in written]
    assert texts(others(edited.lines)) == texts(others(before))
    again = edited_targets(edited.lines, screen, FROM_0, NAMES, "role")
    assert again.changes == 0


def others(lines: pd.DataFrame) -> pd.DataFrame:
    """What the lines that a grid of roles cannot show come to."""
    of_division = lines[lines["team"].notna() | lines["division"].notna()].assign(upload=1, row=1, sheet=None)
    return resolved_targets(of_division, FROM_0, NAMES)[0]
