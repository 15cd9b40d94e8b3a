"""Long files: one line per person and dimension, turned into one record per person.

The later of two lines for the same person and dimension wins, as an edited list is continued at its end;
the earlier one is a problem, never silence. Each answer keeps the sheet row of its own line.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import ExportError
from pipeline.exports.completion import with_times
from pipeline.exports.line_kinds import require_one_kind
from pipeline.exports.lines import records
from pipeline.exports.listed import at_their_lines, with_listed_lines, without_links
from pipeline.exports.long_layout import LongLayout, long_layout
from pipeline.exports.masks import is_written, mask, text_numbers
from pipeline.exports.table import Rows, answers_at, filled_rows, row_texts, table_columns
from pipeline.exports.times import Moments
from pipeline.model import Column, Problem, Responses, Sheet, letter

TOOL = "long"
MAX_QUESTIONS = 2_000

_ADDRESSES = r"@[^,;|\n]*[,;|\n][^,;|\n]*@"
_NO_PERSON = "This line names no person, so it was left out; fill the cell or delete the line."
_NO_DIMENSION = "This line names no dimension, so it was left out; fill the cell or delete the line."
_CROWD = "This line names several people, so it was left out; write a line for each of them."

_Positions = npt.NDArray[np.int64]


def is_long(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether each line of the sheet is one person in one dimension."""
    return long_layout(sheet, known) is not None


