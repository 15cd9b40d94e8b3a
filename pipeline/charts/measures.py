"""The figures of a gap as a reader meets them: their plain name, their text, how strong they look.

``strength`` puts every measure on the one colour scale: 0 is no gap, 1 the largest a page draws.
Its ends are fixed by the measure and never taken from what is shown, so two pages compare.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from pipeline.rounding import half_up, percent, tenths

LOW_RESPONSE = 0.6
"""Below this share of answers a figure may not represent the group."""

GOOD_RESPONSE = 0.8
"""From this share of answers on the response is called good; between the two it is partial."""

MeasureColumn = Literal["prevalence", "mean_shortfall", "below", "coverage", "depth", "unmet"]

NOT_SHOWN = "Not shown"
NO_TARGET = "No target"
NOBODY_BELOW = "None below"
NO_NEED = "No need"
ELSEWHERE = "–"
"""In the place of a cell that there is not: small teams together that stand otherwise in a dimension."""


@dataclass(frozen=True)
class Measure:
    """One way to lay out gaps: the gap column it reads, its words and the ends of its scale.

    ``meaning`` is its definition and formula for a reader. ``at_no_gap`` and ``at_full`` are the
    figures at strength 0 and 1 of the column ``shade``; ``parts`` are the printed units in one (100 of a share, 10 of a
    level), so that a colour never tells more than the figure beside it.
    """

    column: MeasureColumn
    label: str
    title: str
    meaning: str
    text: Callable[[pd.DataFrame], pd.Series]
    shade: str
    at_no_gap: float
    at_full: float
    strong: str = "the further from target"
    parts: int = 100

    def printed(self, figure: float) -> float:
        """A figure as it is printed: a share of 1/7 is 0.14."""
        return half_up(figure * self.parts) / self.parts

    def strength(self, printed: float) -> float:
        """Where a printed figure stands on the colour scale, 0..1."""
        return min(1.0, max(0.0, (printed - self.at_no_gap) / (self.at_full - self.at_no_gap)))


def counted(people: pd.Series) -> pd.Series:
    """Numbers of people as text: 3200 is ``3,200``; <NA> stays <NA>."""
    return people.astype("Int64").map("{:,}".format, na_action="ignore").astype("string")


def _percent(column: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda cells: cells[column].map(percent, na_action="ignore").astype("string")


def _levels(column: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda cells: cells[column].map(tenths, na_action="ignore").astype("string")


def _people(cells: pd.DataFrame) -> pd.Series:
    return counted(cells["below"]) + " of " + counted(cells["assessed"])


MEASURES: tuple[Measure, ...] = (
    Measure(
        column="prevalence",
        label="Below target",
        title="Share of the people assessed who are below target",
        meaning="Below target = people below target ÷ people assessed",
        text=_percent("prevalence"),
        shade="prevalence",
        at_no_gap=0,
        at_full=1,
    ),
    Measure(
        column="below",
        label="People below",
        title="People below target, of those assessed",
        meaning="People below = people whose level is lower than their target; the colour is their share",
        text=_people,
        shade="prevalence",
        at_no_gap=0,
        at_full=1,
    ),
    Measure(
        column="mean_shortfall",
        label="Average shortfall",
        title="Levels missing to target, averaged over everybody assessed",
        meaning="Average shortfall = levels missing to target, added up ÷ people assessed",
        text=_levels("mean_shortfall"),
        shade="mean_shortfall",
        at_no_gap=0,
        at_full=2,
        parts=10,
    ),
    Measure(
        column="depth",
        label="Depth",
        title="Levels missing to target, averaged over the people below it",
        meaning="Depth = levels missing to target, added up ÷ people below target",
        text=_levels("depth"),
        shade="depth",
        at_no_gap=0.5,
        at_full=3,
        parts=10,
    ),
    Measure(
        column="coverage",
        label="At or above target",
        title="Share of the people assessed who are at or above target",
        meaning="At or above target = people at or above target ÷ people assessed",
        text=_percent("coverage"),
        shade="coverage",
        at_no_gap=1,
        at_full=0,
    ),
)


UNMET_DEMAND = Measure(
    column="unmet",
    label="Unmet demand",
    title="People short of those the roadmap asks for",
    meaning="Unmet demand = people short of the needs that name the group, of the people they ask for; the whole "
    "company has the needs that name no group of the kind laid out",
    text=lambda cells: counted(cells["unmet"]) + " of " + counted(cells["demand"]),
    shade="unmet_share",
    at_no_gap=0,
    at_full=1,
    strong="the more of the people asked for are missing",
)
"""Of the roadmap's needs and not of targets: cells carry what `snapshot.demand` adds to them."""


