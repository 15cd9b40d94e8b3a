"""What a report says in sentences: how sure its figures are, what is not shown, and how they come about.

Plain texts with the names from files as they are; the page and the workbook make them harmless when
they print them. What the pages say too comes from `pipeline.sentences` and the charts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.charts.measures import LOW_RESPONSE, MEASURES, NO_TARGET, NOT_SHOWN
from pipeline.reports.contents import ReportContents, low_response
from pipeline.rounding import percent
from pipeline.sentences import cycles
from pipeline.sentences.cycles import KIND_WORDS
from pipeline.sentences.projects import shown_projects
from pipeline.snapshot.shapes import CycleFacts, plain

MOST_NAMES = 6
"""Names in a sentence; a longer list is for a table."""

_MONTHS = (
    "January February March April May June July August September October November December"  # whatever the locale
).split()


@dataclass(frozen=True)
class KeyFigure:
    """One of the figures on top: what it is, the figure, and of how many it is."""

    label: str
    figure: str
    remark: str


def title(contents: ReportContents) -> str:
    """The title of both files."""
    return f"Skill gaps, cycle {contents.facts.cycle}" + (" (draft, not published)" if contents.is_draft else "")


def origin(contents: ReportContents) -> str:
    """Whose figures these are, by which framework, and as of when."""
    facts, framework = contents.facts, contents.facts.framework
    done = "Drafted" if contents.is_draft else "Published"
    return f"{facts.company} · Framework {framework.name}, version {framework.version} · {done} {day(facts)}"


def day(facts: CycleFacts) -> str:
    """The day of publication: ``2 March 2026``."""
    at = facts.published_at
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def key_figures(contents: ReportContents) -> list[KeyFigure]:
    """The figures on top of the overview."""
    facts, head = contents.facts, contents.head
    figures = [
        KeyFigure("People assessed", cycles.people_assessed(facts, head, True), cycles.response(facts, head, True)),
        KeyFigure("At or above target", cycles.reached(head), cycles.reached_of(head)),
        KeyFigure("Common gaps", cycles.common_gaps(head), cycles.common_of(head)),
    ]
    if "team" in contents.shown:
        teams = contents.shown["team"]
        figures.append(KeyFigure("Teams shown", cycles.shown_count(teams), cycles.shown_why(teams, facts)))
    return figures


def how_sure(contents: ReportContents) -> list[str]:
    """How far the figures can be relied on, a sentence or two each."""
    facts = contents.facts
    told = [f"{cycles.of_cycle(facts, str)}: {_answered(facts)}", *cycles.costs(facts, str)]
    if facts.has_roster:
        told.append(
            "Somebody who did not answer is never counted as a beginner. The likely range beside a figure is the one "
            "in which the share of everybody asked lies in 19 of 20 cases, if the silent are like those who answered; "
            "the certain range holds whatever they would say."
        )
        told.append(_fragile(contents.company))
    told += [_low(KIND_WORDS[kind], low_response(contents.cells[kind])) for kind in contents.parts]
    if facts.rater == "self":
        told.append("People judged themselves. The figures show where to look, not who is good.")
    return [sentence for sentence in told if sentence]


def not_shown(contents: ReportContents) -> list[str]:
    """What is left out, and why, a sentence or two each."""
    told = [cycles.shown_of(contents.shown[kind], KIND_WORDS[kind]) for kind in contents.parts]
    told.append(_hidden_dimensions(contents.company))
    if len(contents.projects):
        told.append(shown_projects(plain(contents.projects)))
    if not (contents.gaps["shown"].all() and contents.levels["shown"].all()):
        told.append(
            f"“{NOT_SHOWN}” means that fewer than {contents.facts.min_group} people answered, here or in a group that "
            "could be worked out from it. It does not mean that a group is weak, or that it refused. Who is not shown "
            "does count in the rows above."
        )
    if contents.gaps["kind"].eq("together").any():
        told.append(
            "Small teams that are too few one by one stand together in one row where they are enough; a dash is a "
            "dimension in which they stand otherwise."
        )
    if contents.gaps["target_source"].eq("none").any():
        told.append(f"“{NO_TARGET}” means that nobody in the group has a target in that dimension.")
    return [sentence for sentence in told if sentence]


def computed(contents: ReportContents) -> list[str]:
    """How the figures come about, a sentence or two each."""
    framework = contents.facts.framework
    levels = ", ".join(f"{level.level} {level.name}" for level in framework.levels)
    told = [
        f"{MEASURES[0].meaning}. Only people with a target count, and people above it do not make up for others.",
        f"The levels are {levels}.",
    ]
    if len(contents.projects):
        told.append(
            "A project is blocked where somebody is missing however people are put to work, each on as many projects "
            "at once as the organisation has set (usually one). Whom to bring up is the fewest people and levels."
        )
    return told


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: ``A; B; C``, of many the first and how many more; a name may hold commas itself."""
    if len(names) > MOST_NAMES:
        return f"{'; '.join(names[: MOST_NAMES - 1])}; and {len(names) - MOST_NAMES + 1:,} more"
    return "; ".join(names)


def _answered(facts: CycleFacts) -> str:
    people = f"{facts.respondents:,}"
    if not facts.headcount:
        return f"{people} people answered."
    return f"{people} of {facts.headcount:,} people answered ({percent(facts.respondents / facts.headcount)})."


def _fragile(company: pd.DataFrame) -> str:
    names = company.loc[company["fragile"].fillna(False), "dimension_name"].tolist()
    if not names:
        return "In no dimension could the silent decide whether most of the company are below target or not."
    return f"The silent could decide whether most of the company are below target or not in: {listed(names)}."


def _low(word: str, names: list[str]) -> str:
    if not names:
        return ""
    return (
        f"In these {word.casefold()} fewer than {percent(LOW_RESPONSE)} answered, so that their figures may not "
        f"represent them: {listed(names)}."
    )


def _hidden_dimensions(company: pd.DataFrame) -> str:
    names = company.loc[~company["shown"], "dimension_name"].tolist()
    return f"The whole company's gap is not shown in: {listed(names)}." if names else ""
