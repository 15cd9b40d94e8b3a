"""The words of a figure, and how strong it looks."""

import pandas as pd
import pytest

from pipeline.charts.measures import (
    MEASURES,
    UNMET_DEMAND,
    answers_by_group,
    key_words,
    labels,
    measure_of,
    states,
    strengths,
)
from tests.pipeline.charts.made import EVERY_STATE, FIGURES, HIDDEN, NOTHING, cell, cells


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("Below target", ["66 %", "66 %", "66 %", "0 %"]),
        ("People below", ["27 of 41", "27 of 41", "27 of 29", "0 of 41"]),
        ("Average shortfall", ["1.0", "1.0", "1.0", "0.0"]),
        ("Depth", ["1.5", "1.5", "1.5", "None below"]),
        ("At or above target", ["34 %", "34 %", "34 %", "100 %"]),
    ],
)
def test_a_cell_prints_its_figure_or_why_there_is_none(label: str, texts: list[str]) -> None:
    hidden = ["No target", "Not shown", "Not shown", "Not shown"]
    assert labels(EVERY_STATE, measure_of(label)).tolist() == texts + hidden


@pytest.mark.parametrize(
    ("label", "figure", "strength"),
    [
        ("Below target", {"prevalence": 0.25}, 0.25),
        ("People below", {"prevalence": 0.25, "below": 400}, 0.25),
        ("At or above target", {"coverage": 0.25}, 0.75),  # little coverage is a large gap
        ("Average shortfall", {"mean_shortfall": 0.5}, 0.25),  # of the two levels the scale spans
        ("Average shortfall", {"mean_shortfall": 3.5}, 1.0),
        ("Depth", {"depth": 1.75}, 0.52),  # of the 2.5 levels from 0.5 on; it prints as 1.8
    ],
)
def test_strength_has_fixed_ends(label: str, figure: dict[str, float], strength: float) -> None:
    lonely = cells(cell("Orbit", 1, "Data", FIGURES, **figure))
    assert strengths(lonely, measure_of(label)).tolist() == [pytest.approx(strength)]


def test_what_prints_the_same_has_the_same_colour() -> None:
    rows = [cell("Orbit", 1, "Data", FIGURES, prevalence=share) for share in (1 / 7, 0.14, 0.1449, 4 / 7, 0.5651)]
    assert labels(cells(*rows), MEASURES[0]).tolist() == ["14 %"] * 3 + ["57 %"] * 2
    told = strengths(cells(*rows), MEASURES[0]).tolist()
    assert told == [0.14] * 3 + [0.57] * 2


def test_the_key_names_the_figures_of_every_step() -> None:
    told = {measure.label: key_words(measure, 7) for measure in (*MEASURES, UNMET_DEMAND)}
    begins = [0, 15, 29, 43, 58, 72, 86]
    assert told["Below target"] == [f"from {share} %" for share in begins]
    assert told["People below"] == told["Unmet demand"] == told["Below target"]
    assert (told["At or above target"][0], told["At or above target"][-1]) == ("up to 100 %", "up to 14 %")
    assert told["Average shortfall"] == [f"from {0.3 * step:.1f}" for step in range(7)]
    assert (told["Depth"][0], told["Depth"][-1]) == ("from 0.5", "from 2.7")


def test_a_larger_gap_is_never_weaker() -> None:
    for measure in MEASURES:
        ends = [measure.at_no_gap, (measure.at_no_gap + measure.at_full) / 2, measure.at_full]
        rows = [cell("Orbit", 1, "Data", FIGURES, **{measure.shade: end}) for end in ends]
        assert strengths(cells(*rows), measure).tolist() == [0.0, pytest.approx(0.5, abs=0.03), 1.0]


def test_a_hidden_cell_is_hidden_whatever_else_it_lacks() -> None:
    hidden = cell("Quarry", 1, "Data", {"shown": False, "target_source": "none"})
    assert states(cells(hidden), MEASURES[0]).tolist() == ["Not shown"]


def test_demand_is_told_of_needs_and_not_of_targets() -> None:
    rows = cells(*(cell("Orbit", 1, "Data", figures) for figures in (FIGURES, FIGURES, NOTHING, HIDDEN)))
    demand = {"demand": [8, 3, 2, None], "unmet": [2, None, 0, None], "unmet_share": [0.25, None, 0.0, None]}
    asked = rows.assign(
        **{name: pd.Series(values, dtype="Float64") for name, values in demand.items()},
        is_demand_shown=[True, False, True, True],
    )
    assert labels(asked, UNMET_DEMAND).tolist() == ["2 of 8", "Not shown", "0 of 2", "No need"]
    assert strengths(asked, UNMET_DEMAND).astype(object).tolist()[::2] == [0.25, 0.0]
    assert measure_of("Unmet demand") is UNMET_DEMAND


def test_who_answered_is_told_once_a_group() -> None:
    expected = pd.DataFrame(
        {
            "name": ["Whole company", "Orbit"],
            "answered": ["41 of 50", "29–41 of 50"],
            "is_low": [False, True],  # 29 of 50 answered on data: 58 %
        }
    )
    pd.testing.assert_frame_equal(answers_by_group(EVERY_STATE), expected, check_dtype=False)


def test_without_a_roster_nobody_is_marked() -> None:
    lonely = cells(cell("Orbit", 1, "Data", FIGURES, headcount=None, response=None))
    assert answers_by_group(lonely)[["answered", "is_low"]].values.tolist() == [["41", False]]


def test_the_frame_is_left_as_it_was() -> None:
    before = EVERY_STATE.copy(deep=True)
    for measure in MEASURES:
        labels(EVERY_STATE, measure)
        strengths(EVERY_STATE, measure)
    pd.testing.assert_frame_equal(EVERY_STATE, before)


def test_an_unknown_name_is_the_first_measure() -> None:
    assert measure_of("no such") is MEASURES[0]
