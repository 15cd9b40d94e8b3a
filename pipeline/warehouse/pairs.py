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
_TABLES = ("pair_member", "pair_answer", "pair_same", "pair_link", "pair_mark", "pair_place")
_MARK = ["is_later", "person", "dimension", "mark"]


@dataclass(frozen=True)
class Rescoring:
    """How ticks are scored again where the two cycles' rubrics differ.

    ``levels`` is given every set of ticks that somebody made in one of the dimensions (is_later, dimension (id), ticks)
    and adds ``level`` (Int8, null where there is none).
    """

    dimensions: frozenset[str]
    levels: Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class PairCube:
    """People by their place and level in two cycles.

    ``counts`` are what `pair_cube` describes. ``persons`` has a row per person and dimension: ``row`` of the counts,
    ``before_person`` and ``after_person`` (their numbers in each cycle, null where they have no level there).
    """

    counts: pd.DataFrame
    persons: pd.DataFrame


def pair_cube(
    connection: duckdb.DuckDBPyConnection,
    entries: tuple[CycleEntry, CycleEntry],
    frameworks: tuple[Framework, Framework],
    raters: tuple[str, str],
    rescoring: Rescoring | None = None,
    marks: pd.DataFrame | None = None,
    is_by_person: bool = False,
) -> PairCube:
    """People by their place and level in two cycles, the earlier one first.

    Parameters
    ----------
    entries, frameworks, raters
        Of the earlier cycle, then of the later one. Dimensions that only one of the frameworks has are left out.
    rescoring
        The dimensions in which ticks are scored again; in all others the level that was given counts.
    marks
        A number above 0 for people who are to be counted apart: is_later, person, dimension (id), mark.
    is_by_person
        Whether to say who is counted in which row.

    Returns
    -------
    PairCube
        The counts have ``dimension`` (id) and, once with ``before_`` and once with ``after_``: ``is_asked`` (whether
        they are on that cycle's roster), ``division``, ``team`` (None: that cycle knows nothing of them), ``role``,
        ``level`` (Int8, <NA> = no answer), ``scored`` (the level on the scale of both cycles), ``has_ticks`` (answered
        by checklist), ``mark`` (0 where none is given); ``people``.
        Only people with a level in at least one of the two.
    """
    common = [dimension.id for dimension in frameworks[1].dimensions]
    places = [
        [common.index(dimension.id) + 1 if dimension.id in common else None for dimension in framework.dimensions]
        for framework in frameworks
    ]
    known = {dimension.id for dimension in frameworks[0].dimensions}

    def asked(query: str) -> pd.DataFrame:
        rows = connection.execute(sql("marts", query), {"no_team": NO_TEAM}).df()
        typed = _typed(rows, dict(enumerate(common, 1)))
        return typed[typed["dimension"].isin(known)].reset_index(drop=True)

    with pair_members(connection, (entries[0].cycle, entries[1].cycle), raters, places):
        if rescoring:
            _score_again(connection, rescoring, common)
        if marks is not None:
            _mark(connection, marks, common)
        connection.execute(sql("marts", "pair_places.sql"))
        counts = asked("pair_cube.sql")
        return PairCube(counts, _persons(counts, asked("pair_persons.sql")) if is_by_person else pd.DataFrame())


def _mark(connection: duckdb.DuckDBPyConnection, marks: pd.DataFrame, common: Sequence[str]) -> None:
    places = {name: place for place, name in enumerate(common, 1)}
    rows = marks[marks["dimension"].isin(common)]
    connection.register("marked_in", rows.assign(dimension=rows["dimension"].map(places).astype("int16"))[_MARK])
    connection.execute("insert into pair_mark select * from marked_in")
    connection.unregister("marked_in")


def _persons(counts: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """The row of the counts in which each person is counted."""
    keys = [name for name in counts.columns if name != "people"]
    met = persons.merge(counts[keys].assign(row=range(len(counts))), how="left", on=keys, validate="many_to_one")
    return met[["row", "before_person", "after_person"]]


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
        create or replace temporary table pair_mark (is_later boolean, person bigint, dimension smallint, mark integer);
        """
    )


def _typed(counts: pd.DataFrame, ids: Mapping[int, str]) -> pd.DataFrame:
    columns: dict[str, object] = {"dimension": counts["dimension"].map(ids).astype(object)}
    for side in SIDES:
        columns |= {f"{side}_{name}": counts[f"{side}_{name}"].astype(bool) for name in ("is_asked", "has_ticks")}
        for name in (f"{side}_{field}" for field in ("division", "team", "role")):
            columns[name] = counts[name].astype(object).where(counts[name].notna(), None)
        columns |= {f"{side}_{name}": counts[f"{side}_{name}"].astype("Int8") for name in ("level", "scored")}
        columns[f"{side}_mark"] = counts[f"{side}_mark"].astype("int64")
    persons = {
        f"{side}_person": counts[f"{side}_person"].astype("Int64") for side in SIDES if f"{side}_person" in counts
    }
    return pd.DataFrame({**columns, **(persons or {"people": counts["people"].astype("int64")})})
