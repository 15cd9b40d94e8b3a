"""Whether a cell holds more than blanks, however its column stands in memory."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exports.masks import is_written

CELLS = st.lists(st.none() | st.text(" \t\u00a0\u2003\u007fa0\u00e9", max_size=3), max_size=7)


@given(CELLS, st.integers(0, 3))
def test_a_cell_is_written_where_a_pattern_finds_more_than_blanks(cells: list[str | None], start: int) -> None:
    texts = pa.array(cells, pa.string()).slice(start)
    expected = pc.fill_null(pc.match_substring_regex(texts, r"[^\s\p{Z}]"), False).to_pylist()
    assert is_written(texts).tolist() == expected
    assert is_written(pa.chunked_array([texts, texts])).tolist() == 2 * expected
    assert is_written(texts.dictionary_encode()).tolist() == expected
