"""The heatmap's specification: order, colours, and nothing of what is hidden."""

import json
from typing import Any

import pandas as pd
import pytest

from pipeline.charts.axes import ANSWERED, together_label
from pipeline.charts.heatmap import CHOSEN, PICK, heatmap
from pipeline.charts.measures import MEASURES
from pipeline.charts.theme import DARK, LIGHT, MOST_ROWS, Look, wrapped
from tests.pipeline.charts.made import EVERY_STATE, FIGURES, cell, cells


def _spec(frame: pd.DataFrame = EVERY_STATE, look: Look = LIGHT) -> dict[str, Any]:
    return heatmap(frame, MEASURES[0], look).to_dict()


def _rows(spec: dict[str, Any], column: str) -> list[dict[str, Any]]:
    return next(rows for rows in spec["datasets"].values() if rows and column in rows[0])


def test_rows_and_columns_keep_the_order_asked_for() -> None:
    encoding = _spec()["layer"][0]["encoding"]
    assert encoding["y"]["scale"]["domain"] == ["Whole company", " ", "Orbit", "Ridge", "Quarry"]
    assert encoding["x"]["scale"]["domain"] == ["Data", "Prompting", ANSWERED]
    assert encoding["y"]["sort"] is None
    assert encoding["x"]["sort"] is None


def test_every_cell_is_sent_with_what_it_prints() -> None:
    sent = _rows(_spec(), "label")
    assert [(row["name"], row["dimension_name"], row["label"]) for row in sent] == [
        ("Whole company", "Data", "66 %"),
        ("Whole company", "Prompting", "66 %"),
        ("Orbit", "Data", "66 %"),
        ("Orbit", "Prompting", "0 %"),
        ("Ridge", "Data", "No target"),
        ("Ridge", "Prompting", "Not shown"),
        ("Quarry", "Data", "Not shown"),
        ("Quarry", "Prompting", "Not shown"),
    ]


def test_nothing_of_a_hidden_cell_is_sent_but_that_it_is_hidden() -> None:
    spec = _spec()
    for row in _rows(spec, "label"):
        if row["state"] == "Not shown":
            assert row["strength"] is None
            assert row["answered"] == "–"
            assert row["people"] == "Too few answers, here or in a group that could be worked out from it"
    assert "Quarry" not in [row["name"] for row in _rows(spec, "is_low")]


def test_the_colour_scale_has_fixed_ends_in_both_themes() -> None:
    for look in (LIGHT, DARK):
        color = _spec(look=look)["layer"][0]["encoding"]["color"]
        assert color["scale"] == {"type": "quantize", "domain": [0, 1], "range": list(look.steps)}
        assert "from 15 %" in color["legend"]["labelExpr"]


def test_the_three_reasons_for_an_empty_cell_look_different() -> None:
    layers = _spec()["layer"]
    marks = {layer["transform"][0]["filter"]: layer["mark"] for layer in layers[1:3]}
    hidden, no_target = marks["(datum.state === 'Not shown')"], marks["(datum.state === 'No target')"]
    assert hidden["fill"] == LIGHT.hidden
    assert no_target["fillOpacity"] == 0
    assert no_target["strokeDash"]


def test_a_click_picks_a_group_and_a_dimension() -> None:
    params = [param for param in _spec()["params"] if param["name"] == PICK]
    assert [param["select"]["fields"] for param in params] == [["name", "dimension_name"]]


def test_the_outline_waits_for_a_chosen_cell() -> None:
    spec = _spec()
    assert spec["datasets"][CHOSEN] == []
    assert [layer["data"] for layer in spec["layer"] if layer.get("data") == {"name": CHOSEN}]


def test_it_describes_itself_in_sentences() -> None:
    assert _spec()["description"] == (
        "Heatmap of 4 groups by 2 dimensions. Share of the people assessed who are below target. "
        "2 of the groups are not shown in every dimension. The table holds the same figures."
    )


def test_markup_in_a_name_stays_text() -> None:
    name = 'a"]; <img src=x> ${1}'
    spec = _spec(cells(cell(name, 1, name, FIGURES)))
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"] == [name]
    expression = spec["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
    assert json.loads(expression.removesuffix("[datum.value]")) == {
        name: wrapped(name, 16),
        ANSWERED: [ANSWERED],
    }


def test_more_cells_than_can_be_read_are_refused() -> None:
    many = pd.concat([EVERY_STATE] * (MOST_ROWS // len(EVERY_STATE) + 1))
    with pytest.raises(ValueError, match="cannot be read"):
        heatmap(many, MEASURES[0], LIGHT)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_ink_of_every_step_can_be_read(look: Look) -> None:
    for step, ink in zip(look.steps, look.inks, strict=True):
        assert _contrast(step, ink) >= 4.5, (step, ink)
    assert _contrast(look.hidden, look.quiet) >= 4.5


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of the web's accessibility guidelines: 1 (none) to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_cell_that_is_not_shown_stays_so_whatever_it_carries() -> None:
    spec = _spec(cells(cell("Quarry", 1, "Data", FIGURES, shown=False)))
    sent = json.dumps(spec["datasets"])
    for figure in ("27", "41", "50", "0.65"):
        assert figure not in sent


TOGETHER = "Small teams together (Betony, Campion, Cornflower)"
PARTLY = cells(
    cell("Whole company", 0, "Data", FIGURES),
    cell("Whole company", 0, "Prompting", FIGURES),
    cell(TOGETHER, 1, "Prompting", FIGURES, kind="together"),
)


def test_small_teams_together_get_a_mark_where_they_stand_otherwise() -> None:
    marks = _rows(_spec(PARTLY), "mark")
    assert [(row["name"], row["dimension_name"], row["mark"]) for row in marks] == [(TOGETHER, "Data", "–")]
    assert not any(rows and "mark" in rows[0] for rows in _spec()["datasets"].values())


def test_small_teams_together_are_named_as_far_as_they_fit() -> None:
    axis = _spec(PARTLY)["layer"][0]["encoding"]["y"]["axis"]
    assert "Betony, Campion +1 together" in axis["labelExpr"]
    assert together_label("Small teams together (Sorrel, Teasel)") == "Sorrel, Teasel together"
    long = together_label(f"Small teams together ({'Very long name ' * 5}, Teasel)")
    assert (len(long), long[-13:]) == (32, "… +1 together")


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_outline_is_seen_on_pale_and_on_strong_cells(look: Look) -> None:
    outlines = [layer["mark"] for layer in _spec(look=look)["layer"] if layer.get("data") == {"name": CHOSEN}]
    assert [mark["stroke"] for mark in outlines] == [look.text, look.ground]
    assert outlines[0]["strokeWidth"] > outlines[1]["strokeWidth"]
