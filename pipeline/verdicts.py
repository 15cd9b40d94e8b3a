"""What could be derived from everything that is about to be published of a cycle, looked at once more.

Asked of the protected rows and not of the decision behind them. The figures of the verdict are public too, so
each of them is a sum over shown rows, or about who was asked and never about who answered: that a small group
has an answer at all would be a figure of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.disclosure.released import Decision, Group, together_group
from pipeline.disclosure.second_look import FewPeople, SecondLook, second_look
from pipeline.earlier import Decided
from pipeline.errors import PublicationError
from pipeline.protection import Protected, atoms, groups_of
from pipeline.sentences.cycles import listed

_WHERE = ["division", "team", "role"]
_TEAM_LEVEL = ("team", "together")


def verdicts(told: Decided, shown: Protected, min_group: int) -> pd.DataFrame:
    """The verdict on every dimension of a publication.

    Parameters
    ----------
    told
        What the publication was decided to tell, and the earlier publications that it was held against.
    shown
        Its rows.
    min_group
        Nothing of fewer people may be worked out.

    Returns
    -------
    DataFrame
        One row per dimension, in the framework's order: ``dimension``; ``verdict`` (``safe``; ``doubt`` where the
        search came to no end; ``nothing`` where nothing is shown; ``open`` where nothing is held back);
        ``min_group``; ``earlier`` publications that it was held against; ``groups`` shown; ``parts``, the
        different sets of people that they tell of; ``atoms``, the parts that teams and roles together make of
        everybody asked, null without a roster; ``units`` shown, ``people`` in them, ``smallest_unit`` (people);
        ``teams_alone``, ``teams_together`` and ``teams_unseen`` in rows of teams; ``told_share`` (0..1): of
        everybody with an answer, those in one of the units, 1 by the way units are made. ``people``,
        ``smallest_unit`` and ``told_share`` are null where nothing is shown.

    Raises
    ------
    PublicationError
        Where something of fewer people could be worked out: there is an error in what decides or hides.
    """
    everybody = dict(iter(atoms(told.counts).groupby("dimension", sort=False)))
    rows = []
    for dimension in told.counts.framework.dimensions:
        released = _released(shown, dimension.id, told.shown.get(dimension.id, Decision()))
        pasts = told.pasts.get(dimension.id, ())
        of_dimension = everybody.get(dimension.id)
        looked = SecondLook(0, None)
        if of_dimension is not None:
            looked = second_look(of_dimension, released, pasts, min_group)
        if looked.found is not None and not looked.found.is_doubt:
            raise _refusal(dimension.name, looked.found, min_group)
        rows.append(
            {
                "dimension": dimension.id,
                "verdict": "open" if min_group <= 1 else _verdict(released, looked),
                "min_group": min_group,
                "earlier": len(pasts),
                "groups": len(released.levels),
                "parts": looked.parts,
                "atoms": _atoms(told, dimension.id),
                **_figures(shown.levels, released, dimension.id, of_dimension),
            }
        )
    counts = ("atoms", "people", "smallest_unit")
    return pd.DataFrame(rows).astype({**dict.fromkeys(counts, "Int64"), "told_share": "Float64"})


def _released(shown: Protected, dimension: str, decided: Decision) -> Decision:
    """The groups of the rows that are shown, under the units that were decided."""

    def groups(rows: pd.DataFrame) -> frozenset[Group]:
        told = rows[rows["shown"].astype(bool) & (rows["dimension"] == dimension)]
        return frozenset(groups_of(told))

    return Decision(groups(shown.levels), groups(shown.gaps), groups(shown.indicators), decided.units)


def _verdict(released: Decision, looked: SecondLook) -> str:
    if not released.levels:
        return "nothing"
    return "safe" if looked.found is None else "doubt"


def _figures(
    levels: pd.DataFrame, released: Decision, dimension: str, atoms_of: pd.DataFrame | None
) -> Mapping[str, Any]:
    """What can be counted in the shown rows of teams and of small teams together."""
    rows = levels[(levels["dimension"] == dimension) & levels["kind"].isin(_TEAM_LEVEL)]
    units = rows[rows["shown"].astype(bool)]
    alone = int((units["kind"] == "team").sum())
    together = sum(len(unit) for unit in released.together if together_group(unit) in released.levels)
    people = int(units["assessed"].sum())
    answered = 0 if atoms_of is None else int(atoms_of["assessed"].sum())
    return {
        "units": len(units),
        "people": people or None,
        "smallest_unit": int(units["assessed"].min()) if len(units) else None,
        "teams_alone": alone,
        "teams_together": together,
        "teams_unseen": int((rows["kind"] == "team").sum()) - alone - together,
        "told_share": people / answered if people else None,
    }


def _atoms(told: Decided, dimension: str) -> int | None:
    if not told.counts.entry.has_roster:
        return None
    asked = told.counts.cube
    return len(asked.loc[asked["dimension"] == dimension, _WHERE].drop_duplicates())


def _refusal(dimension_name: str, few: FewPeople, min_group: int) -> PublicationError:
    where = listed([team.team for team in few.teams]) or "groups that are no longer there"
    return PublicationError(
        f"In {dimension_name!r} something of {few.people} people in {where} could be worked out of what would be "
        f"shown; figures of fewer than {min_group} are never published.",
        "Nothing was published. This is an error in Skillgap and not in your data: raise min_group for this cycle "
        "if it was never published, and report the error.",
    )
