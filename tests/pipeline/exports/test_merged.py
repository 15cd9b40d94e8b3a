"""Merged cells of a workbook: for every line that they cover, said, and each answer at the cell that holds it."""

from pathlib import Path

import openpyxl
import pytest

from pipeline.exports.read import responses
from tests.pipeline.exports.files import brief

KNOWN = frozenset({"prompting", "ethics"})


def merged_workbook(path: Path, rows: list[list[object]], *ranges: str) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for each in ranges:
        book.worksheets[0].merge_cells(each)
    book.save(path)
    book.close()
    return path


ROWS: list[list[object]] = [
    ["Our skills", None, None, None],
    ["Name", "Team", "Prompting", "Ethics"],
    ["Ada", "Owls", 1, 2],
    ["Bo", None, 3, None],
    ["North", None, None, None],
    ["Cy", None, None, 1],
    ["Di", "Kites", None, 0],
]


def test_a_merged_team_is_the_team_of_all_whom_it_covers(tmp_path: Path) -> None:
    path = merged_workbook(tmp_path / "a.xlsx", ROWS, "A1:D1", "B3:B4", "A5:D5", "C6:C7")
    read = responses(path, "a.xlsx", known=KNOWN)
    assert read.rows.tolist() == [3, 4, 6, 7]
    team, prompting = read.columns[1], read.columns[2]
    assert team.answers.to_pylist() == ["Owls", "Owls", None, "Kites"]
    assert team.rows is not None
    assert team.rows.tolist() == [3, 3, 6, 7]
    assert (prompting.answers.to_pylist(), prompting.rows) == (["1", "3", None, None], None)
    assert read.notes == ("Merged cells hold for every line that they cover: B3.",)
    assert brief(read.problems) == [("heading_line", 5, "A", "Name", "North")]


@pytest.mark.parametrize("is_merged", [True, False])
def test_the_same_in_columns(tmp_path: Path, is_merged: bool) -> None:
    turned = [list(row) for row in zip(*ROWS[1:4], strict=True)]
    path = merged_workbook(tmp_path / "a.xlsx", turned, *(["B2:C2"] if is_merged else []))
    read = responses(path, "a.xlsx", known=KNOWN)
    team = read.columns[1]
    assert team.answers.to_pylist() == ["Owls", "Owls" if is_merged else None]
    assert team.columns is not None
    assert team.rows is not None
    assert (team.rows.tolist(), team.columns.tolist()) == ([2, 2], [2, 2] if is_merged else [2, 3])
    assert read.notes == (("Merged cells hold for every column that they cover: B2.",) if is_merged else ())
