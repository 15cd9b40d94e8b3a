"""People by level: the rubric's order, unused levels, the target."""

import pandas as pd

from pipeline.charts.distribution import distribution, level_shares
from pipeline.charts.theme import LIGHT
from pipeline.frameworks.loader import shipped

FRAMEWORK = shipped()[0]
NAMES = ["None of these yet", "Aware", "Practicing", "Proficient", "Expert"]
PEOPLE = {"0": 3, "1": 5, "2": 0, "3": 2}  # ten people; nobody is at 2 or 4


def test_every_level_has_its_people_and_share() -> None:
    expected = pd.DataFrame(
        {
            "level": [0, 1, 2, 3, 4],
            "level_name": NAMES,
            "people": [3, 5, 0, 2, 0],
            "share": pd.array([0.3, 0.5, 0.0, 0.2, 0.0], dtype="Float64"),
            "side": ["below", "below", "reached", "reached", "reached"],
            "label": ["3 (30 %)", "5 (50 %)", "0 (0 %)", "2 (20 %)", "0 (0 %)"],
        }
    )
    pd.testing.assert_frame_equal(level_shares(PEOPLE, FRAMEWORK, 2), expected)


def test_without_a_target_no_side_is_taken() -> None:
    assert set(level_shares(PEOPLE, FRAMEWORK, None)["side"]) == {"plain"}


def test_nobody_assessed_has_no_share() -> None:
    empty = level_shares({}, FRAMEWORK, 2)
    assert empty["share"].isna().all()
    assert empty["label"].tolist() == ["0"] * 5


def test_bars_start_at_zero_and_keep_the_rubrics_order() -> None:
    bars = distribution(PEOPLE, FRAMEWORK, 2, LIGHT).to_dict()["layer"][0]["encoding"]
    assert bars["y"]["scale"]["zero"] is True
    assert bars["y"]["scale"]["domain"][0] == 0
    assert bars["x"]["scale"]["domain"] == NAMES


def test_the_target_stands_before_its_level() -> None:
    spec = distribution(PEOPLE, FRAMEWORK, 2, LIGHT).to_dict()
    rule = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "rule")
    assert rule["encoding"]["x"]["bandPosition"] == 0
    assert spec["datasets"][rule["data"]["name"]] == [
        {"level_name": "Practicing", "note": "Target: Practicing or above"}
    ]


def test_without_a_common_target_there_is_no_line() -> None:
    spec = distribution(PEOPLE, FRAMEWORK, None, LIGHT).to_dict()
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["bar", "text"]
    assert spec["description"].endswith("There is no common target.")
