"""A group's part of the company's gap: by hand, and parts that add up."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings

from pipeline.disclosure.hiding import hidden_gaps
from pipeline.metrics.contributions import COLUMNS, contributions
from pipeline.metrics.gaps import gaps
from pipeline.model import Grouping, Kind
from tests.pipeline.metrics.examples import cube, framework, plain_rows
from tests.pipeline.metrics.test_gaps_properties import cubes

FRAMEWORK = framework(dimensions=2, lowest=0)
OTTER, HERON = ("North", "Otter", None), ("North", "Heron", None)
# Target 2: of Otter's 10 people 8 are below, 2 of them by two levels; of Heron's 90 people 12, by one.
CUBE = cube(
    [
        (*OTTER, "D1", 0, 2),
        (*OTTER, "D1", 1, 6),
        (*OTTER, "D1", 3, 2),
        (*HERON, "D1", 1, 12),
        (*HERON, "D1", 2, 78),
        (*HERON, "D2", 4, 5),
    ]
)


def figures(counts: pd.DataFrame, *kinds: Kind) -> pd.DataFrame:
    return pd.concat([gaps(counts, None, FRAMEWORK, Grouping(kind), "Acme", True) for kind in kinds], ignore_index=True)


def test_the_parts_by_hand() -> None:
    found = contributions(figures(CUBE, "company", "team"))
    assert found.columns.tolist() == COLUMNS
    parts = {(row["group"], row["dimension"]): row for row in plain_rows(found)}
    otter = parts["Otter", "D1"]
    # P1 sums: Otter 2 x 1 + 6 x 1/2 = 5, Heron 12 x 1/2 = 6; P2 sums: 2 + 6/4 = 3.5 and 12/4 = 3
    assert (otter["below"], otter["shown"]) == (8, True)
    assert [otter[name] for name in COLUMNS[6:9]] == pytest.approx([8 / 20, 5 / 11, 3.5 / 6.5])
    assert [parts["Heron", "D1"][name] for name in COLUMNS[6:9]] == pytest.approx([12 / 20, 6 / 11, 3 / 6.5])
    assert [parts["Acme", "D1"][name] for name in COLUMNS[6:9]] == [1, 1, 1]


def test_nobody_below_or_nobody_assessed_has_no_part() -> None:
    found = plain_rows(contributions(figures(CUBE, "company", "team")))
    assert {row["contribution"] for row in found if row["dimension"] == "D2"} == {None}


def test_a_hidden_group_has_no_part_and_of_a_hidden_company_nobody_has() -> None:
    gaps = figures(CUBE, "company", "team")
    shown = contributions(hidden_gaps(gaps, gaps["assessed"] < 11))
    assert [
        (row["group"], row["shown"], row["contribution"]) for row in plain_rows(shown) if row["dimension"] == "D1"
    ] == [
        ("Acme", True, 1.0),
        ("Heron", True, pytest.approx(0.6)),
        ("Otter", False, None),
    ]
    hidden = contributions(hidden_gaps(gaps, gaps["assessed"] < 101))
    assert hidden[COLUMNS[5:9]].isna().all(axis=None)


@settings(max_examples=25, deadline=None)
@given(cubes)
def test_the_parts_of_all_teams_add_up_to_one(counts: pd.DataFrame) -> None:
    found = contributions(figures(counts, "company", "team"))
    teams = found[found["kind"] == "team"].groupby("dimension")[COLUMNS[6:9]].sum(min_count=1)
    for total in teams.to_numpy(float, na_value=float("nan")).ravel():
        assert total == pytest.approx(1) or pd.isna(total)
