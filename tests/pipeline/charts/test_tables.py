"""The heatmap as a table and as text for a spreadsheet."""

import csv as reader
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.measures import MEASURES
from pipeline.charts.tables import as_text, csv, heatmap_table
from tests.pipeline.charts.made import EVERY_STATE, FIGURES, cell, cells


def test_the_table_prints_what_the_heatmap_prints() -> None:
    expected = pd.DataFrame(
        {
            "Group": ["Whole company", "Orbit", "Ridge", "Quarry"],
            "Data": ["66 %", "66 %", "No target", "Not shown"],
            "Prompting": ["66 %", "0 %", "Not shown", "Not shown"],
            "Answered": ["41 of 50", "29–41 of 50", "–", "–"],
        }
    )
    pd.testing.assert_frame_equal(heatmap_table(EVERY_STATE, MEASURES[0]), expected, check_dtype=False)


def test_null_is_empty_and_never_zero() -> None:
    rows = list(reader.DictReader(io.StringIO(csv(EVERY_STATE))))
    quarry = next(row for row in rows if row["name"] == "Quarry")
    assert quarry["prevalence"] == ""
    assert quarry["assessed"] == ""
    assert quarry["target"] == "2"


def test_a_formula_is_written_as_text() -> None:
    rows = list(reader.DictReader(io.StringIO(csv(cells(cell("=1+1", 1, "Data", FIGURES))))))
    assert rows[0]["name"] == "'=1+1"


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    assert not str(as_text(text)).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text in str(as_text(text))


def test_small_teams_together_have_a_dash_where_they_stand_otherwise() -> None:
    rows = cells(
        cell("Whole company", 0, "Data", FIGURES),
        cell("Whole company", 0, "Prompting", FIGURES),
        cell("Small teams together (Atlas, Beacon)", 1, "Prompting", FIGURES),
    )
    assert heatmap_table(rows, MEASURES[0])["Data"].tolist() == ["66 %", "–"]
