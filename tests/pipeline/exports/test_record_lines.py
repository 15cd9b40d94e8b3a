"""Records of REDCap that stand on several lines: events and repeats of one person, put together."""

from __future__ import annotations

import pytest

from pipeline.exports.read import responses_of
from pipeline.matching.read import matched
from pipeline.matching.recipe import NO_RULINGS
from pipeline.model import Responses
from tests.pipeline.exports.files import brief, sheet_of, times_of
from tests.pipeline.matching.small import FROM_0

HEAD = (
    "record_id",
    "redcap_event_name",
    "redcap_survey_identifier",
    "skills_timestamp",
    "team",
    "soup",
    "all_complete",
)


def read_of(*lines: tuple[str | None, ...], head: tuple[str, ...] = HEAD) -> Responses:
    return responses_of([sheet_of(head, *lines)])


def answers(read: Responses, header: str) -> list[str | None]:
    [found] = [column.answers.to_pylist() for column in read.columns if column.header == header]
    return list(found)


def rows(read: Responses, header: str) -> list[int]:
    [found] = [read.rows if column.rows is None else column.rows for column in read.columns if column.header == header]
    return [int(row) for row in found]


def parts(read: Responses) -> list[bool]:
    assert read.is_part is not None
    return [bool(is_part) for is_part in read.is_part]


def test_what_one_event_asks_and_another_answers_is_of_one_person() -> None:
    read = read_of(
        ("1", "base", "a@example.org", None, "Alpha", None, "2"),
        ("1", "skills", None, "2026-09-04 09:00:00", None, "3", "2"),
        ("2", "base", None, None, "Beta", None, "2"),
        ("2", "skills", None, "2026-09-05 09:00:00", None, " ", "2"),
        ("3", "skills", None, None, None, "1", "2"),
    )
    assert read.rows.tolist() == [2, 3, 4, 5, 6]
    assert parts(read) == [False, True, False, True, False]
    assert answers(read, "soup") == ["3", "3", None, " ", "1"]
    assert rows(read, "soup") == [3, 3, 4, 5, 6]
    assert answers(read, "team") == ["Alpha", "Alpha", "Beta", "Beta", None]
    assert rows(read, "team") == [2, 2, 4, 4, 6]
    assert answers(read, "redcap_survey_identifier") == ["a@example.org", "a@example.org", None, None, None]
    assert times_of(read) == [
        "2026-09-04T09:00:00",
        "2026-09-04T09:00:00",
        "2026-09-05T09:00:00",
        "2026-09-05T09:00:00",
        "NaT",
    ]
    # What is a line's own stays with its line.
    assert answers(read, "redcap_event_name") == ["base", "skills", "base", "skills", "skills"]
    assert read.problems == ()
    assert read.notes == ("2 records stand on several lines (events or repeats), 4 in all; each is one person.",)


def test_of_two_answers_the_later_event_counts_and_it_is_said() -> None:
    read = read_of(
        ("1", "spring", None, "2026-03-04 09:00:00", "Alpha", "1", "2"),
        ("1", "autumn", None, "2026-09-04 09:00:00", "alpha ", "3", "2"),
        # exported the other way round: the times tell which is the later one
        ("2", "autumn", None, "2026-09-05 09:00:00", None, "2", "2"),
        ("2", "spring", None, "2026-03-05 09:00:00", "Beta", "4", "2"),
        # one line has no time, so the order of the lines counts
        ("3", "one", None, "2026-09-05 09:00:00", None, "1", "2"),
        ("3", "two", None, None, None, "0", "2"),
        ("3", "three", None, "2026-03-05 09:00:00", None, "1", "2"),
    )
    assert parts(read) == [False, True, False, True, False, True, True]
    assert [answers(read, "soup")[record] for record in (0, 2, 4)] == ["3", "2", "1"]
    assert [rows(read, "soup")[record] for record in (0, 2, 4)] == [3, 4, 6]
    assert [answers(read, "team")[record] for record in (0, 2)] == ["Alpha", "Beta"]
    assert brief(read.problems) == [
        ("duplicate_line", 2, "F", "soup", "1"),
        ("duplicate_line", 5, "F", "soup", "4"),
        ("duplicate_line", 7, "F", "soup", "0"),
    ]


