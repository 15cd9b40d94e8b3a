"""An earlier publication of a cycle, in one dimension: what it told, and of whom that is still true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.members import Members
from pipeline.disclosure.oracle import leak
from pipeline.disclosure.released import Decision, Part
from pipeline.disclosure.republication import Crossing, Since

_PLACE = ["division", "team", "role", "target", "is_asked"]


class Past:
    """What was told then, beside what would be told now.

    Parameters
    ----------
    decision
        What was shown then.
    crossings
        ``before_`` and ``after_`` each with division, team (null: not there), role, target (null: none) and
        is_asked; is_same, whether team, role, level and ticks are what they were; people.
    """

    def __init__(self, decision: Decision, crossings: pd.DataFrame) -> None:
        self.decision = decision
        self.people = crossings["people"].to_numpy(np.int64)
        self.is_same = crossings["is_same"].to_numpy(bool)
        self.before = Members(_side(crossings, "before"))
        self.after = Members(_side(crossings, "after"))
        told = self.before.told_apart(decision)
        self._told = frozenset(told)
        self._told_masks = self._spread(self.before.masks(told), is_before=True)

    @property
    def since(self) -> Since:
        """What `republication.settled` needs of it."""
        ways = zip(self.before.teams, self.after.teams, self.is_same, self.people, strict=True)
        found: Counter[tuple[object, object, bool]] = Counter()
        for before, after, is_same, people in ways:
            found[(before, after, bool(is_same))] += int(people)
        return Since(self.decision.units, tuple(Crossing(*way, people) for way, people in found.items()))  # type: ignore[arg-type]

    def is_fit(self, part: Part, min_group: int) -> bool:
        """Whether of a part that was told before, nobody changed or enough did."""
        return part not in self._told or not 0 < self.changed(part) < min_group

    def changed(self, part: Part) -> int:
        """How many people of a part, as it was or as it is, were added, removed or changed."""
        was_in, is_in = self.before.mask(part), self.after.mask(part)
        return int(self.people[(was_in | is_in) & ~(was_in & is_in & self.is_same)].sum())

    def leaked(self, parts: Sequence[Part], min_group: int) -> Mask | None:
        """Who is told apart by both publications together, as atoms of these crossings; None where nobody is."""
        now = self._spread(self.after.masks(parts), is_before=False)
        found = leak(np.concatenate([self._told_masks, now]), np.tile(self.people, 3), min_group)
        return None if found is None else np.any(found.reshape(3, -1), axis=0)

    def _spread(self, masks: Mask, is_before: bool) -> Mask:
        """Over three atoms each: those who stayed the same, the others as they were, the others as they are."""
        same, others, none = masks & self.is_same, masks & ~self.is_same, np.zeros_like(masks)
        return np.concatenate([same, others, none] if is_before else [same, none, others], axis=1)


def _side(crossings: pd.DataFrame, side: str) -> pd.DataFrame:
    return crossings[[f"{side}_{name}" for name in _PLACE]].set_axis(_PLACE, axis=1)
