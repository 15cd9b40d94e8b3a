"""Delimited text in every dialect, by both readers."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ExportError
from pipeline.exports import csv_large, csv_text
from pipeline.exports.csv_large import well_formed_cells
from pipeline.exports.csv_text import text_sheet
from tests.pipeline.exports.files import rows_of, written


def rows(tmp_path: Path, content: str | bytes) -> list[tuple[str | None, ...]]:
    sheet = text_sheet(written(tmp_path / "a.csv", content), "a.csv")
    assert sheet.name is None
    assert set(sheet.cells.schema.types) <= {pa.string(), pa.dictionary(pa.int16(), pa.string())}
    return rows_of(sheet)


GERMAN = "Zeitstempel;Fähigkeit „A“;Größe\n1.2.2026 10:00:00;3 – Könner;€\n"
GERMAN_ROWS = [("Zeitstempel", "Fähigkeit „A“", "Größe"), ("1.2.2026 10:00:00", "3 – Könner", "€")]


@pytest.mark.parametrize(
    "content",
    [
        GERMAN.encode(),
        GERMAN.encode("utf-8-sig"),
        GERMAN.encode("cp1252"),
        GERMAN.encode("utf-16"),
        b"\xff\xfe" + GERMAN.encode("utf-16-le"),
        b"\xfe\xff" + GERMAN.encode("utf-16-be"),
        GERMAN.replace("\n", "\r\n").encode(),
        GERMAN.replace("\n", "\r").encode(),
        GERMAN.replace(";", ",").encode(),
        GERMAN.replace(";", "\t").encode(),
        GERMAN.replace(";", "|").encode(),
        GERMAN.rstrip().encode(),
    ],
)
def test_encoding_delimiter_and_line_ends_make_no_difference(tmp_path: Path, content: bytes) -> None:
    assert rows(tmp_path, content) == GERMAN_ROWS


def test_bytes_that_cp1252_leaves_undefined_lose_no_file(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a,b\n\xe9\x81,1\n") == [("a", "b"), ("é\x81", "1")]


def test_text_that_breaks_its_own_byte_order_mark_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="says it is utf-8-sig text and is not"):
        rows(tmp_path, b"\xef\xbb\xbfa,b\n\xff,1\n")


def test_quoted_line_breaks_delimiters_and_marks_stay_in_their_cell(tmp_path: Path) -> None:
    content = 'Name,"Question\nin two lines"\r\nAda,"a, ""b""\r\nc"\r\nBo,2\r\n'
    assert rows(tmp_path, content) == [
        ("Name", "Question\nin two lines"),
        ("Ada", 'a, "b"\r\nc'),
        ("Bo", "2"),
    ]


def test_a_stated_delimiter_is_obeyed_and_keeps_its_row(tmp_path: Path) -> None:
    assert rows(tmp_path, "sep=;\r\nName;A,B,C\r\nAda;1,2,3\r\n") == [
        (None, None),
        ("Name", "A,B,C"),
        ("Ada", "1,2,3"),
    ]


def test_decimal_commas_do_not_make_the_comma_the_delimiter(tmp_path: Path) -> None:
    assert rows(tmp_path, "Name;A;B\nAda;1,5;2,5\n") == [("Name", "A", "B"), ("Ada", "1,5", "2,5")]


def test_multi_select_answers_do_not_make_the_semicolon_the_delimiter(tmp_path: Path) -> None:
    content = "Timestamp,Tools,Level\n2026-03-04,R;Python;SQL;C;Go;Rust,3\n2026-03-05,R;Go;C;SQL;Lua,4\n"
    assert rows(tmp_path, content)[1] == ("2026-03-04", "R;Python;SQL;C;Go;Rust", "3")


def test_empty_lines_and_ragged_rows_keep_their_place(tmp_path: Path) -> None:
    content = "Title\n\nName,A,B\nAda,1,2\n,,\nBo,3\nCy,4,5,extra\n"
    assert rows(tmp_path, content) == [
        ("Title", None, None, None),
        (None, None, None, None),
        ("Name", "A", "B", None),
        ("Ada", "1", "2", None),
        (None, None, None, None),
        ("Bo", "3", None, None),
        ("Cy", "4", "5", "extra"),
    ]


def test_blanks_are_not_empty(tmp_path: Path) -> None:
    assert rows(tmp_path, 'a,b\n" ",\n') == [("a", "b"), (" ", None)]


def test_an_open_quotation_mark_never_swallows_records(tmp_path: Path) -> None:
    for content in ('a,b\n1,"open\n2,3\n4,5\n', 'a,b\n1,"open\n2,"3"\n4,5\n', 'a,b\n1,2\n3,"open'):
        with pytest.raises(ExportError) as caught:
            rows(tmp_path, content)
        row = 3 if content.endswith("open") else 2
        assert caught.value.title == f"Row {row} of 'a.csv' opens a quotation mark that is not closed properly."


def test_a_stray_mark_within_a_line_is_taken_as_it_is(tmp_path: Path) -> None:
    assert rows(tmp_path, 'a,b\n5" disk,"x"y\n') == [("a", "b"), ('5" disk', "xy")]


def test_nul_bytes_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is not a spreadsheet or a text file"):
        rows(tmp_path, b"a,b\n1,\x00\n")


def test_a_row_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="has 20001 columns; 16384 are allowed"):
        rows(tmp_path, "a" + "," * 20_000 + "\n")


def test_a_large_row_of_too_many_columns_is_refused_before_arrow_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_large.pa_csv, "read_csv", lambda *_: pytest.fail("it takes a kilobyte a column"))
    monkeypatch.setattr(csv_text, "LARGE_BYTES", 1 << 10)
    with pytest.raises(ExportError, match="Row 1 of 'a.csv' has 20001 columns"):
        rows(tmp_path, "a" + "," * 20_000 + "\n")


def test_chunks_of_different_width_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "CHUNK_RECORDS", 2)
    content = "a\nb\n\n\nc,1\nd,2,3\n"
    assert [row[:2] for row in rows(tmp_path, content)] == [
        ("a", None),
        ("b", None),
        (None, None),
        (None, None),
        ("c", "1"),
        ("d", "2"),
    ]


FIELD = st.text(st.sampled_from('ab;,"\n é '), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(FIELD, min_size=width, max_size=width), min_size=1)),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([1, 7, 1 << 20]),
    st.sampled_from([0, 2, 100]),
)
def test_both_readers_give_back_what_was_written(
    tmp_path: Path, table: list[list[str]], quoting: int, end: str, block: int, most: int
) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator=end).writerows(table)  # type: ignore[arg-type]
    path = written(tmp_path / "a.csv", text.getvalue())
    expected = [tuple(field or None for field in row) for row in table]
    with path.open(encoding="utf-8", newline="") as stream:
        slow = csv_text._cells(csv_text._records(stream, ",", "a"), False)
    assert list(zip(*(column.to_pylist() for column in slow.columns), strict=True)) == expected
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pipeline.exports.csv_large._BLOCK_BYTES", block)
        patched.setattr("pipeline.exports.csv_large._PIECE_BYTES", 3 * block)
        patched.setattr("pipeline.exports.csv_large.MOST_DIFFERENT", most)
        fast = well_formed_cells(path, ",", "utf-8")
    assert fast is not None
    assert fast.to_pydict() == slow.to_pydict()
    assert all(column.num_chunks <= 1 for column in fast.columns)
    is_coded = [pa.types.is_dictionary(column.type) for column in fast.columns]
    assert is_coded == [len(set(column) - {None}) <= most for column in zip(*expected, strict=True)]


@pytest.mark.parametrize(
    "content",
    ['a,b\n1,"open\n2,3\n', 'a,b\n1,"open', 'a,b\n1,x"y"\n', 'a,b\n1,"x"y\n', "a,b\n1\n", 'a,b\n"1,2\n3"x,4\n'],
)
def test_the_fast_reader_leaves_irregular_files_alone(tmp_path: Path, content: str) -> None:
    assert well_formed_cells(written(tmp_path / "a.csv", content), ",", "utf-8") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_large_files_are_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setattr(csv_text, "LARGE_BYTES", 0)
    assert rows(tmp_path, GERMAN.encode(encoding)) == GERMAN_ROWS


def test_marks_are_counted_across_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.exports.csv_large._BLOCK_BYTES", 3)
    cells = well_formed_cells(written(tmp_path / "a.csv", '"a","b\r\n""c"""\r\n"1",\r\n'), ",", "utf-8")
    assert cells is not None
    assert cells.to_pydict() == {"c001": ["a", "1"], "c002": ['b\r\n"c"', None]}


def test_a_byte_order_mark_before_a_quoted_header_is_no_irregularity(tmp_path: Path) -> None:
    cells = well_formed_cells(written(tmp_path / "a.csv", b'\xef\xbb\xbf"a","b"\n"1","2"\n'), ",", "utf-8-sig")
    assert cells is not None
    assert cells.to_pydict() == {"c001": ["a", "1"], "c002": ["b", "2"]}


def test_the_fast_reader_is_not_trusted_where_its_rows_are_not_the_counted_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.exports.csv_large._checked", lambda *_, **__: (8, 3))
    assert well_formed_cells(written(tmp_path / "a.csv", "a,b\n1,2\n"), ",", "utf-8") is None
