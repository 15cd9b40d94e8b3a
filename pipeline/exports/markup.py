"""What the fast reader does not tell of an .xlsx file, looked up in the XML itself.

Five things: error cells (``#DIV/0!`` comes back empty), boolean cells (they come back as text ``true``),
formulas that nobody calculated (libraries write them without a result, and they come back empty), merged cells
and whether column A is used (leading blank columns are dropped). A sheet is streamed through one byte
search; only where that finds something are single cells read, by regular expression, because a sheet has
no nesting that matters here and expressions expand no entities.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from xml.etree import ElementTree

_CHUNK_BYTES = 1 << 20
_OVERLAP_BYTES = 1 << 12
_ROW_END = b"</row>"
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br=["\']([A-Z]{1,3})(\d+)["\']')
_TYPE = re.compile(rb't=["\']([be])["\']')
_FORMULA = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>([^<]*)</f>)")
_BARE_FORMULA = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_RESULT = re.compile(rb"<v[^>]*>[^<]|<is>")
_TEXT_RESULT = re.compile(rb't=["\']str["\']')
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_USED_A = re.compile(rb'<c\b[^>]*\br="A\d+"[^>/]*>\s*(?:<f[^>]*>[^<]*</f>)?(?:<v>[^<]|<is>\s*<t[^>/]*>[^<])')

_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref=["\']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["\']')

MOST_FORMULAS = MOST_MERGED = 10_000

UNREADABLE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    ElementTree.ParseError,
    KeyError,
    EOFError,
    NotImplementedError,
)
"""What a damaged file raises here."""


@dataclass(frozen=True)
class Part:
    """Facts of one sheet: is column A used, columns with booleans, and by (row, column) error texts and formulas.

    ``formulas`` are those without a result, at most `MOST_FORMULAS`; ``merged`` cells are (top, left, bottom,
    right), at most `MOST_MERGED`.
    """

    is_first_column_used: bool
    boolean_columns: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()


class Markup:
    """The XML parts of an .xlsx file."""

    def __init__(self, path: Path) -> None:
        with ExitStack() as opened:
            self._archive = opened.enter_context(zipfile.ZipFile(path))
            self._targets = _sheet_parts(self._archive)
            self._opened = opened.pop_all()

    def __enter__(self) -> Markup:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, trace: TracebackType | None) -> None:
        self._opened.close()

    def part(self, sheet: str) -> Part:
        """Facts of the sheet of that name; nothing special where the file names no such part."""
        target = self._targets.get(sheet)
        if target is None:
            return Part(True)
        is_used, is_odd, merged = False, False, set[tuple[int, int, int, int]]()
        for window in self._windows(target):
            is_used = is_used or _USED_A.search(window) is not None
            is_odd = is_odd or _TYPE.search(window) is not None or _BARE_FORMULA.search(window) is not None
            merged |= _merged(window) if len(merged) < MOST_MERGED else set()
        part = self._odd_cells(target) if is_odd else Part(is_used)
        return replace(part, is_first_column_used=is_used, merged=tuple(sorted(merged)[:MOST_MERGED]))

    def _windows(self, target: str) -> Iterator[bytes]:
        """Overlapping pieces of a part: a mark that lies across a border is whole in one of them."""
        tail = b""
        with self._archive.open(target) as part:
            while chunk := part.read(_CHUNK_BYTES):
                yield tail + chunk
                tail = chunk[-_OVERLAP_BYTES:]

    def _rows(self, target: str) -> Iterator[bytes]:
        """Pieces of a part that end where a row of the sheet ends."""
        rest = b""
        with self._archive.open(target) as part:
            while chunk := part.read(_CHUNK_BYTES):
                rows, end, rest = (rest + chunk).rpartition(_ROW_END)
                yield rows + end

    def _odd_cells(self, target: str) -> Part:
        booleans: set[int] = set()
        errors: dict[tuple[int, int], str] = {}
        formulas: dict[tuple[int, int], str] = {}
        for rows in self._rows(target):
            for attributes, content in _CELL.findall(rows):
                reference = _REFERENCE.search(attributes)
                if reference is None:
                    continue
                typed, value, formula = _TYPE.search(attributes), _VALUE.search(content), _FORMULA.search(content)
                place = int(reference[2]), _position(reference[1])
                if typed and typed[1] == b"b":
                    booleans.add(place[1])
                elif typed and value is not None:
                    errors[place] = html.unescape(value[1].decode())
                elif formula and len(formulas) < MOST_FORMULAS and _is_uncalculated(attributes, content):
                    formulas[place] = "=" + html.unescape((formula[1] or b"").decode())
        return Part(True, frozenset(booleans), errors, formulas)


def _is_uncalculated(attributes: bytes, content: bytes) -> bool:
    """Whether a formula's cell keeps no result; an empty text is one."""
    return not _RESULT.search(content) and not _TEXT_RESULT.search(attributes)


def _merged(window: bytes) -> set[tuple[int, int, int, int]]:
    if b"<mergeCell" not in window:
        return set()
    found = _MERGED.findall(window)
    return {(int(top), _position(left), int(bottom), _position(right)) for left, top, right, bottom in found}


def _position(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - ord("A") + 1
    return position


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Member name of each sheet, through the workbook's relations; namespaces differ between dialects."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    members = set(archive.namelist())
    parts: dict[str, str] = {}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if sheet.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        member = posixpath.normpath(posixpath.join("xl", targets.get(relation, ""))).lstrip("/")
        if member in members:
            parts[sheet.get("name", "")] = member
    return parts
