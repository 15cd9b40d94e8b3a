"""Tables turned on their side: every answer and problem keeps the cell where it stands in the file."""

import pytest

from pipeline.exports.people_in_columns import is_people_in_columns, turned
from pipeline.exports.read import responses_of
from pipeline.exports.table import squeezed
from pipeline.model import letter, position
from tests.pipeline.exports.files import brief, rows_of, sheet_of

KNOWN = frozenset({"prompting", "ethics", "delivery"})
SHEET = sheet_of(
    ("Skills of the spring", None, None, None, None, None),
    (None, "Skill", "Ada Grey", "Bo Blue", None, "Average"),
    (None, "Team", "Owls", None, None, None),
    ("Basics", None, None, None, None, None),
    (None, "Prompting", "3", None, None, "3"),
    (None, "Ethics", "x", "1", None, "1"),
    (None, None, None, None, None, None),
    ("Practice", None, None, None, None, None),
    (None, "Delivery", None, "4", None, "4"),
    (None, None, None, None, None, None),
)


def test_people_in_columns_are_read_where_they_stand() -> None:
    read = responses_of([SHEET], known=KNOWN)
    assert (read.tool, read.people_row, read.header_row, read.refused) == ("matrix", 2, 2, 1)
    assert read.sheet is SHEET
    assert read.rows.tolist() == [3, 4]
    cells = {
        (letter(c.column), c.header, c.metadata): (c.rows.tolist(), c.columns.tolist(), c.answers.to_pylist())
        for c in read.columns
        if c.rows is not None and c.columns is not None
    }
    headings = ("Skills of the spring", 1), ("Basics", 4), ("Practice", 8)  # heard of, and empty
    assert cells == {
        **{("A", text, None): ([row, row], [3, 4], [None, None]) for text, row in headings},
        ("B", "Skill", "name"): ([2, 2], [3, 4], ["Ada Grey", "Bo Blue"]),
        ("B", "Team", None): ([3, 3], [3, 4], ["Owls", None]),
        ("B", "Prompting", None): ([5, 5], [3, 4], ["3", None]),
        ("B", "Ethics", None): ([6, 6], [3, 4], ["x", "1"]),
        ("B", "Delivery", None): ([9, 9], [3, 4], [None, "4"]),
    }
    assert brief(read.problems) == [("total_line", 2, "F", "Skill", "Average")]


@pytest.mark.parametrize("corner", ["Name", "E-mail", None, "Competency", "Skills \\ People"])
def test_whatever_stands_in_the_corner_the_first_row_names_people(corner: str | None) -> None:
    first = ("ada@owls.example", "bo@owls.example") if corner == "E-mail" else ("Ada", "Bo")
    sheet = sheet_of((corner, *first), ("Role", "Dev", "Dev"), ("Prompting", "3", "1"), ("Ethics", "2", "0"))
    read = responses_of([sheet], known=KNOWN)
    assert read.people_row == 1
    # What a header like "Name" or "E-mail" means is for matching to say.
    assert [column.metadata for column in read.columns] == [
        None if corner in ("Name", "E-mail") else "name",
        None,
        None,
        None,
    ]


def test_names_of_questions_in_a_row_or_repeated_mean_people_in_rows() -> None:
    rows = sheet_of(("Name", "Prompting", "Ethics"), ("Ada", "1", "2"))
    favourite = sheet_of(
        ("Name", "Team", "Likes"), ("Ada", "A", "Ethics"), ("Bo", "A", "Prompting"), ("Cy", "A", "Ethics")
    )
    on_side = sheet_of(("Topic", "Ada", "Bo"), ("Prompting", "3", "1"), ("Ethics", "2", "0"))
    assert [is_people_in_columns(sheet, KNOWN) for sheet in (rows, favourite, on_side)] == [False, False, True]
    assert not is_people_in_columns(on_side, frozenset())


