"""Skills that stand in the cells instead of the header: as JSON in one column, or as pairs of skill and level.

Both become a column per skill, so that the rest reads them like any other; each answer keeps its own cell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from pipeline.exports.table import Rows
from pipeline.model import Column, Problem, Sheet, letter

MOST_SKILLS = 500
SEARCHED = 200
_OBJECTS = 0.8
_SKILL = re.compile(r"(?:skill|competency|kompetenz|compétence|competencia)\s*[ #_-]?(\d{1,2})", re.IGNORECASE)
_LEVEL = re.compile(r"(?:skill\s*)?(?:level|rating|stufe|niveau|nivel)\s*[ #_-]?(\d{1,2})", re.IGNORECASE)
_TWO_LEVELS = "This skill stands twice in this row with two levels, so neither counts; empty one of the pairs."
_NO_SKILL = "No skill stands beside this level, so it is not read; write which it is of."

Cells = list[dict[str, str]]


@dataclass(frozen=True)
class Spread:
    """Columns of a table, those that hold several skills a cell as a column per skill; and what could not be read."""

    columns: tuple[Column, ...]
    problems: tuple[Problem, ...] = ()


def has_pairs(headers: Iterable[str]) -> bool:
    """Whether headers number skills and their levels: ``Skill 1``, ``Level 1``, ``Skill 2``, ..."""
    texts = [text.strip() for text in headers]
    skills, levels = ({m[1] for text in texts if (m := named.fullmatch(text))} for named in (_SKILL, _LEVEL))
    return bool(skills) and skills == levels


def spread(sheet: Sheet, columns: tuple[Column, ...], rows: Rows) -> Spread:
    """Part columns whose cells name the skills.

    Parameters
    ----------
    sheet, columns, rows
        The sheet, what was read of it, and the sheet rows of the records.

    Returns
    -------
    Spread
        JSON objects such as ``{"Forging": 3}`` give a column per key, and so do pairs of columns such as
        ``Skill 1`` and ``Level 1``. Problems are ``unreadable_json`` for a cell among objects that is none,
        ``two_answers`` for a skill that stands twice in a line with two levels, and ``level_without_skill``.
    """
    found, problems = list[Column](), list[Problem]()
    for column in columns:
        objects = _objects(column)
        if objects is None:
            found.append(column)
            continue
        found += _per_skill(column, objects)
        problems += _unread(sheet, column, objects, rows)
    paired = _paired(sheet, tuple(found), rows)
    return replace(paired, problems=(*problems, *paired.problems))


def _objects(column: Column) -> list[dict[str, str] | None] | None:
    """What each cell holds, None for one that is blank or no object; None where hardly any is one."""
    if not any(text and text.lstrip().startswith("{") for text in column.answers.slice(0, SEARCHED).to_pylist()):
        return None
    texts = column.answers.to_pylist()
    read = [_object(text) for text in texts]
    written = sum(bool(text and text.strip()) for text in texts)
    return read if sum(each is not None for each in read) >= _OBJECTS * written else None


def _object(text: str | None) -> dict[str, str] | None:
    try:
        read = json.loads(text or "")
    except ValueError:
        return None
    if not isinstance(read, dict) or any(isinstance(value, (dict, list)) for value in read.values()):
        return None
    return {str(key).strip(): _spelt(value) for key, value in read.items() if value is not None and str(key).strip()}


def _spelt(value: object) -> str:
    return json.dumps(value) if isinstance(value, (bool, float)) else str(value)


def _per_skill(column: Column, objects: list[dict[str, str] | None]) -> list[Column]:
    skills = list(dict.fromkeys(skill for cell in objects for skill in cell or {}))[:MOST_SKILLS]
    return [
        replace(column, header=skill, answers=pa.array([(cell or {}).get(skill) for cell in objects], pa.string()))
        for skill in skills
    ]


def _unread(sheet: Sheet, column: Column, objects: list[dict[str, str] | None], rows: Rows) -> list[Problem]:
    texts = column.answers.to_pylist()
    return [
        Problem(
            sheet.name,
            int(rows[at]),
            letter(column.column),
            column.header,
            text,
            "unreadable_json",
            "The other cells of this column are JSON objects and this one is none; correct it.",
        )
        for at, (text, read) in enumerate(zip(texts, objects, strict=True))
        if text and text.strip() and read is None
    ]


def _paired(sheet: Sheet, columns: tuple[Column, ...], rows: Rows) -> Spread:
    """Pairs of skill and level as a column per skill; a skill named twice in a line, with two levels, has none."""
    skills, levels = _numbered(columns, _SKILL), _numbered(columns, _LEVEL)
    if not skills or set(skills) != set(levels):
        return Spread(columns)
    found, problems = dict[str, _Skill](), list[Problem]()
    for number in sorted(skills, key=int):
        level = levels[number]
        for at, (text, answer) in enumerate(zip(_written(skills[number]), _written(level), strict=True)):
            key = " ".join(text.split())
            if key:
                skill = found.setdefault(key, _Skill(level.column, len(rows)))
                if not skill.takes(at, answer, level.column):
                    named = replace(level, header=key)
                    problems.append(_of_level(sheet, named, int(rows[at]), answer, "two_answers", _TWO_LEVELS))
            elif answer:
                problems.append(_of_level(sheet, level, int(rows[at]), answer, "level_without_skill", _NO_SKILL))
    used = {column.column for column in (*skills.values(), *levels.values())}
    rest = tuple(column for column in columns if column.column not in used)
    return Spread(rest + tuple(each.column(key) for key, each in list(found.items())[:MOST_SKILLS]), tuple(problems))


class _Skill:
    """A skill under construction: per record its level, None where there is none, and the level's column."""

    def __init__(self, place: int, records: int) -> None:
        self._answers: list[str | None] = [None] * records
        self._places = np.full(records, place, np.int64)
        self._contradicted = set[int]()

    def takes(self, at: int, answer: str, place: int) -> bool:
        """Whether a record's level goes in: it contradicts none before; else none of them counts."""
        before = self._answers[at]
        if at in self._contradicted or (before is not None and answer and before.strip() != answer.strip()):
            self._answers[at] = None
            self._contradicted.add(at)
            return not answer
        if before is None and answer:
            self._answers[at], self._places[at] = answer, place
        return True

    def column(self, skill: str) -> Column:
        """The column of the skill."""
        return Column(int(self._places[0]), skill, pa.array(self._answers, pa.string()), columns=self._places)


def _written(column: Column) -> list[str]:
    """The cells as they are, '' where one is blank."""
    return [text if text and text.strip() else "" for text in column.answers.to_pylist()]


def _of_level(sheet: Sheet, level: Column, row: int, answer: str, problem: str, message: str) -> Problem:
    return Problem(sheet.name, row, letter(level.column), level.header, answer, problem, message)


def _numbered(columns: tuple[Column, ...], named: re.Pattern[str]) -> dict[str, Column]:
    found = ((named.fullmatch(column.header.strip()), column) for column in columns)
    return {match[1]: column for match, column in found if match}
