"""The pictures and tables of one dimension: pieces, targets, indicators, parts, and what is hidden."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd
import pytest

from pipeline.charts.by_level import by_level, pieces, target_places
from pipeline.charts.contributors import contributors
from pipeline.charts.dimension_tables import contributors_table, groups_rows, groups_table, indicators_table
from pipeline.charts.missing import missing, missing_bars
from pipeline.charts.theme import LIGHT, MOST_ROWS
from pipeline.frameworks.loader import shipped
from tests.pipeline.charts.dimension_rows import GROUPS, INDICATORS

FRAMEWORK = shipped()[0]
NAMES = ["None of these yet", "Aware", "Practicing", "Proficient", "Expert"]


def drawn(chart: alt.LayerChart | alt.FacetChart) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict()
    return spec


def rows_of(spec: dict[str, Any], column: str) -> list[dict[str, Any]]:
    """The rows of the first dataset that has a column."""
    return next(rows for rows in spec["datasets"].values() if rows and column in rows[0])


def test_the_pieces_of_a_bar_follow_each_other_from_the_lowest_level() -> None:
    own = pieces(GROUPS[GROUPS["name"] == "Orbit"], FRAMEWORK).drop(columns="is_printed")
    expected = pd.DataFrame(
        {
            "name": ["Orbit"] * 4,
            "level_name": ["None of these yet", "Aware", "Proficient", "Expert"],  # nobody is at Practicing
            "people": [10, 17, 13, 1],
            "start": [0, 10 / 41, 27 / 41, 40 / 41],
            "end": [10 / 41, 27 / 41, 40 / 41, 1],
            "label": pd.Series(["10", "17", "13", "1"], dtype=object),
        }
    )
    pd.testing.assert_frame_equal(own, expected, check_dtype=False)


def test_a_count_is_printed_only_where_it_fits() -> None:
    narrow = GROUPS.head(1).assign(levels=[{"0": 1, "4": 999}])
    assert pieces(narrow, FRAMEWORK)["is_printed"].tolist() == [False, True]


def test_a_what_if_draws_both_lines_and_tables_both_figures() -> None:
    asked = GROUPS.assign(target=3, below=27, target_source="what-if")
    now = GROUPS
    lines = [rows for rows in drawn(by_level(asked, FRAMEWORK, LIGHT, now))["datasets"].values() if "aim" in rows[0]]
    assert [{row["aim"] for row in rows} for rows in lines] == [{"Practicing"}, {"Proficient"}]
    table = groups_table(asked, FRAMEWORK, now)
    assert table.columns.tolist()[-3:] == ["Below target", "Below, as it is", "Answered"]
    assert table["Below, as it is"].tolist() == groups_table(now, FRAMEWORK)["Below target"].tolist()


def test_the_target_stands_where_the_people_below_it_end() -> None:
    found = target_places(GROUPS, FRAMEWORK)
    assert found["name"].tolist() == ["Whole company", "Orbit"]  # Tundra's targets differ, Ridge has none
    assert found["start"].tolist() == pytest.approx([27 / 41] * 2)
    assert set(found["aim"]) == {"Practicing"}


def test_the_rows_stand_in_their_order_and_the_company_apart() -> None:
    spec = drawn(by_level(GROUPS, FRAMEWORK, LIGHT))
    [domain] = [
        layer["encoding"]["y"]["scale"]["domain"] for layer in spec["layer"] if "scale" in layer["encoding"]["y"]
    ]
    assert domain == ["Whole company", " ", "Orbit", "Summit", "Tundra", "Ridge", "Quarry"]


def test_every_bar_says_who_is_below_or_why_not() -> None:
    told = {row["name"]: row["told"] for row in rows_of(drawn(by_level(GROUPS, FRAMEWORK, LIGHT)), "told")}
    assert told == {
        **dict.fromkeys(["Whole company", "Orbit", "Tundra"], "66 %, 27 of 41"),
        "Summit": "66 %, 1 of 41",
        "Ridge": "No target",
        "Quarry": "",  # the bar says it
    }


def test_a_hidden_group_is_named_and_nothing_else() -> None:
    spec = drawn(by_level(GROUPS, FRAMEWORK, LIGHT))
    remarks = {row["name"]: row["remark"] for row in rows_of(spec, "remark")}
    assert remarks == {"Quarry": "Not shown", "Summit": "Too few answers to show each level"}
    of_quarry = [row for rows in spec["datasets"].values() for row in rows if row.get("name") == "Quarry"]
    assert {key for row in of_quarry for key in row} == {"name", "start", "told", "remark", "end", "middle"}


def test_levels_keep_their_colours_whatever_is_drawn() -> None:
    spec = drawn(by_level(GROUPS[GROUPS["name"] == "Quarry"], FRAMEWORK, LIGHT))
    bars = next(layer for layer in spec["layer"] if layer["encoding"].get("color", {}).get("legend"))
    assert bars["encoding"]["color"]["scale"]["domain"] == NAMES


def test_too_many_bars_are_refused() -> None:
    with pytest.raises(ValueError, match="draw a page of groups"):
        by_level(pd.concat([GROUPS] * MOST_ROWS), FRAMEWORK, LIGHT)


def test_indicators_stand_under_their_level_with_share_and_people() -> None:
    bars = missing_bars(INDICATORS, FRAMEWORK)
    assert bars["row"].tolist() == ["level 1", "indicator 0", "level 3", "indicator 1"]
    assert bars["lines"].tolist()[0::2] == [["Aware"], ["Proficient"]]
    assert bars["label"].tolist()[1::2] == ["13 % (1 of 8)", "100 % (8 of 8)"]
    assert bars["kind"].tolist()[1::2] == ["Defining", "Supporting"]


def test_the_text_of_an_indicator_is_printed_whole() -> None:
    spec = drawn(missing(INDICATORS, FRAMEWORK, LIGHT))
    texts = [row["text"] for rows in spec["datasets"].values() for row in rows if "text" in row]
    assert "I have seen <b>data</b>" in texts
    long = next(text for text in texts if text.startswith("I have cleaned"))
    assert long.replace("\n", " ") == "I have cleaned it " * 20 + "(supporting)"
    assert len(long.split("\n")) * 16 < spec["height"] / 4  # a row has room for all its lines


def test_bars_of_indicators_start_at_zero_in_the_rubrics_order() -> None:
    spec = drawn(missing(INDICATORS, FRAMEWORK, LIGHT))
    encoding = spec["layer"][0]["encoding"]
    assert encoding["x"]["scale"]["domain"][0] == 0
    assert encoding["y"]["scale"]["domain"] == ["level 1", "indicator 0", "level 3", "indicator 1"]
    assert "supporting indicators" in spec["title"]["subtitle"]
    assert "not ticked by 13 % (1 of 8)" in spec["description"]


def test_without_supporting_indicators_nothing_is_said_of_them() -> None:
    spec = drawn(missing(INDICATORS.head(1), FRAMEWORK, LIGHT))
    assert "supporting" not in json.dumps(spec["title"])


def test_parts_of_the_gap_with_their_people() -> None:
    spec = drawn(contributors(GROUPS.iloc[1:4], LIGHT))
    assert [(row["name"], row["contribution"], row["label"]) for row in rows_of(spec, "contribution")] == [
        ("Orbit", 0.6, "60 % (27 people)"),
        ("Summit", 0.25, "25 % (1 person)"),
        ("Tundra", 0.15, "15 % (27 people)"),
    ]
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0] == 0


def test_the_tables_hold_what_is_drawn() -> None:
    table = groups_table(GROUPS, FRAMEWORK)
    assert table.columns.tolist() == ["Group", *NAMES, "Below target", "Answered"]
    assert table.iloc[1].tolist() == ["Orbit", 10, 17, 0, 13, 1, "66 %, 27 of 41", "41 of 50"]
    assert table.iloc[-1].tolist() == ["Quarry", *[pd.NA] * 5, "Not shown", "Not shown"]
    assert indicators_table(INDICATORS, FRAMEWORK).iloc[0].tolist() == [
        *("Aware", "I have seen <b>data</b>", "Defining"),
        *(7, 1, 0.125),
    ]
    assert contributors_table(GROUPS.iloc[1:2]).iloc[0].tolist() == ["Orbit", 27, 0.6]


def test_the_file_has_a_column_per_level_and_nothing_of_a_hidden_group() -> None:
    rows = groups_rows(GROUPS, FRAMEWORK)
    assert rows.loc[1, ["level_0", "level_1", "level_2", "level_3", "level_4"]].tolist() == [10, 17, 0, 13, 1]
    quarry = rows[rows["group"] == "Quarry"].dropna(axis=1)
    assert set(quarry) == {
        *("group", "kind", "dimension", "dimension_name", "headcount", "shown", "target", "target_source", "asked")
    }
