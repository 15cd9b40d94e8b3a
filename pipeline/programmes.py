"""The programme of a cycle: its gaps meet the catalogue, for analysts and as everybody may see it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.catalogues import catalogue_of
from pipeline.errors import SurveyError
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.metrics.groups import names_of
from pipeline.metrics.targets import with_targets
from pipeline.model import Framework, Kind
from pipeline.programme.budget import CLASS_WEIGHTS, Budget, Offer, best_plan, regrets
from pipeline.programme.catalogue import ReadCatalogue
from pipeline.programme.curriculum import COLUMNS, curriculum, remarks
from pipeline.programme.growing import growth
from pipeline.programme.modules import Catalogue
from pipeline.programme.paths import needed, unserved
from pipeline.programme.shown import people_shown
from pipeline.sentences.growth import growth_words
from pipeline.settings import Home, settings_of
from pipeline.warehouse.connection import opened

_GROUP = ["kind", "division", "group"]
_Line = Mapping[Hashable, Any]


@dataclass(frozen=True)
class Programme:
    """The rows of a programme, and in sentences what was left out and what it lacks."""

    rows: pd.DataFrame
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Planned:
    """A programme under a budget: its rows with the seats they get, the weighted levels closed, and of how many."""

    rows: pd.DataFrame
    value: int
    whole: int


def private_programme(home: Home, cycle: str, kind: Kind, path: Path | None = None) -> Programme | None:
    """The programme of every group of a kind, unprotected; None without answers.

    Parameters
    ----------
    path
        A catalogue to look at; else the home's own, else the shipped one.

    Returns
    -------
    Programme
        Rows: kind, division, group, and ``curriculum.COLUMNS``.

    Raises
    ------
    SurveyError, ExportError
        Where the catalogue cannot be read.
    """
    settings = settings_of(home)
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings)
    if counts is None:
        return None
    read = catalogue_of(home, counts.framework, path)
    order = counts.priorities(
        [dimension.id for dimension in counts.framework.dimensions], settings.common_from, counts.roadmap()
    )
    learners = with_targets(counts.cube, counts.targets, counts.framework)
    names = names_of(learners, kind, counts.company).assign(kind=kind)
    grouped = learners.assign(**{name: names[name].astype(object) for name in ("kind", "group")})
    grouped["division"] = names["division"].astype(object)
    rows = _by_group(grouped[grouped["group"].notna()], read.catalogue, counts.framework, order)
    lacking = unserved(learners, read.catalogue)
    return Programme(rows, _notes(read, counts.framework, lacking))


def programme_told(
    home: Home, counts: CycleCounts, levels: pd.DataFrame, order: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The programme of the company as everybody may see it, and what analysts should know of it.

    A catalogue that cannot be read leaves the programme empty and stops nothing.

    Parameters
    ----------
    levels, order
        The published people by level, and the published order of the gaps.
    """
    try:
        read = catalogue_of(home, counts.framework)
    except SurveyError as e:
        return pd.DataFrame(columns=COLUMNS), (f"There is no programme. {e}",)
    learners = with_targets(counts.cube, counts.targets, counts.framework)
    people = people_shown(learners, levels, read.catalogue)
    is_own = home.catalogue.is_file()  # of the shipped one nobody can correct anything
    return curriculum(read.catalogue, counts.framework, order, people), read.problems if is_own else ()


