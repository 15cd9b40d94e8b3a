"""Why a team takes which module: its own published gap, how many need the module, and the projects that wait for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import pandas as pd

from pipeline.charts.measures import NOT_SHOWN
from pipeline.charts.priority import BLOCKING
from pipeline.model import Framework
from pipeline.programme.modules import Catalogue, Module
from pipeline.programme.rules import Rules
from pipeline.sentences.cycles import level_name

MODULE_COLUMNS = (
    "module_name dimension_name from_level to_level hours class people below assessed quarters projects waiting "
    "others is_part track_name"
).split()


def team_modules(
    programme: pd.DataFrame, gaps: pd.DataFrame, projects: pd.DataFrame, needs: pd.DataFrame
) -> pd.DataFrame:
    """The modules that a team needs, in the order to be taken, from published figures alone.

    Parameters
    ----------
    programme, projects, needs
        As ``snapshot.programme`` and ``snapshot.projects`` give them.
    gaps
        One team by dimension, as ``snapshot.teams.dimensions`` gives it.

    Returns
    -------
    pandas.DataFrame
        One row per module, ``MODULE_COLUMNS``. ``projects`` are blocked ones that need a level to which the module
        leads on the way to the team's target; where there are none ``waiting`` says what kind of others are blocked in
        its dimension, and ``others`` which; ``is_part``: the module is one of a track that is taken as a whole.
        ``people`` are those whose published level lacks a step of the module: of levels ``{"0": 3, "1": 2, "2": 4}``
        with target 2 a module from 1 to 2 serves 5. ``quarters`` is how many that takes at least where a quarter of
        the team may be away at once. Null where the team's levels are not shown or its people have different targets.
        A module that nobody needs for certain is left out.
    """
    of_dimension = {str(row["dimension"]): row for row in gaps.to_dict("records")}
    team = (gaps["division"].iloc[0], gaps["group"].iloc[0])
    ordered = programme.drop_duplicates("module").sort_values("quarter", kind="stable")
    whole = _whole_tracks(programme)
    rows = []
    for module in ordered.to_dict("records"):
        gap = of_dimension.get(str(module["dimension"]), {})
        people = _people(module, gap)
        if people == 0:
            continue
        target = gap.get("target")
        waiting, others = _waiting(module, target, projects, needs, team)
        rows.append(
            {
                **{name: module[name] for name in ("module_name", "dimension_name", "from_level", "to_level", "hours")},
                "class": module["class"],
                "people": people,
                "below": gap.get("below"),
                "assessed": gap.get("assessed"),
                "quarters": _quarters(people, gap.get("asked")),
                "projects": ", ".join(_projects(module, target, projects, needs, team)),
                "waiting": waiting,
                "others": ", ".join(others),
                "is_part": module["track"] in whole,
                "track_name": module["track_name"],
            }
        )
    return pd.DataFrame(rows, columns=MODULE_COLUMNS, dtype=object)


def blocked_projects(projects: pd.DataFrame, needs: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The blocked projects that are short of people in each dimension, by its id: of whatever teams."""
    blocked = set(projects.loc[projects["blocked"].fillna(False).astype(bool), "project"])
    found: dict[str, dict[str, None]] = {}
    for need in needs.to_dict("records"):
        if need["project"] in blocked and _is_short(need):
            found.setdefault(str(need["dimension"]), {})[str(need["project"])] = None
    return {dimension: tuple(names) for dimension, names in found.items()}


def _whole_tracks(programme: pd.DataFrame) -> frozenset[str]:
    """Tracks that are taken as a whole: several of their modules in one quarter."""
    times = programme.groupby("track")["quarter"].agg(["size", "nunique"])
    return frozenset(times.index[times["nunique"] < times["size"]])


def beyond_targets(
    gaps: pd.DataFrame,
    projects: pd.DataFrame,
    needs: pd.DataFrame,
    framework: Framework,
    catalogue: Catalogue | None = None,
) -> list[str]:
    """What blocked projects ask of this very team that no target of it leads to, in sentences.

    A programme leads to targets: where a project asks for Proficient and the target is Practicing, nobody has a seat in
    what would lead on. What of the catalogue would, is named with its tracks; None: the catalogue cannot be read.
    """
    targets = {str(row["dimension"]): row for row in gaps.to_dict("records")}
    name, division = gaps["group"].iloc[0], gaps["division"].iloc[0]
    blocked = set(projects.loc[projects["blocked"].fillna(False).astype(bool), "project"])
    told = []
    for need in needs[needs["team"].notna()].to_dict("records"):
        row = targets.get(str(need["dimension"]), {})
        target = row.get("target")
        is_theirs = _is_from(need, (division, name)) and need["project"] in blocked and _is_short(need)
        if is_theirs and target is not None and not pd.isna(target) and need["level"] > target:
            count = f"{need['people']} {'person' if need['people'] == 1 else 'people'}"
            told.append(
                f"{need['project']} needs {count} of {name} at {level_name(framework, need['level'])} in "
                f"{row['dimension_name']}; no module below leads there, because the team's target is "
                f"{level_name(framework, target)}. {_leading(need, int(target), catalogue)}".strip()
            )
    return told


def _leading(need: Mapping[Any, Any], target: int, catalogue: Catalogue | None) -> str:
    """Which modules of the catalogue lead on from a target towards what a project needs, and how to get seats there."""
    if catalogue is None:
        return ""
    steps = range(target, int(need["level"]))
    leading = [
        _with_tracks(module, catalogue)
        for module in catalogue.modules
        if module.dimension == need["dimension"] and any(step in steps for step in module.steps)
    ]
    if not leading:
        return "No module of the catalogue leads there either."
    return (
        f"The catalogue has {_listed(leading)}; an analyst who sets a higher target for the team, on page Setup, gives "
        "seats there."
    )


