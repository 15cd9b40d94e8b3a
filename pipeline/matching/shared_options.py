"""Options that several questions share, told apart by the columns beside them.

Typeform writes a column per option and not the question, so "None of these yet" stands above several columns
alike. Options of one question stand side by side: such a column belongs to the options left of it, or, where
those have it already or there are none, to the options right of it.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.matching.questions import Question, Reader, is_ruled
from pipeline.matching.text import words
from pipeline.model import letter


def with_shared_options(understood: list[Question], reader: Reader) -> tuple[list[Question], list[str]]:
    """Read the columns of options that name no dimension as options of their neighbours'.

    Parameters
    ----------
    understood
        Every column, in file order, each looked at by itself.

    Returns
    -------
    tuple
        The same columns, and a sentence for each that was given to a neighbour. A column between
        no options, or whose cells are no ticks, stays as it is.
    """
    found, notes = list(understood), []
    for place, question in enumerate(understood):
        if question.role != "ignored" or question.dimension or is_ruled(question) or question.column.metadata:
            continue
        for neighbour in _neighbours(found, place):
            option = _option_of(question, neighbour, found, reader)
            if option is not None:
                found[place] = option
                notes.append(_told(option, reader))
                break
    return found, notes


def _neighbours(found: list[Question], place: int) -> list[Question]:
    """The options left and right of a column, left first; nothing but the next column counts."""
    beside = [found[at] for at in (place - 1, place + 1) if 0 <= at < len(found)]
    return [question for question in beside if question.role == "dimension" and question.part is not None]


def _option_of(question: Question, neighbour: Question, found: list[Question], reader: Reader) -> Question | None:
    dimension = str(neighbour.dimension)
    checklist, text = reader.checklists[dimension], words(question.column.question)
    part = next((bit for option, bit in checklist.parts if option == text), None)
    if part is None or any(each.dimension == dimension and each.part == part for each in found):
        return None
    if not checklist.is_tick_column(question.cells.values, part, reader.scales[dimension], question.column.code):
        return None
    return replace(question, role="dimension", dimension=dimension, how="alias", part=part, is_checklist=True)


def _told(option: Question, reader: Reader) -> str:
    name = next(d.name for d in reader.framework.dimensions if d.id == option.dimension)
    return (
        f"Column {letter(option.column.column)} {option.column.header!r} names no question; "
        f"it stands among the options of {name!r} and is read as one of them."
    )
