"""One row of a loaded file as it stands there, cell by cell; for analysts only."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import WarehouseError
from pipeline.model import letter
from pipeline.problems import require_upload
from pipeline.settings import Home
from pipeline.warehouse import read
from pipeline.warehouse.cells import raw_row
from pipeline.warehouse.connection import opened


@dataclass(frozen=True)
class Cell:
    """One cell with its header, and what its column was read as.

    ``value`` is None where the cell is empty, and a pseudonym where it names somebody. ``read_as`` is
    a dimension's id, what the column tells of a person, or ``ignored``.
    """

    column: str
    header: str
    value: str | None
    read_as: str


def file_row(home: Home, upload: int, row: int) -> tuple[Cell, ...]:
    """The cells of one row of an upload, in file order; columns without a header and a cell are left out.

    Raises
    ------
    WarehouseError
        Where there is no such upload, or its file has no such row.
    """
    with opened(home) as connection:
        require_upload(connection, upload)
        values = raw_row(connection, upload, row)
        columns = {each["column"]: each for each in read.rows_of(connection, "columns.sql", {"upload": upload})}
    if values is None:
        raise WarehouseError(f"The file of upload {upload} has no row {row}.", "Rows count from 1, header included.")
    nothing = {"header": "", "role": "ignored", "dimension": None, "attribute": None}
    cells = []
    for place, value in enumerate(values, 1):
        if place in columns or value is not None:
            column = columns.get(place, nothing)
            read_as = _read_as(column["role"], column["dimension"], column["attribute"])
            cells.append(Cell(letter(place), column["header"], value, read_as))
    return tuple(cells)


def _read_as(role: str, dimension: str | None, attribute: str | None) -> str:
    return str((dimension if role == "dimension" else attribute) or role)
