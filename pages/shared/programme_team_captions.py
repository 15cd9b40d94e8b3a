"""What the programme page says of one team: pure text, made harmless for the page."""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.notices import escaped
from pipeline.programme.rules import Rules
from pipeline.snapshot.teams import Standing
from pipeline.team_seats import TeamSeats

WHY = "**Why these modules**, in the order in which they are taken"
HOW_NEEDED = (
    "Who needs a module is counted from the people of this team who answered. A module of one track is for people of "
    "that track; which people of the team these are the published figures do not tell, so up to so many need it. How "
    "long it takes for all of them follows from how many of a team may be away in one quarter, a part of 25 % unless "
    "an analyst plans otherwise."
)
WHY_THEN = (
    "**Why these courses, and why then.** Everybody's first course comes before anybody's second, and that before "
    "a third. Among these the most urgent gap of the whole company goes first, whosever team a project waits for; then "
    "whoever has furthest to go in the course, as far as the team's places and full cohorts allow. Where that is a tie "
    "the order of the list decides, which says nothing about anybody: change it as you like."
)
_MOST_NAMES = 8


def without_names(modules: int | None, standing: Standing) -> str:
    """What stands in place of names: how much the team needs, how many may be away, and who is told more."""
    asked = standing.asked
    told = []
    if modules is None:
        told.append("Which modules the team needs is not shown.")
    elif not modules:
        told.append("Nobody of this team needs a module, as far as answers are shown.")
    elif asked is not None:
        most = Rules().most_away(asked)
        told.append(
            f"The team needs at most {_counted(modules, 'module')}; of its {asked} people at most {most} "
            f"{'is' if most == 1 else 'are'} away in one quarter."
        )
    else:
        told.append(f"The team needs at most {_counted(modules, 'module')}.")
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
    verb = "needs" if found.people == 1 else "need"
    lines = [f"**{found.people:,} {whose} {verb} a course.** {_seated(found)}{_away(found)}"]
    if not found.seated and found.is_whole:
        lines.append(_why_nobody(found))
    for each in found.waiting:
        lines.append(f"**Waiting until {each.again}:** {_names(each.names)}. {escaped(each.reason)}")
    if found.later:
        lines.append(
            f"{found.later} of those with a seat {'needs' if found.later == 1 else 'need'} a further course, for which "
            "there is no seat in this plan yet; the table says which, and why."
        )
    return lines


def _away(found: TeamSeats) -> str:
    """How many go in each quarter, and for how long that is."""
    if not found.seated:
        return ""
    away = ", ".join(f"{count} in {quarter}" for quarter, count in found.away.items() if count)
    least, most = found.weeks
    span = f"{most} weeks" if least == most else f"{least} to {most} weeks"
    return (
        f"In a course at once: {away}; at most {found.most_away} of the team. A course meets once a week for {span}, "
        "with half a day to try it at work after each meeting; nobody is away for the whole quarter."
    )


def _why_nobody(found: TeamSeats) -> str:
    """Which rules leave a team without any seat, and what would give way."""
    places = f"{found.most_away} of this team may be in a course at once"
    told = f"Nobody has a seat: a cohort has {found.sizes} people, and at most {places}."
    if not found.ways:
        return told
    return f"{told} What would help, under “Cohorts, by name” below: {escaped(' '.join(found.ways))}"


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
