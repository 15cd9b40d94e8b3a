"""Columns of a file's own that may become a framework, in words and tables."""

from __future__ import annotations

from pages.shared.notices import escaped
from pipeline.matching.own_rubric import OwnRubric, own_order
from pipeline.matching.own_skills import OwnSkills
from pipeline.matching.places import place_of
from pipeline.model import Framework

EXPLAINED = (
    "Each of them becomes a dimension and each answer a level, as the two lists show. Take it as it is, or download "
    "it, write what each level means, and bring it in on the page Setup."
)
ASK_ORDER = "Choose the answers, the lowest first: nobody can tell from the file which of them is less than another."


def heading(own: OwnSkills) -> str:
    """What is offered: "Use these 31 columns as a framework"."""
    return f"Use these {len(own.columns)} {'rows' if own.found.people_row is not None else 'columns'} as a framework"


def other_cycle(cycle: str) -> str:
    """Why nothing is offered in a cycle that has a framework."""
    return f"Cycle {escaped(cycle)} has its framework already. Name another cycle above to make one of these columns."


def answers(own: OwnSkills) -> list[str]:
    """The answers to put into an order: those that have one of their own first."""
    return list(dict.fromkeys([*own_order(own), *own.answers]))


def dimension_rows(own: OwnSkills, framework: Framework) -> list[dict[str, str]]:
    """Each column with the dimension that it becomes."""
    pairs = zip(own.columns, framework.dimensions, strict=True)
    return [{"From": place_of(column), "Dimension": dimension.name} for column, dimension in pairs]


def level_rows(framework: Framework) -> list[dict[str, str | int]]:
    """The levels, lowest first, and which of them everybody is measured against at first."""
    return [
        {
            "Level": level.level,
            "Called": level.name,
            "Everybody's target": "until you load targets" if level.level == framework.default_target else "",
        }
        for level in framework.levels
    ]


def left_over(made: OwnRubric) -> str:
    """How many cells hold an answer that is no level."""
    if made.other_answers == 1:
        return "1 cell holds an answer that is none of these levels; it will be a problem to rule on."
    return f"{made.other_answers:,} cells hold answers that are none of these levels; they will be problems to rule on."


def taken(framework: Framework) -> str:
    """That a framework was brought in."""
    return (
        f"The framework {escaped(framework.name)} is there, with {len(framework.dimensions)} dimensions; "
        "the file is read with it."
    )
