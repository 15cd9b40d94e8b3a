"""Which groups' ledgers are told: how their people moved between two cycles, split by class.

A ledger tells the people of a group apart by what became of them, on each side of the two cycles. So every class that
has anybody has to be enough people, if need be after the classes are merged into joined and gone, and beside
all that the two publications tell the oracle must find no way to fewer. The company is tried first, then divisions
and roles, then teams: what a small group would give away is not told of it.

Where people of several targets are mixed, their levels and their shortfalls together tell the people of each target
apart; one of the two alone does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.oracle import leak, taking_part
from pipeline.disclosure.units import Answers, Rule

What = Literal["levels", "shortfall"]
"""What people's classes are told of: everybody with a level, or everybody with a target too."""


class Form(NamedTuple):
    """What a ledger tells: of which figures, and whether classes are merged into joined and gone.

    ``levels`` alone: how levels moved. ``shortfall`` alone: that, not by level, nor how many are below target.
    """

    tells: tuple[What, ...]
    is_merged: bool


FORMS = tuple(
    Form(tells, is_merged)
    for tells in (("levels", "shortfall"), ("shortfall",), ("levels",))
    for is_merged in (False, True)
)
"""What is tried, the one that tells most first."""

_ONE_BY_ONE = ("company", "division", "role")
"""Kinds of groups that are tried one by one, the largest first; a division's teams all at once, because there are many.

Both are tried with a part of what is told, which finds nearly every leak in a fraction of the time, and all of it
is looked at last."""

_ONE_AT_A_TIME = 3

Numbers = npt.NDArray[np.int64]


class Place(NamedTuple):
    """A group of a kind, by its number."""

    kind: str
    group: int


@dataclass(frozen=True)
class Side:
    """The people of one cycle in one dimension, as atoms.

    Parameters
    ----------
    people, aimed, below
        Of each atom, those with a level, with a level and a target, and below it.
    told
        What this cycle's publication tells apart already: a row per part.
    is_of_teams
        Which of these rows are of teams, or of small teams together.
    groups
        For each kind of group the number of the group that an atom is in.
    classes
        For each of ``What`` and kind of group the class of an atom: 0 matched, other numbers those who joined (or are
        gone), -1 not counted.
    aims
        A number per target that the later cycle has for people.
    turns
        A number per pair of targets, their own cycle's and the later one's, and whether the two differ; None for the
        later cycle, where they are one.
    """

    people: Numbers
    aimed: Numbers
    below: Numbers
    told: Mask
    is_of_teams: Mask
    groups: Mapping[str, Numbers]
    classes: Mapping[What, Mapping[str, Numbers]]
    aims: Numbers
    turns: tuple[Numbers, Mask] | None

    def sets(self, place: Place, form: Form) -> Mask:
        """The sets of people that a ledger tells apart on this side, a row each.

        The classes. Beside them, of shortfalls, those whose target changed; with levels as well, the matched by
        their target and everybody by how their target turned.
        """
        found: list[Mask] = []
        for what in form.tells:
            of_kind, is_in = self._counted(place, what)
            found += _split(np.minimum(of_kind, 1) if form.is_merged else of_kind, is_in)
        if "shortfall" in form.tells:
            of_kind, is_in = self._counted(place, "shortfall")
            found += self._by_target(of_kind, is_in, has_levels="levels" in form.tells)
        return np.array(found, bool).reshape(-1, len(self.people))

    def of_large_groups(self) -> Side:
        """The same without what is told of teams."""
        return replace(self, told=self.told[~self.is_of_teams], is_of_teams=self.is_of_teams[~self.is_of_teams])

    def within(self, kind: str, group: int) -> Side:
        """The people of one group, with the rows that tell of nobody else."""
        is_in = self.groups[kind] == group
        rows = ~(self.told & ~is_in).any(axis=1)
        return Side(
            self.people[is_in],
            self.aimed[is_in],
            self.below[is_in],
            self.told[rows][:, is_in],
            self.is_of_teams[rows],
            {each: numbers[is_in] for each, numbers in self.groups.items()},
            {what: {each: found[is_in] for each, found in of.items()} for what, of in self.classes.items()},
            self.aims[is_in],
            None if self.turns is None else (self.turns[0][is_in], self.turns[1][is_in]),
        )

    def group_of(self, place: Place, kind: str) -> int:
        """The group of another kind in which the people of a place are; -1 where there is nobody."""
        found = self.groups[kind][self.groups[place.kind] == place.group]
        return int(found[0]) if len(found) else -1

    def matched(self, place: Place, form: Form) -> int:
        """The fewest matched people of a group among those a ledger tells of."""
        found = (self._counted(place, what) for what in form.tells)
        return min(int(self.people[is_in & (classes == 0)].sum()) for classes, is_in in found)

    def size(self, place: Place) -> int:
        """The people of a group with a level."""
        return int(self.people[self.groups[place.kind] == place.group].sum())

    def _counted(self, place: Place, what: What) -> tuple[Numbers, Mask]:
        of_kind = self.classes[what][place.kind]
        return of_kind, (self.groups[place.kind] == place.group) & (of_kind >= 0)

    def _by_target(self, of_kind: Numbers, is_in: Mask, has_levels: bool) -> list[Mask]:
        matched = _split(self.aims, is_in & (of_kind == 0)) if has_levels else []
        if self.turns is None:
            return matched
        turns, is_changed = self.turns
        changed = is_in & is_changed
        return [*matched, *(_split(turns, is_in) if has_levels else [changed] if changed.any() else [])]


