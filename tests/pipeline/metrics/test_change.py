"""The change ledger against the worked example and against a brute force over persons."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics.change import changes
from pipeline.metrics.ledger import MEASURES, Measure
from pipeline.metrics.pairs import Pair
from tests.pipeline.metrics.changes import DIMENSIONS, LEVELS, framework

EXAMPLE = json.loads((Path(__file__).parents[2] / "worked_example.json").read_text("utf-8"))

MOVES = ("improved", "same", "declined")


@dataclass(frozen=True)
class Stand:
    """Where a person stands in one cycle, and what they answered; ``own`` and ``aim`` are targets."""

    is_asked: bool
    division: str
    team: str
    role: str | None
    answers: dict[str, int]
    own: int | None
    aim: int | None


Person = tuple[Stand | None, Stand | None]


def pair_of(people: list[Person], has_rosters: bool = True) -> Pair:
    rows = []
    for person, dimension in product(people, DIMENSIONS):
        before, after = person
        levels = [stand.answers.get(dimension) if stand else None for stand in person]
        if levels == [None, None]:
            continue
        row: dict[str, Any] = {"dimension": dimension, "people": 1, "before_aim": before.aim if before else None}
        for side, stand, level in zip(("before", "after"), person, levels, strict=True):
            row |= {
                f"{side}_is_asked": stand is not None and stand.is_asked,
                f"{side}_division": stand and stand.division,
                f"{side}_owner": stand and stand.division,
                f"{side}_team": stand and stand.team,
                f"{side}_role": stand and stand.role,
                f"{side}_level": level,
                f"{side}_scored": level,
                f"{side}_target": None if stand is None else stand.own,
            }
        assert after is None or after.own == after.aim
        rows.append(row)
    numbers = [f"{side}_{name}" for side in ("before", "after") for name in ("level", "scored", "target")]
    columns = [*row] if rows else []
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys([*numbers, "before_aim"], "Int8"))
    kept = [name for name in frame if name not in ("people",)]
    counts = frame.groupby(kept, dropna=False)["people"].sum().reset_index()
    texts = [f"{side}_{name}" for side in ("before", "after") for name in ("division", "owner", "team", "role")]
    plain = {name: counts[name].astype(object).where(counts[name].notna(), None) for name in texts}
    return Pair(counts.assign(**plain), framework(), "All", has_rosters)


def key(stand: Stand | None, kind: str) -> tuple[str | None, str | None]:
    if stand is None:
        return (None, None)
    if kind == "team":
        return stand.team, stand.division
    return {"company": "All", "division": stand.division, "role": stand.role}[kind], None


def value(measure: Measure, level: int, target: int | None) -> Fraction:
    if measure == "level":
        return Fraction(level)
    assert target is not None
    return Fraction(max(0, target - level) if measure == "mean_shortfall" else int(level < target))


CLASSES = ("new_hire", "first_answer", "moved_in", "leaver", "silent", "moved_out")


class BruteForce:
    """Everything of one row, person by person, as docs/metrics.md defines it."""

    def __init__(
        self, people: list[Person], measure: Measure, kind: str, group: tuple[str, str | None], dimension: str
    ) -> None:
        self.people, self.kind, self.group, self.dimension, self.measure = people, kind, group, dimension, measure
        own = self.counted(0, "own")
        self.then, self.now = self.counted(0, "aim"), self.counted(1, "own")
        self.before, self.aimed, self.after = mean(own), mean(self.then), mean(self.now)
        self.matched = self.then.keys() & self.now.keys()
        self.m1, self.m2 = (mean({each: side[each] for each in self.matched}) for side in (self.then, self.now))

    def counted(self, side: int, aim: str) -> dict[int, Fraction]:
        found = {}
        for number, person in enumerate(self.people):
            stand = person[side]
            if stand is None or key(stand, self.kind) != self.group or self.dimension not in stand.answers:
                continue
            target = getattr(stand, aim)
            if self.measure == "level" or target is not None:
                found[number] = value(self.measure, stand.answers[self.dimension], target)
        return found

    def class_of(self, number: int, other: int, has_rosters: bool) -> str:
        there = self.people[number][other]
        names = ("moved_out", "leaver", "silent") if other else ("moved_in", "new_hire", "first_answer")
        if not has_rosters:
            return names[2]
        if there is None or not there.is_asked:
            return names[1]
        return names[2] if key(there, self.kind) == self.group else names[0]

    def ledger(self, has_rosters: bool) -> tuple[dict[str, int], dict[str, Fraction] | None]:
        heads = {"matched": len(self.matched), **dict.fromkeys(CLASSES, 0)}
        entries = dict.fromkeys(CLASSES, Fraction(0))
        sides = ((self.now, self.m2, 1, 0), (self.then, self.m1, -1, 1))
        for here, same, sign, other in sides:
            for number in here.keys() - self.matched:
                name = self.class_of(number, other, has_rosters)
                heads[name] += 1
                entries[name] += sign * (here[number] - (same or 0)) / len(here)
        if self.m1 is None or self.m2 is None or self.before is None or self.aimed is None:
            return heads, None
        return heads, {"within": self.m2 - self.m1, "target_change": self.aimed - self.before, **entries}

    def levels(self) -> list[tuple[int, int]]:
        moved = [self.people[each] for each in self.matched]
        return [
            (before.answers[self.dimension], after.answers[self.dimension])
            for before, after in moved
            if before is not None and after is not None
        ]


def mean(counted: dict[int, Fraction]) -> Fraction | None:
    return sum(counted.values(), Fraction(0)) / len(counted) if counted else None


def stands() -> st.SearchStrategy[Stand | None]:
    answers = st.dictionaries(st.sampled_from(DIMENSIONS), st.sampled_from(LEVELS))
    targets = st.sampled_from([None, 2, 3, 4])
    return st.none() | st.builds(
        Stand,
        st.sampled_from([True, True, True, False]),
        st.sampled_from(["North", "South"]),
        st.sampled_from(["Atlas", "Beacon"]),
        st.sampled_from([None, "data", "backend"]),
        answers,
        targets,
        targets,
    )


def later(stand: Stand | None) -> Stand | None:
    """The later cycle's targets are its own."""
    return stand and Stand(stand.is_asked, stand.division, stand.team, stand.role, stand.answers, stand.aim, stand.aim)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(stands(), stands().map(later)), min_size=1, max_size=14),
    st.sampled_from(MEASURES),
    st.sampled_from(["company", "division", "team", "role"]),
    st.booleans(),
)
def test_every_entry_equals_a_count_of_persons(
    people: list[Person], measure: Measure, kind: str, rosters: bool
) -> None:
    if not any(stand and stand.answers for person in people for stand in person):
        return
    for row in changes(pair_of(people, rosters), measure, kind, by_dimension=True).to_dict("records"):
        wanted = BruteForce(people, measure, kind, (row["group"], row["division"]), row["dimension"])
        heads, entries = wanted.ledger(rosters)
        assert [row["before"], row["after"]] == [near(wanted.before), near(wanted.after)]
        assert row["people"] | heads == row["people"]
        assert (row["ledger"] is None) == (entries is None)
        if entries is not None:
            ledger = row["ledger"]
            assert {name: ledger[name] for name in entries} == {name: near(entry) for name, entry in entries.items()}
            parts = [entry for name, entry in ledger.items() if name not in ("joined", "gone")]
            merged = ("within", "joined", "gone", "target_change", "rubric_change")
            assert sum(parts) == sum(ledger[name] for name in merged) == near(row["change"])
        check_movement(row, wanted)


