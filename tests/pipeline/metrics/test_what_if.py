"""Every level as everybody's target: by hand, against the gaps of such targets, and null where levels are."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pipeline.metrics.gaps import COLUMNS as GAP_COLUMNS
from pipeline.metrics.gaps import gaps
from pipeline.metrics.levels import distributions
from pipeline.metrics.what_if import COLUMNS, what_if
from pipeline.model import KINDS, Grouping, Kind
from tests.pipeline.metrics.examples import cube, framework, plain_rows, targets
from tests.pipeline.metrics.test_gaps_properties import cubes

FRAMEWORK = framework(dimensions=2, lowest=0)
OTTER, HERON = ("North", "Otter", None), ("North", "Heron", None)
# Otter: levels 0, 0, 1, 3 and one silent; Heron: five people at level 2.
CUBE = cube(
    [(*OTTER, "D1", 0, 2), (*OTTER, "D1", 1, 1), (*OTTER, "D1", 3, 1), (*OTTER, "D1", None, 1), (*HERON, "D1", 2, 5)]
)


def levels_of(counts: pd.DataFrame, *kinds: Kind, by_dimension: bool = True) -> pd.DataFrame:
    parts = [distributions(counts, FRAMEWORK, Grouping(kind, by_dimension), "Acme", True) for kind in kinds]
    return pd.concat(parts, ignore_index=True)


def supposed(found: pd.DataFrame, target: int) -> dict[str, dict[str, Any]]:
    rows = plain_rows(found[(found["target"] == target) & (found["dimension"] == "D1")])
    return {row["group"]: row for row in rows}


def test_by_hand() -> None:
    found = what_if(levels_of(CUBE, "company", "team"), FRAMEWORK, True)
    assert found.columns.tolist() == COLUMNS
    assert found["target"].unique().tolist() == [0, 1, 2, 3, 4]
    assert set(found["target_source"]) == {"what-if"}
    otter = supposed(found, 2)["Otter"]
    # two are short by 2, one by 1; P1 (1 + 1 + 1/2) / 4, P2 (1 + 1 + 1/4) / 4
    named = ("headcount", "assessed", "no_answer", "below", "shortfall", "prevalence", "depth", "p1", "p2", "coverage")
    assert [otter[name] for name in named] == pytest.approx([5, 4, 1, 3, 5, 0.75, 5 / 3, 0.625, 0.5625, 0.25])
    assert [otter["prevalence_min"], otter["prevalence_max"]] == pytest.approx([3 / 5, 4 / 5])
    # everybody below 2 in the company is in Otter; below 3 are 3 of Otter and 5 of Heron
    assert (otter["contribution"], supposed(found, 3)["Heron"]["contribution"]) == (1.0, pytest.approx(5 / 8))


def test_nobody_is_below_the_lowest_level() -> None:
    lowest = supposed(what_if(levels_of(CUBE, "company", "team"), FRAMEWORK, True), 0)
    assert [(row["below"], row["prevalence"], row["depth"], row["contribution"]) for row in lowest.values()] == [
        (0, 0.0, None, None)
    ] * 3


def test_a_hidden_distribution_leaves_names_headcount_and_target() -> None:
    levels = levels_of(CUBE, "company", "team")
    brief = levels.assign(levels=levels["levels"].mask(levels["group"] == "Otter", None))
    found = what_if(brief, FRAMEWORK, True)
    kept = ["group", "kind", "division", "dimension", "dimension_name", "headcount", "target", "target_source"]
    hidden = found[found["group"] == "Otter"]
    assert not hidden["shown"].any()
    assert hidden.drop(columns=[*kept, "shown"]).isna().all(axis=None)
    assert hidden["headcount"].tolist() == [5, 0] * 5
    others = found[found["group"] != "Otter"].reset_index(drop=True)
    whole = what_if(levels, FRAMEWORK, True)
    assert_frame_equal(others, whole[whole["group"] != "Otter"].reset_index(drop=True))


def test_pooled_rows_have_no_part_in_the_companys_gap() -> None:
    pooled = what_if(levels_of(CUBE, "company", "team", by_dimension=False), FRAMEWORK, True)
    assert pooled["contribution"].isna().all()
    otter = next(row for row in plain_rows(pooled) if (row["group"], row["target"]) == ("Otter", 2))
    assert (otter["below"], otter["shortfall"]) == (3, 5)


@given(
    counts=cubes,
    target=st.integers(0, 4),
    grouping=st.builds(Grouping, st.sampled_from(KINDS), st.booleans()),
    has_roster=st.booleans(),
)
@settings(max_examples=25)
def test_it_is_the_gap_of_a_target_for_everybody(
    counts: pd.DataFrame, target: int, grouping: Grouping, has_roster: bool
) -> None:
    everybody = targets([(None, None, None, each.id, target) for each in FRAMEWORK.dimensions])
    expected = gaps(counts, everybody, FRAMEWORK, grouping, "Acme", has_roster)
    found = what_if(distributions(counts, FRAMEWORK, grouping, "Acme", has_roster), FRAMEWORK, has_roster)
    found = found[found["target"] == target].reset_index(drop=True)
    is_asked = expected["target_source"] == "file"  # nobody in a group: the target of nobody
    assert_frame_equal(
        found.loc[is_asked, GAP_COLUMNS].drop(columns="target_source"),
        expected[is_asked].drop(columns="target_source"),
    )
