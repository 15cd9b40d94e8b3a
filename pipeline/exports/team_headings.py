"""Lines that head the people below them in a matrix: their team, where no column says it.

Decision: a line with its first cell alone may as well be a person without answers, so the first line must be a heading,
each must stand over people, and something besides must say that they are headings; else nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from pipeline.exports.asides import MOST_NAMED, THOROUGH_ROWS, Table, is_note
from pipeline.exports.table import Rows, filled_rows, row_texts, squeezed
from pipeline.model import Column, Problem, Sheet, letter

_TEAM_HEADERS = frozenset(
    "team teamname squad tribe crew department dept group unit division abteilung bereich gruppe équipe service equipo "
    "squadra équipes".split()
)
_GROUP = re.compile(
    r"\b(team|squad|tribe|crew|chapter|guild|department|dept|group|unit|abteilung|bereich|gruppe|équipe|equipo)\b|:\s*$",
    re.I,
)
_PEOPLE_PER_HEADING = 2

Texts = dict[int, str]
"""The first written cell of some lines, by row."""


@dataclass(frozen=True)
class Headed:
    """A table without its headings, the column that they make, if any, and what is to be said of them."""

    table: Table
    columns: tuple[Column, ...] = ()
    notes: tuple[str, ...] = ()


def with_team_headings(
    sheet: Sheet, header: int, texts: tuple[str, ...], table: Table, refused: tuple[Problem, ...], *, is_turned: bool
) -> Headed:
    """Take headings over people as their team.

    Parameters
    ----------
    sheet, header, texts
        The sheet, the row of its header, and what tells each of its columns apart.
    table
        Its lines of people, and what was left out among them.
    refused
        Lines that repeat the header, or hold totals.
    is_turned
        Whether the sheet was turned, for the words of the note.

    Returns
    -------
    Headed
        With a column "Team" where nothing else says the team: per person the heading above, with its own row. Where
        a column does, headings are left out with a problem (``heading_line``) each.
    """
    if len(table.rows) > THOROUGH_ROWS:
        return Headed(table)
    told = {row: _first_text(sheet, row) for problem in table.problems if (row := _heading(problem))}
    is_certain = _heads_all(told, table.rows)
    if not told and (own := _headings(sheet, header, table, refused)):
        told, is_certain = own, True
        table = _without(sheet, texts, table, own, header)
    if not is_certain or any(squeezed(text) in _TEAM_HEADERS for text in texts):
        return Headed(table)
    return Headed(_as_teams(table, told), (_team_column(sheet, told, table.rows),), (_note(told, is_turned),))


def _heading(problem: Problem) -> int | None:
    is_heading = problem.problem == "heading_line" and not is_note(problem.value or "")
    return problem.row if is_heading else None


def _first_text(sheet: Sheet, row: int) -> str:
    return next(filter(None, row_texts(sheet, row)), "")


def _heads_all(headings: Texts, people: Rows) -> bool:
    """Whether there are several different headings, each over somebody, and everybody stands below one."""
    rows = sorted(headings)
    if len(rows) < 2 or len({text.casefold() for text in headings.values()}) < len(rows) or not len(people):
        return False
    over = np.searchsorted(rows, people)  # how many headings stand above each
    return over.min() > 0 and len(np.unique(over)) == len(rows)


def _headings(sheet: Sheet, header: int, table: Table, refused: tuple[Problem, ...]) -> Texts:
    """Which lines with one cell head the people below them; none where nothing but their blanks says so."""
    own = {row: _first_text(sheet, row) for row in table.name_only}
    for headings in _told_apart(sheet, header, own, table, refused):
        people = table.rows[~np.isin(table.rows, [*headings])]
        if len(people) >= _PEOPLE_PER_HEADING * len(headings) and _heads_all(headings, people):
            return headings
    return {}


def _told_apart(sheet: Sheet, header: int, own: Texts, table: Table, refused: tuple[Problem, ...]) -> Iterator[Texts]:
    """Lines that may be headings, by what tells them apart: a header again below, a word, a blank line above, one word.

    The last two hold only where no line of a person has a blank line above it, or a name of one word.
    """
    repeated = [problem.row for problem in refused if problem.problem == "repeated_header"]
    heading_tables = {row: text for row, text in own.items() if row + 1 in repeated}
    above = [text for text in row_texts(sheet, header - 1) if text] if heading_tables and header > 1 else []
    yield heading_tables | ({header - 1: above[0]} if len(above) == 1 else {})
    yield {row: text for row, text in own.items() if _GROUP.search(text)}
    filled = filled_rows(sheet)
    is_apart = set(table.rows[~np.isin(table.rows - 1, filled)].tolist())
    if is_apart <= set(own):
        yield {row: text for row, text in own.items() if row in is_apart or row == table.rows[0]}
    of_one_word = {row: text for row, text in own.items() if len(text.split()) == 1}
    people = table.rows[~np.isin(table.rows, [*of_one_word])].tolist()
    if of_one_word and all(len(_first_text(sheet, row).split()) > 1 for row in people):
        yield of_one_word


def _without(sheet: Sheet, texts: tuple[str, ...], table: Table, own: Texts, header: int) -> Table:
    """The table without lines that are headings, each a problem; the one above the header was no line."""
    problems = []
    for row in sorted(row for row in own if row > header):
        at = next(place for place, text in enumerate(row_texts(sheet, row)) if text)
        value = sheet.cells.column(at)[row - 1].as_py()
        message = "This is a heading over people, not a person; it was left out."
        problems.append(Problem(sheet.name, row, letter(at + 1), texts[at], value, "heading_line", message))
    rows = table.rows[~np.isin(table.rows, [*own])]
    alone = tuple(row for row in table.name_only if row not in own)
    return replace(table, rows=rows, problems=(*table.problems, *problems), name_only=alone)


def _as_teams(table: Table, told: Texts) -> Table:
    message = "This is a heading, not a person; it is read as the team of the people below it."
    problems = (replace(each, message=message) if _heading(each) in told else each for each in table.problems)
    return replace(table, problems=tuple(problems))


def _team_column(sheet: Sheet, told: Texts, people: Rows) -> Column:
    rows = np.array(sorted(told), np.int64)
    above = rows[np.searchsorted(rows, people) - 1]
    at = next(place for place, text in enumerate(row_texts(sheet, int(rows[0])), start=1) if text)
    return Column(at, "Team", pa.array([told[row] for row in above.tolist()], pa.string()), rows=above)


def _note(told: Texts, is_turned: bool) -> str:
    rows = sorted(told)
    listed = ", ".join(f"{letter(row) if is_turned else row} {told[row]!r}" for row in rows[:MOST_NAMED])
    more = ", ..." if len(rows) > MOST_NAMED else ""
    what = "column" if is_turned else "row"
    where = "right of it" if is_turned else "below"
    return f"Read as the team of the people {where}: {what} {listed}{more}. If it is none, rule that 'Team' is ignored."