def told_ledgers(sides: Sequence[Side], places: Mapping[Place, Sequence[What]], rule: Rule) -> dict[Place, Form]:
    """Decide whose ledgers are told in one dimension.

    Parameters
    ----------
    sides
        The two cycles.
    places
        The groups that both cycles show, and whether their levels, or their gap figures too.
    rule
        What is safe to show.

    Returns
    -------
    dict
        The form of each ledger that is told.

    Examples
    --------
    With ``min_group`` 5: 20 matched, 6 new, 3 who answered for the first time and nobody gone: merged, since 9
    joined. With 20 matched and 3 new: none, since the company less the matched would tell of three.
    """
    by_size = sorted(places, key=lambda place: (-sides[0].size(place), place))
    large = _Board([side.of_large_groups() for side in sides], places, rule)
    for kind in _ONE_BY_ONE:
        for place in by_size:
            if place.kind == kind:
                large.try_one(place)
    found = dict(large.forms)
    teams = [place for place in by_size if place.kind not in _ONE_BY_ONE]
    for division, of_division in _by_division(sides[0], teams).items():
        within = _Board([side.within("division", division) for side in sides], places, rule)
        own = found.pop(Place("division", division), None)
        within.tell({} if own is None else {Place("division", division): own})
        within.give_way()  # it was tried without what is told of teams
        within.try_all(of_division)
        found |= within.forms
    everything = _Board(sides, places, rule)
    everything.tell(found)
    everything.give_way()
    return everything.forms


def _by_division(side: Side, teams: Sequence[Place]) -> dict[int, list[Place]]:
    """Teams by the number of their division: what is told of one division's teams hardly ever meets another's."""
    found: dict[int, list[Place]] = {}
    for place in teams:
        found.setdefault(side.group_of(place, "division"), []).append(place)
    return found


class _Board:
    """What is told so far."""

    def __init__(self, sides: Sequence[Side], places: Mapping[Place, Sequence[What]], rule: Rule) -> None:
        self.sides, self.places, self.rule = sides, places, rule
        self.forms: dict[Place, Form] = {}
        self.sets: dict[Place, list[Mask]] = {}

    def tell(self, forms: Mapping[Place, Form]) -> None:
        """Tell of groups in forms that were found already."""
        for place, form in forms.items():
            self._tell(place, form)

    def try_one(self, place: Place) -> None:
        """Tell of a group in the fullest form with which the oracle finds nothing."""
        for form in FORMS:
            if self._is_fit(place, form):
                self._tell(place, form)
                if self._leak() is None:
                    return
                self._withdraw(place)

    def try_all(self, places: Sequence[Place]) -> None:
        """Tell of many groups in the fullest form each, as far as the oracle finds nothing."""
        for place in places:
            form = next((form for form in FORMS if self._is_fit(place, form)), None)
            if form is not None:
                self._tell(place, form)
        self.give_way(places)

    def give_way(self, places: Sequence[Place] | None = None) -> None:
        """Tell no more of the smallest groups that a leak is made of, until there is none.

        After the first leaks twice as many give way each time: in a division of thirty teams whose people move about
        nearly all have to, and looking anew after each would take hours.
        """
        at_once = 1
        for leaks in count(1):
            found = self._leak()
            if found is None:
                return
            there = [place for place in self.forms if places is None or place in places]
            if not there:
                return  # others tell it, who are looked at with everybody
            concerned = [place for place in self._concerned(*found) if place in there] or there
            concerned.sort(key=lambda place: (self.sides[0].size(place), place))
            for place in concerned[:at_once]:
                self._withdraw(place)
            at_once *= 2 if leaks > _ONE_AT_A_TIME else 1

    def _tell(self, place: Place, form: Form) -> None:
        self.forms[place] = form
        self.sets[place] = [side.sets(place, form) for side in self.sides]

    def _withdraw(self, place: Place) -> None:
        del self.forms[place], self.sets[place]

    def _is_fit(self, place: Place, form: Form) -> bool:
        if not set(form.tells) <= set(self.places[place]):
            return False
        if self.sides[0].matched(place, form) < self.rule.min_group:
            return False
        return all(self._is_safe(side, mask) for side in self.sides for mask in side.sets(place, form))

    def _is_safe(self, side: Side, mask: Mask) -> bool:
        return self.rule.is_safe(Answers(*(int(heads[mask].sum()) for heads in (side.people, side.aimed, side.below))))

    def _leak(self) -> tuple[int, Mask] | None:
        if not self.forms:
            return None
        for number, side in enumerate(self.sides):
            found = leak(self._released(number), side.people, self.rule.min_group)
            if found is not None:
                return number, found
        return None

    def _released(self, number: int) -> Mask:
        return np.concatenate([self.sides[number].told, *(sets[number] for sets in self.sets.values())])

    def _concerned(self, number: int, atoms: Mask) -> list[Place]:
        """The groups that a leak is made of."""
        is_part = taking_part(self._released(number), atoms, self.sides[number].people)
        ends = np.cumsum([len(self.sides[number].told), *(len(sets[number]) for sets in self.sets.values())])
        spans = zip(self.sets, ends[:-1], ends[1:], strict=True)
        return [place for place, start, end in spans if is_part[start:end].any()]


def _split(numbers: Numbers, is_in: Mask) -> list[Mask]:
    return [is_in & (numbers == number) for number in np.unique(numbers[is_in])]
