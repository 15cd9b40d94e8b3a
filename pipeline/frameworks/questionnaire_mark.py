"""How a questionnaire of ours is known again: one hidden sheet, and what it says of the file.

Decision: the mark stands on a sheet of its own, so that the answers' first row is their header. It is lost
where somebody saves the answers alone as csv; then the file is read like any skill matrix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from pipeline.model import Promise, QuestionnaireStyle

SHEET = "Skillgap"
TITLE = "Skillgap questionnaire"

ADDRESS, PERSON, NAME, TEAM, ROLE = "E-mail", "E-mail or employee id", "Name", "Team", "Role"
WHO = (ADDRESS, PERSON, NAME, TEAM, ROLE)
"""The headers that say who answers; every other column is a question."""


@dataclass(frozen=True)
class Mark:
    """What a questionnaire says of itself: framework, style, and what its readers were promised (None: unreadable)."""

    framework: str
    style: QuestionnaireStyle
    promise: Promise | None


def mark_rows(mark: Mark) -> list[tuple[str, str]]:
    """The lines of the hidden sheet, title first."""
    return [(TITLE, "1"), ("framework", mark.framework), ("style", mark.style), ("promise", str(mark.promise))]


def mark_of(rows: Sequence[tuple[str | None, str | None]]) -> Mark | None:
    """Read the lines of a sheet as a mark; None where they are none.

    >>> mark_of(mark_rows(Mark("ai-upskilling", "statements", "groups")))
    Mark(framework='ai-upskilling', style='statements', promise='groups')
    """
    if not rows or rows[0][0] != TITLE:
        return None
    told: Mapping[str | None, str | None] = dict(rows)
    style: QuestionnaireStyle = "indicators" if told.get("style") == "indicators" else "statements"
    promise = next((each for each in get_args(Promise) if each == told.get("promise")), None)
    return Mark(told.get("framework") or "", style, promise)
