"""Rows on their way into DuckDB, in batches as large as its row groups: others are written half as fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

ROW_GROUP = 122_880
"""Rows that DuckDB compresses together, and that one thread writes."""


_SEVERAL = 4


def in_row_groups(rows: pa.Table) -> pa.Table:
    """The same rows in batches that several threads write at a time."""
    return pa.Table.from_batches(rows.to_batches(max_chunksize=ROW_GROUP), rows.schema)


def row_groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same rows in the same order in batches of at most a row group; each is made when it is its turn.

    Small batches are joined to whole groups. Before one of several groups what is left over goes by itself:
    that costs less than to copy all rows that follow.
    """
    held: list[pa.RecordBatch] = []
    room = ROW_GROUP
    for batch in batches:
        if held and batch.num_rows >= _SEVERAL * ROW_GROUP:
            yield _joined(held)
            held, room = [], ROW_GROUP
        start = 0
        while start < batch.num_rows:
            held.append(batch.slice(start, room))
            start, room = start + room, room - held[-1].num_rows
            if not room:
                yield _joined(held)
                held, room = [], ROW_GROUP
    if held:
        yield _joined(held)


def _joined(held: list[pa.RecordBatch]) -> pa.RecordBatch:
    return held[0] if len(held) == 1 else pa.concat_batches(held)
