"""The gaps of one group as a list: place, name, figure, bar, the reason of the place, and how sure it is.

A list and not a bare bar chart, because a reader who sees a bar asks why it stands there. Where
not everybody answered, a thin line on the bar is the range in which the share of everybody lies in
19 of 20 cases; only the share has one.
"""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from pipeline.charts.heatmap import CHOSEN, PICK
from pipeline.charts.measures import LOW_RESPONSE, NO_TARGET, NOBODY_BELOW, NOT_SHOWN
from pipeline.charts.theme import Look
from pipeline.model import Framework
from pipeline.rounding import hundredths, percent, tenths

Ranking = Literal["common", "largest"]

TITLES: dict[Ranking, str] = {
    "common": "The most common gaps",
    "largest": "The largest gaps",
}
MEANINGS: dict[Ranking, str] = {
    "common": "Share of the people assessed who are below target",
    "largest": "Levels missing to target, per person below it",
}
LINE = 17
"""Pixels from one line of text to the next."""

_WHY_NO_FIGURE = {
    NOT_SHOWN: "Too few answers, here or in a group that could be worked out from it.",
    NO_TARGET: "Nobody here has a target in this dimension.",
    NOBODY_BELOW: "Everybody assessed is at or above target.",
}

Y = alt.Y("dimension_name:N", title=None, sort=None)


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
    lines = list_lines(gaps, ranking)
    row = LINE * (6 if lines["warning"].ne("").any() else 5)
    longest = 1.0 if ranking == "common" else float(framework.highest - framework.lowest)
    base = alt.Chart(lines).encode(y=_rows(lines))
    pick = alt.selection_point(name=PICK, fields=["dimension_name"], on="click", clear="dblclick")
    layers = (
        _surface(base).add_params(pick),
        *_bars(base, longest, row, look),
        *_texts(base, row, look),
        _outline(look),
    )
    return alt.layer(*layers, datasets={CHOSEN: []}).properties(
        title=_title(ranking, look),
        height=row * len(lines),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=_description(lines, ranking),
    )


def _title(ranking: Ranking, look: Look) -> alt.Title:
    return alt.Title(
        TITLES[ranking],
        subtitle=MEANINGS[ranking],
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=12,
    )


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
    """The figures, with more digits where neighbours of different places would read the same."""
    told = lines["figure"].tolist()
    values, finer = lines["value"].tolist(), list(told)
    for place in range(1, len(told)):
        is_placed = not (pd.isna(standings[place - 1]) or pd.isna(standings[place]))
        if is_placed and told[place] == told[place - 1] and standings[place] != standings[place - 1]:
            pair = [_finer(value, ranking) for value in values[place - 1 : place + 1]]
            finer[place - 1 : place + 1] = pair if len(set(pair)) > 1 else finer[place - 1 : place + 1]
    return finer


def _finer(value: float, ranking: Ranking) -> str:
    return f"{hundredths(value * 100)} %" if ranking == "common" else f"{hundredths(value)} levels"


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
    figure = percent(value) if ranking == "common" else _levels(value)
    return {"heading": f"{place} · {name}", "figure": figure, "value": value, "reason": row["reason"]}


def _sureness(row: dict[str, Any], ranking: Ranking) -> dict[str, Any]:
    """The range where somebody is silent, and the two warnings; nothing without a roster or a target.

    Range and the first warning are about the share, so they stand only in the list by share.
    """
    if not row["shown"] or row["headcount"] in (None, row["assessed"]) or not row["assessed"]:
        return {}
    low, high = row["prevalence_low"], row["prevalence_high"]
    few = f"Low response: only {percent(row['response'])} answered." if row["response"] < LOW_RESPONSE else ""
    if ranking == "largest":
        return {"warning": few}
    either_way = "Could go either way: more than half, or fewer." if row["fragile"] else ""
    of_all = f"Most likely {percent(low)} to {percent(high)} of all {row['headcount']:,} are below."
    return {"range": of_all, "warning": f"{either_way} {few}".strip(), "low": low, "high": high}


