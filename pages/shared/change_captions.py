"""The sentences of the change page: of whom its pictures are, and what they leave out.

Pure functions from published figures to text, already escaped for a page. What is said of the change itself
is made in `pipeline.sentences.change` and only escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pages.shared.cached_change import ALL_DIMENSIONS, COMPANY
from pages.shared.captions import Cell, of_cycle, percent
from pages.shared.notices import escaped
from pipeline.charts import change_dumbbell
from pipeline.charts.change_ledger import has_classes
from pipeline.charts.change_measures import ChangeMeasure
from pipeline.charts.measures import NOT_SHOWN
from pipeline.charts.priority import CLASS_WORDS
from pipeline.model import NO_TEAM, Kind
from pipeline.sentences import change
from pipeline.sentences.cycles import KIND_WORDS
from pipeline.snapshot.shapes import CycleFacts

everyone = partial(change.everyone, safe=escaped)
crossing = partial(change.crossing, safe=escaped)

NO_STEPS = (
    "What the difference is made of, and from which level to which people moved, is not shown either, for the reason "
    "given in the answer above."
)
NO_ACTION = (
    "Nothing is noted of what was done about them. An analyst notes it in Setup, tab Action plan, for the gap's cycle."
)
_NO_DIFFERENCE = (
    "Where two figures stand without their difference, too few people would make it; they are drawn in grey."
)
_ROUNDED = "Each figure is rounded by itself, so the last digit of a difference can be off by one."
NO_DIMENSIONS = "This group is in the figures of neither cycle."
NO_GROUPS = "There are no such groups to compare."
ORDER = "The order in which to close the gaps of the whole company, then and now, and why it moved:"
OF_SERIES = "Everyone in each cycle, not the same people. Figures stand for what was published of each cycle."
_UNTESTED = (
    "Single teams, and all dimensions together, are not called clear or unclear: of so many teams a few would "
    "always look clear by chance, and one person's answers in several dimensions are not several people."
)
_READ = {
    "crosswalk": "Where the rubric was reworded, a level of {before} is the one that it stands for now.",
    "common indicators": "Where the rubric was reworded, levels of both cycles are those scored on what both have.",
}
NO_ORDER = "No gap of the whole company can be shown in either cycle, so there is no order that could have moved."


def no_pairs(cycles: Sequence[str]) -> str:
    """Why there is nothing to compare."""
    if len(cycles) < 2:
        return change.ONE_CYCLE
    named = ", ".join(escaped(cycle) for cycle in cycles)
    return (
        f"No two of the published cycles ({named}) are compared: they use different frameworks, or the later one was "
        "published before there were comparisons. Publishing it again adds them."
    )


def answers(row: Cell, rows: Sequence[Cell], measure: ChangeMeasure, told_by: Sequence[str]) -> str:
    """The two questions of the page with their answers, for one group and dimension.

    ``told_by`` are the measures by which they can be answered; where the one that is chosen is not among them, another
    is pointed at.
    """
    clear = change.clear_dimensions(rows, escaped) if row["dimension"] is None and row["ledger"] is not None else ""
    return (
        f"**{change.BETTER}** {change.same_people(row, measure)} {clear}\n\n"
        f"**{change.OTHERS}** {change.other_people(row, measure)}{_elsewhere(row, told_by)}"
    )


def about(group: str, dimension: str, measure: ChangeMeasure) -> str:
    """Of whom and what the answers speak, and which sign is the good one."""
    return f"{escaped(group)}, {_in(dimension)}. {measure.sign}"


def of_whom(before: CycleFacts, after: CycleFacts, row: Cell) -> str:
    """The line under the answers: who answered in each cycle, and how two rubrics were compared."""
    told = f"{of_cycle(before)}: {_answered(before)}. {of_cycle(after)}: {_answered(after)}."
    return f"{told} {change.compared(row)}".strip()


def by_dimension(group: str) -> str:
    """The heading over one group by dimension."""
    return f"By dimension: {_lowered(group)}"


def in_depth(group: str, dimension: str) -> str:
    """The heading over what is told of one group in one dimension, or in all."""
    return f"How we know: {_lowered(group)}, {_in(dimension)}"


def by_group(kind: Kind, dimension: str) -> str:
    """The heading over the groups of a kind."""
    word = KIND_WORDS[kind].casefold().removesuffix("s")
    return f"By {word}: {_in(dimension)}"


def of_dumbbell(rows: Sequence[Cell], measure: ChangeMeasure) -> str:
    """The line under the two pictures beside each other."""
    targets = change.new_targets(rows, measure, escaped)
    told = (
        "Everyone, each year: all who answered in that cycle. The same people: only those who answered in both, and "
        "the mean of what changed for each. The thin line is the range in which that mean most likely lies."
        f"{_printed(rows, measure)}"
    )
    if not any(row["verdict"] for row in rows):
        return f"{told} {_UNTESTED} {targets}".strip()
    told += (
        " Clear: larger than chance alone would often bring about. Unclear: it may be chance, also where the thin line "
        "does not reach 0: the word takes into account how many rows are looked at, the line does not."
    )
    return f"{told} {targets}".strip()


def of_groups(rows: Sequence[Cell], most: int, measure: ChangeMeasure) -> str:
    """The line under the groups: how many are shown and drawn."""
    groups = [row for row in rows[1:] if row["group"] != NO_TEAM]
    shown = sum(row["change"] is not None for row in groups)
    told = f"{shown} of {len(groups)} are shown in both cycles, the most improved first."
    if len(rows) > most + 1:
        told += f" The first {most} are drawn, the table holds all."
    told += _printed(rows, measure)
    return told if any(row["verdict"] for row in groups) else f"{told} {_UNTESTED}"


def of_ledger(before: CycleFacts, after: CycleFacts) -> str:
    """The line under what a change is made of: who is meant by joined and gone."""
    earlier, later = escaped(before.cycle), escaped(after.cycle)
    told = (
        f"Joined: in the figure of {later} only, whether newly hired, come from elsewhere or answering for the "
        f"first time. Gone: in that of {earlier} only. The steps add up to the whole difference; each is rounded."
    )
    if not (before.has_roster and after.has_roster):
        told += " Without the rosters of both cycles nobody knows who was hired, moved or left."
    return told


def no_ledger(row: Cell) -> str:
    """Why it is not known what a change is made of; the reason itself stands once, in the answers."""
    return NOT_SHOWN + "." if row["ledger"] is not None else NO_STEPS


def of_classes(row: Cell) -> str:
    """The line over the six classes, or why there are only two."""
    if has_classes(row):
        return "The same two steps in six: why somebody is in the figure of one cycle only."
    return "Only the two can be told: one of the six has so few people that its figure would speak of them."


def of_movement(row: Cell, measure: ChangeMeasure, after: CycleFacts) -> str:
    """The same people in counts, then on average, and what a lower level may mean."""
    told = [change.movement(row), crossing(row, after.cycle), change.interval(row, measure)]
    counted = " ".join(sentence for sentence in told if sentence)
    return f"{counted}\n\n{change.CHANGED_STANDARD}".strip()


def of_transitions(row: Cell, before: str) -> str:
    """The line under the square of levels; what its levels are where two rubrics were compared."""
    counted = "A number is people who answered both times"
    told = f"{counted}." if row["dimension"] is not None else f"{counted}, each once for every dimension."
    read = _READ.get(str(row["comparison"]), "").format(before=escaped(before))
    return f"{told} {read}".strip()


def no_transitions(row: Cell) -> str:
    """Why there is no square of levels; nothing where the steps are missing too, which says so of both."""
    if row["ledger"] is None:
        return ""
    return (
        f"{NOT_SHOWN}: from which level to which would, beside other figures, tell of too few people. Two targets in "
        "one group are enough for that."
    )


def top_gaps(gaps: Sequence[tuple[Cell, Cell]], measure: ChangeMeasure) -> str:
    """The first gaps of the earlier cycle and what became of each, a line each."""
    if not gaps:
        return NO_ORDER
    told = "\n".join(
        f"{place}. {change.gap_then(row, _place(gap), measure, escaped)}{_done(gap['done'])}"
        for place, (gap, row) in enumerate(gaps, 1)
    )
    return told if any(gap["done"] for gap, _ in gaps) else f"{told}\n\n{NO_ACTION}"


def _done(action: Cell | None) -> str:
    """What was done about a gap, how far it is, and while it is open by when."""
    if action is None:
        return ""
    is_open = action["due"] and action["status"] in ("planned", "under way")
    due = f", due {escaped(action['due'])}" if is_open else ""
    return f" **Done about it:** {escaped(action['action'])} ({escaped(action['status'])}{due})."


def heading_of_gaps(before: CycleFacts) -> str:
    """The heading over the first gaps of the earlier cycle."""
    return f"The top gaps of {escaped(before.cycle)}: what was done, what moved"


def _printed(rows: Sequence[Cell], measure: ChangeMeasure) -> str:
    """What a reader may stumble over in printed figures: a last digit, a difference that is not there."""
    ends = [(row["before"], row["after"], row["change"]) for row in rows]
    is_rounded = any(measure.is_rounding_seen(*each) for each in ends)
    is_missing = any("no difference shown" in change_dumbbell.everyone_words(row, measure) for row in rows)
    told = {_ROUNDED: is_rounded, _NO_DIFFERENCE: is_missing}
    return "".join(f" {sentence}" for sentence, is_told in told.items() if is_told)


def _elsewhere(row: Cell, told_by: Sequence[str]) -> str:
    if row["ledger"] is not None or not told_by:
        return ""
    return f" Measured by {' or '.join(label.casefold() for label in told_by)} both can be told."


def _lowered(group: str) -> str:
    return group.casefold() if group == COMPANY else escaped(group)


def _in(dimension: str) -> str:
    return dimension.casefold() if dimension == ALL_DIMENSIONS else escaped(dimension)


def _place(gap: Cell) -> str:
    return CLASS_WORDS[gap["class"]].casefold() if gap["class"] else "common"


def _answered(facts: CycleFacts) -> str:
    if not facts.headcount:
        return f"{facts.respondents:,} people answered in the whole company"
    share = percent(facts.respondents / facts.headcount)
    return f"{facts.respondents:,} of {facts.headcount:,} people answered in the whole company ({share})"
