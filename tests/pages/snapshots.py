"""A published file made by hand: an invented company whose figures are simple enough to check.

The rows are written with plain arithmetic and without the pipeline's metrics, so that a page test
compares the page with the file and not the pipeline with itself.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import resources
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from pipeline.frameworks.loader import shipped, to_json
from pipeline.metrics.ranking import rankings

MARKUP = "<img src=x onerror=alert(1)> ![b](http://127.0.0.1:9/b.png) **Bold** $x$"
FORMULA = '=HYPERLINK("http://127.0.0.1:9","Orchard")'
LONG = "Very long team name " * 10
TEAMS = {
    "North": ["Atlas", "Beacon", "Compass", "Drift", "Ember", "Fjord"],
    "South": ["Atlas", "Grove", "Harbor", "Inlet", "Juniper", LONG],
    "East": ["Kestrel", "Lantern", "Meadow", "Nimbus", MARKUP, FORMULA],
    "West": ["Orbit", "Prairie", "Quarry", "Ridge", "Summit", "Tundra"],
}
SMALL = {"Compass": 3, "Lantern": 4}
SILENT = "Quarry"
LOW = "Ridge"
STATEMENTS = "Nimbus"
"""The team that chose levels; all others answered by checklist."""
NO_TARGET = ("Summit", "ai-production")
MIXED = ("Orbit", "llm-prompting")
MIN_GROUP = 5
EASE = {
    "ml-fundamentals": 1.9,
    "llm-prompting": 2.3,
    "ai-assisted-dev": 2.7,
    "data-engineering": 1.5,
    "ai-production": 0.9,
}


@dataclass(frozen=True)
class Group:
    """One group in one dimension: people asked, people per level, and the target."""

    kind: str
    division: str | None
    group: str
    dimension: str | None
    headcount: int
    levels: Mapping[int, int]
    target: int | None = 2
    has_target: bool = True
    by_checklist: Mapping[int, int] | None = None
    """People per level of those who answered by checklist; None: everybody."""

    @property
    def assessed(self) -> int:
        return sum(self.levels.values())


@dataclass(frozen=True)
class Cycle:
    """What the made file says of one cycle."""

    cycle: str = "2026"
    has_roster: bool = True
    has_targets: bool = True
    has_roadmap: bool = True
    teams: Mapping[str, list[str]] = field(default_factory=lambda: TEAMS)
    seed: int = 7
    is_corrected: bool = False
    held: tuple[str, ...] = ()


def groups(cycle: Cycle) -> list[Group]:
    """Every group of a made cycle by dimension, company first."""
    teams = [team for division in cycle.teams for team in _division_teams(cycle, division)]
    divisions = [
        _together("division", None, division, [t for t in teams if t.division == division])
        for division in cycle.teams
        if division
    ]
    roles = [_together("role", None, role, teams[place::2]) for place, role in enumerate(("backend", "data"))]
    company = _together("company", None, "Larkspur Robotics", teams)
    return [*company, *(row for rows in divisions for row in rows), *teams, *(r for rows in roles for r in rows)]


def _division_teams(cycle: Cycle, division: str) -> Iterable[Group]:
    for team in cycle.teams[division]:
        rng = random.Random(f"{cycle.seed} {division} {team}")
        headcount = SMALL.get(team, rng.randint(8, 24))
        answered = headcount if team in SMALL else round(headcount * rng.uniform(0.7, 1.0))
        answered = {SILENT: 0, LOW: max(MIN_GROUP, headcount // 2)}.get(team, answered)
        drift = rng.uniform(-0.7, 0.7)
        for dimension, ease in EASE.items():
            levels = Counter(min(4, max(0, round(rng.gauss(ease + drift, 1)))) for _ in range(answered))
            made = Group("team", division or None, team, dimension, headcount, levels)
            if (team, dimension) == NO_TARGET:
                made = replace(made, target=None, has_target=False)
            if (team, dimension) == MIXED:
                made = replace(made, target=None)
            if team == STATEMENTS:
                made = replace(made, by_checklist={})
            yield made


def _together(kind: str, division: str | None, group: str, teams: list[Group]) -> list[Group]:
    return [
        Group(
            kind,
            division,
            group,
            dimension,
            sum(team.headcount for team in teams if team.dimension == dimension),
            sum((Counter(team.levels) for team in teams if team.dimension == dimension), Counter()),
            by_checklist=sum((Counter(ticked(team)) for team in teams if team.dimension == dimension), Counter()),
        )
        for dimension in EASE
    ]


def ticked(group: Group) -> Mapping[int, int]:
    """People per level of those who answered by checklist."""
    return group.levels if group.by_checklist is None else group.by_checklist


def write(path: Path, cycles: Iterable[Cycle] = (Cycle(),), number: int = 1) -> list[Group]:
    """Write a snapshot file; gives the groups of the last cycle, to compare with."""
    path.unlink(missing_ok=True)
    made: list[Group] = []
    published_at = datetime(2026, 3, 2, 9, 30)
    with duckdb.connect(str(path)) as con:
        con.begin()  # one write to the disk, not one a row
        con.execute(resources.files("pipeline.snapshot").joinpath("schema.sql").read_text("utf-8"))
        con.execute("insert into publication values (1, ?, ?)", [number, published_at])
        for cycle in cycles:
            made = groups(cycle)
            con.execute(f"insert into cycle values ({', '.join('?' * 16)})", _facts(cycle, made, published_at))
            names = {d.id: d.name for d in shipped()[0].dimensions}
            rows: dict[str, list[list[object]]] = {"levels": [], "gaps": [], "contributions": [], "indicators": []}
            for place, group in enumerate(made):
                key = [cycle.cycle, group.kind, group.division, group.group, group.dimension]
                key.append(names[str(group.dimension)])
                rows["levels"].append([*key, *_levels(cycle, group), place])
                rows["gaps"].append([*key, *_gaps(cycle, group), place])
                rows["contributions"].append([*key, *_parts(cycle, group, made), place])
                rows["indicators"].extend([*key, *indicator] for indicator in _indicators(group))
            for table, of_table in rows.items():
                _insert_all(con, table, of_table)
            _suppose(con, cycle, made)
            _rank(con, cycle.cycle)
            for place, dimension in enumerate(EASE):
                _insert(con, "verdict", [cycle.cycle, dimension, *VERDICT, place])
            if cycle.has_roadmap:
                _plan(con, cycle.cycle)
        con.commit()
    return made


def _suppose(con: duckdb.DuckDBPyConnection, cycle: Cycle, made: list[Group]) -> None:
    """Every level in turn as the target of everybody."""
    names = {d.id: d.name for d in shipped()[0].dimensions}
    rows = []
    for target in range(5):
        for place, group in enumerate(made):
            key = [cycle.cycle, group.kind, group.division, group.group, group.dimension, names[str(group.dimension)]]
            supposed = replace(group, target=target, has_target=True)
            figures = _gaps(cycle, supposed)
            figures[5] = "what-if"
            rows.append([*key, *figures, *_parts(cycle, supposed, made)[1:4], place])
    columns = [name for name, *_ in con.execute("describe what_if").fetchall()]
    con.register("supposed", pd.DataFrame(rows, columns=columns))
    con.execute("insert into what_if by name select * from supposed")
    con.unregister("supposed")


def _rank(con: duckdb.DuckDBPyConnection, cycle: str) -> None:
    gaps = con.execute("select * from gaps where cycle = ?", [cycle]).df()
    ranked = rankings(gaps, shipped()[0]).assign(cycle=cycle)
    con.register("ranked", ranked)
    con.execute("insert into ranking by name select * from ranked")
    con.unregister("ranked")
    # the most common blocks a project, the next is common, the others are neither; the last two could swap
    order = ranked[(ranked["kind"] == "company") & (ranked["ranking"] == "common")].sort_values("place")
    for place, dimension in enumerate(order["dimension"], 1):
        first, last = (place, place) if place < len(order) - 1 else (len(order) - 1, len(order))
        weight = 6.0 if place == 1 else 0.0
        _insert(con, "priority", [cycle, dimension, weight, "ACDDD"[place - 1], place, first, last, place])


VERDICT = ["safe", MIN_GROUP, 0, 30, 31, 48, 23, 360, 5, 21, 2, 1, 1.0]
"""The same for each dimension: no earlier publication, 30 rows of 31 sets of people, 23 rows of teams."""
ORCHARD, HARVEST, MILL, PRESS, CIDER = "Orchard", "Harvest", f"Mill {MARKUP}", "Press", "Cider"
# weight, short, short if all the silent could, enough on paper, blocked, contended, still blocked, bus factor, steps
PROJECTS: Mapping[str, list[object]] = {
    ORCHARD: [3.0, 0, 0, False, False, False, False, 1],
    HARVEST: [2.0, 1, 0, True, True, False, False, 1, 2],
    MILL: [1.0, 3, 3, False, True, False, True, -2],
    PRESS: [1.0, 1, 1, True, False, True, False, 2, 1],
    CIDER: [2.0],
}


def _plan(con: duckdb.DuckDBPyConnection, cycle: str) -> None:
    """A roadmap of five projects: staffed, short though enough on paper, out of reach, contended, hidden."""
    for place, (project, (weight, *figures)) in enumerate(PROJECTS.items()):
        steps = figures[7] if len(figures) > 7 else None
        per_step = [None] * 3 if steps is None else [steps, float(str(weight)) / int(str(steps)), 1]
        known = figures[:7] if figures else [None] * 7
        _insert(con, "project", [cycle, project, weight, *known, *per_step, bool(figures), place])
        short = figures[0] if figures else None
        counts = [4, 5, 0, short, False, True] if figures else [None] * 5 + [False]
        team = None if figures else "Compass"
        _insert(con, "need", [cycle, project, "ai-production", 3, None, team, place == 0, 4, *counts, place])
        if steps is not None:
            _insert(con, "unlock", [cycle, project, "ai-production", 3 - int(str(steps)), 3, 1, place])


def published(home: Path, cycles: Iterable[Cycle] = (Cycle(),), number: int = 1) -> list[Group]:
    """Write a snapshot into a home and point ``CURRENT`` at it."""
    folder = home / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    made = write(folder / f"{number:04}.duckdb", cycles, number)
    (folder / "CURRENT").write_text(f"{number:04}.duckdb")
    return made


def _insert_all(con: duckdb.DuckDBPyConnection, table: str, rows: list[list[object]]) -> None:
    """Rows at once, which takes a hundredth of the time of one by one."""
    columns = [name for name, *_ in con.execute(f"describe {table}").fetchall()]
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    con.register("rows", pa.table([pa.array(column) for column in values], names=columns))
    con.execute(f"insert into {table} by name select * from rows")
    con.unregister("rows")


def _insert(con: duckdb.DuckDBPyConnection, table: str, row: list[object]) -> None:
    con.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)


def _facts(cycle: Cycle, made: list[Group], published_at: datetime) -> list[object]:
    company = [group for group in made if group.kind == "company"]
    return [
        cycle.cycle,
        json.dumps(to_json(shipped()[0])),
        "Larkspur Robotics",
        MIN_GROUP,
        cycle.has_roster,
        cycle.has_targets,
        cycle.has_roadmap,
        company[0].headcount if cycle.has_roster else None,
        max(group.assessed for group in company),
        2,
        7,
        "groups",
        "self",
        cycle.is_corrected,
        json.dumps(cycle.held),
        published_at,
    ]


def _levels(cycle: Cycle, group: Group) -> list[object]:
    headcount = group.headcount if cycle.has_roster else None
    if group.assessed < MIN_GROUP:
        return [headcount, None, None, None, False]
    people = {str(level): group.levels.get(level, 0) for level in range(5)}
    return [headcount, group.assessed, group.headcount - group.assessed, json.dumps(people), True]


def _gaps(cycle: Cycle, group: Group) -> list[object]:
    headcount = group.headcount if cycle.has_roster else None
    source = "none" if not group.has_target else "file" if cycle.has_targets else "assumed"
    if group.assessed < MIN_GROUP:
        return [headcount, None, None, False, group.target, source, *[None] * 16]
    if not group.has_target:
        return [0, 0, 0, True, None, "none", 0, *[None] * 5, 0, *[None] * 9]
    return [
        headcount,
        group.assessed,
        group.headcount - group.assessed,
        True,
        group.target,
        source,
        *_figures(group, cycle.has_roster, 2 if group.target is None else group.target),
    ]


def _figures(group: Group, has_roster: bool, target: int = 2) -> list[object]:
    """Below to fragile, against a level; the intervals are simply the middle of the bounds."""
    asked, n, reach = group.headcount, group.assessed, max(1, target)
    gaps = Counter({target - level: people for level, people in group.levels.items() if level < target})
    below, steps = sum(gaps.values()), sum(size * people for size, people in gaps.items())
    least, most = below / asked, (below + asked - n) / asked
    low, high = (least + below / n) / 2, (most + below / n) / 2
    bounds = [low, high, least, most] if has_roster else [None] * 4
    mean = steps / n
    mean_bounds = [mean * 0.9, mean * 1.1] if has_roster else [None, None]
    depth = steps / below if below else None
    p1 = steps / reach / n
    p2 = sum((size / reach) ** 2 * people for size, people in gaps.items()) / n
    sure = [n / asked, least < 0.5 < most] if has_roster else [None, None]
    return [below, below / n, *bounds, steps, mean, *mean_bounds, depth, p1, p2, 1 - below / n, *sure]


def _parts(cycle: Cycle, group: Group, made: Iterable[Group]) -> list[object]:
    """Parts of the company's P0, P1 and P2: below, with n P as the sum over the people below."""
    if group.assessed < MIN_GROUP or not group.has_target:
        return [None] * 4 + [group.assessed >= MIN_GROUP or not group.has_target]
    company = next(each for each in made if (each.kind, each.dimension) == ("company", group.dimension))
    target = 2 if group.target is None else group.target
    own, whole = (_figures(each, cycle.has_roster, target) for each in (group, company))
    if not whole[0]:
        return [own[0], None, None, None, True]
    parts = [own[place] * group.assessed / (whole[place] * company.assessed) for place in (1, 11, 12)]  # type: ignore[operator]
    return [own[0], *parts, True]


