"""Larkspur Robotics, a company that does not exist: who works where in 2025 and in 2026.

Decision: the roster of 2026 is drawn first, with the team sizes below, and 2025 is derived from it
(joiners taken out, leavers put in, movers put back), so that the sizes people see are exact.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from itertools import product

CYCLES = (2025, 2026)

TEAMS: dict[str, dict[str, tuple[int, str, str]]] = {  # division -> team -> (people, main role, second role)
    "Navigation": {
        "Foxglove": (24, "data", "backend"),
        "Bluebell": (18, "backend", "data"),
        "Yarrow": (14, "backend", "backend"),
        "Clover": (12, "data", "data"),
        "Sorrel": (8, "backend", "backend"),
        "Teasel": (4, "data", "data"),
    },
    "Manipulation": {
        "Bracken": (20, "backend", "data"),
        "Heather": (16, "backend", "backend"),
        "Juniper": (12, "backend", "backend"),
        "Rowan": (9, "data", "data"),
        "Hazel": (6, "backend", "backend"),
        "Gorse": (3, "backend", "backend"),
    },
    "Fleet Cloud": {
        "Willow": (30, "platform", "backend"),
        "Alder": (22, "platform", "platform"),
        "Aspen": (17, "backend", "platform"),
        "Sedge": (13, "platform", "platform"),
        "Fescue": (10, "data", "data"),
        "Rush": (5, "backend", "backend"),
    },
    "Customer Apps": {
        "Marigold": (19, "frontend", "backend"),
        "Poppy": (15, "frontend", "frontend"),
        "Tansy": (11, "frontend", "frontend"),
        "Campion": (7, "backend", "backend"),
        "Betony": (4, "frontend", "frontend"),
        "Cornflower": (3, "frontend", "frontend"),
    },
}
DIVISIONS = {team: division for division, teams in TEAMS.items() for team in teams}

JOINERS, LEAVERS, MOVERS = 42, 31, 16

_SHARE_OF_MAIN_ROLE = 0.62
_SITES = ("Millbrook", "Port Ansel", "Upper Wending")
_GIVEN = (
    "Abelina",
    "Bertwin",
    "Cosmo",
    "Dorabel",
    "Elowen",
    "Fitch",
    "Gwendal",
    "Hollis",
    "Ismene",
    "Jorvik",
    "Kestrel",
    "Lumen",
    "Mirabeth",
    "Nimue",
    "Orlo",
    "Petrova",
    "Quillon",
    "Rosalba",
    "Sorley",
    "Tamsin",
    "Ulrica",
    "Vesper",
    "Wilfrey",
    "Xanthe",
    "Yorick",
    "Zephine",
)
_FAMILY = (
    "Applegarth",
    "Bramblecote",
    "Copperwick",
    "Duskwater",
    "Elderfen",
    "Fernsby",
    "Gatherwood",
    "Hollowmere",
    "Inkpenny",
    "Jesterly",
    "Kettlewell",
    "Larkfoot",
    "Marrowby",
    "Nettlebed",
    "Oatcastle",
    "Pebbleby",
    "Quickthorn",
    "Riddlestone",
    "Silverlatch",
    "Thistlewood",
    "Underbough",
    "Vinterby",
    "Wrenfield",
    "Yewdale",
)


@dataclass(frozen=True)
class Person:
    """One line of a roster."""

    address: str
    name: str
    team: str
    role: str
    location: str
    manager: str = ""

    @property
    def division(self) -> str:
        """Division of the person's team."""
        return DIVISIONS[self.team]


Roster = tuple[Person, ...]


def rosters() -> dict[int, Roster]:
    """Roster by cycle: 302 people in 2026; 42 of them are new, 31 have left, 16 changed teams."""
    chance = random.Random("larkspur rosters")
    names = [f"{given} {family}" for given, family in product(_GIVEN, _FAMILY)]
    chance.shuffle(names)
    now = _staffed(names, chance)
    joiners = set(chance.sample(range(len(now)), JOINERS))
    stayers = [person for position, person in enumerate(now) if position not in joiners]
    movers = set(chance.sample(range(len(stayers)), MOVERS))
    before = [_elsewhere(person, chance) if position in movers else person for position, person in enumerate(stayers)]
    spare = names[len(now) :]
    leavers = [_newcomer(spare[position], chance.choice(now).team, chance) for position in range(LEAVERS)]
    return {2025: _managed([*before, *leavers]), 2026: _managed(now)}


def _staffed(names: list[str], chance: random.Random) -> list[Person]:
    teams = [(team, size) for by_team in TEAMS.values() for team, (size, _, _) in by_team.items()]
    places = [team for team, size in teams for _ in range(size)]
    return [_newcomer(name, team, chance) for name, team in zip(names, places, strict=False)]


def _newcomer(name: str, team: str, chance: random.Random) -> Person:
    _, main, second = TEAMS[DIVISIONS[team]][team]
    role = main if chance.random() < _SHARE_OF_MAIN_ROLE else second
    address = f"{name.lower().replace(' ', '.')}@example.com"
    return Person(address, name, team, role, chance.choice(_SITES))


def _elsewhere(person: Person, chance: random.Random) -> Person:
    """Put a mover back into another team of the same main role, where there is one."""
    role = TEAMS[person.division][person.team][1]
    alike = [team for by_team in TEAMS.values() for team, (_, main, _) in by_team.items() if main == role]
    return replace(person, team=chance.choice([team for team in alike if team != person.team]))


def _managed(people: list[Person]) -> Roster:
    """Sort a roster by team; a team's first person leads it, a division's first leads the leads."""
    order = list(DIVISIONS)
    in_order = sorted(people, key=lambda person: (order.index(person.team), person.address))
    leads: dict[str, str] = {}
    heads: dict[str, str] = {}
    for person in in_order:
        leads.setdefault(person.team, person.address)
        heads.setdefault(person.division, person.address)
    return tuple(replace(person, manager=_manager(person, leads, heads)) for person in in_order)


def _manager(person: Person, leads: dict[str, str], heads: dict[str, str]) -> str:
    lead, head = leads[person.team], heads[person.division]
    if person.address != lead:
        return lead
    return head if person.address != head else ""
