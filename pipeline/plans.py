"""One person's plan: own answers and own targets, and nobody else's.

The pages ask with the address of whoever signed in and with nothing else; a cycle, a team or another person cannot be
asked for. An analyst at the command line, who holds the warehouse, names the person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

import pandas as pd

from pipeline.catalogues import catalogue_of
from pipeline.errors import SettingsError, WarehouseError
from pipeline.framework_reading import Profile
from pipeline.identified import identified, identified_by_address
from pipeline.led import led
from pipeline.library import available_frameworks, cycle_framework
from pipeline.matching.needs import resolved_needs
from pipeline.matching.resolve import GroupNames, resolved_impacts, resolved_targets
from pipeline.matching.text import label_key
from pipeline.metrics.personal_reading import PersonalReading, personal_reading
from pipeline.metrics.targets import with_targets
from pipeline.model import Framework, Json, Promise
from pipeline.programme.modules import Module
from pipeline.programme.paths import steps_of
from pipeline.programme.personal import Given, Judgement, Plan, Wish, plan
from pipeline.settings import Home
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.own import Own, own
from pipeline.warehouse.promise import promise_of


@dataclass(frozen=True)
class Owned:
    """What a plan is made of: a person's place and answers, and what the cycle expects of that place.

    Without a person it is what is expected of everybody, and without a cycle what the framework assumes.
    """

    cycle: str | None
    framework: Framework
    promise: Promise | None
    name: str | None
    team: str | None
    division: str | None
    role: str | None
    given: Given = field(repr=False)
    modules: tuple[Module, ...] = field(default=(), repr=False)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The roles of the framework that somebody may aim at instead."""
        return self.framework.reading.profiles if self.framework.reading else ()

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer on file."""
        return bool(self.given.levels)

    def with_levels(self, levels: Mapping[str, int]) -> Owned:
        """The same place with what the person says now: dimension (id) -> level."""
        return replace(self, given=replace(self.given, levels=levels, ticks={}))

    def with_profile(self, name: str) -> Owned:
        """The same person held against a role of the framework, by its id or name, instead of the company's targets.

        Raises
        ------
        SettingsError
            Where the framework has no such role.
        """
        found = next((each for each in self.profiles if name in (each.id, each.name)), None)
        if found is None:
            known = ", ".join(each.id for each in self.profiles) or "none"
            raise SettingsError(f"{self.framework.name} has no profile {name!r}.", f"There are {known}.")
        return replace(self, given=replace(self.given, targets=found.targets, impacts=found.impacts))

    def plan(self, judgement: Judgement | None = None) -> Plan:
        """The plan, under the person's own judgement of the gaps."""
        return plan(self.framework, self.given, judgement, self.modules)

    def reading(self) -> PersonalReading | None:
        """The answers as the framework reads them; None where it has no reading of its own."""
        return personal_reading(self.framework, self.given.levels, self.given.ticks)


def plan_inputs(home: Home, cycle: str, person: str) -> Owned:
    """What one person's plan is made of, for an analyst who names the person.

    Raises
    ------
    WarehouseError
        Where nobody has answered in the cycle, or the person is not one of those who were asked or answered.
    """
    with opened(home) as connection:
        found = _owned(connection, home, cycle, identified(connection, home, person))
    if found is None:
        raise WarehouseError(
            f"{person!r} was neither asked nor answered in cycle {cycle!r}.",
            "Check the cycle, and the address or employee id.",
        )
    return found


def own_plan_inputs(home: Home, address: str) -> Owned | None:
    """What the plan of whoever signed in is made of, in the newest cycle with answers in which the person counts.

    None where there is no such cycle.

    Raises
    ------
    WarehouseError
        Where several people share the address.
    """
    with opened(home) as connection:
        person = identified_by_address(connection, home, address)
        names = [each.name for each in read.cycle_entries(connection) if each.framework]
        found = (_owned(connection, home, name, person) for name in reversed(names) if person is not None)
        return next((each for each in found if each is not None), None)