def _indicators(group: Group) -> Iterable[list[object]]:
    """Whoever stands at a level has ticked its defining indicators, and half of them its supporting ones."""
    people = ticked(group)
    asked = sum(people.values())
    others = group.assessed - asked
    is_shown = group.assessed >= MIN_GROUP and (not asked or asked >= MIN_GROUP) and (not others or others >= MIN_GROUP)
    dimension = next(each for each in shipped()[0].dimensions if each.id == group.dimension)
    place = 0
    for described in dimension.levels:
        for each in described.indicators:
            reached = sum(count for level, count in people.items() if level >= described.level)
            ticks = reached // 2 if each.supporting else reached
            figures = [asked, ticks, asked - ticks, (asked - ticks) / asked if asked else None]
            yield [
                *(described.level, each.id, each.text, each.supporting),
                *(figures if is_shown else [None] * 4),
                *(is_shown, place),
            ]
            place += 1


TOGETHER = "Small teams together (Compass, Lantern)"


def stand_together(home: Path) -> None:
    """Let two small teams of a published home be one row, with Drift's figures, in all dimensions but the first."""
    with duckdb.connect(str(home / "snapshots" / "0001.duckdb")) as con:
        for table in ("gaps", "levels"):
            con.execute(
                f"""
                insert into {table}
                select * replace ('together' as kind, null as division, ? as "group") from {table}
                where "group" = 'Drift' and dimension <> 'ml-fundamentals'
                """,
                [TOGETHER],
            )


def without_a_team(home: Path) -> None:
    """Let a team of a published home be the people of whom no team is known."""
    with duckdb.connect(str(home / "snapshots" / "0001.duckdb")) as con:
        for table in ("gaps", "levels"):
            con.execute(f"""update {table} set "group" = '(no team)', division = null where "group" = 'Tundra'""")
