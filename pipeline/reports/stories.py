"""The gaps and the projects of a report in words, and how sure the company's figures are.

The sentences are those of the pages: of the list of gaps, of the order in which to close them, of the
project that is chosen. Nothing is worded anew, so that nobody has to compare two wordings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.charts.gap_list import list_lines
from pipeline.charts.measures import NOT_SHOWN, answered
from pipeline.charts.priority import BLOCKING
from pipeline.charts.projects import BLOCKED, CONTENDED, ON_PAPER, STAFFED, project_lines
from pipeline.reports.contents import ReportContents
from pipeline.rounding import percent
from pipeline.sentences import projects as sentences
from pipeline.sentences.lead import blocked_through, blocking
from pipeline.sentences.stops import Roadmap, rows, stop_of
from pipeline.snapshot.shapes import plain

MOST_GAPS = 3
MOST_PROJECTS = 8
"""Projects that the page tells of; more cannot be read in two minutes."""

_NOTHING = "–"


@dataclass(frozen=True)
class Story:
    """One gap or one project: its name, its figure, and sentences."""

    name: str
    figure: str
    sentences: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True)
class Range:
    """How sure the company's figure is in one dimension; texts, a dash where there is none."""

    dimension_name: str
    share: str
    likely: str
    certain: str
    answered: str
    remark: str


def roadmap_of(contents: ReportContents) -> Roadmap:
    """The roadmap as its sentences want it."""
    return Roadmap(
        plain(contents.projects),
        plain(contents.needs),
        plain(contents.unlocks),
        contents.facts.framework,
        contents.facts.has_roster,
    )


def first_gaps(contents: ReportContents) -> list[Story]:
    """The three gaps of the company to close first, as on the overview; fewer where fewer have a figure."""
    ranks = dict(zip(contents.order["dimension_name"], contents.order["rank"], strict=True))
    placed = contents.common[contents.common["standing"].notna()]
    first = placed.assign(rank=placed["dimension_name"].map(ranks)).sort_values("rank", kind="stable").head(MOST_GAPS)
    if first.empty:
        return []
    blocking = _blocking(contents)
    return [
        Story(
            f"{place} · {line['dimension_name']}",
            line["figure"],
            tuple(text for text in (line["reason"], blocking.get(line["dimension_name"], ""), line["range"]) if text),
            line["warning"],
        )
        for place, line in enumerate(list_lines(first.drop(columns="rank"), "common").to_dict("records"), start=1)
    ]


def short_projects(contents: ReportContents) -> list[Story]:
    """The projects that lack somebody, or compete, the most important first."""
    found = {project["project"]: project for project in plain(contents.projects)}
    lines = _project_lines(contents)
    return [
        _project(contents, found[line["project"]], line)
        for line in lines
        if line["status"] in (BLOCKED, ON_PAPER, CONTENDED)
    ]


def staffed(contents: ReportContents) -> list[str]:
    """The names of the projects that have everybody."""
    return [line["project"] for line in _project_lines(contents) if line["status"] == STAFFED]


def ranges(contents: ReportContents) -> list[Range]:
    """How sure the company's figures are, by dimension; empty without a roster, which they need."""
    if not contents.facts.has_roster:
        return []
    company = contents.company
    people = answered(company).where(company["shown"])
    return [_range(row, who) for row, who in zip(plain(company), people, strict=True)]


def _blocking(contents: ReportContents) -> dict[str, str]:
    """What is said of the dimensions that block a project, by their names."""
    order, roadmap = contents.order[contents.order["class"].isin(BLOCKING)], roadmap_of(contents)
    return {
        row["dimension_name"]: f"{blocking(row['class'], blocked_through(roadmap, row['dimension'], str))}."
        for row in plain(order)
    }


def _project_lines(contents: ReportContents) -> list[dict[str, Any]]:
    if contents.projects.empty:
        return []
    rows = project_lines(contents.projects, contents.needs, contents.facts.has_roster).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _project(contents: ReportContents, project: dict[str, Any], line: dict[str, Any]) -> Story:
    stop = stop_of(project, roadmap_of(contents), str)
    told = [f"{line['importance']}. {line['standing']}. {sentences.meaning(project, contents.facts.has_roster)}"]
    told += [f"{row.name}: {' '.join(dict.fromkeys([*row.stops, *row.sure, *row.ways]))}" for row in rows(stop)]
    return Story(line["project"], line["figure"], tuple(told))


def _range(row: dict[str, Any], people: str) -> Range:
    name = row["dimension_name"]
    if not row["shown"]:
        return Range(name, NOT_SHOWN, _NOTHING, _NOTHING, _NOTHING, "")
    return Range(
        name,
        _NOTHING if row["prevalence"] is None else percent(row["prevalence"]),
        _between(row["prevalence_low"], row["prevalence_high"]),
        _between(row["prevalence_min"], row["prevalence_max"]),
        people,
        "Could go either way" if row["fragile"] else "",
    )


def _between(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return _NOTHING
    ends = dict.fromkeys([percent(low), percent(high)])
    return " to ".join(ends)
