"""The cells of a file as they are, in a table of its own; whoever they name stands there as a pseudonym."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.coded import lowered
from pipeline.model import Sheet, letter
from pipeline.warehouse import batches
from pipeline.warehouse.people import People


@dataclass(frozen=True)
class Identifying:
    """Cells that name somebody: a column below its header, or a row right of the column that heads it.

    ``column`` counts from 1; ``row`` is None for a column, whose header stands in row ``header``.
    """

    column: int
    is_name: bool
    header: int
    row: int | None = None

    def holds(self, problems: pd.DataFrame) -> pd.Series[bool]:
        """Which problems, by their ``row`` and ``column``, stand in these cells."""
        return problems["column"] == letter(self.column) if self.row is None else problems["row"] == self.row


def insert_raw_cells(
    connection: duckdb.DuckDBPyConnection,
    upload: int,
    sheet: Sheet,
    identifying: list[Identifying],
    people: People,
) -> None:
    """Keep the sheet as it is, in a table of its own, with pseudonyms where cells name somebody."""
    cells = _rows(sheet.cells, [each for each in identifying if each.row is not None], people)
    columns = [_Naming(cells, each, people) for each in identifying if each.row is None]
    for column in columns:
        cells = cells.set_column(column.at, cells.column_names[column.at], column.texts)
    schema = pa.schema([pa.field("row", pa.int32()), *cells.schema])
    connection.register("cells_in", pa.RecordBatchReader.from_batches(schema, _batches(cells, columns, schema)))
    connection.execute(f"create table raw_{upload:04d} as select * from cells_in")
    connection.unregister("cells_in")
    for column in columns:
        column.remember()


def _batches(cells: pa.Table, columns: list[_Naming], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The cells in batches as large as row groups, each made when it is its turn: DuckDB writes others meanwhile."""
    for start in range(0, cells.num_rows, batches.ROW_GROUP):
        batch = cells.slice(start, batches.ROW_GROUP).combine_chunks()
        rows = np.arange(start + 1, start + 1 + batch.num_rows, dtype=np.int32)
        arrays = [pa.array(rows), *(column.combine_chunks() for column in batch.columns)]
        for column in columns:
            arrays[column.at + 1] = column.pseudonyms(start, batch.num_rows)
        yield pa.record_batch([_one(array) for array in arrays], schema=schema)


def _one(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    if isinstance(array, pa.ChunkedArray):
        return array.chunk(0) if array.num_chunks else pa.array([], array.type)
    return array


class _Naming:
    """A column that names people: its texts, and the pseudonyms of the rows that were asked for."""

    def __init__(self, cells: pa.Table, named: Identifying, people: People) -> None:
        self.at = named.column - 1
        self.texts = cells.column(self.at).cast(pa.string())
        self._header, self._is_name, self._people = named.header, named.is_name, people
        self._made: list[tuple[pa.Array, pa.Array]] = []

    def pseudonyms(self, start: int, count: int) -> pa.Array:
        """The cells of some rows; headers and what stands above them as they are written."""
        texts = _one(self.texts.slice(start, count).combine_chunks())
        above = texts.slice(0, max(self._header - start, 0))
        coded = pc.dictionary_encode(texts.slice(len(above)))
        keyed = lowered(coded.dictionary)
        keys = self._people.new_keys(keyed, self._is_name)
        self._made.append((keyed, keys))
        return pa.concat_arrays([above, keys.take(coded.indices)])

    def remember(self) -> None:
        """Keep the pseudonyms for the respondents, who are told by the same texts."""
        if self._made:
            texts, keys = (pa.concat_arrays(arrays) for arrays in zip(*self._made, strict=True))
            self._people.remember(texts, keys, self._is_name)


def _rows(cells: pa.Table, identifying: list[Identifying], people: People) -> pa.Table:
    """One person is a column here, so there are few enough of them to go cell by cell."""
    if not identifying:
        return cells
    columns = [column.to_pylist() for column in cells.columns]
    for named in identifying:
        row, first = int(named.row or 1) - 1, named.column
        written = pa.array([column[row] for column in columns[first:]], pa.string())
        keys = people.new_keys(lowered(written), named.is_name)
        for column, text, key in zip(columns[first:], written, keys, strict=True):
            column[row] = key.as_py() if text.is_valid else None
    return pa.table([pa.array(column, pa.string()) for column in columns], names=cells.column_names)
