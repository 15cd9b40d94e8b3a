"""Delimited text, any dialect that spreadsheet programs and survey tools write, into one `Sheet`.

Python's own `csv` reads it, because it alone came through every real file; a large file that is proven
well-formed (every quote where RFC 4180 wants it, every record equally wide) is read by Arrow instead,
which gives the same cells in a fraction of the time.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path

import pyarrow as pa

from pipeline.errors import ExportError
from pipeline.exports.csv_large import MOST_COLUMNS, well_formed_cells
from pipeline.model import Sheet

LARGE_BYTES = 4 << 20
MAX_FIELD_CHARACTERS = 1 << 24
CHUNK_RECORDS = 50_000
SAMPLE_RECORDS = 10

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = (",", ";", "\t", "|")


def text_sheet(path: Path, name: str, sheet: str | None = None) -> Sheet:
    """Read a csv or tsv file into cells, one row per record, blank lines and title rows included.

    The encoding is the byte order mark's, else UTF-8, else cp1252; the delimiter is the one under which
    the first records are equally wide. A first line ``sep=;`` is obeyed and stays behind as an empty row.

    Parameters
    ----------
    path
        The bytes.
    name
        What the user calls the file, for messages.
    sheet
        Name of the sheet, for a csv file that is one of several in an archive.

    Raises
    ------
    ExportError
        Not text, a quotation mark that swallows records, or a field or row beyond all reason.
    """
    encoding = _encoding(path, name)
    with path.open(encoding=encoding, newline="") as stream:
        sample = stream.read(1 << 18)
    separator = _stated_delimiter(sample)
    delimiter = separator or _counted_delimiter(sample)
    if path.stat().st_size > LARGE_BYTES and separator is None and encoding != "utf-16":
        cells = well_formed_cells(path, delimiter, encoding)
        if cells is not None:
            return Sheet(sheet, cells)
    with path.open(encoding=encoding, newline="") as stream:
        return Sheet(sheet, _cells(_records(stream, delimiter, name), separator is not None))


def dialect(path: Path, name: str) -> tuple[str, str]:
    """The encoding (a Python codec's name) and the delimiter of a text file. Raises as ``text_sheet`` does."""
    encoding = _encoding(path, name)
    with path.open(encoding=encoding, newline="") as stream:
        sample = stream.read(1 << 18)
    return encoding, _stated_delimiter(sample) or _counted_delimiter(sample)


def _encoding(path: Path, name: str) -> str:
    with path.open("rb") as stream:
        head = stream.read(4)
    for mark, marked in _MARKS:
        if head.startswith(mark):
            if not _is_decodable(path, marked, name):
                raise ExportError(
                    f"{name!r} says it is {marked} text and is not.",
                    "Save it anew as .csv (UTF-8) and load that.",
                )
            return marked
    # latin-1 decodes anything: the five bytes that cp1252 leaves undefined must not lose a file.
    candidates = ("utf-8", "cp1252", "latin-1")
    return next(candidate for candidate in candidates if _is_decodable(path, candidate, name))


def _is_decodable(path: Path, encoding: str, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            if encoding != "utf-16" and b"\0" in chunk:
                raise ExportError(
                    f"{name!r} is not a spreadsheet or a text file.",
                    "Save it from the survey tool or spreadsheet program as .xlsx or .csv and load that.",
                )
            if chunk.isascii() and encoding != "utf-16" and decoder.getstate()[0] == b"":
                continue  # as nearly all is, in every one of these encodings
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _stated_delimiter(sample: str) -> str | None:
    line = sample.split("\n", 1)[0].strip('"\r ')
    is_stated = len(line) == 5 and line[:4].lower() == "sep="
    return line[4] if is_stated else None


def _counted_delimiter(sample: str) -> str:
    """Most fields in the first records, and before that the same number of fields in each of them."""

    def evidence(delimiter: str) -> tuple[bool, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(fields) for fields in islice(filter(any, reader), SAMPLE_RECORDS)]
        return len(set(widths)) == 1 and widths[0] > 1, sum(widths)

    csv.field_size_limit(MAX_FIELD_CHARACTERS)
    return max(_DELIMITERS, key=evidence)


def _records(stream: io.TextIOBase, delimiter: str, name: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_FIELD_CHARACTERS)
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in stream:
            taken.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter)
    number = 0
    while True:
        taken.clear()
        try:
            fields = next(reader, None)
        except csv.Error as e:
            raise ExportError(
                f"Row {number + 1} of {name!r} cannot be read: {e}.", "Correct that row and load it again."
            ) from e
        if fields is None:
            return
        number += 1
        if len(fields) > MOST_COLUMNS:
            raise ExportError(
                f"Row {number} of {name!r} has {len(fields)} columns; {MOST_COLUMNS} are allowed.",
                "Export fewer questions at a time.",
            )
        if '"' in taken[0]:
            _refuse_unclosed(taken, delimiter, f"Row {number} of {name!r}")
        yield fields


def _refuse_unclosed(taken: list[str], delimiter: str, where: str) -> None:
    """Refuse a quotation mark that is never closed: it turns all records behind it into one cell."""
    closed = csv.reader(taken, delimiter=delimiter, strict=True)
    try:
        next(closed)
    except csv.Error as e:
        # A stray mark inside one line harms that line's text alone, and every reader takes it as it is.
        if len(taken) > 1 or "end of data" in str(e):
            raise ExportError(
                f"{where} opens a quotation mark that is not closed properly.",
                "Correct that row, or export the file again, and load it.",
            ) from e


def _cells(records: Iterator[list[str]], is_first_blank: bool) -> pa.Table:
    chunks: list[list[pa.Array]] = []
    if is_first_blank:
        next(records)
        chunks.append([pa.nulls(1, pa.string())])
    while chunk := list(islice(records, CHUNK_RECORDS)):
        columns = [_text(column) for column in zip_longest(*chunk)]
        # A chunk of empty lines alone has no column, and its rows must still be counted.
        chunks.append(columns or [pa.nulls(len(chunk), pa.string())])
    width = max((len(columns) for columns in chunks), default=0)
    padded = [columns + [pa.nulls(len(columns[0]), pa.string())] * (width - len(columns)) for columns in chunks]
    joined = [pa.concat_arrays(parts) for parts in zip(*padded, strict=True)]
    return pa.table(joined, names=[f"c{position:03}" for position in range(1, width + 1)])


def _text(fields: tuple[str | None, ...]) -> pa.Array:
    builder = pa.lib.StringBuilder()  # `pyarrow.array` imports pandas, which takes the child longer than the file
    builder.append_values([field or None for field in fields])
    return builder.finish()
