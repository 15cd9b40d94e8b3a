"""Batches on their way into the warehouse: the same rows in the same order, cut for the database."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.warehouse import batches as of_rows
from pipeline.warehouse import write


@given(st.lists(st.integers(0, 9) | st.integers(16, 19), max_size=6))
def test_batches_are_cut_as_large_as_row_groups(sizes: list[int]) -> None:
    ends = np.cumsum([0, *sizes])
    batches = [pa.record_batch({"row": np.arange(*pair)}) for pair in zip(ends, ends[1:], strict=False)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(of_rows, "ROW_GROUP", 4)
        cut = list(of_rows.row_groups(batches))
    assert [row for batch in cut for row in batch.column("row").to_pylist()] == list(range(sum(sizes)))
    assert all(0 < batch.num_rows <= 4 for batch in cut)
    # What is left over is alone at the end and before a batch of several groups, and nowhere else.
    alone = {sum(sizes), *(int(end) for end, size in zip(ends, sizes, strict=False) if size >= 16)}
    assert {
        int(end) for end, batch in zip(np.cumsum([b.num_rows for b in cut]), cut, strict=True) if len(batch) < 4
    } <= alone


def test_batches_are_inserted_whole_however_many_statements_they_take() -> None:
    made = [pa.record_batch({"row": np.arange(start, start + 5)}) for start in range(0, 35, 5)]
    with duckdb.connect() as connection, pytest.MonkeyPatch.context() as patched:
        patched.setattr(of_rows, "ROW_GROUP", 4)
        patched.setattr(write, "_GROUPS_AT_ONCE", 2)
        connection.execute('create table rating ("row" integer)')
        write.insert_batches(connection, "rating", iter(made))
        assert connection.execute("select * from rating").fetchall() == [(row,) for row in range(35)]
        write.insert_batches(connection, "rating", iter([]))
        assert connection.execute("select count(*) from rating").fetchall() == [(35,)]
