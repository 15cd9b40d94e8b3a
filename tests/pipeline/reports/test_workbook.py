"""The workbook: numbers as numbers, texts as texts, colours and charts that the spreadsheet itself draws."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.reports.contents import ReportContents
from pipeline.reports.sheets import Column, put_table
from pipeline.reports.workbook import workbook_of
from tests.pages.snapshots import CIDER, FORMULA

HEADER = 4


@pytest.fixture(scope="module")
def made(contents: ReportContents) -> bytes:
    return workbook_of(contents)


@pytest.fixture(scope="module")
def book(made: bytes) -> Iterator[Workbook]:
    with closing(load_workbook(io.BytesIO(made))) as opened:
        yield opened


def parts(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def table(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows below the header, by header."""
    header, *lines = sheet.iter_rows(min_row=HEADER, values_only=True)
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]


def test_every_table_of_the_screen_has_a_sheet(book: Workbook) -> None:
    assert book.sheetnames == [
        "Overview",
        "Divisions",
        "Teams",
        "Roles",
        "Most common gaps",
        "Largest gaps",
        "Close first",
        "Gap figures",
        "Levels",
        "Indicators",
        "Projects",
        "Needs",
        "Unlocking",
        "About",
    ]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes is not None, sheet.title
        assert len(table(sheet)) == sheet.max_row - HEADER > 0
        assert all(dimension.width >= 10 for dimension in sheet.column_dimensions.values())


def test_without_a_roadmap_there_are_no_sheets_of_projects(bare: ReportContents) -> None:
    with closing(load_workbook(io.BytesIO(workbook_of(bare)))) as book:
        assert not {"Projects", "Needs", "Unlocking", "Divisions"} & set(book.sheetnames)


def test_every_gap_figure_is_the_published_number(book: Workbook, contents: ReportContents) -> None:
    found = table(book["Gap figures"])
    assert [row["Share below target"] for row in found] == _numbers(contents.gaps["prevalence"])
    assert [row["People below"] for row in found] == _numbers(contents.gaps["below"])
    assert [row["Average shortfall"] for row in found] == _numbers(contents.gaps["mean_shortfall"])
    assert {row["Could go either way"] for row in found} == {"yes", "no", None}


def test_a_part_of_the_gap_is_people_below_of_all_below(book: Workbook) -> None:
    found = table(book["Gap figures"])
    company = {row["Dimension"]: row["People below"] for row in found if row["Kind"] == "Company"}
    for row in found:
        has_part = row["Remark"] is None
        share = pytest.approx(row["People below"] / company[row["Dimension"]]) if has_part else None  # type: ignore[operator]
        assert row["Part of the company's gap"] == share, row


def test_levels_are_numbers_of_people_by_name(book: Workbook, contents: ReportContents) -> None:
    found = table(book["Levels"])
    for row, levels in zip(found, contents.levels["levels"], strict=True):
        told = [row[name] for name in ("None of these yet", "Aware", "Practicing", "Proficient", "Expert")]
        assert told == ([None] * 5 if levels is None else list(levels.values()))


def test_hidden_rows_hold_a_remark_and_no_figure(book: Workbook) -> None:
    compass = [row for row in table(book["Gap figures"]) if row["Group"] == "Compass"]
    assert len(compass) == 5
    for row in compass:
        filled = {header for header, value in row.items() if value is not None}
        key = {"Kind", "Division", "Group", "Dimension", "People with a target", "Target level", "Target from"}
        assert filled == {*key, "Remark"}
        assert row["Remark"] == "Not shown"
    [cider] = [row for row in table(book["Projects"]) if row["Project"] == CIDER]
    assert {header for header, value in cider.items() if value is not None} == {"Project", "Weight", "Standing"}
    assert cider["Standing"] == "Not shown"


def test_the_sheet_of_projects_says_in_which_order_they_stand(book: Workbook, contents: ReportContents) -> None:
    assert [row["Project"] for row in table(book["Projects"])] == contents.projects["project"].tolist()
    assert str(book["Projects"]["A2"].value).endswith("In the order of the roadmap.")


