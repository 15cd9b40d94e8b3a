"""The cells of a file as they are, in a table of its own; whoever they name stands there as a pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.model import Sheet, letter
from pipeline.warehouse.people import People

ROW_GROUP = 122_880
"""Rows that DuckDB compresses together; batches of another size are copied into such ones first."""


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
    cells = sheet.cells
    for place, named in groupby(identifying, key=lambda each: each.row is None):
        cells = (_columns if place else _rows)(cells, list(named), people)
    numbered = cells.add_column(0, "row", pa.array(np.arange(1, cells.num_rows + 1, dtype=np.int32)))
    connection.register("cells_in", pa.Table.from_batches(numbered.to_batches(max_chunksize=ROW_GROUP)))
    connection.execute(f"create table raw_{upload:04d} as select * from cells_in")
    connection.unregister("cells_in")


def _columns(cells: pa.Table, identifying: list[Identifying], people: People) -> pa.Table:
    for named in identifying:
        at = named.column - 1
        texts = cells.column(at).cast(pa.string())
        above, below = texts.slice(0, named.header), _pseudonyms(texts.slice(named.header), named.is_name, people)
        cells = cells.set_column(at, cells.column_names[at], pa.chunked_array([*above.chunks, below], pa.string()))
    return cells


def _rows(cells: pa.Table, identifying: list[Identifying], people: People) -> pa.Table:
    """One person is a column here, so there are few enough of them to go cell by cell."""
    columns = [column.to_pylist() for column in cells.columns]
    for named in identifying:
        row, first = int(named.row or 1) - 1, named.column
        written = pa.chunked_array([pa.array([column[row] for column in columns[first:]], pa.string())])
        for column, text in zip(columns[first:], _pseudonyms(written, named.is_name, people).to_pylist(), strict=True):
            column[row] = text
    return pa.table([pa.array(column, pa.string()) for column in columns], names=cells.column_names)


def _pseudonyms(texts: pa.ChunkedArray, is_name: bool, people: People) -> pa.Array:
    coded = pc.dictionary_encode(texts).combine_chunks()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.chunk(0)
    plain_texts = coded.dictionary.to_pylist()
    lowered = [_lowered(text) for text in plain_texts]
    keys = [
        key if plain else text
        for key, plain, text in zip(people.keys_of(lowered, is_name), lowered, plain_texts, strict=True)
    ]
    return pa.DictionaryArray.from_arrays(coded.indices, pa.array(keys, pa.string())).cast(pa.string())


def _lowered(text: str) -> str:
    lowered = " ".join(text.casefold().split())
    return text if lowered == text else lowered  # of a million people the same text is not kept twice
