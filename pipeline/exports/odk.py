"""The ODK family (Kobo, ODK, SurveyCTO): one header line, groups as paths, system columns by fixed names."""

from __future__ import annotations

from pipeline.exports.table import squeezed
from pipeline.exports.tool_table import Heading, named_line, own_columns, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

KOBO = "kobo"
ODK = "odk"

_OWN: dict[str, MetadataKind] = {
    "uuid": "response_id",
    "key": "response_id",
    "submissiontime": "completed_at",
    "submissiondate": "completed_at",
    "start": "started_at",
    "starttime": "started_at",
    "end": "other",
    "endtime": "other",
    "deviceid": "other",
    "subscriberid": "other",
    "simid": "other",
    "devicephonenum": "other",
    "username": "other",
    "instanceid": "other",
    "metainstanceid": "other",
    "metainstancename": "other",
    "instancename": "other",
    "formdefversion": "other",
    "formversion": "other",
    "reviewstatus": "other",
    "reviewcomments": "other",
    "reviewcorrections": "other",
    "submitterid": "other",
    "submittername": "other",
    "attachmentspresent": "other",
    "attachmentsexpected": "other",
    "status": "other",
    "edits": "other",
    "deviceinfo": "other",
}


def is_kobo(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has Kobo's ``_uuid`` and ``_submission_time``."""
    del known  # The system columns tell without any framework.
    return named_line(sheet, _is_kobo_header) is not None


def is_odk(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has ODK's ``KEY`` and ``SubmissionDate``."""
    del known  # The system columns tell without any framework.
    return named_line(sheet, _is_odk_header) is not None


def kobo(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a Kobo export; a record per line with anything in it. ``known`` is not needed here."""
    del known
    found = named_line(sheet, _is_kobo_header)
    if found is None:
        raise ValueError("not a sheet of Kobo")
    row, texts = found
    # Kobo writes its own names with an underscore in front: a question may well be called "status".
    own = own_columns(
        [text if text.startswith("_") or squeezed(text) in ("start", "end") else "" for text in texts], _OWN
    )
    system = {at: own.get(at, "other") for at, text in enumerate(texts, start=1) if text.startswith("_")}
    return tool_responses(KOBO, sheet, Heading(row, own | system | _summaries(texts)))


def odk(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read an export of ODK or SurveyCTO; a record per line with anything in it. ``known`` is not needed here."""
    del known
    found = named_line(sheet, _is_odk_header)
    if found is None:
        raise ValueError("not a sheet of ODK")
    row, texts = found
    return tool_responses(ODK, sheet, Heading(row, own_columns(texts, _OWN)))


def _summaries(texts: tuple[str, ...]) -> dict[int, MetadataKind]:
    """Columns that repeat in one cell what the columns of their options say: ``Tasks`` beside ``Tasks/cooks``."""
    questions = {text.rpartition("/")[0] for text in texts if "/" in text}
    return {at: "other" for at, text in enumerate(texts, start=1) if text and text in questions}


def _is_kobo_header(names: tuple[str, ...]) -> bool:
    return {"uuid", "submissiontime"} <= set(names)


def _is_odk_header(names: tuple[str, ...]) -> bool:
    return {"key", "submissiondate"} <= set(names)
