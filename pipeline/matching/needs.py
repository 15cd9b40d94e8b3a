"""Lines of roadmap files -> what each project needs, in the framework's and the cycle's own words.

Done anew whenever figures are read, as with targets. A line that cannot be used counts for nothing
and is a problem of its upload (``resolve.need_problems``); it is never guessed at. Where two lines contradict each
other the later counts, and that is said too: a need for one person less must not come about in silence.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.matching.reference import is_yes
from pipeline.matching.resolve import (
    PRIORITIES,
    GroupNames,
    Unresolved,
    aim_of,
    groups_of,
    lines_as_written,
    number_above_zero,
    stated_weight,
)
from pipeline.matching.resolve import priority_weight as weight_of
from pipeline.matching.text import label_key
from pipeline.model import Framework, Problem

NEED_COLUMNS = ["project", "weight", "dimension", "level", "division", "team", "people", "shared"]

DEFAULT_WEIGHT = PRIORITIES["medium"]
"""Of a project of which no line states a priority or a weight."""


def resolved_needs(lines: pd.DataFrame, framework: Framework, names: GroupNames) -> pd.DataFrame:
    """What the projects of a cycle need.

    Parameters
    ----------
    lines
        The lines of every roadmap file of the cycle, as written, in the order in which they count.
    framework, names
        What dimensions, levels, teams and divisions there are.

    Returns
    -------
    DataFrame
        One row per need, a project's needs together, projects and needs in the order of their first
        line: ``project``, ``weight``, ``dimension`` (id), ``level``, ``division`` and ``team`` (None =
        any), ``people``, ``shared``. Of two lines of a project for the same dimension, level, team and
        division the later counts; so does the later weight of a project. A weight goes before a
        priority, and a project with neither is of medium priority.
    """
    spelled: dict[str, str] = {}
    weights: dict[str, float] = {}
    needs: dict[tuple[Any, ...], tuple[int, bool]] = {}
    for line in lines_as_written(lines):
        project = spelled.setdefault(label_key(line["project"]), line["project"])
        weights[project] = _weight(line) or weights.get(project, 0.0)
        dimension, level, _ = aim_of(line, framework)
        (team, division), strangers = groups_of(line, names, ("team", "division"))
        people = number_above_zero(line["people"])
        if dimension is None or level is None or strangers or people is None or people != int(people):
            continue
        needs[project, dimension, level, division, team] = (int(people), is_yes(line.get("shared")))
    order = {project: place for place, project in enumerate(spelled.values())}
    rows = [
        (project, weights[project] or DEFAULT_WEIGHT, dimension, level, division, team, people, shared)
        for (project, dimension, level, division, team), (people, shared) in sorted(
            needs.items(), key=lambda need: order[need[0][0]]
        )
    ]
    frame = pd.DataFrame(rows, columns=NEED_COLUMNS, dtype=object)
    return frame.astype({"weight": "float64", "level": "int64", "people": "int64", "shared": "bool"})


def contradicting_needs(lines: pd.DataFrame, framework: Framework, names: GroupNames) -> list[Unresolved]:
    """The lines that say of a project or of one of its needs something else than an earlier line does.

    "A, high" and then "A, low" is a problem of the second line's priority; "2 people" and then "5 people" for one
    dimension, level, team and division a problem of the second's people. A line that repeats an earlier one is none.
    """
    told: dict[tuple[Any, ...], tuple[Any, str]] = {}
    found: list[Unresolved] = []
    for line in lines_as_written(lines):
        for key, field, meant, message in _statements(line, framework, names):
            earlier, written = told.setdefault(key, (meant, line[field] or ""))
            if earlier != meant:
                problem = _contradiction(line, field, message.format(written))
                found.append(Unresolved(int(line["upload"]), problem))
            told[key] = (meant, line[field] or "")
    return found


_Statement = tuple[tuple[Any, ...], str, Any, str]
"""Of what a line speaks, in which field, what it says, and the message where an earlier line says otherwise."""


def _statements(line: dict[str, Any], framework: Framework, names: GroupNames) -> list[_Statement]:
    """What a line says that a later line could contradict."""
    project = label_key(line["project"])
    found: list[_Statement] = []
    weight = _weight(line)
    if weight is not None:
        field = "priority" if stated_weight(line.get("weight")) is None else "weight"
        message = "An earlier line of this project says {!r}, which is another weight; this later line counts."
        found.append(((project,), field, weight, message))
    dimension, level, _ = aim_of(line, framework)
    groups, strangers = groups_of(line, names, ("team", "division"))
    people = number_above_zero(line["people"])
    if dimension is not None and level is not None and not strangers and people is not None:
        message = "An earlier line of this project says {!r} for the same need; this later line counts."
        found.append(((project, dimension, level, *groups), "people", people, message))
    return found


def _contradiction(line: dict[str, Any], field: str, message: str) -> Problem:
    row = line["row"]
    return Problem(
        line["sheet"], None if row is None else int(row), None, field, line[field], "duplicate_line", message
    )


def _weight(line: dict[str, Any]) -> float | None:
    """The weight that a line states; None where it states none that can be used."""
    stated = stated_weight(line.get("weight"))
    if stated is not None or line.get("priority") is None:
        return stated
    return weight_of(line["priority"])