def led_plan_inputs(home: Home, address: str, person: int) -> Owned | None:
    """What the plan of somebody is made of whom the reader leads, in the newest cycle with answers in which they count.

    None where the reader does not lead the person by the roster of that cycle, or its promise does not allow it: both
    are asked anew here, whatever a page has kept.
    """
    with opened(home) as connection:
        names = [each.name for each in read.cycle_entries(connection) if each.framework]
        found = next(
            (each for name in reversed(names) if (each := _owned(connection, home, name, person)) is not None), None
        )
    if found is None or found.cycle is None or person not in led(home, found.cycle, address).people:
        return None
    return found


def open_plan_inputs(home: Home) -> Owned:
    """What somebody who is not known anywhere is held against: what the newest cycle expects of everybody."""
    nobody = Own(None, None, None, None, {}, {})
    with opened(home) as connection:
        entries = [each for each in read.cycle_entries(connection) if each.framework]
        framework = cycle_framework(connection, entries[-1]) if entries else None
        if framework is not None:
            return _of(connection, home, entries[-1], framework, nobody)
        framework = available_frameworks(connection)[0]
    targets = {each.id: framework.default_target for each in framework.dimensions}
    return Owned(None, framework, None, None, None, None, None, Given({}, targets=targets))


def plan_json(found: Owned, person: str, made: Plan) -> Json:
    """A plan as the command prints it."""
    return {
        "person": person,
        "name": found.name,
        "team": found.team,
        "division": found.division,
        "role": found.role,
        "cycle": found.cycle,
        "framework": found.framework.id,
        "answered": found.is_answered,
        "dimensions": [{**asdict(each), "is_strength": each.is_strength} for each in made.standings],
        "quarters": [asdict(each) for each in made.quarters],
        "later": [asdict(each) for each in made.later],
    }


def _owned(connection: Connection, home: Home, cycle: str, person: int) -> Owned | None:
    entry = read.cycle_entry(connection, cycle)
    framework = cycle_framework(connection, entry) if entry else None
    if entry is None or framework is None:
        raise WarehouseError(f"Nobody has answered in cycle {cycle!r}.", "Load answers of that cycle first.")
    found = own(connection, entry.cycle, person, framework)
    if found is None:
        return None
    return _of(connection, home, entry, framework, found)


def _of(connection: Connection, home: Home, entry: read.CycleEntry, framework: Framework, found: Own) -> Owned:
    given = _given(connection, entry, framework, found)
    promise = promise_of(connection, entry.name)
    place = (found.name, found.team, found.division, found.role)
    return Owned(entry.name, framework, promise, *place, given, _modules(home, framework, found.role))


def _modules(home: Home, framework: Framework, role: str | None) -> tuple[Module, ...]:
    """What leads on in the track of a role, as the same people are given seats."""
    steps = steps_of(catalogue_of(home, framework).catalogue, role)
    return tuple(dict.fromkeys(steps.values()))


def _given(connection: Connection, entry: read.CycleEntry, framework: Framework, found: Own) -> Given:
    names = _names(found)
    place = pd.DataFrame(
        [(found.division, found.team, found.role, each.id) for each in framework.dimensions],
        columns=["division", "team", "role", "dimension"],
        dtype=object,
    )
    lines = read.lines_of(connection, "target", entry.cycle)
    targets = resolved_targets(lines, framework, names)[0] if entry.has_targets else None
    expected = with_targets(place, targets, framework)
    stated = with_targets(place, resolved_impacts(lines, framework, names), framework)
    needs = resolved_needs(read.lines_of(connection, "need", entry.cycle), framework, names)
    wishes = [
        Wish(str(project), str(dimension), int(level))
        for project, dimension, level in zip(needs["project"], needs["dimension"], needs["level"], strict=True)
    ]
    return Given(found.levels, found.ticks, _levels(expected), _levels(stated), wishes)


def _names(found: Own) -> GroupNames:
    """Only the person's own groups, so that lines for others mean nobody."""

    def only(name: str | None) -> dict[str, str]:
        return {label_key(name): name} if name else {}

    return GroupNames(only(found.team), only(found.division), only(found.role))


def _levels(expected: pd.DataFrame) -> dict[str, int]:
    stated = expected.dropna(subset="target")
    return dict(zip(stated["dimension"], stated["target"].astype(int).tolist(), strict=True))
