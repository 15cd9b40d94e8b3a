"""Random layouts with random dirt: no person lost, none made up, and no level but those that were written.

The grids are built in memory; the layout is drawn, not the outcome, so that what is expected is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.exports.read import responses_of
from pipeline.exports.table import squeezed
from pipeline.matching.read import Matched, matched
from pipeline.matching.recipe import Rulings
from pipeline.model import Description, Dimension, Framework, Level, Sheet, position
from tests.pipeline.exports.files import sheet_of

CASES = 250
NAMES = ("Forging", "Glazing", "Wood turning", "Bread & Baking", "C++")
FRAMEWORK = Framework(
    "craft",
    "Craft",
    1,
    (Level(0, "Not yet"), Level(1, "Aware"), Level(2, "Able"), Level(3, "Master")),
    tuple(
        Dimension(squeezed(name), name, tuple(Description(level, f"{name} at {level}") for level in range(4)))
        for name in NAMES
    ),
    2,
)
KNOWN = frozenset(squeezed(text) for d in FRAMEWORK.dimensions for text in (d.id, d.name))
ANSWERS = {"0": 0, "1": 1, "2.0": 2, "3 - Master": 3, "able": 2, "N/A": None, "": None, "so so": None, "2.5": None}
PEOPLE = ("Ada Grey", "Bo Blue", "Cy Stone", "Di Marsh", "Ed Moss", "Flo Reed")
NOTES = ("* as of March", "Note: whoever is new is missing", "We asked everybody in the first week of March")

Grid = list[list[str]]


@dataclass
class Made:
    """A grid under construction: its header, lines of people, and what each person answered."""

    names: list[str]
    header: list[str]
    lines: Grid
    expected: dict[str, dict[str, int]]
    asides: int = 0


def made(chance: Random, has_pairs: bool) -> Made:
    """A plain table, with averages and row numbers among its columns and targets beside the answers."""
    names = chance.sample(NAMES, chance.randint(2, 4))
    people = chance.sample(PEOPLE, chance.randint(2, 5))
    written = {person: {name: chance.choice(list(ANSWERS)) for name in names} for person in people}
    # A column without any answer is not asked, and its name alone may stand in for nobody's.
    for name in names:
        written[people[0]][name] = "1"
    columns = [("Name", people), ("Team", [chance.choice(("Owls", "Kites")) for _ in people])]
    columns += [(name, [written[person][name] for person in people]) for name in names]
    if has_pairs:
        columns += [(f"{name} target", ["3"] * len(people)) for name in chance.sample(names, 2)]
    for extra in chance.sample(["AVG", "ID", "City"], chance.randint(0, 3)):
        columns.insert(chance.randint(2, len(columns)), (extra, [str(n) for n in range(1, len(people) + 1)]))
    expected = {
        person.casefold(): {
            squeezed(name): level for name in names if (level := ANSWERS[written[person][name]]) is not None
        }
        for person in people
    }
    lines = [list(line) for line in zip(*(cells for _, cells in columns), strict=True)]
    return Made(names, [header for header, _ in columns], lines, expected)


def soiled(chance: Random, table: Made, is_turned: bool) -> Grid:
    """The grid with titles, groups, headings, notes, totals, repeated headers and blank rows."""
    width = len(table.header)
    above = lines_above(chance, width)
    body = soiled_lines(chance, table, ["total"] if is_turned else chance.sample(["total", "header", "note"], 2))
    grid = [*above, list(table.header), *body]
    if chance.random() < 0.4:
        grid = [["", *row] for row in grid]
        for _ in range(chance.randint(1, 2)):
            grid.insert(chance.randint(len(above) + 1, len(grid)), ["North", *[""] * width])
            table.asides += 1
    return grid


def lines_above(chance: Random, width: int) -> Grid:
    """A title, a legend that fits and a group, each of them or not."""
    texts = [["Skills of the spring"], [], ["0 = not yet, 3 = master"], ["", "", "All of our skills"]]
    return [[*cells, *[""] * (width - len(cells))] for cells in texts if chance.random() < 0.5]


def soiled_lines(chance: Random, table: Made, asides: Sequence[str]) -> Grid:
    """The lines of people with others among them, and perhaps a blank one."""
    body = [list(line) for line in table.lines]
    for what in asides:
        table.asides += 1
        cells = {"total": ["Average", "", "2", "1"], "header": table.header, "note": [chance.choice(NOTES)]}[what]
        line = [*cells, *[""] * (len(table.header) - len(cells))]
        body.insert(len(body) if what == "note" else chance.randint(1, len(body)), line)
    if chance.random() < 0.5:
        body.insert(chance.randint(1, len(body)), [""] * len(table.header))
    return body


def beside(chance: Random, grid: Grid, table: Made) -> Grid:
    """The grid with a second table behind an empty column, which may be longer than the first."""
    top = next(at for at, row in enumerate(grid) if "Name" in row)
    extra = [
        ["", "Role", table.names[0]],
        *[["", f"Role {n}", "3"] for n in range(len(grid) - top + chance.randint(0, 2))],
    ]
    width = len(grid[0])
    grid = [*grid, *[[""] * width for _ in range(top + len(extra) - len(grid))]]
    table.asides += sum(not any(row) for row in grid[top:])
    blank = [["", "", ""]] * top
    return [[*row, *more] for row, more in zip(grid, [*blank, *extra], strict=True)]


def sheet(grid: Sequence[Sequence[str]]) -> Sheet:
    return sheet_of(*([cell or None for cell in row] for row in grid))


def read_levels(understood: Matched) -> dict[str, dict[str, int]]:
    """The levels by person and dimension."""
    levels: dict[str, dict[str, int]] = {str(name): {} for name in understood.who.name.tolist()}
    for ratings in understood.ratings:
        for name, level in zip(understood.who.name.tolist(), ratings.level.tolist(), strict=True):
            if level >= 0:
                levels[str(name)][ratings.dimension] = level
    return levels


@pytest.mark.parametrize(
    "layout", ["plain", "soiled", "beside", "pairs", "turned", "turned soiled", "two rows", "long"]
)
@settings(max_examples=CASES)
@given(seed=st.integers(0, 2**32))
def test_no_person_is_lost_and_no_level_made_up(layout: str, seed: int) -> None:
    chance = Random(seed)
    table = made(chance, layout == "pairs")
    grid = drawn(chance, layout, table)
    found = responses_of([sheet(grid)], known=KNOWN)
    understood = matched(found, FRAMEWORK, Rulings())
    assert read_levels(understood) == table.expected
    teams = {line[0].casefold(): line[1] for line in table.lines}
    assert dict(zip(understood.who.name.tolist(), understood.who.stated["team"].tolist(), strict=True)) == teams
    assert (len(found.rows), found.refused) == (len(table.expected), table.asides)
    assert len({p.row if found.people_row is None else p.column for p in found.problems}) >= table.asides
    for ratings in understood.ratings:
        for row, column, level in zip(ratings.row, ratings.column, ratings.level, strict=True):
            assert level < 0 or ANSWERS[grid[row - 1][column - 1]] == level
    for problem in understood.problems:
        if problem.row and problem.column:
            at = grid[problem.row - 1][position(problem.column) - 1]
            assert at == problem.value or problem.value is None


def drawn(chance: Random, layout: str, table: Made) -> Grid:
    """A table in one of the layouts."""
    plain = [table.header, *table.lines]
    if layout == "soiled":
        return soiled(chance, table, is_turned=False)
    if layout == "beside":
        return beside(chance, plain, table)
    if layout.startswith("turned"):
        grid = soiled(chance, table, is_turned=True) if layout.endswith("soiled") else plain
        return [list(row) for row in zip(*grid, strict=True)]
    if layout == "two rows":
        groups = [
            header if header in ("Name", "Team") else "Skills" if at == 2 else ""
            for at, header in enumerate(table.header)
        ]
        lower = ["" if header in ("Name", "Team") else header for header in table.header]
        return [groups, lower, *table.lines]
    if layout == "long":
        return long_lines(chance, table)
    return plain


def long_lines(chance: Random, table: Made) -> Grid:
    """One line per person and skill, in any order."""
    lines = [[line[0], line[1], name, line[table.header.index(name)]] for line in table.lines for name in table.names]
    chance.shuffle(lines)
    return [["Person", "Team", "Skill", "Level"], *lines]
