"""The rows of the workbook's tables, as plain values: the figures of the snapshot and the words of the screen.

What is hidden comes as None and stays None; only a remark says why a cell is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.charts.measures import NO_TARGET, NOT_SHOWN
from pipeline.charts.missing import DEFINING, SUPPORTING
from pipeline.charts.priority import CLASS_WORDS
from pipeline.charts.projects import standing
from pipeline.model import Framework, Kind
from pipeline.reports.contents import ReportContents
from pipeline.reports.heat import Heat
from pipeline.sentences.cycles import level_name
from pipeline.snapshot.shapes import plain

Row = dict[str, Any]

LOW_RESPONSE_REMARK = "Fewer than 60 % answered"
NO_LEVELS = "Too few answers to show each level"
_KINDS: dict[Kind, str] = {
    "company": "Company",
    "division": "Division",
    "team": "Team",
    "role": "Role",
    "together": "Small teams together",
}


def gaps(contents: ReportContents) -> list[Row]:
    """Every published gap figure: the keys of ``gaps --json``, ``kind_word`` and ``remark``."""
    return [_of_group(row) | {"remark": _absence(row)} for row in plain(contents.gaps)]


def levels(contents: ReportContents) -> list[Row]:
    """Every published distribution: the keys of ``levels --json``, and ``level_0`` and so on in place of ``levels``."""
    framework = contents.facts.framework
    return [
        _of_group(row) | _people(row["levels"], framework) | {"remark": _level_absence(row)}
        for row in plain(contents.levels)
    ]


def company(contents: ReportContents) -> list[Row]:
    """The company by dimension: its gap figures and its people per level."""
    people = {row["dimension"]: row for row in levels(contents) if row["kind"] == "company"}
    per_level = [f"level_{level.level}" for level in contents.facts.framework.levels]
    return [
        row | {name: people[row["dimension"]][name] for name in per_level}
        for row in gaps(contents)
        if row["kind"] == "company"
    ]


def listed(ranked: pd.DataFrame) -> list[Row]:
    """One of the two lists of gaps; a gap without a place says nothing of being tied."""
    return [
        row | {"remark": _absence(row), "is_tied": row["is_tied"] if row["standing"] else None} for row in plain(ranked)
    ]


def order(contents: ReportContents) -> list[Row]:
    """The order in which to close the company's gaps, its class in words."""
    return [row | {"class_words": CLASS_WORDS[row["class"]]} for row in plain(contents.order)]


def indicators(contents: ReportContents) -> list[Row]:
    """The company's indicators, each with whether it holds anybody back."""
    return [
        row | {"kind_word": SUPPORTING if row["supporting"] else DEFINING, "remark": _tick_absence(row)}
        for row in plain(contents.indicators)
    ]


def projects(contents: ReportContents) -> list[Row]:
    """The projects in the order of the roadmap, each with what it is called and how many people it asks for."""
    asked = contents.needs.groupby("project")["people"].sum()
    return [
        row
        | {
            "status": standing(row, contents.facts.has_roster),
            "asked": int(asked[row["project"]]) if row["shown"] else None,
        }
        for row in plain(contents.projects)
    ]


def needs(contents: ReportContents) -> list[Row]:
    """The needs in the order of the roadmap, their dimension and level by name."""
    framework = contents.facts.framework
    return [
        row
        | _dimension(row, framework)
        | {
            "level_name": level_name(framework, row["level"]),
            "remark": None if row["shown"] else NOT_SHOWN,
        }
        for row in plain(contents.needs)
    ]


def unlocks(contents: ReportContents) -> list[Row]:
    """Whom to bring up for each project, dimension and levels by name."""
    framework = contents.facts.framework
    return [
        row | _dimension(row, framework) | {f"{end}_name": level_name(framework, row[end]) for end in ("from", "to")}
        for row in plain(contents.unlocks)
    ]


def heat(drawn: Heat) -> list[Row]:
    """A heatmap: the share as a number, or the label that stands in its place; keys of ``columns.heat``."""
    return [
        {
            "name": row.name,
            **{f"cell_{at}": cell.label if cell.share is None else cell.share for at, cell in enumerate(row.cells)},
            "answered": row.answered,
            "remark": LOW_RESPONSE_REMARK if row.is_low else None,
        }
        for row in drawn.rows
    ]


def texts(topic: str, sentences: Sequence[str]) -> list[Row]:
    """Sentences below one topic: ``topic`` stands in the first row only."""
    return [{"topic": None if place else topic, "text": text} for place, text in enumerate(sentences)]


def _of_group(row: Row) -> Row:
    return row | {"kind_word": _KINDS[row["kind"]]}


def _people(levels: dict[str, int] | None, framework: Framework) -> Row:
    return {
        f"level_{level.level}": None if levels is None else levels.get(str(level.level), 0)
        for level in framework.levels
    }


def _absence(row: Row) -> str | None:
    if not row["shown"]:
        return NOT_SHOWN
    return NO_TARGET if row["target_source"] == "none" else None


def _level_absence(row: Row) -> str | None:
    if not row["shown"]:
        return NOT_SHOWN
    return NO_LEVELS if row["levels"] is None else None


def _tick_absence(row: Row) -> str | None:
    if not row["shown"]:
        return NOT_SHOWN
    return None if row["asked"] else "Nobody answered by checklist"


def _dimension(row: Row, framework: Framework) -> Row:
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    return {"dimension_name": names[row["dimension"]]}
