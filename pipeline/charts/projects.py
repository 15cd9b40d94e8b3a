"""The projects of the roadmap as a list: how many people each asks for, how many of them are missing, and why.

A bar is people asked for; what is missing stands at its end. Projects that are short come first, in the
order in which bringing people up gives most; a project of which a need is hidden has no bar.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.gap_list import LINE
from pipeline.charts.heatmap import CHOSEN, PICK
from pipeline.charts.measures import NOT_SHOWN
from pipeline.charts.theme import Look

TITLE = "What each project is short of"
MEANING = "People asked for, and how many of them are missing when everybody works where it counts most"

STAFFED = "Staffed"
BLOCKED = "Blocked"
ON_PAPER = "Blocked: enough on paper, not at the same time"
CONTENDED = "This project or another, not both"
_ROW = int(LINE * 4.5)
_WIDEST = 560
"""Pixels of a project's name; a longer one is cut in the picture, the table and the box above hold it whole."""


def status(project: Mapping[str, Any]) -> str:
    """What a project is called: one of the words above, or "Not shown" where that is open."""
    if project["blocked"] is None or project["contended"] is None:
        return NOT_SHOWN
    if project["blocked"]:
        return ON_PAPER if project["enough_on_paper"] else BLOCKED
    if project["contended"]:
        return CONTENDED
    return STAFFED


def cost(project: Mapping[str, Any]) -> str:
    """By how many person-steps a project is staffed, in words; empty where nothing is to be said."""
    if not project["shown"] or not project["unmet"]:
        return ""
    steps = project["unlock_steps"]
    if steps is None:
        return "nobody who answered can be brought that far"
    return f"unlocked by {steps:,} person-{'step' if steps == 1 else 'steps'}"


def project_lines(projects: pd.DataFrame, needs: pd.DataFrame) -> pd.DataFrame:
    """What each row of the list says.

    Parameters
    ----------
    projects, needs
        As ``snapshot.projects`` gives them.

    Returns
    -------
    pandas.DataFrame
        One row per project: ``project``, ``heading`` (place of its unlocking and name), ``status``,
        ``figure``, ``cost`` (texts), ``asked``, ``staffed``, ``short`` (people, null where hidden). Short ones
        first, by the place of their unlocking; then the others; hidden ones last.
    """
    asked = needs.groupby("project")["people"].sum()
    rows = projects.astype(object).where(projects.notna(), None).to_dict("records")
    is_tied = projects["unlock_place"].duplicated(keep=False).tolist()
    lines = [
        _line({str(name): value for name, value in row.items()}, int(asked[row["project"]]), tied)
        for row, tied in zip(rows, is_tied, strict=True)
    ]
    ordered = sorted(enumerate(lines), key=lambda line: (*line[1].pop("order"), line[0]))
    return pd.DataFrame([line for _, line in ordered])


def _line(project: dict[str, Any], asked: int, is_tied: bool) -> dict[str, Any]:
    name, is_shown, place = str(project["project"]), bool(project["shown"]), project["unlock_place"]
    heading = name if place is None else f"{place} (tied) · {name}" if is_tied else f"{place} · {name}"
    told: dict[str, Any] = {
        "project": name,
        "heading": heading,
        "status": status(project),
        "figure": NOT_SHOWN,
        "cost": cost(project),
    }
    told |= {"asked": None, "staffed": None, "short": None}
    told["order"] = (not is_shown, not project["unmet"], place is None, place or 0)
    if is_shown:
        short = int(project["unmet"])
        told |= {"asked": asked, "staffed": asked - short, "short": short}
        told["figure"] = f"{short:,} of {asked:,} people short" if short else f"all {asked:,} people found"
    return told


