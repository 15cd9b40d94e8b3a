"""Which columns a roster, targets or roadmap file has, and which kind of file its headers make it.

Headers may stand in any order, under many names and below title rows. Of several columns that identify
a person the one called so comes first, else addresses, which is what survey tools know people by; the
next is a second identifier, because another survey may know people by their employee ids.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pyarrow as pa

from pipeline.exports.listed import names_in
from pipeline.exports.table import squeezed
from pipeline.exports.times import moments
from pipeline.matching.answers import Scale, is_no_answer, scale
from pipeline.matching.attributes import meaning
from pipeline.matching.questions import matched_dimensions
from pipeline.matching.text import words
from pipeline.model import Framework, Sheet

ReferenceKind = Literal["roster", "targets", "roadmap"]

FIELDS: dict[ReferenceKind, tuple[str, ...]] = {
    "roster": ("person", "other", "name", "team", "division", "role", "location", "manager"),
    "targets": ("role", "team", "division", "dimension", "level", "impact"),
    "roadmap": (
        "project",
        "priority",
        "weight",
        "team",
        "division",
        "dimension",
        "level",
        "people",
        "shared",
    ),
}
REQUIRED: dict[ReferenceKind, tuple[str, ...]] = {
    "roster": ("person",),
    "targets": ("dimension", "level"),
    "roadmap": ("project", "dimension", "level", "people"),
}
HEADER_WITHIN = 15
"""Rows from the top in which the header row is looked for."""

_SYNONYMS = {
    "dimension": "dimension|skill|competency|competence|capability|skill area|dimension id|dimension name|skill name|"
    "topic|fahigkeit|kompetenz|fertigkeit|thema|competencia|habilidad|competenza|habilidade|vaardigheid|competentie",
    "level": "level|target|target level|required level|expected level|minimum level|min level|niveau|nivel|stufe|"
    "livello|soll|zielstufe|niveau cible|nivel objetivo",
    "impact": "impact|impact 1 5|career impact",
    "project": "project|ai project|initiative|use case|project name|projekt|projet|proyecto",
    "priority": "priority|prio|prioritat|priorite|prioridad",
    "weight": "weight|gewicht|poids|peso",
    "people": "people|number of people|people needed|headcount|engineers|needed|fte|anzahl|personen|personnes",
    "shared": "shared|can be shared|geteilt|partage",
}
_NAMED = {name: field for field, names in _SYNONYMS.items() for name in names.split("|")}
_IDENTIFIERS = ("called_person", "address", "employee_id", "person", "id")
"""What can identify a person, best first; a mere "Employee" column holds names as often as not."""

_SECOND_IDENTIFIERS = ("address", "employee_id")
"""What can identify a person beside that; a bare "ID" as often counts the lines."""

_CALLED_PERSON = frozenset("person e mail email address or employee id".split())
"""Words of a header such as "person (e-mail or id)"."""

PEOPLE = frozenset(["address", "employee_id", "person", "name", "id", "given_name"])
"""Meanings of a header over people."""

GROUPS = frozenset(["role", "team", "division"])
"""Meanings of a header over groups of people, which a target may be for."""

_MEASURED = frozenset(
    "current now today actual ist stand aktuell heute gap delta difference differenz abweichung average avg mean total "
    "weight gewicht priority prio impact last previous before min minimum max maximum best worst level levels score "
    "stufe niveau nivel target required people headcount number count id no year".split()
)
"""Words of headers beside targets that speak of a figure and of nobody."""

_SAMPLED = 50
"""Rows below the headers that are looked at to tell a roster from a survey."""

Header = tuple[int, dict[str, int]]
"""Sheet row of the headers, and the column position of each field."""


def recognised(sheets: list[Sheet], frameworks: list[Framework]) -> ReferenceKind | None:
    """What kind of reference file this is by its headers, None where it is none."""
    for sheet in sheets:
        for kind in ("roadmap", "targets", "roster"):
            header = header_of(sheet, kind)
            if header and _is_of_kind(kind, header, sheet, frameworks):
                return kind
    return None


def header_of(sheet: Sheet, kind: ReferenceKind) -> Header | None:
    """The row that reads most like the headers of a kind of file; None where none has the required ones."""
    headers = [(row, _columns(texts, kind)) for row, texts in enumerate(rows_from(sheet, 0, HEADER_WITHIN), 1)]
    complete = [header for header in headers if all(field in header[1] for field in REQUIRED[kind])]
    return max(complete, key=lambda header: len(header[1]), default=None)


def names_dimensions(headers: list[str]) -> bool:
    """Whether a header says that its cells name dimensions, as "Skill" does."""
    return any(_NAMED.get(words(text)) == "dimension" for text in headers)


def rows_from(sheet: Sheet, start: int, count: int) -> list[list[str | None]]:
    """The texts of some rows of a sheet; ``start`` counts from 0."""
    return [list(row.values()) for row in sheet.cells.slice(start, count).to_pylist()]


def _columns(texts: list[str | None], kind: ReferenceKind) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, text in enumerate(texts, 1):
        field = _field(text or "", kind)
        if field and field not in columns:
            columns[field] = column
    if "department" in columns:
        department = columns.pop("department")
        columns.setdefault("division" if "team" in columns else "team", department)
    identifying = [columns[field] for field in _IDENTIFIERS if field in columns]
    if identifying:
        if columns.get("person", identifying[0]) != identifying[0]:
            columns.setdefault("name", columns["person"])
        columns["person"] = identifying[0]
        seconds = [columns[field] for field in _SECOND_IDENTIFIERS if field in columns]
        second = next((column for column in seconds if column != columns["person"]), None)
        columns |= {} if second is None else {"other": second}
    return {field: column for field, column in columns.items() if field in FIELDS[kind]}


def _field(header: str, kind: ReferenceKind) -> str | None:
    plain = words(header)
    if kind != "roster" and plain in _NAMED:
        return _NAMED[plain]
    found = meaning(header)
    if plain.startswith("person") and set(plain.split()) <= _CALLED_PERSON:
        return "called_person"
    return found


def _is_of_kind(kind: ReferenceKind, header: Header, sheet: Sheet, frameworks: list[Framework]) -> bool:
    row, columns = header
    if kind == "roadmap":
        return True
    texts = [text for text in rows_from(sheet, row - 1, 1)[0] if text and text.strip()]
    if _matched_dimensions(texts, frameworks):
        return False
    meanings = [meaning(text) for text in texts]
    if kind == "targets":
        is_of_people = not PEOPLE.isdisjoint(meanings) or people_beside(sheet, header, frameworks)
        return not is_of_people
    is_grouped = any(field in columns for field in ("team", "division", "role"))
    is_long = names_dimensions(texts)
    is_known = 2 * sum(known is not None for known in meanings) >= len(texts)
    is_survey = is_long or _has_times_of_day(sheet, row) or _lists_dimensions(sheet, row, frameworks)
    return is_grouped and is_known and not is_survey


def people_beside(sheet: Sheet, header: Header, frameworks: list[Framework]) -> bool:
    """Whether several columns beside dimension and level hold levels too: those of people, side by side.

    Targets say for whom they are, in a column of roles, teams or divisions, or hold for all; then each dimension has
    one level. What else stands beside it, as "Current" and "Gap", is measured and nobody.
    """
    row, columns = header
    if not GROUPS.isdisjoint(columns):
        return False
    texts = rows_from(sheet, row - 1, 1)[0]
    beside = [
        column
        for column, text in enumerate(texts, 1)
        if text
        and column not in columns.values()
        and meaning(text) is None
        and not _MEASURED.intersection(words(text).split())
    ]
    scales = [scale(framework, framework.dimensions[0], {}) for framework in frameworks]
    below = sheet.cells.slice(row)
    return sum(_holds_levels(below.column(column - 1), scales) for column in beside) > 1


def _holds_levels(texts: pa.ChunkedArray, scales: list[Scale]) -> bool:
    """Whether half of the different cells of a column, or more, are levels of a framework."""
    different = [text for text in texts.unique().drop_null().to_pylist() if not is_no_answer(text)]
    levels = (sum(each.level(text) >= 0 for text in different) for each in scales)
    return bool(different) and 2 * max(levels, default=0) >= len(different)


def _lists_dimensions(sheet: Sheet, header_row: int, frameworks: list[Framework]) -> bool:
    """Whether the cells of a column name several dimensions: that says what people can do, and is no roster."""
    known = frozenset(
        squeezed(name) for framework in frameworks for d in framework.dimensions for name in (d.id, d.name)
    )
    for texts in sheet.cells.slice(header_row, _SAMPLED).columns:
        listed = {squeezed(name) for text in texts.drop_null().to_pylist() for name in names_in(text, known)}
        if len(listed & known) > 1:
            return True
    return False


def _has_times_of_day(sheet: Sheet, header_row: int) -> bool:
    """Whether a column says at what time of a day: survey tools note that, rosters have days at most."""
    for texts in sheet.cells.slice(header_row, _SAMPLED).columns:
        times = moments(texts.combine_chunks(), is_month_first=True)
        is_time = ~np.isnat(times)
        if is_time.any() and (times[is_time] != times[is_time].astype("datetime64[D]")).any():
            return True
    return False


def _matched_dimensions(headers: list[str], frameworks: list[Framework]) -> int:
    """The most dimensions that the headers name in any of the frameworks."""
    return max((matched_dimensions(headers, framework) for framework in frameworks), default=0)
