"""Questions with a column per option or row, under two header lines: what tells those columns apart.

The second line may have been deleted, and the cells may hold codes instead of texts. A code is only taken
for its option where all columns of the question agree on it; what nothing tells is a problem, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.exports.masks import is_written
from pipeline.exports.table import Rows, answers_at, known_count, squeezed
from pipeline.model import Problem, Sheet, letter

_WHOLE_ANSWER = frozenset(
    map(
        squeezed,
        ", Response, Open-Ended Response, Antwort, Offene Antwort, Réponse, Réponse ouverte, Respuesta, "
        "Respuesta abierta, Resposta, Resposta aberta, Risposta, Risposta aperta, Antwoord, Open antwoord".split(", "),
    )
)
"""What the tool writes below a question with one answer."""


@dataclass(frozen=True)
class LostOptions:
    """What can be told of columns whose options nobody wrote: headers, problems and notes."""

    headers: tuple[str, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def option_headers(questions: Sequence[str], options: Sequence[str], own: frozenset[int]) -> tuple[str, ...]:
    """Per column its question, with the row or option in brackets where the question has several columns.

    ``["How good?", ""]`` above ``["Prompting", "Ethics"]`` gives ``How good? [Prompting]`` and
    ``How good? [Ethics]``; columns in ``own`` (from 1) are the tool's.
    """
    headers, asked = [], ""
    for at, (question, option) in enumerate(zip(questions, options, strict=True), start=1):
        asked = question or ("" if at - 1 in own or not option else asked)
        is_whole = squeezed(option) in _WHOLE_ANSWER or option == asked
        headers.append(asked if is_whole or not asked else f"{asked} [{option}]")
        if not asked:
            headers[-1] = option
    return tuple(headers)


def option_codes(sheet: Sheet, questions: Sequence[str], options: Sequence[str], rows: Rows) -> dict[int, str]:
    """The code that says "chosen" in each column of an option, where an export holds codes.

    Such an export writes the option's place among the question's options: 1 in the first column, 2 in
    the second. Only where every column of the question holds nothing but its own place, and not all
    hold 1, which says "chosen" anyway, are they codes.

    Returns
    -------
    dict
        Column (from 1) to code; empty where cells hold texts, ones or levels.
    """
    codes: dict[int, str] = {}
    for run in _runs(questions, lambda at: bool(options[at - 1])):
        listed = [at for at in run if squeezed(options[at - 1]) not in _WHOLE_ANSWER]
        places = {str(place): at for place, at in enumerate(listed, start=1)}
        held = {at: _distinct(sheet, at, rows) for at in listed}
        numbered = {at: texts for at, texts in held.items() if all(text.isdecimal() for text in texts)}
        is_coded = [places.get(text) == at for at, texts in numbered.items() for text in texts]
        if sum(is_coded) >= 2 and all(is_coded):
            codes |= {at: place for place, at in places.items() if at in numbered}
    return codes


def lost_options(
    sheet: Sheet, header: int, questions: Sequence[str], own: frozenset[int], rows: Rows, known: frozenset[str]
) -> LostOptions:
    """Tell apart the columns of questions whose line of options was deleted.

    A blank header continues the question before it. Where a column holds one text alone, different
    from the others', that is its option; else its letter tells it apart, and it is a problem.

    Parameters
    ----------
    sheet, header, rows
        The sheet, the row of questions and the rows of the records.
    questions
        The texts of that row.
    own
        Columns (from 1) that the tool wrote itself.
    known
        Names of dimensions, `table.squeezed`: a question that is one has its answer in its first column.
    """
    headers, problems, notes = list(questions), list[Problem](), list[str]()
    runs = _runs(questions, lambda at: bool(_distinct(sheet, at, rows)))
    for run in (run for run in runs if len(run) > 1 and run[0] not in own):
        asked = questions[run[0] - 1]
        told = _options_of_cells(sheet, run, rows)
        for at in run:
            is_answer = at == run[0] and at not in told and known_count((asked,), known) > 0
            headers[at - 1] = asked if is_answer else f"{asked} [{told.get(at) or letter(at)}]"
            if at not in told and not is_answer:
                problems.append(_unknown_row(sheet, header, at, headers[at - 1]))
        notes.append(_missing(asked, run, is_told=bool(told)))
    return LostOptions(tuple(headers), tuple(problems), tuple(notes))


def _runs(questions: Sequence[str], is_used: Callable[[int], bool]) -> Iterator[list[int]]:
    """Columns (from 1) of each question with the blank ones behind it that are used."""
    run: list[int] = []
    for at, question in enumerate(questions, start=1):
        if question:
            yield run
            run = [at]
        elif run and is_used(at):
            run.append(at)
    yield run


def _distinct(sheet: Sheet, at: int, rows: Rows) -> list[str]:
    texts = answers_at(sheet, at, rows)
    return [str(text).strip() for text in texts.filter(is_written(texts)).unique().to_pylist()]


def _options_of_cells(sheet: Sheet, run: list[int], rows: Rows) -> dict[int, str]:
    held = {at: _distinct(sheet, at, rows) for at in run}
    alone = {at: texts[0] for at, texts in held.items() if len(texts) == 1 and not texts[0].isdecimal()}
    # One column may hold texts of the respondents' own; with two the columns are rows of a table.
    is_spread = len(alone) >= max(2, len(run) - 1) and len(set(alone.values())) == len(alone)
    return alone if is_spread else {}


def _missing(asked: str, run: list[int], *, is_told: bool) -> str:
    how = "they are told by the cells" if is_told else "the columns are told apart by their letters"
    span = f"columns {letter(run[0])} to {letter(run[-1])}"
    return f"The second header line is missing, and with it the rows or options of {asked!r} ({span}); {how}."


def _unknown_row(sheet: Sheet, header: int, at: int, text: str) -> Problem:
    return Problem(
        sheet.name,
        header,
        letter(at),
        text,
        None,
        "row_text_missing",
        "The second header line is missing, so nothing tells which row or option this column holds; "
        "export the file again, or rule on the column.",
    )
