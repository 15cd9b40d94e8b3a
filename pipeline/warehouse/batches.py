"""Rows on their way into DuckDB, in batches as large as its row groups: others are written half as fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

ROW_GROUP = 122_880
"""Rows that DuckDB compresses together, and that one thread writes."""


def in_row_groups(rows: pa.Table) -> pa.Table:
    """The same rows in batches that several threads write at a time."""
    return pa.Table.from_batches(rows.to_batches(max_chunksize=ROW_GROUP), rows.schema)


def row_groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same rows in batches none of which but the last is smaller; each is made when it is its turn."""
    held: list[pa.RecordBatch] = []
    room = ROW_GROUP
    for batch in batches:
        start = 0
        while start < batch.num_rows:
            held.append(batch.slice(start, room))
            start, room = start + room, room - held[-1].num_rows
            if not room:
                yield pa.concat_batches(held)
                held, room = [], ROW_GROUP
    if held:
        yield pa.concat_batches(held)
