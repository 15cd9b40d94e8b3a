"""What the difference between two cycles is made of: one step per cause, from the earlier figure to the later.

The steps add up without a rest, so each bar begins where the one before it ends. The axis is cut, which
floating bars allow: their length is the cause, only the two figures at the ends are places on it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.change_measures import ChangeMeasure
from pipeline.charts.theme import Look

Row = Mapping[str, Any]
"""One row of ``snapshot.change.changes`` as plain values."""

CAUSES: dict[str, str] = {
    "within": "The same people",
    "joined": "Joined",
    "gone": "Gone",
    "target_change": "New targets",
    "rubric_change": "Reworded rubric",
}
"""The entries of a ledger that are always there, and what a page calls them."""

CLASSES: dict[str, str] = {
    "new_hire": "Joined: newly hired",
    "first_answer": "Joined: first answer",
    "moved_in": "Joined: from elsewhere",
    "leaver": "Gone: left",
    "silent": "Gone: silent this time",
    "moved_out": "Gone: elsewhere",
}
"""The six classes that make up joined and gone."""

COLUMNS = ["step", "is_figure", "start", "end", "label", "heads", "people", "direction"]

_ROW = 38
_BAR = 22
_LEFT, _RIGHT = 0.08, 0.75
"""Room at the ends of the scale, as parts of it: labels stand to the right of their bars."""


def ledger_steps(row: Row, measure: ChangeMeasure, before: str, after: str) -> pd.DataFrame:
    """The steps from one cycle's figure to the other's.

    Parameters
    ----------
    row
        A row with a ledger.
    measure
        What the figures are.
    before, after
        The names of the two cycles.

    Returns
    -------
    pandas.DataFrame
        One row per step, in order: ``step`` (its name), ``is_figure`` (one of the two ends), ``start`` and
        ``end`` (in the measure), ``label`` (its figure or difference), ``heads`` (``1,240``, ``1,240 answers``),
        ``people`` (always with its unit; both empty where it is of nobody) and ``direction``. From 0.6 by -0.2 and
        +0.1 to 0.5: 0.6 to 0.4, 0.4 to 0.5. Measured by level there is no step for targets.
    """
    reached = float(row["before"])
    steps = [_end(f"Everyone, {before}", reached, measure)]
    for key, name in CAUSES.items():
        if key == "target_change" and not measure.has_target:
            continue
        size = float(row["ledger"][key])
        steps.append(
            {
                "step": name,
                "is_figure": False,
                "start": reached,
                "end": reached + size,
                "label": measure.difference(size),
                "heads": _people(row, key).removesuffix(" people").removesuffix(" person"),
                "people": _people(row, key),
                "direction": measure.direction(size),
            }
        )
        reached += size
    steps.append(_end(f"Everyone, {after}", float(row["after"]), measure))
    return pd.DataFrame(steps, columns=COLUMNS)


def waterfall(row: Row, measure: ChangeMeasure, before: str, after: str, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw what one group's change is made of; parameters as in `ledger_steps`, one bar per step."""
    steps = ledger_steps(row, measure, before, after)
    scale = alt.Scale(domain=_domain(steps, measure.span), zero=False, nice=False)
    drawn = steps.assign(told=_told(steps), right=steps[["start", "end"]].max(axis=1))
    base = alt.Chart(drawn).encode(y=_axis(drawn, look))
    x = alt.X("start:Q", title=None, axis=None, scale=scale)
    parts, ends = (base.transform_filter(alt.datum.is_figure == is_figure) for is_figure in (False, True))
    colours = alt.Scale(domain=["better", "worse", "same"], range=[look.reached, look.below, look.plain])
    colour = alt.Color("direction:N", scale=colours, legend=None)
    layers = (
        _links(steps, x, look),
        parts.mark_bar(height=_BAR, cornerRadius=2).encode(
            x=x, x2="end:Q", color=colour, description="told:N", tooltip=_tooltips("Adds")
        ),
        parts.mark_tick(thickness=2, size=_BAR, aria=False).encode(x=x, color=colour),
        ends.mark_point(shape="diamond", size=150, filled=True, opacity=1, color=look.text).encode(
            x=x, description="told:N", tooltip=_tooltips("Figure")
        ),
        base.mark_text(align="left", dx=12, fontSize=13, color=look.text, aria=False).encode(
            x=alt.X("right:Q", title=None, axis=None, scale=scale), text="label:N"
        ),
    )
    return alt.layer(*layers).properties(
        title=_title(look, measure),
        height=_ROW * len(steps),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=f"Steps from one figure to the other. {'. '.join(drawn['told'])}. The table holds the same.",
    )


