"""Google Forms: one header row that begins with a localised "Timestamp", one column per question or grid row.

The names of the first column are Google's own words per language; whether the cells below are times
decides with them, so that a question called "Timestamp" does no harm.
"""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from pipeline.exports.masks import is_written
from pipeline.exports.table import Rows, answers_at, filled_rows, first_rows, row_texts, squeezed
from pipeline.exports.times import moments
from pipeline.exports.tool_table import Heading, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "google-forms"
SEARCHED_ROWS = 10
SAMPLED_LINES = 500

_MONTH_FIRST = frozenset({"timestamp"})
_TIMESTAMPS = _MONTH_FIRST | frozenset(
    map(
        squeezed,
        (
            "Horodateur", "Marca temporal", "Marca de tiempo", "Carimbo de data/hora",
            "Informazioni cronologiche", "Отметка времени", "Sygnatura czasowa", "Tijdstempel",
            "Zeitstempel", "タイムスタンプ", "타임스탬프", "时间戳记", "時間戳記", "Tidstämpel",
            "Tidsstempel", "Tidsstempling", "Aikaleima", "Zaman damgası", "Časové razítko",
            "Časová značka", "Időbélyeg", "Позначка часу", "Marcaj de timp", "Marcă temporală",
        ),
    )
)  # fmt: skip
_EMAILS = frozenset(
    map(
        squeezed,
        (
            "Email Address", "Email", "Username", "Adresse e-mail", "E-Mail-Adresse", "E-mailadres",
            "Indirizzo email", "Indirizzo di mail", "Endereço de e-mail", "Correo electrónico",
            "Dirección de correo electrónico", "Адрес электронной почты", "Adres e-mail", "メールアドレス",
        ),
    )
)  # fmt: skip
_QUIZ_MARKS = frozenset(
    map(squeezed, ("Score", "Баллы", "Puntuación", "Punteggio", "Pontuação", "Punkte", "Punktzahl", "Note"))
)
_POINTS = r"^\s*\d+(?:[.,]\d+)?\s*/\s*\d+(?:[.,]\d+)?\s*$"


def is_google_forms(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether the sheet's first header is a Timestamp and most cells below it are times."""
    del known  # Google's own first column tells without any framework.
    found = _timestamp(sheet)
    if found is None:
        return False
    header, column = found
    filled = filled_rows(sheet)
    texts = answers_at(sheet, column, filled[filled > header][:SAMPLED_LINES])
    written = int(is_written(texts).sum())
    read = moments(texts, is_month_first=_is_month_first(sheet, header, column))
    times = int((~np.isnat(read)).sum())
    # One mistyped time must not hand the file to a reader that knows less of it.
    return 2 * times > written


def google_forms(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read the responses of a Google form.

    Parameters
    ----------
    sheet
        One that `is_google_forms`.
    known
        Not needed here.

    Returns
    -------
    Responses
        A record per row with anything in it; the time is ``completed_at``, an unreadable one a problem
        ``unreadable_time``.
    """
    del known
    found = _timestamp(sheet)
    if found is None:
        raise ValueError("not a sheet of Google Forms")
    header, timestamp = found
    rows = filled_rows(sheet)
    heading = Heading(header, _metadata(sheet, header, timestamp, rows[rows > header]))
    return tool_responses(TOOL, sheet, heading, is_month_first=_is_month_first(sheet, header, timestamp))


def _timestamp(sheet: Sheet) -> tuple[int, int] | None:
    """Header row and column of the Timestamp, the first cell of its row (people insert rows above it)."""
    for row, texts in first_rows(sheet, SEARCHED_ROWS).items():
        column = next(at for at, text in enumerate(texts, start=1) if text)
        if squeezed(texts[column - 1]) in _TIMESTAMPS:
            return row, column
    return None


def _is_month_first(sheet: Sheet, header: int, column: int) -> bool:
    return squeezed(row_texts(sheet, header)[column - 1]) in _MONTH_FIRST


def _metadata(sheet: Sheet, header: int, timestamp: int, rows: Rows) -> dict[int, MetadataKind]:
    """Tell what Google wrote itself; an e-mail address that is not right of the time was asked for."""
    kinds: dict[int, MetadataKind] = {timestamp: "completed_at"}
    for column, text in enumerate(row_texts(sheet, header), start=1):
        if column == timestamp + 1 and squeezed(text) in _EMAILS:
            kinds[column] = "email"
        elif squeezed(text) in _QUIZ_MARKS:
            texts = answers_at(sheet, column, rows).drop_null()
            if len(texts) and pc.all(pc.match_substring_regex(texts, _POINTS)).as_py():
                kinds[column] = "other"
    return kinds
