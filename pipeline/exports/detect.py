"""Which survey tool wrote a file, and which of its sheets holds the responses.

Told by what the sheets hold, never by the file's name. A tool is a line in `READERS`, in the order in
which they are asked; the first that recognises a sheet reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.errors import ExportError
from pipeline.exports.alchemer import alchemer, is_alchemer
from pipeline.exports.google_forms import google_forms, is_google_forms
from pipeline.exports.jotform import is_jotform, jotform
from pipeline.exports.limesurvey import is_limesurvey, limesurvey
from pipeline.exports.long import is_long, long
from pipeline.exports.matrix import is_matrix, matrix
from pipeline.exports.microsoft_forms import is_microsoft_forms, microsoft_forms
from pipeline.exports.odk import is_kobo, is_odk, kobo, odk
from pipeline.exports.qualtrics import is_qualtrics, qualtrics
from pipeline.exports.questionnaire import is_questionnaire, mark_among, questionnaire
from pipeline.exports.redcap import is_redcap, redcap
from pipeline.exports.surveymonkey import is_surveymonkey, surveymonkey
from pipeline.exports.table import filled_rows, first_rows, known_count
from pipeline.exports.tally import is_tally, tally
from pipeline.exports.typeform import is_typeform, typeform
from pipeline.exports.zoho import is_zoho, zoho
from pipeline.model import Responses, Sheet


@dataclass(frozen=True)
class Reader:
    """A tool: its id, whether a sheet is its work, and the responses of such a sheet.

    ``is_possible`` is asked of the whole file first, unless the user names the tool.
    """

    tool: str
    recognises: Callable[[Sheet, frozenset[str]], bool]
    responses: Callable[[Sheet, frozenset[str]], Responses]
    is_possible: Callable[[list[Sheet]], bool] = lambda _: True


READERS: tuple[Reader, ...] = (
    Reader("questionnaire", is_questionnaire, questionnaire, is_possible=lambda sheets: mark_among(sheets) is not None),
    Reader("qualtrics", is_qualtrics, qualtrics),
    Reader("surveymonkey", is_surveymonkey, surveymonkey),
    Reader("limesurvey", is_limesurvey, limesurvey),
    Reader("typeform", is_typeform, typeform),
    Reader("redcap", is_redcap, redcap),
    Reader("kobo", is_kobo, kobo),
    Reader("odk", is_odk, odk),
    Reader("alchemer", is_alchemer, alchemer),
    Reader("microsoft-forms", is_microsoft_forms, microsoft_forms),
    Reader("google-forms", is_google_forms, google_forms),
    Reader("tally", is_tally, tally),
    Reader("jotform", is_jotform, jotform),
    Reader("zoho-survey", is_zoho, zoho),
    Reader("long", is_long, long),
    Reader("matrix", is_matrix, matrix),
)
TOOLS: tuple[str, ...] = tuple(reader.tool for reader in READERS)


def detected(
    sheets: list[Sheet],
    asked_tool: str | None = None,
    asked_sheet: str | None = None,
    known: frozenset[str] = frozenset(),
) -> tuple[str, Sheet]:
    """Find the tool that wrote a file and the sheet with its responses.

    Parameters
    ----------
    sheets
        Every sheet of the file.
    asked_tool, asked_sheet
        What the user says it is, which narrows the search.
    known
        Names that headers or cells may carry (dimensions), `table.squeezed`.

    Returns
    -------
    tuple of str and Sheet
        An id of `TOOLS` and the sheet. Of several sheets of one tool, the one with the most known names
        and then the most lines.

    Raises
    ------
    ExportError
        No such tool or sheet, nothing in the file, a header alone, or nothing that looks like responses.
    """
    candidates = _asked(sheets, asked_sheet)
    readers = [
        reader for reader in READERS if asked_tool == reader.tool or (asked_tool is None and reader.is_possible(sheets))
    ]
    if not readers:
        raise ExportError(f"There is no tool {asked_tool!r}.", f"Choose one of {', '.join(map(repr, TOOLS))}.")
    found = _recognised(readers, candidates, known)
    if found is None:
        raise _unrecognised(candidates, asked_tool, known)
    return found


def _recognised(readers: Sequence[Reader], sheets: list[Sheet], known: frozenset[str]) -> tuple[str, Sheet] | None:
    """The first tool that recognises a sheet, with the weightiest of its sheets."""
    for reader in readers:
        recognised = [sheet for sheet in sheets if reader.recognises(sheet, known)]
        if recognised:
            alone = len(recognised) == 1  # a large sheet is not weighed against itself
            return reader.tool, recognised[0] if alone else max(recognised, key=lambda sheet: _weight(sheet, known))
    return None


def _asked(sheets: list[Sheet], asked_sheet: str | None) -> list[Sheet]:
    if asked_sheet is None:
        return sheets
    found = [sheet for sheet in sheets if sheet.name == asked_sheet]
    if not found:
        names = ", ".join(repr(sheet.name) for sheet in sheets if sheet.name is not None)
        there = f"Choose one of {names}." if names else "It is a csv file, which has no sheets: leave the sheet out."
        raise ExportError(f"The file has no sheet {asked_sheet!r}.", there)
    return found


def _weight(sheet: Sheet, known: frozenset[str]) -> tuple[int, int]:
    names = (known_count(texts, known) for texts in first_rows(sheet).values())
    return max(names, default=0), len(filled_rows(sheet))


def _unrecognised(sheets: list[Sheet], asked_tool: str | None, known: frozenset[str]) -> ExportError:
    lines = max((len(filled_rows(sheet)) for sheet in sheets), default=0)
    if lines == 0:
        return ExportError("There is nothing in the file but empty cells.", "Export the responses again.")
    if lines == 1:
        return ExportError("The file has a header and no responses.", "Export it again once somebody has answered.")
    if asked_tool is not None:
        other = _recognised([each for each in READERS if each.is_possible(sheets)], sheets, known)
        instead = (
            f"It looks like {other[0]!r}: choose that, or leave the tool out."
            if other
            else "Nor does it look like any other; people must stand in rows, below one line that names each column."
        )
        return ExportError(f"No sheet of the file looks like {asked_tool!r}.", instead)
    return ExportError(
        "Nothing in the file looks like responses of a survey or a skill matrix.",
        "People must stand in rows, below one line that says what each column holds.",
    )
