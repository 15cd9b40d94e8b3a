"""Which columns of a file look like skills, whatever they are called."""

import pytest

from pipeline.exports.read import responses_of
from pipeline.matching.own_skills import number_in, own_skills, skills_told, turned_skills
from pipeline.model import Responses
from tests.pipeline.exports.files import sheet_of


def read(*rows: tuple[str | None, ...]) -> Responses:
    return responses_of([sheet_of(*rows)])


HEADER = ("Name", "Team", "Forging", "Glazing", "AVG", "No", "Town")


def test_averages_numbers_and_what_is_told_of_people_are_no_skills() -> None:
    found = own_skills(
        read(HEADER, ("Ada", "1", "3", "2", "2.5", "1", "Oslo"), ("Bo", "2", "n/a", "1", "1", "2", "Rome"))
    )
    assert found is not None
    assert [column.header for column in found.columns] == ["Forging", "Glazing"]
    assert (found.kind, found.answers) == ("number", ("1", "2", "3"))
    assert skills_told(found) == "Columns C to D (2) look like skills of your own ('Forging', 'Glazing')"


@pytest.mark.parametrize(
    ("answers", "kind", "expected"),
    [
        (("66%", "0 %", "100%", "33%"), "percent", ("0 %", "33%", "66%", "100%")),
        (("0.5", "0", "1", "0.5"), "share", ("0", "0.5", "1")),
        (("10", "2", "0.5", "7"), "number", ("2", "7", "10")),
        (("x", "o", "x", "x"), "mark", ("x", "o")),
        (("good", "poor", "good", "good"), "word", ("good", "poor")),
    ],
)
def test_the_kinds_of_answers(answers: tuple[str, ...], kind: str, expected: tuple[str, ...]) -> None:
    # Three columns of the same answers, so that one slip is no fifth of a column.
    filled = [*answers, *answers[:2], *answers[:2], *answers[:2]]
    found = own_skills(read(("Name", "A1", "B1", "C1"), *((f"P {n}", a, a, a) for n, a in enumerate(filled))))
    assert found is not None
    assert (found.kind, found.answers, len(found.columns)) == (kind, expected, 3)


def test_columns_of_words_that_share_none_are_no_skills() -> None:
    rows = [("Ada", "red", "north"), ("Bo", "blue", "south"), ("Cy", "red", "north")]
    assert own_skills(read(("Name", "Colour", "Side"), *rows)) is None


def test_people_in_columns_are_told_by_their_names() -> None:
    rows = [("", "Ada Grey", "Bo Blue", "Cy Stone"), ("forging iron", "1", "2", "0"), ("glazing", "2", "0", "1")]
    found = turned_skills(read(*rows))
    assert found is not None
    assert (found.found.people_row, [column.header for column in found.columns]) == (1, ["forging iron", "glazing"])
    assert skills_told(found).startswith("Rows 2 to 3 (2) look like skills")


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3.0), ("3.0", 3.0), ("66,5 %", 66.5), (".25", 0.25), ("2.5", None), ("x", None), ("", None)],
)
def test_the_number_that_an_answer_is(text: str, number: float | None) -> None:
    assert number_in(text) == number
