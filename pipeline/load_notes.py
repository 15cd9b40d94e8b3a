"""What is said of a file as a whole, beside its problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.coded import is_filled
from pipeline.matching.answers import is_no_answer
from pipeline.matching.derived import is_numbering, is_worked_out
from pipeline.matching.other_questions import words_of_all
from pipeline.matching.places import place_of
from pipeline.matching.questions import Question, named_dimension
from pipeline.matching.read import Matched
from pipeline.matching.resolve import Unresolved
from pipeline.matching.text import squeezed
from pipeline.matching.unread import cut
from pipeline.model import Column, Framework, letter
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection

MOST_NAMED = 8
MOST_LIKE_TEAMS = 3
"""Unread columns that are named as what may be the team; more of them are questions of another kind."""

MOST_TEAMS, LONGEST_TEAM = 60, 40
"""Distinct texts of a column that may be the team, and their letters."""

_YES_OR_NO = frozenset("yes no ja nein oui non si sí nee tak nie sim não はい いいえ maybe".split())

_THEN = ", and who answered counts in the group (no team) then"

REPEATED_FROM = 0.5
"""Share of a file's records that repeat an upload from which it is said."""


def reading_notes(understood: Matched, framework: Framework) -> tuple[str, ...]:
    """What is to be said of how the questions were understood."""
    told = _left_out_notes(understood) + _shared_words_notes(understood, framework)
    told += _coalesced_notes(understood, framework)
    return understood.notes + told + _unasked_notes(understood, framework)


def _shared_words_notes(understood: Matched, framework: Framework) -> tuple[str, ...]:
    """That every heading of a dimension has a word for something else than the level."""
    shared = words_of_all(understood.questions, framework, ("wish", "importance", "earlier"))
    if not shared:
        return ()
    told = f"Every column of a dimension says {shared[0]!r} in its heading and is read as the level"
    return (f"{told}; if something else was asked, rule that these columns are ignored.",)


def _unasked_notes(understood: Matched, framework: Framework) -> tuple[str, ...]:
    """Which dimensions no column was read for, and under which nobody wrote anything."""
    read_dimensions = {question.dimension for question in understood.questions if question.role == "dimension"}
    empty = (q.column.question for q in understood.questions if q.role == "ignored" and not any(q.cells.values))
    unanswered = {named_dimension(header, framework) for header in empty}
    unread = [dimension for dimension in framework.dimensions if dimension.id not in read_dimensions]
    told = {
        "No column was read for": [dimension.name for dimension in unread if dimension not in unanswered],
        "Nobody wrote anything under": [dimension.name for dimension in unread if dimension in unanswered],
    }
    return tuple(f"{what} {', '.join(names)}." for what, names in told.items() if names)


def team_notes(understood: Matched) -> tuple[str, ...]:
    """Which unread columns may say in which team somebody is, where no column does.

    Such a column repeats few short texts: from 2 on, each twice on average, and no longer than a name.
    """
    if any(q.attribute in ("team", "division", "department") for q in understood.questions):
        return ()
    unread = [
        q for q in understood.questions if q.role == "ignored" and q.how is None and not (q.is_beside or q.left_out)
    ]
    found = [q.column for q in unread if q.column.header.strip() and _is_like_groups(q)]
    if not 0 < len(found) <= MOST_LIKE_TEAMS:
        return ()  # many such columns are questions of another kind
    return (f"No column says in which team somebody is: {_listed(found)} could. If so, rule that it is the team.",)


def _is_like_groups(question: Question) -> bool:
    values = [value for value in question.cells.values if not is_no_answer(value)]
    filled = int((question.cells.codes >= 0).sum())
    return (
        2 <= len(values) <= min(filled / 2, MOST_TEAMS)
        and all(len(value.strip()) <= LONGEST_TEAM for value in values)
        and not any(value.strip()[:1].isdecimal() or squeezed(value) in _YES_OR_NO for value in values)
    )


