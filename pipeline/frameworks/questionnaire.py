"""Questionnaires as workbooks: a row per person, a column per dimension (or per indicator), drop-downs, instructions.

Decisions: the first sheet holds the header row and the people, so that what comes back needs no cleaning. A choice
is ``name: statement``, the form that is read back exactly. Where indicators are ticked, each header is
``dimension: indicator`` (it can be read without its neighbours, also after a detour over csv), and each dimension
has a column for "none of these", because nothing ticked is no answer and never level 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.frameworks import questionnaire_mark as marks
from pipeline.frameworks.asked import PROMISES, level_choices, minutes, none_name, ticked_texts
from pipeline.frameworks.styled import empty_workbook, put_table
from pipeline.model import Framework, Promise, QuestionnaireStyle

ROWS_WITH_DROP_DOWNS = 2_000
"""How far down the choices are offered, at least."""

LONGEST_PROMPT = 255
"""Characters that a spreadsheet shows beside a cell."""

_LEFT_OUT: dict[QuestionnaireStyle, str] = {
    "statements": "Yes. An empty cell is no answer; it never counts as the lowest level.",
    "indicators": "Yes. Where nothing of a colour has an x, that is no answer; it never counts as the lowest level.",
}
_TICK = "x"
_BANDS = ("1F4E79", "44617F")


@dataclass(frozen=True)
class Invited:
    """A person who is asked: an address or employee id, and a name (or None)."""

    person: str
    name: str | None = None


def write_questionnaire(
    framework: Framework,
    path: Path,
    style: QuestionnaireStyle = "statements",
    people: Sequence[Invited] = (),
    promise: Promise = "groups",
) -> None:
    """Write a questionnaire (.xlsx); one that is there is replaced.

    Parameters
    ----------
    framework
        What is asked.
    path
        The file to write.
    style
        ``statements``: one choice of level per dimension. ``indicators``: one tick per behaviour.
    people
        A row each. Without any, rows are empty and team and role are asked too.
    promise
        What the people who answer are told of who sees their answers; it is printed, and the file remembers it.
    """
    workbook = empty_workbook()
    answers = workbook.create_sheet("Answers")
    who = _who(people)
    questions = _questions(framework, style)
    rows = [[person.person, person.name][: len(who)] for person in people]
    put_table(answers, [*who, *(header for header, _ in questions)], rows, _widths(who, questions, style))
    answers.freeze_panes = f"{get_column_letter(len(who) + 1)}2"
    _band(answers, len(who), framework, style)
    instructions = workbook.create_sheet("How to fill in")
    put_table(instructions, ("Question", "Answer"), _instructions(framework, style, promise, bool(people)), (34, 100))
    places = _choices(workbook, len(who), questions)
    _offer(answers, len(who), questions, places, promise, max(ROWS_WITH_DROP_DOWNS, len(people) + 1))
    _mark(workbook, marks.Mark(framework.id, style, promise))
    workbook.save(path)


def _who(people: Sequence[Invited]) -> tuple[str, ...]:
    if not people:
        return (marks.ADDRESS, marks.TEAM, marks.ROLE)
    first = marks.ADDRESS if all("@" in each.person for each in people) else marks.PERSON
    return (first, marks.NAME) if any(each.name for each in people) else (first,)


def _questions(framework: Framework, style: QuestionnaireStyle) -> list[tuple[str, tuple[str, ...]]]:
    """Header and choices of every question, in order."""
    if style == "statements":
        return [(dimension.name, level_choices(framework, dimension)) for dimension in framework.dimensions]
    return [
        (f"{dimension.name}: {text}", (_TICK,))
        for dimension in framework.dimensions
        for text in ticked_texts(framework, dimension)
    ]


def _widths(who: tuple[str, ...], questions: list[tuple[str, tuple[str, ...]]], style: QuestionnaireStyle) -> list[int]:
    return [30, *[20] * (len(who) - 1), *[46 if style == "statements" else 24] * len(questions)]


def _band(answers: Worksheet, before: int, framework: Framework, style: QuestionnaireStyle) -> None:
    """Give the headers of one dimension one colour, and of the next another."""
    if style == "statements":
        return
    column = before
    for place, dimension in enumerate(framework.dimensions):
        for _ in ticked_texts(framework, dimension):
            column += 1
            answers.cell(1, column).fill = PatternFill("solid", fgColor=_BANDS[place % 2])
            answers.cell(1, column).alignment = Alignment(wrap_text=True, vertical="top")
    answers.row_dimensions[1].height = 110


def _instructions(
    framework: Framework, style: QuestionnaireStyle, promise: Promise, is_filled: bool
) -> list[tuple[str, str]]:
    where = "Find your row" if is_filled else "Take the next empty row and write your e-mail address, team and role"
    how = {
        "statements": "choose in each column the sentence that describes you best today.",
        "indicators": "choose x under everything that is true of you today, and leave the rest empty.",
    }[style]
    return [
        ("How long does it take?", f"About {minutes(framework, style)} minutes."),
        ("How do I answer?", f"On the sheet Answers: {where.lower()}; then {how}"),
        *_about_zero(framework, style),
        ("May I leave something out?", _LEFT_OUT[style]),
        ("Who sees my answers?", PROMISES[promise]),
        ("What do I do when I am done?", "Save the file and send it back to the person who sent it to you."),
        (
            "May I change the table?",
            "Please leave the header row as it is. You may add a column of remarks.",
        ),
    ]


def _about_zero(framework: Framework, style: QuestionnaireStyle) -> list[tuple[str, str]]:
    if framework.lowest:
        return []
    none = none_name(framework)
    where = "Choose it where" if style == "statements" else "Choose x there, and nowhere else in that colour, where"
    return [
        (
            f"What does \u201c{none}\u201d mean?",
            f"It is level 0 and an answer like any other. {where} you have not come to this yet.",
        )
    ]


def _choices(workbook: Workbook, before: int, questions: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Write the choices as a sheet; where each question's stand, as a formula.

    A list inside the drop-down itself may not be longer than 255 characters or hold a comma. The headers are
    letters, so that nobody, not even the reader of skill matrices, takes this for the answers.
    """
    placed = [(choices, get_column_letter(before + place)) for place, (_, choices) in enumerate(questions, start=1)]
    distinct = dict(reversed(placed))
    lists = sorted(distinct.items(), key=lambda entry: (len(entry[1]), entry[1]))
    longest = max(len(choices) for choices, _ in lists)
    padded = [[*choices, *[None] * (longest - len(choices))] for choices, _ in lists]
    sheet = workbook.create_sheet("Choices")
    headers = [f"From column {column} on" for _, column in lists]
    put_table(sheet, headers, list(zip(*padded, strict=True)), [60] * len(lists))
    places = {
        choices: f"Choices!${get_column_letter(at)}$2:${get_column_letter(at)}${1 + len(choices)}"
        for at, (choices, _) in enumerate(lists, start=1)
    }
    return [places[choices] for _, choices in questions]


def _offer(
    answers: Worksheet,
    before: int,
    questions: list[tuple[str, tuple[str, ...]]],
    places: list[str],
    promise: Promise,
    last_row: int,
) -> None:
    for place, (column, (_, choices)) in zip(places, enumerate(questions, start=before + 1), strict=True):
        validation = DataValidation("list", formula1=place, allow_blank=True)
        validation.showErrorMessage = True
        validation.errorTitle = "Not a choice"
        validation.error = "Please choose from the list, or leave the cell empty."
        validation.showInputMessage = True
        validation.promptTitle = "Who sees this?" if len(choices) > 1 else "True of you?"
        validation.prompt = PROMISES[promise][:LONGEST_PROMPT]
        letter = get_column_letter(column)
        validation.add(f"{letter}2:{letter}{last_row}")
        answers.add_data_validation(validation)


def _mark(workbook: Workbook, mark: marks.Mark) -> None:
    sheet = workbook.create_sheet(marks.SHEET)
    for line in marks.mark_rows(mark):
        sheet.append(line)
    sheet.sheet_state = "hidden"
