"""Gap figures: the worked example cell by cell, and the corners worked out by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.errors import SurveyError
from pipeline.metrics.gaps import COLUMNS, gaps
from pipeline.metrics.levels import distributions
from pipeline.model import Grouping
from tests.brute_force import cube_rows
from tests.pipeline.metrics.examples import cube, framework, plain_rows, targets

WORKED = json.loads((Path(__file__).parents[2] / "worked_example.json").read_text())
WORKED_TARGETS = targets([(None, None, None, dimension, level) for dimension, level in WORKED["targets"].items()])
FIGURES = ("prevalence", "mean_shortfall", "depth", "p1", "p2", "coverage")


def worked_cube(year: str) -> pd.DataFrame:
    people = [
        {
            "division": None,
            "team": team,
            "role": None,
            "levels": WORKED["responses"][year].get(person, {}),
        }
        for team, members in WORKED["roster"][year].items()
        for person in members
    ]
    return cube([tuple(row.values()) for row in cube_rows(people, ["D1", "D2"])])


def worked_row(cell: dict[str, Any]) -> dict[str, Any]:
    kind = "company" if cell["group"] == "ALL" else "team"
    counts = worked_cube(str(cell["year"]))
    found = gaps(counts, WORKED_TARGETS, framework(), Grouping(kind), "ALL", has_headcount=True)  # type: ignore[arg-type]
    is_cell = (found["group"] == cell["group"]) & (found["dimension"] == cell["dimension"])
    return plain_rows(found[is_cell])[0]


def fraction(value: dict[str, Any] | None) -> float | None:
    return None if value is None else float(Fraction(value["frac"]))


def cell_name(cell: dict[str, Any]) -> str:
    return f"{cell['year']}-{cell['group']}-{cell['dimension']}"


@pytest.mark.parametrize("cell", WORKED["cells"], ids=cell_name)
def test_worked_cell(cell: dict[str, Any]) -> None:
    short_low, short_high = (fraction(bound) for bound in cell["short_bounds"])
    below = round(fraction(cell["prevalence"]) * cell["n"])  # type: ignore[operator]
    expected = {
        "group": cell["group"],
        "kind": "company" if cell["group"] == "ALL" else "team",
        "division": None,
        "dimension": cell["dimension"],
        "dimension_name": f"Dimension {cell['dimension'][1]}",
        "headcount": cell["N"],
        "assessed": cell["n"],
        "no_answer": cell["N"] - cell["n"],
        "shown": True,
        "target": WORKED["targets"][cell["dimension"]],
        "target_source": "file",
        "below": below,
        "prevalence": fraction(cell["P0"]),
        "prevalence_low": cell["betabin_jeffreys_95"][0],
        "prevalence_high": cell["betabin_jeffreys_95"][1],
        "prevalence_min": fraction(cell["prev_bounds"][0]),
        "prevalence_max": fraction(cell["prev_bounds"][1]),
        "shortfall": cell["shortfall_sum"],
        "mean_shortfall": fraction(cell["mean_shortfall"]),
        # At most one person is silent in a cell: each end of the bounds is likelier than 2.5 %.
        "mean_shortfall_low": short_low,
        "mean_shortfall_high": short_high,
        "depth": fraction(cell["mean_shortfall_if_gap"]),
        "p1": fraction(cell["P1"]),
        "p2": fraction(cell["P2"]),
        "coverage": fraction(cell["at_or_above"]),
        "response": fraction(cell["response_rate"]),
        "fragile": fraction(cell["prev_bounds"][0]) < 0.5 < fraction(cell["prev_bounds"][1]),  # type: ignore[operator]
    }
    assert worked_row(cell) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("cell", WORKED["cells"], ids=cell_name)
def test_worked_levels(cell: dict[str, Any]) -> None:
    kind = "company" if cell["group"] == "ALL" else "team"
    found = distributions(
        worked_cube(str(cell["year"])),
        framework(),
        Grouping(kind),  # type: ignore[arg-type]
        "ALL",
        has_headcount=True,
    )
    is_cell = (found["group"] == cell["group"]) & (found["dimension"] == cell["dimension"])
    assert found.loc[is_cell, "levels"].tolist() == [cell["levels"]]


def one_row(rows: list[Any], target_rows: list[Any] | None, **settings: Any) -> dict[str, Any]:
    aims = None if target_rows is None else targets(target_rows)
    has_headcount = settings.pop("has_headcount", True)
    found = gaps(cube(rows), aims, framework(1, **settings), Grouping("company"), "Acme", has_headcount=has_headcount)
    return plain_rows(found)[0]


def test_columns_and_dtypes() -> None:
    found = gaps(worked_cube("2025"), WORKED_TARGETS, framework(), Grouping("team"), "Acme", has_headcount=True)
    whole = ("headcount", "assessed", "no_answer", "target", "below", "shortfall")
    text = ("group", "kind", "division", "dimension", "dimension_name", "target_source")
    kinds = dict.fromkeys(whole, "Int64") | dict.fromkeys(text, "object")
    kinds |= dict.fromkeys(("shown", "fragile"), "boolean")
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == {
        name: kinds.get(name, "Float64") for name in COLUMNS
    }


def test_nobody_assessed() -> None:
    # Two people asked, target 3 of 1..4. Below: 0, 1, 2 with 3/8, 1/4, 3/8 (Beta(1/2, 1/2)). Each is
    # short by up to 2, so 4 in all; all at level 1: 1/2 * 3/2 / (2 * 3) = 1/8 > 2.5 %.
    row = one_row([(None, "Kestrel", None, "D1", None, 2)], None, default_target=3)
    assert row == {
        "group": "Acme",
        "kind": "company",
        "division": None,
        "dimension": "D1",
        "dimension_name": "Dimension 1",
        "headcount": 2,
        "assessed": 0,
        "no_answer": 2,
        "shown": True,
        "target": 3,
        "target_source": "assumed",
        "below": 0,
        "prevalence": None,
        "prevalence_low": 0.0,
        "prevalence_high": 1.0,
        "prevalence_min": 0.0,
        "prevalence_max": 1.0,
        "shortfall": 0,
        "mean_shortfall": None,
        "mean_shortfall_low": 0.0,
        "mean_shortfall_high": 2.0,
        "depth": None,
        "p1": None,
        "p2": None,
        "coverage": None,
        "response": 0.0,
        "fragile": True,
    }


def test_nobody_with_a_target_has_null_figures() -> None:
    row = one_row([(None, "Kestrel", "Engineer", "D1", 2, 5)], [("Designer", None, None, "D1", 3)])
    counts = {"headcount": 0, "assessed": 0, "no_answer": 0, "shown": True, "target_source": "none"}
    assert {name: row[name] for name in COLUMNS[5:]} == dict.fromkeys(COLUMNS[5:]) | counts


def test_without_a_roster_nothing_is_invented() -> None:
    row = one_row(
        [(None, "Kestrel", None, "D1", 1, 3), (None, "Kestrel", None, "D1", None, 2)], None, has_headcount=False
    )
    silent = {name for name in COLUMNS if name.endswith(("_low", "_high", "_min", "_max"))}
    assert {name for name in COLUMNS if row[name] is None} == silent | {
        "headcount",
        "division",
        "response",
        "fragile",
    }
    assert (row["assessed"], row["no_answer"], row["prevalence"], row["shortfall"]) == (3, 2, 1.0, 3)


def test_only_people_with_a_target_count() -> None:
    # Engineers (target 3): levels 2 and 4, one silent. Designers have no target: their 1s are no gap.
    row = one_row(
        [
            (None, "Kestrel", "Engineer", "D1", 2, 1),
            (None, "Kestrel", "Engineer", "D1", 4, 1),
            (None, "Kestrel", "Engineer", "D1", None, 1),
            (None, "Kestrel", "Designer", "D1", 1, 7),
            (None, "Kestrel", "Designer", "D1", None, 4),
        ],
        [("Engineer", None, None, "D1", 3)],
    )
    names = ("headcount", "assessed", "no_answer", "target", "below", "shortfall", "prevalence", "p1", "response")
    assert [row[name] for name in names] == [3, 2, 1, 3, 1, 1, 0.5, 0.25, pytest.approx(2 / 3)]
    assert (row["prevalence_min"], row["prevalence_max"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    # The silent one may be at level 1: (1 + 2) / 3.
    assert (row["mean_shortfall_low"], row["mean_shortfall_high"]) == (pytest.approx(1 / 3), pytest.approx(1))


def test_mixed_targets_have_no_common_one_and_bound_each_by_its_own() -> None:
    # Engineers 4, designers 2; nobody answered: 3 * (4 - 1) + 1 * (2 - 1) = 10 steps at most.
    rows = [(None, "K", "Engineer", "D1", None, 3), (None, "K", "Designer", "D1", None, 1)]
    row = one_row(rows, [("Engineer", None, None, "D1", 4), ("Designer", None, None, "D1", 2)])
    assert (row["target"], row["target_source"], row["mean_shortfall_high"]) == (None, "file", 2.5)


def test_people_above_target_cancel_nobody() -> None:
    row = one_row([(None, "K", None, "D1", 1, 1), (None, "K", None, "D1", 4, 9)], None)
    assert (row["below"], row["shortfall"], row["depth"], row["mean_shortfall"]) == (1, 1, 1.0, 0.1)


def test_the_lowest_level_as_target_adds_nothing_to_p1_and_p2() -> None:
    row = one_row([(None, "K", None, "D1", 1, 2), (None, "K", None, "D1", None, 2)], None, default_target=1)
    assert (row["p1"], row["p2"], row["depth"], row["mean_shortfall_high"]) == (0.0, 0.0, None, 0.0)


def test_level_0_is_the_lowest_where_the_framework_has_it() -> None:
    # Target 2, level 0: 2 of 2 steps; level 1: 1 of 2.
    rows = [(None, "K", None, "D1", 0, 1), (None, "K", None, "D1", 1, 1), (None, "K", None, "D1", 2, 2)]
    row = one_row(rows, None, lowest=0)
    assert (row["p1"], row["p2"], row["shortfall"]) == ((1 + 0.5) / 4, (1 + 0.25) / 4, 3)


def test_pooled_figures_count_pairs_of_person_and_dimension() -> None:
    # D1 (target 3): levels 1, 4; D2 (target 2): level 1 and a silent one.
    counts = cube(
        [
            (None, "K", None, "D1", 1, 1),
            (None, "K", None, "D1", 4, 1),
            (None, "K", None, "D2", 1, 1),
            (None, "K", None, "D2", None, 1),
        ]
    )
    found = gaps(counts, WORKED_TARGETS, framework(), Grouping("team", False), "Acme", has_headcount=True)
    row = plain_rows(found)[0]
    names = ("dimension", "dimension_name", "headcount", "assessed", "target", "below", "shortfall", "p1")
    # p1 = (2/2 + 1/1) / 3
    assert [row[name] for name in names] == [None, None, 4, 3, None, 2, 3, pytest.approx(2 / 3)]
    assert row["mean_shortfall_high"] == 1.0


def test_a_target_that_is_no_level_is_refused() -> None:
    with pytest.raises(SurveyError, match="^7 is not a level of framework 'sample'"):
        one_row([(None, "K", None, "D1", 1, 1)], [(None, None, None, "D1", 7)])


def test_an_empty_cube_has_no_rows() -> None:
    found = gaps(cube([]), None, framework(), Grouping("team"), "Acme", has_headcount=True)
    assert (len(found), list(found.columns)) == (0, COLUMNS)


def test_inputs_stay_as_they_were() -> None:
    counts = worked_cube("2025")
    before = counts.copy(deep=True), WORKED_TARGETS.copy(deep=True)
    gaps(counts, WORKED_TARGETS, framework(), Grouping("team"), "Acme", has_headcount=True)
    pd.testing.assert_frame_equal(counts, before[0])
    pd.testing.assert_frame_equal(WORKED_TARGETS, before[1])
