"""What the contract tests share: the command line called in-process, and small files written."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from typer.testing import CliRunner

from pipeline.cli import app

Json = dict[str, Any]
Line = Sequence[Any]

MOST_LINES = 8
DIMENSIONS = ("ml-fundamentals", "llm-prompting", "ai-assisted-dev", "data-engineering", "ai-production")
ML, LLM, DEV = "AI/ML Fundamentals", "LLM & Prompt Engineering", "AI-Assisted Development"
DATA, PROD = "Data Engineering for AI", "AI in Production"
NAMES = (ML, LLM, DEV, DATA, PROD)
LEVEL_NAMES = ("None of these yet", "Aware", "Practicing", "Proficient", "Expert")


@dataclass(frozen=True)
class Called:
    """How a command ended: its exit code and what it wrote to each stream."""

    exit_code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Shell:
    """The command line on one home."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def call(self, *arguments: object) -> Called:
        """Any command, whatever its end; an exception that is no exit is a failure of the test."""
        ended = CliRunner().invoke(app, ["--home", str(self.home), *map(str, arguments)])
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Called(ended.exit_code, ended.stdout, ended.stderr)

    def read(self, *arguments: object) -> Any:
        """The JSON of a command that is done."""
        called = self.call(*arguments, "--json")
        assert called.exit_code == 0, (arguments, called)
        return called.document

    def load(self, *files: Path, cycle: str = "2026", options: Sequence[object] = ()) -> list[Json]:
        """The reports of files that all load."""
        reports: list[Json] = self.read("load", *files, "--cycle", cycle, *options)
        return reports

    def refused(self, *arguments: object) -> str:
        """The message of a command that is refused: exit 1, at most 8 lines, no traceback."""
        called = self.call(*arguments, "--json")
        assert called.exit_code == 1, (arguments, called)
        message = "\n".join(line for line in called.err.splitlines() if not _is_progress(line))
        assert "Traceback" not in called.err
        assert 1 <= len(message.splitlines()) <= MOST_LINES, message
        return message

    def figures(self, cycle: str = "2026") -> str:
        """The private figures of a cycle as one text, for before and after."""
        groupings = ("company", "team,dimension", "role,dimension")
        return json.dumps(
            {
                f"{command} {by}": sorted(
                    self.read(command, "--cycle", cycle, "--private", "--by", by), key=lambda r: json.dumps(r)
                )
                for command in ("levels", "gaps")
                for by in groupings
            },
            indent=1,
        )


def copied(prepared: Path, folder: Path) -> Shell:
    """A copy of a folder that tests of one file prepared once: its ``home`` and the files beside it."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    return Shell(folder / "home")


def _is_progress(line: str) -> bool:
    return line.startswith(("Reading the file", "Matching questions", "Storing cells", "Checking against", "Counting"))


def csv_file(path: Path, lines: Sequence[Line], delimiter: str = ",") -> Path:
    """Write a csv file as a survey tool does."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)
    return path


def xlsx_file(path: Path, lines: Sequence[Line], sheet: str = "Form Responses 1") -> Path:
    """Write a workbook of one sheet; numbers and times stay what they are."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line in lines:
        page.append(list(line))
    book.save(path)
    return path


def written(path: Path, lines: Sequence[Line]) -> Path:
    """Write lines as the ending of the name says."""
    return (
        xlsx_file(path, lines) if path.suffix == ".xlsx" else csv_file(path, [[_text(c) for c in ln] for ln in lines])
    )


def _text(cell: Any) -> Any:
    return cell.strftime("%m/%d/%Y %H:%M:%S") if isinstance(cell, datetime) else cell


def cell_of(rows: list[Json], group: str, dimension: str | None = None) -> Json:
    """The one row of a group and dimension."""
    [row] = [row for row in rows if row["group"] == group and row["dimension"] == dimension]
    return row


def places(problems: list[Json]) -> list[tuple[Any, ...]]:
    """Where each problem is and what it is about, without the wording."""
    names = ("sheet", "row", "column", "header", "value", "problem")
    return [tuple(problem[name] for name in names) for problem in problems]
