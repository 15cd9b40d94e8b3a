"""A plan of cohorts as rows and sentences: what the command prints, the workbook holds and the page shows.

Decision: one place words the reasons and the ways out, so that command, file and page say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pipeline.cohort_lists import CohortList
from pipeline.model import Json
from pipeline.programme.calendar import calendar_text
from pipeline.programme.quarters import sessions
from pipeline.programme.relaxing import Relaxed, Rule
from pipeline.programme.seats import Reason


def cohort_rows(found: CohortList) -> list[Json]:
    """One entry per cohort, with its people by name; keys as docs/cli.md has them."""
    people = {row["person"]: row for row in _people(found)}
    seated: dict[int, list[Json]] = {}
    for person, cohort in found.plan.seats[["person", "cohort"]].itertuples(index=False):
        seated.setdefault(int(cohort), []).append(_named(people[person]))
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


def waiting_rows(found: CohortList) -> list[Json]:
    """One entry per person without a seat, in the order of the waiting list: why, and when it is looked again."""
    people = {row["person"]: row for row in _people(found)}
    needed: dict[str, int] = {}
    for course in found.people["course"]:
        needed[course] = needed.get(course, 0) + 1
    again = str(found.begins.later(found.rules.quarters))
    return [
        {
            "place": int(line["place"]),
            **_named(people[line["person"]]),
            "course": line["course"],
            "course_name": found.courses[line["course"]].name,
            "reason": why(line["reason"], found, needed[line["course"]]),
            "next_quarter": again,
        }
        for line in found.plan.waiting.to_dict("records")
    ]


def why(reason: Reason, found: CohortList, needed: int) -> str:
    """A reason in a sentence."""
    smallest = found.rules.smallest
    kept_apart = "" if found.likeness == "mixed" else f"of one {found.likeness} "
    words: dict[Reason, str] = {
        "too few": f"Too few to start: {needed} need the course, and a cohort {kept_apart}starts with {smallest}.",
        "kept out": "Kept out of every quarter of the plan.",
        "team": "The places of the team are taken in every quarter.",
        "cohorts": "No further cohort may run in a quarter in which the team has a place.",
        "sizes": "The people left over do not fill one more cohort.",
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
    return [
        f"{rules[rule].format(now=each.now, needed=each.needed)}: {_more(each)}"
        for rule, each in found.plan.relaxed.items()
    ]


def summary(found: CohortList) -> str:
    """How many have a seat, and how sure it is that there is no better plan."""
    plan = found.plan
    whole = len(plan.seats) + len(plan.waiting)
    cohorts = f"{len(plan.cohorts):,} {'cohort' if len(plan.cohorts) == 1 else 'cohorts'}"
    seats = "as many as there can be (proven)" if not plan.gap else f"at most {plan.gap:.1%} more would be possible"
    early = "as early as they can be (proven)" if not plan.early_gap else f"at most {plan.early_gap:.1%} earlier"
    return (
        f"{len(plan.seats):,} of {whole:,} people have a seat, in {cohorts} from {found.begins} on. "
        f"Weighted seats: {seats}; dates: {early}."
    )


def mentor_rows(found: CohortList) -> list[Json]:
    """Experts against learners, by quarter and dimension."""
    names = {dimension.id: dimension.name for dimension in found.framework.dimensions}
    return [
        {**row, "quarter": str(found.begins.later(int(row["quarter"]))), "dimension_name": names[row["dimension"]]}
        for row in _plain(found.mentors.to_dict("records"))
    ]


def calendar_of(found: CohortList, stamped: datetime) -> str:
    """All cohorts as calendar text: every session, and the protected work block after it; names nobody."""
    entries = []
    for row in cohort_rows(found):
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
        "learners": len(plan.seats) + len(plan.waiting),
        "seated": len(plan.seats),
        "is_proven": not plan.gap and not plan.early_gap,
        "gap": plan.gap,
        "early_gap": plan.early_gap,
        "cohorts": cohort_rows(found),
        "waiting": waiting_rows(found),
        "relax": [
            {"rule": rule, "now": each.now, "needed": each.needed, "more": each.more, "is_enough": each.is_enough}
            for rule, each in plan.relaxed.items()
        ],
        "mentors": mentor_rows(found),
        "notes": list(found.notes),
    }


def seat_rows(found: CohortList) -> list[Json]:
    """One row per person, seated or waiting, for a spreadsheet."""
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
    named = ("person", "name", "division", "team", "role", "level")
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
    return f"everybody has a seat, {people}." if each.is_enough else f"{people}."


def _people(found: CohortList) -> Iterator[Json]:
    named = found.people.astype(object).where(found.people.notna(), None)
    return ({str(name): value for name, value in row.items()} for row in named.to_dict("records"))


def _named(row: Json) -> Json:
    return {
        "person": row["identifier"],
        "name": row["name"],
        "division": row["division"],
        "team": row["team"],
        "role": row["role"],
        "level": int(row["level"]),
    }


def _plain(rows: Any) -> list[Json]:
    return [{str(name): value for name, value in row.items()} for row in rows]