def test_behaviours_that_few_people_ticked_below_their_question_are_answers() -> None:
    ticks = ("I write prompts", "I keep prompts", "I test prompts", "I share prompts")
    rows = [(f"{who}@owls.example", text, "2") for who, text in zip("abcd", ticks, strict=True)]
    survey = sheet_of(("Email", "Prompting", "Ethics"), *rows)
    known = KNOWN | {squeezed(text) for text in ticks}
    assert not is_people_in_columns(survey, known)
    assert responses_of([survey], known=known).people_row is None


def test_a_column_of_answers_under_no_name_is_told_and_counts() -> None:
    sheet = sheet_of(
        ("Skill", "Ada", None, "Bo", None), ("Prompting", "3", "1", "2", None), ("Ethics", "2", None, "0", None)
    )
    read = responses_of([sheet], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3, 4], 0)  # and the empty column at the end is nobody
    assert read.columns[0].answers.to_pylist() == ["Ada", None, "Bo"]
    assert brief(read.problems) == [("nameless_column", 1, "C", "Skill", None)]


@pytest.mark.parametrize(
    "column",
    [
        ("Target", "3", "2"),
        ("Soll", "Able", "Master"),
        ("Level", "3", "3"),
        ("Gap", "-1", "0"),
        ("Legend", "0 = none", "3 = master"),
        ("Comment", None, "ask again"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_column_beside_those_of_people_is_nobody(column: tuple[str | None, ...], is_first: bool) -> None:
    people = [("Ada", "3", None), ("Bo", "required", "1")]  # what somebody answers is no heading
    columns = [("Skill", "Prompting", "Ethics"), *([column, *people] if is_first else [*people, column])]
    read = responses_of([sheet_of(*zip(*columns, strict=True))], known=KNOWN)
    assert read.columns[0].answers.to_pylist() == ["Ada", "Bo"]
    at = 2 if is_first else 4
    assert brief(read.problems) == [("total_line", 1, letter(at), "Skill", column[0])]
    assert f"This column ({column[0]!r}) is" in read.problems[0].message


def test_what_stands_above_the_names_is_no_person() -> None:
    sheet = sheet_of(
        ("Skills of the spring", None, None, None, None, None),
        (None, None, None, None, None, "0 = none"),
        (None, None, None, None, None, "3 = master"),
        (None, None, None, None, None, None),
        ("Skill", "Ada", "Bo", None, "Required", None),
        ("Prompting", "3", "1", None, "2", None),
        ("Ethics", None, "2", None, "2", None),
    )
    read = responses_of([sheet], known=KNOWN)
    assert read.rows.tolist() == [2, 3]
    assert sorted(brief(read.problems)) == [
        ("line_beside_table", 2, "F", "", "0 = none"),
        ("total_line", 5, "E", "Skill", "Required"),
    ]


@pytest.mark.parametrize("team", [("Team", None), (None, "Team")])
def test_the_word_name_may_stand_in_a_column_of_its_own(team: tuple[str | None, str | None]) -> None:
    """A1 is empty and B1 says "Name": no list of people and skills, for nobody stands below."""
    sheet = sheet_of(
        (None, "Name ", "Ada", "Bo"),
        (*team, "Owls", "Kites"),
        ("Basics", None, None, None),
        ("Prompting", None, "3", None),
        ("Ethics", None, "2", "1"),
    )
    read = responses_of([sheet], known=KNOWN)
    assert (read.tool, read.people_row, read.rows.tolist(), read.problems) == ("matrix", 1, [3, 4], ())
    at = "A" if team[0] else "B"
    assert [(letter(c.column), c.header.strip(), c.answers.to_pylist()) for c in read.columns] == [
        ("B", "Name", ["Ada", "Bo"]),
        (at, "Team", ["Owls", "Kites"]),
        ("A", "Basics", [None, None]),
        ("A", "Prompting", ["3", None]),
        ("A", "Ethics", ["2", "1"]),
    ]


def test_a_turned_sheet_turned_again_is_the_sheet() -> None:
    assert rows_of(turned(turned(SHEET))) == [row[:6] for row in rows_of(SHEET)][:9]


def test_letters_and_positions_undo_each_other() -> None:
    assert [position(letter(number)) for number in (1, 26, 27, 702, 703, 16_384)] == [1, 26, 27, 702, 703, 16_384]
