"""Two cycles side by side: how many people stood where and at which level in both, and how they are recognised.

A person is the same in both cycles by the same pseudonym: by address or employee id, whichever of the two a roster or
an export states of both, or because somebody ruled so. Whoever answered without either is nobody whom another cycle
could know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pandas as pd

from pipeline.model import NO_TEAM, Framework
from pipeline.warehouse.connection import sql
from pipeline.warehouse.counted import counted
from pipeline.warehouse.read import CycleEntry

SIDES = ("before", "after")
_TABLES = ("pair_member", "pair_answer", "pair_same", "pair_link")


@dataclass(frozen=True)
class Rescoring:
    """How ticks are scored again where the two cycles' rubrics differ.

    ``levels`` is given every set of ticks that somebody made in one of the dimensions (is_later, dimension (id), ticks)
    and adds ``level`` (Int8, null where there is none).
    """

    dimensions: frozenset[str]
    levels: Callable[[pd.DataFrame], pd.DataFrame]


def pair_cube(
    connection: duckdb.DuckDBPyConnection,
    entries: tuple[CycleEntry, CycleEntry],
    frameworks: tuple[Framework, Framework],
    raters: tuple[str, str],
    rescoring: Rescoring | None = None,
) -> pd.DataFrame:
    """People by their place and level in two cycles, the earlier one first.

    Parameters
    ----------
    entries, frameworks, raters
        Of the earlier cycle, then of the later one. Dimensions that only one of the frameworks has are left out.
    rescoring
        The dimensions in which ticks are scored again; in all others the level that was given counts.

    Returns
    -------
    DataFrame
        ``dimension`` (id) and, once with ``before_`` and once with ``after_``: ``is_asked`` (whether they are on
        that cycle's roster), ``division``, ``team`` (None: that cycle knows nothing of them), ``role``, ``level``
        (Int8, <NA> = no answer), ``scored`` (the level on the scale of both cycles), ``has_ticks`` (answered by
        checklist); ``people``.
        Only people with a level in at least one of the two.
    """
    common = [dimension.id for dimension in frameworks[1].dimensions]
    places = [
        [common.index(dimension.id) + 1 if dimension.id in common else None for dimension in framework.dimensions]
        for framework in frameworks
    ]
    with pair_members(connection, (entries[0].cycle, entries[1].cycle), raters, places):
        if rescoring:
            _score_again(connection, rescoring, common)
        counts = connection.execute(sql("marts", "pair_cube.sql"), {"no_team": NO_TEAM}).df()
    known = {dimension.id for dimension in frameworks[0].dimensions}
    cube = _typed(counts, dict(enumerate(common, 1)))
    return cube[cube["dimension"].isin(known)].reset_index(drop=True)


def _score_again(connection: duckdb.DuckDBPyConnection, rescoring: Rescoring, common: Sequence[str]) -> None:
    """Give the ticks of some dimensions their level on the scale of both cycles: as many scores as sets of ticks."""
    numbers = {name: place for place, name in enumerate(common, 1) if name in rescoring.dimensions}
    patterns = connection.execute(
        """
        select distinct is_later, dimension, ticks
        from temp.pair_answer
        where list_contains(?, dimension)
        order by all
        """,
        [list(numbers.values())],
    ).df()
    names = {place: name for name, place in numbers.items()}
    patterns["dimension"] = patterns["dimension"].map(names).astype(object)
    scored = rescoring.levels(patterns)
    connection.register("scored_in", scored.assign(dimension=scored["dimension"].map(numbers).astype("int16")))
    connection.execute(sql("marts", "pair_scores.sql"))
    connection.unregister("scored_in")


@contextmanager
def pair_members(
    connection: duckdb.DuckDBPyConnection,
    cycles: tuple[int, int],
    raters: tuple[str, str],
    places: Sequence[Sequence[int | None]] | None = None,
) -> Iterator[None]:
    """Keep, for the block, who counts in either cycle (``pair_member``) and who is whom (``pair_link``).

    With ``places``, a number that both cycles have for each of a cycle's dimensions (None: left out), their levels
    too (``pair_answer``).
    """
    _make_tables(connection)
    try:
        for place, is_later in enumerate((False, True)):
            with counted(connection, cycles[place], raters[place]):
                connection.execute(sql("marts", "pair_members.sql"), {"is_later": is_later, "cycle": cycles[place]})
                if places is not None:
                    asked = {"is_later": is_later, "places": places[place]}
                    connection.execute(sql("marts", "pair_answers.sql"), asked)
        connection.execute(sql("marts", "pair_same.sql"))
        connection.execute(sql("marts", "pair_people.sql"), {"before": cycles[0], "after": cycles[1]})
        yield
    finally:
        for table in _TABLES:
            connection.execute(f"drop table if exists temp.{table}")


def _make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        create or replace temporary table pair_member (
            is_later boolean, person bigint, division integer, team integer, role integer, is_asked boolean
        );
        create or replace temporary table pair_answer (
            is_later boolean, person bigint, dimension smallint, level tinyint, ticks bigint,
            scored tinyint
        );
        """
    )


def _typed(counts: pd.DataFrame, ids: Mapping[int, str]) -> pd.DataFrame:
    columns: dict[str, object] = {"dimension": counts["dimension"].map(ids).astype(object)}
    for side in SIDES:
        columns |= {f"{side}_{name}": counts[f"{side}_{name}"].astype(bool) for name in ("is_asked", "has_ticks")}
        for name in (f"{side}_{field}" for field in ("division", "team", "role")):
            columns[name] = counts[name].astype(object).where(counts[name].notna(), None)
        columns |= {f"{side}_{name}": counts[f"{side}_{name}"].astype("Int8") for name in ("level", "scored")}
    return pd.DataFrame({**columns, "people": counts["people"].astype("int64")})
