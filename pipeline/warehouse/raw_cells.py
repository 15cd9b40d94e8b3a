"""The cells of a file as they are, as ``raw_NNNN``; whoever they name stands there as a pseudonym.

Decision: columns that were read as numbers of few different texts are kept so, in a table ``coded_NNNN`` whose texts
``cell_text`` lists; ``raw_NNNN`` is then a view of it, which gives the texts. DuckDB writes a text of a million cells
in six times the time of a number. Other uploads have a table of texts under that name.
"""

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
    """Keep the sheet as it is, under a name of its own, with pseudonyms where cells name somebody."""
    cells = _rows(sheet.cells, [each for each in identifying if each.row is not None], people)
    columns = [_Naming(cells, each, people) for each in identifying if each.row is None]
    for column in columns:
        cells = cells.set_column(column.at, cells.column_names[column.at], column.texts)
    coded = {at: field for at, field in enumerate(cells.schema) if pa.types.is_dictionary(field.type)}
    kept = [
        pa.field(each.name, each.type.index_type if at in coded else each.type) for at, each in enumerate(cells.schema)
    ]
    schema = pa.schema([pa.field("row", pa.int32()), *kept])
    connection.register("cells_in", pa.RecordBatchReader.from_batches(schema, _batches(cells, columns, schema)))
    connection.execute(f"create table {'coded' if coded else 'raw'}_{upload:04d} as select * from cells_in")
    connection.unregister("cells_in")
    if coded:
        _keep_texts(connection, upload, cells)
    for column in columns:
        column.remember()


def _keep_texts(connection: duckdb.DuckDBPyConnection, upload: int, cells: pa.Table) -> None:
    """Keep the texts of the columns that are numbers, and make the view that gives them instead."""
    texts = {
        at: column.chunk(0).dictionary.to_pylist()
        for at, column in enumerate(cells.columns, 1)
        if pa.types.is_dictionary(column.type)
    }
    listed = pa.table({"column": pa.array(texts, pa.int16()), "texts": pa.array(texts.values(), pa.list_(pa.string()))})
    connection.register("texts_in", listed)
    connection.execute(f'insert into cell_text select {upload}, "column", texts from texts_in')
    connection.unregister("texts_in")
    shown = [
        f'(select texts from cell_text where upload = {upload} and "column" = {at})[{name} + 1] as {name}'
        if at in texts
        else name
        for at, name in enumerate(cells.column_names, 1)
    ]
    connection.execute(f"create view raw_{upload:04d} as select row, {', '.join(shown)} from coded_{upload:04d}")


def raw_columns(connection: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """How many columns the raw cells of each upload have."""
    rows = connection.execute(
        """
        select table_name[5:]::integer, count(*) - 1 from duckdb_columns()
        where database_name = 'warehouse' and regexp_full_match(table_name, 'raw_[0-9]{4,9}')
        group by all
        """
    ).fetchall()
    return dict(rows)


def write_out(connection: duckdb.DuckDBPyConnection, upload: int) -> None:
    """Have the raw cells of an upload as a table of texts, as those that are to be changed must be."""
    if _is_coded(connection, upload):
        connection.execute(f"create table written_{upload:04d} as from raw_{upload:04d}")
        drop_raw_cells(connection, upload)
        connection.execute(f"alter table written_{upload:04d} rename to raw_{upload:04d}")


def drop_raw_cells(connection: duckdb.DuckDBPyConnection, upload: int) -> None:
    """Delete the raw cells of an upload, where it has any."""
    if _is_coded(connection, upload):
        connection.execute(f"drop view raw_{upload:04d}")
        connection.execute(f"drop table coded_{upload:04d}")
        connection.execute("delete from cell_text where upload = ?", [upload])
    connection.execute(f"drop table if exists raw_{upload:04d}")


def _is_coded(connection: duckdb.DuckDBPyConnection, upload: int) -> bool:
    found = connection.execute("select 1 from cell_text where upload = ? limit 1", [upload]).fetchall()
    return bool(found)


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
    """A column in one piece, as numbers where it has few different texts."""
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks else pa.array([], array.type)
    return array.indices if isinstance(array, pa.DictionaryArray) else array


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
        naming = [column for column in columns[first:] if column[row] is not None]  # a blank name is nobody's
        keys = people.new_keys(lowered(pa.array([column[row] for column in naming], pa.string())), named.is_name)
        for column, key in zip(naming, keys.to_pylist(), strict=True):
            column[row] = key
    return pa.table([pa.array(column, pa.string()) for column in columns], names=cells.column_names)