def measure_of(label: str) -> Measure:
    """The measure with that plain name; the first one for any other text."""
    return next((measure for measure in (*MEASURES, UNMET_DEMAND) if measure.label == label), MEASURES[0])


def states(cells: pd.DataFrame, measure: Measure) -> pd.Series:
    """What each cell is: ``figure``, ``Not shown``, ``No target`` or ``None below``; of demand also ``No need``."""
    state = pd.Series("figure", cells.index, dtype=object)
    if measure is UNMET_DEMAND:
        state[cells["demand"].isna()] = NO_NEED
        state[~cells["is_demand_shown"]] = NOT_SHOWN
        return state
    state[cells[measure.column].isna()] = NOBODY_BELOW
    state[cells["target_source"] == "none"] = NO_TARGET
    state[~cells["shown"]] = NOT_SHOWN
    return state


def labels(cells: pd.DataFrame, measure: Measure) -> pd.Series:
    """The text of each cell: its figure, or why there is none."""
    state = states(cells, measure)
    return measure.text(cells).astype(object).where(state == "figure", state)


def absent(cells: pd.DataFrame) -> pd.DataFrame:
    """The places of a heatmap for which `cells` has no row, by row and dimension: ``name``, ``dimension_name``.

    Small teams stand together by dimension: where they are a row of their own, or another one, there is none.
    """
    names, dimensions = (list(dict.fromkeys(cells[column])) for column in ("name", "dimension_name"))
    known = set(zip(cells["name"], cells["dimension_name"], strict=True))
    places = [(name, dimension) for name in names for dimension in dimensions if (name, dimension) not in known]
    return pd.DataFrame(places, columns=["name", "dimension_name"], dtype=object)


def strengths(cells: pd.DataFrame, measure: Measure) -> pd.Series:
    """Where each cell's printed figure stands on the colour scale, 0..1; <NA> where it has none.

    A mean shortfall of 0.5 on the scale from 0 to 2 levels has the strength 0.25. Two cells that print the same have
    the same colour: 1 of 7 and 14 of 100 people are both 14 %, though a step of the scale lies between them.
    """
    printed = cells[measure.shade].map(measure.printed, na_action="ignore")
    return printed.map(measure.strength, na_action="ignore").astype("Float64")


def step_of(strength: float, steps: int) -> int:
    """Which of so many even steps a strength (0..1) has, counted from 0: 0.66 of seven is 4, 1 the last."""
    return min(steps - 1, int(strength * steps))


def key_words(measure: Measure, steps: int) -> list[str]:
    """Where each step of the colour scale begins, in printed figures, from no gap to the largest.

    Of seven steps of a share ``from 0 %``, ``from 15 %``, ``from 29 %`` and so on; where less is worse ``up to 100 %``,
    ``up to 85 %``.
    """
    ends = sorted((round(measure.at_no_gap * measure.parts), round(measure.at_full * measure.parts)))
    figures = [unit / measure.parts for unit in range(ends[0], ends[1] + 1)]
    text = percent if measure.parts == 100 else tenths
    is_falling = measure.at_full < measure.at_no_gap
    word, first = ("up to", max) if is_falling else ("from", min)
    found = [
        [figure for figure in figures if step_of(measure.strength(figure), steps) == step] for step in range(steps)
    ]
    return [f"{word} {text(first(each))}" for each in found]


def answered(cells: pd.DataFrame) -> pd.Series:
    """How many answered of how many were asked: ``12 of 20``, or ``12`` without a roster."""
    of = " of " + counted(cells["headcount"])
    return counted(cells["assessed"]) + of.fillna("")


def answers_by_group(cells: pd.DataFrame) -> pd.DataFrame:
    """Who stands behind each group's figures, over the dimensions in which it has some.

    Returns
    -------
    pandas.DataFrame
        One row per group with a figure, in the order of `cells`: ``name``, ``answered`` (``29–31
        of 41`` where it differs by dimension), ``is_low`` (fewer than 60 % answered in one).
    """
    known = cells.loc[cells["shown"] & (cells["target_source"] != "none")]
    by_group = known.groupby("name", sort=False)
    fewest, most = by_group["assessed"].min(), by_group["assessed"].max()
    span = counted(fewest).where(fewest == most, counted(fewest) + "–" + counted(most))
    asked = (" of " + counted(by_group["headcount"].max())).fillna("")
    return pd.DataFrame(
        {
            "name": fewest.index.astype(object),
            "answered": (span + asked).to_numpy(dtype=object),
            "is_low": (by_group["response"].min() < LOW_RESPONSE).fillna(False).to_numpy(dtype=bool),
        }
    )