def projects_list(projects: pd.DataFrame, needs: pd.DataFrame, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw the projects.

    Parameters
    ----------
    projects, needs
        As ``snapshot.projects`` gives them.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One row per project. A hidden one carries its name, what is certain of it, and nothing else.
    """
    lines = project_lines(projects, needs)
    lines = lines.assign(told=[_said(line) for line in lines.to_dict("records")])
    base = alt.Chart(lines).encode(y=_rows(lines))
    pick = alt.selection_point(name=PICK, fields=["project"], on="click", clear="dblclick")
    longest = float(lines["asked"].max()) if lines["asked"].notna().any() else 1.0
    layers = (_surface(base).add_params(pick), *_bars(base, longest, look), *_texts(base, look), _outline(look))
    return alt.layer(*layers, datasets={CHOSEN: []}).properties(
        title=_title(look),
        height=_ROW * len(lines),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=f"{TITLE}. {' '.join(lines['told'])} The table holds the same figures.",
    )


def projects_table(projects: pd.DataFrame, needs: pd.DataFrame) -> pd.DataFrame:
    """The list as a table: ``Project Weight Asked Short Standing Person-steps Weight per step``, in its order."""
    lines = project_lines(projects, needs)
    rows = projects.set_index("project").loc[lines["project"]]
    return pd.DataFrame(
        {
            "Project": lines["project"],
            "Weight": rows["weight"].to_numpy(),
            "Asked": lines["asked"].astype("Int64"),
            "Short": lines["short"].astype("Int64"),
            "Standing": lines["status"],
            "Person-steps": rows["unlock_steps"].array,
            "Weight per step": rows["weight_per_step"].round(2).array,
            "One leaves": [_leaving(factor) for factor in rows["bus_factor"]],
        }
    )


def needs_table(needs: pd.DataFrame, names: Mapping[str, str], levels: Mapping[int, str]) -> pd.DataFrame:
    """Needs as a table: ``Dimension Level Out of Shared Asked Qualified Short on paper Short``; empty where hidden."""
    out_of = needs["team"].fillna(needs["division"]).fillna("the whole company")
    return pd.DataFrame(
        {
            "Project": needs["project"],
            "Dimension": needs["dimension"].map(names),
            "Level": needs["level"].map(levels),
            "Out of": out_of,
            "Shared": needs["shared"],
            "Asked": needs["people"],
            "Qualified": needs["qualified"],
            "Short on paper": needs["naive_unmet"],
            "Short": needs["unmet"],
            "Remark": needs["shown"].map({True: "", False: NOT_SHOWN}),
        }
    )


def every_figure(projects: pd.DataFrame, needs: pd.DataFrame) -> pd.DataFrame:
    """One row per need with its figures, and those of its project as ``project_...``, for a spreadsheet."""
    of_projects = projects.rename(columns={name: f"project_{name}" for name in projects.columns if name != "project"})
    return needs.merge(of_projects, on="project")


def _leaving(bus_factor: Any) -> str:
    if pd.isna(bus_factor):
        return ""
    return "a need fails" if bus_factor <= 1 else f"{int(bus_factor) - 1:,} can leave"


def _said(line: Mapping[Any, Any]) -> str:
    parts = [line["figure"]] if line["figure"] == line["status"] else [line["figure"], str(line["status"]).lower()]
    return f"{line['heading']}: {', '.join([*parts, line['cost']] if line['cost'] else parts)}."


def _title(look: Look) -> alt.Title:
    looks: dict[str, Any] = {"subtitleColor": look.quiet, "subtitleFontSize": 13, "subtitlePadding": 5, "offset": 12}
    return alt.Title(TITLE, subtitle=MEANING, anchor="start", **looks)


def _rows(lines: pd.DataFrame) -> alt.Y:
    scale = alt.Scale(domain=lines["project"].tolist(), paddingInner=0, paddingOuter=0)
    return alt.Y("project:N", title=None, sort=None, axis=None, scale=scale)


def _surface(base: alt.Chart) -> alt.Chart:
    return base.mark_rect(fillOpacity=0, cursor="pointer").encode(
        x=alt.value(0),
        x2=alt.value("width"),
        description="told:N",
        tooltip=[
            alt.Tooltip("project:N", title="Project"),
            alt.Tooltip("figure:N", title="People"),
            alt.Tooltip("status:N", title="Standing"),
            alt.Tooltip("cost:N", title="Cheapest way"),
        ],
    )


def _bars(base: alt.Chart, longest: float, look: Look) -> list[alt.Chart]:
    place = LINE * 2.4 - _ROW / 2 + 6
    scale = alt.Scale(domain=[0, longest], zero=True, nice=False)
    placed = base.transform_filter("isValid(datum.asked)")
    style: dict[str, Any] = {"height": 11, "yOffset": place, "aria": False}
    start, end = alt.X("staffed:Q", title=None, axis=None, scale=scale), alt.X2("asked:Q")
    return [
        placed.mark_bar(color=look.reached, **style).encode(x=start),
        placed.transform_filter("datum.short > 0").mark_bar(color=look.below, **style).encode(x=start, x2=end),
    ]


def _texts(base: alt.Chart, look: Look) -> list[alt.Chart]:
    def line(field: str, number: float, **style: Any) -> alt.Chart:
        looks: dict[str, Any] = {"align": "left", "baseline": "middle", "color": look.text, "aria": False, **style}
        at = alt.value("width") if looks["align"] == "right" else alt.value(0)
        return base.mark_text(dy=LINE * (number + 0.5) - _ROW / 2 + 2, **looks).encode(x=at, text=f"{field}:N")

    strong: dict[str, Any] = {"fontSize": 14, "fontWeight": 600}
    return [
        line("heading", 0, limit=_WIDEST, **strong),
        line("figure", 0, align="right", **strong),
        line("status", 1.05, fontSize=13),
        line("cost", 1.05, fontSize=13, align="right", color=look.quiet),
    ]


def _outline(look: Look) -> alt.Chart:
    outlined = alt.Chart(alt.NamedData(CHOSEN)).mark_rect(color=look.text, aria=False)
    return outlined.encode(x=alt.value(-10), x2=alt.value(-7), y=alt.Y("project:N", title=None, sort=None))
