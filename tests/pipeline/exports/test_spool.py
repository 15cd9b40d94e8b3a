"""The spool is swept of what is older than a day, and a large text comes out of its own process as it went in."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from threading import Event

import pytest

from pipeline.errors import ExportError
from pipeline.exports import opened, sheet, spool
from pipeline.exports.csv_text import text_sheet
from pipeline.exports.workbook import isolated_text
from tests.pipeline.exports.files import rows_of, written


def test_what_is_older_than_a_day_goes_and_the_rest_stays(tmp_path: Path) -> None:
    now = time.time()
    for name, age_hours in (("old.part", 25), ("new.part", 23)):
        os.utime(written(tmp_path / name, "x"), (now - age_hours * 3600,) * 2)
    (tmp_path / "folder").mkdir()
    path = spool.spooled(tmp_path, io.BytesIO(b"answers"))
    assert path.read_bytes() == b"answers"
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["new.part", "folder", path.name])


def test_a_text_is_the_same_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'Name;"Größe"\r\nAda;"1\n2"\r\n;\r\nBo;3\r\n'.encode("cp1252"))
    apart = isolated_text(path, "a.csv", "Sheet")
    assert (apart.name, rows_of(apart)) == ("Sheet", rows_of(text_sheet(path, "a.csv")))


def test_a_refusal_comes_out_of_the_process_in_its_own_words(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'Name,Soup\nAda,"1\nBo,2\n')
    for reader in (text_sheet, isolated_text):
        with pytest.raises(ExportError, match="Row 2 of 'böse \\*\\*.csv' opens a quotation mark"):
            reader(path, "böse **.csv")


def test_texts_are_read_apart_for_whoever_may_end_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.csv", "Name,Soup\nAda,1\n")
    monkeypatch.setattr(sheet, "isolated_text", lambda *_: pytest.fail("read apart"))
    assert len(sheet.sheets(path, "a.csv")) == 1
    with pytest.raises(pytest.fail.Exception):
        opened.opened_file(path, "a.csv", stop=Event())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a;b\n1;2\n".encode("utf-8-sig"), "Text in UTF-8 with its mark, separated by semicolons"),
        ("a\tä\n1\t2\n".encode("cp1252"), "Text in Windows-1252, separated by tabs"),
        (b"sep=^\na^b\n", "Text in UTF-8, separated by '^'"),
    ],
)
def test_a_file_is_described_in_words(tmp_path: Path, content: bytes, told: str) -> None:
    assert opened.described(written(tmp_path / "a.csv", content), "a.csv") == told
