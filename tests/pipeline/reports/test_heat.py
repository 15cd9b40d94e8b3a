"""A heatmap to print: labels, steps of colour, and what stands where there is no figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reports.heat import NOTHING, STEPS, HeatCell, heat_of, step_of
from tests.pipeline.charts.made import EVERY_STATE, FIGURES, cell, cells


def test_every_state_of_a_cell_is_told() -> None:
    heat = heat_of(EVERY_STATE)
    assert heat.dimensions == ("Data", "Prompting")
    assert [(row.name, row.is_company, row.answered, row.is_low) for row in heat.rows] == [
        ("Whole company", True, "41 of 50", False),
        ("Orbit", False, "29–41 of 50", True),
        ("Ridge", False, "–", False),
        ("Quarry", False, "–", False),
    ]
    figure = HeatCell("66 %", "step-4", 27 / 41)  # 27/41 lies between 4/7 and 5/7
    hidden = HeatCell("Not shown", "hidden")
    assert [row.cells for row in heat.rows] == [
        (figure, figure),
        (figure, HeatCell("0 %", "step-0", 0.0)),
        (HeatCell("No target", "no-target"), hidden),
        (hidden, hidden),
    ]
    assert heat.has_low


def test_small_teams_together_have_no_cell_where_they_stand_otherwise() -> None:
    heat = heat_of(cells(cell("Whole company", 0, "Data", FIGURES), cell("Together", 1, "Prompting", FIGURES)))
    assert [row.cells[place] for row, place in zip(heat.rows, (1, 0), strict=True)] == [NOTHING, NOTHING]


@pytest.mark.parametrize(("strength", "step"), [(0.0, 0), (0.142, 0), (0.143, 1), (0.5, 3), (0.858, 6), (1.0, 6)])
def test_a_colour_has_a_seventh_of_the_scale(strength: float, step: int) -> None:
    assert step_of(strength) == step


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_never_has_a_weaker_colour(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= step_of(low) <= step_of(high) < STEPS
