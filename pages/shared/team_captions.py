"""The sentences of the team page: who answered, what it would take, and on how few people it rests.

Pure functions from published figures to text, already escaped for a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.captions import Cell, assumed_target, of_cycle, percent, span, target_words
from pages.shared.notices import escaped
from pipeline.charts.measures import GOOD_RESPONSE, LOW_RESPONSE
from pipeline.model import Framework
from pipeline.snapshot.shapes import CycleFacts
from pipeline.snapshot.teams import Standing


def answered(standing: Standing) -> str:
    """Who answered of how many were asked: ``12–13 of 15``."""
    people = span(standing.fewest_answered, standing.most_answered)
    return people if standing.asked is None else f"{people} of {standing.asked:,}"


def response(standing: Standing) -> str:
    """The lowest response of a dimension with the word for it; says so without a roster."""
    if standing.response is None:
        return "No roster: response unknown"
    share = percent(standing.response)
    if standing.fewest_answered != standing.most_answered:
        share += " or more"
    if standing.response < LOW_RESPONSE:
        return f"{share} answered: low, this may not represent the team"
    return f"{share} answered: {'good' if standing.response >= GOOD_RESPONSE else 'partial'}"


def reached(standing: Standing) -> str:
    """The share of all answers that are at or above target."""
    return percent(standing.reached / standing.pairs) if standing.pairs else "–"


def reached_of(standing: Standing) -> str:
    """The answers behind `reached`, and the division's and the company's share over the same dimensions."""
    told = f"{standing.reached:,} of {standing.pairs:,} answers" if standing.pairs else "no answers"
    beside = {"division": standing.division_share, "company": standing.company_share}
    others = ", ".join(f"{word} {percent(share)}" for word, share in beside.items() if share is not None)
    return f"{told}; {others}" if others else told


def steps(standing: Standing) -> str:
    """Steps of one person by one level to the target, over all dimensions."""
    return f"{standing.shortfall:,}" if standing.pairs else "–"


def singles(standing: Standing) -> str:
    """In how many dimensions at most one person is at or above target: ``2 of 5``."""
    return f"{standing.singles} of {standing.dimensions}" if standing.dimensions else "–"


def counted(standing: Standing) -> str:
    """Over which dimensions the figures are, where it is not all: ``Over 4 of 5 dimensions; ...``."""
    if standing.dimensions == standing.total:
        return ""
    if not standing.dimensions:
        return "No dimension has both a target and enough answers."
    return f"Over {standing.dimensions} of {standing.total} dimensions; the others have no target or are not shown."


def of_whom(facts: CycleFacts, standing: Standing, what_if: int | None = None) -> str:
    """The line under the charts: cycle, people and the target that is assumed, unless another is asked for."""
    told = f"{of_cycle(facts)}: {answered(standing)} people of this team answered"
    told += "; those who did not are not drawn." if standing.asked else "."
    target = assumed_target(facts) if what_if is None else ""
    return " ".join(part for part in (told, counted(standing), target) if part)


def what_it_takes(dimensions: Sequence[Cell]) -> list[str]:
    """What would bring everybody to the target, in all and by dimension, the most first."""
    known = [row for row in dimensions if row["shown"] and row["assessed"]]
    missing = sorted((row for row in known if row["shortfall"]), key=lambda row: -row["shortfall"])
    if not known:
        return ["There is no figure against a target."]
    if not missing:
        return ["Everybody who answered has reached the target in every dimension shown."]
    total = sum(row["shortfall"] for row in missing)
    told = [
        f"**{_steps(total)} of one level would bring everybody who answered to the target.** "
        "One step is one person, one level up."
    ]
    return told + [_dimension_steps(row) for row in missing]


def rests_on(dimensions: Sequence[Cell], framework: Framework) -> list[str]:
    """The dimensions in which at most one of those who answered is at or above target."""
    single = [row for row in dimensions if row["shown"] and row["is_single"]]
    if not single:
        return ["In every dimension shown two people or more have reached the target."]
    told = []
    for row in single:
        who = "one person has" if row["reached"] else "nobody has"
        target = target_words(row, framework)
        told.append(
            f"- **{escaped(row['dimension_name'])}**: {who} reached {target}, of {row['assessed']:,} who answered"
        )
    return told


def exceptions(dimensions: Sequence[Cell]) -> list[str]:
    """What is particular about single dimensions: targets that differ, or that not everybody has."""
    told = []
    for row in dimensions:
        name = escaped(row["dimension_name"])
        if not row["shown"] or row["target_source"] == "none" or row["rated"] is None:
            continue
        if row["target"] is None:
            told.append(f"In {name} targets differ within the team; each person is counted against their own.")
        elif row["levels"] is None:
            told.append(f"In {name} too few people answered to show each level.")
        if row["rated"] > row["assessed"]:
            told.append(
                f"In {name} {row['rated'] - row['assessed']:,} of {row['rated']:,} who answered have no target."
            )
    return told


def computed(standing: Standing) -> str:
    """Definitions and formulas with this team's numbers."""
    return (
        f"**At or above target** = answers at or above target ÷ answers with a target: {standing.reached:,} ÷ "
        f"{standing.pairs:,}. An answer is one person in one dimension. {counted(standing)}\n\n"
        "The division and the company beside it are taken over the same dimensions.\n\n"
        f"**Steps to target** = the levels missing to each person's own target, added up: {standing.shortfall:,}. "
        "People above target do not make up for colleagues below it, and every step counts as one, whatever it "
        "costs to learn.\n\n"
        f"**Single point of failure** = a dimension in which at most one person is at or above target: "
        f"{standing.singles}. Only people who answered are counted: somebody who did not may well be able to.\n\n"
        f"**Response** = people who answered ÷ people asked, in the dimension with the fewest answers: good from "
        f"{percent(GOOD_RESPONSE)}, partial from {percent(LOW_RESPONSE)}; below that the figures may not represent "
        "the team."
    )


def _steps(steps: int) -> str:
    return "1 step" if steps == 1 else f"{steps:,} steps"


def _dimension_steps(row: Cell) -> str:
    people = "1 person" if row["below"] == 1 else f"{row['below']:,} people"
    return f"- **{escaped(row['dimension_name'])}**: {_steps(row['shortfall'])}, {people} below target"
