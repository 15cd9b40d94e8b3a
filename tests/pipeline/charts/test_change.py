"""The pictures of a change: what is printed, where the steps lead, and what a hidden row does not carry."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.change_dumbbell import change_rows, dumbbell, everyone_words, same_words
from pipeline.charts.change_ledger import classes_table, has_classes, ledger_steps, ledger_table, waterfall
from pipeline.charts.change_measures import CHANGE_MEASURES, change_measure_of
from pipeline.charts.change_series import series, series_points, series_table
from pipeline.charts.change_tables import changes_table, every_change
from pipeline.charts.change_transitions import transition_cells, transition_matrix, transitions_table
from pipeline.charts.priority_moves import priority_moves, why_moved
from pipeline.charts.theme import LIGHT
from pipeline.frameworks.loader import shipped
from tests.pipeline.charts.changes import BROKEN, HIDDEN, LEDGER, MERGED, NOBODY, PEOPLE, POOLED, ROW, row

SHORTFALL = change_measure_of("Average shortfall")
SHARE = change_measure_of("Below target")
LEVEL = change_measure_of("Average level")
FRAMEWORK = shipped()[0]
ENTRIES = st.floats(-2, 2, allow_subnormal=False)


@pytest.mark.parametrize(
    ("label", "change", "told", "direction"),
    [
        ("Below target", -0.0862, "−8.6 points", "better"),
        ("Below target", 0.0004, "0.0 points", "same"),
        ("Average shortfall", 0.005, "+0.01 levels", "worse"),
        ("Average shortfall", -0.0049, "0.00 levels", "same"),
        ("Average level", 0.29, "+0.29 levels", "better"),
        ("Average level", -0.29, "−0.29 levels", "worse"),
        ("Luck", -0.5, "−0.50 levels", "better"),
    ],
)
def test_a_direction_is_that_of_the_printed_figure(label: str, change: float, told: str, direction: str) -> None:
    measure = change_measure_of(label)
    assert (measure.difference(change), measure.direction(change)) == (told, direction)


def test_every_measure_has_words_for_each_direction() -> None:
    for measure in CHANGE_MEASURES:
        assert all("{who}" in words for words in (measure.better, measure.worse, measure.same))


def test_the_steps_of_the_worked_example() -> None:
    expected = pd.DataFrame(
        [
            ("Everyone, 2025", True, 1.0, 1.0, "1.00", "", "", "same"),
            ("The same people", False, 1.0, 0.4, "−0.60 levels", "5", "5 people", "better"),
            ("Joined", False, 0.4, 18 / 35, "+0.11 levels", "2", "2 people", "worse"),
            ("Gone", False, 18 / 35, 25 / 35, "+0.20 levels", "1", "1 person", "worse"),
            ("New targets", False, 25 / 35, 25 / 35, "0.00 levels", "", "", "same"),
            ("Reworded rubric", False, 25 / 35, 25 / 35, "0.00 levels", "", "", "same"),
            ("Everyone, 2026", True, 5 / 7, 5 / 7, "0.71", "", "", "same"),
        ],
        columns=["step", "is_figure", "start", "end", "label", "heads", "people", "direction"],
    )
    pd.testing.assert_frame_equal(ledger_steps(ROW, SHORTFALL, "2025", "2026"), expected)
    assert ledger_table(ROW, SHORTFALL, "2025", "2026")["Figure"].tolist() == expected["label"].tolist()


@given(st.lists(ENTRIES, min_size=5, max_size=5), st.sampled_from([SHARE, SHORTFALL]))
def test_each_step_begins_where_the_one_before_ends(sizes: list[float], measure: object) -> None:
    entries = dict(zip(("within", "joined", "gone", "target_change", "rubric_change"), sizes, strict=True))
    made = row(before=1.5, after=1.5 + sum(sizes), change=sum(sizes), **entries)
    steps = ledger_steps(made, measure, "2025", "2026")  # type: ignore[arg-type]
    assert steps["start"].iloc[1:-1].tolist() == steps["end"].iloc[:-2].tolist()
    assert steps["end"].iloc[-2] == pytest.approx(steps["end"].iloc[-1])


def test_levels_have_no_step_for_targets_and_answers_are_not_people() -> None:
    assert "New targets" not in set(ledger_steps(ROW, LEVEL, "2025", "2026")["step"])
    assert ledger_steps(POOLED, SHARE, "2025", "2026")["people"].tolist()[1:4] == ["5 answers", "2 answers", "1 answer"]


def test_the_waterfall_tells_itself() -> None:
    told = waterfall(ROW, SHORTFALL, "2025", "2026", LIGHT).to_dict()
    assert "Everyone, 2025: 1.00. The same people: −0.60 levels (5 people). Joined: +0.11" in told["description"]


def test_six_classes_only_where_none_of_them_is_merged() -> None:
    assert [has_classes(each) for each in (ROW, MERGED, HIDDEN)] == [True, False, False]
    table = classes_table(ROW, SHORTFALL)
    assert table["Number"].tolist() == [1, 1, 0, 1, 0, 0]
    assert table["Figure"].tolist()[:2] == ["+0.20 levels", "−0.09 levels"]
    assert table["Who"].tolist()[:4:3] == ["Joined: newly hired", "Gone: left"]


@pytest.mark.parametrize(
    ("made", "everyone", "same"),
    [
        (ROW, "1.00 → 0.71, −0.29 levels", "−0.60 levels"),
        (row(verdict="clear"), "1.00 → 0.71, −0.29 levels", "−0.60 levels, clear"),
        (row(before=1.285, after=1.284, change=-0.001), "1.29 → 1.28, almost the same", "−0.60 levels"),
        (HIDDEN, "Not shown", "Not shown"),
        (BROKEN, "0.50 → 0.25, not comparable", "Rubric differs: not comparable"),
        (NOBODY, "0.50 → 0.25, −0.25 levels", "Nobody recognised"),
        ({**HIDDEN, "after": 0.5}, "not shown → 0.50", "Not shown"),
    ],
)
def test_everyone_and_the_same_people_are_told_apart(made: dict[str, object], everyone: str, same: str) -> None:
    assert (everyone_words(made, SHORTFALL), same_words(made, SHORTFALL)) == (everyone, same)


def test_marks_stand_on_two_scales_and_a_hidden_row_has_none() -> None:
    drawn = change_rows([row(low=-0.8, high=-0.4), HIDDEN, BROKEN], SHORTFALL)
    assert drawn["name"].tolist() == ["Prompting", "Data", "Review"]
    places = drawn[["before_at", "after_at", "within_at", "low_at", "high_at"]]
    assert places.iloc[1].isna().all()
    assert places.iloc[2].notna().tolist() == [True, True, False, False, False]
    first = places.iloc[0].astype(float)
    assert 0 < first["after_at"] < first["before_at"] < 0.34 < first["low_at"] < first["within_at"] < first["high_at"]
    assert first["high_at"] < drawn["zero_at"].iloc[0] < 0.82


def test_a_small_change_does_not_look_like_a_large_one() -> None:
    [small] = change_rows([row(before=0.5, after=0.49, change=-0.01)], SHARE).to_dict("records")
    assert abs(small["after_at"] - small["before_at"]) < 0.34 * 0.1  # a point of a scale of at least 20


def test_the_dumbbell_sends_of_a_hidden_row_its_name_and_why() -> None:
    told = dumbbell([ROW, HIDDEN], SHORTFALL, "2025", "2026", LIGHT).to_dict()
    assert "Prompting: everyone 1.00 → 0.71, −0.29 levels; the same people −0.60 levels" in told["description"]
    sent = [each for rows in told["datasets"].values() for each in rows if each.get("name") == "Data"]
    known = {key: value for key, value in sent[0].items() if value is not None and key != "zero_at"}
    assert known == {
        "name": "Data",
        "everyone": "Not shown",
        "same": "Not shown",
        "direction": "same",
        "same_direction": "same",
        "told": "Data, everyone: Not shown",
        "same_told": "Data, the same people: Not shown",
    }


def test_the_square_of_levels_has_every_pair_and_three_sides() -> None:
    cells = transition_cells(ROW["transitions"], FRAMEWORK)
    assert len(cells) == 25
    assert cells.groupby("side")["people"].sum().to_dict() == {"fell": 0, "rose": 3, "stayed": 2}
    found = cells[cells["people"] > 0][["before", "after", "people", "fill"]]
    assert found.values.tolist() == [
        ["Aware", "Practicing", 2, "rose 2"],
        ["Practicing", "Practicing", 1, "stayed 2"],
        ["Practicing", "Proficient", 1, "rose 2"],
        ["Proficient", "Proficient", 1, "stayed 2"],
    ]


def test_a_colour_is_a_part_of_all_who_are_counted() -> None:
    cells = transition_cells({"0->1": 4, "1->0": 5, "2->3": 20, "4->4": 71}, FRAMEWORK).set_index(
        ["from_level", "to_level"]
    )
    assert [cells.loc[key, "fill"] for key in ((0, 1), (1, 0), (2, 3), (3, 3))] == [
        "rose 0",
        "fell 1",
        "rose 2",
        "none",
    ]


def test_the_square_tells_itself_and_its_table_holds_the_same() -> None:
    told = transition_matrix(ROW["transitions"], FRAMEWORK, "2025", "2026", LIGHT).to_dict()
    assert "(columns): 3 rose, 2 stayed, 0 fell." in told["description"]
    table = transitions_table(ROW["transitions"], FRAMEWORK, "2025", "2026")
    assert table.columns.tolist()[:2] == ["Level in 2025", "None of these yet in 2026"]
    assert table.iloc[1].tolist() == ["Aware", 0, 0, 2, 0, 0]


def test_a_line_breaks_where_the_rubric_cannot_be_compared() -> None:
    review = {**BROKEN, "change": -0.25, "comparison": "same rubric"}
    steps = [("2024", "2025", [{**review, "before": 0.75, "after": 0.5}]), ("2025", "2026", [BROKEN, HIDDEN])]
    points = series_points(steps, SHARE)
    assert points[["cycle", "label", "is_joined"]].values.tolist() == [
        ["2024", "75.0 %", True],
        ["2025", "50.0 %", True],
        ["2025", "50.0 %", False],
        ["2026", "25.0 %", False],
    ]
    assert series_table(steps, SHARE).values.tolist() == [["Review", "75.0 %", "50.0 %", "25.0 %"]]
    told = series(steps, SHARE, LIGHT).to_dict()
    printed = [row["label"] for row in next(iter(told["datasets"].values())) if row["is_first"]]
    assert printed == ["75.0 %", "50.0 %", "25.0 %"]
    assert "Review: 2024 75.0 %, 2025 50.0 %, 2026 25.0 %" in told["description"]


def test_the_table_of_changes_says_what_is_not_shown() -> None:
    raised = row(low=-0.8, high=-0.4) | {"ledger": {**LEDGER, "target_change": 0.25}}
    table = changes_table([raised, HIDDEN], SHORTFALL, "2025", "2026", "Dimension")
    assert table.iloc[0].tolist() == [
        *("Prompting", "1.00", "0.71", "−0.29 levels", "+0.25 levels", "–", "−0.60 levels"),
        "−0.80 levels and −0.40 levels",
        *("5", "3", "2", "0"),
    ]
    assert table.iloc[1].tolist() == ["Data", *["Not shown"] * 6, "–", *["Not shown"] * 4]


def test_the_file_holds_every_figure_and_of_a_hidden_row_none() -> None:
    written = every_change([ROW, HIDDEN], "2025", "2026")
    first, second = written.to_dict("records")
    assert {key: first[f"ledger_{key}"] for key in LEDGER} == LEDGER
    assert {key: first[f"people_{key}"] for key in PEOPLE if key != "matched"} == {
        key: people for key, people in PEOPLE.items() if key != "matched"
    }
    assert (first["cycle_before"], first["cycle_after"], first["matched"]) == ("2025", "2026", 5)
    keys = {"cycle_before", "cycle_after", "group", "kind", "dimension", "dimension_name", "comparison", "shown"}
    assert {key for key, value in second.items() if not pd.isna(value)} == keys


PLACE = {"class": "C", "criticality": 0.0, "prevalence": 0.62, "rank": 2}


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ({}, {"class": "A", "criticality": 6.0}, "now blocking a project"),
        ({"criticality": 9.0}, {"criticality": 6.0}, "people short × importance 9 → 6"),
        ({}, {"class": "D", "prevalence": 0.47}, "no longer common; below target 62 % → 47 %"),
        ({}, {"rank": 1}, "nothing of its own: others moved"),
        ({}, {}, "nothing"),
        ({"criticality": None}, {"criticality": 3.0, "prevalence": None}, "nothing"),
    ],
)
def test_why_a_gap_moved(then: dict[str, object], now: dict[str, object], told: str) -> None:
    assert why_moved({**PLACE, **then}, {**PLACE, **now}) == told


def test_a_gap_without_a_place_in_one_of_the_orders() -> None:
    then = pd.DataFrame([{"dimension_name": "Data", **PLACE}, {"dimension_name": "Care", **PLACE, "rank": 1}])
    now = pd.DataFrame([{"dimension_name": "Test", **PLACE}, {"dimension_name": "Data", **PLACE}])
    assert priority_moves(then, now, "2025", "2026").values.tolist() == [
        ["Test", "–", "2", "had no place before"],
        ["Data", "2", "2", "nothing"],
        ["Care", "1", "–", "has no place any more"],
    ]