def long(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Turn a long sheet into one record per person.

    Parameters
    ----------
    sheet
        One that `is_long`.
    known
        Names of dimensions, `squeezed`; may be empty.

    Returns
    -------
    Responses
        A record per person, in the order of their last lines, and a column per dimension named in the
        file (and per level column, where each is another rater's or year's), at the position of the level
        column; its ``rows`` are the answers' own sheet rows, 0 where a person has none. Other columns hold the
        person's last written cell. Problems are
        ``duplicate_line``, ``line_without_person``, ``line_of_several_people``, ``line_without_dimension``.
        A line that lists several dimensions counts for each of them.

    Raises
    ------
    ExportError
        The file names what people can do and no level, several columns that may be it, or far too many dimensions.
    """
    layout = long_layout(sheet, known)
    if layout is None:
        raise ExportError("This sheet has no line per person and dimension.", "Leave the tool out.")
    _require_level(sheet, layout)
    listed, rows = with_listed_lines(sheet, layout.dimension, layout.header, known)
    return at_their_lines(_read(listed, layout), sheet, rows)


def _require_level(sheet: Sheet, layout: LongLayout) -> None:
    if layout.level.rivals:
        raise ExportError(
            f"Each of the columns {_listed(sheet, layout, layout.level.rivals)} may hold the level.",
            "Call the one that does 'Level', and the others what they hold, as 'Target level', or delete them.",
        )
    if not layout.level.columns:
        raise ExportError(
            "The file says who can do what, and not at which level.",
            "Add a column `level` with the level of each line.",
        )


def _listed(sheet: Sheet, layout: LongLayout, columns: tuple[int, ...]) -> str:
    texts = [repr(row_texts(sheet, layout.header)[column - 1]) for column in columns]
    return " and ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def _level_notes(sheet: Sheet, layout: LongLayout) -> tuple[str, ...]:
    """Which column was read as the level, where another looks like one."""
    read, passed = layout.level.columns, layout.level.passed
    if len(read) > 1:
        told = f"The columns {_listed(sheet, layout, read)} hold levels; those of the load's rater and cycle count."
    else:
        told = f"The column {_listed(sheet, layout, read)} was read as the level"
        told += f", and not {_listed(sheet, layout, passed)}." if passed else "."
    return (told,) if passed or len(read) > 1 else ()


def _read(sheet: Sheet, layout: LongLayout) -> Responses:
    lines, refused = records(sheet, layout.header, filled_rows(sheet))
    usable, unusable = _usable(sheet, layout, lines)
    persons = text_numbers(without_links(answers_at(sheet, layout.person, usable)))
    _require_one_kind(sheet, layout, usable, persons)
    last = np.zeros(persons.max(initial=-1) + 1, np.int64)
    last[persons] = np.arange(len(usable))
    order = np.argsort(last)
    of_record = np.argsort(order)[persons]
    others, times = _others(sheet, layout, usable, of_record, len(order))
    questions, duplicates = _all_questions(sheet, layout, usable, of_record, len(order))
    return Responses(
        TOOL,
        sheet,
        usable[last[order]],
        times,
        pa.nulls(len(order), pa.string()),
        tuple(sorted((*others, *questions), key=lambda column: column.column)),
        layout.header,
        problems=refused + unusable + duplicates,
        notes=_level_notes(sheet, layout),
    )


def _require_one_kind(sheet: Sheet, layout: LongLayout, lines: Rows, persons: _Positions) -> None:
    dimensions = text_numbers(answers_at(sheet, layout.dimension, lines))
    _, pairs = np.unique(persons * (dimensions.max(initial=0) + 1) + dimensions, return_inverse=True)
    known = {layout.person, layout.dimension, *layout.level.columns}
    others = [at for at in range(1, sheet.cells.num_columns + 1) if at not in known]
    require_one_kind(sheet, layout.header, lines, pairs, others)


def _usable(sheet: Sheet, layout: LongLayout, lines: Rows) -> tuple[Rows, tuple[Problem, ...]]:
    persons = answers_at(sheet, layout.person, lines)
    is_nameless = ~is_written(persons)
    is_crowd = mask(pc.match_substring_regex(persons, _ADDRESSES))
    lacks_dimension = ~is_written(answers_at(sheet, layout.dimension, lines))
    problems = []
    for at in np.flatnonzero(is_nameless | is_crowd | lacks_dimension):
        row = int(lines[at])
        if is_nameless[at]:
            problems.append(_left_out(sheet, layout, row, layout.person, "line_without_person", _NO_PERSON))
        elif is_crowd[at]:
            problems.append(_left_out(sheet, layout, row, layout.person, "line_of_several_people", _CROWD))
        else:
            problems.append(_left_out(sheet, layout, row, layout.dimension, "line_without_dimension", _NO_DIMENSION))
    return lines[~(is_nameless | is_crowd | lacks_dimension)], tuple(problems)


def _left_out(sheet: Sheet, layout: LongLayout, row: int, column: int, problem: str, message: str) -> Problem:
    texts = sheet.cells.column(column - 1)
    value = texts[row - 1].as_py()
    return Problem(
        sheet.name,
        row,
        letter(column),
        texts[layout.header - 1].as_py(),
        value if (value or "").strip() else None,
        problem,
        message,
    )


def _last_lines(at: _Positions, of_record: _Positions, count: int) -> _Positions:
    """Per record the last of the given lines that are its own, -1 for none."""
    last = np.full(count, -1)
    last[of_record[at]] = at
    return last


def _taken(texts: pa.Array, last: _Positions, lines: Rows) -> tuple[pa.Array, Rows]:
    answers = texts.take(pa.array(last, mask=last < 0))
    return answers, np.where(last >= 0, lines[last], 0)


def _all_questions(
    sheet: Sheet, layout: LongLayout, lines: Rows, of_record: _Positions, count: int
) -> tuple[list[Column], tuple[Problem, ...]]:
    """The questions; where several columns hold levels, each dimension once for each, told by that column's header."""
    titles = row_texts(sheet, layout.header)
    questions: list[Column] = []
    problems: tuple[Problem, ...] = ()
    for level in layout.level.columns:
        asked, lost = _questions(sheet, layout, level, lines, of_record, count)
        if len(layout.level.columns) > 1:
            asked = [replace(each, header=f"{each.header}: {titles[level - 1]}") for each in asked]
        questions, problems = questions + asked, problems + lost
    return questions, problems


def _questions(
    sheet: Sheet, layout: LongLayout, level: int, lines: Rows, of_record: _Positions, count: int
) -> tuple[list[Column], tuple[Problem, ...]]:
    names, levels = answers_at(sheet, layout.dimension, lines), answers_at(sheet, level, lines)
    codes = text_numbers(names)
    number = int(codes.max(initial=-1)) + 1
    if number > MAX_QUESTIONS:
        raise ExportError(
            f"The file names {number} different dimensions; {MAX_QUESTIONS} are allowed.",
            "If people stand in rows, load it with `--tool matrix`.",
        )
    questions: list[Column] = []
    lost: list[tuple[int, str]] = []
    for code in range(number):
        at = np.flatnonzero(codes == code)
        last = _last_lines(at, of_record, count)
        header = names[int(at[0])].as_py().strip()
        answers, rows = _taken(levels, last, lines)
        questions.append(Column(level, header, answers, rows=rows))
        lost.extend((int(line), header) for line in at[last[of_record[at]] != at])
    return questions, tuple(
        Problem(
            sheet.name,
            int(lines[line]),
            letter(level),
            header,
            levels[line].as_py(),
            "duplicate_line",
            "A later line rates the same person in the same dimension; that one counts.",
        )
        for line, header in sorted(lost)
    )


def _others(
    sheet: Sheet, layout: LongLayout, lines: Rows, of_record: _Positions, count: int
) -> tuple[list[Column], Moments]:
    """Columns of the person: what the last line that says anything says, and the latest time."""
    apart = (layout.dimension, *layout.level.columns)
    per_line = tuple(column for column in table_columns(sheet, layout.header, lines) if column.column not in apart)
    marked, line_times = with_times(per_line, len(lines))
    columns = []
    for column in marked:
        last = _last_lines(np.flatnonzero(is_written(column.answers)), of_record, count)
        answers, rows = _taken(column.answers, last, lines)
        columns.append(replace(column, answers=answers, rows=rows))
    # NaT is the smallest 64-bit integer, so a line without a time never beats one with.
    latest = np.full(count, np.datetime64("NaT", "us")).view(np.int64)
    np.maximum.at(latest, of_record, line_times.view(np.int64))
    return columns, latest.view("datetime64[us]")
