"""The list of gaps, the groups behind one, and their tables: what is written, and what never is."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from pipeline.charts import tables
from pipeline.charts.behind import MOST_GROUPS, group_lines, groups_behind
from pipeline.charts.critical import TITLE, critical_lines, critical_list, critical_table
from pipeline.charts.gap_list import MEANINGS, TITLES, gap_list, list_lines
from pipeline.charts.gap_rows import LINE
from pipeline.charts.gap_tables import every_figure, groups_table, list_table
from pipeline.charts.theme import DARK, LIGHT
from pipeline.frameworks.loader import shipped
from pipeline.snapshot.rankings import BEHIND_COLUMNS, LISTED_COLUMNS
from pipeline.snapshot.shapes import typed

FIGURES: dict[str, Any] = {
    "group": "Larks", "kind": "company", "division": None, "dimension": "a", "dimension_name": "Testing",
    "headcount": 1200, "assessed": 1000, "no_answer": 200, "shown": True, "target": 2, "target_source": "file",
    "below": 625, "prevalence": 0.625, "prevalence_low": 0.595, "prevalence_high": 0.655,
    "prevalence_min": 0.52, "prevalence_max": 0.69, "shortfall": 782, "mean_shortfall": 0.782,
    "mean_shortfall_low": 0.7, "mean_shortfall_high": 0.8, "depth": 1.25, "p1": 0.4, "p2": 0.3, "coverage": 0.375,
    "response": 0.83, "fragile": False,
}  # fmt: skip
KEPT = ("group", "kind", "division", "dimension", "dimension_name", "headcount", "target", "target_source")
HIDDEN = {name: FIGURES[name] if name in KEPT else None for name in FIGURES} | {"shown": False}


def listed(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of a list: what differs from 625 of 1,000 below, at place 1."""
    full = [{"standing": 1, "is_tied": False, "reason": "625 of 1,000.", **FIGURES, **row} for row in rows]
    return typed(pd.DataFrame(full), LISTED_COLUMNS)


def groups(*rows: dict[str, Any]) -> pd.DataFrame:
    return typed(pd.DataFrame([{"name": "Heron", **FIGURES, **row} for row in rows]), BEHIND_COLUMNS)


def test_a_row_says_its_place_figure_reason_and_range() -> None:
    [common] = list_lines(listed({}), "common").to_dict("records")
    assert common == {
        "dimension_name": "Testing",
        "heading": "1 · Testing",
        "figure": "63 %",
        "reason": "625 of 1,000.",
        "value": 0.625,
        "low": 0.595,
        "high": 0.655,
        "range": "Most likely 60 % to 66 % of all 1,200 are below. "
        "Certain: more than half, whatever the silent would say.",
        "warning": "",
    }
    [largest] = list_lines(listed({}), "largest").to_dict("records")
    assert (largest["figure"], largest["value"], largest["low"], largest["high"]) == ("1.3 levels", 1.25, None, None)
    assert largest["range"] == ""  # it is of the share, and this list is not


def test_figures_that_only_read_the_same_are_told_apart() -> None:
    rows = listed(
        {"depth": 1.44, "standing": 1},
        {"depth": 1.38, "standing": 2},
        {"depth": 1.3, "standing": 3, "is_tied": True},
        {"depth": 1.3, "standing": 3, "is_tied": True},
        {"depth": 1.1, "standing": 5},
    )
    assert list_lines(rows, "largest")["figure"].tolist() == [
        "1.44 levels", "1.38 levels", "1.30 levels", "1.30 levels", "1.10 levels",
    ]  # fmt: skip
    close = listed({"depth": 1.414}, {"depth": 1.409, "standing": 2}, {"depth": 1.363, "standing": 3})
    assert list_lines(close, "largest")["figure"].tolist() == ["1.414 levels", "1.409 levels", "1.363 levels"]
    shares = listed({"prevalence": 0.6271, "standing": 1}, {"prevalence": 0.6251, "standing": 2})
    assert list_lines(shares, "common")["figure"].tolist() == ["62.71 %", "62.51 %"]


