"""How the people of each group stand in one dimension: bars of one length, by level.

A level has one colour on every page, whatever the target; a line in each bar says where the target
begins, and the column beside the bars counts who is below it. Groups whose people have different
targets have no line, because no one place in the bar divides them.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.axes import rows_axis
from pipeline.charts.heatmap import ROW_HEIGHT
from pipeline.charts.measures import MEASURES, NOT_SHOWN, counted, states
from pipeline.charts.theme import MOST_ROWS, Look, level_colours
from pipeline.model import Framework

_GAP = " "
_BAR = 24
_WIDTH = 1.24
"""The bars end at 1; what lies beyond is the column of figures."""
_NARROWEST = 0.022
"""The share of a bar that one digit needs to be printed in a piece."""
_LINE = "The upright line is the target: who stands left of it is below"
_LINES = "The upright line is the target asked for; the thin grey one, the target that holds"
_NO_LEVELS = "Too few answers to show each level"
_X = alt.X("start:Q", title=None, axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
_Y = alt.Y("name:N", title=None, sort=None)


def by_level(
    groups: pd.DataFrame, framework: Framework, look: Look, now: pd.DataFrame | None = None
) -> alt.LayerChart | alt.FacetChart:
    """Draw the people of each group by level.

    Parameters
    ----------
    groups
        One row per group with the columns of `pipeline.snapshot.dimension.groups`.
    framework
        Whose levels, in which order and by which names.
    look
        The colours.
    now
        Where the target of `groups` is a what-if: the same groups against the targets that hold.

    Returns
    -------
    altair.LayerChart
        One bar per group in the order of `groups`; a first block of rows with ``line`` 0 stands
        apart. A hidden group is a grey bar that says so and carries nothing else.

    Raises
    ------
    ValueError
        For more rows than can be read.
    """
    if len(groups) > MOST_ROWS:
        raise ValueError(f"{len(groups)} bars cannot be read; draw a page of groups.")
    drawn = pieces(groups, framework)
    rows = _row_order(groups)
    layers = (
        *_figures(groups, rows, look),
        *_empty(groups, look),
        _bars(drawn, framework, look),
        _counts(drawn, framework, look),
        *([] if now is None else [_targets(now, framework, look.quiet, 1.5)]),
        _targets(groups, framework, look.below, 3),
    )
    return (
        alt.layer(*layers)
        .resolve_scale(color="independent")
        .properties(
            title=_title(groups, look, now is not None),
            height=ROW_HEIGHT * len(rows),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=_description(groups, drawn),
        )
    )


def pieces(groups: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The pieces of every bar, lowest level first.

    Returns
    -------
    pandas.DataFrame
        One row per group and level with somebody at it: ``name``, ``level_name``, ``people``, ``start``
        and ``end`` (0..1 of those who answered), ``label`` and ``is_printed``. Groups whose levels are
        hidden have none. Of 2, 0 and 6 people: from 0 to 0.25 and from 0.25 to 1.
    """
    found: list[dict[str, Any]] = []
    for name, levels in zip(groups["name"], groups["levels"], strict=True):
        total, reached = sum((levels or {}).values()), 0
        for level in framework.levels if levels else ():
            people = levels.get(str(level.level), 0)
            ends = {"start": reached / max(1, total), "end": (reached + people) / max(1, total)}
            reached += people
            if people:
                found.append({"name": name, "level_name": level.name, "people": people, **ends})
    drawn = pd.DataFrame(found, columns=["name", "level_name", "people", "start", "end"])
    label = drawn["people"].map("{:,}".format).astype(object)
    return drawn.assign(label=label, is_printed=drawn["end"] - drawn["start"] >= _NARROWEST * label.str.len())


