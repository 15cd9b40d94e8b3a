"""What reports say of a change: the page's answers, hidden figures as empty cells, and nothing with one cycle."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipeline.reports import changes
from pipeline.reports.contents import ReportChange, ReportContents
from pipeline.reports.page import page_html
from pipeline.reports.workbook import workbook_of
from tests.pipeline.charts.changes import BROKEN, HIDDEN, POOLED, ROW
from tests.pipeline.reports.test_page import ATTRIBUTES, ELEMENTS, Read
from tests.pipeline.reports.test_workbook import table

MADE = [{**ROW, "verdict": "clear"}, HIDDEN, BROKEN]
CHANGE = ReportChange("2025", *(pd.DataFrame(rows).drop(columns="name") for rows in (MADE, [POOLED])))


@pytest.fixture
def changed(contents: ReportContents) -> ReportContents:
    return replace(contents, change=CHANGE)


def test_the_answers_are_those_of_the_page() -> None:
    better, others = changes.answers(CHANGE)
    assert better.told == (
        "It looks so: over all dimensions, the same people moved closer to target (10 pairs of answers), −0.60 levels. "
        "Clear in 1 of 1 dimensions: Prompting."
    )
    assert others.told.startswith("They pull the other way")


def test_the_page_to_send_has_them_with_a_row_per_dimension(changed: ReportContents) -> None:
    read = Read(page_html(changed))
    assert set(read.elements) <= ELEMENTS
    assert read.attributes <= ATTRIBUTES
    place = read.headings.index("What changed since 2025")
    assert read.headings[place : place + 3] == [
        "What changed since 2025",
        "Did we get better?",
        "Or are we other people?",
    ]
    assert [
        ["Prompting", "1.00 → 0.71, −0.29 levels", "−0.60 levels, clear"],
        ["Data", "Not shown", "Not shown"],
        ["Review", "0.50 → 0.25, not comparable", "Rubric differs: not comparable"],
    ] in [found[1:] for found in read.tables]


def test_the_workbook_has_numbers_and_leaves_hidden_cells_empty(changed: ReportContents) -> None:
    with closing(load_workbook(io.BytesIO(workbook_of(changed)))) as book:
        first, second, third = table(book["Change"])
    assert (first["Before"], first["The same people"], first["Clear or unclear"], first["Remark"]) == (
        1,
        -0.6,
        "clear",
        None,
    )
    assert sum(first[name] for name in ("The same people", "Joined", "Gone", "New targets", "Reworded rubric")) == (
        pytest.approx(first["Change of everyone"])
    )
    assert {name for name, cell in second.items() if cell is not None} == {"Dimension", "Remark"}
    assert (third["After"], third["Change of everyone"], third["Remark"]) == (
        0.25,
        None,
        "Rubric differs: not comparable",
    )


def test_with_one_cycle_nothing_is_said_of_a_change(contents: ReportContents) -> None:
    assert contents.change is None
    assert "What changed since" not in page_html(contents)