def test_how_sure_the_share_is_stands_only_in_its_list() -> None:
    row = listed({"fragile": True, "response": 0.5})
    assert list_lines(row, "largest")["warning"].tolist() == ["Low response: only 50 % answered."]
    assert list_lines(row, "largest")["range"].tolist() == [""]
    assert "more or fewer than half" in list_lines(row, "common")["range"].tolist()[0]


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"is_tied": True, "standing": 2}, "heading", "2 (tied) · Testing"),
        (
            {"fragile": True, "prevalence_min": 0.37, "prevalence_max": 0.56},
            "range",
            "Most likely 60 % to 66 % of all 1,200 are below. "
            "With those who did not answer: 37 % to 56 %, so more or fewer than half.",
        ),
        *[
            (
                {"prevalence_min": least, "prevalence_max": most},
                "range",
                f"Most likely 60 % to 66 % of all 1,200 are below. Certain: {side}, whatever the silent would say.",
            )
            for least, most, side in (
                (0.5, 0.7, "half or more"),
                (0.3, 0.5, "half or fewer"),
                (0.3, 0.49, "fewer than half"),
            )
        ],
        ({"response": 0.595}, "warning", "Low response: only 60 % answered."),
        ({"response": 0.6}, "warning", ""),
        ({"headcount": 1000}, "range", ""),
        ({"headcount": None, "response": None, "fragile": None}, "range", ""),
        ({"standing": None, "reason": None, "below": 0, "prevalence": 0.0}, "figure", "None below"),
        ({"standing": None, "reason": None, "target_source": "none", "assessed": 0}, "figure", "No target"),
        ({"standing": None, "reason": None, **HIDDEN}, "figure", "Not shown"),
    ],
)
def test_what_is_particular_about_a_row_is_said(change: dict[str, Any], field: str, told: str) -> None:
    assert list_lines(listed(change), "common")[field].tolist() == [told]


def test_a_hidden_dimension_tells_no_number() -> None:
    hidden = listed({**HIDDEN, "standing": None, "reason": None}, {"dimension_name": "Other"})
    for ranking in ("common", "largest"):
        spec = gap_list(hidden, ranking, shipped()[0], LIGHT).to_dict()  # type: ignore[arg-type]
        rows = next(rows for rows in spec["datasets"].values() if rows)
        told = json.dumps(rows[0])
        assert rows[0]["heading"] == "Testing"
        assert not any(letter.isdigit() for letter in told), told


@pytest.mark.parametrize(("ranking", "longest"), [("common", 1), ("largest", 4)])
def test_bars_begin_at_0_and_end_where_every_cycle_s_do(ranking: Any, longest: float) -> None:
    spec = gap_list(listed({}), ranking, shipped()[0], LIGHT).to_dict()
    bars = next(layer for layer in spec["layer"] if layer["encoding"].get("x", {}).get("field") == "value")
    assert bars["encoding"]["x"]["scale"]["domain"] == [0, longest]
    assert spec["title"]["text"] == TITLES[ranking]
    assert spec["title"]["subtitle"] == MEANINGS[ranking]
    assert "1 · Testing" in spec["description"]
    assert gap_list(listed({}), ranking, shipped()[0], DARK).to_dict() != spec


def test_groups_say_heads_share_and_steps() -> None:
    rows = groups({"below": 1, "assessed": 8, "prevalence": 0.125, "shortfall": 1, "response": 0.5}, {}, HIDDEN)
    assert group_lines(rows)["words"].tolist() == [
        "1 of 8 (13 %), 1 step, low response",
        "625 of 1,000 (63 %), 782 steps",
        "Not shown",
    ]
    assert group_lines(groups({"target_source": "none"}, {"assessed": 0}))["words"].tolist() == [
        "No target",
        "Nobody has answered",
    ]
    hidden = group_lines(rows).to_dict("records")[2]
    assert {name: value for name, value in hidden.items() if value is not None and value == value} == {
        "name": "Heron",
        "start": 0,
        "words": "Not shown",
    }


