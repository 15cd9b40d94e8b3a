"""Lines and columns of a matrix that are no person's: left out with a problem, and nobody with them."""

import pytest

from pipeline.exports.read import responses_of
from tests.pipeline.exports.files import brief, sheet_of

KNOWN = frozenset({"prompting", "ethics"})
HEADER = ("Name", "Team", "Prompting", "Ethics")
ADA, BO = ("Ada", "Owls", "1", "2"), ("Bo", None, None, "3")


@pytest.mark.parametrize(
    "text",
    ["* as of March", "Note: asked in March", "1 = Aware", "Everybody filled this in with the team in March"],
)
def test_notes_below_a_table_are_no_people(text: str) -> None:
    read = responses_of([sheet_of(HEADER, ADA, BO, (text, None, None, None))], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3], 1)
    assert brief(read.problems) == [("heading_line", 4, "A", "Name", text)]


def test_headings_in_a_column_of_their_own_are_no_people() -> None:
    lines = [
        (None, *HEADER),
        ("North", None, None, None, None),
        (None, *ADA),
        ("South", None, None, None, None),
        (None, *BO),
    ]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert read.rows.tolist() == [3, 5]
    assert brief(read.problems) == [("heading_line", 2, "A", "", "North"), ("heading_line", 4, "A", "", "South")]


def test_among_addresses_a_word_is_a_heading() -> None:
    lines = [
        HEADER,
        ("North", None, None, None),
        ("a@owls.example", None, "1", "2"),
        ("b@owls.example", None, None, None),
    ]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert read.rows.tolist() == [3, 4]
    assert brief(read.problems) == [("heading_line", 2, "A", "Name", "North")]


def test_a_name_alone_is_a_person_and_said() -> None:
    read = responses_of([sheet_of(HEADER, ADA, ("Cy", None, None, None), BO)], known=KNOWN)
    assert (read.rows.tolist(), read.problems) == ([2, 3, 4], ())
    assert read.notes == (
        "A name and nothing else: row 3. Each counts as a person without answers; delete what is a heading.",
    )


def test_a_table_beside_the_people_is_not_read() -> None:
    lines = [
        (*HEADER, None, "Role", "Prompting"),
        (*ADA, None, "Dev", "3"),
        (*BO, None, "Ops", "2"),
        (None, None, None, None, None, "QA", "2"),
    ]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert read.rows.tolist() == [2, 3]
    assert {column.column: column.metadata for column in read.columns} == {
        1: None, 2: None, 3: None, 4: None, 6: "other", 7: "other",
    }  # fmt: skip
    assert brief(read.problems) == [("line_beside_table", 4, "F", "Role", "QA")]
    assert read.notes == ("Left out, because it stands beside the table of people: column F to G.",)


def test_an_empty_column_within_a_table_is_no_border() -> None:
    lines = [("Name", None, "Prompting", None, "Ethics"), ("Ada", None, "1", None, None), ("Bo", None, None, None, "2")]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert (read.rows.tolist(), read.problems, read.notes) == ([2, 3], (), ())
    assert [column.metadata for column in read.columns] == [None, None, None]


def test_a_line_of_targets_is_nobody() -> None:
    read = responses_of([sheet_of(HEADER, ADA, ("Target", None, "3", "3"))], known=KNOWN)
    assert brief(read.problems) == [("total_line", 3, "A", "Name", "Target")]
