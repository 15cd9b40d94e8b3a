"""Which gap is first, and the sentence that says why."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.disclosure.hiding import hidden_gaps
from pipeline.metrics.gaps import gaps
from pipeline.metrics.ranking import largest, most_common, rankings
from pipeline.model import Grouping
from tests.pipeline.metrics.examples import cube, framework, targets

FRAMEWORK = framework(dimensions=1, lowest=0)


def people(team: str, *levels: int | None) -> list[tuple[object, ...]]:
    """One row per level that somebody has."""
    return [("North", team, None, "D1", level, levels.count(level)) for level in sorted(set(levels), key=str)]


# Assumed target 2 (Practicing). Below of assessed, depth, p1:
COUNTS = cube(
    people("Kestrel", 0, 2, 3, 4)  # 1 of 4, depth 2, p1 1/4
    + people("Osprey", 1, 1, 2, 2)  # 2 of 4, depth 1, p1 1/4
    + people("Whimbrel", 0, 0, 2, 2)  # 2 of 4, depth 2, p1 1/2
    + people("Egret", 1, 1, 1, 2, 2, 2)  # 3 of 6, depth 1, p1 1/4
    + people("Wren", 2, 4, 4, 4)  # nobody below
    + people("bittern", 0)  # 1 of 1: hidden where min_group is 4
    + people("Dunlin", None, None)  # nobody answered
    + people("Curlew", 0, 1, 2)  # 2 of 3, depth 1.5, p1 1/2
)
GAPS = gaps(COUNTS, None, FRAMEWORK, Grouping("team"), "Acme", has_headcount=True)


def lines(ranked: pd.DataFrame) -> list[tuple[object, ...]]:
    places = [None if place is pd.NA else place for place in ranked["place"]]
    return list(zip(places, ranked["group"], ranked["reason"], strict=True))


def test_most_common_is_by_prevalence_then_heads_then_p1() -> None:
    assert lines(most_common(GAPS, FRAMEWORK)) == [
        (1, "bittern", "1 of 1 people is below Practicing."),
        (2, "Curlew", "2 of 3 people are below Practicing."),
        (3, "Egret", "3 of 6 people are below Practicing."),
        (4, "Whimbrel", "2 of 4 people are below Practicing."),
        (5, "Osprey", "2 of 4 people are below Practicing."),
        (6, "Kestrel", "1 of 4 people is below Practicing."),
        (7, "Wren", "0 of 4 people are below Practicing."),
        (None, "Dunlin", "Nobody has answered."),
    ]


def test_largest_is_by_depth_then_p1() -> None:
    assert lines(largest(GAPS, FRAMEWORK)) == [
        (1, "bittern", "1 of 1 people is below Practicing, by 2 levels on average."),
        (2, "Whimbrel", "2 of 4 people are below Practicing, by 2 levels on average."),
        (3, "Kestrel", "1 of 4 people is below Practicing, by 2 levels on average."),
        (4, "Curlew", "2 of 3 people are below Practicing, by 1.5 levels on average."),
        (5, "Egret", "3 of 6 people are below Practicing, by 1 level on average."),
        (6, "Osprey", "2 of 4 people are below Practicing, by 1 level on average."),
        (None, "Dunlin", "Nobody has answered."),
        (None, "Wren", "0 of 4 people are below Practicing."),
    ]


@pytest.mark.parametrize("ranking", [most_common, largest])
def test_hidden_rows_stand_last_and_by_name(ranking: object) -> None:
    ranked = ranking(hidden_gaps(GAPS, GAPS["assessed"] < 4), FRAMEWORK)  # type: ignore[operator]
    unplaced = [line for line in lines(ranked) if line[2] == "Not shown."]
    assert unplaced == [
        (None, "bittern", "Not shown."),
        (None, "Curlew", "Not shown."),
        (None, "Dunlin", "Not shown."),
    ]


def test_mixed_targets_pooled_pairs_and_no_target_are_said_so() -> None:
    aims = targets([(None, "Whimbrel", None, "D1", 3), (None, "Osprey", None, "D1", 2)])
    company = gaps(COUNTS, aims, FRAMEWORK, Grouping("company", False), "Acme", has_headcount=True)
    assert most_common(company, FRAMEWORK)["reason"].tolist() == ["6 of 8 ratings are below target."]
    teams = gaps(COUNTS, aims, FRAMEWORK, Grouping("team"), "Acme", has_headcount=True)
    assert most_common(teams, FRAMEWORK)["reason"].tolist()[-1] == "Nobody has a target."


def test_rows_keep_their_figures_and_the_gaps_stay_as_they_were() -> None:
    before = GAPS.copy(deep=True)
    ranked = most_common(GAPS, FRAMEWORK)
    pd.testing.assert_frame_equal(GAPS, before)
    again = ranked.drop(columns=["place", "reason"])
    names = ["group", "division", "dimension"]
    pd.testing.assert_frame_equal(
        again.sort_values(names, ignore_index=True), before.sort_values(names, ignore_index=True)
    )


def test_the_order_of_the_rows_given_does_not_matter() -> None:
    pd.testing.assert_frame_equal(most_common(GAPS[::-1], FRAMEWORK), most_common(GAPS, FRAMEWORK))


def test_a_reason_counts_thousands_as_pages_do_and_rounds_a_half_up() -> None:
    rows = people("Heron", *[0] * 250, *[1] * 750, *[2] * 1000)
    figures = gaps(cube(rows), None, FRAMEWORK, Grouping("team"), "Acme", has_headcount=True)
    assert largest(figures, FRAMEWORK)["reason"].tolist() == [
        "1,000 of 2,000 people are below Practicing, by 1.3 levels on average."
    ]


def test_each_groups_gaps_are_placed_in_both_orders() -> None:
    columns = ["kind", "division", "group", "dimension", "dimension_name", "assessed", "below", "prevalence", "depth"]
    rows = pd.DataFrame(
        [
            ("team", "West", "Larks", "a", "A", 8, 6, 0.75, 1.0),
            ("team", "West", "Larks", "b", "B", 8, 2, 0.25, 2.5),
            ("team", "West", "Larks", "c", "C", 8, 0, 0.0, None),
            ("team", "East", "Larks", "a", "A", 5, 1, 0.2, 3.0),
        ],
        columns=columns,
    ).assign(shown=True, target=2, target_source="file", p1=0.5)
    placed = rankings(rows, FRAMEWORK)
    assert placed[["division", "ranking", "place", "dimension"]].to_numpy().tolist() == [
        ["West", "common", 1, "a"],
        ["West", "common", 2, "b"],
        ["East", "common", 1, "a"],
        ["East", "largest", 1, "a"],
        ["West", "largest", 1, "b"],
        ["West", "largest", 2, "a"],
    ]
    assert placed["reason"].iloc[0] == "6 of 8 people are below Practicing."
