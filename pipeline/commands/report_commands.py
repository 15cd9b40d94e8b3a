"""Something to send: what is published of a cycle as one file."""

from __future__ import annotations

import typer

from pipeline.commands.options import AsJson, Cycle, To, chosen_home
from pipeline.commands.output import Answer, refusals

app = typer.Typer()


@app.command()
def report(cycle: Cycle, to: To, as_json: AsJson = False) -> None:
    """Write what is published of a cycle: a page to read (.html) or a workbook (.xlsx)."""
    from pipeline.reports.write import format_of, written_report

    wanted = format_of(to)
    if wanted is None:
        raise typer.BadParameter(
            f"{to.name!r} does not end in .html or .xlsx; slides and text documents are not offered.",
            param_hint="'--to'",
        )
    with refusals():
        written = written_report(chosen_home(), cycle, to, wanted)
    Answer(as_json).one(
        vars(written),
        f"{to} is written: cycle {cycle} as published in snapshot {written.snapshot}, "
        f"{written.teams_shown} of {written.teams} teams shown.",
    )
