"""A workbook as bytes that are the same for the same contents: no clock of the machine is in them.

The library stamps the time of writing into the file and into every entry of its archive; two files of
one publication could then not be told to be the same. Both times become that of the publication. Nor does
it know of a text for a chart, which is there for whoever does not see it: that is put in here too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_PROPERTIES = "docProps/core.xml"
_CHARTS = "xl/drawings/drawing1.xml"


def workbook_bytes(book: Workbook, at: datetime, chart_texts: Sequence[str]) -> bytes:
    """The workbook as the bytes of an .xlsx file, made at a time (UTC, 1980 or later).

    ``chart_texts`` say what the charts of the one sheet that has some show, in their order.
    """
    book.properties.created = book.properties.modified = at
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _amended(name, source.read(name), at, chart_texts))
    return fixed.getvalue()


def _amended(name: str, part: bytes, at: datetime, chart_texts: Sequence[str]) -> bytes:
    if name == _PROPERTIES:
        return _at(part, at)
    return _described(part, chart_texts) if name == _CHARTS else part


def _at(properties: bytes, at: datetime) -> bytes:
    return _MODIFIED.sub(rb"\g<1>" + f"{at:%Y-%m-%dT%H:%M:%S}Z".encode() + rb"\g<2>", properties)


def _described(drawing: bytes, texts: Sequence[str]) -> bytes:
    for place, text in enumerate(texts, start=1):
        name = f'name="Chart {place}"'
        drawing = drawing.replace(name.encode(), f"{name} descr={quoteattr(text)}".encode())
    return drawing