def ledger_table(row: Row, measure: ChangeMeasure, before: str, after: str) -> pd.DataFrame:
    """The steps as a table: ``Step``, ``Figure`` (text with its sign) and ``People``."""
    steps = ledger_steps(row, measure, before, after)
    return pd.DataFrame({"Step": steps["step"], "Figure": steps["label"], "People": steps["people"]})


def has_classes(row: Row) -> bool:
    """Whether joined and gone can be told apart further."""
    return row["ledger"] is not None and row["ledger"]["new_hire"] is not None


def classes_table(row: Row, measure: ChangeMeasure) -> pd.DataFrame:
    """Joined and gone, each in three, for a row that has them: ``Who``, ``Number`` and ``Figure``."""
    people = row["people"] or {}
    return pd.DataFrame(
        {
            "Who": list(CLASSES.values()),
            "Number": pd.array([people.get(key) for key in CLASSES], dtype="Int64"),
            "Figure": [measure.difference(float(row["ledger"][key])) for key in CLASSES],
        }
    )


def _end(name: str, figure: float, measure: ChangeMeasure) -> dict[str, Any]:
    end = {"step": name, "is_figure": True, "start": figure, "end": figure, "label": measure.figure(figure)}
    return {**end, "heads": "", "people": "", "direction": "same"}


def _people(row: Row, key: str) -> str:
    """Heads of a step; over several dimensions answers, because one person has several."""
    people = (row["people"] or {}).get("matched" if key == "within" else key)
    if people is None:
        return ""
    one = "answer" if row["dimension"] is None else "person"
    many = "answers" if row["dimension"] is None else "people"
    return f"{people:,} {one if people == 1 else many}"


def _domain(steps: pd.DataFrame, least: float) -> list[float]:
    ends = [*steps["start"], *steps["end"]]
    low, high = min(ends), max(ends)
    missing = max(0.0, least - (high - low)) / 2
    low, high = low - missing, high + missing
    return [low - _LEFT * (high - low), high + _RIGHT * (high - low)]


def _told(steps: pd.DataFrame) -> list[str]:
    return [
        f"{step}: {label}" + (f" ({people})" if people else "")
        for step, label, people in zip(steps["step"], steps["label"], steps["people"], strict=True)
    ]


def _axis(steps: pd.DataFrame, look: Look) -> alt.Y:
    names = {
        step: f"{step} ({people})" if people else step
        for step, people in zip(steps["step"], steps["heads"], strict=True)
    }
    return alt.Y(
        "step:N",
        title=None,
        sort=None,
        scale=alt.Scale(type="band", domain=list(names), paddingInner=0.2, paddingOuter=0.1),
        axis=alt.Axis(
            labelExpr=f"{json.dumps(names)}[datum.value]",
            labelLimit=230,
            labelPadding=10,
            labelColor=look.text,
            labelOverlap=False,
            labelFontSize=12,
            ticks=False,
            domain=False,
            grid=False,
        ),
    )


def _links(steps: pd.DataFrame, x: alt.X, look: Look) -> alt.Chart:
    """Thin lines from where a step ends to where the next begins."""
    ends = steps.assign(next=steps["step"].shift(-1)).dropna(subset=["next"])
    joints = pd.concat(
        [
            pd.DataFrame({"step": ends["step"], "joint": range(len(ends)), "start": ends["end"]}),
            pd.DataFrame({"step": ends["next"], "joint": range(len(ends)), "start": ends["end"]}),
        ]
    )
    return (
        alt.Chart(joints)
        .mark_line(color=look.line, strokeWidth=1, aria=False)
        .encode(x=x, y=alt.Y("step:N", sort=None), detail="joint:N")
    )


def _tooltips(figure: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("step:N", title="Step"),
        alt.Tooltip("label:N", title=figure),
        alt.Tooltip("people:N", title="Of"),
    ]


def _title(look: Look, measure: ChangeMeasure) -> alt.Title:
    good = "left is better" if measure.is_lower_better else "right is better"
    return alt.Title(
        measure.everyone,
        subtitle=f"Each bar begins where the one above ends; {good}",
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=14,
    )
