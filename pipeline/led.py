"""Whom somebody leads by the roster of a cycle, and whether the promise lets them see these people by name.

Decision: by name only those whose own line in the roster names the reader as manager, and not everybody of a team in
which somebody does: the head of a division leads the teams' leads, and was never promised to their people.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.errors import WarehouseError
from pipeline.identified import identified_by_address
from pipeline.model import NO_TEAM, Promise
from pipeline.settings import Home
from pipeline.warehouse.connection import opened
from pipeline.warehouse.promise import promise_of
from pipeline.warehouse.read import cycle_entry, rows_of

NAMING: tuple[Promise, ...] = ("managers", "open")
"""Promises under which a manager sees the people they lead by name."""


@dataclass(frozen=True)
class Led:
    """Whom somebody leads in a cycle.

    ``teams`` (division, team) of these people, the one with most of them first: the roster tells it, no answer does.
    ``names`` are these people by their number (people.person), by name or else by address; empty unless the promise of
    the cycle allows it.
    """

    teams: tuple[tuple[str | None, str], ...] = ()
    names: tuple[tuple[int, str], ...] = ()

    @property
    def people(self) -> frozenset[int]:
        """The numbers of those whom the reader may see by name."""
        return frozenset(person for person, _ in self.names)


def led(home: Home, cycle: str, address: str | None) -> Led:
    """Whom whoever signed in leads; nobody without an address, or where it is not known or several people's."""
    if address is None:
        return Led()
    with opened(home) as connection:
        entry = cycle_entry(connection, cycle)
        try:
            person = identified_by_address(connection, home, address)
        except WarehouseError:  # an address of several people is nobody's
            person = None
        if entry is None or person is None:
            return Led()
        rows = rows_of(connection, "led_people.sql", {"cycle": entry.cycle, "person": person, "no_team": NO_TEAM})
        promise = promise_of(connection, cycle)
    counts = Counter((row["division"], row["team"]) for row in rows)
    teams = sorted(counts, key=lambda place: (-counts[place], place[1], place[0] or ""))
    named = tuple((row["person"], row["name"] or row["identifier"]) for row in rows)
    return Led(tuple(teams), named if promise in NAMING else ())
