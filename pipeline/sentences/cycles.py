"""The sentences about a cycle as a whole: who answered, what is shown, what a missing file costs.

Pages and reports say the same, so the text is made here, once. Names that came from a file are handed
through ``safe`` first: what is harmless differs between Markdown, HTML and a spreadsheet, and whoever
prints the sentence knows which it is. There is no default on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model import Framework, Kind
from pipeline.rounding import percent
from pipeline.snapshot.shapes import CycleFacts, Head, Shown

Safe = Callable[[str], str]
"""Makes a text from a file harmless where it is printed; ``str`` where nothing is read as markup."""

KIND_WORDS: dict[Kind, str] = {"division": "Divisions", "team": "Teams", "role": "Roles"}

USUAL_MIN_GROUP = 5
"""Groups with fewer answers are shown only where an organisation says so, and it is said wherever they are."""

_NAMED_AT_MOST = 6


def level_name(framework: Framework, level: int) -> str:
    """The name of a level."""
    return next((known.name for known in framework.levels if known.level == level), str(level))


def span(fewest: int | None, most: int | None) -> str:
    """A number that differs by dimension: ``29–31``, or one number where it does not."""
    if fewest is None or most is None:
        return "–"
    return f"{most:,}" if fewest == most else f"{fewest:,}–{most:,}"


def people_assessed(facts: CycleFacts, head: Head, is_company: bool) -> str:
    """Who answered of how many were asked; by dimension for a division."""
    people = f"{facts.respondents:,}" if is_company else span(head.fewest_assessed, head.most_assessed)
    headcount = facts.headcount if is_company else head.headcount
    return people if headcount is None else f"{people} of {headcount:,}"


def response(facts: CycleFacts, head: Head, is_company: bool) -> str:
    """The response rate in words; says so without a roster."""
    headcount = facts.headcount if is_company else head.headcount
    answered = facts.respondents if is_company else head.most_assessed
    if not headcount or answered is None:
        return "No roster: response unknown"
    return f"{percent(answered / headcount)} of those asked"


def common_gaps(head: Head) -> str:
    """How many dimensions have a common gap: ``2 of 5``."""
    return f"{head.common} of {head.dimensions}"


def common_of(head: Head) -> str:
    """What `common_gaps` counts."""
    return f"Dimensions with {percent(head.common_from)} or more below target"


def reached(head: Head) -> str:
    """The share of all answers that are at or above target."""
    return percent(head.reached / head.pairs) if head.pairs and head.reached is not None else "–"


def reached_of(head: Head) -> str:
    """The answers behind `reached`."""
    return f"{head.reached:,} of {head.pairs:,} answers" if head.pairs else "no answers"


def shown_of(shown: Shown, word: str) -> str:
    """How many groups are shown, and why not the others: ``3 of 4 divisions are shown; 1 is not: ...``."""
    plural = word.casefold()
    one, hidden = plural.removesuffix("s"), shown.total - shown.shown
    if not shown.total:
        return f"Nobody's {one} is known."
    if shown.total == 1:
        return f"1 of 1 {one} is shown." if shown.shown else f"The one {one} is not shown: {would_tell('it')}."
    told = f"{shown.shown} of {shown.total} {plural} are shown"
    if not hidden:
        return f"{told}."
    return (
        f"{told}; 1 is not: {would_tell('it')}." if hidden == 1 else f"{told}; {hidden} are not: {would_tell('them')}."
    )


def would_tell(hidden: str) -> str:
    """Why groups are not shown, true also of a large one that stands between others and the whole company."""
    return f"with {hidden}, figures of too few people could be worked out"


def shown_count(shown: Shown) -> str:
    """How many groups are shown, as a figure: ``21 of 24``."""
    return f"{shown.shown} of {shown.total}"


def shown_why(shown: Shown, facts: CycleFacts) -> str:
    """Why the others are not."""
    if not shown.total:
        return "Nobody's team is known"
    if shown.shown == shown.total:
        return f"All have {facts.min_group} answers or more"
    hidden = "the other one" if shown.total - shown.shown == 1 else "the others"
    return f"Showing {hidden} would give away what a few people answered"


def of_cycle(facts: CycleFacts, safe: Safe) -> str:
    """With which every caption begins: the cycle, and whose ratings its figures use."""
    if facts.rater == "self":
        return f"Cycle {safe(facts.cycle)}, people's own ratings"
    return f"Cycle {safe(facts.cycle)}, managers' ratings (“answered” means: rated by their manager)"


def of_whom(facts: CycleFacts, shown: Shown, word: str, safe: Safe) -> str:
    """The line under a heatmap: cycle, people, groups shown and the target."""
    people = f"{facts.respondents:,} people"
    if facts.headcount:
        people = f"{facts.respondents:,} of {facts.headcount:,} people ({percent(facts.respondents / facts.headcount)})"
    told = f"{of_cycle(facts, safe)}: {people} answered in the whole company. {shown_of(shown, word)}"
    return f"{told} {assumed_target(facts, safe)}".strip()


def assumed_target(facts: CycleFacts, safe: Safe) -> str:
    """Which target is assumed where nobody set one; empty where somebody did."""
    return "" if facts.has_targets else f"Assumed target: {_assumed(facts, safe)}."


def costs(facts: CycleFacts, safe: Safe) -> list[str]:
    """What each file that was not loaded costs, one sentence each."""
    told = []
    if not facts.has_roster:
        told.append("No roster is loaded, so there is no response rate and no range around a figure.")
    if not facts.has_targets:
        level = _assumed(facts, safe)
        told.append(f"No targets are loaded, so everybody is measured against the assumed target {level}.")
    if not facts.has_roadmap:
        told.append("No roadmap is loaded, so critical gaps, those that block a project, are not known.")
    return told


def warnings(facts: CycleFacts, safe: Safe) -> list[str]:
    """What is unusual about a cycle's figures: open answers, small groups, a correction, earlier figures."""
    told = [_small_groups(facts)]
    if facts.is_corrected:
        told.append("An error in an earlier publication of this cycle was put right; what it said no longer holds.")
    if facts.held:
        keeps = "keeps its" if len(facts.held) == 1 else "keep their"
        told.append(
            f"{safe(listed(facts.held))} {keeps} earlier figures until more people have answered; those who are new "
            "are too few to be told of."
        )
    return [each for each in told if each]


def listed(names: Sequence[str]) -> str:
    """Names, the first of many: ``Atlas, Beacon and 3 more``."""
    more = len(names) - _NAMED_AT_MOST
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:_NAMED_AT_MOST])} and {more} more"


def _small_groups(facts: CycleFacts) -> str:
    if facts.promise == "open":
        return (
            "This is an open skills matrix: the people who answered were told that everybody may see their answers. "
            f"Groups of {facts.min_group} or more answers are shown."
        )
    if facts.min_group < USUAL_MIN_GROUP:
        return (
            f"Groups of {facts.min_group} or more answers are shown here, fewer than the usual "
            f"{USUAL_MIN_GROUP}: single people may be recognised."
        )
    return ""


def _assumed(facts: CycleFacts, safe: Safe) -> str:
    return safe(level_name(facts.framework, facts.framework.default_target))