def _with_tracks(module: Module, catalogue: Catalogue) -> str:
    names = [track.name for track in catalogue.tracks if track.id in module.tracks]
    return f"“{module.name}” ({'track' if len(names) == 1 else 'tracks'} {_listed(names)})"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if names[:-1] else []), *names[-1:]])


def modules_table(rows: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The same as a table to read, one row per module, which is its index."""
    lines = rows.to_dict("records")
    return pd.DataFrame(
        {
            "Gap it closes": [
                f"{line['dimension_name']}: {level_name(framework, line['from_level'])} to "
                f"{level_name(framework, line['to_level'])}"
                for line in lines
            ],
            "Who needs it": [_count(line) for line in lines],
            "Takes for all of them at least": [_span(line["quarters"]) for line in lines],
            "Why": [_why(line) for line in lines],
        },
        index=pd.Index([_titled(line) for line in lines], name="Module"),
    )


def _titled(line: Mapping[Any, Any]) -> str:
    """A module by the name under which it has seats: as a part of its track where that is taken as a whole."""
    return f"{line['track_name']}: {line['module_name']}" if line["is_part"] else str(line["module_name"])


def _people(module: Mapping[Any, Any], gap: Mapping[Any, Any]) -> int | None:
    levels, target = gap.get("levels"), gap.get("target")
    if not isinstance(levels, dict) or not gap.get("shown") or target is None or pd.isna(target):
        return None
    steps = range(int(module["from_level"]), int(module["to_level"]))
    return sum(
        int(people) for level, people in levels.items() if any(int(level) <= step < int(target) for step in steps)
    )


def _quarters(people: int | None, asked: Any) -> int | None:
    if people is None or asked is None or pd.isna(asked):
        return None
    return ceil(people / Rules().most_away(int(asked)))


def _projects(
    module: Mapping[Any, Any], target: Any, projects: pd.DataFrame, needs: pd.DataFrame, team: tuple[str | None, str]
) -> list[str]:
    """Blocked projects that are short of people in the module's dimension, from this team or from any.

    Only where the team is led to the level that is needed, and the module begins below it: one that ends at
    Practicing unblocks nothing that waits for Proficient.
    """
    short = _short(module, projects, needs, team)
    led = [need for need in short if module["from_level"] < need["level"] and not _is_beyond(need, target)]
    return _names(led)


def _waiting(
    module: Mapping[Any, Any], target: Any, projects: pd.DataFrame, needs: pd.DataFrame, team: tuple[str | None, str]
) -> tuple[str, list[str]]:
    """Whose projects a gap blocks that the module serves none of, and which these are."""
    short = _short(module, projects, needs, team)
    beyond = _names([need for need in short if _is_beyond(need, target)])
    if beyond:
        return "a project that asks for more than this team's target", beyond
    if short:
        return "a project that another module here serves", _names(short)
    return "projects of other teams", list(blocked_projects(projects, needs).get(str(module["dimension"]), ()))


def _names(short: Sequence[Mapping[Any, Any]]) -> list[str]:
    return list(dict.fromkeys(str(need["project"]) for need in short))


def _short(
    module: Mapping[Any, Any], projects: pd.DataFrame, needs: pd.DataFrame, team: tuple[str | None, str]
) -> list[Mapping[Any, Any]]:
    """The needs of blocked projects in the module's dimension that are short of people of this team, or of any."""
    blocked = set(projects.loc[projects["blocked"].fillna(False).astype(bool), "project"])
    return [
        need
        for need in needs.to_dict("records")
        if need["dimension"] == module["dimension"]
        and need["project"] in blocked
        and _is_from(need, team)
        and _is_short(need)
    ]


def _is_beyond(need: Mapping[Any, Any], target: Any) -> bool:
    return bool(target is not None and not pd.isna(target) and need["level"] > int(target))


def _is_short(need: Mapping[Any, Any]) -> bool:
    """Whether a need is short of people, or that is not shown."""
    return bool(pd.isna(need["unmet"]) or need["unmet"] > 0)


def _is_from(need: Mapping[Any, Any], team: tuple[str | None, str]) -> bool:
    division, name = team
    is_of_team = pd.isna(need["team"]) or need["team"] == name
    is_of_division = pd.isna(need["division"]) or need["division"] == division
    return bool(is_of_team and is_of_division)


def _why(line: Mapping[Any, Any]) -> str:
    """How urgent the gap is in the company, with the blocked projects that wait for people of this team, or of any."""
    is_common = line["class"] in ("A", "C")
    common = ", and common in the company" if is_common else ""
    if line["projects"]:
        return f"Blocks a project{common}: {line['projects']}"
    if line["class"] in BLOCKING:
        named = f": {line['others']}" if line["others"] else ""
        return f"Blocks {line['waiting']}{common}{named}"
    return (
        "Common in the company" if is_common else "Below the target; in the company not common, and blocks no project"
    )


def _count(line: Mapping[Any, Any]) -> str:
    if line["people"] is None:
        return NOT_SHOWN
    return f"{'' if line['is_part'] else 'up to '}{line['people']} of {line['assessed']}"


def _span(quarters: int | None) -> str:
    return "–" if quarters is None else f"{quarters} {'quarter' if quarters == 1 else 'quarters'}"