def target_places(groups: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Where the target begins in each bar that has one: ``name``, ``start`` (0..1) and ``aim``.

    Of 2, 0 and 6 people at the levels 0 to 2 with target 2: at 0.25.
    """
    names = {level.level: level.name for level in framework.levels}
    found = []
    for name, levels, target in zip(groups["name"], groups["levels"], groups["target"], strict=True):
        if levels and not pd.isna(target):
            below = sum(people for level, people in levels.items() if int(level) < target)
            found.append({"name": name, "start": below / max(1, sum(levels.values())), "aim": names[int(target)]})
    return pd.DataFrame(found, columns=["name", "start", "aim"])


def below_words(groups: pd.DataFrame) -> pd.Series:
    """Who is below target: ``66 %, 27 of 41``, or why there is no figure."""
    told = MEASURES[0].text(groups) + ", " + counted(groups["below"]) + " of " + counted(groups["assessed"])
    state = states(groups, MEASURES[0])
    return told.astype(object).where(state == "figure", state)


def _row_order(groups: pd.DataFrame) -> list[str]:
    tops = list(groups.loc[groups["line"] == 0, "name"])
    others = list(groups.loc[groups["line"] > 0, "name"])
    return [*tops, *([_GAP] if tops and others else []), *others]


def _empty(groups: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """What stands in place of a bar, over its whole width."""
    empty = groups[groups["levels"].isna()]
    remark = [_NO_LEVELS if is_shown else NOT_SHOWN for is_shown in empty["rated"].notna()]
    told = pd.DataFrame({"name": empty["name"], "remark": remark, "start": 0.0, "end": 1.0, "middle": 0.5})
    fill = alt.Chart(told).mark_bar(height=_BAR, color=look.hidden, cornerRadius=3)
    text = alt.Chart(told).mark_text(fontSize=11, color=look.quiet, aria=False)
    tooltip = [alt.Tooltip("name:N", title="Group"), alt.Tooltip("remark:N", title="Why")]
    return [
        fill.encode(x=_X, x2="end:Q", y=_Y, tooltip=tooltip),
        text.encode(x=alt.X("middle:Q", title=None, axis=None), y=_Y, text="remark:N"),
    ]


def _bars(drawn: pd.DataFrame, framework: Framework, look: Look) -> alt.Chart:
    names = [level.name for level in framework.levels]
    fills = [fill for fill, _ in level_colours(len(names), look)]
    legend = alt.Legend(title=None, orient="bottom", columns=5, labelFontSize=12, labelColor=look.text, labelLimit=200)
    return (
        alt.Chart(drawn)
        .transform_calculate(told="datum.name + ', ' + datum.level_name + ': ' + datum.label")
        .mark_bar(height=_BAR, stroke=look.ground, strokeWidth=1)
        .encode(
            x=_X,
            x2="end:Q",
            y=_Y,
            description="told:N",
            color=alt.Color("level_name:N", scale=alt.Scale(domain=names, range=fills), legend=legend),
            tooltip=[
                alt.Tooltip("name:N", title="Group"),
                alt.Tooltip("level_name:N", title="Level"),
                alt.Tooltip("label:N", title="People"),
            ],
        )
    )


def _counts(drawn: pd.DataFrame, framework: Framework, look: Look) -> alt.Chart:
    inks = [ink for _, ink in level_colours(len(framework.levels), look)]
    names = [level.name for level in framework.levels]
    return (
        alt.Chart(drawn)
        .transform_filter("datum.is_printed")
        .transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(fontSize=12, aria=False)
        .encode(
            x=alt.X("middle:Q", title=None, axis=None),
            y=_Y,
            text="label:N",
            color=alt.Color("level_name:N", scale=alt.Scale(domain=names, range=inks), legend=None),
        )
    )


def _targets(groups: pd.DataFrame, framework: Framework, colour: str, thickness: float) -> alt.Chart:
    return (
        alt.Chart(target_places(groups, framework))
        .mark_tick(color=colour, thickness=thickness, size=ROW_HEIGHT, aria=False)
        .encode(x=_X, y=_Y, tooltip=[alt.Tooltip("name:N", title="Group"), alt.Tooltip("aim:N", title="Target")])
    )


def _figures(groups: pd.DataFrame, rows: list[str], look: Look) -> list[alt.Chart]:
    """The column beside the bars, with its head; it has every group, so it carries the rows' axis."""
    has_word = groups["shown"] | groups["levels"].notna()  # else the bar says it already
    told = pd.DataFrame({"name": groups["name"], "start": 1.0, "told": below_words(groups).where(has_word, "")})
    column = alt.Chart(told).mark_text(align="left", dx=14, fontSize=12, color=look.text, aria=False)
    head = alt.Chart(told.head(1).assign(told=MEASURES[0].label)).mark_text(
        align="left", dx=14, fontSize=12, fontWeight=600, color=look.text, aria=False
    )
    return [
        column.encode(x=_X, y=rows_axis(rows, look), text="told:N"),
        head.encode(x=_X, y=alt.value(-10), text="told:N"),
    ]


def _title(groups: pd.DataFrame, look: Look, is_what_if: bool) -> alt.Title:
    told = "Each bar is everybody who answered, the lowest level to the left"
    if not groups.loc[groups["levels"].notna(), "target"].isna().all():
        told += f". {_LINES if is_what_if else _LINE}"
    return alt.Title(
        "People at each level, by group",
        subtitle=told,
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=26,
    )


def _description(groups: pd.DataFrame, drawn: pd.DataFrame) -> str:
    return (
        f"Bars of people by level of {drawn['name'].nunique()} groups; "
        f"{len(groups) - drawn['name'].nunique()} more are not shown by level. The table holds the same figures."
    )
