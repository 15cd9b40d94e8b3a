"""A catalogue as rows of a spreadsheet, in and out: one sheet of modules, one of tracks.

Decision: lists stand in one cell, divided by commas, because a row per prerequisite would be sorted apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.errors import SurveyError
from pipeline.model import Json
from pipeline.programme.catalogue import shipped_catalogue
from pipeline.programme.modules import Catalogue

MODULE_COLUMNS = {
    "id": (16, "A short name that never changes and stands once."),
    "name": (34, "What people call the module."),
    "tracks": (24, "The tracks it belongs to, divided by commas."),
    "dimension": (24, "A dimension of the framework, by id or name."),
    "from_level": (11, "The level somebody has before it."),
    "to_level": (9, "The level it leads to."),
    "instruction_hours": (12, "Hours of instruction."),
    "hands_on_hours": (12, "Hours of hands-on work: at least 60 % of all."),
    "presentation_hours": (12, "Hours of presenting to the group."),
    "total_hours": (10, "Optional: the sum of the three, as a check."),
    "prerequisites": (22, "Ids of the modules to take before, divided by commas."),
    "about": (60, "What happens in it."),
    "apply": (60, "What to do with it at work within a week."),
}
TRACK_COLUMNS = {
    "id": (16, "A short name, as in the column tracks of the modules."),
    "name": (24, "What people call the track."),
    "roles": (34, "Words of the roles that take it, divided by commas. Blank: everybody."),
    "is_whole": (12, "yes: a cohort goes through all its modules in one quarter."),
    "total_hours": (12, "Optional: the hours of all its modules, as a check."),
}

Rows = Sequence[Sequence[str | None]]
_NUMBERS = ("from_level", "to_level")
_YES = frozenset({"yes", "y", "true", "x", "1"})
_WHOLE = re.compile(r"(\d+)\.0+")


def document_of(tables: Sequence[tuple[str, Rows]]) -> Json:
    """The keys of a catalogue from the sheets of a workbook, or from one table of modules.

    Tracks that have no line are those of the shipped catalogue of that id, else for the role of that name.

    Raises
    ------
    SurveyError
        No sheet has the columns id, dimension, from_level and to_level.
    """
    modules = tracks = None
    for _, rows in tables:
        header = {_name(cell) for cell in rows[0]}
        if modules is None and {"id", "dimension", "from_level", "to_level"} <= header:
            modules = [_entry(line, MODULE_COLUMNS) for line in _lines(rows)]
        elif tracks is None and {"id", "roles"} <= header:
            tracks = [_entry(line, TRACK_COLUMNS) for line in _lines(rows)]
    if modules is None:
        raise SurveyError(
            "This is no catalogue: no sheet has the columns id, dimension, from_level and to_level.",
            "Write one with 'skillgap catalogue export --to FILE.xlsx' and edit it.",
        )
    return {"framework": None, "tracks": tracks or _tracks_named(modules), "modules": modules}


def rows_of(catalogue: Catalogue) -> tuple[list[list[str | int | None]], list[list[str | int | None]]]:
    """The rows of modules and of tracks, below their headers."""
    modules = [
        [_cell(module.hours if name == "total_hours" else getattr(module, name)) for name in MODULE_COLUMNS]
        for module in catalogue.modules
    ]
    tracks = [[_cell(getattr(track, name)) for name in TRACK_COLUMNS] for track in catalogue.tracks]
    return modules, tracks


def _cell(value: object) -> str | int | None:
    if isinstance(value, tuple):
        return ", ".join(value) or None
    if isinstance(value, bool):
        return "yes" if value else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else f"{value:g}"
    return value if isinstance(value, int) else (str(value) if value else None)


def _lines(rows: Rows) -> list[dict[str, str]]:
    names = [_name(cell) for cell in rows[0]]
    lines = [
        {name: cell.strip() for name, cell in zip(names, row, strict=False) if name and cell and cell.strip()}
        for row in rows[1:]
    ]
    return [line for line in lines if line]


def _entry(line: dict[str, str], columns: dict[str, tuple[int, str]]) -> Json:
    """One line by the catalogue's keys; ``3.0`` is the level 3."""
    entry: Json = {name: text for name, text in line.items() if name in columns}
    for name in _NUMBERS:
        if name in entry:
            entry[name] = _WHOLE.sub(r"\1", entry[name])
    if "is_whole" in entry:
        entry["is_whole"] = entry["is_whole"].casefold() in _YES
    return entry


def _tracks_named(modules: list[Json]) -> list[Json]:
    shipped = {track.id: track for track in shipped_catalogue().tracks}
    named = dict.fromkeys(
        part.strip() for module in modules for part in str(module.get("tracks", "")).split(",") if part.strip()
    )
    return [
        {**vars(shipped[track]), "roles": list(shipped[track].roles), "total_hours": None}
        if track in shipped
        else {"id": track, "name": track, "roles": [track]}
        for track in named
    ]


def _name(cell: str | None) -> str:
    return re.sub(r"[\s_-]+", "_", (cell or "").strip().casefold())
