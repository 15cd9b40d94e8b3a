"""Large csv files by Arrow, but only where it provably reads what Python's `csv` would.

Arrow is lenient in silence (an open quotation mark swallows the rest of the file), so the marks of every
piece are checked first, vectorised, and its records counted independently of Arrow. A column of few different
texts is kept as numbers and a list of the texts: forty answers of a million people are 160 MB and not a gigabyte.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pa_csv

MOST_DIFFERENT = 4_096
"""Different texts up to which a column is kept as numbers."""

MOST_COLUMNS = 16_384
"""As many as a sheet of Excel has."""

_BLOCK_BYTES, _PIECE_BYTES = 1 << 18, 1 << 22
_PARSERS, _MOST_AHEAD = 2, 3
_LONGEST_RECORD_BYTES = 1 << 24
_QUOTE, _LF, _CR = b'"'[0], b"\n"[0], b"\r"[0]
_TOP = np.uint64(63)
_BOM = b"\xef\xbb\xbf"
_CODED = pa.dictionary(pa.int32(), pa.string())


class _IrregularError(Exception):
    """The file must be read record by record."""


@dataclass(frozen=True)
class _Piece:
    """Whole records of the file and how many they are."""

    text: pa.Buffer
    records: int


@dataclass
class _Texts:
    """One column as it is read, piece by piece: as numbers of ``known`` texts as long as these are few."""

    known: dict[str, int] = field(default_factory=dict)
    codes: list[npt.NDArray[np.int32]] = field(default_factory=list)
    plain: list[pa.Array] = field(default_factory=list)

    @property
    def is_coded(self) -> bool:
        return len(self.known) <= MOST_DIFFERENT

    def add(self, chunk: pa.Array) -> None:
        if not self.is_coded:
            self.plain.append(chunk.cast(pa.string()))
            return
        numbers = [self.known.setdefault(text, len(self.known)) for text in chunk.dictionary.to_pylist()]
        self.codes.append(
            np.array([*numbers, -1], np.int32)[chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False)]
        )
        if not self.is_coded:
            self.plain.append(self._coded().cast(pa.string()))

    def cells(self) -> pa.Array:
        return self._coded() if self.is_coded else pa.concat_arrays(self.plain)

    def _coded(self) -> pa.Array:
        codes = np.concatenate(self.codes) if self.codes else np.zeros(0, np.int32)
        codes = codes.astype(np.int16) if self.is_coded else codes
        self.codes.clear()
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), pa.array(list(self.known), pa.string()))


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
        Columns ``c001, c002, ...`` of one chunk each, null where a cell is empty: text, or numbers and a list of the
        texts where at most `MOST_DIFFERENT` differ. None where the file is not regular enough and must be read
        record by record.
    """
    try:
        texts = _columns(path, delimiter, "utf-8" if encoding.startswith("utf-8") else encoding)
    except (pa.ArrowInvalid, csv.Error, _IrregularError):
        return None
    names = [f"c{position:03}" for position in range(1, len(texts) + 1)]
    texts.reverse()
    cells = pa.table([texts.pop().cells() for _ in names], names=names)  # each is let go of as it is joined
    pa.default_memory_pool().release_unused()  # what the pieces took, for the load that follows
    return cells


def _columns(path: Path, delimiter: str, encoding: str) -> list[_Texts]:
    columns: list[_Texts] = []
    options = pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False)
    with ThreadPoolExecutor(_PARSERS) as beside:  # pieces are checked here while others are parsed
        parsed: deque[Future[pa.Table]] = deque()
        for piece in _pieces(path, ord(delimiter)):
            columns = columns or [_Texts() for _ in range(_width(piece, encoding, delimiter))]
            parsed.append(beside.submit(_parsed, piece, _read(columns, piece, encoding), options, _types(columns)))
            if len(parsed) == _MOST_AHEAD:
                _add(columns, parsed.popleft().result())
        while parsed:
            _add(columns, parsed.popleft().result())
    if not columns:
        raise _IrregularError
    return columns


def _parsed(
    piece: _Piece, read: pa_csv.ReadOptions, options: pa_csv.ParseOptions, types: pa_csv.ConvertOptions
) -> pa.Table:
    cells = pa_csv.read_csv(pa.BufferReader(piece.text), read, options, types)
    if cells.num_rows != piece.records:
        raise _IrregularError
    return cells


def _add(columns: list[_Texts], cells: pa.Table) -> None:
    for column, read in zip(columns, cells.columns, strict=True):
        for chunk in read.chunks:
            column.add(chunk)


def _width(piece: _Piece, encoding: str, delimiter: str) -> int:
    """How many columns the first record has; asked of Python, for Arrow takes a kilobyte for each of a million."""
    with io.TextIOWrapper(pa.BufferReader(piece.text), encoding, newline="") as text:
        width = len(next(csv.reader(text, delimiter=delimiter), []))
    if width > MOST_COLUMNS:
        raise _IrregularError
    return max(width, 1)  # an empty line is one empty cell


