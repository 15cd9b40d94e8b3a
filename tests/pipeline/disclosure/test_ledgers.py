"""Attacks on two cycles at once: whatever is told of a change, nobody can work out a figure of a few people.

The attacker reads the published rows, writes down for every figure the people it is made of, and looks for any set of
fewer than the group size that is a sum or difference of these. Who is in which class is worked out person by person
here, from the definitions and not from the code that is under attack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from pipeline.changes import CyclePair
from pipeline.disclosure.decision import decisions
from pipeline.disclosure.ledgers import FORMS, Form, Place, Side, What, told_ledgers
from pipeline.disclosure.released import Decision
from pipeline.disclosure.units import Rule
from pipeline.ledgers import published_changes
from pipeline.metrics.pairs import Pair
from tests.pipeline.metrics.changes import framework

K = 3
DIVISION_OF = {"Atlas": "North", "Beacon": "North", "Cedar": "South", "Dune": "South"}
ROLES = ("data", "backend", "lead")


@dataclass(frozen=True)
class Stand:
    """Where somebody stands in one cycle; no level: silent."""

    team: str
    role: str
    level: int | None
    own: int | None
    aim: int | None

    @property
    def division(self) -> str:
        return DIVISION_OF[self.team]

    def group(self, kind: str) -> tuple[str | None, str]:
        names = {"company": "All", "division": self.division, "team": self.team, "role": self.role}
        return self.division if kind == "team" else None, names[kind]


Person = tuple[Stand | None, Stand | None]


def company(seed: int) -> list[Person]:
    """Some forty made-up people over two years: most stay, some move, join, leave or say nothing."""
    rng = np.random.default_rng(seed)

    def pick(options: Sequence[Any]) -> Any:
        return options[rng.integers(len(options))]

    targets = {role: pick([2, 3, 3, None]) for role in ROLES}
    later = {role: pick([targets[role], targets[role], 3]) for role in ROLES}
    teams = list(DIVISION_OF)

    def level() -> int | None:
        return None if rng.random() < 0.2 else int(rng.integers(0, 5))

    people: list[Person] = []
    for _ in range(int(rng.integers(18, 45))):
        team, role = pick(teams), pick(["data", "backend", "backend", "lead"])
        now_team = pick(teams) if rng.random() < 0.12 else team
        now_role = pick(ROLES) if rng.random() < 0.08 else role
        fate = rng.random()
        before = None if fate < 0.12 else Stand(team, role, level(), targets[role], later[role])
        after = None if fate > 0.9 else Stand(now_team, now_role, level(), later[now_role], later[now_role])
        people.append((before, after))
    return people


def decision_of(people: list[Person], side: int) -> dict[str, Decision]:
    stands = [person[side] for person in people if person[side] is not None and person[side].level is not None]  # type: ignore[union-attr]
    rows = [
        (each.division, each.team, each.role, "D1", each.own, 1, int(each.own is not None and each.level < each.own))
        for each in stands
        if each is not None and each.level is not None
    ]
    columns = ["division", "team", "role", "dimension", "target", "assessed", "below"]
    atoms = pd.DataFrame(rows, columns=columns).astype({"target": "Int8"})
    keys = ["division", "team", "role", "dimension", "target"]
    summed = atoms.groupby(keys, dropna=False)[["assessed", "below"]].sum().reset_index()
    return decisions(summed.assign(is_asked=False), Rule(K), "All")


def pair_of(people: list[Person]) -> CyclePair:
    rows = []
    for before, after in people:
        if (before is None or before.level is None) and (after is None or after.level is None):
            continue
        row: dict[str, Any] = {"dimension": "D1", "people": 1, "before_aim": before and before.aim}
        for side, stand in (("before", before), ("after", after)):
            row |= {f"{side}_is_asked": stand is not None, f"{side}_has_ticks": False}
            for name in ("division", "team", "role", "level"):
                row[f"{side}_{name}"] = getattr(stand, name) if stand else None
            row |= {f"{side}_owner": row[f"{side}_division"], f"{side}_scored": row[f"{side}_level"]}
            row[f"{side}_target"] = stand and stand.own
        rows.append(row)
    numbers = [f"{side}_{name}" for side in ("before", "after") for name in ("level", "scored", "target")]
    frame = pd.DataFrame(rows).astype(dict.fromkeys([*numbers, "before_aim"], "Int8"))
    texts = frame.select_dtypes(include=["object", "str"]).columns
    frame = frame.assign(**{name: frame[name].astype(object).where(frame[name].notna(), None) for name in texts})
    pair = Pair(frame, framework(), "All", has_rosters=True)
    return CyclePair(None, None, frame, pair)  # type: ignore[arg-type]


class Attacker:
    """Who is behind what is told of one cycle."""

    def __init__(self, people: list[Person], side: int, decision: Decision) -> None:
        self.people, self.side, self.other = people, side, 1 - side
        self.decision = decision
        self.there = [
            number
            for number, person in enumerate(people)
            if (stand := person[side]) is not None and stand.level is not None
        ]

    def stand(self, number: int) -> Stand:
        stand = self.people[number][self.side]
        assert stand is not None
        return stand

    def group(self, kind: str, division: str | None, name: str) -> list[int]:
        return [number for number in self.there if self.stand(number).group(kind) == (division, name)]

    def published(self) -> Iterator[list[int]]:
        """Groups, small teams together, and the people of each target where gap figures are shown."""
        for what, is_parted in ((self.decision.levels, False), (self.decision.gaps, True)):
            for kind, division, name in what:
                if kind == "together":
                    unit = next(
                        each
                        for each in self.decision.together
                        if self.decision.part((kind, division, name)).teams == each
                    )
                    members = [n for n in self.there if any(self.stand(n).team == team.team for team in unit)]
                else:
                    members = self.group(kind, division, name)
                yield members
                if is_parted:
                    yield from self.split(members, lambda number: self.stand(number).own)

    def split(self, members: list[int], key: Any) -> Iterator[list[int]]:
        for value in {key(number) for number in members}:
            yield [number for number in members if key(number) == value]

    def counts(self, number: int, side: int, has_target: bool) -> bool:
        stand = self.people[number][side]
        return stand is not None and stand.level is not None and (not has_target or stand.aim is not None)

    def class_of(self, number: int, kind: str, has_target: bool) -> str:
        here, there = self.people[number][self.side], self.people[number][self.other]
        assert here is not None
        if there is None:
            return "stranger"
        if here.group(kind) != there.group(kind):
            return "mover"
        return "matched" if self.counts(number, self.other, has_target) else "quiet"

    def ledger(self, row: dict[str, Any], has_target: bool) -> Iterator[list[int]]:
        members = [
            number
            for number in self.group(row["kind"], row["division"], row["group"])
            if self.counts(number, self.side, has_target)
        ]
        is_merged = row["people"]["new_hire"] is None

        def name(number: int) -> str:
            found = self.class_of(number, row["kind"], has_target)
            return "other" if is_merged and found != "matched" else found

        yield from self.split(members, name)

    def turned(self, row: dict[str, Any], has_levels: bool) -> Iterator[list[int]]:
        """Matched people by target, and those whose target changed: told by shortfalls beside levels."""
        members = [
            n
            for n in self.group(row["kind"], row["division"], row["group"])
            if self.counts(n, self.side, has_target=True)
        ]
        if has_levels:
            matched = [number for number in members if self.class_of(number, row["kind"], has_target=True) == "matched"]
            yield from self.split(matched, lambda number: self.stand(number).aim)
        if self.side == 0 and has_levels:
            yield from self.split(members, lambda number: (self.stand(number).own, self.stand(number).aim))
        elif self.side == 0:
            yield [number for number in members if self.stand(number).own != self.stand(number).aim]

    def few(self) -> list[tuple[int, ...]]:
        return [few for size in range(1, K) for few in combinations(self.there, size)]


def projected(told: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The projection onto the space of all combinations."""
    _, sizes, rows = np.linalg.svd(told, full_matrices=False)
    kept = rows[sizes > 1e-9]
    return kept.T @ kept


