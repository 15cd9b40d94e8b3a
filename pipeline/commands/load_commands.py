"""What goes in, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.commands.options import AsCsv, AsJson, Cycle, Promised, To, chosen_home
from pipeline.commands.output import Answer, refusals

app = typer.Typer()
recipe_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Rulings as a file.")
app.add_typer(recipe_app, name="recipe")


@app.command()
def load(
    files: Annotated[list[Path], typer.Argument(help="Exports of survey tools, rosters, targets, roadmaps.")],
    cycle: Cycle,
    kind: Annotated[
        Literal["responses", "roster", "targets", "roadmap"] | None, typer.Option("--as", help="What the file is.")
    ] = None,
    framework: Annotated[str | None, typer.Option("--framework", help="Id of the framework.")] = None,
    tool: Annotated[str | None, typer.Option("--tool", help="Id of the survey tool.")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="Name of the sheet to read.")] = None,
    recipe: Annotated[Path | None, typer.Option("--recipe", help="A file of rulings; only these hold.")] = None,
    no_recipe: Annotated[bool, typer.Option("--no-recipe", help="Without the rulings of earlier uploads.")] = False,
    rater: Annotated[Literal["self", "manager"], typer.Option("--rater", help="Who rated.")] = "self",
    promise: Promised = None,
    replaces: Annotated[int | None, typer.Option("--replaces", help="An upload to swap for this file.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Load a file that is loaded already.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; store nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where there are problems.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load files, each in a transaction of its own."""
    from pipeline.exports.opened import being_opened

    with refusals():
        home = chosen_home()
    with being_opened(files[0], files[0].name) as first:  # a process of its own reads it while this one imports
        from pipeline.commands.loading import answer_load, reports
        from pipeline.load import LoadRequest
        from pipeline.matching.recipe import NO_RULINGS
        from pipeline.matching.recipe_file import recipe_from_file

        with refusals():
            rulings = recipe_from_file(recipe) if recipe else NO_RULINGS
        requests = [
            LoadRequest(
                file,
                file.name,
                cycle,
                kind,
                framework,
                tool,
                sheet,
                rulings,
                rater,
                replaces,
                again,
                is_reusing=not (recipe or no_recipe),
                promise=promise,
                is_insisted=kind is not None,
            )
            for file in files
        ]
        loads = reports(home, requests, dry_run, first)
    answer_load(loads, Answer(as_json))
    if any("error" in load for load in loads) or (strict and any(load["problems"] for load in loads)):
        raise typer.Exit(1)


@app.command()
def uploads(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """What was loaded."""
    from pipeline.warehouse.connection import opened
    from pipeline.warehouse.read import rows_of

    with refusals(), opened(chosen_home()) as connection:
        rows = rows_of(connection, "uploads.sql")
    Answer(as_json, as_csv).rows(rows)


@app.command()
def undo(upload: int, as_json: AsJson = False) -> None:
    """Take an upload back whole."""
    from pipeline.load import undone

    with refusals():
        undone(chosen_home(), upload)
    Answer(as_json).one({"upload": upload, "undone": True}, f"Upload {upload} is taken back.")


@app.command()
def problems(
    upload: Annotated[int | None, typer.Option("--upload", help="Only those of one upload.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What could not be used, cell by cell."""
    from pipeline.problems import problems as found

    with refusals():
        rows = found(chosen_home(), upload)
    Answer(as_json, as_csv).rows(rows, ["upload", "file", "sheet", "column", "row", "value", "message"])


@app.command()
def trace(
    cycle: Cycle,
    team: Annotated[str, typer.Option("--team", help="The team whose figure is traced.")],
    dimension: Annotated[str, typer.Option("--dimension", help="Id or name of the dimension.")],
    division: Annotated[str | None, typer.Option("--division", help="Where two teams have one name.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The cells behind a figure."""
    from pipeline.trace import traced

    with refusals():
        rows = traced(chosen_home(), cycle, team, division, dimension)
    Answer(as_json, as_csv).rows(rows, ["upload", "file", "sheet", "column", "row", "header", "value", "level"])


@recipe_app.command("export")
def export_recipe(upload: int, to: To, as_json: AsJson = False) -> None:
    """Write the rulings of an upload as a recipe."""
    from pipeline.recipes import exported_recipe

    with refusals():
        rulings = exported_recipe(chosen_home(), upload, to)
    document = {"upload": upload, "file": str(to), "rulings": rulings.count}
    Answer(as_json).one(document, f"{to} holds {rulings.count} rulings of upload {upload}.")