def _read(columns: list[_Texts], piece: _Piece, encoding: str) -> pa_csv.ReadOptions:
    names = [str(place) for place in range(len(columns))]
    # One thread a piece: Arrow's own threads on parts of one take two thirds more of the processor in all.
    return pa_csv.ReadOptions(column_names=names, encoding=encoding, block_size=piece.text.size + 1, use_threads=False)


def _types(columns: list[_Texts]) -> pa_csv.ConvertOptions:
    types = {str(place): _CODED if column.is_coded else pa.string() for place, column in enumerate(columns)}
    return pa_csv.ConvertOptions(column_types=types, check_utf8=False, strings_can_be_null=True, null_values=[""])


def _pieces(path: Path, delimiter: int) -> Iterator[_Piece]:
    """The file in pieces that end where a record ends.

    Raises
    ------
    _IrregularError
        Where a quotation mark stands where RFC 4180 knows none.
    """
    with path.open("rb") as stream:
        rest, more = b"", stream.read(_PIECE_BYTES).removeprefix(_BOM)
        while rest or more:
            following = stream.read(_PIECE_BYTES)
            # The bytes beside a piece tell of its first and its last one.
            beside = b"".join((b"\n", rest, more, following[:1] or b"\n"))
            ends, records = _checked(beside, delimiter, is_last=not following)
            if not following:
                yield _Piece(pa.py_buffer(beside).slice(1, len(beside) - 2), records + (ends < len(beside) - 2))
                return
            if records:
                yield _Piece(pa.py_buffer(beside).slice(1, ends), records)
            rest, more = beside[ends + 1 : -1], following
            if len(rest) > _LONGEST_RECORD_BYTES:
                raise _IrregularError


def _checked(beside: bytes, delimiter: int, *, is_last: bool) -> tuple[int, int]:
    """Where the last record that ends in a text ends, and how many do; ``beside`` has a byte more at either end.

    An opening mark (the 1st, 3rd, ...) follows a delimiter, a line end or another mark; a closing one is
    followed by one of these. A line end outside of marks ends a record; a carriage return does where no
    line feed follows (old Macs ended lines so). A bit tells of a byte, so that 64 are checked at once, and a quarter
    of a megabyte at a time: what leaves the processor's cache takes twice as long.
    """
    whole = np.frombuffer(beside, np.uint8)
    is_open, records, ends = False, 0, 0
    for start in range(1, len(whole) - 1, _BLOCK_BYTES):
        here = whole[start - 1 : min(start + _BLOCK_BYTES, len(whole) - 1) + 1]
        is_mark = here == _QUOTE
        is_border = is_mark | (here == delimiter) | (here == _LF) | (here == _CR)
        marks, after_border, before_border = map(_bits, (is_mark[1:-1], is_border[:-2], is_border[2:]))
        inside = _inside(marks, is_open=is_open)
        if (marks & ~(inside & after_border | ~inside & before_border)).any():
            raise _IrregularError
        found = _bits(_is_end(here)) & ~inside
        records += int(np.bitwise_count(found).sum())
        ends = start + _last(found) if found.any() else ends
        is_open = bool(inside[-1] >> _TOP)
    if is_last and is_open:
        raise _IrregularError
    return ends, records


def _bits(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    """Flags as bits, the first of 64 as the lowest; what is missing at the end is 0."""
    packed = np.zeros(-(-len(flags) // 64) * 8, np.uint8)
    packed[: -(-len(flags) // 8)] = np.packbits(flags, bitorder="little")
    return packed.view("<u8")


def _inside(marks: npt.NDArray[np.uint64], *, is_open: bool) -> npt.NDArray[np.uint64]:
    """Per bit, whether an odd number of marks stands up to it, itself among them: each counts for all that follow."""
    inside = marks.copy()
    for shift in (1, 2, 4, 8, 16, 32):
        inside ^= inside << np.uint64(shift)
    is_odd = np.bitwise_xor.accumulate(np.append(np.uint64(is_open), inside[:-1] >> _TOP))
    return inside ^ -is_odd  # all bits of a word before which the number is odd


def _last(bits: npt.NDArray[np.uint64]) -> int:
    """The place of the last bit that is set."""
    word = int(np.flatnonzero(bits)[-1])
    return 64 * word + int(bits[word]).bit_length() - 1


def _is_end(here: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Per byte but the first and the last, whether it ends a line."""
    inner = here[1:-1]
    is_end = np.asarray(inner == _LF)
    if (inner == _CR).any():
        is_end |= (inner == _CR) & (here[2:] != _LF)
    return is_end
