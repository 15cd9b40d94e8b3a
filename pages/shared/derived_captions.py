"""The sentences of the page about what could be derived: the verdict, what was looked at, and what was not.

Pure functions from the published verdicts to text, already escaped for a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.captions import Cell, percent
from pages.shared.notices import escaped
from pipeline.model import Framework
from pipeline.sentences.cycles import listed
from pipeline.snapshot.shapes import CycleFacts

NOT_COVERED = (
    "**What somebody knows already.** Who subtracts their own answer is left with one person fewer, and colleagues "
    "who compare notes with fewer still. Whoever runs the survey tool knows who answered.",
    "**What is the same for all.** Where everybody of a group is at one level, or below target, the figure of the "
    "group says it of each of them.",
    "**Two cycles side by side.** What is told of a change was searched in the same way, both cycles together, when "
    "it was decided what to show; here each cycle is looked at by itself.",
    "**The roadmap.** Its figures are made of groups whose levels are shown and leave all others out, but they take "
    "no part in the search.",
    "**Analysts**, who see every answer.",
)
"""What an outsider's sums say nothing about."""


def verdict(facts: CycleFacts, verdicts: Sequence[Cell]) -> str:
    """The one sentence that matters."""
    cycle = escaped(facts.cycle)
    if facts.min_group <= 1:
        return f"Nothing of cycle {cycle} is held back: figures of a single person are shown."
    looked = [each for each in verdicts if each["verdict"] != "nothing"]
    if not looked:
        return f"No dimension of cycle {cycle} is shown, so nothing can be worked out."
    doubtful = [each["dimension"] for each in looked if each["verdict"] == "doubt"]
    few = f"of fewer than {facts.min_group} people"
    if not doubtful:
        return f"From all figures of groups that are published of cycle {cycle} nobody can work out one {few}."
    where = escaped(listed(_names(facts.framework, doubtful)))
    others = "" if len(doubtful) == len(looked) else " In the other dimensions nobody can."
    return f"In {where} the search came to no end: it is not known whether a figure {few} can be worked out.{others}"


def of_what(facts: CycleFacts, verdicts: Sequence[Cell]) -> str:
    """The line under the table: how many dimensions, and what its columns count."""
    shown = sum(each["verdict"] != "nothing" for each in verdicts)
    return (
        f"Cycle {escaped(facts.cycle)}: {shown} of {len(verdicts)} dimensions are shown. A row is one group in one "
        "dimension; its figures can tell of several sets of people: all of them, those of one target, those who "
        "answered by checklist. Teams stand alone or, small ones, together; a team of which nobody answered is in none."
    )


def looked_at(facts: CycleFacts, verdicts: Sequence[Cell]) -> list[str]:
    """What took part in the search, one paragraph each."""
    if facts.min_group <= 1:
        return ["Nothing: where everybody may see every answer, there is nothing to look for."]
    told = [
        "**Every sum and difference** of all rows that are shown in a dimension: of the company, divisions, teams, "
        "small teams together and roles, with the parts of them that gap figures tell apart by target, and counts of "
        "ticks by who answered by checklist.",
        "**The very figures that are stored here**, after everything was decided. Had anything been found, nothing "
        "would have been published. Figures over all dimensions add up what is shown in each, and nothing else.",
        _earlier(facts, verdicts),
        _share(verdicts),
    ]
    return [each for each in told if each]


def computed(verdicts: Sequence[Cell]) -> str:
    """How the search works, with the size of the largest one."""
    largest = max(verdicts, key=lambda each: int(each["parts"]))
    atoms = (
        ""
        if largest["atoms"] is None
        else f", made of the {largest['atoms']:,} parts into which teams and roles cut all who were asked"
    )
    return (
        "Each figure that is shown adds something up over a set of people. What it adds up over another set can be "
        "worked out if that set is a combination of the shown ones: added and subtracted, any number of times. In "
        f"each dimension such a set of fewer than {largest['min_group']} people is looked for, exactly and not by "
        f"trial: here among combinations of up to {largest['parts']:,} different sets{atoms}.\n\n"
        "**Can be worked out.** *Nothing*: there is no such set. *Not known*: the search took too long to end.\n\n"
        "**Fewest in a row**: of all rows of teams and of small teams together, the fewest people who answered."
    )


def _share(verdicts: Sequence[Cell]) -> str:
    """Who stands in a row of a team, in the dimension in which the fewest do; empty where nothing is shown."""
    shares = [each["told_share"] for each in verdicts if each["told_share"] is not None]
    if not shares:
        return ""
    who = "Everybody" if min(shares) == 1 else f"At least {percent(min(shares))} of everybody"
    return (
        f"**Who is in it.** {who} who answered in a dimension that is shown: in the row of a team, or of small teams."
    )


def _earlier(facts: CycleFacts, verdicts: Sequence[Cell]) -> str:
    earlier = max(each["earlier"] for each in verdicts)
    if earlier:
        before = "the earlier publication" if earlier == 1 else f"{earlier} earlier publications"
        return (
            f"**Publications of this cycle.** All of it beside what {before} of the cycle told, so that the few who "
            "answered, left or changed since are not told apart either."
        )
    if facts.is_corrected:
        return (
            "**Publications of this cycle.** This one corrects an error: what was told before it is not part of the "
            "search, and whoever kept it may learn something from the difference."
        )
    return "**Publications of this cycle.** It is the first one."


def _names(framework: Framework, dimensions: Sequence[str]) -> list[str]:
    return [dimension.name for dimension in framework.dimensions if dimension.id in dimensions]
