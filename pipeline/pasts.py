"""What earlier publications told, noted as rows and read back as what a new one is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.disclosure.past import Past
from pipeline.disclosure.released import Decision
from pipeline.disclosure.units import Team, Unit
from pipeline.figures import CycleCounts
from pipeline.model import Json
from pipeline.protection import Decisions, atoms
from pipeline.warehouse import published
from pipeline.warehouse.connection import Connection

_WHERE = ["division", "team", "role"]


def note_told(connection: Connection, publication: int, way: str, counts: CycleCounts, shown: Decisions) -> None:
    """Note what a publication told, under the number of its snapshot."""
    entry = counts.entry
    assert entry.framework is not None  # it has answers
    assert entry.framework_version is not None
    published.note_publication(
        connection,
        published.PublicationEntry(
            publication, entry.cycle, counts.rater, way, entry.framework, entry.framework_version
        ),
        {
            "published_group": _group_rows(shown),
            "published_unit": _unit_rows(shown),
            "published_target": atoms(counts)[["dimension", *_WHERE, "target"]].drop_duplicates(),
            "published_count": counts.cube,
            "published_tick": counts.indicator_cube,
        },
    )


def pasts_of(
    connection: Connection, counts: CycleCounts, kept: pd.DataFrame, earlier: Sequence[Json]
) -> dict[str, list[Past]]:
    """The earlier publications of each dimension, the latest first, and what would be told now.

    Parameters
    ----------
    counts
        What would be told now.
    kept
        ``dimension``, ``division``, ``team``: whose counts in it are those of the latest publication.
    earlier
        The publications to hold it against, the latest first.
    """
    ids = {place: dimension.id for place, dimension in enumerate(counts.framework.dimensions, 1)}
    places = {dimension: place for place, dimension in ids.items()}
    numbers = [entry["publication"] for entry in earlier]
    by_place = kept.assign(dimension=kept["dimension"].map(places))
    ways = published.crossings(connection, counts.entry.cycle, counts.rater, numbers, by_place)
    after = _targets(atoms(counts))
    found: dict[str, list[Past]] = {dimension: [] for dimension in places}
    for number in numbers:
        shown = shown_then(connection, number)
        before = _targets(published.told(connection, "published_target", number))
        crossings = ways[number].assign(dimension=ways[number]["dimension"].map(ids))
        crossings = _aimed(_aimed(crossings, "before", before), "after", after)
        for dimension, pasts in found.items():
            of_dimension = crossings[crossings["dimension"] == dimension].reset_index(drop=True)
            pasts.append(Past(shown.get(dimension, Decision()), of_dimension))
    return found


def _targets(rows: pd.DataFrame) -> pd.DataFrame:
    """The target of each division, team and role in a dimension, blanks as text so that they meet."""
    return _plain(rows[["dimension", *_WHERE]]).assign(target=rows["target"].astype("Float64")).drop_duplicates()


def _aimed(crossings: pd.DataFrame, side: str, targets: pd.DataFrame) -> pd.DataFrame:
    where = _plain(crossings[["dimension", *(f"{side}_{name}" for name in _WHERE)]])
    keys = where.set_axis(["dimension", *_WHERE], axis=1)
    met = keys.merge(targets, how="left", on=["dimension", *_WHERE], validate="many_to_one")
    return crossings.assign(**{f"{side}_target": met["target"].to_numpy()})


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype("string").fillna("\0")


def shown_then(connection: Connection, publication: int) -> Decisions:
    """What a publication showed of each dimension, as it was noted."""
    groups = published.told(connection, "published_group", publication)
    units = told_units(connection, publication)
    found: Decisions = {}
    for dimension in {*groups["dimension"], *units}:
        rows = groups[groups["dimension"] == dimension]
        sets = {
            what: frozenset(
                rows.loc[rows[f"has_{what}"].astype(bool), ["kind", "division", "name"]].itertuples(
                    index=False, name=None
                )
            )
            for what in ("levels", "gaps", "ticks")
        }
        found[dimension] = Decision(**sets, units=units.get(dimension, ()))
    return found


def told_units(connection: Connection, publication: int) -> dict[str, tuple[Unit, ...]]:
    """The units of each dimension that a publication had."""
    rows = published.told(connection, "published_unit", publication)
    return {
        str(dimension): tuple(teams_of(unit) for _, unit in of_dimension.groupby("unit", sort=True))
        for dimension, of_dimension in rows.groupby("dimension", sort=False)
    }


def teams_of(rows: pd.DataFrame) -> Unit:
    """The teams that rows with a division and a team name."""
    return frozenset(Team(division, team) for division, team in zip(rows["division"], rows["team"], strict=True))


def _group_rows(shown: Mapping[str, Decision]) -> pd.DataFrame:
    rows = [
        (dimension, *group, group in decision.levels, group in decision.gaps, group in decision.ticks)
        for dimension, decision in shown.items()
        for group in sorted(decision.levels | decision.gaps | decision.ticks, key=str)
    ]
    return pd.DataFrame(
        rows, columns=["dimension", "kind", "division", "name", "has_levels", "has_gaps", "has_ticks"]
    ).astype({"division": "string"})


def _unit_rows(shown: Mapping[str, Decision]) -> pd.DataFrame:
    rows = [
        (dimension, number, team.division, team.team)
        for dimension, decision in shown.items()
        for number, unit in enumerate(decision.units)
        for team in sorted(unit, key=str)
    ]
    return pd.DataFrame(rows, columns=["dimension", "unit", "division", "team"]).astype({"division": "string"})
