"""LimeSurvey: one header line of codes, of texts, or of both; what was not submitted has no submit date.

Codes are the same everywhere, texts follow the language of the account, so either form tells the
tool's own columns. Where a heading is code and text, the code alone decides, whatever the language of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
    "ID da resposta, ID odpowiedzi",
    "completed_at": "Date submitted, Datum Abgeschickt, Date de soumission, Fecha de envío, Datum ingestuurd, "
    "Datum verzonden, Data invio, Data di invio, Data de envio, Data wysłania, Data przesłania",
    "started_at": "Date started, Datum gestartet, Date de lancement, Fecha de inicio, Datum gestart, Data inizio, "
    "Data de início, Data rozpoczęcia",
    "other": "Last page, Letzte Seite, Dernière page, Última página, Laatste pagina, Ultima pagina, Start language, "
    "Start-Sprache, Langue de départ, Lenguaje inicial, Idioma inicial, Begintaal, Starttaal, Lingua iniziale, "
    "Ostatnia strona, Język początkowy, Język startowy, Seed, Zufallsstartwert, "
    "Date last action, Datum letzte Aktivität, Date de la dernière action, IP address, IP-Adresse, "
    "Referrer URL, Access code, Zugangscode, Total time, Gesamtzeit",
}
_TEXTS = {squeezed(text): kind for kind, texts in _WORDINGS.items() for text in texts.split(", ")}
_LABELS_OF_ITS_OWN = frozenset(name for name, kind in _TEXTS.items() if kind in ("completed_at", "other")) - {
    "seed",
    "ipaddress",
    "ipadresse",
}
_CODE = r"([A-Za-z]\w*(?:\[[A-Za-z0-9_]+\])*)"
_OWN_AND_TEXT = re.compile(r"(?:submitdate|lastpage|startlanguage)(\W{1,3})\w.*", re.DOTALL)
_USUAL_MARK = ". "
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
    parted = _parted(texts)
    heading = Heading(row, _own(texts, parted), _without_codes(texts, parted))
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


def _parted(texts: tuple[str, ...]) -> list[tuple[str, str]] | None:
    """Code and text of each heading, of those that have no code ('', text); None where headings are no such pairs.

    The account chooses the mark between the two; the tool's own columns show it.
    """
    marks = Counter(match[1] for text in texts if (match := _OWN_AND_TEXT.fullmatch(text)))
    mark = marks.most_common(1)[0][0] if marks else _USUAL_MARK
    form = re.compile(rf"{_CODE}{re.escape(mark)}(.+)", re.DOTALL)
    coded = [form.fullmatch(text) for text in texts]
    if 2 * sum(match is not None for match in coded) <= len(texts):
        return None
    return [(match[1], match[2]) if match else ("", text) for match, text in zip(coded, texts, strict=True)]


def _without_codes(texts: tuple[str, ...], parted: list[tuple[str, str]] | None) -> tuple[str, ...]:
    """The question texts of headings that are code and text; in other headings a full stop is the author's own."""
    return texts if parted is None else tuple(text for _, text in parted)


def _own(texts: tuple[str, ...], parted: list[tuple[str, str]] | None) -> dict[int, MetadataKind]:
    """The tool's own columns by code or text; of two of one kind the first has it."""
    own: dict[int, MetadataKind] = {}
    codes = texts if parted is None else [code or text for code, text in parted]
    for at, (text, code) in enumerate(zip(texts, codes, strict=True), start=1):
        kind = _CODES.get(code) or _TEXTS.get(squeezed(text))
        if kind is None and _TIMING.fullmatch(code) and (code == text or _is_timing(code, codes)):
            kind = "other"
        if kind is not None:
            own[at] = "other" if kind in own.values() else kind
    return own


def _is_timing(code: str, codes: Sequence[str]) -> bool:
    """Whether a code is of the time for another question, rather than of one that somebody called ``SpareTime``."""
    timed = code.removesuffix("Time")
    return timed == code or code.startswith("groupTime") or any(each.partition("[")[0] == timed for each in codes)
