"""Exports of every tool after somebody worked on them: nothing crashes, and no line goes unread and unsaid."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ExportError
from pipeline.exports.read import responses_of
from pipeline.exports.table import filled_rows, squeezed
from pipeline.frameworks.loader import shipped
from pipeline.matching.read import matched
from pipeline.matching.recipe import Rulings
from tests.contract import test_checkboxes, test_survey_tools
from tests.contract.shell import ML, NAMES, PROD
from tests.pipeline.exports.files import sheet_of

Grid = list[list[str | None]]

[FRAMEWORK] = [framework for framework in shipped() if framework.id == "ai-upskilling"]
KNOWN = frozenset(map(squeezed, NAMES))
LAYOUTS = [layout[1] for layout in (test_survey_tools.LAYOUTS | test_checkboxes.LAYOUTS).values()]
CELLS = (
    None, "", "  ", "x", "3", "N/A", "2026-03-04 09:00:00", "43290.5", "Response", "Other", "Respondent ID", "#",
    "Network ID", "ID", "=1", "a@n.example", "[a, b]", '"', ML, f"{ML}2", "118091742961", "Average", "ImportId",
    "Skill", "Person", f"{ML}, {PROD}",
)  # fmt: skip


def grid(layout: int) -> Grid:
    lines = [[None if cell is None else str(cell) for cell in line] for line in LAYOUTS[layout]()]
    width = max(map(len, lines))
    return [line + [None] * (width - len(line)) for line in lines]


def worked_on(lines: Grid, random: Random) -> Grid:
    """Cells overwritten; lines put in, taken out; columns copied, taken out."""
    for _ in range(random.randrange(12)):
        what, at, column = random.randrange(6), random.randrange(len(lines)), random.randrange(len(lines[0]))
        if what < 3:
            lines[at][column] = random.choice(CELLS)
        elif what == 3:
            lines.insert(at, [random.choice(CELLS) for _ in lines[0]])
        elif what == 4 and len(lines) > 1:
            lines.pop(at)
        else:
            copies = random.choice((0, 2) if len(lines[0]) > 1 else (2,))
            lines = [[*line[:column], *[line[column]] * copies, *line[column + 1 :]] for line in lines]
    return lines


@settings(max_examples=100)
@given(st.integers(0, len(LAYOUTS) - 1), st.randoms(use_true_random=False))
def test_every_line_is_a_record_or_a_problem(layout: int, random: Random) -> None:
    sheet = sheet_of(*worked_on(grid(layout), random))
    try:
        read = responses_of([sheet], known=KNOWN)
    except ExportError:
        return
    below = {int(row) for row in filled_rows(sheet) if row > read.header_row}
    told = {problem.row for problem in read.problems}
    if read.tool not in ("long", "matrix"):  # a record has several lines, or lines are headings and notes
        assert below - told <= set(read.rows.tolist()) <= below
    understood = matched(read, FRAMEWORK, Rulings())
    assert len(understood.is_response) == len(read.rows)
    assert {rating.dimension for rating in understood.ratings} <= {dimension.id for dimension in FRAMEWORK.dimensions}
