"""LimeSurvey: one header line of codes, of texts, or of both; what was not submitted has no submit date.

Codes are the same everywhere, texts follow the language of the account, so either form tells the
tool's own columns.
"""

from __future__ import annotations

import re

from pipeline.exports.table import Rows, squeezed
from pipeline.exports.tool_table import Heading, Reasons, cells_that, named_line, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "limesurvey"

_CODES: dict[str, MetadataKind] = {
    "id": "response_id",
    "submitdate": "completed_at",
    "startdate": "started_at",
    "email": "email",
    "firstname": "given_name",
    "lastname": "family_name",
    "lastpage": "other",
    "startlanguage": "other",
    "seed": "other",
    "datestamp": "other",
    "ipaddr": "other",
    "refurl": "other",
    "token": "other",
    "interviewtime": "other",
}
_WORDINGS: dict[MetadataKind, str] = {
    "response_id": "Response ID, Antwort ID, ID de la réponse, ID de respuesta, Antwoord ID, ID risposta, "
    "ID da resposta",
    "completed_at": "Date submitted, Datum Abgeschickt, Date de soumission, Fecha de envío, Datum ingestuurd, "
    "Datum verzonden, Data invio, Data di invio, Data de envio",
    "started_at": "Date started, Datum gestartet, Date de lancement, Fecha de inicio, Datum gestart, Data inizio, "
    "Data de início",
    "other": "Last page, Letzte Seite, Dernière page, Última página, Laatste pagina, Ultima pagina, Start language, "
    "Start-Sprache, Langue de départ, Lenguaje inicial, Idioma inicial, Begintaal, Starttaal, Lingua iniziale, Seed, "
    "Zufallsstartwert, Date last action, Datum letzte Aktivität, Date de la dernière action, IP address, IP-Adresse, "
    "Referrer URL, Access code, Zugangscode, Total time, Gesamtzeit",
}
_TEXTS = {squeezed(text): kind for kind, texts in _WORDINGS.items() for text in texts.split(", ")}
_LABELS_OF_ITS_OWN = frozenset(name for name, kind in _TEXTS.items() if kind in ("completed_at", "other")) - {
    "seed",
    "ipaddress",
    "ipadresse",
}
_CODED = re.compile(r"([A-Za-z]\w*(?:\[[A-Za-z0-9_]+\])*)(?:\. |: | )?(.*)", re.DOTALL)
_CODE_AND_TEXT = re.compile(r"[A-Za-z]\w*(?:\[[A-Za-z0-9_]+\])*\. (.+)", re.DOTALL)
_SUBQUESTION = re.compile(r"[A-Za-z]\w*\[[A-Za-z0-9_]+\]")
_TIMING = re.compile(r"(groupTime\d+|\w+Time|interviewtime)")
_ENOUGH_SUBQUESTIONS = 3


def is_limesurvey(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has the tool's own codes or texts, or several codes of subquestions."""
    del known  # LimeSurvey's own columns tell without any framework.
    return _header(sheet) is not None


def limesurvey(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a LimeSurvey export.

    Parameters
    ----------
    sheet
        One that `is_limesurvey`.
    known
        Not needed here.

    Returns
    -------
    Responses
        Responses without a submit date are excluded, where the export has that column.
    """
    del known
    found = _header(sheet)
    if found is None:
        raise ValueError("not a sheet of LimeSurvey")
    row, texts = found
    heading = Heading(row, _own(texts), _without_codes(texts))
    submitted = heading.column("completed_at")

    def not_submitted(rows: Rows) -> Reasons:
        return [(cells_that(sheet, submitted, rows, lambda text: not text), "not submitted")]

    return tool_responses(TOOL, sheet, heading, not_submitted)


def _header(sheet: Sheet) -> tuple[int, tuple[str, ...]] | None:
    def is_header(names: tuple[str, ...]) -> bool:
        codes = {"submitdate", "lastpage", "startlanguage"}
        own = sum(name in codes or any(name.startswith(code) for code in codes) for name in names)
        return own >= 2 or len(_LABELS_OF_ITS_OWN.intersection(names)) >= 2

    found = named_line(sheet, is_header)
    if found is not None:
        return found
    # Without metadata the codes of subquestions are left to tell; brackets around words are any tool's.
    top = named_line(sheet, any)
    coded = [text for text in top[1] if _SUBQUESTION.match(text)] if top else []
    return top if len(coded) >= _ENOUGH_SUBQUESTIONS else None


def _without_codes(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The question texts of headings that are "code. text"; in other headings a full stop is the author's own."""
    coded = [_CODE_AND_TEXT.fullmatch(text) for text in texts]
    if 2 * sum(match is not None for match in coded) <= len(texts):
        return texts
    return tuple(match[1] if match else text for match, text in zip(coded, texts, strict=True))


def _own(texts: tuple[str, ...]) -> dict[int, MetadataKind]:
    """The tool's own columns by code or text; of two of one kind the first has it."""
    own: dict[int, MetadataKind] = {}
    for at, text in enumerate(texts, start=1):
        coded = _CODED.fullmatch(text)
        code, rest = (coded[1], coded[2]) if coded else ("", "")
        kind = _TEXTS.get(squeezed(text))
        if kind is None and (not rest or squeezed(rest) in _TEXTS):
            kind = _CODES.get(code)
        if kind is None and _TIMING.fullmatch(code) and not rest:
            kind = "other"
        if kind is not None:
            own[at] = "other" if kind in own.values() else kind
    return own
