"""Managers' ratings beside people's own: the pieces of the bars, what is said where there is none, the table."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.charts.raters import in_words, pieces, rater_table, raters
from pipeline.charts.theme import DARK, LIGHT

COUNTS = ("n", "same", "manager_lower", "manager_higher")
FIGURES = ("agreement", "mean_difference", "kappa")
NONE = (None,) * 6
FEW = "fewer than 20 people have both ratings"
ONE = "everybody has one and the same level from both, so chance alone would agree as well"

DIMENSIONS = pd.DataFrame(
    [
        ("testing", "Testing", 20, 15, 0, 5, 0.75, 0.25, 0.5, None),
        ("release", "Release", 1, *NONE, FEW),
        ("review", "Review", 1_250, 1_000, 250, 0, 0.8, -0.2, 0.8, None),
        ("ethics", "Ethics", 30, 30, 0, 0, 1.0, 0.0, None, ONE),
    ],
    columns=["dimension", "dimension_name", *COUNTS, *FIGURES, "reason"],
    dtype=object,
).astype({**dict.fromkeys(COUNTS, "Int64"), **dict.fromkeys(FIGURES, "Float64")})


def test_pieces_lie_from_lower_to_higher_over_the_whole_bar() -> None:
    expected = pd.DataFrame(
        [
            ("Testing", "Same level", 15, 0.0, 0.75, "15", "15 of 20 people"),
            ("Testing", "Manager higher", 5, 0.75, 1.0, "5", "5 of 20 people"),
            ("Review", "Manager lower", 250, 0.0, 0.2, "250", "250 of 1,250 people"),
            ("Review", "Same level", 1_000, 0.2, 1.0, "1,000", "1,000 of 1,250 people"),
            ("Ethics", "Same level", 30, 0.0, 1.0, "30", "30 of 30 people"),
        ],
        columns=["dimension_name", "side", "people", "start", "end", "label", "words"],
    )
    pd.testing.assert_frame_equal(pieces(DIMENSIONS), expected)


def test_the_table_says_every_figure_and_why_one_is_missing() -> None:
    expected = pd.DataFrame(
        [
            ("Testing", "Fair agreement", "75 %", "+0.3", "0.50", "20", "0", "15", "5"),
            ("Release", FEW.capitalize(), "–", "–", "–", "1", "–", "–", "–"),
            ("Review", "Good agreement", "80 %", "−0.2", "0.80", "1,250", "250", "1,000", "0"),
            ("Ethics", ONE.capitalize(), "100 %", "0.0", "–", "30", "0", "30", "0"),
        ],
        columns=["Dimension", "In words", "Share the same", "Mean difference", "Beyond chance", "People",
                 "Lower", "Same", "Higher"],
    )  # fmt: skip
    pd.testing.assert_frame_equal(rater_table(DIMENSIONS).astype(object), expected.astype(object))


@pytest.mark.parametrize(
    ("kappa", "words"),
    [
        (0.75, "Good agreement"),
        (0.7499, "Fair agreement"),
        (0.4, "Fair agreement"),
        (0.3999, "Little agreement beyond chance"),
        (-0.5, "Little agreement beyond chance"),
    ],
)
def test_kappa_is_said_in_words(kappa: float, words: str) -> None:
    assert in_words(kappa, None) == words


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_drawing_carries_no_figure_of_a_dimension_with_too_few(look: object) -> None:
    spec = raters(DIMENSIONS, look).to_dict(validate=False)  # type: ignore[arg-type]
    sets = list(spec["datasets"].values())
    [bars] = [rows for rows in sets if rows and "side" in rows[0]]
    assert {row["dimension_name"] for row in bars} == {"Testing", "Review", "Ethics"}
    assert [row["is_printed"] for row in bars] == [True] * 5
    [remarks] = [rows for rows in sets if rows and "remark" in rows[0]]
    assert [(row["dimension_name"], row["remark"]) for row in remarks] == [("Release", FEW.capitalize())]
    assert (
        "Testing: same level 15 of 20 people, manager higher 5 of 20 people. Release: too few people."
        in (spec["description"])
    )


def test_a_piece_too_narrow_for_its_number_is_left_to_the_table() -> None:
    row = DIMENSIONS.iloc[[2]].assign(same=1_249, manager_lower=1)
    spec = raters(row, LIGHT).to_dict(validate=False)
    [bars] = [rows for rows in spec["datasets"].values() if rows and "side" in rows[0]]
    assert [(piece["label"], piece["is_printed"]) for piece in bars] == [("1", False), ("1,249", True)]
