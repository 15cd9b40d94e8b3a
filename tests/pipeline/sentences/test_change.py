"""The answers of the change page: what is said of whom, and what is never said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.change_measures import CHANGE_MEASURES, change_measure_of
from pipeline.sentences import change
from tests.pipeline.charts.changes import BROKEN, HIDDEN, NOBODY, POOLED, ROW, row

SHORTFALL = change_measure_of("Average shortfall")
SHARE = change_measure_of("Below target")
LEVEL = change_measure_of("Average level")


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (ROW, "It looks so: the same 5 people moved closer to target, −0.60 levels."),
        (row(verdict="clear"), "Yes: the same 5 people moved closer to target, −0.60 levels (clear)."),
        (
            row(verdict="unclear"),
            "Perhaps: the same 5 people moved closer to target, −0.60 levels (unclear: it may be chance).",
        ),
        (
            row(within=0.25, verdict="clear", matched=1200),
            "No: the same 1,200 people moved away from target, +0.25 levels (clear).",
        ),
        (
            row(within=0.25, verdict="unclear"),
            "Perhaps not: the same 5 people moved away from target, +0.25 levels (unclear: it may be chance).",
        ),
        (row(within=0.001, verdict="unclear"), "No change: the same 5 people are as far from target as before."),
        (
            POOLED,
            "It looks so: over all dimensions, the same people moved closer to target (10 pairs of answers), "
            "−0.60 levels.",
        ),
    ],
)
def test_did_we_get_better(made: dict[str, Any], told: str) -> None:
    assert change.same_people(made, SHORTFALL) == told


def test_each_measure_has_its_own_words() -> None:
    assert change.same_people(ROW, SHARE).startswith("It looks so: among the same 5 people fewer are below target")
    assert change.same_people(row(within=0.2), LEVEL) == "It looks so: the same 5 people stand higher, +0.20 levels."


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (HIDDEN, "Not shown: too few people answered in both years"),
        (NOBODY, "nobody can be recognised in both cycles"),
        (BROKEN, "the rubric was reworded so far"),
    ],
)
def test_why_nothing_can_be_said_of_the_same_people(made: dict[str, Any], told: str) -> None:
    assert told in change.same_people(made, SHORTFALL)
    assert change.other_people(made, SHORTFALL) == "That cannot be said either."
    assert not change.interval(made, SHORTFALL)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        # -0.6 against 4/35 + 1/5 = 0.31
        (
            {},
            "They pull the other way: those who joined or are gone (+0.31 levels) hold back the same people "
            "(−0.60 levels).",
        ),
        (
            {"within": -0.2},
            "They pull the other way: those who joined or are gone (+0.31 levels) outweigh the same people "
            "(−0.20 levels).",
        ),
        (
            {"joined": -0.15, "gone": 0.0},  # a quarter
            "In part: the same people account for more of it (−0.60 levels) than those who joined or are gone "
            "(−0.15 levels).",
        ),
        (
            {"joined": -0.14, "gone": 0.0},
            "Hardly: those who joined or are gone account for little of it (−0.14 levels), the same people "
            "−0.60 levels.",
        ),
        (
            {"joined": -0.9, "gone": 0.0},
            "Mostly: those who joined or are gone account for −0.90 levels, the same people −0.60 levels.",
        ),
        (
            {"joined": 0.2, "gone": -0.2},
            "No: those who joined or are gone make no difference; the same people account for −0.60 levels.",
        ),
        (
            {"within": 0.0, "gone": 0.0},
            "Yes: the same people stand where they stood; those who joined or are gone account for +0.11 levels.",
        ),
        (
            {"within": 0.0, "joined": 0.0, "gone": 0.0, "target_change": 0.25},
            "No: neither the same people nor those who joined or are gone moved the figure of everyone. "
            "New targets account for +0.25 levels, more than both.",
        ),
        (
            {"joined": 0.0, "gone": 0.0, "target_change": 0.25, "rubric_change": -0.1},
            "No: those who joined or are gone make no difference; the same people account for −0.60 levels. "
            "New targets account for +0.25 levels. The reworded rubric accounts for −0.10 levels.",
        ),
    ],
)
def test_or_are_we_other_people(entries: dict[str, float], told: str) -> None:
    made = row(**entries)
    made["ledger"]["new_hire"] = None  # the six are merged
    assert change.other_people(made, SHORTFALL) == told


def test_what_newly_hired_people_make_is_said_where_it_is_known() -> None:
    assert change.other_people(ROW, SHORTFALL).endswith(
        " Newly hired people account for +0.20 levels: one of the parts of who joined, "
        "which together make +0.11 levels."
    )
    assert change.other_people(row(within=0.0), LEVEL).count("Newly hired") == 1


ENTRY = st.sampled_from([-0.5, -0.1, -0.001, 0.0, 0.001, 0.1, 0.5])


@given(ENTRY, ENTRY, ENTRY, st.sampled_from(CHANGE_MEASURES), st.sampled_from(["clear", "unclear", None]))
def test_no_answer_contradicts_its_figure(
    within: float, joined: float, gone: float, measure: Any, verdict: Any
) -> None:
    made = row(within=within, joined=joined, gone=gone, verdict=verdict)
    better = change.same_people(made, measure)
    is_better = measure.direction(within) == "better"
    assert better.startswith(("Yes", "Perhaps:", "It looks so")) == is_better
    others = change.other_people(made, measure)
    if measure.direction(joined + gone) == "same":
        assert others.startswith("No")
    if "other way" in others:
        assert {measure.direction(within), measure.direction(joined + gone)} == {"better", "worse"}


def test_clear_dimensions_are_counted_among_those_tested() -> None:
    rows = [
        {**ROW, "verdict": verdict, "name": name}
        for name, verdict in zip("ABC", ("clear", "unclear", None), strict=True)
    ]
    assert change.clear_dimensions(rows, str) == "Clear in 1 of 2 dimensions: A."
    assert change.clear_dimensions(rows[1:], str) == "Clear in 0 of 1 dimensions."
    assert change.clear_dimensions(rows[2:], str) == ""


def test_counts_come_before_means() -> None:
    assert change.movement(ROW) == "Of 5 people, **3 improved by at least one level**, 2 stayed the same, 0 declined."
    assert change.movement(POOLED).startswith("Of 10 pairs of answers")
    assert change.movement(HIDDEN) == ""
    assert change.crossing(ROW, "2026", str).startswith("2 were below target and no longer are, 0 the other way round")
    assert change.crossing({**ROW, "crossed_up": None, "crossed_down": None}, "2026", str) == ""
    assert change.interval(row(low=-0.8, high=-0.4), SHORTFALL) == (
        "On average −0.60 levels; most likely between −0.80 levels and −0.40 levels. "
        "A minus is closer to target; levels above target do not count here, only among those who improved."
    )


def test_everyone_is_said_to_be_everyone() -> None:
    assert change.everyone(ROW, SHORTFALL, "2025", "2026", str) == (
        "Levels missing to target, on average, of everybody who answered in 2025 and 2026: 1.00 → 0.71, −0.29 levels."
    )


def test_a_gap_of_last_year_says_what_became_of_it() -> None:
    assert change.gap_then(row(verdict="clear"), "common", SHORTFALL, str) == (
        "**Prompting** (common): everyone 1.00 → 0.71, −0.29 levels; the same people −0.60 levels, clear."
    )
    assert "the same people not shown" in change.gap_then(HIDDEN, "common", SHORTFALL, str)


def test_a_reworded_rubric_is_said() -> None:
    assert change.compared(ROW) == ""
    assert "indicators that both have" in change.compared({**ROW, "comparison": "common indicators"})
    assert "crosswalk" in change.compared({**ROW, "comparison": "crosswalk"})


def test_new_targets_are_named_where_they_moved_a_figure() -> None:
    raised = {**ROW, "ledger": {**ROW["ledger"], "target_change": 0.25}}
    told = change.new_targets([raised, {**ROW, "name": "Review"}, HIDDEN], SHORTFALL, str)
    assert told == "Of the change of everyone, new targets alone account for: Prompting +0.25 levels."
    assert change.new_targets([ROW, HIDDEN], SHORTFALL, str) == ""


def test_figures_that_do_not_make_the_printed_difference_are_called_rounded() -> None:
    told = {**ROW, "before": 0.8352, "after": 0.6449, "change": -0.1903}
    assert change.everyone(told, SHORTFALL, "2025", "2026", str).endswith("0.84 → 0.64, −0.19 levels (each rounded).")
    same = {**ROW, "before": 1.2854, "after": 1.2846, "change": -0.0008}
    assert change.everyone(same, SHORTFALL, "2025", "2026", str).endswith("1.29 → 1.28, almost the same.")
    shares = {**ROW, "before": 0.5794, "after": 0.4926, "change": -0.0868}
    assert change.everyone(shares, SHARE, "2025", "2026", str).endswith("57.9 % → 49.3 %, −8.7 points (each rounded).")
