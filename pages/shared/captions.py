"""The sentences beside a figure: what it counts, out of how many, and how sure it is.

Pure functions from published figures to text, already escaped for a page. Every share stands with
the people behind it. What reports say too is made in `pipeline.sentences` and only escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pages.shared.notices import escaped
from pipeline.charts.measures import LOW_RESPONSE, NO_TARGET, NOT_SHOWN, UNMET_DEMAND
from pipeline.charts.priority import BLOCKING
from pipeline.model import Framework, Kind
from pipeline.rounding import percent as percent
from pipeline.rounding import tenths
from pipeline.sentences import cycles
from pipeline.sentences.cycles import common_gaps as common_gaps
from pipeline.sentences.cycles import common_of as common_of
from pipeline.sentences.cycles import level_name as level_name
from pipeline.sentences.cycles import people_assessed as people_assessed
from pipeline.sentences.cycles import reached as reached
from pipeline.sentences.cycles import reached_of as reached_of
from pipeline.sentences.cycles import response as response
from pipeline.sentences.cycles import shown_count as shown_count
from pipeline.sentences.cycles import shown_why as shown_why
from pipeline.sentences.cycles import span as span
from pipeline.sentences.lead import blocking
from pipeline.snapshot.shapes import Rows

Cell = dict[str, Any]

of_cycle = partial(cycles.of_cycle, safe=escaped)
of_whom = partial(cycles.of_whom, safe=escaped)
assumed_target = partial(cycles.assumed_target, safe=escaped)
costs = partial(cycles.costs, safe=escaped)


def target_words(cell: Cell, framework: Framework) -> str:
    """What people are below: the common target's name, or ``their target`` where it differs."""
    target = cell["target"]
    return "their target" if target is None else escaped(level_name(framework, target))


def of_demand(measure: str, word: str) -> str:
    """What the rows of unmet demand count; empty for every other measure."""
    if measure != UNMET_DEMAND.label:
        return ""
    return (
        f"A row counts the needs of the roadmap that name it; the whole company's those that name none of the "
        f"{word.casefold()}. Rows stand in the order of the share below target."
    )


def heatmap_title(kind: Kind, division: str | None) -> str:
    """What a heatmap on the overview lays out."""
    if kind == "division":
        return "Below target, by division"
    return "Below target, by team" + (f" of {escaped(division)}" if division else "")


def gap_title(cell: Cell) -> str:
    """The dimension of a gap."""
    return f"**{escaped(cell['dimension_name'])}**"


def first_gaps_title(division: str | None) -> str:
    """Of whom the gaps to look at first are: never of the project that the page begins with."""
    return f"Across {escaped(division) if division else 'the whole company'}: where to look first"


def gap_reason(gap: Cell, blocked: Sequence[str], division: str | None) -> str:
    """Why a gap stands where it does: of whom how many are below, and which projects it blocks."""
    blocks = f" {blocking(gap['class'], blocked)}." if gap["class"] in BLOCKING else ""
    return f"Of {escaped(division) if division else 'the whole company'}: {escaped(gap['reason'])}{blocks}"


def gap_figure(cell: Cell) -> str:
    """The share below target, large."""
    return f"### {percent(cell['prevalence'])}"


def rows_drawn(rows: Rows, groups: int) -> str:
    """Which rows of how many are drawn; empty where all are."""
    if groups <= rows.size:
        return ""
    last = min(rows.first + rows.size - 1, groups)
    return f"Rows {rows.first} to {last} of {groups}, the largest gaps first."


ELSEWHERE = (
    "These small teams do not stand together in this dimension: each of them is shown by itself, together with others, "
    "or not at all. Choose another dimension, or one of the other rows."
)
"""What is behind a cell that there is not."""


def dashes(has_dashes: bool) -> str:
    """What a dash in the place of a cell means; empty where there is none."""
    if not has_dashes:
        return ""
    return "A dash: in this dimension the small teams of that row are not shown together, but otherwise."


def in_short(cell: Cell | None, name: str, dimension_name: str) -> str:
    """The chosen cell in one line over the heatmap, which hides what is below it from a reader who clicks."""
    return f"**{escaped(name)}, {escaped(dimension_name)}:** {_in_short(cell)}. Details below the chart."


def _in_short(cell: Cell | None) -> str:
    if cell is None:
        return "these teams are shown otherwise in this dimension"
    if not cell["shown"]:
        return NOT_SHOWN.casefold()
    if cell["target_source"] == "none":
        return NO_TARGET.casefold()
    if not cell["assessed"]:
        return "nobody has answered"
    return f"{cell['below']:,} of {cell['assessed']:,} below target"


def answered(cell: Cell) -> str:
    """Of whom a distribution is: ``41 of 50 people answered`` and what became of the others."""
    if cell["rated"] is None:
        return ""
    if cell["asked"] is None:
        return f"{cell['rated']:,} people answered."
    told = f"{cell['rated']:,} of {cell['asked']:,} people answered."
    silent = cell["asked"] - cell["rated"]
    told += f" {silent:,} did not; they are not counted as level 0." if silent else ""
    told += _without_target(cell)
    is_mixed = cell["target"] is None and cell["target_source"] != "none"
    return f"{told} Their targets differ, so no line is drawn." if is_mixed else told


def _without_target(cell: Cell) -> str:
    """Why a group's levels and its gap figures count different people; empty where they do not."""
    people = cell["asked"] - cell["headcount"]
    if not people or cell["target_source"] == "none":
        return ""
    has = "has" if people == 1 else "have"
    return f" {people:,} of the group {has} no target: counted here, not among those below or above one."


def formula(cell: Cell, framework: Framework) -> list[str]:
    """How one cell's figure comes about, with its numbers, one sentence a line."""
    if not cell["shown"]:
        return [f"{NOT_SHOWN}. Too few people answered, here or in a group that could be worked out from it."]
    if cell["target_source"] == "none":
        return [f"{NO_TARGET}. Nobody in this group has a target in this dimension."]
    if not cell["assessed"]:
        return ["Nobody in this group has answered."]
    target = target_words(cell, framework)
    told = [f"**{cell['below']:,} of {cell['assessed']:,} below {target} = {percent(cell['prevalence'])}**"]
    told += _range(cell)
    if cell["below"]:
        told.append(
            f"Together they are {cell['shortfall']:,} levels short: {tenths(cell['mean_shortfall'])} per person "
            f"assessed, {tenths(cell['depth'])} per person below."
        )
    if cell["response"] is not None and cell["response"] < LOW_RESPONSE:
        told.append(f"Only {percent(cell['response'])} answered: this may not represent the group.")
    return told


def _range(cell: Cell) -> list[str]:
    if cell["headcount"] is None:
        return ["Without a roster it is not known how many did not answer."]
    whom = " with a target" if cell["asked"] != cell["headcount"] else ""
    silent, asked = cell["headcount"] - cell["assessed"], f"{cell['headcount']:,}"
    if not silent:
        return [f"Everybody{whom} answered ({asked} of {asked}), so there is no uncertainty."]
    least, most = percent(cell["prevalence_min"]), percent(cell["prevalence_max"])
    low, high = percent(cell["prevalence_low"]), percent(cell["prevalence_high"])
    told = (
        f"{silent:,} of {asked}{whom} did not answer. Whatever they would say, between {least} and "
        f"{most} of the whole group are below; most likely between {low} and {high}."
    )
    return [told, *(["Their answers could decide whether most are below or not."] if cell["fragile"] else [])]