def check_movement(row: dict[str, Any], wanted: BruteForce) -> None:
    moved = wanted.levels()
    assert row["matched"] == len(moved) == sum(row["transitions"].values())
    assert row["improved"] == sum(then < now for then, now in moved)
    assert row["declined"] == sum(then > now for then, now in moved)
    assert row["same"] == sum(then == now for then, now in moved)
    assert row["transitions"] == Counter(f"{then}->{now}" for then, now in moved)
    if wanted.measure != "level":
        steps = [(wanted.then[each], wanted.now[each]) for each in wanted.matched]
        assert row["crossed_up"] == sum(then > 0 and now == 0 for then, now in steps)
        assert row["crossed_down"] == sum(then == 0 and now > 0 for then, now in steps)


def near(figure: Fraction | float | None) -> Any:
    return IsNull() if figure is None else pytest.approx(float(figure), abs=1e-9)


class IsNull:
    """Equal to whatever is null."""

    def __eq__(self, other: object) -> bool:
        return bool(pd.isna(other))  # type: ignore[call-overload]

    def __hash__(self) -> int:
        return 0


def example_pair() -> Pair:
    def stand(person: str, year: str) -> Stand | None:
        teams = {name: team for team, names in EXAMPLE["roster"][year].items() for name in names}
        if person not in teams:
            return None
        return Stand(True, "", teams[person], None, EXAMPLE["responses"][year].get(person, {}), 0, 0)

    people = [(stand(f"p{number}", "2025"), stand(f"p{number}", "2026")) for number in range(1, 9)]
    pair = pair_of(people)
    asked = pair.people["dimension"].map(EXAMPLE["targets"]).astype("Int8")
    aimed = pair.people.assign(before_target=asked, before_aim=asked, after_target=asked)
    return Pair(aimed, pair.framework, "All", has_rosters=True)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_worked_example(dimension: str) -> None:
    wanted = EXAMPLE["change_2025_2026_ALL"][dimension]
    rows = changes(example_pair(), "mean_shortfall", "company", by_dimension=True)
    [row] = rows[rows["dimension"] == dimension].to_dict("records")

    def exact(name: str) -> Any:
        return pytest.approx(float(Fraction(wanted[name]["frac"])), abs=1e-9)

    assert row["change"] == exact("total_change_mean_shortfall")
    assert row["ledger"]["within"] == exact("within")
    assert row["ledger"]["leaver"] == exact("leaver_effect")
    assert row["ledger"]["new_hire"] == exact("new_joiner_effect")
    assert row["ledger"]["first_answer"] == exact("first_response_effect")
    assert [row[name] for name in MOVES] == [wanted[name] for name in MOVES]
    assert row["transitions"] == wanted["transitions"]
    assert pd.isna(row["p_value"])  # five matched people


