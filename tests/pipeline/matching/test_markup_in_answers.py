"""What survey tools write into cells for bold and blanks is no part of an answer."""

import pytest

from pipeline.matching.recipe import Rulings
from pipeline.matching.text import unmarked
from tests.pipeline.matching.small import FROM_0, export, levels_of, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Expert</p>", "Expert"),
        ("4&nbsp;- Expert", "4\u00a0- Expert"),
        ('<span style="color:red">R&amp;D</span>', "R&D"),
        ("one<br/>two", "one two"),
        ("<p>&nbsp;</p>", ""),
        ("Ada <ada@n.example>", "Ada <ada@n.example>"),
        ("AT&T", "AT&T"),
        ("x < 3 & y > 2", "x < 3 & y > 2"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_formatting_goes_and_everything_else_stays(text: str, expected: str) -> None:
    assert unmarked(text) == expected


def test_levels_and_ticks_are_read_through_markup() -> None:
    cells = ["<p>Able</p>", "3&nbsp;- Master", "<b>1</b>", "Able", "<p></p>", "<p>N/A</p>", "<p>guru</p>"]
    found = read(export(["Soup"], *([cell] for cell in cells)))
    assert levels_of(found) == {"soup": [2, 3, 1, 2, -1, -1, -1]}
    [problem] = found.problems
    assert (problem.row, problem.value) == (8, "<p>guru</p>")
    assert "<p>" not in problem.message
    ticked = read(export(["Soup"], ["<p>I have heated one</p>; <p>I have cooked bones</p>"]))
    assert levels_of(ticked) == {"soup": [2]}


@pytest.mark.parametrize("ruled", ["guru", "<p>Guru</p>"])
def test_a_ruling_holds_with_and_without_markup(ruled: str) -> None:
    found = read(export(["Soup"], ["<p>guru</p>"], ["guru"]), FROM_0, Rulings(answers={ruled: 3}))
    assert (levels_of(found), found.problems) == ({"soup": [3, 3]}, ())


def test_a_team_is_the_same_with_and_without_markup() -> None:
    found = read(export(["Team", "Soup"], ["R&amp;D", "1"], ["R&D", "2"]))
    assert found.who.stated["team"].to_pylist() == ["R&D", "R&D"]
