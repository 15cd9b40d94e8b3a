"""The command line; commands import what they need when they run, so that a quick one stays quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.commands.output import Answer, note, refusals
from pipeline.settings import Home, changed_settings, opened_home, settings_of

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="From any survey tool's spreadsheet to a skill-gap analysis.",
)
framework_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Bring frameworks in, take them out.")
app.add_typer(framework_app, name="framework")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated values on standard output.")]
Cycle = Annotated[str, typer.Option("--cycle", help="One round of the survey, e.g. 2026.")]
By = Annotated[str, typer.Option("--by", help="company, division, team or role, with or without ',dimension'.")]
Private = Annotated[bool, typer.Option("--private", help="Unprotected, from the warehouse; for analysts.")]
To = Annotated[Path, typer.Option("--to", help="The file to write.")]


class _Chosen:
    """The home that ``--home`` named, for the commands that follow it."""

    folder: Path | None = None


def _home() -> Home:
    return opened_home(_Chosen.folder)


@app.callback()
def start(
    home: Annotated[Path | None, typer.Option("--home", help="The folder that holds everything.")] = None,
) -> None:
    """From any survey tool's spreadsheet to a skill-gap analysis."""
    _Chosen.folder = home


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
    recipe: Annotated[Path | None, typer.Option("--recipe", help="A file of rulings.")] = None,
    rater: Annotated[Literal["self", "manager"], typer.Option("--rater", help="Who rated.")] = "self",
    replaces: Annotated[int | None, typer.Option("--replaces", help="An upload to swap for this file.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Load a file that is loaded already.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; store nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where there are problems.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load files, each in a transaction of its own."""
    from pipeline.commands.loading import answer_load, reports
    from pipeline.load import LoadRequest
    from pipeline.matching.recipe import Rulings, recipe_from_file

    with refusals():
        home = _home()
        rulings = recipe_from_file(recipe) if recipe else Rulings()
    requests = [
        LoadRequest(file, file.name, cycle, kind, framework, tool, sheet, rulings, rater, replaces, again)
        for file in files
    ]
    loads = reports(home, requests, dry_run)
    answer_load(loads, Answer(as_json))
    if any("error" in load for load in loads) or (strict and any(load["problems"] for load in loads)):
        raise typer.Exit(1)


@app.command()
def uploads(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """What was loaded."""
    from pipeline.warehouse.connection import opened
    from pipeline.warehouse.read import rows_of

    with refusals(), opened(_home()) as connection:
        rows = rows_of(connection, "uploads.sql")
    Answer(as_json, as_csv).rows(rows)


@app.command()
def undo(upload: int, as_json: AsJson = False) -> None:
    """Take an upload back whole."""
    from pipeline.load import undone

    with refusals():
        undone(_home(), upload)
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
        rows = found(_home(), upload)
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
        rows = traced(_home(), cycle, team, division, dimension)
    Answer(as_json, as_csv).rows(rows, ["upload", "file", "sheet", "column", "row", "header", "value", "level"])


@app.command()
def publish(cycle: Cycle, as_json: AsJson = False) -> None:
    """Publish a cycle: what is large enough to be shown, as a snapshot that everybody sees."""
    from pipeline.publish import published

    with refusals():
        publication = published(_home(), cycle, note)
    document = {"snapshot": publication.number} | {k: v for k, v in vars(publication).items() if k != "number"}
    Answer(as_json).one(
        document,
        f"Cycle {cycle} is published as snapshot {publication.number}; "
        f"{publication.teams_shown} of {publication.teams} teams are shown (from {publication.min_group} answers on).",
    )


@app.command()
def snapshots(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """The publications that are kept."""
    from pipeline.snapshot.write import snapshots as kept

    with refusals():
        rows = kept(_home())
    Answer(as_json, as_csv).rows(rows)


@app.command()
def rollback(snapshot: int, as_json: AsJson = False) -> None:
    """Serve an earlier snapshot again."""
    from pipeline.publish import rolled_back

    with refusals():
        rolled_back(_home(), snapshot)
    Answer(as_json).one({"snapshot": snapshot}, f"Snapshot {snapshot} is served.")


@app.command()
def levels(
    cycle: Cycle, by: By = "team,dimension", private: Private = False, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """People at each level."""
    from pipeline.commands.figures import levels_rows

    with refusals():
        rows = levels_rows(_home(), cycle, by, private)
    Answer(as_json, as_csv).rows(rows, ["group", "division", "dimension", "headcount", "assessed", "levels", "shown"])


@app.command()
def gaps(
    cycle: Cycle, by: By = "team,dimension", private: Private = False, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """How many people are below target, by how much, and how sure that is."""
    from pipeline.commands.figures import gaps_rows

    with refusals():
        rows = gaps_rows(_home(), cycle, by, private)
    columns = ["group", "division", "dimension", "assessed", "headcount", "target", "below", "prevalence", "depth"]
    Answer(as_json, as_csv).rows(rows, columns)


@app.command()
def template(
    kind: Annotated[Literal["roster", "targets", "roadmap"], typer.Argument(help="What the lines will be.")],
    to: To,
    as_json: AsJson = False,
) -> None:
    """Write an empty, explained spreadsheet to fill in."""
    from pipeline.frameworks.templates import write_template
    from pipeline.library import frameworks as known

    with refusals():
        write_template(kind, to, known(_home())[0])
    Answer(as_json).one({"template": kind, "file": str(to)}, f"{to} is written.")


@app.command()
def frameworks(as_json: AsJson = False) -> None:
    """What can be assessed: every framework in its newest version."""
    from pipeline.frameworks.loader import to_json
    from pipeline.library import frameworks as known

    with refusals():
        rows = [to_json(framework) for framework in known(_home())]
    Answer(as_json).rows(rows, ["id", "name", "version", "default_target"])


@framework_app.command("import")
def import_framework(file: Path, as_json: AsJson = False) -> None:
    """Bring a company's own framework in; its id is the file's name without ending."""
    from pipeline.frameworks.loader import to_json
    from pipeline.library import imported_framework

    with refusals():
        framework = imported_framework(_home(), file, file.name)
    Answer(as_json).one(
        to_json(framework),
        f"Framework {framework.id} is kept as version {framework.version}: {len(framework.dimensions)} dimensions.",
    )


@framework_app.command("export")
def export_framework(framework: str, to: To, as_json: AsJson = False) -> None:
    """Write a framework as a rubric spreadsheet that imports again."""
    from pipeline.frameworks.workbook import write_framework
    from pipeline.library import framework_of

    with refusals():
        found = framework_of(_home(), framework)
        write_framework(found, to)
    Answer(as_json).one({"framework": found.id, "version": found.version, "file": str(to)}, f"{to} is written.")


@app.command()
def config(
    key: Annotated[str | None, typer.Argument(help="A setting.")] = None,
    value: Annotated[str | None, typer.Argument(help="Its new value; 'none' empties it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the settings, or set one."""
    from pipeline.commands.settings import setting_rows

    with refusals():
        home = _home()
        settings = changed_settings(home, key, value) if key and value is not None else settings_of(home)
        rows = setting_rows(settings, key)
    if as_json:
        Answer(as_json).one({row["setting"]: row["value"] for row in rows}, "")
    else:
        Answer().rows(rows)


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port")] = 8501,
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
) -> None:
    """Serve the dashboard on this home."""
    from pipeline.commands.dashboard import serve as served

    with refusals():
        served(_home(), port, host, not no_browser)


@app.command()
def demo(
    port: Annotated[int, typer.Option("--port")] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
) -> None:
    """Serve the dashboard on a fresh home with the sample company."""
    from pipeline.commands.dashboard import demo_home, load_sample
    from pipeline.commands.dashboard import serve as served

    with refusals():
        home = demo_home(_Chosen.folder)
        load_sample(home)
        served(home, port, "127.0.0.1", not no_browser)


def main() -> None:
    """Run the command line."""
    app()
