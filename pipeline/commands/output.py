"""How a command answers: one JSON document, csv, or a table for people; messages go to standard error."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import typer

from pipeline.errors import SurveyError
from pipeline.model import Json

Rows = Sequence[Json]

_FORMULA_STARTS = ("=", "+", "-", "@")
_WIDEST = 48
_MOST_LINES = 8


@dataclass(frozen=True)
class Answer:
    """How the caller wants to be answered; without either, as a table."""

    as_json: bool = False
    as_csv: bool = False

    def rows(self, rows: Rows, columns: Sequence[str] = ()) -> None:
        """Print rows; ``columns`` is what the table for people shows (default: all)."""
        if self.as_json:
            self._document(list(rows))
        elif self.as_csv:
            sys.stdout.write(_csv(rows))
        else:
            sys.stdout.write(_table(rows, columns))

    def one(self, document: Json, sentence: str) -> None:
        """Print one document, or say it in a sentence."""
        if self.as_json:
            self._document(document)
        else:
            sys.stdout.write(f"{sentence}\n")

    def _document(self, document: Json | list[Json]) -> None:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def note(text: str) -> None:
    """Say something beside the answer."""
    sys.stderr.write(f"{text}\n")


@contextmanager
def refusals() -> Iterator[None]:
    """A refusal ends the command with its message and exit code 1, never with a traceback."""
    try:
        yield
    except SurveyError as e:
        note(shortened(e))
        raise typer.Exit(1) from e
    except OSError as e:
        # What a person named cannot be read or written: a folder that is missing, a full disk, no rights.
        note(f"{e.filename or 'The file'} cannot be used: {(e.strerror or str(e)).lower()}.")
        raise typer.Exit(1) from e


def shortened(error: SurveyError) -> str:
    """The message of a refusal in at most 8 lines."""
    lines = "\n".join(text for text in (error.title, error.detail) if text).splitlines()
    return "\n".join(line[:400] for line in lines[:_MOST_LINES])


def spreadsheet_text(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _csv(rows: Rows) -> str:
    if not rows:
        return ""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([spreadsheet_text(_flat(value)) for value in row.values()])
    return file.getvalue()


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _table(rows: Rows, columns: Sequence[str]) -> str:
    if not rows:
        return "Nothing to show.\n"
    shown = [column for column in (columns or list(rows[0])) if column in rows[0]]
    texts = [[_text(row[column]) for column in shown] for row in rows]
    widths = [max(len(column), *(len(line[place]) for line in texts)) for place, column in enumerate(shown)]
    lines = [shown, ["-" * width for width in widths], *texts]
    joined = ("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in joined) + "\n"


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = f"{value:.3g}" if isinstance(value, float) else " ".join(str(_flat(value)).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "\u2026"
