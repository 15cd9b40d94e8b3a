"""How well the survey's questions work, and how far two raters agree."""

from __future__ import annotations

import typer

from pipeline.commands.options import AsCsv, AsJson, Cycle, chosen_home
from pipeline.commands.output import Answer, refusals

app = typer.Typer()


@app.command()
def quality(cycle: Cycle, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Whether the checklists follow the order of the rubric's levels, and which answers look careless."""
    from pipeline.commands.figures import json_rows
    from pipeline.quality import quality as found

    with refusals():
        dimensions = found(chosen_home(), cycle)
    rows = [] if dimensions is None else json_rows(dimensions)
    columns = ["dimension", "n", "inconsistent", "one_box_short", "cr", "mmr", "cs", "careless"]
    Answer(as_json, as_csv).rows(rows, columns)


@app.command()
def agreement(cycle: Cycle, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """How far managers' ratings of their people agree with the people's own."""
    from pipeline.commands.figures import json_rows
    from pipeline.quality import agreement as found

    with refusals():
        dimensions = found(chosen_home(), cycle)
    rows = [] if dimensions is None else json_rows(dimensions)
    columns = ["dimension", "n", "same", "manager_lower", "manager_higher", "agreement", "mean_difference", "kappa"]
    Answer(as_json, as_csv).rows(rows, [*columns, "reason"])
