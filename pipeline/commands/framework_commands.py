"""Frameworks in and out, and spreadsheets to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.commands.options import AsJson, Promised, To, chosen_home
from pipeline.commands.output import Answer, note, refusals

app = typer.Typer()
framework_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Bring frameworks in, take them out.")
app.add_typer(framework_app, name="framework")


@app.command()
def template(
    kind: Annotated[Literal["roster", "targets", "roadmap"], typer.Argument(help="What the lines will be.")],
    to: To,
    cycle: Annotated[str | None, typer.Option("--cycle", help="Fill it with what this cycle has.")] = None,
    framework: Annotated[
        str | None, typer.Option("--framework", help="Whose dimensions are offered, without a cycle.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write an explained spreadsheet to fill in, empty, with what a cycle has, or with a framework's profiles."""
    from pipeline.cycle_setup import filled_template
    from pipeline.frameworks.loader import DEFAULT_FRAMEWORK
    from pipeline.frameworks.templates import profile_lines, write_template
    from pipeline.library import framework_of

    if cycle and framework:
        raise typer.BadParameter("A cycle has its framework; leave --cycle or --framework away.")
    with refusals():
        if cycle is None:
            chosen = framework_of(chosen_home(), framework or DEFAULT_FRAMEWORK)
            filled = profile_lines(kind, chosen)
            write_template(kind, to, chosen, filled)
        lines = filled_template(chosen_home(), kind, cycle, to) if cycle else len(filled)
    document = {"template": kind, "file": str(to), "cycle": cycle, "lines": lines}
    Answer(as_json).one(document, f"{to} is written{f' with {lines} lines' if lines else ''}.")


@app.command()
def survey(
    to: To,
    framework: Annotated[
        str | None, typer.Option("--framework", help="Id of the framework; else the cycle's, else the first.")
    ] = None,
    style: Annotated[
        Literal["statements", "indicators"], typer.Option("--style", help="One level per dimension, or many ticks.")
    ] = "statements",
    cycle: Annotated[str | None, typer.Option("--cycle", help="Whose roster fills the rows.")] = None,
    promise: Promised = None,
    tool: Annotated[
        Literal["questionnaire", "google-forms", "microsoft-forms", "qualtrics", "limesurvey"],
        typer.Option("--tool", help="A spreadsheet of ours, or what this survey tool builds a form from."),
    ] = "questionnaire",
    as_json: AsJson = False,
) -> None:
    """Write a questionnaire to fill in, a row per person, or a form for a survey tool."""
    from pipeline.questionnaires import QuestionnaireRequest, written_questionnaire

    with refusals():
        asked = QuestionnaireRequest(to, framework, style, cycle, promise, tool)
        written = written_questionnaire(chosen_home(), asked)
    if written.people > 1:
        note("Whoever gets this file sees what others have filled in: send each person an empty copy.")
    people = f"rows for {written.people} people" if written.people else "empty rows"
    people = people if tool == "questionnaire" else f"a form for {tool}"
    Answer(as_json).one(vars(written), f"{to} is written: {written.framework}, {people}, promise {written.promise}.")


@app.command()
def frameworks(as_json: AsJson = False) -> None:
    """What can be assessed: every framework in its newest version."""
    from pipeline.frameworks.loader import to_json
    from pipeline.library import frameworks as known

    with refusals():
        rows = [to_json(framework) for framework in known(chosen_home())]
    Answer(as_json).rows(rows, ["id", "name", "version", "default_target"])


@framework_app.command("import")
def import_framework(file: Path, as_json: AsJson = False) -> None:
    """Bring a company's own framework in; its id is the file's name without ending."""
    from pipeline.frameworks.loader import to_json
    from pipeline.library import imported_framework

    with refusals():
        framework = imported_framework(chosen_home(), file, file.name)
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
        found = framework_of(chosen_home(), framework)
        write_framework(found, to)
    Answer(as_json).one({"framework": found.id, "version": found.version, "file": str(to)}, f"{to} is written.")


@framework_app.command("from-matrix")
def framework_from_matrix(
    file: Path,
    to: To,
    skills: Annotated[str, typer.Option("--skills", help="Columns of the skills, e.g. L:AP, or rows, e.g. 3:40.")] = "",
    scale: Annotated[str, typer.Option("--scale", help="The answers, lowest first, separated by commas.")] = "",
    sheet: Annotated[str | None, typer.Option("--sheet", help="Name of the sheet to read.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write the framework that a skill matrix follows: its columns as dimensions, its answers as the scale."""
    from pipeline.own_framework import MatrixRequest, written_matrix_framework

    answers = tuple(part.strip() for part in scale.split(",") if part.strip())
    with refusals():
        made = written_matrix_framework(MatrixRequest(file, to, sheet, skills, answers))
    Answer(as_json).one(made.as_json(), made.told())
