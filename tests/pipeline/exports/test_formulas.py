"""Formulas without a result are problems; results, also empty ones, are cells like any other."""

from __future__ import annotations

from pathlib import Path

from pipeline.exports.formulas import LISTED_FORMULAS
from pipeline.exports.read import responses
from tests.pipeline.exports.files import brief, edited, workbook

HEADER = ["Name", "Team", "Baking", "Soup"]
SHEET = "xl/worksheets/sheet1.xml"


def test_a_formula_that_nobody_calculated_is_told_and_its_cell_is_empty(tmp_path: Path) -> None:
    lines = [HEADER, ["Ada", "Core", "=1+1", 2], ["Bo", "Core", 1, '=IF(C3>0,"<b>&",D2)'], ["Cy", "Edge", 3, 3]]
    read = responses(workbook(tmp_path / "a", {"S": lines}), "a")
    assert brief(read.problems) == [
        ("formula_without_result", 2, "C", "Baking", "=1+1"),
        ("formula_without_result", 3, "D", "Soup", '=IF(C3>0,"<b>&",D2)'),
    ]
    assert [column.answers.to_pylist() for column in read.columns[2:]] == [[None, "1", "3"], ["2", None, "3"]]


def test_a_result_is_a_cell_also_where_it_is_an_empty_text(tmp_path: Path) -> None:
    lines = [HEADER, ["Ada", "Core", "=1+1", "=C2"], ["Bo", "Core", 1, 2]]

    def calculated(part: bytes) -> bytes:
        part = part.replace(b"<v></v>", b"<v />")  # so where lxml is there to write it
        assert part.count(b"<v />") == 2
        whole = part.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
        return whole.replace(b'r="D2"><f>C2</f><v />', b'r="D2" t="str"><f>C2</f><v></v>')

    read = responses(edited(workbook(tmp_path / "a", {"S": lines}), tmp_path / "b", SHEET, calculated), "b")
    assert read.problems == ()
    assert [[cell or "" for cell in c.answers.to_pylist()] for c in read.columns[2:]] == [["2", "1"], ["", "2"]]


def test_formulas_below_above_and_beside_the_table_are_nobodys_answers(tmp_path: Path) -> None:
    lines = [["=1", None, None, None], HEADER, ["Ada", "Core", 1, 2], ["Bo", "Core", 1, 2]]
    lines += [["Average", None, "=AVERAGE(C3:C4)", "=AVERAGE(D3:D4)"], [None, None, "=1", None]]
    read = responses(workbook(tmp_path / "a", {"S": lines}), "a")
    assert read.rows.tolist() == [3, 4]
    assert brief(read.problems) == [("total_line", 5, "A", "Name", "Average")]


def test_many_of_them_are_summed_up(tmp_path: Path) -> None:
    lines = [HEADER, *([f"P {at}", "Core", "=1", 2] for at in range(LISTED_FORMULAS + 5))]
    read = responses(workbook(tmp_path / "a", {"S": lines}), "a")
    assert len(read.problems) == LISTED_FORMULAS + 1
    assert read.problems[-1].message == "5 more cells of this column hold a formula and not its result."


def test_a_person_called_total_without_formulas_is_a_person(tmp_path: Path) -> None:
    lines = [HEADER, ["Total", None, None, None], ["Bo", "Core", 1, 2]]
    assert responses(workbook(tmp_path / "a", {"S": lines}), "a").rows.tolist() == [2, 3]
