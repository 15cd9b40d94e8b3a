"""What can change from one cycle to another, in the words of a reader: a figure, a difference, and which way is better.

A difference that prints as nothing counts as none: a sentence must not see a direction where the figure
beside it says zero. Differences have one digit more than figures elsewhere, because they are small.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.rounding import half_up, hundredths, percent_tenths, signed_hundredths, signed_points

ChangeKey = Literal["prevalence", "mean_shortfall", "level"]
Direction = Literal["better", "worse", "same"]


@dataclass(frozen=True)
class ChangeMeasure:
    """One figure that two cycles are compared by.

    ``better``, ``worse`` and ``same`` say what happened to people who answered both times (``{who}``), ``everyone``
    what the figure of all of them is; ``span`` is the least width of a picture's scale, so that a small change does
    not look like a large one; ``digits`` are those that a figure prints with, a share counted as such. ``sign`` says
    which sign is the good one, ``counts`` what a mean leaves out that counts of people hold; empty where nothing.
    """

    key: ChangeKey
    label: str
    everyone: str
    better: str
    worse: str
    same: str
    is_lower_better: bool
    figure: Callable[[float], str]
    difference: Callable[[float], str]
    span: float
    sign: str
    counts: str = ""
    digits: int = 2
    has_target: bool = True

    def direction(self, change: float) -> Direction:
        """Which way a difference goes; ``same`` where it prints as nothing."""
        if not any(digit in "123456789" for digit in self.difference(change)):
            return "same"
        return "better" if (change < 0) == self.is_lower_better else "worse"

    def is_rounding_seen(self, before: float | None, after: float | None, change: float | None) -> bool:
        """Whether the printed figures do not make the printed difference, as in ``0.84 → 0.64, −0.19``."""
        if before is None or after is None or change is None or self.direction(change) == "same":
            return False
        printed = half_up(after, self.digits) - half_up(before, self.digits)
        return self.difference(printed) != self.difference(change)


def _levels(value: float) -> str:
    return f"{hundredths(value)}"


def _signed_levels(value: float) -> str:
    return f"{signed_hundredths(value)} levels"


CHANGE_MEASURES: tuple[ChangeMeasure, ...] = (
    ChangeMeasure(
        key="mean_shortfall",
        label="Average shortfall",
        everyone="Levels missing to target, on average",
        better="the same {who} moved closer to target",
        worse="the same {who} moved away from target",
        same="the same {who} are as far from target as before",
        is_lower_better=True,
        figure=_levels,
        difference=_signed_levels,
        span=0.4,
        sign="A minus is closer to target.",
        counts="A minus is closer to target; levels above target do not count here, only among those who improved.",
    ),
    ChangeMeasure(
        key="prevalence",
        label="Below target",
        everyone="Share of people below target",
        better="among the same {who} fewer are below target",
        worse="among the same {who} more are below target",
        same="among the same {who} as many are below target as before",
        is_lower_better=True,
        figure=percent_tenths,
        difference=signed_points,
        span=0.2,
        sign="A minus is fewer people below target.",
        counts="Here only who crosses the target counts, not every level.",
        digits=3,
    ),
    ChangeMeasure(
        key="level",
        label="Average level",
        everyone="Level, on average",
        better="the same {who} stand higher",
        worse="the same {who} stand lower",
        same="the same {who} stand where they stood",
        is_lower_better=False,
        figure=_levels,
        difference=_signed_levels,
        span=0.4,
        sign="A plus is a higher level.",
        has_target=False,
    ),
)
"""Average shortfall first: where people of several targets are mixed it is the one that is most often told."""


def change_measure_of(label: str) -> ChangeMeasure:
    """The measure with that plain name; the first one for any other text."""
    return next((measure for measure in CHANGE_MEASURES if measure.label == label), CHANGE_MEASURES[0])
