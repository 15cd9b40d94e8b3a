"""Headers of averages, totals, targets and row numbers."""

import pytest

from pipeline.matching.derived import is_beside, is_numbering, is_worked_out


@pytest.mark.parametrize(
    "header", ["AVG", "Total", "Total score", "Ø", "Average skill level", "Summe", "Overall rating"]
)
def test_averages_and_totals(header: str) -> None:
    assert is_worked_out(header)


@pytest.mark.parametrize("header", ["Level", "Mean stack", "Total quality management", "Averages in practice", ""])
def test_what_only_mentions_one_is_none(header: str) -> None:
    assert not is_worked_out(header)


@pytest.mark.parametrize(("header", "expected"), [("#", True), ("No.", True), ("Age", True), ("ID cards", False)])
def test_numbers_of_rows(header: str, expected: bool) -> None:
    assert is_numbering(header) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("AVG AI in Production", True),
        ("AI in Production: Target", True),
        ("Required level of AI in Production", True),
        ("AI in Production", False),
        ("AI in Production: now", False),
        ("AI in Production and target groups", False),
    ],
)
def test_what_stands_beside_a_dimension(header: str, expected: bool) -> None:
    assert is_beside(header, "AI in Production") is expected
