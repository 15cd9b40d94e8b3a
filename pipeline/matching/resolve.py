"""Lines of targets and roadmap files -> the framework's dimensions and levels, the cycle's groups.

Done anew whenever figures are read, so that it does not matter whether the roster, the responses or
the targets came first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.matching.answers import scale
from pipeline.matching.reference import is_yes
from pipeline.matching.text import label_key, squeezed, words
from pipeline.model import Framework, Problem

_Line = dict[str, Any]
"""A line as written; ``row`` and ``upload`` are numbers, the rest text or None."""

PRIORITIES = {"high": 3.0, "medium": 2.0, "low": 1.0}
"""The weights of a project's priority, as docs/metrics.md has them."""

_NUMBER = re.compile(r"[0-9]{1,9}([.][0-9]{1,9})?")

_MOST_DIGITS = 6

_IMPACTS = range(1, 6)

_NO = frozenset(["no", "n", "-", "false", "0", "nein", "non", "nee", "nie"])
"""What says no in a ``shared`` column; everything that ``is_yes`` says yes."""

TARGET_COLUMNS = ["role", "team", "division", "dimension", "level"]


@dataclass(frozen=True)
class GroupNames:
    """How teams, divisions and roles are spelled in a cycle: label key -> spelling.

    ``places`` are the teams of each division, as spelled (None: nobody asks which are).
    """

    teams: dict[str, str]
    divisions: dict[str, str]
    roles: dict[str, str]
    places: frozenset[tuple[str, str]] | None = None

    def spelled(self, field: str) -> dict[str, str]:
        """The spellings of one field, ``team``, ``division`` or ``role``."""
        return {"team": self.teams, "division": self.divisions, "role": self.roles}[field]


@dataclass(frozen=True)
class Unresolved:
    """A problem of a line, with the upload it belongs to."""

    upload: int
    problem: Problem


def group_names(cube: pd.DataFrame) -> GroupNames:
    """The spellings that the cube uses."""

    def spelled(column: str) -> dict[str, str]:
        return {label_key(text): text for text in cube[column].dropna().unique()}

    both = cube[["division", "team"]].dropna().drop_duplicates()
    places = frozenset(zip(both["division"], both["team"], strict=True))
    return GroupNames(spelled("team"), spelled("division"), spelled("role"), places)


def resolved_targets(
    lines: pd.DataFrame, framework: Framework, names: GroupNames
) -> tuple[pd.DataFrame, list[Unresolved]]:
    """Targets as the metrics want them, and the lines that mean nothing in this cycle.

    Returns
    -------
    tuple
        Columns ``role, team, division`` (None = any), ``dimension`` (id), ``level``; of two lines
        for the same people and dimension the later counts, and is said.
    """
    kept: dict[tuple[str | None, ...], int] = {}
    unresolved: list[Unresolved] = []
    for line in lines_as_written(lines):
        dimension, level, problems = aim_of(line, framework)
        groups, strangers = groups_of(line, names, ("role", "team", "division"))
        unresolved += [Unresolved(int(line["upload"]), p) for p in [*problems, *strangers, *_impact_problems(line)]]
        if dimension is None or level is None or strangers:
            continue
        key = (*groups, dimension)
        if kept.get(key, level) != level:
            message = "An earlier line states another level for the same people; this later line counts."
            unresolved.append(Unresolved(int(line["upload"]), _problem(line, "level", "duplicate_line", message)))
        kept[key] = level
    rows = [(*key, level) for key, level in kept.items()]
    return pd.DataFrame(rows, columns=TARGET_COLUMNS, dtype=object).astype({"level": "int64"}), unresolved


def resolved_impacts(lines: pd.DataFrame, framework: Framework, names: GroupNames) -> pd.DataFrame:
    """How much each target moves somebody's prospects (1-5), with the columns of `resolved_targets`.

    ``level`` is the impact here; lines that state none are left out, so that a more general one may count.
    """
    kept: dict[tuple[str | None, ...], int] = {}
    for line in lines_as_written(lines):
        dimension, level, _ = aim_of(line, framework)
        groups, strangers = groups_of(line, names, ("role", "team", "division"))
        impact = number_above_zero(line.get("impact"))
        if dimension is not None and level is not None and not strangers and impact is not None and impact in _IMPACTS:
            kept[(*groups, dimension)] = int(impact)
    rows = [(*key, impact) for key, impact in kept.items()]
    return pd.DataFrame(rows, columns=TARGET_COLUMNS, dtype=object).astype({"level": "int64"})


def unusable_targets(lines: pd.DataFrame, framework: Framework, names: GroupNames) -> list[_Line]:
    """The lines of a targets file that hold for nobody as they stand, with ``dimension_id`` and, why, ``message``."""
    found = []
    for line in lines_as_written(lines):
        dimension, _, problems = aim_of(line, framework)
        _, strangers = groups_of(line, names, ("role", "team", "division"))
        if problems or strangers:
            message = " ".join(problem.message for problem in [*problems, *strangers])
            found.append({**line, "dimension_id": dimension, "message": message})
    return found


def unresolved_needs(lines: pd.DataFrame, framework: Framework, names: GroupNames) -> list[Unresolved]:
    """The lines of a roadmap that cannot be used as they stand."""
    return [
        Unresolved(int(line["upload"]), problem)
        for line in lines_as_written(lines)
        for problem in need_problems(line, framework, names)
    ]