def planned(rows: pd.DataFrame, budget: Budget, with_regret: bool = True) -> Planned:
    """The best plan for a programme under a budget.

    Parameters
    ----------
    rows
        Of one group, as `curriculum` gives them; rows whose people are not shown have no part in the plan.

    Returns
    -------
    Planned
        The rows with ``seats``, ``seats_by_quarter`` (quarter, from "1", to seats) and ``regret``: by how much the
        value of the best plan falls without the module; null where people are not shown, or regret was not asked for.
    """
    is_known = rows["people"].notna()
    lines = rows[is_known].to_dict("records")
    offers = _offers(lines)
    plan = best_plan(offers, budget)
    lost: list[Any] = regrets(offers, budget, plan.value) if with_regret else [pd.NA] * len(offers)
    made = pd.DataFrame(
        {
            "seats": pd.Series([sum(seats) for seats in plan.seats], dtype="Int64"),
            "seats_by_quarter": pd.Series(
                [{str(q): count for q, count in enumerate(seats, 1) if count} for seats in plan.seats], dtype=object
            ),
            "regret": pd.array(lost, dtype="Int64"),
        }
    ).set_axis(rows.index[is_known])
    whole = sum(offer.weight * gain * people for offer in offers for gain, people in offer.people.items())
    return Planned(rows.join(made), plan.value, whole)


def plan_words(group: str, made: Planned, budget: Budget) -> str:
    """What a plan comes to, and by how much its budget would have to grow to close everything.

    Sixty seats of 20 hours for two quarters are 2,400 hours: where 2,885 are needed, 485 more hours; a third quarter is
    enough if the modules fill the quarters.
    """
    seats = int(made.rows["seats"].sum())
    told = (
        f"{group}: the best plan has {seats:,} {'seat' if seats == 1 else 'seats'} and closes {made.value:,} of "
        f"{made.whole:,} weighted levels; this is proven."
    )
    if made.value == made.whole:
        return told
    lines = made.rows[made.rows["people"].notna()].to_dict("records")
    longest = max((line for line in lines if line["people"] > 0), key=lambda line: float(str(line["hours"])))
    needed_hours = float(made.rows["seat_hours"].sum())
    names = (str(longest["module_name"]), float(str(longest["hours"])))
    return f"{told} {growth_words(growth(_offers(lines), budget), budget, needed_hours, names)}"


def _offers(lines: Sequence[_Line]) -> list[Offer]:
    places = {(str(line["track"]), str(line["module"])): place for place, line in enumerate(lines)}
    offers = []
    for line in lines:
        before = [each for each in str(line["prerequisites"]).split(", ") if each]
        builds_on = [
            place
            for (track, module), place in places.items()
            if module in before and (track == line["track"] or _is_for_all(lines[place], lines))
        ]
        gains = line["gains"]
        people = {int(gain): int(count) for gain, count in gains.items()} if isinstance(gains, dict) else {}
        weight = CLASS_WEIGHTS[None if pd.isna(line["class"]) else str(line["class"])]
        offers.append(Offer(str(line["module"]), float(str(line["hours"])), weight, people, tuple(builds_on)))
    return offers


def _is_for_all(line: _Line, lines: Sequence[_Line]) -> bool:
    """Whether a module stands in one track only: then that track's seats are everybody's."""
    return [each["module"] for each in lines].count(line["module"]) == 1


def _by_group(learners: pd.DataFrame, catalogue: Catalogue, framework: Framework, order: pd.DataFrame) -> pd.DataFrame:
    found = needed(learners, catalogue, _GROUP)
    parts = []
    for key, part in found.groupby(_GROUP, dropna=False, sort=True):
        people: dict[tuple[str, str], dict[int, int]] = {}
        for track, module, gain, count in part[["track", "module", "gain", "people"]].itertuples(index=False):
            people.setdefault((track, module), {})[int(gain)] = int(count)
        rows = curriculum(catalogue, framework, order, people)
        parts.append(rows.assign(**dict(zip(_GROUP, _plain(key), strict=True)))[[*_GROUP, *COLUMNS]])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*_GROUP, *COLUMNS])


def _plain(key: Any) -> list[Any]:
    values = list(key) if isinstance(key, tuple) else [key]
    return [None if pd.isna(value) else value for value in values]


def _notes(read: ReadCatalogue, framework: Framework, lacking: dict[tuple[str, int], int]) -> tuple[str, ...]:
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    holes = [
        f"No module leads on from level {level} in {names[dimension]}; {people} people would need one."
        for (dimension, level), people in sorted(lacking.items())
    ]
    return (*read.problems, *remarks(read.catalogue), *(holes if read.catalogue.modules else []))
