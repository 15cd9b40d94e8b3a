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
        ``Skill 1`` and ``Level 1``. A cell among objects that is none is the problem ``unreadable_json``.
    """
    found, problems = list[Column](), list[Problem]()
    for column in columns:
        objects = _objects(column)
        if objects is None:
            found.append(column)
            continue
        found += _per_skill(column, objects)
        problems += _unread(sheet, column, objects, rows)
    return Spread(_paired(tuple(found)), tuple(problems))


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


def _paired(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Pairs of skill and level as a column per skill; of a skill named twice in a line the first counts."""
    skills, levels = _numbered(columns, _SKILL), _numbered(columns, _LEVEL)
    if not skills or set(skills) != set(levels):
        return columns
    pairs = [(skills[number], levels[number]) for number in sorted(skills)]
    named = [(skill.answers.to_pylist(), level.answers.to_pylist(), level.column) for skill, level in pairs]
    found: dict[str, tuple[list[str | None], list[int]]] = {}
    count = len(columns[0].answers)
    for texts, answers, place in named:
        for at, text in enumerate(texts):
            if not text or not text.strip():
                continue
            key = " ".join(text.split())
            answer, at_columns = found.setdefault(key, ([None] * count, [place] * count))
            if answer[at] is None:
                answer[at], at_columns[at] = answers[at], place
    used = {column.column for pair in pairs for column in pair}
    rest = tuple(column for column in columns if column.column not in used)
    return rest + tuple(
        Column(at[0], skill, pa.array(answer, pa.string()), columns=np.array(at, np.int64))
        for skill, (answer, at) in list(found.items())[:MOST_SKILLS]
    )


def _numbered(columns: tuple[Column, ...], named: re.Pattern[str]) -> dict[str, Column]:
    found = ((named.fullmatch(column.header.strip()), column) for column in columns)
    return {match[1]: column for match, column in found if match}
