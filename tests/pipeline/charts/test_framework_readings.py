"""The pictures of a framework's reading: what is hidden is not in them, what is printed is what was worked out."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from pipeline.charts.measures import NOT_SHOWN
from pipeline.charts.phase_bars import NO_TICKS, drawn_phases, phase_bars, phases_table
from pipeline.charts.skill_matrix import drawn_cells, every_figure, matrix_table, skill_matrix
from pipeline.charts.standing_columns import in_order, standing_columns, standing_table
from pipeline.charts.theme import DARK, LIGHT
from pipeline.frameworks.loader import shipped
from pipeline.metrics.framework_readings import PHASE_COLUMNS

SHIPPED = {framework.id: framework for framework in shipped()}
PILLARS, T = SHIPPED["four-pillars"], SHIPPED["t-shaped"]
KINDS: dict[str, Any] = {
    **dict.fromkeys(["typical", "experts", "reached", "assessed", "headcount", "rated", "target"], "Int64"),
    "is_single": "boolean",
    "response": "Float64",
}
KNOWN = {"typical": 2, "experts": 1, "reached": 5, "assessed": 7, "headcount": 9, "rated": 7, "target": 2}
HIDDEN = dict.fromkeys(["typical", "experts", "reached", "assessed", "rated", "is_single", "response"])


def place(name: str, dimension: int, **more: Any) -> dict[str, Any]:
    found = PILLARS.dimensions[dimension]
    labels = {"name": name, "dimension": found.id, "dimension_name": found.name, "kind": "team", "division": None}
    known = {**KNOWN, "is_single": False, "response": 7 / 9, "shown": True, "target_source": "assumed", "part": None}
    return {**labels, **known, **more}


@pytest.fixture
def places() -> pd.DataFrame:
    """Two groups: one with a single point of failure, one of which a pillar is hidden, and one nobody answered."""
    rows = [
        *(place("Harbour", at) for at in (0, 1, 2)),
        place("Harbour", 3, typical=0, experts=0, reached=1, is_single=True),
        place("Windmill", 0, **HIDDEN, shown=False),
        place("Windmill", 1, typical=None, experts=None, assessed=0, rated=0, reached=None, is_single=None),
        place("Windmill", 2, reached=None, assessed=0, is_single=None, target_source="none"),
        place("Windmill", 3),
    ]
    return pd.DataFrame(rows).astype(KINDS)


def test_a_cell_prints_the_level_in_the_middle_and_who_is_at_target(places: pd.DataFrame) -> None:
    drawn = drawn_cells(places, PILLARS)
    told = drawn[["label", "coverage", "told", "is_single"]].to_numpy().tolist()
    assert told == [
        *[["2", "5 of 7", "2 Practicing, 5 of 7", False]] * 3,
        ["0", "1 of 7", "0 None of these yet, 1 of 7", True],
        [NOT_SHOWN, "", NOT_SHOWN, False],
        ["No answers", "", "No answers", False],
        ["2", "", "2 Practicing", False],
        ["2", "5 of 7", "2 Practicing, 5 of 7", False],
    ]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_a_hidden_cell_carries_its_label_and_nothing_else(places: pd.DataFrame, look: Any) -> None:
    spec = skill_matrix(places, PILLARS, look).to_dict()
    cells = [row for rows in spec["datasets"].values() for row in rows if "typical" in row]
    [hidden] = [row for row in cells if row["label"] == NOT_SHOWN]
    assert set(hidden) == {"name", "dimension_name", "typical", "label", "coverage", "is_single", "told"}
    assert (hidden["typical"], hidden["coverage"], hidden["is_single"], hidden["told"]) == (None, "", False, NOT_SHOWN)
    assert "1 of the groups are not shown in every dimension" in spec["description"]


def test_more_cells_than_can_be_read_are_refused(places: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        skill_matrix(pd.concat([places] * 700), PILLARS, LIGHT)


def test_the_tables_say_the_same(places: pd.DataFrame) -> None:
    table = matrix_table(places, PILLARS)
    names = [dimension.name for dimension in PILLARS.dimensions]
    assert list(table.columns) == ["Group", *names, "Answered"]
    assert table.iloc[1].tolist()[:3] == ["Windmill", NOT_SHOWN, "No answers"]
    group = standing_table(places[places["name"] == "Harbour"], PILLARS)
    assert "Part" not in group
    assert group["Remark"].tolist() == ["", "", "", "one person or nobody at target"]
    figures = every_figure(places, PILLARS)
    assert figures.loc[4, ["typical", "experts", "reached", "is_single"]].isna().all()
    assert figures["typical_name"].tolist()[3] == "None of these yet"


def test_pillars_stand_and_a_t_hangs(places: pd.DataFrame) -> None:
    def scale(found: pd.DataFrame) -> dict[str, Any]:
        spec = standing_columns(found, PILLARS, LIGHT).to_dict()
        known: dict[str, Any] = spec["layer"][0]["encoding"]["y"]["scale"]
        return known

    group = places[places["name"] == "Windmill"]
    assert scale(group)["reverse"] is False
    assert scale(group.assign(part=["bar", "bar", "stem", "bar"]))["reverse"] is True
    told = standing_columns(group, PILLARS, LIGHT).to_dict()["description"]
    assert told.startswith(f"{PILLARS.dimensions[0].name}: {NOT_SHOWN}.")


def test_the_stem_stands_between_the_halves_of_the_bar() -> None:
    parts = pd.DataFrame({"part": ["bar", "stem", "bar", "bar", "stem"], "at": range(5)})
    assert in_order(parts)["at"].tolist() == [0, 2, 1, 4, 3]


def test_phases_print_their_ticks_or_say_that_there_are_none() -> None:
    rows = [("a", "Begin", 2, 2, 16, 9, 9 / 16, "Rare", 3, 8), ("b", "Go on", 3, 0, *[None] * 6)]
    people = dict.fromkeys(["asked", "ticked", "rarest_ticked", "rarest_asked"], "Int64")
    phases = pd.DataFrame(rows, columns=PHASE_COLUMNS).astype({**people, "share": "Float64"})
    told = drawn_phases(phases)["told"].tolist()
    assert told == ["56 %: 9 of 16 ticks are there; at most 3 of 8 people ready", NO_TICKS]
    assert json.dumps(phase_bars(phases, LIGHT).to_dict()).count("Go on") >= 1
    assert phases_table(phases)["Ready at most"].tolist()[0] == 3
