"""Lines of a long list that name several dimensions: a line each, every answer at the row where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exports.listed import names_in, with_listed_lines
from pipeline.exports.read import responses_of
from tests.pipeline.exports.files import brief, rows_of, sheet_of

KNOWN = frozenset(["soup", "breadbaking", "cakestarts"])
LINK = " (https://pages.example/Soup-0123?pvs=21)"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Soup", ["Soup"]),
        ("Soup, Bread & Baking", ["Soup", "Bread & Baking"]),
        ("Soup;Bread & Baking;", ["Soup", "Bread & Baking"]),
        ("Cakes, tarts, Soup", ["Cakes, tarts", "Soup"]),  # a name with a comma is one name
        ("Cakes, tarts", ["Cakes, tarts"]),
        ("Soup, Juggling", ["Soup", "Juggling"]),
        ("Juggling, Chess", ["Juggling, Chess"]),  # nothing known: nothing split
        ("Soup,", ["Soup,"]),
        ("", [""]),
    ],
)
def test_names_are_taken_apart_where_one_is_known(cell: str, names: list[str]) -> None:
    assert names_in(cell, KNOWN) == names


def test_a_line_counts_for_every_dimension_it_names() -> None:
    read = responses_of(
        [
            sheet_of(
                ("Person", "Skill", "Level", "Team"),
                ("a@n.example", f"Soup{LINK}, Bread & Baking{LINK}", "2", "Core"),
                ("b@n.example", "Soup", "1", "Core"),
                ("a@n.example", "Soup", "3", None),
                ("c@n.example, b@n.example", "Soup", "3", None),
            )
        ],
        known=KNOWN,
    )
    assert (read.tool, read.rows.tolist()) == ("long", [3, 4])
    found = {
        column.header: (column.answers.to_pylist(), [] if column.rows is None else column.rows.tolist())
        for column in read.columns
    }
    assert found["Soup"] == (["1", "3"], [3, 4])
    assert found["Bread & Baking"] == ([None, "2"], [0, 2])
    assert found["Team"] == (["Core", "Core"], [3, 2])
    assert brief(read.problems) == [
        ("line_of_several_people", 5, "A", "Person", "c@n.example, b@n.example"),
        ("duplicate_line", 2, "C", "Soup", "2"),
    ]
    assert read.notes == ("1 line names several dimensions and counts for each of them.",)
    assert read.sheet.cells.num_rows == 5


def test_the_address_behind_a_name_is_passed_over_in_every_column_of_a_table() -> None:
    lines: list[tuple[str | None, ...]] = [
        ("Name", "Soup", "Bread & Baking", "Team", "Remark"),
        ("Ada", f"2{LINK}", "1", f"Röntgen{LINK}", "none (yet)"),
        ("Bo", "3", None, f"Vertrieb{LINK}, Röntgen{LINK}", None),
    ]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert read.tool == "matrix"
    assert [column.answers.to_pylist() for column in read.columns] == [
        ["Ada", "Bo"],
        ["2", "3"],
        ["1", None],
        ["Röntgen", "Vertrieb, Röntgen"],
        ["none (yet)", None],
    ]
    assert rows_of(read.sheet) == lines  # the file itself is kept as it is


def test_in_a_long_list_a_person_is_one_with_and_without_an_address_behind_the_name() -> None:
    lines = [
        ("Person", "Skill", "Level", "Team"),
        (f"Ada{LINK}", "Soup", "2", f"Röntgen{LINK}"),
        ("Ada", "Bread & Baking", "1", None),
    ]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert {column.header: column.answers.to_pylist() for column in read.columns} == {
        "Person": ["Ada"],
        "Soup": ["2"],
        "Bread & Baking": ["1"],
        "Team": ["Röntgen"],
    }


cells = st.sampled_from(["Soup", "Soup, Bread & Baking", "Bread & Baking", "Soup;Juggling", "x", ""])


@given(st.lists(cells, max_size=12))
def test_lines_are_those_written_out_by_hand(column: list[str]) -> None:
    sheet = sheet_of(("Person", "Skill"), *((f"p{at}", cell or None) for at, cell in enumerate(column)))
    expected: list[tuple[str | None, str | None]] = [("Person", "Skill")]
    rows = [1]
    for at, cell in enumerate(column):
        for name in [part.strip() for part in cell.replace(";", ",").split(",")]:
            expected.append((f"p{at}", name or None))
            rows.append(at + 2)
    listed, origin = with_listed_lines(sheet, 2, 1, KNOWN)
    assert rows_of(listed) == expected
    assert origin.tolist() == rows
