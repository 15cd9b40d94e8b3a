"""Who answered, and which of several answers of one person is the latest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.matching.questions import questions
from pipeline.matching.read import matched
from pipeline.matching.recipe import Rulings
from pipeline.matching.who import Respondents, respondents
from pipeline.model import Responses
from tests.pipeline.exports.files import brief
from tests.pipeline.matching.small import FROM_0, export, read, reader_of

READER = reader_of(FROM_0)


def who(responses: Responses) -> Respondents:
    asked, _ = questions(responses, READER, Rulings())
    return respondents(responses, asked)


def test_addresses_identify_case_and_blanks_aside() -> None:
    found = who(export(["Email", "Name"], [" Ada@Kitchen.example ", "Ada  Lovelace"], ["bo@kitchen.example", None]))
    assert found.person.tolist() == ["ada@kitchen.example", "bo@kitchen.example"]
    assert found.name.tolist() == ["ada lovelace", None]
    assert found.written["person"].tolist() == ["Ada@Kitchen.example", "bo@kitchen.example"]
    assert found.written["name"].tolist() == ["Ada Lovelace", None]
    assert found.problems == []


def test_managers_ratings_are_of_whom_a_question_names_not_of_who_answered() -> None:
    headers, row = ["Timestamp", "Email Address", "Employee", "Soup"], ["3/1/2026 9:00:00", "boss@k.example", "K7", "1"]
    noted = export(headers, row, [*row[:2], "K8", "2"])
    columns = tuple(replace(c, metadata="email" if c.header == "Email Address" else None) for c in noted.columns)
    form = replace(noted, columns=columns)
    own, managers = (matched(form, FROM_0, Rulings(), rater) for rater in ("self", "manager"))
    assert own.who.person.tolist() == ["boss@k.example", "boss@k.example"]
    assert own.is_superseded.tolist() == [True, False]
    assert (managers.who.person.tolist(), managers.who.other.tolist()) == (["k7", "k8"], [None, None])
    assert managers.is_superseded.tolist() == [False, False]


def test_where_no_question_names_the_rated_the_tools_own_columns_do_and_it_is_said() -> None:
    noted = export(["Email", "Line manager", "Soup"], ["a@k.example", "boss", "1"])
    columns = (replace(noted.columns[0], metadata="email"), *noted.columns[1:])
    found = matched(replace(noted, columns=columns), FROM_0, Rulings(), "manager")
    assert found.who.person.tolist() == ["a@k.example"]
    assert found.notes == (
        "No question names the person who is rated, so each row counts for whoever filled in the form.",
    )
    assert matched(noted, FROM_0, Rulings(), "manager").notes == ()  # a question of the same name is of the rated


@pytest.mark.parametrize("cell", [None, "", "anonymous", "ANONYMOUS", "N/A", "-", "[not completed]"])
def test_a_row_that_names_nobody_is_its_own_person(cell: str | None) -> None:
    responses = export(["Email", "Soup"], [cell, "1"], [cell, "2"])
    assert who(responses).person.tolist() == [None, None]
    assert read(responses).is_superseded.tolist() == [False, False]


def test_address_before_employee_id_before_the_rest() -> None:
    headers = ["Person", "Employee ID", "Email"]
    rows = [["E1", "K7", "a@k.example"], ["E2", "K8", None], ["E3", None, "anonymous"], [None, None, None]]
    found = who(export(headers, *rows))
    assert found.person.tolist() == ["a@k.example", "k8", "e3", None]
    assert found.other.tolist() == ["k7", "e2", None, None]


@pytest.mark.parametrize(
    ("cells", "person", "name"),
    [
        (["a@k.example", "B7"], ["a@k.example", "b7"], [None, None]),
        (["Ada Lovelace", "Bo Diddley"], [None, None], ["ada lovelace", "bo diddley"]),
        (["Ada Lovelace", "a@k.example"], [None, None], ["ada lovelace", "a@k.example"]),  # not all identify
        (["Ada 2", "Bo 3"], [None, None], ["ada 2", "bo 3"]),
    ],
)
def test_a_column_called_person_holds_identifiers_or_names(
    cells: list[str], person: list[str | None], name: list[str | None]
) -> None:
    found = who(export(["Person"], *[[cell] for cell in cells]))
    assert (found.person.tolist(), found.name.tolist()) == (person, name)


@pytest.mark.parametrize(
    ("cells", "person"),
    [
        (["1", "2", "3"], [None] * 3),  # row numbers
        (["007", "8", "10"], [None] * 3),
        (["3", "1", "2"], ["3", "1", "2"]),
        (["K1", "K2", "K3"], ["k1", "k2", "k3"]),
        (["5", "5", "5"], [None] * 3),  # says nothing of anybody
        (["\u00b2", "1", "2"], ["\u00b2", "1", "2"]),  # digits that are no number
        (["1", "2", "9" * 5000], [None] * 3),
    ],
)
def test_a_bare_id_identifies_unless_it_numbers_the_rows(cells: list[str], person: list[str | None]) -> None:
    assert who(export(["ID"], *[[cell] for cell in cells])).person.tolist() == person


def test_names_in_two_columns() -> None:
    found = who(export(["First name", "Last name"], ["Ada", "Lovelace"], ["Bo", None], [None, None]))
    assert found.name.tolist() == ["ada lovelace", "bo", None]


def test_the_same_bare_name_twice_is_two_people_and_told() -> None:
    rows = [["Ada Lovelace", "1"], ["ADA  lovelace", "2"], ["Bo", "3"]]
    found = read(export(["Name", "Soup"], *rows))
    assert found.who.is_namesake.tolist() == [True, True, False]
    assert found.is_superseded.tolist() == [False, False, False]
    assert brief(found.problems) == [
        ("namesakes", 2, "A", "Name", "Ada Lovelace"),
        ("namesakes", 3, "A", "Name", "ADA  lovelace"),
    ]


def test_a_name_beside_an_address_and_a_row_that_does_not_count_are_no_namesakes() -> None:
    rows = [["Ada", "a@k.example"], ["Ada", None], ["Ada", None]]
    found = who(export(["Name", "Email"], *rows, excluded=[None, None, "test"]))
    assert (found.is_namesake.tolist(), found.problems) == ([False, False, False], [])


def test_lines_of_one_name_in_a_long_file_are_one_person() -> None:
    found = who(export(["Name"], ["Ada"], ["Ada"], tool="long"))
    assert (found.is_namesake.tolist(), found.problems) == ([False, False], [])


@pytest.mark.parametrize(
    ("headers", "row", "team", "division"),
    [
        (["Team"], [" Oven "], "Oven", None),
        (["Department"], ["Oven"], "Oven", None),
        (["Team", "Department"], ["Oven", "North"], "Oven", "North"),
        (["Department", "Division"], ["Oven", "North"], "Oven", "North"),
        (["Team", "Squad"], [None, "Hob"], "Hob", None),
        (["Team"], ["N/A"], None, None),
    ],
)
def test_team_and_division_as_stated(
    headers: list[str], row: list[str | None], team: str | None, division: str | None
) -> None:
    stated = who(export(headers, row)).stated
    assert (stated["team"].tolist(), stated["division"].tolist()) == ([team], [division])


START = datetime(2026, 3, 1, 9)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a@k.example", "A@K.example", "b@k.example", None]),
        st.one_of(st.none(), st.integers(0, 3)),  # minutes
        st.booleans(),  # excluded
    ),
    max_size=9,
)


def latest_by_folding(rows: list[tuple[str | None, int | None, bool]]) -> list[bool]:
    """Per row whether it is superseded: each later row challenges the person's champion so far."""
    champion: dict[str, int] = {}
    is_superseded = [False] * len(rows)
    for place, (person, minute, is_excluded) in enumerate(rows):
        if person is None or is_excluded:
            continue
        key = person.casefold()
        if key not in champion:
            champion[key] = place
            continue
        before = rows[champion[key]][1]
        wins = minute is None or before is None or minute >= before
        is_superseded[champion[key] if wins else place] = True
        champion[key] = place if wins else champion[key]
    return is_superseded


