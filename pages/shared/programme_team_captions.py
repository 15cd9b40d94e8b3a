"""What the programme page says of one team: pure text, made harmless for the page."""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.notices import escaped
from pipeline.programme.cohorts import Rules
from pipeline.snapshot.teams import Standing
from pipeline.team_seats import TeamSeats

WHY = "**Why these modules**, in the order in which they are taken"
HOW_NEEDED = (
    "Who needs a module is counted from the people of this team who answered. How long it takes at least follows from "
    "how many of a team may be away in one quarter, a part of 25 % unless an analyst plans otherwise."
)
_MOST_NAMES = 8
WIDTHS = {
    "Name": 140,
    "Quarter": 80,
    "Course": 285,
    "Their course": 95,
    "Without a seat because": 320,
    "Starts": 95,
    "Cohort": 65,
    "Gap": 260,
    "Why": 270,
    "Looked at again": 120,
}
"""Of the columns of the table of seats, in pixels: no name of a course and no reason is cut."""


def without_names(modules: int, standing: Standing) -> str:
    """What stands in place of names: how much the team needs, how many may be away, and who is told more."""
    asked = standing.asked
    told = []
    if not modules:
        told.append("Nobody of this team needs a module, as far as answers are shown.")
    elif asked is not None:
        most = Rules().most_away(asked)
        told.append(
            f"The team needs {_counted(modules, 'module')}; of its {asked} people at most {most} "
            f"{'is' if most == 1 else 'are'} away in one quarter."
        )
    else:
        told.append(f"The team needs {_counted(modules, 'module')}.")
    told.append(
        "Who goes in which quarter is told by name to analysts, and to whoever leads these people, where those who "
        "answered were told so."
    )
    return " ".join(told)


def by_name(found: TeamSeats) -> list[str]:
    """Who goes when, in three sentences at most: how many, who waits, and for whom more is to come."""
    whose = f"of {found.headcount}" if found.is_whole else "of those whom you lead"
    if not found.people:
        return [f"Nobody {whose} needs a course."]
    away = ", ".join(f"{count} in {quarter}" for quarter, count in found.away.items() if count) or "nobody yet"
    limit = f"at most {found.most_away} of the team at once"
    verb = "needs" if found.people == 1 else "need"
    lines = [f"**{found.people:,} {whose} {verb} a course.** {_seated(found)}Away: {away}; {limit}."]
    for each in found.waiting:
        lines.append(f"**Waiting until {each.again}:** {_names(each.names)}. {escaped(each.reason)}")
    if found.later:
        lines.append(
            f"{found.later} of those with a seat {'needs' if found.later == 1 else 'need'} a further course, for which "
            "there is no seat in this plan yet; the table says which, and why."
        )
    return lines


def _seated(found: TeamSeats) -> str:
    """How many of those who need a course have a seat, and of how many nothing is known."""
    told = "All of them have a seat. " if found.seated == found.people else f"{found.seated:,} of them have a seat. "
    if found.unanswered:
        verb = "has" if found.unanswered == 1 else "have"
        told += f"{found.unanswered} of {found.headcount} {verb} not answered, so nobody knows what they need. "
    return told


def _names(waiting: Sequence[str]) -> str:
    names = [escaped(name) for name in waiting]
    shown = ", ".join(names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown} and {len(names) - _MOST_NAMES} more"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
