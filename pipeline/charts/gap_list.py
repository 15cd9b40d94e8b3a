"""The gaps of one group by how common or how large they are: what each row of the two lists says.

Where not everybody answered, a thin line on the bar is the range in which the share of everybody lies
in 19 of 20 cases; only the share has one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

import altair as alt
import pandas as pd

from pipeline.charts.gap_rows import drawn
from pipeline.charts.measures import LOW_RESPONSE, NO_TARGET, NOBODY_BELOW, NOT_SHOWN
from pipeline.charts.theme import Look
from pipeline.model import Framework
from pipeline.rounding import half_up, percent, tenths

Ranking = Literal["common", "largest"]

TITLES: dict[Ranking, str] = {
    "common": "The most common gaps",
    "largest": "The largest gaps",
}
MEANINGS: dict[Ranking, str] = {
    "common": "Share of those assessed below target",
    "largest": "Levels missing to target, per person below it",
}
_WHY_NO_FIGURE = {
    NOT_SHOWN: "Too few answers, here or in a group that could be worked out from it.",
    NO_TARGET: "Nobody here has a target in this dimension.",
    NOBODY_BELOW: "Everybody assessed is at or above target.",
}


def gap_list(gaps: pd.DataFrame, ranking: Ranking, framework: Framework, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw one of the two lists.

    Parameters
    ----------
    gaps
        Rows of ``snapshot.rankings.listed``, in their order.
    ranking
        ``common``: the bar is the prevalence, from 0 to 1; ``largest``: the depth, from 0 to the whole
        scale of the framework, so that bars of two cycles compare.
    framework
        Gives the length of the scale.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One row per dimension. A hidden one carries its name and "Not shown" and nothing else.
    """
    longest = 1.0 if ranking == "common" else float(framework.highest - framework.lowest)
    return drawn(list_lines(gaps, ranking), TITLES[ranking], MEANINGS[ranking], longest, look)


def list_lines(gaps: pd.DataFrame, ranking: Ranking) -> pd.DataFrame:
    """What each row of a list says.

    Returns
    -------
    pandas.DataFrame
        One row per dimension: ``dimension_name``, ``heading`` (place and name), ``figure`` (text),
        ``value`` (of the bar), ``low`` and ``high`` (of the line on it), ``reason``, ``range`` and
        ``warning`` (texts, empty where there is nothing to say). Nothing of a hidden row but its name.
    """
    rows = gaps.astype(object).where(gaps.notna(), None).to_dict("records")
    lines = pd.DataFrame([_line({str(name): value for name, value in row.items()}, ranking) for row in rows])
    return lines.assign(figure=_told_apart(lines, gaps["standing"].tolist(), ranking))


def _told_apart(lines: pd.DataFrame, standings: list[Any], ranking: Ranking) -> list[str]:
    """The figures, all with as many digits as tell neighbours of different places apart, at most three."""
    usual, values = lines["figure"].tolist(), lines["value"].tolist()
    placed = [row for row, standing in enumerate(standings) if not pd.isna(standing)]
    steps = [(one, other) for one, other in pairwise(placed) if standings[one] != standings[other]]
    if not any(usual[one] == usual[other] for one, other in steps):
        return usual
    for digits in (2, 3):
        told = [
            _with_digits(values[row], digits, ranking) if row in placed else usual[row] for row in range(len(usual))
        ]
        if not any(told[one] == told[other] for one, other in steps):
            break
    return told if len(set(told)) > len(set(usual)) else usual


def _with_digits(value: float, digits: int, ranking: Ranking) -> str:
    if ranking == "common":
        return f"{half_up(value * 100, digits):.{digits}f} %"
    return f"{half_up(value, digits):.{digits}f} levels"


def _line(row: dict[str, Any], ranking: Ranking) -> dict[str, Any]:
    name = str(row["dimension_name"])
    told: dict[str, Any] = {"dimension_name": name, "heading": name, "figure": _absence(row), "reason": ""}
    told |= {"value": None, "low": None, "high": None, "range": "", "warning": ""}
    if row["standing"] is not None:
        told |= _placed(row, ranking, name)
    else:
        told["reason"] = _WHY_NO_FIGURE[_absence(row)]
    return told | _sureness(row, ranking)


def _placed(row: dict[str, Any], ranking: Ranking, name: str) -> dict[str, Any]:
    place = f"{row['standing']} (tied)" if row["is_tied"] else f"{row['standing']}"
    value = row["prevalence"] if ranking == "common" else row["depth"]
    return {"heading": f"{place} · {name}", "figure": _figure(value, ranking), "value": value, "reason": row["reason"]}


def _sureness(row: dict[str, Any], ranking: Ranking) -> dict[str, Any]:
    """The range where somebody is silent, and the warning of few answers; nothing without a roster or a target.

    The range is about the share, so it stands only in the list by share.
    """
    if not row["shown"] or row["headcount"] in (None, row["assessed"]) or not row["assessed"]:
        return {}
    low, high = row["prevalence_low"], row["prevalence_high"]
    few = f"Low response: only {percent(row['response'])} answered." if row["response"] < LOW_RESPONSE else ""
    if ranking == "largest":
        return {"warning": few}
    least, most = row["prevalence_min"], row["prevalence_max"]
    of_all = f"Most likely {percent(low)} to {percent(high)} of all {row['headcount']:,} are below."
    sure = _certain(least, most)
    if row["fragile"]:
        sure = f"With those who did not answer: {percent(least)} to {percent(most)}, so more or fewer than half."
    return {"range": f"{of_all} {sure}", "warning": few, "low": low, "high": high}


def _certain(least: float, most: float) -> str:
    """What holds of the share whatever the silent would say, where it cannot lie on both sides of a half."""
    if least >= 0.5:
        side = "more than half" if least > 0.5 else "half or more"
    else:
        side = "fewer than half" if most < 0.5 else "half or fewer"
    return f"Certain: {side}, whatever the silent would say."


def _absence(row: dict[str, Any]) -> str:
    if not row["shown"]:
        return NOT_SHOWN
    return NO_TARGET if row["target_source"] == "none" else NOBODY_BELOW


def _figure(value: float, ranking: Ranking) -> str:
    return percent(value) if ranking == "common" else _levels(value)


def _levels(depth: float) -> str:
    steps = tenths(depth)
    return f"{steps} level" if steps == "1.0" else f"{steps} levels"