def leaks(people: list[Person], rows: pd.DataFrame, shown: tuple[dict[str, Decision], dict[str, Decision]]) -> int:
    """How many sets of a few people can be worked out, on both sides."""
    found = 0
    by_measure = {
        measure: [row for row in of_measure.to_dict("records") if row["ledger"] is not None and row["dimension"]]
        for measure, of_measure in rows.groupby("measure")
    }
    of_levels = {(row["kind"], row["division"], row["group"]) for row in by_measure.get("level", [])}
    for row in by_measure.get("mean_shortfall", []):  # who crossed the target is a second figure of the same people
        assert pd.isna(row["crossed_up"]) == ((row["kind"], row["division"], row["group"]) not in of_levels)
    for side in (0, 1):
        attacker = Attacker(people, side, shown[side].get("D1", Decision()))
        sets = list(attacker.published())
        for row in by_measure.get("level", []):
            sets += attacker.ledger(row, has_target=False)
        for row in by_measure.get("mean_shortfall", []):
            key = (row["kind"], row["division"], row["group"])
            sets += [*attacker.ledger(row, has_target=True), *attacker.turned(row, key in of_levels)]
        found += small_sets(attacker, [members for members in sets if members])
    return found


def small_sets(attacker: Attacker, sets: list[list[int]]) -> int:
    if not sets:
        return 0
    place = {number: column for column, number in enumerate(attacker.there)}
    told = np.zeros((len(sets), len(place)))
    for row, members in enumerate(sets):
        told[row, [place[number] for number in members]] = 1
    space = projected(told)
    aims = np.zeros((len(few := attacker.few()), len(place)))
    for row, numbers in enumerate(few):
        aims[row, [place[number] for number in numbers]] = 1
    return int((np.abs(aims @ space - aims).max(axis=1) < 1e-7).sum())


