"""What a file from outside is, by its first bytes, and whether it is safe to open.

The ending of the file's name decides nothing: tools and people name files as they like. Every refusal
that can be made without parsing is made here, so that no parser ever sees a zip bomb.
"""

from __future__ import annotations

import json
import mmap
import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from pipeline.errors import ExportError

Kind = Literal["xlsx", "xlsb", "ods", "xls", "archive", "text"]

MAX_FILE_BYTES = 1 << 30
MAX_UNPACKED_BYTES = 1 << 30
MAX_RATIO = 200
RATIO_MATTERS_FROM_BYTES = 50 << 20
MAX_MEMBERS = 10_000
PROLOG_BYTES = 1 << 16

UNREADABLE_ZIP: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
)
"""What a damaged zip raises when it is read."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"PAR1", "a Parquet file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML document"),
)
_SAVE_AS = "Save it from the survey tool or spreadsheet program as .xlsx or .csv and load that."


def kind(path: Path, name: str) -> Kind:
    """Tell what a file is from its content, and refuse what must not be opened.

    Parameters
    ----------
    path
        The bytes.
    name
        What the user calls the file, for messages.

    Returns
    -------
    Kind
        ``archive`` is a zip of csv files or of one workbook, ``text`` is anything that may be csv.

    Raises
    ------
    ExportError
        Empty, too large, protected by a password, damaged, a zip bomb, or not a spreadsheet.
    """
    head = _head(path, name)
    if head.startswith(b"PK"):
        return _zip_kind(path, name)
    if head.startswith(_OLE):
        return _ole_kind(path, name)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, what in _FOREIGN:
        if start[: len(magic)].lower() == magic.lower():
            raise ExportError(f"{name!r} is {what}, not a spreadsheet.", _SAVE_AS)
    if start[:1] in (b"{", b"[") and _is_json(path):
        raise ExportError(f"{name!r} is a JSON document, not a spreadsheet.", _SAVE_AS)
    return "text"


def _head(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError as e:
        raise ExportError(f"{name!r} cannot be opened: {e.strerror}.", "Check the file's name and rights.") from e
    if size == 0:
        raise ExportError(f"{name!r} is empty: the file has no bytes.", "Download the export again.")
    if size > MAX_FILE_BYTES:
        raise ExportError(f"{name!r} is larger than {MAX_FILE_BYTES >> 20} MB.", "Split the export into several files.")
    return head


def _is_json(path: Path) -> bool:
    """Whether the whole file, or its first line, is one JSON value (a csv may start with a bracket)."""
    with path.open("rb") as stream:
        first_line = stream.readline(1 << 20)
        whole = first_line + stream.read((16 << 20) - len(first_line))
    for candidate in (first_line, whole):
        try:
            json.loads(candidate)
        except ValueError:
            continue
        return True
    return False


def _ole_kind(path: Path, name: str) -> Kind:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(_ENCRYPTED) >= 0:
            raise protected(name)
    return "xls"


def protected(name: str) -> ExportError:
    """Refuse a workbook that cannot be read without its password."""
    return ExportError(
        f"{name!r} is protected by a password.",
        "Open it in a spreadsheet program, remove the password, save it and load it again.",
    )


def damaged(name: str) -> ExportError:
    """Refuse a workbook that stops before its end or contradicts itself."""
    return ExportError(
        f"{name!r} is damaged or incomplete and cannot be read.",
        "Download the export again, or open and save it once in a spreadsheet program.",
    )


def _zip_kind(path: Path, name: str) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_bomb(members, name)
            _refuse_document_types(archive, name)
    except UNREADABLE_ZIP as e:
        raise damaged(name) from e
    names = {member.filename for member in members}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    return "archive"


def _refuse_bomb(members: list[zipfile.ZipInfo], name: str) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise protected(name)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    is_bomb = unpacked > RATIO_MATTERS_FROM_BYTES and unpacked > MAX_RATIO * max(packed, 1)
    if is_bomb or unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        raise ExportError(
            f"{name!r} unpacks to {unpacked >> 20} MB in {len(members)} parts, more than is allowed.",
            "Save the sheet with the responses alone as .csv and load that.",
        )


def _refuse_document_types(archive: zipfile.ZipFile, name: str) -> None:
    """No spreadsheet program writes a document type; it is the way in for entity attacks."""
    for member in archive.infolist():
        if not member.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(member) as part:
            # Without its NULs an ASCII declaration in UTF-16 reads like one in UTF-8.
            prolog = part.read(PROLOG_BYTES).replace(b"\0", b"")
        root = re.search(rb"<[A-Za-z]", prolog)
        declared = prolog.upper().find(b"<!DOCTYPE")
        if declared >= 0 and (root is None or declared < root.start()):
            raise ExportError(
                f"{name!r} declares a document type in {member.filename!r}, which no spreadsheet does.",
                "Open and save it once in a spreadsheet program, and load that.",
            )
