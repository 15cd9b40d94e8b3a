"""A team's bars: where they are split, what is printed, and what a hidden one does not carry."""

from typing import Any

import pandas as pd
import pytest

from pipeline.charts.segments import aims, remarks, segments, states
from pipeline.charts.standing import standing
from pipeline.charts.standing_tables import standing_rows, standing_table
from pipeline.charts.theme import LIGHT, level_colours
from pipeline.frameworks.loader import shipped
from tests.pipeline.charts.team import EVERY_STATE, HIDDEN, MIXED, NO_TARGET, SPLIT, dimensions

FRAMEWORK = shipped()[0]
NAMES = ["None of these yet", "Aware", "Practicing", "Proficient", "Expert"]


def test_bars_are_split_at_the_target_and_outwards_from_it() -> None:
    # Data (mixed) reaches furthest to the left, 8 people; Production, not split, begins there
    expected = pd.DataFrame(
        [
            ("Prompting", "None of these yet", "below", 2, -5, -3, 0, "2"),
            ("Prompting", "Aware", "below", 3, -3, 0, 1, "3"),
            ("Prompting", "Practicing", "reached", 4, 0, 4, 2, "4"),
            ("Data", "Below target", "below", 8, -8, 0, None, "8"),
            ("Data", "At or above target", "reached", 1, 0, 1, None, "1"),
            ("Production", "None of these yet", "plain", 1, -8, -7, 0, "1"),
            ("Production", "Expert", "plain", 8, -7, 1, 4, "8"),
        ],
        columns=["dimension_name", "part", "side", "people", "start", "end", "level", "label"],
    ).astype({"level": "Int64"})
    pd.testing.assert_frame_equal(segments(EVERY_STATE, FRAMEWORK), expected)


def test_each_dimension_says_what_it_is_split_at() -> None:
    assert aims(EVERY_STATE, FRAMEWORK) == [
        "Target: Practicing",
        "Targets differ",
        "No target: not split",
        "Target: Proficient",
    ]
    assumed = dimensions(SPLIT | {"target_source": "assumed"})
    assert aims(assumed, FRAMEWORK) == ["Assumed target: Practicing"]
    assert remarks(EVERY_STATE) == [None, None, None, "Not shown"]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (SPLIT, "by level"),
        (SPLIT | {"levels": None}, "two sums"),  # too few for each level
        (SPLIT | {"rated": 11}, "two sums"),  # two of them have no target
        (MIXED, "two sums"),
        (NO_TARGET, "whole"),
        (MIXED | {"shown": False, "assessed": None}, "whole"),  # the sums could tell single people apart
        (NO_TARGET | {"levels": None}, "hidden"),
        (HIDDEN, "hidden"),
    ],
)
def test_only_people_with_one_target_are_split_by_level(row: dict[str, Any], state: str) -> None:
    assert states(dimensions(row)).tolist() == [state]


def test_people_at_or_above_the_target_are_right_of_the_line_whatever_the_target() -> None:
    high = segments(dimensions(SPLIT | {"target": 4, "below": 9, "reached": 0}), FRAMEWORK)
    assert (high["end"] <= 0).all()
    low = segments(dimensions(SPLIT | {"target": 0, "below": 0, "reached": 9}), FRAMEWORK)
    assert (low["start"] >= 0).all()


def _spec(rows: pd.DataFrame = EVERY_STATE) -> dict[str, Any]:
    return standing(rows, FRAMEWORK, LIGHT).to_dict()


def test_a_level_keeps_its_colour_and_the_legend_names_every_level() -> None:
    colour = _spec()["layer"][0]["encoding"]["color"]
    assert colour["scale"] == {"domain": NAMES, "range": [fill for fill, _ in level_colours(5, LIGHT)]}
    assert colour["legend"]["orient"] == "bottom"


def test_both_halves_share_one_scale_of_people_around_the_target() -> None:
    spec = _spec()
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [-8, 4]
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == ["Prompting", "Data", "Production", "Safety"]


def test_the_target_line_crosses_only_what_is_split() -> None:
    spec = _spec()
    tick = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "tick")
    assert spec["datasets"][tick["data"]["name"]] == [
        {"dimension_name": "Prompting", "start": 0},
        {"dimension_name": "Data", "start": 0},
    ]


def test_a_hidden_dimension_carries_its_name_and_nothing_else() -> None:
    rows = [row for rows in _spec()["datasets"].values() for row in rows if row.get("dimension_name") == "Safety"]
    assert [(row["remark"], row["start"], row["end"]) for row in rows] == [("Not shown", -8, 4)]


def test_a_count_is_printed_where_there_is_room_for_it() -> None:
    many = SPLIT | {"levels": {"0": 1, "1": 399, "2": 100}, "rated": 500, "assessed": 500, "below": 400, "reached": 100}
    spec = _spec(dimensions(many))
    printed = {
        row["label"]: row["is_printed"] for rows in spec["datasets"].values() for row in rows if "is_printed" in row
    }
    assert printed == {"1": False, "399": True, "100": True}


def test_the_alternative_text_tells_every_bar() -> None:
    told = _spec()["description"]
    assert "Prompting (Target: Practicing): None of these yet 2, Aware 3, Practicing 4" in told
    assert "Safety (Target: Proficient): Not shown" in told


def test_a_team_of_nothing_but_hidden_dimensions_can_be_drawn() -> None:
    spec = _spec(dimensions(HIDDEN))
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [-1, 1]


def test_the_table_says_why_a_figure_is_missing() -> None:
    table = standing_table(EVERY_STATE, FRAMEWORK).set_index("Dimension")
    assert table.loc["Prompting"].to_dict() == {
        "Split at": "Target: Practicing",
        "Answered": "9 of 12",
        **dict(zip(NAMES, ["2", "3", "4", "0", "0"], strict=True)),
        "Below target": "5",
        "At or above target": "4",
        "Share": "44 %",
        "Its division": "63 %",  # a half is rounded up
        "The company": "75 %",
        "Steps to target": "7",
        "Response": "75 %",
    }
    assert table.loc["Production", ["Expert", "Below target", "Share", "The company"]].tolist() == [
        "8",
        "No target",
        "No target",
        "–",
    ]
    assert set(table.loc["Safety"].drop(["Split at"])) == {"Not shown", "–"}


def test_the_file_holds_each_level_in_a_column_of_its_own() -> None:
    rows = standing_rows(EVERY_STATE, FRAMEWORK)
    assert "levels" not in rows.columns
    people = rows[[f"level_{level}" for level in range(5)]]
    assert people.loc[0].tolist() == [2, 3, 4, 0, 0]
    assert people.loc[3].isna().all()
