"""One line per person and dimension, turned round."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExportError
from pipeline.exports import long as long_module
from pipeline.exports.read import responses, responses_of
from pipeline.model import Responses
from tests.pipeline.exports.files import answers_of, brief, sheet_of, times_of, written

LINES = """Person,E-mail,Skill,Level,Team,Date,Remark
Ada,Ada@example.org,Prompting,3,Alpha,2026-03-04,
Bo,bo@example.org,Prompting,1,Beta,2026-03-05,first
Ada,ada@example.org ,Ethics,2,,2026-03-06,
,,Ethics,4,,,
Cy,cy@example.org,,4,,,
Bo,bo@example.org,prompting ,2,Gamma,2026-03-01,

Ada,ada@example.org,Evaluation,,,,
"""


def rows_of_answers(read: Responses) -> dict[str, list[int]]:
    return {column.header: column.rows.tolist() for column in read.columns if column.rows is not None}


def test_a_long_file_gives_a_record_per_person(tmp_path: Path) -> None:
    read = responses(written(tmp_path / "a", LINES), "long.csv")
    assert (read.tool, read.header_row, read.refused) == ("long", 1, 0)
    # Bo's last line is row 7 and Ada's row 9; Cy has no usable line and is no record.
    assert read.rows.tolist() == [7, 9]
    assert times_of(read) == ["2026-03-05T00:00:00", "2026-03-06T00:00:00"]
    assert answers_of(read) == {
        (1, "Person", None): ["Bo", "Ada"],
        (2, "E-mail", None): ["bo@example.org", "ada@example.org"],
        (4, "Prompting", None): ["2", "3"],
        (4, "Ethics", None): [None, "2"],
        (4, "Evaluation", None): [None, None],
        (5, "Team", None): ["Gamma", "Alpha"],
        (6, "Date", "completed_at"): ["2026-03-01", "2026-03-06"],
        (7, "Remark", None): ["first", None],
    }
    assert rows_of_answers(read) == {
        "Person": [7, 9],
        "E-mail": [7, 9],
        "Prompting": [7, 2],
        "Ethics": [0, 4],
        "Evaluation": [0, 9],
        "Team": [7, 2],
        "Date": [7, 4],
        "Remark": [3, 0],
    }
    assert brief(read.problems) == [
        ("line_without_person", 5, "B", "E-mail", None),
        ("line_without_dimension", 6, "C", "Skill", None),
        ("duplicate_line", 3, "D", "Prompting", "1"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Mitarbeiter;Kompetenz;Stufe",
        "Collaborateur;Compétence;Niveau",
        "Empleado;Competencia;Nivel",
        "Name;Skill;Rating",
    ],
)
def test_headers_tell_in_every_language_and_in_tiny_files(tmp_path: Path, header: str) -> None:
    read = responses(written(tmp_path / "a", f"{header}\nAda;Prompting;3\nAda;Éthique;2 - moyen\n"), "a.csv")
    person, _, level = header.split(";")
    del level
    assert read.tool == "long"
    assert answers_of(read) == {
        (1, person, None): ["Ada"],
        (3, "Prompting", None): ["3"],
        (3, "Éthique", None): ["2 - moyen"],
    }


def test_known_names_tell_the_dimension_column_whatever_it_is_called() -> None:
    sheet = sheet_of(("Name", "Feld", "Wert"), ("Ada", "Prompting", "3"), ("Bo", "Ethics!", "2"))
    assert responses_of([sheet]).tool == "matrix"
    read = responses_of([sheet], known=frozenset({"prompting", "ethics"}))
    assert read.tool == "long"
    assert answers_of(read) == {
        (1, "Name", None): ["Ada", "Bo"],
        (3, "Prompting", None): ["3", None],
        (3, "Ethics!", None): [None, "2"],
    }


def shaped(first: str) -> Responses:
    people, things = ("Ada", "Bo", "Cy", "Di"), ("Prompting", "Ethics", "Evaluation")
    lines = [(who, what, str((len(who) + len(what)) % 5)) for who in people for what in things]
    return responses_of([sheet_of((first, "Was", "Wie gut"), *lines)])


def test_the_shape_tells_where_no_header_does() -> None:
    # Ada + Prompting: 3 + 9 = 12 -> 2; Ada + Ethics: 3 + 6 = 9 -> 4; Ada + Evaluation: 3 + 10 = 13 -> 3;
    # the others have two letters, so each is one less.
    read = shaped("Wer")
    assert (read.tool, read.rows.tolist()) == ("long", [4, 7, 10, 13])
    assert answers_of(read) == {
        (1, "Wer", None): ["Ada", "Bo", "Cy", "Di"],
        (3, "Prompting", None): ["2", "1", "1", "1"],
        (3, "Ethics", None): ["4", "3", "3", "3"],
        (3, "Evaluation", None): ["3", "2", "2", "2"],
    }


@pytest.mark.parametrize("header", ["Team", "Rolle", "Projet"])
def test_a_list_of_targets_is_not_taken_for_people(header: str) -> None:
    assert shaped(header).tool == "matrix"


def test_skills_without_a_level_are_refused_with_what_to_do() -> None:
    with pytest.raises(ExportError) as caught:
        responses_of([sheet_of(("Name", "Skill"), ("Ada", "Prompting"), ("Ada", "Ethics"))])
    assert caught.value.title == "The file says who can do what, and not at which level."
    assert caught.value.detail == "Add a column `level` with the level of each line."


def test_far_too_many_dimensions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_module, "MAX_QUESTIONS", 2)
    sheet = sheet_of(("Name", "Skill", "Level"), ("Ada", "A", "1"), ("Ada", "B", "1"), ("Bo", "C", "1"))
    with pytest.raises(ExportError, match="names 3 different dimensions; 2 are allowed"):
        responses_of([sheet])


@given(
    st.lists(
        st.tuples(st.sampled_from(["Ada", "Bo", "CY", "cy"]), st.sampled_from(["X", "Y", "y "]), st.integers(0, 4)),
        min_size=1,
        max_size=30,
    )
)
def test_the_last_line_of_each_person_and_dimension_wins(lines: list[tuple[str, str, int]]) -> None:
    read = responses_of([sheet_of(("Name", "Skill", "Level"), *((who, what, str(how)) for who, what, how in lines))])
    # Brute force: later lines overwrite earlier ones.
    wins: dict[tuple[str, str], str] = {}
    last: dict[str, int] = {}
    for row, (who, what, how) in enumerate(lines, start=2):
        wins[who.lower(), what.strip().lower()] = str(how)
        last[who.lower()] = row
    persons = sorted(last, key=last.__getitem__)
    assert read.tool == "long"
    assert read.rows.tolist() == [last[person] for person in persons]
    assert {
        (person, column.header.lower()): answer
        for column in read.columns
        if column.column == 3
        for person, answer in zip(persons, column.answers.to_pylist(), strict=True)
        if answer is not None
    } == wins
    assert len(read.problems) == len(lines) - len(wins)
