"""The figures of a cycle, published or private."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import AsCsv, AsJson, By, Cycle, Private, chosen_home
from pipeline.commands.output import Answer, note, refusals

app = typer.Typer()

WhatIf = Annotated[str | None, typer.Option("--what-if", help="A level, by name or number, as everybody's target.")]


@app.command()
def levels(
    cycle: Cycle, by: By = "team,dimension", private: Private = False, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """People at each level."""
    from pipeline.commands.figures import levels_rows

    with refusals():
        rows = levels_rows(chosen_home(), cycle, by, private)
    Answer(as_json, as_csv).rows(rows, ["group", "division", "dimension", "headcount", "assessed", "levels", "shown"])


@app.command()
def gaps(
    cycle: Cycle,
    by: By = "team,dimension",
    what_if: WhatIf = None,
    private: Private = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How many people are below target, by how much, and how sure that is."""
    from pipeline.commands.figures import gaps_rows, what_if_rows

    with refusals():
        home = chosen_home()
        rows = (
            gaps_rows(home, cycle, by, private) if what_if is None else what_if_rows(home, cycle, by, private, what_if)
        )
    columns = ["group", "division", "dimension", "assessed", "headcount", "target", "below", "prevalence", "depth"]
    Answer(as_json, as_csv).rows(rows, columns)


@app.command()
def projects(cycle: Cycle, private: Private = False, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """What the projects of the roadmap are short of."""
    from pipeline.commands.projects import projects_rows

    with refusals():
        rows = projects_rows(chosen_home(), cycle, private)
    columns = ["project", "weight", "unmet", "blocked", "contended", "enough_on_paper", "unlock_steps", "bus_factor"]
    Answer(as_json, as_csv).rows(rows, columns)


@app.command()
def change(
    before: Annotated[str, typer.Argument(help="The earlier cycle.")],
    after: Annotated[str, typer.Argument(help="The later cycle.")],
    by: By = "team,dimension",
    measure: Annotated[str, typer.Option("--measure", help="shortfall, prevalence or level.")] = "shortfall",
    private: Private = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What changed between two cycles, and what the change is made of."""
    from pipeline.commands.change import change_rows

    with refusals():
        rows = change_rows(chosen_home(), before, after, by, measure, private)
    columns = ["group", "division", "dimension", "before", "after", "change", "matched", "improved", "same", "declined"]
    Answer(as_json, as_csv).rows(rows, [*columns, "verdict", "comparison", "shown"])


@app.command()
def targets(cycle: Cycle, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """The targets that hold: for whom, who reaches them, and what changed. Unprotected; for analysts."""
    from pipeline.commands.figures import target_rows

    with refusals():
        rows, sentences = target_rows(chosen_home(), cycle)
    for sentence in sentences:
        note(sentence)
    columns = ["role", "team", "division", "dimension", "target", "people", "assessed", "reached", "finding", "change"]
    Answer(as_json, as_csv).rows(rows, [*columns, "target_before"])
