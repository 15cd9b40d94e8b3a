"""A large export as Google Forms writes it (.xlsx, shared strings), and the framework that reads it.

The parts of the workbook are written as text, row by row: a spreadsheet library would take minutes
for four million cells, and the making is not what is measured.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.model import letter

QUESTIONS = 38
FRAMEWORK = "crafts"
LEVELS = ("Not yet", "Aware", "Practicing", "Proficient", "Expert")
_FIRST_DAY = 46083.0
"""2026-03-02 as spreadsheets count days."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIXED = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Form Responses 1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="m/d/yyyy h:mm:ss"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
"""The parts that are the same whatever the answers."""


def dimension_names(count: int = QUESTIONS) -> list[str]:
    """The dimensions of the made-up framework, e.g. ``Craft 07 of Larkspur``."""
    return [f"Craft {place:02} of Larkspur" for place in range(1, count + 1)]


def written_rubric(path: Path, dimensions: int = QUESTIONS) -> Path:
    """Write the framework of so many dimensions with five levels as a rubric spreadsheet (csv)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["dimension", "level", "level_name", "statement", "default_target"])
        for name in dimension_names(dimensions):
            rows.writerows([name, at, level, f"{name}: {level.lower()}.", 2] for at, level in enumerate(LEVELS))
    return path


def written_export(path: Path, people: int) -> Path:
    """Write the answers of so many people: Timestamp, address and 38 questions, none blank."""
    beside = path.with_suffix(".part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for part, text in _FIXED.items():
            archive.writestr(part, _HEAD + text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for rows in _sheet(people):
                sheet.write(rows.encode())
        with archive.open("xl/sharedStrings.xml", "w") as strings:
            strings.write(_shared_strings(people).encode())
    beside.replace(path)
    return path


def _fixed_strings() -> list[str]:
    headers = ["Timestamp", "Email Address", *dimension_names()]
    return headers + [f"{at} - {level}" for at, level in enumerate(LEVELS)]


def _shared_strings(people: int) -> str:
    text = io.StringIO()
    addresses = (f"engineer{person:06}@larkspur.example" for person in range(people))
    text.write(f'{_HEAD}<sst xmlns="{_MAIN}">')
    text.writelines(f"<si><t>{escape(string)}</t></si>" for string in (*_fixed_strings(), *addresses))
    text.write("</sst>")
    return text.getvalue()


def _sheet(people: int) -> Iterator[str]:
    """The sheet row by row; cells of text hold their place among the shared strings."""
    rng = random.Random(38)
    letters = [letter(column) for column in range(1, QUESTIONS + 3)]
    first_level, first_address = QUESTIONS + 2, len(_fixed_strings())
    headers = "".join(f'<c r="{at}1" t="s"><v>{place}</v></c>' for place, at in enumerate(letters))
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{headers}</row>'
    for person in range(people):
        row = person + 2
        levels = rng.choices(range(first_level, first_level + len(LEVELS)), k=QUESTIONS)
        strings = zip(letters[1:], (first_address + person, *levels), strict=True)
        cells = "".join(f'<c r="{at}{row}" t="s"><v>{string}</v></c>' for at, string in strings)
        yield f'<row r="{row}"><c r="A{row}" s="1"><v>{_FIRST_DAY + person / 86400:.8f}</v></c>{cells}</row>'
    yield "</sheetData></worksheet>"
