"""The sentences of the dimension page: of whom the charts are, and why one is not there.

Pure functions from published figures to text, already escaped for a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.shared.captions import Cell, assumed_target, level_name, of_cycle, percent, rows_drawn
from pages.shared.notices import escaped
from pages.shared.what_if_captions import MEANING
from pipeline.charts.measures import NOT_SHOWN
from pipeline.model import Framework
from pipeline.sentences.cycles import would_tell
from pipeline.snapshot.shapes import CycleFacts, Rows, Shown

Indicators = Sequence[dict[str, Any]]

_OF_EVERYBODY = "Bars and shares count everybody who answered, with a target or without."
_OF_HOLDING = (
    "The bars count everybody who answered, the share below target those of them who have a target.",
    "A bar without a line stands for people with different targets, or with none.",
)


def is_known(indicators: Indicators) -> bool:
    """Whether there is something to draw: indicators, shown, that somebody was asked about."""
    return bool(indicators) and bool(indicators[0]["asked"])


def by_group(word: str) -> str:
    """The heading over the bars by group."""
    return f"By {_singular(word)}"


def of_groups(facts: CycleFacts, rows: Rows, groups: int, shown: Shown, word: str) -> str:
    """The line under the bars: cycle, which rows, groups shown, and whom the two counts are of."""
    told = [
        rows_drawn(rows, groups),
        f"{of_cycle(facts)}: in this dimension {_shown(shown, word)}.",
        *([_OF_EVERYBODY] if rows.what_if is not None else [*_OF_HOLDING, assumed_target(facts)]),
    ]
    return " ".join(sentence for sentence in told if sentence)


def of_ticks(facts: CycleFacts, indicators: Indicators, cell: Cell, name: str) -> str:
    """The line under the indicators: who was asked, and who answered in another way."""
    if not is_known(indicators):
        return ""
    asked = indicators[0]["asked"]
    told = f"{of_cycle(facts)}: of {_people(asked)} in {_group(cell, name)} who answered by checklist."
    others = cell["rated"] - asked
    if others:
        told += f" {_people(others)} more chose a statement or a level and are not counted as missing anything."
    return told


def no_ticks(indicators: Indicators, cell: Cell, name: str) -> str:
    """Why there is no picture of the indicators."""
    group, dimension = _group(cell, name), escaped(cell["dimension_name"])
    if not indicators:
        return f"No indicators are published for {dimension} in this cycle."
    if indicators[0]["asked"] == 0:
        return (
            f"Nobody in {group} answered {dimension} by checklist. Who chose a statement or a level was not asked "
            "for single indicators, so nothing can be said about them."
        )
    return (
        f"{NOT_SHOWN}. Too few people in {group} answered by checklist, or too few in another way, to show the "
        "indicators without telling who gave which answer."
    )


def of_parts(facts: CycleFacts, shown: Shown, word: str, most: int) -> str:
    """The line under who contributes: of what the shares are, and what is not among them."""
    told = (
        f"{of_cycle(facts)}: shares of everybody below target in the whole company, the largest "
        f"first, at most {most} {word.casefold()}"
    )
    return f"{told}." if shown.shown == shown.total else f"{told}. They do not add up to all: {_shown(shown, word)}."


def no_parts(cell: Cell) -> str:
    """Why there is no picture of who contributes."""
    if cell["shown"] and cell["below"] == 0:
        return "Nobody in the company is below target in this dimension."
    return "No share can be shown: nobody has a target here, or too few people answered."


def definition(framework: Framework, indicators: Indicators, cell: Cell) -> str:
    """Definitions and formulas, with this page's numbers."""
    levels = ", ".join(f"{level.level} {escaped(level.name)}" for level in framework.levels)
    return "\n\n".join(
        [
            "*Share at a level = people at that level ÷ people who answered in this dimension*",
            f"The levels are {levels}. Those who did not answer are in no bar and are never counted as level 0.",
            f"*Not ticked = people who answered by checklist and left the indicator out ÷ people who answered by "
            f"checklist*{_worked_ticks(indicators)}",
            "A level is reached when all its defining indicators, and those of the levels below, are ticked. "
            "Supporting indicators hold nobody back. Whoever chose a statement or a level was not asked and misses "
            "nothing.",
            f"*Share of the gap = people below target in the group ÷ people below target in the company*"
            f"{_worked_gap(cell, framework)}",
            "Hidden groups count in the company but their parts are not shown, neither one by one nor together. The "
            "downloaded file holds two more columns, contribution_p1 and contribution_p2: the same shares with each "
            "person weighted by how far below target they are, or by the square of it. Both take a step between two "
            "levels to be as long as any other.",
            MEANING,
        ]
    )


def _worked_ticks(indicators: Indicators) -> str:
    if not is_known(indicators):
        return ""
    first = indicators[0]
    return f". The first of the rubric: {first['missing']:,} ÷ {first['asked']:,} = {percent(first['missing_share'])}."


def _worked_gap(cell: Cell, framework: Framework) -> str:
    if not cell["shown"] or not cell["below"]:
        return ""
    target = "their target" if cell["target"] is None else escaped(level_name(framework, cell["target"]))
    return f". In the whole company {cell['below']:,} of {cell['assessed']:,} are below {target}."


def _group(cell: Cell, name: str) -> str:
    return "the whole company" if cell["kind"] == "company" else escaped(name)


def _shown(shown: Shown, word: str) -> str:
    hidden = shown.total - shown.shown
    named = word.casefold() if shown.total != 1 else _singular(word)
    if not hidden:
        return f"all {shown.total} {named} are shown" if shown.total != 1 else f"the one {named} is shown"
    are, them = ("is", "it") if hidden == 1 else ("are", "them")
    return f"{hidden} of {shown.total} {named} {are} not shown: {would_tell(them)}"


def _people(people: int) -> str:
    return "1 person" if people == 1 else f"{people:,} people"


def _singular(word: str) -> str:
    return word.casefold().removesuffix("s")
