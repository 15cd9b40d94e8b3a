"""Which rule would have to give way so that more people have a seat, by how much, and how many more that makes.

Decision: one rule at a time, the others as they are: a person can weigh those against each other, a mixture nobody can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

import numpy as np

from pipeline.programme.cohorts import Class, Rules, SeatingModel

Rule = Literal["away", "quarters", "at_once", "smallest", "largest"]

_MORE_QUARTERS = 8
_LARGER = 3
_SECONDS_A_LOOK = 3.0


@dataclass(frozen=True)
class Relaxed:
    """A rule's value now, the least change of it that seats as many as this rule alone can, and how many more that is.

    ``away`` counts people more of every team who may be away at once, from 0. ``is_enough``: everybody who is not kept
    out of every quarter has a seat then.
    """

    now: int
    needed: int
    more: int
    is_enough: bool


def relaxed_rules(
    classes: Sequence[Class], away: Sequence[int], rules: Rules, seated: int, seconds: float = 8.0
) -> dict[Rule, Relaxed]:
    """What each rule would have to be, all others staying.

    Parameters
    ----------
    classes, away, rules
        As `cohorts.seating` takes them.
    seated
        How many have a seat under the rules as they are.
    seconds
        After so long nothing more is looked at.

    Returns
    -------
    dict
        Only rules that help. Ten people of one team of whom three may be away at once, two quarters, cohorts of 4 to 5:
        nobody has a seat; with two more away at once all ten have, with cohorts from three people on six.
    """
    free = [replace(each, weight=1) for each in classes if len(each.barred) < rules.quarters]
    looked = _Looked(free, away, sum(each.people for each in free), seated, monotonic() + seconds)
    found: dict[Rule, Relaxed] = {}
    for rule, (now, values, changed) in _changes(free, rules).items():
        best = looked.best(values, changed)
        if best is not None:
            value, seats = best
            found[rule] = Relaxed(now, value, seats - seated, seats == looked.wanted)
    return found


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
            range(rules.quarters + 1, rules.quarters + _MORE_QUARTERS + 1),
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
    """The learners who could have a seat, how many they are and have one now, and until when it is looked."""

    classes: Sequence[Class]
    away: Sequence[int]
    wanted: int
    seated: int
    until: float

    def best(self, values: Sequence[int], changed: _Changed) -> tuple[int, int] | None:
        """The least change that seats as many as the largest one does; None where that is no more, or time is up."""
        most = self._seats(*changed(values[-1])) if values else None
        if most is None or most <= self.seated:
            return None
        low, high = 0, len(values) - 1
        while low < high:
            middle = (low + high) // 2
            seats = self._seats(*changed(values[middle]))
            if seats is None:
                break  # what is known to be enough is told, if not the least
            low, high = (low, middle) if seats >= most else (middle + 1, high)
        return values[high], most

    def _seats(self, rules: Rules, more: int) -> int | None:
        left = self.until - monotonic()
        if left <= 0 or not self.classes:
            return None
        streams = 1 + max(each.stream for each in self.classes)
        model = SeatingModel(self.classes, streams, [each + more for each in self.away], rules)
        found = model.solved(-model.worth, min(left, _SECONDS_A_LOOK), known=np.zeros(model.columns))
        return round(float(model.worth @ found.columns))
