"""The sentences of a what-if: which target is asked for in place of those that hold, and what holds beside it.

Pure functions from published figures to text, already escaped for a page. A what-if is said on top of the
page, because a picture of it looks like any other.
"""

from __future__ import annotations

from pages.shared import team_captions
from pages.shared.captions import Cell, formula, level_name, percent, target_words
from pages.shared.notices import escaped
from pipeline.charts.measures import NO_TARGET, NOT_SHOWN
from pipeline.model import Framework
from pipeline.snapshot.teams import Standing

MEANING = (
    "Under a what-if one level stands in place of every target, for everybody, with a target or without. Its figures "
    "were computed when the cycle was published, from the people at each level: below are those at a lower one. "
    "Where these are not shown, there is no such figure."
)


def asked(framework: Framework, what_if: int | None) -> str:
    """That a page shows what nobody has set, and the way back; empty where it shows what holds."""
    if what_if is None:
        return ""
    return (
        f"**What if {escaped(level_name(framework, what_if))} or above were expected of everybody?** Every "
        "figure against a target answers that; nobody has set it. Choose “As it is” to see the targets that hold."
    )


def of_company(cell: Cell, now: Cell, framework: Framework, what_if: int | None) -> str:
    """One cell's figure in paragraphs; under a what-if with the figure as it is."""
    if what_if is None:
        return "\n\n".join(formula(now, framework))
    first = f"If everybody were expected to be {escaped(level_name(framework, what_if))} or above:"
    return "\n\n".join([first, *formula(cell, framework), as_it_is(now, framework)])


def as_it_is(now: Cell, framework: Framework) -> str:
    """The figure against the targets that hold, e.g. ``As it is, 80 of 240 are below Practicing (33 %)``."""
    if not now["shown"]:
        return f"As it is: {NOT_SHOWN.lower()}."
    if now["target_source"] == "none":
        return f"As it is: {NO_TARGET.lower()}."
    if not now["assessed"]:
        return "As it is: nobody with a target has answered."
    share = percent(now["prevalence"])
    return f"As it is, {now['below']:,} of {now['assessed']:,} are below {target_words(now, framework)} ({share})."


def of_team(framework: Framework, now: Standing, what_if: int | None) -> str:
    """As `asked`, and what the team's figures are as it is."""
    if what_if is None:
        return ""
    if not now.pairs:
        return f"{asked(framework, what_if)} As it is, there is no figure against a target."
    return (
        f"{asked(framework, what_if)} As it is, {team_captions.reached(now)} are at or above target "
        f"({now.reached:,} of {now.pairs:,} answers), and steps to target are {team_captions.steps(now)}."
    )
