"""Keeping a home: is it whole, a copy of it, and what is left when a person is to be forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import AsJson, chosen_home
from pipeline.commands.output import Answer, note, refusals

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


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, e.g. skillgap-2026-03-31.backup.")],
    as_json: AsJson = False,
) -> None:
    """Keep the whole home in one file; it can be made while the dashboard serves."""
    from pipeline.backup import backed_up

    with refusals():
        made = backed_up(chosen_home(), file)
    if not made.contents.has_key:
        note("There is no key file: keep the SKILLGAP_KEY that is in use beside this backup.")
    note("The backup names people and holds their answers: guard it like the home.")
    Answer(as_json).one(made.as_json(), f"{file} holds the home with {made.contents.snapshots} published files.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that 'skillgap backup' made.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="A home that is not empty is kept beside, under a dated name.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of this home."""
    from pipeline.restore import restored

    with refusals():
        done = restored(chosen_home(), file, replace)
    if not done.has_key:
        note("The backup holds no key file: set the SKILLGAP_KEY that was in use, or nobody is recognised again.")
    if done.kept:
        note(f"The home that was here is kept as {done.kept}. A dashboard that serves it is to be started anew.")
    Answer(as_json).one(done.as_json(), f"The home is as it was at {done.made_at}.")


@app.command()
def forget(
    person: Annotated[str, typer.Argument(help="An address or employee id.")],
    as_json: AsJson = False,
) -> None:
    """Delete a person from the warehouse: answers, raw cells, roster lines, problems, rulings."""
    from pipeline.forget import forgotten

    with refusals():
        done = forgotten(chosen_home(), person)
    note("Published figures hold no persons and stay; backups and kept homes still hold this one.")
    if done.is_in_settings:
        note("The settings still list this address: see 'skillgap config'.")
    left = done.left
    Answer(as_json).one(
        done.as_json(),
        f"Forgotten: {left.responses} responses with {left.ratings} ratings, {left.roster_lines} roster lines, "
        f"{left.raw_rows} rows of raw cells, {left.problems} problems.",
    )
