"""Which needs of a roadmap are shown."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.disclosure.needs import is_need_shown

TOLD = {"0": 5}
LEVELS = pd.DataFrame(
    [
        ("company", None, "All", "D1", TOLD),
        ("company", None, "All", "D2", None),
        ("company", None, "All", None, TOLD),
        ("division", None, "North", "D1", TOLD),
        ("division", None, "South", "D1", None),
        ("team", "North", "Heron", "D1", TOLD),
        ("team", "South", "Heron", "D1", None),
        ("team", None, "Egret", "D1", TOLD),
    ],
    columns=["kind", "division", "group", "dimension", "levels"],
)


@pytest.mark.parametrize(
    ("dimension", "division", "team", "shown"),
    [
        ("D1", None, None, True),
        ("D2", None, None, False),
        ("D1", "North", None, True),
        ("D1", "South", None, False),
        ("D1", "North", "Heron", True),
        ("D1", "South", "Heron", False),
        ("D1", None, "Heron", False),  # one of the two teams of that name is hidden
        ("D1", None, "Egret", True),
        ("D1", None, "Osprey", False),
    ],
)
def test_a_need_is_shown_where_the_levels_of_its_group_are(
    dimension: str, division: str | None, team: str | None, shown: bool
) -> None:
    needs = pd.DataFrame([(dimension, division, team)], columns=["dimension", "division", "team"], dtype=object)
    assert is_need_shown(needs, LEVELS).tolist() == [shown]


def test_no_needs_at_all() -> None:
    assert is_need_shown(pd.DataFrame(columns=["dimension", "division", "team"]), LEVELS).tolist() == []
