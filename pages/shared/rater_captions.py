"""The sentences about who rated: whose ratings figures use, and what comparing two raters means."""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.captions import percent, span
from pages.shared.notices import escaped
from pipeline.model import Json, Rater
from pipeline.rounding import hundredths, signed_tenths

RATINGS: dict[Rater, str] = {"self": "people's own ratings", "manager": "managers' ratings"}


def of_whom(cycle: str, people: Sequence[int], used: Rater) -> str:
    """Of whom the comparison is, people with both ratings by dimension, and which of the two figures use."""
    told = span(min(people), max(people))
    by = "" if min(people) == max(people) else ", depending on the dimension"
    return (
        f"Cycle {escaped(cycle)}: {told} people have an own rating and their manager's{by}. Every other figure of the "
        f"cycle uses {RATINGS[used]}. Only analysts see this."
    )


def keeps(used: Rater | None) -> str:
    """What a publication fixes, where there are ratings of managers to choose; None: there are none."""
    return f"The figures use {RATINGS[used]}, as every later publication of the cycle will." if used else ""


def definitions(compared: Sequence[Json]) -> str:
    """What each column means, with the numbers of the first dimension that is compared."""
    told = [
        "Only people with both ratings of a dimension count, each rater's latest. Neither is taken for the truth.",
        "**Share the same** = people with the same level from both ÷ people with both.",
        "**Mean difference** = the manager's level minus the person's own, on average, in levels. Above 0: managers "
        "rate higher.",
        "**Beyond chance** (kappa, weighted by squared differences) = 1 − observed ÷ expected. Observed is the squared "
        "difference of the two levels, averaged over the people; expected is the same if everybody's own level were "
        "paired with everybody's level from a manager. 1: always the same; 0: no better than chance. Squared, because "
        "two levels apart is worse than twice one level apart. Where nearly everybody has one level it is low even "
        "though most ratings are the same.",
    ]
    for row in compared[:1]:
        told.append(
            f"In **{escaped(row['dimension_name'])}**: {row['same']:,} of {row['n']:,} the same = "
            f"{percent(row['agreement'])}; {row['manager_lower']:,} lower and {row['manager_higher']:,} higher, on "
            f"average {signed_tenths(row['mean_difference'])} levels; beyond chance "
            f"{'–' if row['kappa'] is None else hundredths(row['kappa'])}."
        )
    return "\n\n".join(told)
