"""Sessions as calendar text (iCalendar, RFC 5545) that every calendar imports.

Decision: written by hand. It is forty lines, and times are meant as they stand on the clock wherever somebody is, so no
time zone is needed. No entry names a learner: a seat tells a level, and calendars are shared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from pipeline.programme.quarters import Session

_STARTS = time(9)
_WORK_HOURS = 3
_WIDEST = 75


def calendar_text(cohorts: Sequence[tuple[str, str, Sequence[Session]]], stamped: datetime) -> str:
    """A calendar of cohorts.

    Parameters
    ----------
    cohorts
        Id and title of each cohort, and its sessions.
    stamped
        When the calendar was made (UTC).

    Returns
    -------
    str
        Per session one entry from 9 o'clock, and one for the work block from 9 to 12 on the day after. Lines end in
        CR LF and are folded at 75 bytes; commas, semicolons, backslashes and line ends in texts are escaped.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Skillgap//Cohorts//EN", "CALSCALE:GREGORIAN"]
    for id, title, sessions in cohorts:
        for number, session in enumerate(sessions, 1):
            part = f" ({session.part} of {session.parts})" if session.parts > 1 else ""
            learnt = (f"{title}: {session.module.name}{part}", session.module.about)
            lines += _entry(f"{id}-{number}-session", session.day, session.hours, learnt, stamped)
            block = (f"{title}: try it at work (protected)", session.module.apply)
            lines += _entry(f"{id}-{number}-work", session.work_day, _WORK_HOURS, block, stamped)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _entry(id: str, day: date, hours: float, told: tuple[str, str], stamped: datetime) -> list[str]:
    starts = datetime.combine(day, _STARTS)
    summary, description = told
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(id)}@skillgap",
        f"DTSTAMP:{stamped:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{starts:%Y%m%dT%H%M%S}",
        f"DTEND:{starts + timedelta(hours=hours):%Y%m%dT%H%M%S}",
        f"SUMMARY:{escaped(summary)}",
        f"DESCRIPTION:{escaped(description)}",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text as a calendar's value: commas, semicolons and backslashes get a backslash before them."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, never cut inside a character; the later ones begin with a blank."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > _WIDEST:
            yield piece
            piece = " "
        piece += sign
    yield piece