def test_only_so_many_groups_are_drawn_and_the_table_holds_all() -> None:
    many = groups(*({"name": f"Team {n:02}"} for n in range(30)))
    spec = groups_behind(many, "Testing", LIGHT).to_dict()
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == [f"Team {n:02}" for n in range(MOST_GROUPS)]
    assert len(groups_table(many)) == 30


def test_the_tables_say_what_the_pictures_say() -> None:
    rows = listed({}, {"dimension_name": "Review", "standing": 2, "is_tied": True}, {**HIDDEN, "standing": None})
    table = list_table(rows, "common")
    assert table["Place"].tolist() == ["1", "2 (tied)", "–"]
    assert table["Most common"].tolist() == ["Testing", "Review", "Testing"]
    assert table["Figure"].tolist() == ["63 %", "63 %", "Not shown"]
    assert table["People below"].tolist() == ["625 of 1,000", "625 of 1,000", "–"]
    assert table["Answered"].tolist() == ["1,000 of 1,200", "1,000 of 1,200", "–"]
    behind = groups_table(groups({}, HIDDEN, {"target_source": "none"}))
    assert behind["Remark"].tolist() == ["", "Not shown", "No target"]
    assert behind["Below"].isna().tolist() == [False, True, True]


def test_the_file_holds_lists_and_groups_and_starts_no_formula() -> None:
    text = tables.csv(every_figure(listed({}), listed({}), groups({"name": "=1+1", **HIDDEN})))
    lines = text.splitlines()
    assert lines[0].startswith("list,name,standing,is_tied,reason,group,kind")
    assert [line.split(",")[0] for line in lines[1:]] == ["common", "largest", "behind"]
    assert "'=1+1" in lines[3]


def test_long_sentences_are_broken_and_no_row_is_too_low_for_them() -> None:
    short, long = listed({}), listed({"reason": "A reason that goes on " * 20, "response": 0.5})
    low, high = (gap_list(rows, "common", shipped()[0], LIGHT).to_dict() for rows in (short, long))
    row = next(rows for rows in high["datasets"].values() if rows)[0]
    assert row["drawn_reason"].count("\n") == 3
    assert row["drawn_reason"].endswith(" …")
    assert row["reason"] == long["reason"].iloc[0]
    assert (
        high["height"] - low["height"] == LINE * 4
    )  # three lines more of the reason, and the warning that few answered


def test_a_figure_is_drawn_without_the_unit_that_the_title_says() -> None:
    rows = next(
        rows for rows in gap_list(listed({}), "largest", shipped()[0], LIGHT).to_dict()["datasets"].values() if rows
    )
    assert (rows[0]["figure"], rows[0]["mark"]) == ("1.3 levels", "1.3")


def test_the_critical_list_names_what_is_blocked_and_gives_nobody_a_place_for_nothing() -> None:
    gaps = pd.DataFrame(
        {
            "dimension": ["a", "b"],
            "dimension_name": ["Testing", "Review"],
            "criticality": [9.0, 0.0],
            "standing": pd.array([1, None], dtype="Int64"),
            "is_tied": [False, False],
        }
    )
    blocks = {"a": "Blocks Orchard (team Heron).", "b": "Blocks no project."}
    lines = critical_lines(gaps, blocks)
    assert lines[["heading", "figure", "value", "reason"]].to_numpy().tolist() == [
        ["1 · Testing", "9", 9.0, "Blocks Orchard (team Heron)."],
        ["Review", "0", 0.0, "Blocks no project."],
    ]
    spec = critical_list(gaps, blocks, LIGHT, TITLE).to_dict()
    assert spec["description"].startswith(
        "The most critical gaps: people short × importance. 1 · Testing, 9; Review, 0."
    )
    table = critical_table(gaps, blocks)
    assert table["Place"].tolist() == ["1", "–"]
    assert table["Why here"].tolist() == lines["reason"].tolist()
