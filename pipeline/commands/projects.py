"""``projects``: the roadmap against the people, from the current snapshot or with ``--private`` from the warehouse."""

from __future__ import annotations

from pipeline.commands.figures import json_rows, published_snapshot
from pipeline.model import Json
from pipeline.settings import Home

_OF_NEED = (
    "dimension level division team shared people qualified qualified_high naive_unmet unmet rests_on_everybody shown"
).split()


def projects_rows(home: Home, cycle: str, is_private: bool) -> list[Json]:
    """The rows of ``projects``; empty for a cycle without a roadmap, without data, or not published."""
    if is_private:
        from pipeline.figures import private_roadmap

        roadmap = private_roadmap(home, cycle)
        return [] if roadmap is None else _nested(json_rows(roadmap.projects), json_rows(roadmap.needs))
    from pipeline.snapshot import projects as published

    snapshot = published_snapshot(home, cycle)
    if snapshot is None:
        return []
    found, needs = published.projects(snapshot, cycle), published.needs(snapshot, cycle)
    return _nested(json_rows(found), json_rows(needs))


def _nested(projects: list[Json], needs: list[Json]) -> list[Json]:
    return [
        {
            "project": project["project"],
            "weight": project["weight"],
            "needs": [_plain(need) for need in needs if need["project"] == project["project"]],
            **{name: value for name, value in project.items() if name not in ("project", "weight")},
        }
        for project in projects
    ]


def _plain(need: Json) -> Json:
    return {name: need[name] for name in _OF_NEED}
