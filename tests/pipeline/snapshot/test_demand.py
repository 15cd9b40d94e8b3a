"""Unmet demand: every need has one place, and a hidden one hides the figures of its cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipeline.model import Kind
from pipeline.snapshot.demand import with_demand
from pipeline.snapshot.projects import NEED_COLUMNS
from pipeline.snapshot.shapes import typed

# dimension, division, team, people, unmet (None: not shown)
NEEDS = [
    ("d", "North", "Ash", 4, 1),
    ("d", None, "Ash", 2, 2),
    ("d", None, "Elm", 3, None),
    ("d", "North", None, 5, 0),
    ("d", None, None, 6, 3),
    ("e", None, None, 7, 0),
]


def needs() -> pd.DataFrame:
    empty: dict[str, Any] = dict.fromkeys(NEED_COLUMNS)
    rows = [
        empty
        | dict(zip(("dimension", "division", "team", "people", "unmet"), row, strict=True))
        | {"shared": False, "shown": row[-1] is not None}
        for row in NEEDS
    ]
    return typed(pd.DataFrame(rows), NEED_COLUMNS)


def found(kind: Kind, *cells: tuple[str, str | None, str, str]) -> list[list[Any]]:
    frame = pd.DataFrame(cells, columns=["kind", "division", "group", "dimension"], dtype=object)
    told = with_demand(frame, needs(), kind)[["demand", "unmet", "is_demand_shown"]].astype(object)
    return told.where(told.notna(), None).values.tolist()


def test_teams_have_what_names_them_and_the_company_the_rest() -> None:
    assert found(
        "team",
        ("company", None, "Acme", "d"),
        ("company", None, "Acme", "e"),
        ("division", None, "North", "d"),
        ("team", "North", "Ash", "d"),
        ("team", "South", "Ash", "d"),
        ("team", None, "Elm", "d"),
        ("team", "North", "Ash", "e"),
        ("together", "North", "Small teams together (Ash, Elm)", "d"),
    ) == [
        [11, 3, True],
        [7, 0, True],
        [5, 0, True],
        [6, 3, True],
        [2, 2, True],
        [3, None, False],
        [None, None, True],
        [None, None, True],
    ]


@pytest.mark.parametrize(
    ("kind", "company", "north"), [("division", [11, None, False], [9, 1, True]), ("role", [20, None, False], None)]
)
def test_in_other_layouts_the_company_has_what_names_none_of_them(
    kind: Kind, company: list[Any], north: list[Any] | None
) -> None:
    assert found(kind, ("company", None, "Acme", "d")) == [company]
    if north:
        assert found(kind, ("division", None, "North", "d")) == [north]
    assert found(kind, ("role", None, "Elm", "d")) == [[None, None, True]]
