"""Large csv files by Arrow, but only where it provably reads what Python's `csv` would.

Arrow is lenient in silence (an open quotation mark swallows the rest of the file), so the marks of the
whole file are checked first, vectorised, and the records counted independently of Arrow.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pa_csv

_CHUNK_BYTES = 1 << 24
_QUOTE, _LF, _CR = b'"'[0], b"\n"[0], b"\r"[0]
_BOM = b"\xef\xbb\xbf"


def well_formed_cells(path: Path, delimiter: str, encoding: str) -> pa.Table | None:
    """Cells of a large file whose every record is equally wide and every quotation mark in its place.

    Parameters
    ----------
    path
        The bytes, in an encoding of which ASCII is a part.
    delimiter
        One ASCII character.
    encoding
        A Python codec's name.

    Returns
    -------
    pyarrow.Table or None
        Text columns ``c001, c002, ...`` of one chunk each, null where a cell is empty; None where the
        file is not regular enough and must be read record by record.
    """
    records = _record_count(path, ord(delimiter))
    if records is None:
        return None
    options = pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False)
    read = pa_csv.ReadOptions(
        autogenerate_column_names=True, encoding="utf-8" if encoding.startswith("utf-8") else encoding
    )
    try:
        with pa_csv.open_csv(path, read, options) as peek:
            width = len(peek.schema)
    except pa.ArrowInvalid:
        return None
    names = [f"c{position:03}" for position in range(1, width + 1)]
    read = pa_csv.ReadOptions(column_names=names, encoding=read.encoding)
    texts = pa_csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        check_utf8=False,
        strings_can_be_null=True,
        null_values=[""],
    )
    try:
        cells = pa_csv.read_csv(path, read, options, texts)
    except pa.ArrowInvalid:
        return None
    return _single_chunks(cells) if cells.num_rows == records else None


def _single_chunks(cells: pa.Table) -> pa.Table:
    """Join the chunks column by column, letting go of each, so that never two copies are held."""
    names = cells.column_names
    columns = cells.columns
    del cells
    columns.reverse()
    joined = []
    while columns:
        chunked = columns.pop()
        joined.append(pa.concat_arrays(chunked.chunks) if chunked.num_chunks else pa.array([], pa.string()))
        del chunked
    return pa.table(joined, names=names)


def _record_count(path: Path, delimiter: int) -> int | None:
    """Count the records, or None where a quotation mark stands where RFC 4180 knows none.

    An opening mark (the 1st, 3rd, ...) follows a delimiter, a line end or another mark; a closing one is
    followed by one of these. A line end outside of marks ends a record.
    """
    ends, marks_so_far, before = 0, 0, b"\n"
    with path.open("rb") as stream:
        chunk = stream.read(_CHUNK_BYTES).removeprefix(_BOM)
        while chunk:
            following = stream.read(_CHUNK_BYTES)
            here = np.frombuffer(before + chunk + (following[:1] or b"\n"), np.uint8)
            counted = _chunk_ends(here, marks_so_far, delimiter)
            if counted is None:
                return None
            ends += counted[0]
            marks_so_far += counted[1]
            before, chunk = chunk[-1:], following
    if marks_so_far % 2:
        return None
    return ends + (before not in (b"\n", b"\r"))


def _chunk_ends(here: npt.NDArray[np.uint8], marks_so_far: int, delimiter: int) -> tuple[int, int] | None:
    """Line ends outside of marks and marks of one chunk, which has one byte of context on either side."""
    inner = here[1:-1]
    marks = np.flatnonzero(inner == _QUOTE)
    is_opening = (np.arange(len(marks)) + marks_so_far) % 2 == 0
    borders = (delimiter, _LF, _CR, _QUOTE)
    neighbours = np.where(is_opening, here[marks], here[marks + 2])
    if not np.isin(neighbours, borders).all():
        return None
    # A carriage return counts where no line feed follows: old Macs ended lines so.
    is_end = (inner == _LF) | ((inner == _CR) & (here[2:] != _LF))
    ends = np.flatnonzero(is_end)
    marks_before = np.searchsorted(marks, ends) + marks_so_far
    return int((marks_before % 2 == 0).sum()), len(marks)
