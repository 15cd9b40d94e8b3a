"""A plan of cohorts as rows and sentences: what the command prints, the workbook holds and the page shows.

Decision: one place words the reasons and the ways out, so that command, file and page say the same.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import pandas as pd

from pipeline.cohort_lists import CohortList
from pipeline.model import Json
from pipeline.programme.calendar import calendar_text
from pipeline.programme.quarters import sessions
from pipeline.programme.relaxing import Relaxed, Rule
from pipeline.programme.waiting import Reason
from pipeline.sentences.seats import TEAM_IS_FULL


def cohort_rows(found: CohortList) -> list[Json]:
    """One entry per cohort, with its people by name; keys as docs/cli.md has them."""
    people = _people(found)
    seated: dict[int, list[Json]] = {}
    for person, course, cohort in found.plan.seats[["person", "course", "cohort"]].itertuples(index=False):
        seated.setdefault(int(cohort), []).append(_named(people[person, course]))
    rows = []
    for line in found.plan.cohorts.to_dict("records"):
        course = found.courses[line["course"]]
        quarter = found.begins.later(int(line["quarter"]))
        meetings = sessions(course.modules, quarter)
        rows.append(
            {
                "cohort": int(line["cohort"]),
                "course": course.id,
                "course_name": course.name,
                "quarter": str(quarter),
                "starts": meetings[0].day.isoformat(),
                "ends": meetings[-1].work_day.isoformat(),
                "hours": course.hours,
                "size": int(line["people"]),
                "roles": [{"role": name or None, "people": count} for name, count in line["roles"].items()],
                "levels": line["levels"],
                "teams": int(line["teams"]),
                "people": sorted(seated[int(line["cohort"])], key=lambda each: str(each["name"] or each["person"])),
            }
        )
    return rows


def waiting_rows(found: CohortList, *, is_counted: bool = True) -> list[Json]:
    """One entry per person without a seat, in the order of the waiting list: why, and when it is looked again.

    Without ``is_counted`` the reasons say nothing of how many others wait.
    """
    return _left(found, found.plan.waiting, is_counted)


def later_rows(found: CohortList, *, is_counted: bool = True) -> list[Json]:
    """As `waiting_rows`, of those who have a seat, but none in the course after it."""
    return _left(found, found.plan.later, is_counted)


def _left(found: CohortList, lines: pd.DataFrame, is_counted: bool) -> list[Json]:
    people = _people(found)
    again = str(found.begins.later(found.rules.quarters))
    return [
        {
            "place": int(line["place"]),
            **_named(people[line["person"], line["course"]]),
            "course": line["course"],
            "course_name": found.courses[line["course"]].name,
            "reason": why(line["reason"], found, int(line["wanted"]) if is_counted else None),
            "next_quarter": again,
        }
        for line in lines.to_dict("records")
    ]


def why(reason: Reason, found: CohortList, wanted: int | None) -> str:
    """A reason in a sentence; ``wanted`` is how many who are left over could start with this person, if it is told."""
    smallest = found.rules.smallest
    kept_apart = "" if found.likeness == "mixed" else f"of one {found.likeness} "
    words: dict[Reason, str] = {
        "too few": "Too few to start: "
        + ("" if wanted is None else f"{wanted} could take it in one quarter, and ")
        + f"a cohort {kept_apart}starts with {smallest}.",
        "kept out": "Kept out of every quarter of the plan.",
        "kept out after": "Kept out of every quarter of the plan that is left after the course before it.",
        "order": "Comes after a course in the last quarter of the plan.",
        "team": TEAM_IS_FULL,
        "cohorts": "No further cohort may run in a quarter in which there is a place of the team for this person.",
        "sizes": "The people left over do not fill one more cohort.",
        "places": f"Fewer than {smallest} of those left over can be away at once in a quarter with room for a cohort.",
    }
    return words[reason]


def ways_out(found: CohortList) -> list[str]:
    """What would seat more people, a sentence per rule that helps."""
    rules: dict[Rule, str] = {
        "away": "Let {needed} more of each team be away at once",
        "quarters": "Plan {needed} quarters instead of {now}",
        "at_once": "Run up to {needed} cohorts in a quarter instead of {now}",
        "smallest": "Start cohorts from {needed} people on instead of {now}",
        "largest": "Let cohorts have up to {needed} people instead of {now}",
    }
    told = [
        f"{rules[rule].format(now=each.now, needed=each.needed)}: {_more(each)}"
        for rule, each in found.plan.relaxed.items()
        if each is not None and (rule != "away" or _is_bearable(found, each.needed))
    ]
    if None in found.plan.relaxed.values():
        told.append("Not every rule was looked at: the time was up.")
    return told


def summary(found: CohortList) -> str:
    """How many have a seat, and how sure it is that there is no better plan."""
    plan = found.plan
    cohorts = f"{len(plan.cohorts):,} {'cohort' if len(plan.cohorts) == 1 else 'cohorts'}"
    further = len(plan.seats) - plan.seated
    after = f", and {further:,} more {'seat' if further == 1 else 'seats'} in what comes after" if further else ""
    seats = "no more seats are possible" if not plan.gap else f"at most {plan.gap:.1%} more seats would be possible"
    early = "none starts earlier" if not plan.early_gap else f"the dates could be {plan.early_gap:.1%} earlier at most"
    return (
        f"{plan.seated:,} of {plan.learners:,} people have a seat{after}, in {cohorts} from {found.begins} on. "
        f"By these rules, everybody's first course before anybody's second and urgent gaps first: {seats}, and {early}."
    )


def _is_bearable(found: CohortList, more: int) -> bool:
    """Whether in at least half of the teams no more than half of the people would be away at once."""
    bearable = [2 * (found.rules.most_away(people) + more) <= people for people in found.headcounts.values()]
    return 2 * sum(bearable) >= len(bearable)


def mentor_rows(found: CohortList) -> list[Json]:
    """Experts against learners, by quarter and dimension."""
    names = {dimension.id: dimension.name for dimension in found.framework.dimensions}
    return [
        {**row, "quarter": str(found.begins.later(int(row["quarter"]))), "dimension_name": names[row["dimension"]]}
        for row in _plain(found.mentors.to_dict("records"))
    ]


def calendar_of(found: CohortList, stamped: datetime, cohorts: frozenset[int] | None = None) -> str:
    """Cohorts (None: all) as calendar text: every session, and the protected work block after it; names nobody."""
    entries = []
    for row in cohort_rows(found):
        if cohorts is not None and row["cohort"] not in cohorts:
            continue
        meetings = sessions(found.courses[row["course"]].modules, found.begins.later(_quarters(found, row)))
        entries.append((f"{row['quarter']}-{row['cohort']}", f"Cohort {row['cohort']}", meetings))
    return calendar_text(entries, stamped)


def document(found: CohortList) -> Json:
    """The whole plan as one document: what ``cohorts --json`` prints."""
    plan = found.plan
    return {
        "cycle": found.cycle,
        "begins": str(found.begins),
        "quarters": found.rules.quarters,
        "learners": plan.learners,
        "seated": plan.seated,
        "seats": len(plan.seats),
        "is_proven": not plan.gap and not plan.early_gap,
        "gap": plan.gap,
        "early_gap": plan.early_gap,
        "cohorts": cohort_rows(found),
        "waiting": waiting_rows(found),
        "later": later_rows(found),
        "relax": [{"rule": rule, **asdict(each)} for rule, each in plan.relaxed.items() if each is not None],
        "mentors": mentor_rows(found),
        "notes": list(found.notes),
    }


def seat_rows(found: CohortList) -> list[Json]:
    """One row per seat, and per person who waits for the first one, for a spreadsheet."""
    rows = [
        {
            **person,
            **{name: row[name] for name in ("course", "course_name", "cohort", "quarter", "starts")},
            "reason": None,
        }
        for row in cohort_rows(found)
        for person in row["people"]
    ]
    none = {"cohort": None, "quarter": None, "starts": None}
    named = ("person", "name", "division", "team", "role", "level", "turn")
    rows += [
        {
            **{name: row[name] for name in named},
            **{name: row[name] for name in ("course", "course_name")},
            **none,
            "reason": row["reason"],
        }
        for row in waiting_rows(found)
    ]
    return rows


def _quarters(found: CohortList, row: Json) -> int:
    places = {str(found.begins.later(place)): place for place in range(found.rules.quarters)}
    return places[row["quarter"]]


def _more(each: Relaxed) -> str:
    people = f"{each.more} more {'person has' if each.more == 1 else 'people have'} a seat"
    told = f"everybody has a seat, {people}." if each.is_enough else f"{people}."
    return told if each.is_least else f"{told} Less may do: the time was up before that was proven."


def _people(found: CohortList) -> dict[tuple[int, str], Json]:
    """By person and course: who it is, and where the person starts."""
    named = found.people.astype(object).where(found.people.notna(), None)
    return {(row["person"], row["course"]): row for row in _plain(named.to_dict("records"))}


def _named(row: Json) -> Json:
    return {
        "person": row["identifier"],
        "name": row["name"],
        "division": row["division"],
        "team": row["team"],
        "role": row["role"],
        "level": int(row["level"]),
        "turn": int(row["turn"]),
    }


def _plain(rows: Any) -> list[Json]:
    return [{str(name): value for name, value in row.items()} for row in rows]