@given(ROWS)
@example([("b@k.example", 3, False), ("b@k.example", None, False), ("b@k.example", 1, False)])
def test_the_latest_answer_of_a_person_counts(rows: list[tuple[str | None, int | None, bool]]) -> None:
    times = [None if minute is None else (START + timedelta(minutes=minute)).isoformat() for _, minute, _ in rows]
    found = read(
        export(
            ["Email", "Soup"],
            *[[person, "1"] for person, _, _ in rows],
            times=times,
            excluded=["test" if is_excluded else None for _, _, is_excluded in rows],
        )
    )
    assert found.is_superseded.tolist() == latest_by_folding(rows)
    assert (found.is_response.sum() + found.is_superseded.sum() + found.is_excluded.sum()) == len(rows)


@given(st.permutations(range(5)))
def test_with_times_the_order_of_the_file_does_not_matter(order: list[int]) -> None:
    times = [(START + timedelta(minutes=minute)).isoformat() for minute in order]
    found = read(export(["Email", "Soup"], *[["a@k.example", "1"]] * 5, times=times))
    assert [minute for minute, is_old in zip(order, found.is_superseded, strict=True) if not is_old] == [4]


def test_a_name_that_was_ruled_to_be_one_person_is_no_namesake() -> None:
    found = export(["Name", "Soup"], ["Ada Ames", "1"], ["ada  ames", "2"], ["A. Ames", "3"], ["Bo", "1"], ["Bo", "2"])
    alone = read(found)
    assert alone.is_superseded.tolist() == [False] * 5
    assert [row for _, row, *_ in brief(alone.who.problems)] == [2, 3, 5, 6]
    ruled = read(found, rulings=Rulings(people={"Ada Ames": "Ada Ames", "A. Ames": "Ada Ames"}))
    assert ruled.is_superseded.tolist() == [True, True, False, False, False]
    assert ruled.who.name.tolist() == ["ada ames", "ada ames", "ada ames", "bo", "bo"]
    assert [row for _, row, *_ in brief(ruled.who.problems)] == [5, 6]
