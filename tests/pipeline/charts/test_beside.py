"""A team's shares beside its division's and the company's."""

import pandas as pd

from pipeline.charts.beside import beside, shares
from pipeline.charts.theme import LIGHT
from tests.pipeline.charts.team import EVERY_STATE, SPLIT, dimensions


def test_who_has_a_figure_is_drawn_with_the_people_behind_it() -> None:
    expected = pd.DataFrame(
        [
            ("Prompting", "The company", 0.75, "75 %", "60 of 80 people"),
            ("Prompting", "Its division", 0.625, "63 %", "10 of 16 people"),
            ("Prompting", "This team", 4 / 9, "44 %", "4 of 9 people"),
        ],
        columns=["dimension_name", "who", "coverage", "label", "people"],
    ).astype({"coverage": "Float64"})
    pd.testing.assert_frame_equal(shares(dimensions(SPLIT)), expected, check_dtype=False)


def test_the_axis_runs_from_none_to_all_and_is_never_cut() -> None:
    x = beside(EVERY_STATE, LIGHT).to_dict()["layer"][0]["encoding"]["x"]
    assert x["axis"]["values"] == [0, 0.5, 1]
    assert x["scale"]["domain"] == [-0.1, 1.1]


def test_a_dimension_without_a_figure_says_why() -> None:
    spec = beside(EVERY_STATE, LIGHT).to_dict()
    told = {row["dimension_name"]: row["told"] for rows in spec["datasets"].values() for row in rows if "told" in row}
    assert told == {"Production": "No target", "Safety": "Not shown"}


def test_without_divisions_only_the_company_stands_beside() -> None:
    alone = SPLIT | {"division_reached": None, "division_assessed": None, "division_coverage": None}
    spec = beside(dimensions(alone), LIGHT).to_dict()
    assert spec["title"]["subtitle"] == "Beside the company"
    assert spec["layer"][0]["encoding"]["shape"]["scale"]["domain"] == ["This team", "The company"]
    assert "division" not in spec["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