def _absence(row: dict[str, Any]) -> str:
    if not row["shown"]:
        return NOT_SHOWN
    return NO_TARGET if row["target_source"] == "none" else NOBODY_BELOW


def _levels(depth: float) -> str:
    steps = tenths(depth)
    return f"{steps} level" if steps == "1.0" else f"{steps} levels"


def _rows(lines: pd.DataFrame) -> alt.Y:
    domain = lines["dimension_name"].tolist()
    scale = alt.Scale(domain=domain, paddingInner=0, paddingOuter=0)
    return alt.Y("dimension_name:N", title=None, sort=None, axis=None, scale=scale)


def _surface(base: alt.Chart) -> alt.Chart:
    """The whole row takes the click, and tells itself to who listens."""
    return (
        base.mark_rect(fillOpacity=0, cursor="pointer")
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            description="told:N",
            tooltip=[
                alt.Tooltip("dimension_name:N", title="Dimension"),
                alt.Tooltip("figure:N", title="Figure"),
                alt.Tooltip("reason:N", title="Why here"),
                alt.Tooltip("range:N", title="How sure"),
            ],
        )
        .transform_calculate(told="datum.dimension_name + ': ' + datum.figure + '. ' + datum.reason")
    )


def _bars(base: alt.Chart, longest: float, row: int, look: Look) -> list[alt.Chart]:
    place = LINE * 1.5 - row / 2 + 4
    scale = alt.Scale(domain=[0, longest], zero=True, nice=False)
    length = alt.X("value:Q", title=None, axis=None, scale=scale)
    placed = base.transform_filter("isValid(datum.value)")
    track = placed.mark_bar(height=9, yOffset=place, color=look.hidden, cornerRadius=2, aria=False).encode(
        x=alt.value(0), x2=alt.value("width")
    )
    bars = placed.mark_bar(height=9, yOffset=place, color=look.below, cornerRadius=2, aria=False).encode(x=length)
    ends = base.transform_filter("isValid(datum.low)")
    line = ends.mark_rule(yOffset=place, color=look.text, strokeWidth=1.5, aria=False).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    ticks = [
        ends.mark_tick(
            orient="vertical", size=9, thickness=1.5, yOffset=place, color=look.text, opacity=1, aria=False
        ).encode(x=alt.X(f"{end}:Q", scale=scale))
        for end in ("low", "high")
    ]
    return [track, bars, line, *ticks]


def _texts(base: alt.Chart, row: int, look: Look) -> list[alt.Chart]:
    """The lines of a row: heading and figure above the bar, the sentences below it."""

    def line(field: str, number: float, **style: Any) -> alt.Chart:
        looks: dict[str, Any] = {
            "align": "left",
            "baseline": "middle",
            "color": look.text,
            "fontSize": 12,
            "aria": False,
            **style,
        }
        at = alt.value("width") if looks["align"] == "right" else alt.value(0)
        return base.mark_text(dy=LINE * (number + 0.5) - row / 2 + 2, **looks).encode(x=at, text=f"{field}:N")

    return [
        line("heading", 0, fontSize=14, fontWeight=600),
        line("figure", 0, fontSize=14, fontWeight=600, align="right"),
        line("reason", 2.2, fontSize=13),
        line("range", 3.2, color=look.quiet),
        line("warning", 4.2, color=look.below, fontWeight=600),
    ]


def _outline(look: Look) -> alt.Chart:
    return (
        alt.Chart(alt.NamedData(CHOSEN))
        .mark_rect(color=look.text, aria=False)
        .encode(x=alt.value(-10), x2=alt.value(-7), y=Y)
    )


def _description(lines: pd.DataFrame, ranking: Ranking) -> str:
    rows = zip(lines["heading"], lines["figure"], strict=True)
    told = "; ".join(f"{heading}, {figure}" for heading, figure in rows)
    return f"{TITLES[ranking]}: {MEANINGS[ranking].lower()}. {told}. The table holds the same figures."
