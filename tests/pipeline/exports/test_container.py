"""What must not be opened, and what the user is told."""

import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import ExportError
from pipeline.exports import container
from pipeline.exports.container import kind
from pipeline.exports.sheet import sheets
from tests.pipeline.exports.files import edited, workbook, written


def refusal(path: Path) -> tuple[str, str]:
    with pytest.raises(ExportError) as caught:
        sheets(path, "upload.bin")
    return caught.value.title, caught.value.detail


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"{\\rtf1 hello}", "a text document"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b"  <!DOCTYPE HTML><html><table>", "a web page"),
        (b"<html><body>Sign in</body></html>", "a web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "an XML document"),
        (json.dumps({"a": [1, 2]}).encode(), "a JSON document"),
        (b'{"a": 1}\n{"a": 2}\n', "a JSON document"),
    ],
)
def test_what_is_no_spreadsheet_is_named_and_refused(tmp_path: Path, content: bytes, what: str) -> None:
    title, detail = refusal(written(tmp_path / "a", content))
    assert title == f"'upload.bin' is {what}, not a spreadsheet."
    assert ".xlsx or .csv" in detail


def test_a_csv_may_begin_with_a_bracket(tmp_path: Path) -> None:
    assert kind(written(tmp_path / "a", "[Name],Level\nAda,3\n"), "a") == "text"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    title, _ = refusal(written(tmp_path / "a", b"\x7fELF\x02\x01\x00\x00\x00"))
    assert title == "'upload.bin' is not a spreadsheet or a text file."


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path / "a", b""))[0] == "'upload.bin' is empty: the file has no bytes."


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none")[0] == "'upload.bin' cannot be opened: No such file or directory."


def test_a_file_above_the_cap_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_FILE_BYTES", 1 << 20)
    title, _ = refusal(written(tmp_path / "a", b"a," * (1 << 20)))
    assert title == "'upload.bin' is larger than 1 MB."


def test_a_protected_workbook_is_refused(tmp_path: Path) -> None:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    title, detail = refusal(written(tmp_path / "a", header))
    assert title == "'upload.bin' is protected by a password."
    assert "remove the password" in detail


def test_an_old_office_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    title, _ = refusal(written(tmp_path / "a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)))
    assert title == "'upload.bin' is damaged or incomplete and cannot be read."


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_workbook_is_refused(tmp_path: Path, share: float) -> None:
    whole = workbook(tmp_path / "whole", {"Form": [["Timestamp", "A"], ["2026-03-04", 3]]}).read_bytes()
    title, _ = refusal(written(tmp_path / "a", whole[: int(len(whole) * share)]))
    assert title == "'upload.bin' is damaged or incomplete and cannot be read."


def test_a_workbook_with_a_broken_part_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole", {"Form": [["Timestamp", "A"], ["2026-03-04", 3]]})
    broken = edited(whole, tmp_path / "a", "xl/worksheets/sheet1.xml", lambda part: part[:300])
    title, _ = refusal(broken)
    assert title == "'upload.bin' is damaged or incomplete and cannot be read."


def test_a_workbook_whose_packed_bytes_are_broken_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole", {"Form": [["Timestamp", "A"], ["2026-03-04", 3]]})
    content = bytearray(whole.read_bytes())
    with zipfile.ZipFile(whole) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    # A local header is 30 bytes and the name; what follows is the deflated part.
    start = part.header_offset + 30 + len(part.filename)
    content[start + 20 : start + 60] = b"\xff" * 40
    title, _ = refusal(written(tmp_path / "a", bytes(content)))
    assert title == "'upload.bin' is damaged or incomplete and cannot be read."


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    full = [sys.executable, "-c", "raise OSError(28, 'No space left on device')"]
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _, **how: start(full, **how))
    title, _ = refusal(workbook(tmp_path / "a", {"Form": [["Name"]]}))
    assert title == "There is no space left on the disk to read 'upload.bin'."


def test_a_zip_bomb_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    bomb = tmp_path / "a"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (60 << 20))
    assert bomb.stat().st_size < 100_000
    title, _ = refusal(bomb)
    assert title == "'upload.bin' unpacks to 60 MB in 2 parts, more than is allowed."


def test_a_zip_that_declares_gigabytes_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "a"
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("answers.csv", b"a,b\n")
    content = bytearray(bomb.read_bytes())
    # The directory's size field stands 24 bytes behind its signature.
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 3 << 30)
    title, _ = refusal(written(bomb, bytes(content)))
    assert title == "'upload.bin' unpacks to 3072 MB in 1 parts, more than is allowed."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    whole = workbook(tmp_path / "whole", {"Form": [["Timestamp", "A"], ["2026-03-04", 3]]})
    part = (
        '<?xml version="1.0"?><!-- x --><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>'
    )
    evil = edited(whole, tmp_path / "a", "xl/workbook.xml", lambda _: part.encode(encoding))
    title, _ = refusal(evil)
    assert title == "'upload.bin' declares a document type in 'xl/workbook.xml', which no spreadsheet does."


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("answers.csv", b"a,b\n")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(written(path, bytes(content)))[0] == "'upload.bin' is protected by a password."


def test_a_zip_of_pictures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("holiday.png", b"\x89PNG")
    assert refusal(path)[0] == "'upload.bin' is a zip without exactly one workbook or any csv file in it."
