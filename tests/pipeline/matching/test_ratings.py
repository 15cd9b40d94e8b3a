"""From the columns of one dimension to levels, and a problem for each cell that gives none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.matching.recipe import Rulings
from pipeline.metrics.levels import level_from_ticks
from tests.pipeline.exports.files import brief
from tests.pipeline.matching.small import BAKE, FROM_0, FROM_1, export, levels_of, read

OPTIONS = {indicator.text: indicator.id for each in BAKE.levels for indicator in each.indicators}


def test_levels_with_their_cells_and_refused_answers() -> None:
    found = read(export(["Mood", "Soup"], ["x", "2"], ["x", "7"], ["x", None], ["x", "n/a"], ["x", "Master"]))
    [soup] = found.ratings
    assert soup.level.tolist() == [2, -1, -1, -1, 3]
    assert (soup.column.tolist(), soup.row.tolist()) == ([2] * 5, [2, 3, 4, 5, 6])
    assert brief(found.problems) == [("unknown_answer", 3, "B", "Soup", "7")]
    assert "'7' is outside the levels 0 to 3" in found.problems[0].message


def test_answers_of_rows_that_do_not_count_give_neither_rating_nor_problem() -> None:
    rows = [["a@k.example", "2"], ["a@k.example", "?"], ["b@k.example", "?"], ["b@k.example", "1"]]
    found = read(export(["Email", "Soup"], *rows, excluded=["test", "test", None, None]))
    assert (levels_of(found), found.problems) == ({"soup": [-1, -1, -1, 1]}, ())


@given(st.sets(st.sampled_from(list(OPTIONS))), st.booleans())
def test_joined_and_spread_ticks_give_the_same_level(ticked: set[str], is_sparse: bool) -> None:
    # the second person ticks everything, so that the columns are never empty
    spread = [["x" if text in ticked else None if is_sparse else "o", "x"] for text in OPTIONS]
    headers = [f"Bread & Baking [{text}]" for text in OPTIONS]
    of_spread = read(export(headers, *map(list, zip(*spread, strict=True))))
    of_joined = read(export(["Bread & Baking"], [", ".join(ticked) or None], [";".join(OPTIONS)]))
    expected = level_from_ticks(BAKE, {OPTIONS[text] for text in ticked}).level if ticked else -1
    assert levels_of(of_spread) == levels_of(of_joined) == {"bread-baking": [expected, 3]}
    assert of_spread.ratings[0].mask.tolist() == of_joined.ratings[0].mask.tolist()
    assert of_spread.ratings[0].is_inconsistent.tolist() == of_joined.ratings[0].is_inconsistent.tolist()
    assert (of_spread.problems, of_joined.problems) == ((), ())


@pytest.mark.parametrize(("yes", "no"), [("Yes", "No"), ("1", "0"), ("x", None), ("TRUE", "FALSE"), ("Ja", "-")])
def test_spread_ticks_in_any_words(yes: str, no: str | None) -> None:
    headers = [f"Soup [{text}]" for text in ("I have heated one", "I have cooked bones", "I have served my own")]
    found = read(export(headers, [yes, yes, no], [yes, no, yes], [no, no, no], [yes, yes, yes]))
    # second: level 1 met, 2 not, 3 met above: an inconsistent pattern at level 1; third: nothing ticked
    assert levels_of(found) == {"soup": [2, 1, -1, 3]}
    assert found.ratings[0].is_inconsistent.tolist() == [False, True, False, False]
    assert found.ratings[0].column.tolist() == [1, 1, 1, 1]
    assert found.problems == ()


def test_the_level_0_option_alone_is_level_0_and_with_others_a_problem() -> None:
    cells = [["Not yet"], ["I have heated one"], ["Not yet, I have heated one"], ["Soup comes from a tin"], [" "]]
    found = read(export(["Soup"], *cells))
    assert levels_of(found) == {"soup": [0, 1, -1, 0, -1]}
    assert brief(found.problems) == [("none_and_others", 4, "A", "Soup", "Not yet, I have heated one")]


def test_the_level_0_option_spread() -> None:
    found = read(export(["Soup [I have heated one]", "Soup: Not yet"], ["Yes", "No"], ["No", "Yes"], ["Yes", "Yes"]))
    assert levels_of(found) == {"soup": [1, 0, -1]}
    assert found.ratings[0].column.tolist() == [1, 2, 1]
    assert brief(found.problems) == [("none_and_others", 4, "A", "Soup [I have heated one]", "Yes")]


def test_the_problem_of_a_spread_pattern_stands_at_a_ticked_cell() -> None:
    found = read(export(["Joints [I have seen one]", "Joints [I have cut one]"], ["No", "Yes"], ["Yes", "No"]), FROM_1)
    assert levels_of(found) == {"joints": [-1, 1]}
    assert brief(found.problems) == [("below_lowest_level", 2, "B", "Joints [I have cut one]", "Yes")]


def test_unknown_ticks_are_told_and_the_known_ones_count() -> None:
    cells = [["I have heated one; I juggle"], ["I juggle"], ["None"], ["I have heated"], ["I have heated one"]]
    found = read(export(["Soup"], *cells))
    assert levels_of(found) == {"soup": [1, -1, -1, -1, 1]}
    assert brief(found.problems) == [("unknown_tick", row, "A", "Soup", cells[row - 2][0]) for row in (2, 3, 4, 5)]
    assert "'I juggle' is no indicator" in found.problems[0].message


def test_levels_among_ticks_are_levels() -> None:
    """A form that was changed while it ran: some answered the old question, some the new one."""
    found = read(export(["Soup"], ["I have heated one"], ["3"], ["2 - Able"], ["Aware"], ["n/a"], ["9"]))
    assert levels_of(found) == {"soup": [1, 3, 2, 1, -1, -1]}
    assert brief(found.problems) == [("unknown_tick", 7, "A", "Soup", "9")]


def test_an_odd_cell_among_yes_and_no_is_told() -> None:
    found = read(export(["Soup [I have heated one]"], ["Yes"], ["perhaps"], ["No"]))
    assert levels_of(found) == {"soup": [1, -1, -1]}
    assert brief(found.problems) == [("unknown_tick", 3, "A", "Soup [I have heated one]", "perhaps")]


def test_two_columns_are_one_where_never_both_are_filled() -> None:
    found = read(export(["Soup", "soup (evening)"], ["2", None], [None, "3"], ["N/A", "1"], [None, None]))
    assert levels_of(found) == {"soup": [2, 3, 1, -1]}
    assert found.ratings[0].column[:3].tolist() == [1, 2, 2]
    assert found.problems == ()


def test_two_columns_both_filled_give_no_rating_even_where_they_agree() -> None:
    found = read(export(["Soup", "soup (evening)"], ["2", "2"], ["1", "3"], ["1", None], ["2", "?"]))
    assert levels_of(found) == {"soup": [-1, -1, 1, -1]}
    assert brief(found.problems) == [
        ("two_answers", 2, "B", "soup (evening)", "2"),
        ("two_answers", 3, "B", "soup (evening)", "3"),
        ("two_answers", 5, "B", "soup (evening)", "?"),
    ]


def test_a_comment_with_a_chance_level_is_left_out_and_told() -> None:
    rows = [["2", "hot"], ["3", "Able"], ["1", "salty"]]
    found = read(export(["Soup", "Why this soup?"], *rows))
    assert levels_of(found) == {"soup": [2, 3, 1]}
    assert brief(found.problems) == [("doubtful_column", 1, "B", "Why this soup?", "Why this soup?")]


def test_a_long_file_points_at_the_line_of_each_answer() -> None:
    """Two names of one dimension stand in one column, one line each; the cell is told by its line."""
    wide = export(["Soup", "soup"], ["2", None], [None, "3"], ["1", "2"])
    own_lines = (np.array([2, 0, 6]), np.array([0, 4, 7]))
    columns = tuple(replace(c, column=3, rows=own) for c, own in zip(wide.columns, own_lines, strict=True))
    found = read(replace(wide, columns=columns))
    [soup] = found.ratings
    assert (soup.level.tolist(), soup.row[:2].tolist(), soup.column.tolist()) == ([2, 3, -1], [2, 4], [3, 3, 3])
    assert brief(found.problems) == [("two_answers", 7, "C", "soup", "2")]


def test_ruled_answers_are_levels() -> None:
    ruled = Rulings(answers={"guru": 3, "who knows": None})
    found = read(export(["Soup"], ["Guru"], ["Who knows"], ["2"]), FROM_0, ruled)
    assert (levels_of(found), found.problems) == ({"soup": [3, -1, 2]}, ())