def need_problems(line: _Line, framework: Framework, names: GroupNames) -> list[Problem]:
    """What is wrong with one line of a roadmap, a problem per cell; ``header`` is the field.

    ``people`` 0 and ``priority`` "urgent" are problems, ``priority`` "High" and "2.5" are none.
    """
    _, _, problems = aim_of(line, framework)
    _, strangers = groups_of(line, names, ("team", "division"))
    return [*problems, *strangers, *_amount_problems(line)]


def _impact_problems(line: _Line) -> list[Problem]:
    impact = line.get("impact")
    number = number_above_zero(impact)
    if impact is None or (number is not None and number in _IMPACTS):
        return []
    message = f"{impact!r} is no impact; write a whole number from 1 to 5. The target holds all the same."
    return [_problem(line, "impact", "not_a_number", message)]


def priority_weight(text: str) -> float | None:
    """The weight of a priority: high 3, medium 2, low 1, or a weight as a number; None where it is neither."""
    weight = PRIORITIES.get(squeezed(text))
    return stated_weight(text) if weight is None else weight


def stated_weight(text: str | None) -> float | None:
    """The weight that a cell states: a number above 0 of at most six digits, as many as can be compared exactly.

    ``2.5`` and ``0.125`` are weights; ``2.1234567`` is none, and would be refused when the roadmap is staffed.
    """
    number = number_above_zero(text)
    whole, _, decimals = (text or "").strip().partition(".")
    is_short = len(whole.lstrip("0")) + len(decimals.rstrip("0")) <= _MOST_DIGITS
    return number if is_short else None


def _amount_problems(line: _Line) -> list[Problem]:
    problems: list[Problem] = []
    people = number_above_zero(line["people"])
    if people is None or people != int(people):
        message = f"{line['people']!r} is not a number of people; write a whole number above 0."
        problems.append(_problem(line, "people", "not_a_number", message))
    if line.get("priority") is not None and priority_weight(line["priority"]) is None:
        message = (
            f"{line['priority']!r} is no priority; write high, medium, low or a number above 0 of up to six digits."
        )
        problems.append(_problem(line, "priority", "unknown_priority", message))
    if line.get("weight") is not None and stated_weight(line["weight"]) is None:
        message = f"{line['weight']!r} is no weight; write a number above 0 of up to six digits."
        problems.append(_problem(line, "weight", "not_a_number", message))
    shared = line.get("shared")
    if shared is not None and not is_yes(shared) and squeezed(shared) not in _NO:
        message = f"{shared!r} is neither yes nor no, so it counts as no."
        problems.append(_problem(line, "shared", "neither_yes_nor_no", message))
    return problems


def number_above_zero(text: str | None) -> float | None:
    """The number that a cell states, None where it is none or not above 0; only digits with one point count."""
    plain = (text or "").strip()
    number = float(plain) if _NUMBER.fullmatch(plain) else 0.0
    return number if number > 0 else None


def lines_as_written(lines: pd.DataFrame) -> list[_Line]:
    """The lines of a file as dicts, in their order."""
    return [{str(field): value for field, value in line.items()} for line in lines.to_dict("records")]


def aim_of(line: _Line, framework: Framework) -> tuple[str | None, int | None, list[Problem]]:
    """The dimension (id) and level that a line names, None where it names none that there is, and its problems."""
    wanted = words(line["dimension"])
    dimension = next((d for d in framework.dimensions if wanted in (words(d.id), words(d.name))), None)
    if dimension is None:
        known = ", ".join(d.id for d in framework.dimensions)
        message = f"The framework has no dimension {line['dimension']!r}; it has {known}."
        return None, None, [_problem(line, "dimension", "unknown_dimension", message)]
    level = scale(framework, dimension, {}).level(line["level"])
    if level < 0:
        known = ", ".join(f"{each.level} {each.name}" for each in framework.levels)
        message = f"{line['level']!r} is no level of the framework; it has {known}."
        return dimension.id, None, [_problem(line, "level", "unknown_answer", message)]
    return dimension.id, level, []


def groups_of(line: _Line, names: GroupNames, fields: tuple[str, ...]) -> tuple[tuple[str | None, ...], list[Problem]]:
    """The groups that a line names as the cycle spells them (None = any), and a problem for each stranger."""
    groups: list[str | None] = []
    strangers: list[Problem] = []
    for field in fields:
        text = line.get(field)
        spelled = None if text is None else names.spelled(field).get(label_key(text))
        groups.append(spelled)
        if text is not None and spelled is None:
            message = f"Nobody in this cycle is in the {field} {text!r}, so this line counts for nobody."
            strangers.append(_problem(line, field, f"unknown_{field}", message))
    named = dict(zip(fields, groups, strict=True))
    team, division = named.get("team"), named.get("division")
    if team and division and names.places is not None and (division, team) not in names.places:
        message = f"Nobody in this cycle is in the team {team!r} of the division {division!r}, so this line counts for"
        strangers.append(_problem(line, "team", "unknown_team", f"{message} nobody."))
    return tuple(groups), strangers


def _problem(line: _Line, field: str, problem: str, message: str) -> Problem:
    row = line["row"]
    return Problem(line["sheet"], None if row is None else int(row), None, field, line[field], problem, message)
