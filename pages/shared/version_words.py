"""The sentences on two versions of a rubric: pure functions from a comparison to text of a page."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

from pages.shared.notices import escaped
from pipeline.frameworks.crosswalk import Span
from pipeline.frameworks.versions import Comparison, LevelChange
from pipeline.rubric_changes import RubricChange, RubricChanges

HOW_TO_RULE = (
    "Where levels cannot be compared, say what became of each in a recipe: same, stricter (the new rubric asks for "
    "more), looser or split. The change is then worked out under both readings, and left out where they disagree "
    "whether it was for the better."
)


def headline(changes: RubricChanges) -> str:
    """How many dimensions are the same in both rubrics, and how many cannot be compared."""
    told = f"Cycle {escaped(changes.later)} beside cycle {escaped(changes.earlier)}"
    ways = [each.comparison.compared_by for each in changes.dimensions]
    if set(ways) == {"same rubric"}:
        return f"{told}: the same rubric in {_dimensions(len(ways))}; every level means what it meant."
    counts = {
        "the same rubric": ways.count("same rubric"),
        "scored again on what is in common": ways.count("common indicators"),
        "read through a crosswalk": ways.count("crosswalk"),
        "not comparable": ways.count("not comparable"),
    }
    parts = [f"{count} {words}" for words, count in counts.items() if count]
    return f"{told}, {_dimensions(len(ways))}: {', '.join(parts)}."


def has_changed(changes: RubricChanges) -> bool:
    """Whether there is anything to rule on."""
    return any(each.comparison.compared_by != "same rubric" for each in changes.dimensions)


def command(changes: RubricChanges) -> str:
    """What to type to rule on the levels, as a shell takes it."""
    later, earlier = shlex.quote(changes.later), shlex.quote(changes.earlier)
    return f"skillgap rubric-changes --cycle {later} --with {earlier} --from recipe.yaml"


def rows(changes: RubricChanges) -> list[dict[str, Any]]:
    """One row per dimension: what changed, and how the two cycles are compared; cells are plain text."""
    return [
        {
            "Dimension": each.comparison.name,
            "What changed": "; ".join(_changes(each.comparison)) or "Nothing",
            "How it is compared": _compared(each, changes),
        }
        for each in changes.dimensions
    ]


def _changes(comparison: Comparison) -> Iterator[str]:
    if comparison.is_new:
        yield "New in this rubric"
    if comparison.is_gone:
        yield "Not in this rubric any more"
    for change in comparison.changes:
        yield f"level {change.level}: {', '.join(_level_changes(change))}"


_TURNED = "that had to be ticked for the level turned into one that only supports it, or the other way round"


def _level_changes(change: LevelChange) -> Iterator[str]:
    if change.is_new or change.is_gone:
        yield "new" if change.is_new else "gone"
    for ids, words in ((change.came, "new"), (change.went, "gone"), (change.turned, _TURNED)):
        if ids:
            yield f"{_behaviours(len(ids))} {words} ({', '.join(ids)})"
    if change.is_reworded:
        yield "the statement has other words"


def _compared(change: RubricChange, changes: RubricChanges) -> str:
    if change.fault:
        return f"Not comparable: {change.fault}"
    if change.comparison.compared_by == "same rubric":
        return "Level by level"
    if change.comparison.compared_by == "common indicators":
        kept = sum(len(ids) for ids in change.comparison.common.values())
        return f"Both cycles are scored again on the {_behaviours(kept)} in common"
    if change.comparison.compared_by == "crosswalk":
        counted = ", ".join(_span(level, span) for level, span in change.crosswalk.items())
        return f"As ruled on: {counted}. Where two are possible, the change is worked out for both"
    return f"Not comparable: {_reason(change, changes)}"


def _reason(change: RubricChange, changes: RubricChanges) -> str:
    if change.comparison.is_new:
        return f"cycle {changes.earlier} did not have it"
    if change.comparison.is_gone:
        return f"cycle {changes.later} does not have it"
    if change.ruled:
        return f"nobody has ruled on level {', '.join(map(str, change.ruled.open_levels))} yet"
    if change.is_chosen:
        return "people chose a level instead of ticking behaviours, so nothing can be scored again"
    return "some level has nothing in common in the two rubrics"


def _span(level: int, span: Span) -> str:
    now = str(span.lowest) if span.lowest == span.highest else f"{span.lowest} or {span.highest}"
    return f"level {level} of before counts as {now} now"


def _behaviours(count: int) -> str:
    return "1 behaviour" if count == 1 else f"{count} behaviours"


def _dimensions(count: int) -> str:
    return "1 dimension" if count == 1 else f"{count} dimensions"
