"""Is this home whole? What keys would have guarded, counts, cells, the key and the published files.

Nothing is changed and nothing is mended: what to do depends on what else there is, such as a backup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from pipeline.errors import SettingsError, WarehouseError
from pipeline.matching.answers import is_no_answer
from pipeline.matching.recipe_file import recipe_from_text
from pipeline.matching.text import squeezed
from pipeline.model import Json, letter
from pipeline.settings import Home, settings_of
from pipeline.snapshot import audit as published
from pipeline.warehouse import audit
from pipeline.warehouse.audit import LOAD_ANEW, Finding
from pipeline.warehouse.audit_cells import Silent, cell_findings, cells_read, raw_findings
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.people import unrecognised
from pipeline.warehouse.recipes import stored_recipes


@dataclass(frozen=True)
class Looked:
    """Something that was looked at, and how many there were."""

    what: str
    count: int


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what is wrong; nothing is where ``findings`` is empty."""

    looked_at: tuple[Looked, ...]
    findings: tuple[Finding, ...]

    def as_json(self) -> Json:
        """What the command prints."""
        return {
            "looked_at": [asdict(each) for each in self.looked_at],
            "findings": [asdict(each) for each in self.findings],
        }

    def sentences(self) -> list[str]:
        """The same for people."""
        looked = ["Looked at " + ", ".join(f"{each.count:,} {each.what}" for each in self.looked_at) + "."]
        faults = [f"{each.table}: {each.what} ({each.where}). {each.remedy}" for each in self.findings]
        return looked + (faults or ["Nothing is wrong."])


def checked(home: Home) -> Checked:
    """Look at everything that a home keeps.

    The warehouse is held for as long as it takes: some seconds at a million ratings.

    Raises
    ------
    WarehouseError
        Where the warehouse is held by another process, too new, or too damaged to be opened.
    """
    with opened(home) as connection:
        looked, findings = checked_warehouse(connection, home)
    findings += _settings_findings(home)
    files = published.kept_files(home)
    findings += list(_snapshot_findings(home))
    return Checked((*looked, Looked("published files", len(files))), tuple(findings))


def checked_warehouse(connection: Connection, home: Home) -> tuple[list[Looked], list[Finding]]:
    """What was looked at in an open warehouse, and what is wrong there; a broken table is all that is told then."""
    broken, rows = audit.damage_findings(connection)
    broken += audit.structure_findings(connection)
    looked = [Looked("tables", len(rows)), Looked("rows", sum(rows.values()))]
    if broken:  # the questions themselves would fail
        return looked, broken
    cells, silent = cells_read(connection)
    looked += [Looked("uploads", rows["upload"]), Looked("people", rows["people"])]
    looked += [Looked(_CELLS[name], count) for name, count in cells.items()]
    findings = _stored_findings(connection) + _silent_findings(connection, silent) + _key_findings(connection, home)
    return looked, findings


_CELLS = {
    "cells": "cells of dimensions with a column of their own",
    "ratings": "of them with a rating",
    "problems": "of them with a problem",
    "silent": "of them with neither",
}


def _stored_findings(connection: Connection) -> list[Finding]:
    return [
        *audit.key_findings(connection),
        *audit.reference_findings(connection),
        *audit.count_findings(connection),
        *audit.rating_findings(connection),
        *raw_findings(connection),
        *cell_findings(connection),
    ]


def _silent_findings(connection: Connection, silent: list[Silent]) -> list[Finding]:
    """Texts that are an answer and became none: no list, and nobody, says that they mean "no answer"."""
    ruled = {
        each.upload: {squeezed(text) for text in recipe_from_text(each.recipe, each.file).answers}
        for each in stored_recipes(connection)
    }
    return [
        Finding(
            "rating",
            f"{each.cells} cells that say {each.text[:80]!r} have neither a rating nor a problem",
            f"upload {each.upload}; column {letter(each.column)}; dimension {each.dimension}",
            LOAD_ANEW,
        )
        for each in silent
        if not is_no_answer(each.text) and squeezed(each.text) not in ruled[each.upload]
    ]


def _key_findings(connection: Connection, home: Home) -> list[Finding]:
    """The key makes the pseudonyms that are kept: with another one nobody would be recognised again."""
    try:
        strangers = unrecognised(connection, home)
    except WarehouseError as e:
        return [Finding("key", e.title, "the whole file", e.detail)]
    if not strangers:
        return []
    what = f"{strangers} people are kept under pseudonyms that this key does not make"
    return [Finding("key", what, "people", "Put back the key, or the SKILLGAP_KEY, that they were loaded with.")]


def _settings_findings(home: Home) -> list[Finding]:
    try:
        settings_of(home)
    except SettingsError as e:
        return [Finding(home.settings_file.name, e.title, "the whole file", e.detail)]
    return []


def _snapshot_findings(home: Home) -> Iterator[Finding]:
    for path in published.kept_files(home):
        for fault in published.faults(path):
            yield Finding(f"snapshots/{path.name}", fault, "the whole file", _ANOTHER)
    fault_of_current = published.fault_of_current(home)
    if fault_of_current:
        yield Finding("snapshots/CURRENT", fault_of_current, "the whole file", _ANOTHER)


_ANOTHER = (
    "Serve another one ('skillgap rollback SNAPSHOT'), publish the cycle again, or put the file back from a backup."
)