def test_a_heatmap_holds_shares_and_words(book: Workbook, contents: ReportContents) -> None:
    sheet = book["Teams"]
    by_name = {row["Group"]: row for row in table(sheet)}
    hidden = [value for header, value in by_name["Compass"].items() if header not in ("Group", "Answered", "Remark")]
    assert hidden == ["Not shown"] * 5
    assert by_name["Ridge"]["Remark"] == "Fewer than 60 % answered"
    row = contents.company.iloc[4]
    assert by_name["Whole company"]["AI in Production"] == row["prevalence"]
    assert sheet.cell(HEADER + 1, 2).number_format == "0 %"
    line = next(cell.row for cell in sheet["A"] if cell.value == "Compass")
    assert sheet.cell(line, 2).fill.fgColor.rgb == "00E9EBEE"


def test_colours_follow_the_figures_in_the_steps_of_the_screen(book: Workbook) -> None:
    [(area, rules)] = [(each.sqref, each.rules) for each in book["Divisions"].conditional_formatting]
    assert str(area) == "B5:F9"
    assert [rule.formula[0] for rule in rules] == [f"AND(ISNUMBER(B5),B5>={step}/7)" for step in range(6, -1, -1)]
    assert all(rule.stopIfTrue for rule in rules)
    assert rules[0].dxf.fill.bgColor.rgb == "006B300D"
    assert rules[-1].dxf.font.color.rgb == "002B2420"


def test_the_charts_read_the_cells_beside_them(made: bytes, book: Workbook, contents: ReportContents) -> None:
    files = parts(made)
    shares, levels = files["xl/charts/chart1.xml"], files["xl/charts/chart2.xml"]
    [names] = re.findall(r"<cat><strRef><f>'Overview'!\$A\$(\d+):\$A\$(\d+)</f>", shares)
    [(column, *places)] = re.findall(r"<val><numRef><f>'Overview'!\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)</f>", shares)
    assert tuple(places) == names
    sheet = book["Overview"]
    drawn = [sheet[f"{column}{line}"].value for line in range(int(names[0]), int(names[1]) + 1)]
    assert drawn == _numbers(contents.company["prevalence"])
    assert '<grouping val="percentStacked"' in levels
    columns = re.findall(r"<val><numRef><f>'Overview'!\$([A-Z])\$", levels)
    assert [sheet[f"{each}{int(names[0]) - 1}"].value for each in columns] == [
        "None of these yet",
        "Aware",
        "Practicing",
        "Proficient",
        "Expert",
    ]
    assert files["xl/drawings/drawing1.xml"].count('descr="') == 2


def test_no_text_becomes_a_formula(made: bytes, book: Workbook) -> None:
    sheets = [text for name, text in parts(made).items() if name.startswith("xl/worksheets/sheet")]
    assert not [text for text in sheets if re.search(r"<f[ >]", text)]
    cell = next(cell for cell in book["Teams"]["A"] if cell.value == FORMULA)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@sum", "#N/A"])
def test_a_text_stays_the_text_it_is(text: str) -> None:
    sheet = Workbook().worksheets[0]
    put_table(sheet, [Column("Name", "name", "text")], [{"name": text}], top=1)
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")


def test_what_no_spreadsheet_can_hold_is_seen_and_null_is_empty() -> None:
    sheet = Workbook().worksheets[0]
    columns = [Column("Name", "name", "text"), Column("Below", "below"), Column("Sure", "sure", "flag")]
    put_table(sheet, columns, [{"name": "a\x07b", "below": None, "sure": False}], top=1)
    assert [cell.value for cell in sheet[2]] == ["a\ufffdb", None, "no"]


def test_the_file_knows_no_other_time_than_the_publication(made: bytes, contents: ReportContents) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 3, 2, 9, 30, 0)}
    times = re.findall(r">([\d-]+T[\d:]+Z)<", parts(made)["docProps/core.xml"])
    assert times == ["2026-03-02T09:30:00Z"] * 2
    assert workbook_of(contents) == made


def _numbers(figures: pd.Series) -> list[object]:
    """Figures to compare with: a workbook keeps 16 digits of a number."""
    return [None if pd.isna(figure) else pytest.approx(figure, rel=1e-14) for figure in figures]