SEEDS = range(12)


def test_no_change_tells_of_a_few_people_and_many_are_told() -> None:
    found = {seed: attack(seed) for seed in SEEDS}
    assert {seed: count for seed, (count, _) in found.items() if count} == {}
    assert sum(ledgers for _, ledgers in found.values()) > 4 * len(SEEDS)


def attack(seed: int) -> tuple[int, int]:
    people = company(seed)
    shown = (decision_of(people, 0), decision_of(people, 1))
    rows = published_changes(pair_of(people), shown, Rule(K), K, frozenset())
    return leaks(people, rows, shown), int(rows["ledger"].notna().sum())


def test_enough_matched_people_alone_would_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """The attack can fail: where the number of matched people is the only rule it does, on most companies."""

    def naive(sides: list[Side], places: dict[Place, list[str]], rule: Rule) -> dict[Place, Form]:
        def form(place: Place) -> Form | None:
            fitting = (form for form in FORMS if set(form.tells) <= set(places[place]))
            return next((form for form in fitting if sides[0].matched(place, form) >= rule.min_group), None)

        return {place: found for place in places if (found := form(place))}

    monkeypatch.setattr("pipeline.ledgers.told_ledgers", naive)
    assert sum(attack(seed)[0] > 0 for seed in range(6)) > 3


def test_what_is_told_already_and_tells_too_much_comes_to_an_end() -> None:
    # Two atoms of team 1, of eight and two people, are told apart by whatever else was published of teams.
    people = np.array([10, 8, 2])
    whole = np.zeros(3, np.int64)
    groups = {"company": whole, "division": whole, "role": whole, "team": np.array([0, 1, 1])}
    matched: dict[What, dict[str, npt.NDArray[np.int64]]] = {
        "levels": dict.fromkeys(groups, whole),
        "shortfall": dict.fromkeys(groups, whole),
    }
    told = np.array([[True, True, True], [False, True, False], [False, False, True]])
    side = Side(people, people, whole, told, np.array([False, True, True]), groups, matched, whole, None)
    places: dict[Place, Sequence[What]] = {
        Place(kind, group): ["levels"] for kind, group in (("company", 0), ("division", 0), ("team", 0), ("team", 1))
    }
    assert told_ledgers([side, side], places, Rule(K, suppresses_unanimous=False)) == {}
