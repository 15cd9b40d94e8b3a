"""Keeping a home: is it whole, a copy of it, and what is left when a person is to be forgotten."""

from __future__ import annotations

import typer

from pipeline.commands.options import AsJson, chosen_home
from pipeline.commands.output import Answer, refusals

app = typer.Typer()


@app.command()
def check(as_json: AsJson = False) -> None:
    """Whether the home is whole; exit code 1 where something is wrong."""
    from pipeline.check import checked

    with refusals():
        found = checked(chosen_home())
    Answer(as_json).one(found.as_json(), "\n".join(found.sentences()))
    if found.findings:
        raise typer.Exit(1)
