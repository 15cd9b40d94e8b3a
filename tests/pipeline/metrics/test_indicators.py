"""People who have not ticked an indicator: by hand, and what holds whatever the counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SurveyError
from pipeline.metrics.indicators import COLUMNS, indicators
from pipeline.model import KINDS, Description, Framework, Indicator, Kind
from tests.pipeline.metrics import examples
from tests.pipeline.metrics.examples import plain_rows

PLAIN = examples.framework(dimensions=3)
LEARNT = Indicator("learnt", "I have learnt it")
TOLD = Indicator("told", "I have told others", supporting=True)
BUILT = Indicator("built", "I have built it")
FRAMEWORK: Framework = replace(
    PLAIN,
    dimensions=(
        replace(PLAIN.dimensions[0], levels=(Description(1, "S1", (LEARNT, TOLD)), Description(2, "S2", (BUILT,)))),
        replace(PLAIN.dimensions[1], levels=(Description(1, "S1", (LEARNT,)),)),
        PLAIN.dimensions[2],
    ),
)
TICKS = {"D1": ("learnt", "told", "built"), "D2": ("learnt",), "D3": ()}


def tick_counts(rows: list[Any]) -> pd.DataFrame:
    """Rows (division, team, role, dimension, indicator, asked, ticked) as the warehouse hands them out."""
    columns = ["division", "team", "role", "dimension", "indicator", "asked", "ticked"]
    texts = pd.DataFrame([row[:5] for row in rows], columns=columns[:5], dtype=object)
    counts = pd.DataFrame([row[5:] for row in rows], columns=columns[5:], dtype="int64")
    return pd.concat([texts, counts], axis=1)


OTTER, HERON = ("North", "Otter", "cook"), ("North", "Heron", None)
CUBE = examples.cube([(*OTTER, "D1", 1, 10), (*OTTER, "D2", 1, 10), (*HERON, "D1", 2, 6)])
TICKED = tick_counts(
    [
        (*OTTER, "D1", "learnt", 8, 6),
        (*OTTER, "D1", "told", 8, 0),
        (*OTTER, "D1", "built", 8, 8),
        (*OTTER, "D2", "learnt", 1, 1),
        (*HERON, "D1", "learnt", 4, 1),
        (*HERON, "D1", "told", 4, 4),
        (*HERON, "D1", "built", 4, 2),
    ]
)


def row(
    group: str, kind: str, dimension: int, indicator: Indicator, level: int, asked: int, ticked: int
) -> dict[str, Any]:
    figures = (group, kind, "North" if kind == "team" else None, f"D{dimension}", f"Dimension {dimension}", level)
    share = (asked - ticked) / asked if asked else None
    told = (indicator.id, indicator.text, indicator.supporting, asked, ticked, asked - ticked, share, True)
    return dict(zip(COLUMNS, figures + told, strict=True))


def test_every_indicator_of_every_group_by_hand() -> None:
    found = indicators(TICKED, CUBE, FRAMEWORK, "team", "Acme")
    assert plain_rows(found) == [
        row("Heron", "team", 1, LEARNT, 1, 4, 1),
        row("Heron", "team", 1, TOLD, 1, 4, 4),
        row("Heron", "team", 1, BUILT, 2, 4, 2),
        row("Heron", "team", 2, LEARNT, 1, 0, 0),  # nobody there answered by checklist
        row("Otter", "team", 1, LEARNT, 1, 8, 6),
        row("Otter", "team", 1, TOLD, 1, 8, 0),
        row("Otter", "team", 1, BUILT, 2, 8, 8),
        row("Otter", "team", 2, LEARNT, 1, 1, 1),
    ]
    assert plain_rows(indicators(TICKED, CUBE, FRAMEWORK, "company", "Acme"))[0] == row(
        "Acme", "company", 1, LEARNT, 1, 12, 7
    )


def test_roles_count_only_people_with_a_role() -> None:
    found = plain_rows(indicators(TICKED, CUBE, FRAMEWORK, "role", "Acme"))
    assert [(each["group"], each["asked"]) for each in found] == [("cook", 8)] * 3 + [("cook", 1)]


def test_without_divisions_or_indicators_there_are_no_rows() -> None:
    nowhere = examples.cube([(None, "Otter", None, "D1", 1, 10)])
    for framework, kind in ((FRAMEWORK, "division"), (PLAIN, "team")):
        found = indicators(tick_counts([]), nowhere, framework, kind, "Acme")
        assert found.columns.tolist() == COLUMNS
        assert found.empty


def test_an_unknown_indicator_is_refused() -> None:
    strange = tick_counts([(*OTTER, "D2", "built", 8, 8)])  # known, but of another dimension
    with pytest.raises(SurveyError, match="'D2/built' is not a known indicator of framework 'sample'"):
        indicators(strange, CUBE, FRAMEWORK, "team", "Acme")


cells = st.tuples(
    st.sampled_from([("North", "Kestrel"), ("South", "Kestrel"), (None, "(no team)")]),
    st.sampled_from(["Engineer", None]),
    st.sampled_from(["D1", "D2"]),
)
masks = st.lists(st.integers(1, 7), min_size=1, max_size=6)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(cells, masks, min_size=1, max_size=8), st.sampled_from(KINDS))
def test_nobody_ticks_who_was_not_asked_and_groups_add_up(
    ticks: dict[tuple[tuple[str | None, str], str | None, str], list[int]], kind: Kind
) -> None:
    counts = tick_counts(
        [
            (*team, role, dimension, indicator, len(people), sum(mask >> place & 1 for mask in people))
            for (team, role, dimension), people in ticks.items()
            for place, indicator in enumerate(TICKS[dimension])
        ]
    )
    cube = examples.cube(
        [(*team, role, dimension, 1, len(people)) for (team, role, dimension), people in ticks.items()]
    )
    found = indicators(counts, cube, FRAMEWORK, kind, "Acme")
    assert ((found["ticked"] >= 0) & (found["ticked"] <= found["asked"])).all()
    assert (found["ticked"] + found["missing"] == found["asked"]).all()
    assert found["missing_share"].isna().eq(found["asked"] == 0).all()
    if kind in ("company", "team"):
        assert found["asked"].sum() == counts["asked"].sum()
        assert found["ticked"].sum() == counts["ticked"].sum()
