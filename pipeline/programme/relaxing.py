"""Which rule would have to give way so that more people have a seat, by how much, and how many more that makes.

Decision: one rule at a time, the others as they are: a person can weigh those against each other, a mixture nobody can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

from pipeline.programme.cohorts import NOTHING, Class, SeatingModel, Used
from pipeline.programme.rules import Rules

Rule = Literal["away", "quarters", "at_once", "smallest", "largest"]

MORE_QUARTERS = 8
"""By so many quarters a plan is made longer at most. Who is kept out of every quarter is barred from these too."""

_LARGER = 3
_SECONDS_A_LOOK = 3.0


@dataclass(frozen=True)
class Relaxed:
    """A rule's value now, the least change of it that seats as many as this rule alone can, and how many more that is.

    ``away`` counts people more of every team who may be away at once, from 0. ``is_enough``: nobody waits for a seat
    then. ``is_least``: it is proven that nothing less would do and that no more seats are possible; otherwise the time
    was up before, and another run may find less.
    """

    now: int
    needed: int
    more: int
    is_enough: bool
    is_least: bool = True


def relaxed_rules(
    classes: Sequence[Class],
    away: Sequence[int],
    rules: Rules,
    seated: int,
    used: Used = NOTHING,
    seconds: float = 16.0,
) -> dict[Rule, Relaxed | None]:
    """What each rule would have to be, all others staying.

    Parameters
    ----------
    classes, away, rules, used
        As `cohorts.seating` takes them; quarters after the plan may be barred too. People of weight 0 may fill a
        cohort and are not counted.
    seated
        How many of these have a seat under the rules as they are.
    seconds
        After so long nothing more is looked at.

    Returns
    -------
    dict
        Only rules that help, and with None those that nobody had time to look at. Ten people of one team of whom three
        may be away at once, two quarters, cohorts of 4 to 5: nobody has a seat; with two more away at once all ten
        have, with cohorts from three people on six.
    """
    counted = [replace(each, weight=min(1, each.weight)) for each in classes]
    wanted = sum(each.weight * each.people for each in counted)
    looked = _Looked(counted, away, used, wanted, monotonic() + seconds)
    found: dict[Rule, Relaxed | None] = {}
    for rule, (now, values, changed) in _changes(counted, rules).items():
        most = looked.seats(*changed(values[-1])) if counted and values else _Seats(0, True)
        if most is None:
            found[rule] = None
        elif most.people > seated:
            value, is_least = looked.least(values, changed, most)
            found[rule] = Relaxed(now, value, most.people - seated, most.people >= looked.wanted, is_least)
    return found


@dataclass(frozen=True)
class _Seats:
    """How many people can have a seat, and whether it is proven that no more can."""

    people: int
    is_most: bool


_Changed = Callable[[int], tuple[Rules, int]]


def _changes(classes: Sequence[Class], rules: Rules) -> Mapping[Rule, tuple[int, Sequence[int], _Changed]]:
    """Per rule its value, the values to try (least change first), and the rules and people away with each."""
    by_team: dict[int, int] = {}
    for each in classes:
        by_team[each.team] = by_team.get(each.team, 0) + each.people
    tried: dict[Rule, tuple[int, Sequence[int], _Changed]] = {
        "away": (0, range(1, max(by_team.values(), default=0) + 1), lambda n: (rules, n)),
        "quarters": (
            rules.quarters,
            range(rules.quarters + 1, rules.quarters + MORE_QUARTERS + 1),
            lambda n: (replace(rules, quarters=n), 0),
        ),
        "smallest": (
            rules.smallest,
            range(rules.smallest - 1, 0, -1),
            lambda n: (replace(rules, smallest=n), 0),
        ),
        "largest": (
            rules.largest,
            range(rules.largest + 1, _LARGER * rules.largest + 1),
            lambda n: (replace(rules, largest=n), 0),
        ),
    }
    if rules.at_once is not None:
        most = rules.at_once + sum(by_team.values()) // rules.smallest
        tried["at_once"] = (
            rules.at_once,
            range(rules.at_once + 1, most + 2),
            lambda n: (replace(rules, at_once=n), 0),
        )
    return tried


@dataclass(frozen=True)
class _Looked:
    """The learners, what is taken already, how many want a seat, and until when it is looked."""

    classes: Sequence[Class]
    away: Sequence[int]
    used: Used
    wanted: int
    until: float

    def least(self, values: Sequence[int], changed: _Changed, most: _Seats) -> tuple[int, bool]:
        """The least change that seats as many as the largest one does, and whether that is proven.

        A look that ends with fewer seats and without a proof says nothing, and ends the search like the time does.
        """
        low, high = 0, len(values) - 1
        while low < high:
            middle = (low + high) // 2
            found = self.seats(*changed(values[middle]))
            if found is None or (found.people < most.people and not found.is_most):
                return values[high], False
            low, high = (low, middle) if found.people >= most.people else (middle + 1, high)
        return values[high], most.is_most

    def seats(self, rules: Rules, more: int) -> _Seats | None:
        """How many have a seat under other rules; None where the time is up."""
        left = self.until - monotonic()
        if left <= 0:
            return None
        streams = 1 + max([each.stream for each in self.classes] + [stream for stream, _ in self.used.seated])
        model = SeatingModel(self.classes, streams, [each + more for each in self.away], rules, self.used)
        found = model.solved(-model.worth, min(left, _SECONDS_A_LOOK), known=model.nobody)
        return _Seats(round(float(model.worth @ found.columns)), not found.gap)
