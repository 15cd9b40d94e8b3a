"""What tells a response apart in a newer export of the same survey."""

from __future__ import annotations

import pytest

from pipeline.errors import ExportError
from pipeline.matching.recipe import Rulings
from pipeline.model import MetadataKind
from tests.pipeline.matching.small import FROM_0, export, read

T1, T2 = "2026-03-01T09:00:00", "2026-03-01T09:05:00"
TOOL: dict[int, MetadataKind] = {1: "completed_at", 2: "email"}
HEADERS = ["Time", "Address", "Soup", "Mood"]


def keys(*rows: tuple[str | None, str, str, str | None]) -> list[int]:
    """Response keys of rows of address, level, mood and time."""
    cells = [[time, address, level, mood] for address, level, mood, time in rows]
    return read(export(HEADERS, *cells, times=[row[3] for row in rows], metadata=TOOL)).response_key.tolist()


def test_same_time_answers_and_person_are_the_same_response() -> None:
    before = keys(("a@k.example", "1", "fine", T1), ("b@k.example", "2", "well", T2))
    after = keys(("b@k.example", "2", "well", T2), ("c@k.example", "2", "well", T2), ("a@k.example", "1", "fine", T1))
    assert (after[0], after[2]) == (before[1], before[0])
    assert len({*before, *after}) == 3


@pytest.mark.parametrize(
    "other",
    [
        ("a@k.example", "2", "fine", T1),
        ("a@k.example", "1", "well", T1),
        ("a@k.example", "1", "fine", T2),
        ("b@k.example", "1", "fine", T1),
    ],
    ids=["answer", "other answer", "time", "person"],
)
def test_any_difference_makes_another_response(other: tuple[str | None, str, str, str | None]) -> None:
    one, two = keys(("a@k.example", "1", "fine", T1), other)
    assert one != two


def test_without_a_time_nothing_tells_a_response_apart() -> None:
    assert keys(("a@k.example", "1", "fine", None)) == [0]


def test_a_response_id_outlives_edited_answers_and_times() -> None:
    metadata: dict[int, MetadataKind] = {1: "response_id", 2: "email"}
    before = read(export(HEADERS, ["R7", "a@k.example", "1", "x"], times=[T1], metadata=metadata))
    after = read(export(HEADERS, ["R7", "a@k.example", "3", "y"], times=[T2], metadata=metadata))
    assert before.response_key.tolist() == after.response_key.tolist() != [0]
    assert before.content.tolist() != after.content.tolist()


def test_the_same_questions_in_any_order_are_the_same_survey() -> None:
    def survey(*headers: str) -> int:
        return read(export(list(headers), ["1"] * len(headers))).survey_key

    assert survey("Soup", "Mood") == survey(" mood", "SOUP")
    assert survey("Soup", "Mood") != survey("Soup", "Food")


def test_the_order_of_columns_changes_no_key() -> None:
    one = read(export(["Soup", "Mood"], ["1", "well"], ["2", "fine"], times=[T1, T2]))
    other = read(export(["Mood", "Soup"], ["well", "1"], ["fine", "2"], times=[T1, T2]))
    assert one.response_key.tolist() == other.response_key.tolist()
    swapped = read(export(["Soup", "Mood"], ["well", "1"], ["2", "fine"], times=[T1, T2]))
    assert swapped.response_key[0] != one.response_key[0]


def test_problems_stand_in_reading_order() -> None:
    found = read(export(["Bread & Baking", "Soup"], ["?", "!"], ["1", "1"], ["!", "2"]))
    assert [(problem.row, problem.column) for problem in found.problems] == [(2, "A"), (2, "B"), (4, "A")]


@pytest.mark.parametrize(
    ("rulings", "title"),
    [
        (Rulings({"Mood": "stew"}), "'stew'"),
        (Rulings({"Mood": "attribute:shoe size"}), "'attribute:shoe size'"),
        (Rulings(answers={"guru": 9}), "level 9"),
    ],
)
def test_rulings_that_the_framework_cannot_follow_are_refused(rulings: Rulings, title: str) -> None:
    with pytest.raises(ExportError) as caught:
        read(export(["Soup", "Mood"], ["1", "2"]), FROM_0, rulings)
    assert title in caught.value.title
    assert caught.value.detail
