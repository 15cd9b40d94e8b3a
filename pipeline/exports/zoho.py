"""Zoho Survey: one header line that begins with the response id, in the language of the account.

Nothing else in the layout is the tool's alone, so the times are looked for as in any other table.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.exports.completion import with_times
from pipeline.exports.table import answers_at, filled_rows, squeezed
from pipeline.exports.tool_table import Heading, named_line, tool_responses
from pipeline.model import Responses, Sheet

TOOL = "zoho-survey"

_RESPONSE_IDS = frozenset(
    map(
        squeezed,
        (
            "Response ID", "ID de respuesta", "ID de réponse", "Antwort-ID", "ID da resposta", "ID risposta",
            "Antwoord-ID", "Reactie-ID", "回答ID",
        ),
    )
)  # fmt: skip


def is_zoho(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether the first line begins with a response id and every id below it is another one."""
    del known  # The tool's own first column tells without any framework.
    found = named_line(sheet, _is_header)
    if found is None:
        return False
    filled = filled_rows(sheet)
    ids = answers_at(sheet, 1, filled[filled > found[0]])
    return len(ids) > 0 and not ids.null_count and len(ids.unique()) == len(ids)


def zoho(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a Zoho Survey export; a record per line with anything in it. ``known`` is not needed here."""
    del known
    found = named_line(sheet, _is_header)
    if found is None:
        raise ValueError("not a sheet of Zoho Survey")
    read = tool_responses(TOOL, sheet, Heading(found[0], {1: "response_id"}))
    columns, times = with_times(read.columns, len(read.rows))
    return replace(read, columns=columns, completed_at=times)


def _is_header(names: tuple[str, ...]) -> bool:
    return names[0] in _RESPONSE_IDS
