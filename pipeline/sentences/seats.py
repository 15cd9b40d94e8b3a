"""Why somebody sits in a course, and why then: told from the seats of their team and nothing else.

Decision: an order that follows from nothing is not explained by anything. Of people whose gap is as urgent and as wide
the list decides, and the page says so instead of finding a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.model import Framework
from pipeline.programme.modules import Module
from pipeline.sentences.cycles import level_name

TEAM_IS_FULL = "The places of the team are taken in every quarter that this person could take."
_NTH = {2: "second", 3: "third", 4: "fourth"}
_OTHERS = "The places before it are taken, or nobody more could go to this course unless somebody else went later."


def gap_words(levels: Mapping[str, Any], modules: Sequence[Module], framework: Framework) -> str:
    """What a course leads a person from and to: ``Data Engineering: Aware to Practicing``.

    Parameters
    ----------
    levels
        The person's level by dimension.
    modules
        Those of the course that the person needs. One that begins above the person's level comes after another course.
    """
    told = []
    for dimension in framework.dimensions:
        part = [module for module in modules if module.dimension == dimension.id]
        level = levels.get(dimension.id)
        if not part or level is None or pd.isna(level):
            continue
        low, high = max(int(level), min(each.from_level for each in part)), max(each.to_level for each in part)
        told.append(f"{dimension.name}: {level_name(framework, low)} to {level_name(framework, max(low, high))}")
    return "; ".join(told)


def why_then(rows: pd.DataFrame, quarters: Sequence[str], places: int | None, sizes: str) -> list[str | None]:
    """Why each seat of a team is in its quarter and in none before; None without a seat.

    Parameters
    ----------
    rows
        ``person name turn course steps quarter class`` of everybody of the team who has a seat or waits for one.
    quarters
        Of the plan, in order.
    places
        How many of the team may be away at once; None where not everybody of the team has a row: who took them
        would tell of people whom the reader may not see.
    sizes
        Of a cohort, as ``8 to 12``.

    Returns
    -------
    list of str or None
        With two places, two people in the first quarter and one in the second, all in one course with gaps as urgent
        and as wide: "As early as can be." twice, then "The team's 2 places in 2027-Q1 are taken. With 2 of those
        who have them it is a tie: as urgent, and as far to go; who stands first decides."
    """
    seated = rows[rows["quarter"].notna()]
    taken = {str(quarter): part.to_dict("records") for quarter, part in seated.groupby("quarter")}
    when = {(_who(row), row["turn"]): row["quarter"] for row in seated.to_dict("records")}
    told: list[str | None] = []
    for row in rows.to_dict("records"):
        if row["quarter"] is None:
            told.append(None)
            continue
        before = when.get((_who(row), row["turn"] - 1))
        earliest = 0 if before is None else list(quarters).index(before) + 1
        passed = list(quarters)[earliest : list(quarters).index(row["quarter"])]
        if not passed:
            told.append("As early as can be." if before is None else f"As soon as the course in {before} is done.")
        else:
            told.append(_OTHERS if places is None else _passed(row, passed, taken, places, sizes))
    return told


def why_waiting(rows: pd.DataFrame, quarters: Sequence[str]) -> pd.Series[Any]:
    """The reasons of those who wait; where the team's places are taken with who has them, in the quarters left.

    Takes the rows of `why_then` with ``reason``, of a team that is seen as a whole.
    """
    seated = rows[rows["quarter"].notna()]
    when = {(_who(row), row["turn"]): row["quarter"] for row in seated.to_dict("records")}
    told = []
    for row in rows.to_dict("records"):
        before = when.get((_who(row), row["turn"] - 1))
        left = list(quarters)[0 if before is None else list(quarters).index(before) + 1 :]
        those = seated[seated["quarter"].isin(left)].to_dict("records")
        is_of_team = row["reason"] is not None and row["reason"].startswith(TEAM_IS_FULL) and those
        told.append(f"{row['reason']} {_by_whom(row, those)}" if is_of_team else row["reason"])
    return pd.Series(told, rows.index, dtype=object)


def _passed(
    row: Mapping[Any, Any],
    passed: Sequence[str],
    taken: Mapping[str, Sequence[Mapping[Any, Any]]],
    places: int,
    sizes: str,
) -> str:
    full = [quarter for quarter in passed if len(taken.get(quarter, ())) >= places]
    others = [quarter for quarter in passed if quarter not in full]
    told = []
    if full:
        own = "place" if places == 1 else f"{places} places"
        before = [seat for quarter in full for seat in taken[quarter]]
        told.append(
            f"The team's {own} in {_listed(full)} {'is' if places == 1 else 'are'} taken. {_by_whom(row, before)}"
        )
    if others:
        told.append(
            f"In {_listed(others)} nobody more could go to this course unless somebody else went later: a cohort has "
            f"{sizes} people."
        )
    return " ".join(told)


def _by_whom(row: Mapping[Any, Any], before: Sequence[Mapping[Any, Any]]) -> str:
    """Why those who have the places before go before: a first course, a more urgent gap, further to go, or a tie."""
    of_turn = [seat for seat in before if seat["turn"] == row["turn"]]
    if not any(seat["turn"] < row["turn"] for seat in before):
        return _among(row, before, "Those who have them", "have")
    first = "First courses come before second ones, and these before third ones."
    nth = _NTH.get(row["turn"], "later")
    return f"{first} {_among(row, of_turn, f'Whoever has a place for a {nth} course', 'has')}" if of_turn else first


def _among(row: Mapping[Any, Any], before: Sequence[Mapping[Any, Any]], who: str, have: str) -> str:
    """Why these go before, of whom nobody has a course of an earlier turn."""
    alike = [seat for seat in before if _kind(seat) == _kind(row)]
    ties = sum(seat["steps"] == row["steps"] for seat in alike)
    if ties:
        return f"With {ties} of those who have them it is a tie: as urgent, and as far to go; who stands first decides."
    if all(seat["class"] < row["class"] for seat in before):
        return f"{who} {have} more urgent gaps."
    if alike and all(seat["class"] <= row["class"] for seat in before):
        return f"{who} {have} gaps as urgent or more, and in the same course further to go."
    if all(seat["class"] <= row["class"] for seat in before):
        return (
            f"{who} {have} gaps as urgent or more, in other courses: between equals it is decided by which cohorts can "
            "be filled, and by nothing about the people."
        )
    return "Some gaps there are less urgent: full cohorts were possible this way round only."


def _kind(row: Mapping[Any, Any]) -> tuple[Any, Any, Any]:
    return row["turn"], row["course"], row["class"]


def _who(row: Mapping[Any, Any]) -> object:
    return row["person"] or row["name"]


def _listed(quarters: Sequence[str]) -> str:
    return " and ".join([*([", ".join(quarters[:-1])] if quarters[:-1] else []), quarters[-1]])