def _coalesced_notes(understood: Matched, framework: Framework) -> tuple[str, ...]:
    """Which dimensions were read from several columns, and how many answers came from each; then attributes.

    Halves of an edited question are one; a row in which both are filled gives no rating, and a problem.
    """
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    notes = []
    for ratings in understood.ratings:
        whole = [q for q in understood.questions if q.dimension == ratings.dimension and q.part is None]
        if any(q.column.columns is not None for q in whole):
            continue  # people stand in columns: nothing was split among columns
        columns = {q.column.column: q.column for q in whole if q.role == "dimension"}
        given = ratings.column[ratings.level >= 0]
        told = [f"{_place(column)} (answers: {(given == at).sum()})" for at, column in columns.items()]
        if len(told) > 1:
            notes.append(f"{names[ratings.dimension]} is read from {' and '.join(told)}.")
    for attribute in ("team", "division", "role", "location"):
        told = [_place(q.column) for q in understood.questions if q.attribute == attribute]
        if len(told) > 1:
            notes.append(f"The {attribute} is read from {' and '.join(told)}; of two that are filled the first counts.")
    return tuple(notes)


def _place(column: Column) -> str:
    return f"column {letter(column.column)} {cut(column.header)!r}"


def _left_out_notes(understood: Matched) -> tuple[str, ...]:
    """Which columns are averages, totals or targets, or number the rows, and so are no answers."""
    ignored = [q for q in understood.questions if q.role == "ignored" and q.column.header and q.how is None]
    worked_out = [q for q in ignored if is_worked_out(q.column.question) or q.is_beside]
    has_ids = bool(is_filled(understood.who.person).any())
    numbering = [q for q in ignored if is_numbering(q.column.question)]
    numbering += [q for q in understood.questions if q.attribute == "id" and not has_ids]
    told = {
        "no answer, but an average, a total or a target": worked_out,
        "no answer, but a number of the row": numbering,
    }
    for question in understood.questions:
        if question.left_out:
            told.setdefault(question.left_out, []).append(question)
    return tuple(
        f"{_listed([question.column for question in found])} left out: {what}." for what, found in told.items() if found
    )


def _listed(columns: list[Column]) -> str:
    named = [f"{place_of(column)} {column.header.strip()[:40]!r}" for column in columns[:MOST_NAMED]]
    return ", ".join(named) + (f" and {len(columns) - MOST_NAMED} more" if len(columns) > MOST_NAMED else "")


def roster_notes(kind: str, found: Sequence[Unresolved]) -> tuple[str, ...]:
    """How many answers of the cycle say otherwise than a roster that was just loaded, whichever came first."""
    differing = sum(each.problem.problem == "differs_from_roster" for each in found)
    if kind != "roster" or not differing:
        return ()
    told = "1 answer of the cycle says" if differing == 1 else f"{differing} answers of the cycle say"
    return (f"{told} otherwise than the roster, which counts; the Review page and 'skillgap problems' list where.",)


def leaving_notes(before: Mapping[int, bool], after: Mapping[int, bool]) -> tuple[str, ...]:
    """How many people a roster that takes another's place leaves out, and how many of those answered.

    ``before`` and ``after`` have everybody on the roster, and whether that person answered.
    """
    gone = [has_answered for person, has_answered in before.items() if person not in after]
    if not gone:
        return ()
    if len(gone) == 1:
        then = "who answered and counts in the group (no team) then" if gone[0] else "who did not answer"
        return (f"1 person leaves the roster, {then}.",)
    answered = f"{sum(gone):,} of them answered" if any(gone) else "none of them answered"
    return (f"{len(gone):,} people leave the roster; {answered}{_THEN if any(gone) else ''}.",)


def repeat_notes(connection: Connection, upload: int, records: int) -> tuple[str, ...]:
    """That half of a file's records, or more, stand in an earlier upload of the cycle too."""
    notes = []
    for repeat in read.rows_of(connection, "repeats.sql", {"upload": upload}):
        if records and repeat["records"] >= REPEATED_FROM * records:
            told = f"{repeat['records']} of {records} rows repeat upload {repeat['upload']}"
            # Swapping would lose what only the earlier upload holds.
            is_later_export = repeat["records"] >= repeat["theirs"]
            notes.append(
                f"{told}; this file can take its place (--replaces {repeat['upload']})."
                if is_later_export
                else f"{told}, which holds {repeat['theirs']}; 'skillgap undo' takes this one back."
            )
    return tuple(notes)
