"""What the team page asks of a published file: which teams there are, and where one of them stands.

Sums over dimensions take only those in which the team is shown against a target, and the division
and the company beside it over the same ones: figures of different dimensions do not compare.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from pandas.api.typing import NAType

from pipeline.errors import PublicationError
from pipeline.model import NO_TEAM
from pipeline.snapshot.connection import outdated
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import GAP_COLUMNS, Columns, Rows, figures, people_per_level, typed

STANDING_COLUMNS: Columns = {
    **GAP_COLUMNS,
    "asked": "Int64",
    "rated": "Int64",
    "levels": object,
    "reached": "Int64",
    "is_single": "boolean",
    **{
        f"{beside}_{figure}": kind
        for beside in ("division", "company")
        for figure, kind in {"reached": "Int64", "assessed": "Int64", "coverage": "Float64"}.items()
    },
}


@dataclass(frozen=True)
class Standing:
    """One team over the dimensions in which it is shown against a target.

    ``dimensions`` is how many these are, of ``total``. ``asked`` and the numbers who answered count
    everybody in the team and are None where unknown or hidden; ``response`` is the lowest share of
    answers (0..1). ``reached`` of ``pairs`` (person, dimension) pairs are at or above target,
    ``shortfall`` steps of one person by one level are missing to it. ``division_share`` and
    ``company_share`` (0..1) are at or above target over the same dimensions; None where not known.
    """

    name: str
    division: str | None
    asked: int | None
    fewest_answered: int | None
    most_answered: int | None
    response: float | None
    dimensions: int
    total: int
    pairs: int
    reached: int
    shortfall: int
    singles: int
    division_share: float | None
    company_share: float | None


def teams(snapshot: Snapshot, cycle: str, division: str | None) -> tuple[str, ...]:
    """The names of the teams of a cycle, or of one division, by name; then those not shown, and who has none."""
    cells = snapshot.all_cells(cycle, Rows("team", division))
    named = cells[cells["kind"] == "team"].groupby("name")  # rows of several teams are no team
    shown, is_none = named["shown"].any(), named["group"].first().eq(NO_TEAM)
    return tuple(sorted(shown.index, key=lambda name: (is_none[name], not shown[name], name.casefold(), name)))


def dimensions(snapshot: Snapshot, cycle: str, name: str, what_if: int | None = None) -> pd.DataFrame:
    """One team by dimension, with its division and the company beside it.

    Parameters
    ----------
    snapshot
        The published file.
    cycle
        A published cycle.
    name
        One of `teams`.
    what_if
        The level that is to be the target of everybody; None for the targets that hold.

    Returns
    -------
    pandas.DataFrame
        One row per dimension in the framework's order with the columns of `Snapshot.gaps`, and
        ``asked`` (null without a roster), ``rated`` and ``levels`` (a dict from level to people) of
        everybody, with a target or without; ``reached`` (people at or above target), ``is_single``
        (at most one is), and ``reached``, ``assessed`` and ``coverage`` of the division and the
        company with ``division_`` and ``company_`` before their name. What is hidden is null.

    Raises
    ------
    PublicationError
        Where there is no such team.
    WarehouseError
        Where a what-if is asked of a cycle that was published before there were any.
    """
    group, division = place(snapshot, cycle, name)
    asked = {"cycle": cycle, "division": division, "group": group, "what_if": what_if, "figures": figures(what_if)}
    stored = snapshot.ask("standing", asked)
    if stored.empty:
        raise outdated(f"The cycle {cycle!r}")
    people = pd.Series(people_per_level(stored["levels"]), stored.index, dtype=object)
    return typed(stored.assign(levels=people), STANDING_COLUMNS)


def team_named(snapshot: Snapshot, cycle: str, division: str | None, group: str) -> str | None:
    """One of `teams` by its division and its own name; None where it is not among them."""
    cells = snapshot.all_cells(cycle, Rows("team"))
    found = cells[(cells["kind"] == "team") & (cells["group"] == group)]
    names = [name for name, at in zip(found["name"], found["division"], strict=True) if (at or None) == division]
    return str(names[0]) if names else None


def standing(name: str, rows: pd.DataFrame) -> Standing:
    """One team over all its dimensions, from the rows of `dimensions`.

    5 of 8 at target in one dimension and 1 of 8 in another, 9 steps missing in all: ``reached`` 6
    of ``pairs`` 16, ``shortfall`` 9, ``singles`` 1.
    """
    counted = rows[rows["shown"] & (rows["target_source"] != "none")]
    shares = (rows["rated"] / rows["asked"]).dropna()
    return Standing(
        name=name,
        division=rows["division"].iloc[0],
        asked=_number(rows["asked"].max()),
        fewest_answered=_number(rows["rated"].min()),
        most_answered=_number(rows["rated"].max()),
        response=float(shares.min()) if len(shares) else None,
        dimensions=len(counted),
        total=len(rows),
        pairs=int(counted["assessed"].sum()),
        reached=int(counted["reached"].sum()),
        shortfall=int(counted["shortfall"].sum()),
        singles=int(counted["is_single"].sum()),
        division_share=_share(counted, "division"),
        company_share=_share(counted, "company"),
    )


def place(snapshot: Snapshot, cycle: str, name: str) -> tuple[str, str | None]:
    """A team's own name and its division: two divisions may have teams of one name.

    Raises
    ------
    PublicationError
        Where there is no such team.
    """
    cells = snapshot.all_cells(cycle, Rows("team"))
    found = cells.loc[(cells["kind"] == "team") & (cells["name"] == name), ["group", "division"]]
    if found.empty:
        raise PublicationError(
            f"{name!r} is not among the teams published for {cycle!r}.", "Choose another team or another cycle."
        )
    group, division = found.iloc[0]
    return group, division


def _number(people: int | NAType) -> int | None:
    return None if isinstance(people, NAType) else int(people)


def _share(counted: pd.DataFrame, beside: str) -> float | None:
    known = counted[counted[f"{beside}_assessed"].notna()]
    pairs = int(known[f"{beside}_assessed"].sum())
    if not pairs or len(known) < len(counted):
        return None
    return int(known[f"{beside}_reached"].sum()) / pairs
