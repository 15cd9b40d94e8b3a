"""Rubric spreadsheets: what is written is read back, and every fault is placed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from pipeline.errors import RubricError
from pipeline.frameworks import shipped
from pipeline.frameworks.rubric_table import Rows
from pipeline.frameworks.workbook import framework_from_rows, is_rubric, write_framework
from pipeline.model import Description, Dimension, Framework, Indicator, Level
from tests.pipeline.frameworks.strategies import frameworks

HEADER = ["dimension", "level", "level_name", "statement"]
SMALL: Rows = [
    HEADER,
    ["Baking", "0", "None", "I buy bread."],
    ["Baking", "1", "Starter", "I bake bread."],
]


def rows_of(file: Any) -> list[list[str | None]]:
    """The first sheet as text: an independent reader, cell by cell."""
    sheet = openpyxl.load_workbook(file).worksheets[0]
    return [[None if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def read(rows: Rows) -> Framework:
    return framework_from_rows(rows, "bakery", "Bakery", 3)


def refusal(rows: Rows) -> str:
    with pytest.raises(RubricError) as caught:
        read(rows)
    return str(caught.value)


def test_a_small_rubric_is_read_whole() -> None:
    rows: list[list[str | None]] = [
        ["Our bakery", None, None, None, None, None, None, None],
        [
            "Indicator",
            "LEVEL",
            "Level Name",
            "Colour",
            "Statement",
            "Dimension",
            "supporting",
            "default target",
        ],
        ["I own an oven", "2.0", "Baker", "red", "I bake daily.", "Bread & Rolls", None, "2"],
        ["I know my flour", "2", None, None, None, "bread & rolls", "yes", None],
        [None, None, None, "blue", None, None, None, None],
        [None, "1", "Eater", None, "I eat\r\nbread.", "Bread & Rolls", None, None],
        [" I whip cream ", "2", "Baker", None, "I bake cakes.", "Cakes", "no", "2.0"],
        [None, "1", None, None, "I eat cakes.", "Cakes"],
    ]
    # ids by hand: printf 'i own an oven' | sha256sum | cut -c1-10, and so on
    assert read(rows) == Framework(
        "bakery",
        "Bakery",
        3,
        (Level(1, "Eater"), Level(2, "Baker")),
        (
            Dimension(
                "bread-and-rolls",
                "Bread & Rolls",
                (
                    Description(1, "I eat\nbread."),
                    Description(
                        2,
                        "I bake daily.",
                        (
                            Indicator("8c5c0a9ca6", "I own an oven"),
                            Indicator("7b578f470d", "I know my flour", supporting=True),
                        ),
                    ),
                ),
            ),
            Dimension(
                "cakes",
                "Cakes",
                (
                    Description(1, "I eat cakes."),
                    Description(2, "I bake cakes.", (Indicator("8c56ded859", "I whip cream"),)),
                ),
            ),
        ),
        2,
    )


@pytest.mark.parametrize(
    ("numbers", "middle"),
    [(["0", "1"], 0), (["1", "2"], 1), (["0", "1", "2", "3", "4"], 2), (["1", "2", "3", "4"], 2)],
)
def test_a_blank_default_target_is_the_middle_level(numbers: list[str], middle: int) -> None:
    rows: Rows = [
        HEADER,
        *(["Baking", number, f"Step {number}", f"Statement {number}"] for number in numbers),
    ]
    assert read(rows).default_target == middle


def test_an_indicator_without_an_id_has_the_same_one_however_it_is_typed() -> None:
    def id_of(text: str) -> str:
        rows: Rows = [[*HEADER, "indicator"], [*SMALL[1], None], [*SMALL[2], text]]
        return read(rows).dimensions[0].levels[1].indicators[0].id

    assert id_of("I own an oven") == id_of("  i own\u00a0an OVEN.") != id_of("I own two ovens")


@pytest.mark.parametrize("framework", shipped(), ids=lambda framework: framework.id)
def test_a_shipped_framework_comes_back_the_same(framework: Framework, tmp_path: Path) -> None:
    write_framework(framework, tmp_path / "rubric.xlsx")
    rows = rows_of(tmp_path / "rubric.xlsx")
    reading = framework.reading
    assert framework_from_rows(rows, framework.id, framework.name, framework.version, reading) == framework


@settings(deadline=None, max_examples=60)
@given(frameworks())
def test_any_framework_comes_back_the_same(framework: Framework) -> None:
    file = io.BytesIO()
    write_framework(framework, file)  # type: ignore[arg-type]
    assert framework_from_rows(rows_of(file), framework.id, framework.name, framework.version) == framework


def test_no_text_is_written_as_a_formula(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@here", "#N/A"]
    levels = tuple(Level(number, text) for number, text in enumerate(texts))
    statements = tuple(Description(number, f"{text} is mine") for number, text in enumerate(texts))
    framework = Framework("f", "F", 1, levels, (Dimension("d", "=D", statements),), 0)
    write_framework(framework, tmp_path / "rubric.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "rubric.xlsx")["Rubric"] for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert [cell.quotePrefix for cell in cells if cell.value in texts] == [True, True, True, True, False]


def test_the_written_workbook_has_a_frozen_header_and_explains_every_column(tmp_path: Path) -> None:
    write_framework(shipped()[0], tmp_path / "rubric.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "rubric.xlsx")
    assert workbook.sheetnames == ["Rubric", "How to edit"]
    assert workbook["Rubric"].freeze_panes == "A2"
    headers = [cell.value for cell in workbook["Rubric"][1]]
    assert [row[0].value for row in workbook["How to edit"].iter_rows(min_row=2)] == headers


def test_only_a_sheet_with_the_header_row_is_a_rubric() -> None:
    assert is_rubric(SMALL)
    assert is_rubric([[None], ["Title"], *SMALL])
    assert not is_rubric([["Timestamp", "dimension", "level"]])
    assert not is_rubric([])


def changed(row: int, column: int, text: str | None) -> list[list[str | None]]:
    """A sound rubric in which one cell (from 1) is another."""
    header: list[str | None] = [*HEADER, "dimension_id", "indicator", "indicator_id", "supporting", "default_target"]
    rows: list[list[str | None]] = [
        header,
        ["Baking", "0", "None", "I buy bread.", "b", None, None, None, "1"],
        ["Baking", "1", "Some", "I bake bread.", "b", "I own an oven", "oven", "no", None],
        ["Baking", "1", None, None, None, "I own a pan", "pan", "yes", None],
        ["Frying", "0", "None", "I buy chips.", "f", None, None, None, "1"],
        ["Frying", "1", "Some", "I fry chips.", "f", None, None, None, None],
    ]
    read(rows)
    rows[row - 1][column - 1] = text
    return rows


@pytest.mark.parametrize(
    ("row", "column", "text", "message"),
    [
        (2, 1, None, "Row 2, column A (dimension): this cell must not be blank."),
        (2, 2, None, "Row 2, column B (level): this cell must not be blank."),
        (2, 2, "2.5", "Row 2, column B (level): '2.5' is not a level number such as 3."),
        (2, 2, "Aware", "Row 2, column B (level): 'Aware' is not a level number such as 3."),
        (2, 2, "-1", "Row 2, column B (level): '-1' is not a level number such as 3."),
        (2, 2, "3", "Row 2, column B (level): level 3 follows level 1; 2 is missing."),
        (5, 3, "Nil", "Row 5, column C (level_name): 'Nil' contradicts 'None' in row 2."),
        (4, 4, "I knead.", "Row 4, column D (statement): 'I knead.' contradicts 'I bake bread.' in row 3."),
        (6, 4, None, "Row 6, column D (statement): this cell must not be blank."),
        (3, 4, "i buy BREAD", "Row 3, column D (statement): 'i buy BREAD' already stands in row 2."),
        (
            3,
            4,
            "I bake\x0cbread",
            "Row 3, column D (statement): 'I bake\\x0cbread' holds a control character.",
        ),
        (3, 5, "c", "Row 3, column E (dimension_id): 'c' contradicts 'b' in row 2."),
        (
            4,
            6,
            None,
            "Row 4, column H (supporting): there is no indicator in this row that this could belong to.",
        ),
        (
            3,
            6,
            None,
            "Row 3, column G (indicator_id): there is no indicator in this row that this could belong to.",
        ),
        (4, 6, "I own an Oven", "Row 4, column F (indicator): 'I own an Oven' already stands in row 3."),
        (4, 7, "oven", "Row 4, column G (indicator_id): 'oven' already stands in row 3."),
        (4, 8, "maybe", "Row 4, column H (supporting): 'maybe' is neither yes nor no."),
        (5, 9, "0", "Row 5, column I (default_target): 0 contradicts 1 in another row."),
        (5, 9, "7", "Row 5, column I (default_target): 7 is not one of the levels [0, 1]."),
    ],
)
def test_a_fault_is_placed_by_row_and_column(row: int, column: int, text: str | None, message: str) -> None:
    assert refusal(changed(row, column, text)) == message


def test_an_empty_row_cannot_be_supporting() -> None:
    rows = changed(6, 8, "no")
    rows[5][7] = "yes"
    assert refusal(rows) == (
        "Row 6, column H (supporting): there is no indicator in this row that this could belong to."
    )


def test_a_dimension_has_every_level() -> None:
    rows = changed(2, 1, "Baking")[:-1]
    assert refusal(rows) == "Row 5, column B (level): dimension 'Frying' has no row for level 1 (Some)."


def test_two_dimensions_with_one_id_are_refused() -> None:
    rows = changed(2, 1, "Baking")
    for row in rows[4:]:
        row[4] = "B"
    assert refusal(rows) == "Row 5, column E (dimension_id): 'B' already stands in row 2."


def test_two_levels_with_one_name_are_refused() -> None:
    rows = [HEADER, ["Baking", "0", "Some", "I buy."], ["Baking", "1", "some", "I bake."]]
    assert refusal(rows) == "Row 3, column C (level_name): 'some' already stands in row 2."


def test_levels_begin_at_zero_or_one_and_are_at_least_two() -> None:
    high: Rows = [HEADER, ["Baking", "2", "Two", "I buy."], ["Baking", "3", "Three", "I bake."]]
    assert refusal(high) == "Row 2, column B (level): the lowest level is 2, but levels begin at 0 or 1."
    assert refusal([HEADER, ["Baking", "1", "One", "I buy."]]) == (
        "Row 2, column B (level): there is no other level than 1."
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "(missing: dimension, level, level_name, statement)."),
        ([["Dimension", "Statement", "Level"]], "(missing: level_name)."),
        ([HEADER, [None, " "]], "There is no row below the header in row 1. Add one per level."),
        (
            [[*HEADER, "LEVEL"], *SMALL[1:]],
            "Row 1: the header 'level' stands in columns B and E. Remove one.",
        ),
    ],
)
def test_a_sheet_without_a_usable_header_is_refused(rows: Rows, message: str) -> None:
    assert refusal(rows).endswith(message)