def test_what_was_not_completed_answers_nothing_but_may_say_who_it_is() -> None:
    read = read_of(
        ("1", "base", "a@example.org", "[not completed]", "Alpha", "4", "0"),
        ("1", "skills", None, "2026-09-04 09:00:00", None, None, "2"),
        ("2", "base", "b@example.org", "[not completed]", "Beta", "4", "0"),
        ("2", "skills", None, "[not completed]", None, "2", "0"),
    )
    assert read.excluded.to_pylist() == [None if at == 1 else "not completed" for at in range(4)]
    assert parts(read) == [False] * 4
    assert answers(read, "soup")[1] is None
    assert answers(read, "redcap_survey_identifier") == ["a@example.org"] * 2 + ["b@example.org"] * 2
    assert read.notes == ()


def test_the_field_of_the_id_may_have_any_name_and_repeats_are_lines_too() -> None:
    head = ("study_no", "redcap_repeat_instrument", "redcap_repeat_instance", "soup", "bread", "skills_complete")
    lines = (
        ("9", None, None, "2", None, None),
        ("9", "skills", "1", None, "1", "2"),
        (None, None, None, "1", "1", "2"),
    )
    read = read_of(*lines, head=head)
    assert (read.tool, read.columns[0].metadata) == ("redcap", "response_id")
    assert (answers(read, "bread")[0], parts(read)) == ("1", [False, True, False])


REPEATED = ("record_id", "redcap_repeat_instrument", "redcap_repeat_instance", "email", "soup", "skills_complete")


@pytest.mark.parametrize("header", ["email", "work_email", "Your e-mail address", "employee_id", "name"])
def test_a_record_that_two_people_filled_in_is_two_responses(header: str) -> None:
    head = tuple(header if each == "email" else each for each in REPEATED)
    read = read_of(
        ("1", "skills", "1", "a@example.org", "0", "2"),
        ("1", "skills", "2", "b@example.org", "3", "2"),
        ("2", "skills", "1", "c@example.org", "1", "2"),
        ("2", "skills", "2", "C@example.org ", "2", "2"),
        head=head,
    )
    assert parts(read) == [False, False, False, True]
    assert answers(read, "soup") == ["0", "3", "2", "2"]
    assert brief(read.problems) == [("duplicate_line", 4, "E", "soup", "1")]


def test_nobody_is_joined_where_each_line_is_anothers() -> None:
    lines = (("1", "skills", "1", "a@example.org", "0", "2"), ("1", "skills", "2", "b@example.org", "3", "2"))
    read = read_of(*lines, head=REPEATED)
    assert read.is_part is None
    understood = matched(read, FROM_0, NO_RULINGS)
    assert understood.is_superseded.tolist() == [False, False]


def test_another_name_or_manager_of_the_same_address_is_the_same_person() -> None:
    head = ("record_id", "redcap_event_name", "email", "name", "manager_email", "soup", "all_complete")
    read = read_of(
        ("1", "base", "ada@example.org", "Ada", "x@example.org", None, "2"),
        ("1", "skills", None, "Ada L.", "y@example.org", "3", "2"),
        head=head,
    )
    assert parts(read) == [False, True]


def test_an_export_with_a_line_per_record_is_left_as_it_is() -> None:
    read = read_of(("1", "base", None, None, "Alpha", "1", "2"), ("2", "base", None, None, "Beta", "2", "2"))
    assert read.is_part is None
    assert all(column.rows is None for column in read.columns)


def test_parts_are_superseded_and_nobody_is_a_namesake_of_themselves() -> None:
    head = ("record_id", "redcap_event_name", "name", "soup", "all_complete")
    read = read_of(
        ("1", "base", "Ada", None, "2"),
        ("1", "skills", None, "3", "2"),
        ("2", "base", "Bo", None, "2"),
        ("2", "skills", "Bo", "1", "2"),
        head=head,
    )
    understood = matched(read, FROM_0, NO_RULINGS)
    assert understood.is_response.tolist() == [True, False, True, False]
    assert understood.is_superseded.tolist() == [False, True, False, True]
    assert understood.problems == ()
    [soup] = [ratings for ratings in understood.ratings if ratings.dimension == "soup"]
    assert [(int(soup.level[at]), int(soup.row[at])) for at in (0, 2)] == [(3, 3), (1, 5)]


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("May we contact you by e-mail?", "Yes", "No"),
        ("Would you like the results by email", "Yes", "No"),
        ("Your manager's email", "x@example.org", "y@example.org"),
    ],
)
def test_what_is_no_address_of_the_person_parts_no_record(header: str, first: str, second: str) -> None:
    head = (*HEAD[:-2], header, *HEAD[-2:])
    read = read_of(
        ("1", "base", "a@example.org", None, "Alpha", first, None, "2"),
        ("1", "skills", None, "2026-09-04 09:00:00", None, second, "3", "2"),
        head=head,
    )
    assert parts(read) == [False, True]
