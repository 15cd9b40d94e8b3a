"""Whom and which teams a cycle knows before a file's answers are held against them on the upload page.

The roster of the cycle decides; where it states no team, the teams of the cycle before do, by name.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.matching.text import label_key
from pipeline.matching.who_is_who import Known, Listed
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection


def known_of(connection: Connection, cycle: str) -> Known:
    """The people on a cycle's roster, and the teams that answers of the cycle are expected to name.

    Returns
    -------
    Known
        Without a roster nobody is known, and the teams are those of the latest cycle before (by name) that
        has any; without either there are none.
    """
    entries = {entry.name: entry.cycle for entry in read.cycle_entries(connection)}
    lines = read.rows_of(connection, "roster_lines.sql", {"cycle": entries.get(cycle)})
    people = tuple(Listed(line["person"], line["name"], line["team"]) for line in lines if line["person"])
    teams = _each_once(each.team for each in people)
    if teams:
        return Known(people, teams)
    for name in sorted((name for name in entries if name < cycle), reverse=True):
        groups = read.rows_of(connection, "group_names.sql", {"cycle": entries[name]})
        if teams := _each_once(group["team"] for group in groups):
            return Known(people, teams, name)
    return Known(people)


def _each_once(names: Iterable[str | None]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        if name:
            first.setdefault(label_key(name), name)
    return tuple(first.values())
