"""The projects of the roadmap as a list: how important each is, how many people it asks for and lacks, and why.

A bar is people asked for; what is missing stands at its end. Projects that are short come first, and among
them the most important: where to train first is another order, told in words, because a reader takes
whatever stands on top for the most important. A project of which a need is hidden has no bar.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.gap_rows import LINE
from pipeline.charts.heatmap import CHOSEN, PICK
from pipeline.charts.measures import NOT_SHOWN
from pipeline.charts.theme import Look
from pipeline.rounding import ordinal

TITLE = "What each project is short of"
MEANING = "Those that lack people stand first, the most important on top"

STAFFED = "Staffed"
BLOCKED = "Blocked"
ON_PAPER = "Blocked: enough on paper, not at the same time"
CONTENDED = "This project or another, not both"
_CERTAIN, _UNLESS = "Blocked for certain", "Blocked, unless those who did not answer can help"
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


def standing(project: Mapping[str, Any], has_roster: bool) -> str:
    """What a project is called with how sure that is: ``Blocked for certain``.

    Without a roster nobody knows who did not answer, so it is not said how sure it is.
    """
    called, is_certain = status(project), project["blocked_low"]
    if called not in (BLOCKED, ON_PAPER) or is_certain is None or not has_roster:
        return called
    return called.replace(BLOCKED, _CERTAIN if is_certain else _UNLESS, 1)


def person_steps(steps: int) -> str:
    """So many person-steps: ``1 person-step``."""
    return f"{steps:,} person-{'step' if steps == 1 else 'steps'}"


def cost(project: Mapping[str, Any], is_tied: bool) -> str:
    """By how many person-steps a project is staffed, and its place in the order of training; empty where nothing is."""
    if not project["shown"] or not project["unmet"]:
        return ""
    steps, place = project["unlock_steps"], project["unlock_place"]
    if steps is None:
        return "nobody who answered can be brought that far"
    if place is None:
        return f"unblocked by {person_steps(steps)}"
    order = f"{ordinal(place)}{' (tied)' if is_tied else ''}, by importance per step"
    return f"unblocked by {person_steps(steps)}; train for it {order}"


def project_lines(projects: pd.DataFrame, needs: pd.DataFrame, has_roster: bool) -> pd.DataFrame:
    """What each row of the list says.

    Parameters
    ----------
    projects, needs
        As ``snapshot.projects`` gives them.
    has_roster
        Whether it is known who did not answer.

    Returns
    -------
    pandas.DataFrame
        One row per project: ``project``, ``importance``, ``status``, ``standing``, ``words`` (both together),
        ``figure``, ``cost`` (texts), ``asked``, ``staffed``, ``short`` (people, null where hidden). Short ones
        first, then the others, hidden ones last; each by weight, equal ones in the order of the roadmap.
    """
    asked = needs.groupby("project")["people"].sum()
    rows = projects.astype(object).where(projects.notna(), None).to_dict("records")
    highest = float(projects["weight"].max())
    is_tied = projects["unlock_place"].duplicated(keep=False).tolist()
    lines = []
    for row, tied in zip(rows, is_tied, strict=True):
        project = {str(name): value for name, value in row.items()}
        told = {"standing": standing(project, has_roster), "cost": cost(project, tied)}
        told["importance"] = f"Importance {project['weight']:g} of {highest:g}"
        told["words"] = f"{told['importance']} · {told['standing']}"
        lines.append(_line(project, int(asked[row["project"]])) | told)
    ordered = sorted(enumerate(lines), key=lambda line: (*line[1].pop("order"), line[0]))
    return pd.DataFrame([line for _, line in ordered])


def _line(project: dict[str, Any], asked: int) -> dict[str, Any]:
    is_shown = bool(project["shown"])
    told: dict[str, Any] = {
        "project": str(project["project"]),
        "status": status(project),
        "figure": NOT_SHOWN,
    }
    told |= {"asked": None, "staffed": None, "short": None}
    told["order"] = (not is_shown, not project["unmet"], -float(project["weight"]))
    if is_shown:
        short = int(project["unmet"])
        told |= {"asked": asked, "staffed": asked - short, "short": short}
        told["figure"] = _figure(short, asked)
    return told


def _figure(short: int, asked: int) -> str:
    """How many people a project is short of: ``1 of 4 people short``, ``the one person found``."""
    people = "person" if asked == 1 else "people"
    found = "the one person" if asked == 1 else f"all {asked:,} people"
    return f"{short:,} of {asked:,} {people} short" if short else f"{found} found"


def projects_list(
    projects: pd.DataFrame, needs: pd.DataFrame, has_roster: bool, look: Look
) -> alt.LayerChart | alt.FacetChart:
    """Draw the projects.

    Parameters
    ----------
    projects, needs, has_roster
        As `project_lines` takes them.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One row per project. A hidden one carries its name, what is certain of it, and nothing else.
    """
    lines = project_lines(projects, needs, has_roster)
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


def projects_table(projects: pd.DataFrame, needs: pd.DataFrame, has_roster: bool) -> pd.DataFrame:
    """The list as a table: ``Project Importance Asked Short Standing Person-steps ...``, in its order."""
    lines = project_lines(projects, needs, has_roster)
    rows = projects.set_index("project").loc[lines["project"]]
    return pd.DataFrame(
        {
            "Project": lines["project"],
            "Importance": rows["weight"].to_numpy(),
            "Asked": lines["asked"].astype("Int64"),
            "Short": lines["short"].astype("Int64"),
            "Standing": lines["standing"],
            "Person-steps": rows["unlock_steps"].array,
            "Importance per step": rows["weight_per_step"].round(2).array,
            "Train for it": rows["unlock_place"].array,
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
    parts = [line["figure"], str(line["importance"]).lower()]
    parts += [] if line["figure"] == line["standing"] else [str(line["standing"]).lower()]
    return f"{line['project']}: {', '.join([*parts, line['cost']] if line['cost'] else parts)}."


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
            alt.Tooltip("importance:N", title="Importance"),
            alt.Tooltip("standing:N", title="Standing"),
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
        line("project", 0, limit=_WIDEST, **strong),
        line("figure", 0, align="right", **strong),
        line("words", 1.05, fontSize=13),
        line("cost", 1.05, fontSize=13, align="right", color=look.quiet),
    ]


def _outline(look: Look) -> alt.Chart:
    outlined = alt.Chart(alt.NamedData(CHOSEN)).mark_rect(color=look.text, aria=False)
    return outlined.encode(x=alt.value(-10), x2=alt.value(-7), y=alt.Y("project:N", title=None, sort=None))