def test_people_who_moved_are_in_the_company_all_the_same() -> None:
    def at(team: str, level: int) -> Stand:
        return Stand(True, "North", team, None, {"D1": level}, 3, 3)

    people: list[Person] = [(at("Atlas", 1), at("Beacon", 2)), (at("Atlas", 3), at("Atlas", 3))]
    rows = {kind: changes(pair_of(people), "mean_shortfall", kind, by_dimension=True) for kind in ("company", "team")}
    assert rows["company"]["people"].tolist()[0]["matched"] == 2
    assert [row["moved_out"] for row in rows["team"]["people"] if row] == [1, 0]
    assert [row["moved_in"] for row in rows["team"]["people"] if row] == [0, 1]
    assert rows["team"]["ledger"].tolist()[0]["moved_out"] == pytest.approx(-(1 / 2) * (2 - 0))
    assert rows["team"]["ledger"].tolist()[1] is None  # nobody is matched in Beacon


def test_pooled_rows_add_up_pairs_of_person_and_dimension() -> None:
    people: list[Person] = [
        (
            Stand(True, "North", "Atlas", None, {"D1": 1, "D2": 2}, 3, 3),
            Stand(True, "North", "Atlas", None, {"D1": 3}, 3, 3),
        )
    ]
    [row] = changes(pair_of(people), "mean_shortfall", "company", by_dimension=False).to_dict("records")
    assert (row["before"], row["after"]) == (1.5, 0.0)
    assert (row["people"]["matched"], row["people"]["silent"]) == (1, 1)
    assert row["ledger"]["within"] == -2.0
    assert row["ledger"]["silent"] == pytest.approx(-(1 / 2) * (1 - 2))
    assert pd.isna(row["p_value"])


def test_dimensions_that_do_not_compare_keep_their_two_figures_only() -> None:
    people: list[Person] = [
        (Stand(True, "North", "Atlas", None, {"D1": 1}, 3, 3), Stand(True, "North", "Atlas", None, {"D1": 3}, 3, 3))
    ]
    pair = pair_of(people)
    broken = Pair(pair.people, pair.framework, "All", True, {"D1": "not comparable"})
    [row] = changes(broken, "level", "company", by_dimension=True).to_dict("records")
    assert (row["before"], row["after"], row["comparison"]) == (1.0, 3.0, "not comparable")
    assert row["ledger"] is row["people"] is row["transitions"] is None
    assert all(pd.isna(row[name]) for name in ("change", "matched", "improved", "low", "p_value"))
