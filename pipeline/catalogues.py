"""The catalogue at hand: a company's own, else the shipped one; in from a file, out to a spreadsheet.

Decision: a company's own is one YAML file in the home, beside the settings. It names nobody, a person can read and edit
it, and a programme can be looked at without opening the warehouse.
"""

from __future__ import annotations

import getpass
from pathlib import Path

import yaml

from pipeline.errors import SurveyError
from pipeline.exports.sheet import sheets
from pipeline.model import Framework, Json
from pipeline.programme.catalogue import ReadCatalogue, fitted, read_catalogue, shipped_catalogue, to_document
from pipeline.programme.catalogue_table import document_of
from pipeline.programme.catalogue_workbook import write_catalogue
from pipeline.programme.modules import Catalogue
from pipeline.settings import Home
from pipeline.warehouse.connection import opened, transaction
from pipeline.warehouse.write import note_action

_YAML = (".yaml", ".yml")
_MOST_BYTES = 2_000_000


def catalogue_of(home: Home, framework: Framework, path: Path | None = None) -> ReadCatalogue:
    """The modules that fit a framework, and a sentence for each that is left out.

    Parameters
    ----------
    path
        A catalogue to look at without keeping it; else the home's own, else the shipped one.

    Raises
    ------
    SurveyError, ExportError
        Where the file is no catalogue.
    """
    read = kept_catalogue(home) if path is None else catalogue_from_file(path)
    fitting = fitted(read.catalogue, framework)
    return ReadCatalogue(fitting.catalogue, (*read.problems, *fitting.problems))


def kept_catalogue(home: Home) -> ReadCatalogue:
    """The home's own catalogue, else the shipped one, whatever the framework."""
    if not home.catalogue.is_file():
        return ReadCatalogue(shipped_catalogue())
    return catalogue_from_file(home.catalogue)


def catalogue_from_file(path: Path) -> ReadCatalogue:
    """A catalogue from YAML or from a spreadsheet. Raises as `catalogue_of` does."""
    if path.suffix.casefold() in _YAML:
        return read_catalogue(_document(path))
    tables = [
        (sheet.name or path.stem, [list(row.values()) for row in sheet.cells.to_pylist()])
        for sheet in sheets(path, path.name)
        if sheet.cells.num_rows
    ]
    return read_catalogue(document_of(tables))


def imported_catalogue(home: Home, path: Path, actor: str = "") -> ReadCatalogue:
    """Keep a company's own catalogue in place of the one before; modules with a fault stay out.

    Raises
    ------
    SurveyError, ExportError
        Where the file is no catalogue, or none of its modules can be used; nothing is kept then.
    """
    read = catalogue_from_file(path)
    if not read.catalogue.modules:
        raise SurveyError(f"No module of {path.name!r} can be used.", "\n".join(read.problems[:5]))
    beside = home.catalogue.with_suffix(".new")
    text = yaml.safe_dump(to_document(read.catalogue), sort_keys=False, allow_unicode=True, width=120)
    with opened(home) as connection, transaction(connection):
        note_action(connection, actor or getpass.getuser(), "import", f"catalogue {path.name}")
    beside.write_text(text, "utf-8")
    beside.replace(home.catalogue)
    return read


def exported_catalogue(home: Home, path: Path) -> Catalogue:
    """Write the home's catalogue, its own or the shipped one: YAML by the name's ending, else a spreadsheet."""
    catalogue = kept_catalogue(home).catalogue
    if path.suffix.casefold() in _YAML:
        text = yaml.safe_dump(to_document(catalogue), sort_keys=False, allow_unicode=True, width=120)
        path.write_text(text, "utf-8")
    else:
        write_catalogue(catalogue, path)
    return catalogue


def _document(path: Path) -> Json:
    if path.stat().st_size > _MOST_BYTES:
        raise SurveyError(f"{path.name!r} is too large for a catalogue.", "Divide it, or hand in a spreadsheet.")
    try:
        document = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as e:
        line = f" in line {e.problem_mark.line + 1}" if isinstance(e, yaml.MarkedYAMLError) and e.problem_mark else ""
        raise SurveyError(f"{path.name!r} is not readable as YAML{line}.", "Correct that line.") from e
    return document if isinstance(document, dict) else {}
