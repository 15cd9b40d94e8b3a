"""``projects``: the roadmap against the people, from the current snapshot or with ``--private`` from the warehouse."""

from __future__ import annotations

import pandas as pd

from pipeline.commands.figures import json_rows, published_snapshot
from pipeline.model import Json
from pipeline.settings import Home

_OF_NEED = (
    "dimension level division team shared people qualified qualified_high naive_unmet unmet rests_on_everybody shown"
).split()
_OF_UNLOCK = ["dimension", "from", "to", "people"]


def projects_rows(home: Home, cycle: str, is_private: bool) -> list[Json]:
    """The rows of ``projects``; empty for a cycle without a roadmap, without data, or not published."""
    if is_private:
        from pipeline.private import private_resting, private_roadmap

        roadmap = private_roadmap(home, cycle)
        if roadmap is None:
            return []
        people = [
            [person["identifier"] or person["name"] for person in resting]
            for _, resting in private_resting(home, cycle)
        ]
        needs = roadmap.needs.assign(rests_on=pd.Series(people, roadmap.needs.index, dtype=object))
        return _nested(roadmap.projects, needs, roadmap.unlocks, [*_OF_NEED, "rests_on"])
    from pipeline.snapshot import projects as published

    snapshot = published_snapshot(home, cycle)
    if snapshot is None:
        return []
    return _nested(
        published.projects(snapshot, cycle), published.needs(snapshot, cycle), published.unlocks(snapshot, cycle)
    )


def _nested(
    projects: pd.DataFrame, needs: pd.DataFrame, unlocks: pd.DataFrame, of_need: list[str] = _OF_NEED
) -> list[Json]:
    """A document per project; ``unlock`` is null where a need is hidden, empty where nothing is short."""
    asked, raised = _by_project(needs, of_need), _by_project(unlocks, _OF_UNLOCK)
    return [
        {
            "project": project["project"],
            "weight": project["weight"],
            "needs": asked[project["project"]],
            "unlock": raised.get(project["project"], []) if project["shown"] else None,
            **{name: value for name, value in project.items() if name not in ("project", "weight")},
        }
        for project in json_rows(projects)
    ]


def _by_project(frame: pd.DataFrame, columns: list[str]) -> dict[str, list[Json]]:
    rows: dict[str, list[Json]] = {}
    for row in json_rows(frame):
        rows.setdefault(row["project"], []).append({name: row[name] for name in columns})
    return rows
