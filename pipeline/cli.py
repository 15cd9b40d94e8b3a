"""The command line: one file of `commands/` per group of commands.

Commands import what they need when they run, so that a quick one stays quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import (
    action_commands,
    between_commands,
    figure_commands,
    framework_commands,
    home_commands,
    keep_commands,
    load_commands,
    plan_commands,
    programme_commands,
    publish_commands,
    quality_commands,
    report_commands,
)
from pipeline.commands.options import choose_home

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="From any survey tool's spreadsheet to a skill-gap analysis.",
)
for group in (
    load_commands,
    publish_commands,
    figure_commands,
    report_commands,
    quality_commands,
    programme_commands,
    framework_commands,
    between_commands,
    plan_commands,
    action_commands,
    home_commands,
    keep_commands,
):
    app.add_typer(group.app)


@app.callback()
def start(
    home: Annotated[Path | None, typer.Option("--home", help="The folder that holds everything.")] = None,
) -> None:
    """From any survey tool's spreadsheet to a skill-gap analysis."""
    choose_home(home)


def main() -> None:
    """Run the command line."""
    app()
