"""``cohorts``: who learns together and when, from the warehouse; for analysts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pipeline.cohort_lists import CohortList, CohortRequest, cohort_list
from pipeline.cohort_rows import calendar_of, cohort_rows, document, seat_rows, summary, ways_out
from pipeline.commands.output import Answer, note
from pipeline.errors import SettingsError
from pipeline.reports.cohorts import cohort_book
from pipeline.settings import Home


def answered(home: Home, asked: CohortRequest, to: Path | None, answer: Answer) -> None:
    """Plan the cohorts, write the file that is asked for, and answer.

    Raises
    ------
    SurveyError
        As `cohort_list` does, or for a file of another ending.
    """
    if to is not None and to.suffix.casefold() not in (".xlsx", ".ics"):
        raise SettingsError(f"A plan cannot be written as {to.name!r}.", "End the name in .xlsx or .ics.")
    now = datetime.now(UTC)
    found = cohort_list(home, asked, now.date())
    if found is None:
        note(f"Nobody has answered in cycle {asked.cycle} yet.")
        _empty(answer)
        return
    if to is not None:
        _write(found, to, now)
    for sentence in (summary(found), *ways_out(found), *found.notes):
        note(sentence)
    if answer.as_json:
        answer.one(document(found), "")
    elif answer.as_csv:
        answer.rows(seat_rows(found))
    else:
        answer.rows(cohort_rows(found), ["cohort", "quarter", "starts", "course_name", "size", "teams"])


def _empty(answer: Answer) -> None:
    """A cycle without data is ``[]``."""
    answer.rows([])


def _write(found: CohortList, to: Path, now: datetime) -> None:
    if to.suffix.casefold() == ".ics":
        to.write_text(calendar_of(found, now), "utf-8", newline="")
    else:
        to.write_bytes(cohort_book(found))
    note(f"{to} is written.")
