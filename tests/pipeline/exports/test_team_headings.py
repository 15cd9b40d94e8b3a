"""Lines that head the people below them: teams where that is certain, people as before where it is not."""

from __future__ import annotations

import pytest

from pipeline.exports.read import responses_of
from pipeline.model import Responses
from tests.pipeline.exports.files import brief, sheet_of

KNOWN = frozenset({"prompting", "ethics"})
Line = tuple[str | None, ...]
HEADER: Line = ("Name", "Prompting", "Ethics")
BLANK: Line = (None, None, None)
ADA, BO, CY, DI = ("Ada Grey", "1", "2"), ("Bo Blue", None, "3"), ("Cy Stone", "0", None), ("Di Marsh", "2", "2")
FIRST_NAMES = [(str(line[0]).split()[0], *line[1:]) for line in (ADA, BO, CY, DI)]


def alone(text: str) -> Line:
    return (text, None, None)


def teams_of(read: Responses) -> dict[str, str]:
    """Team by name, empty where no column says it; every team keeps the row of its heading."""
    names = next(column for column in read.columns if column.header == "Name").answers.to_pylist()
    found = [column for column in read.columns if column.header == "Team"]
    if not found:
        return {}
    assert found[0].rows is not None
    texts = read.sheet.cells.column(found[0].column - 1).to_pylist()
    assert [texts[row - 1] for row in found[0].rows] == found[0].answers.to_pylist()
    return dict(zip(names, found[0].answers.to_pylist(), strict=True))


FOUR = {"Ada Grey": "Owls", "Bo Blue": "Owls", "Cy Stone": "Kites", "Di Marsh": "Kites"}


def test_headings_over_people_are_their_teams() -> None:
    read = responses_of([sheet_of(HEADER, alone("Owls"), ADA, BO, alone("Kites"), CY, DI)], known=KNOWN)
    assert teams_of(read) == FOUR
    assert (read.rows.tolist(), read.refused) == ([3, 4, 6, 7], 2)
    assert brief(read.problems) == [("heading_line", 2, "A", "Name", "Owls"), ("heading_line", 5, "A", "Name", "Kites")]
    assert read.notes == (
        "Read as the team of the people below: row 2 'Owls', 5 'Kites'. If it is none, rule that 'Team' is ignored.",
    )


@pytest.mark.parametrize(
    "lines",
    [
        [BLANK, alone("Red Owls"), *FIRST_NAMES[:2], BLANK, alone("Kites"), *FIRST_NAMES[2:]],
        [alone("Team Owls"), *FIRST_NAMES[:2], alone("Team Kites"), *FIRST_NAMES[2:]],
        [alone("Owls:"), *FIRST_NAMES[:2], alone("Kites:"), *FIRST_NAMES[2:]],
        [alone("Owls"), HEADER, *FIRST_NAMES[:2], alone("Kites"), HEADER, *FIRST_NAMES[2:]],
    ],
)
def test_what_tells_headings_from_people_of_one_name(lines: list[Line]) -> None:
    read = responses_of([sheet_of(HEADER, *lines)], known=KNOWN)
    first, second = (line[0] for line in lines if line[0] and not any(line[1:]))
    assert list(teams_of(read).values()) == [first, first, second, second]
    assert len(read.rows) == 4


def test_of_tables_one_below_the_other_the_first_has_its_heading_above_the_header() -> None:
    lines = [alone("Owls"), HEADER, *FIRST_NAMES[:2], BLANK, alone("Kites"), HEADER, *FIRST_NAMES[2:]]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert teams_of(read) == {"Ada": "Owls", "Bo": "Owls", "Cy": "Kites", "Di": "Kites"}
    assert [problem[:2] for problem in brief(read.problems)] == [("repeated_header", 7), ("heading_line", 6)]


def test_somebody_without_answers_stays_a_person_below_a_heading() -> None:
    lines = [alone("Owls"), ADA, alone("Ed Moss"), BO, alone("Kites"), CY, DI]
    read = responses_of([sheet_of(HEADER, *lines)], known=KNOWN)
    assert teams_of(read) == FOUR | {"Ed Moss": "Owls"}
    assert read.notes[1].startswith("A name and nothing else: row 4.")


@pytest.mark.parametrize(
    "lines",
    [
        [ADA, alone("Owls"), BO, CY, alone("Kites"), DI],  # somebody stands above them
        [alone("Owls"), ADA, BO, CY, DI],  # one alone is a title or a person
        [alone("Owls"), ADA, alone("Kites"), BO],  # over one person each
        [alone("Owls"), alone("Kites"), ADA, BO, CY, DI],  # over nobody
        [alone("Owls"), ADA, BO, alone("owls"), CY, DI],  # the same twice
        [alone("Ed"), *FIRST_NAMES[:2], alone("Flo"), *FIRST_NAMES[2:]],  # people have names of one word too
        [alone("Ed Moss"), ADA, BO, alone("Flo Reed"), CY, DI],
    ],
)
def test_where_it_is_not_certain_nothing_is_changed(lines: list[Line]) -> None:
    read = responses_of([sheet_of(HEADER, *lines)], known=KNOWN)
    assert (teams_of(read), read.problems, len(read.rows)) == ({}, (), len(lines))
    assert read.notes[0].startswith("A name and nothing else: row ")


def test_where_a_column_says_the_team_headings_are_left_out() -> None:
    header = (*HEADER, "Squad")
    lines = [(*alone("Owls"), None), (*ADA, "a"), (*BO, "a"), (*alone("Kites"), None), (*CY, "b"), (*DI, "b")]
    read = responses_of([sheet_of(header, *lines)], known=KNOWN)
    assert (teams_of(read), len(read.rows), read.notes) == ({}, 4, ())
    assert [problem.problem for problem in read.problems] == ["heading_line", "heading_line"]


def test_headings_told_by_their_place_or_among_addresses_are_teams_too() -> None:
    own = [(None, *HEADER), ("Owls", *BLANK), (None, *ADA), ("Kites", *BLANK), (None, *CY), ("* as of May", *BLANK)]
    read = responses_of([sheet_of(*own)], known=KNOWN)
    assert teams_of(read) == {"Ada Grey": "Owls", "Cy Stone": "Kites"}
    assert len(read.problems) == 3
    addresses = [alone("Owls"), ("a@owls.example", "1", "2"), alone("Kites"), ("b@kites.example", "0", None)]
    read = responses_of([sheet_of(HEADER, *addresses)], known=KNOWN)
    assert teams_of(read) == {"a@owls.example": "Owls", "b@kites.example": "Kites"}


def test_headings_between_columns_of_people_are_their_teams() -> None:
    lines = [HEADER, alone("Owls"), ADA, BO, alone("Kites"), CY, DI]
    read = responses_of([sheet_of(*zip(*lines, strict=True))], known=KNOWN)
    team = next(column for column in read.columns if column.header == "Team")
    assert team.answers.to_pylist() == ["Owls", "Owls", "Kites", "Kites"]
    assert team.rows is not None
    assert team.columns is not None
    assert (team.rows.tolist(), team.columns.tolist()) == ([1] * 4, [2, 2, 5, 5])
    assert brief(read.problems)[0] == ("heading_line", 1, "B", "Name", "Owls")
    assert "the people right of it: column B 'Owls', E 'Kites'" in read.notes[0]
