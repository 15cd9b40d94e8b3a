"""The columns of the workbook's tables: the words of the screen over the figures of the snapshot.

Every column names the key of the JSON that the command line gives for the same figure, so that the two
can be compared cell by cell.
"""

from __future__ import annotations

from pipeline.charts.priority import SHORT
from pipeline.model import Framework
from pipeline.reports.sheets import Column

GROUP = (
    Column("Kind", "kind_word", "text", 20),
    Column("Division", "division", "text", 16),
    Column("Group", "group", "text", 30),
    Column("Dimension", "dimension_name", "text", 28),
)
REMARK = Column("Remark", "remark", "text", 26)

RANGE = (
    Column("Likely from", "prevalence_low", "share"),
    Column("Likely to", "prevalence_high", "share"),
    Column("Certainly from", "prevalence_min", "share"),
    Column("Certainly to", "prevalence_max", "share"),
)
SURE = (
    Column("Response", "response", "share"),
    Column("Could go either way", "fragile", "flag"),
)
COUNTED = (
    Column("People with a target", "headcount"),
    Column("Of these assessed", "assessed"),
    Column("No answer", "no_answer"),
)
GAPS = (
    *GROUP,
    *COUNTED,
    Column("Target level", "target"),
    Column("Target from", "target_source", "text"),
    Column("People below", "below"),
    Column("Share below target", "prevalence", "share"),
    *RANGE,
    Column("Levels missing", "shortfall"),
    Column("Average shortfall", "mean_shortfall", "tenths"),
    Column("Average shortfall, likely from", "mean_shortfall_low", "tenths", 14),
    Column("Average shortfall, likely to", "mean_shortfall_high", "tenths", 14),
    Column("Depth", "depth", "tenths"),
    Column("Share of the way missing", "p1", "hundredths", 14),
    Column("The same, those far below weighing more", "p2", "hundredths", 18),
    Column("Share at or above target", "coverage", "share"),
    Column("Part of the company's gap", "contribution", "share", 14),
    *SURE,
    REMARK,
)
LISTED = (
    Column("Place", "standing"),
    Column("Tied", "is_tied", "flag"),
    Column("Dimension", "dimension_name", "text", 28),
    Column("Share below target", "prevalence", "share"),
    Column("Depth: levels missing per person below", "depth", "tenths", 16),
    Column("People below", "below"),
    *COUNTED,
    *RANGE,
    *SURE,
    Column("Why here", "reason", "text", 56),
    REMARK,
)
ORDER = (
    Column("Place", "rank"),
    Column("Dimension", "dimension_name", "text", 28),
    Column("Why", "class_words", "text", 30),
    Column(SHORT, "criticality", "tenths", 14),
    Column("Share below target", "prevalence", "share"),
    Column("Place from", "rank_low"),
    Column("Place to", "rank_high"),
)
INDICATORS = (
    Column("Dimension", "dimension_name", "text", 28),
    Column("Level", "level"),
    Column("Indicator", "indicator_text", "text", 70),
    Column("Kind", "kind_word", "text", 14),
    Column("Asked", "asked"),
    Column("Ticked", "ticked"),
    Column("Not ticked", "missing"),
    Column("Share not ticked", "missing_share", "share"),
    REMARK,
)
PROJECTS = (
    Column("Project", "project", "text", 40),
    Column("Weight", "weight", "hundredths"),
    Column("Standing", "status", "text", 40),
    Column("People asked for", "asked"),
    Column("People short", "unmet"),
    Column("Short if all the silent could", "unmet_low", width=14),
    Column("Person-steps to staff it", "unlock_steps", width=14),
    Column("Weight per step", "weight_per_step", "hundredths"),
    Column("Place by weight per step", "unlock_place", width=14),
    Column("How many leave until a need is short", "bus_factor", width=18),
)
NEEDS = (
    Column("Project", "project", "text", 40),
    Column("Dimension", "dimension_name", "text", 28),
    Column("Level", "level"),
    Column("Level's name", "level_name", "text", 20),
    Column("Division", "division", "text", 16),
    Column("Team", "team", "text", 24),
    Column("May be the same people as for another need", "shared", "flag", 18),
    Column("People asked for", "people"),
    Column("Qualified", "qualified"),
    Column("Qualified if all the silent could", "qualified_high", width=16),
    Column("Short on paper", "naive_unmet"),
    Column("Short", "unmet"),
    REMARK,
)
UNLOCKS = (
    Column("Project", "project", "text", 40),
    Column("Dimension", "dimension_name", "text", 28),
    Column("People to bring up", "people"),
    Column("From level", "from"),
    Column("From", "from_name", "text", 20),
    Column("To level", "to"),
    Column("To", "to_name", "text", 20),
)


CHANGE = (
    Column("Dimension", "dimension_name", "text", 30),
    Column("Before", "before", "hundredths"),
    Column("After", "after", "hundredths"),
    Column("Change of everyone", "change", "hundredths"),
    Column("The same people", "within", "hundredths"),
    Column("Joined", "joined", "hundredths"),
    Column("Gone", "gone", "hundredths"),
    Column("New targets", "target_change", "hundredths"),
    Column("Reworded rubric", "rubric_change", "hundredths"),
    Column("Clear or unclear", "verdict", "text", 12),
    Column("People in both cycles", "matched"),
    Column("Improved", "improved"),
    Column("Same", "same"),
    Column("Declined", "declined"),
    REMARK,
)
ABOUT = (Column("Topic", "topic", "text", 26), Column("What", "text", "text", 110))


def heat(dimensions: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a heatmap: the group, a share per dimension (by its place), who answered."""
    across = tuple(Column(name, f"cell_{place}", "share", 16) for place, name in enumerate(dimensions))
    return (
        Column("Group", "name", "text", 34),
        *across,
        Column("Answered", "answered", "text", 16),
        Column("Remark", "remark", "text", 26),
    )


def levels(framework: Framework) -> tuple[Column, ...]:
    """The columns of people per level, lowest first."""
    return tuple(Column(level.name, f"level_{level.level}", width=14) for level in framework.levels)


def distributions(framework: Framework) -> tuple[Column, ...]:
    """The columns of the table of levels."""
    people = (Column("People", "headcount"), Column("Assessed", "assessed"), Column("No answer", "no_answer"))
    return (*GROUP, *people, *levels(framework), REMARK)


def company(framework: Framework) -> tuple[Column, ...]:
    """The columns of the company by dimension, from which the charts are drawn."""
    return (
        Column("Dimension", "dimension_name", "text", 30),
        Column("Target level", "target"),
        *COUNTED[:2],
        Column("People below", "below"),
        Column("Share below target", "prevalence", "share"),
        *RANGE,
        *levels(framework),
        REMARK,
    )
