"""The people who have a target, counted by cell, target and level: what gap figures are sums of.

A shortfall belongs to a target and a level, not to a person; both tables stand here once, for the
figures and for their order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.metrics.groups import Counts, Shares, positions, tally
from pipeline.model import Framework


@dataclass(frozen=True)
class People:
    """People with a target, per cell and target: ``answered`` per level too, ``silent`` without."""

    answered: Counts
    silent: Counts
    levels: Counts

    @property
    def shortfalls(self) -> Counts:
        """Level steps, targets x levels: 0 at and above the target."""
        steps: Counts = np.maximum(0, self.levels[:, None] - self.levels)
        return steps

    @property
    def normalised(self) -> Shares:
        """Shortfalls as a share of target - Lmin; 0 where the target is Lmin."""
        reach = np.maximum(1, self.levels - self.levels[0])
        shares: Shares = self.shortfalls / reach[:, None]
        return shares

    @property
    def assessed(self) -> Counts:
        """People with a level, per cell."""
        return _summed(self.answered, (1, 2))

    @property
    def no_answer(self) -> Counts:
        """People without one, per cell."""
        return _summed(self.silent, (1,))

    @property
    def asked(self) -> Counts:
        """N where there is a roster; without one, everybody who responded."""
        return self.assessed + self.no_answer

    @property
    def below(self) -> Counts:
        """People whose level is lower than their target, per cell."""
        return _summed(self.answered * (self.shortfalls > 0), (1, 2))

    @property
    def shortfall(self) -> Counts:
        """Level steps that the assessed are short, per cell."""
        return _summed(self.answered * self.shortfalls, (1, 2))

    def total(self, weights: Shares) -> Shares:
        """Sum over the people of a cell of a weight per target and level."""
        sums: Shares = np.einsum("ctl,tl->c", self.answered, weights)
        return sums


def people_with_target(members: pd.DataFrame, framework: Framework, cells: int) -> People:
    """Count the people who have a target, cell by cell.

    Parameters
    ----------
    members
        The cube's rows with ``target`` (``metrics.targets``) and ``cell`` (``metrics.groups.placed``).
    framework
        Gives the levels.
    cells
        How many cells there are; one that no row names counts nobody.

    Returns
    -------
    People
        For example one row of 3 people of cell 0, level 1, target 2 on the levels 1..2:
        ``answered[0, 1, 0]`` is 3.

    Raises
    ------
    SurveyError
        A level or target that the framework does not know.
    """
    aimed = members[members["target"].notna()]
    levels = [level.level for level in framework.levels]
    level = positions(aimed["level"], levels, f"level of framework {framework.id!r}")
    target = positions(aimed["target"], levels, f"level of framework {framework.id!r}")
    codes = (aimed["cell"].to_numpy(np.int64), target, np.where(level < 0, len(levels), level))
    counts = tally(codes, (cells, len(levels), len(levels) + 1), aimed["people"])
    return People(counts[:, :, :-1], counts[:, :, -1], np.array(levels))


def _summed(counts: Counts, axes: tuple[int, ...]) -> Counts:
    sums: Counts = counts.sum(axis=axes)
    return sums
