"""The options that many commands share, and the home that ``--home`` chose for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.settings import Home, opened_home

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated values on standard output.")]
Cycle = Annotated[str, typer.Option("--cycle", help="One round of the survey, e.g. 2026.")]
By = Annotated[str, typer.Option("--by", help="company, division, team or role, with or without ',dimension'.")]
Private = Annotated[bool, typer.Option("--private", help="Unprotected, from the warehouse; for analysts.")]
Promised = Annotated[
    Literal["groups", "managers", "open"] | None,
    typer.Option("--promise", help="What the people who answer are told: who sees a person's answers."),
]
To = Annotated[Path, typer.Option("--to", help="The file to write.")]


class _Chosen:
    """The home that ``--home`` named, for the commands that follow it."""

    folder: Path | None = None


def choose_home(folder: Path | None) -> None:
    """Keep what ``--home`` named."""
    _Chosen.folder = folder


def chosen_folder() -> Path | None:
    """The folder that ``--home`` named; None where it named none."""
    return _Chosen.folder


def chosen_home() -> Home:
    """The home to work on, made where it is missing."""
    return opened_home(_Chosen.folder)
