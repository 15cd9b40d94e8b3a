"""A second look at what is about to be published: whether few people can be told apart by all of it at once.

`decision` asks the oracle step by step, group by group. Here it is asked once more, of the rows that really are
to be shown, so that a slip anywhere between the decision and the rows is found before anybody sees them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.members import Members
from pipeline.disclosure.oracle import leak
from pipeline.disclosure.past import Past
from pipeline.disclosure.released import Decision, Part
from pipeline.disclosure.units import Team


@dataclass(frozen=True)
class FewPeople:
    """So few people that nothing may be told of them, of whom something could be worked out.

    ``people`` is their number, ``teams`` where they are. ``is_doubt`` where the oracle came to no end, so that
    nobody knows whether there are any.
    """

    people: int
    teams: tuple[Team, ...]
    is_doubt: bool = False


@dataclass(frozen=True)
class SecondLook:
    """What was looked at in one dimension, and what was found.

    ``parts`` counts the different sets of people that the rows tell of: whole groups, people of one target,
    people asked by checklist. ``found`` is None where nothing of fewer than ``min_group`` people can be worked out.
    """

    parts: int
    found: FewPeople | None


def second_look(atoms: pd.DataFrame, released: Decision, pasts: Sequence[Past], min_group: int) -> SecondLook:
    """Look for few people in all that is released of one dimension, with what earlier publications told.

    Parameters
    ----------
    atoms
        One dimension's rows of what `decisions` is given.
    released
        The groups whose levels, gap figures and ticks are about to be shown.
    pasts
        The dimension's earlier publications that it was held against.
    min_group
        Fewer people than these must not be told apart.

    Examples
    --------
    A company of 41 with divisions of 22, 15 and 4: where the company and the two large divisions are released,
    the four of the third are found.
    """
    people = atoms["assessed"].to_numpy(np.int64)
    members = Members(atoms)
    parts = members.told_apart(released)
    masks = members.masks(parts)
    told = leak(masks, people, min_group)
    alone = [] if told is None else [_few(members.teams, people, told, min_group)]
    findings = [*alone, *(few for past in pasts for few in _few_of_both(past, parts, min_group))]
    worst = min(findings, key=lambda few: few.is_doubt, default=None)
    sets = {mask.tobytes() for mask in masks & (people > 0) if mask.any()}
    return SecondLook(len(sets), worst)


def _few_of_both(past: Past, parts: Sequence[Part], min_group: int) -> Iterator[FewPeople]:
    """Who is told apart with an earlier publication, and of which part that was told before few people changed."""
    told = past.leaked(parts, min_group)
    if told is not None:
        yield _few(past.after.teams, past.people, told, min_group)
    for part in parts:
        if not past.is_fit(part, min_group):
            yield FewPeople(past.changed(part), _teams(past.after.teams, past.after.mask(part)))


def _few(teams: Sequence[Team | None], people: npt.NDArray[np.int64], told: Mask, min_group: int) -> FewPeople:
    """What the oracle found; more people than it was asked for are its way to say that it came to no end."""
    count = int(people[told].sum())
    return FewPeople(count, _teams(teams, told), is_doubt=count >= min_group)


def _teams(teams: Sequence[Team | None], told: Mask) -> tuple[Team, ...]:
    found = {team for team, is_told in zip(teams, told, strict=True) if is_told and team is not None}
    return tuple(sorted(found, key=lambda team: (team.team, team.division or "")))
