"""A report as a file: what is published of a cycle, as a page to read or as a workbook to go on with.

The whole file is made before the first byte is written, so a refusal leaves what was there.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import PublicationError
from pipeline.reports.contents import ReportContents, contents_of
from pipeline.reports.page import page_html
from pipeline.reports.workbook import workbook_of
from pipeline.settings import Home, settings_of
from pipeline.snapshot.read import current

ReportFormat = Literal["html", "xlsx"]


@dataclass(frozen=True)
class WrittenReport:
    """What was written: the file, its format, of which cycle and publication, and how much of it is shown."""

    file: str
    format: ReportFormat
    cycle: str
    snapshot: int
    published_at: str
    teams: int
    teams_shown: int


def format_of(path: Path) -> ReportFormat | None:
    """What a file's ending asks for; None for an ending that is not offered."""
    endings: dict[str, ReportFormat] = {".html": "html", ".xlsx": "xlsx"}
    return endings.get(path.suffix.casefold())


def report_bytes(contents: ReportContents, format: ReportFormat) -> bytes:
    """The report as the bytes of a file of that format."""
    return page_html(contents).encode("utf-8") if format == "html" else workbook_of(contents)


def file_name(contents: ReportContents, format: ReportFormat) -> str:
    """A name for the file that every system takes: ``skill-gaps-2026.xlsx``."""
    cycle = re.sub(r"[^\w.-]+", "-", contents.facts.cycle).strip("-.")
    return f"skill-gaps-{cycle}{'-draft' if contents.is_draft else ''}.{format}"


def written_report(home: Home, cycle: str, path: Path, format: ReportFormat) -> WrittenReport:
    """Write the report of a published cycle; a file that is there is replaced.

    Raises
    ------
    PublicationError
        Where that cycle, or anything at all, is not published.
    WarehouseError
        Where the snapshot cannot be read, or lacks figures of this version.
    """
    snapshot = current(home)
    if snapshot is None:
        raise PublicationError("Nothing is published yet.", f"Publish the cycle {cycle!r} first.")
    with closing(snapshot):
        contents = contents_of(snapshot, cycle, settings_of(home).common_from)
    path.write_bytes(report_bytes(contents, format))
    teams = contents.shown.get("team")
    return WrittenReport(
        file=str(path),
        format=format,
        cycle=cycle,
        snapshot=int(snapshot.path.stem),
        published_at=contents.facts.published_at.isoformat(timespec="seconds"),
        teams=teams.total if teams else 0,
        teams_shown=teams.shown if teams else 0,
    )
