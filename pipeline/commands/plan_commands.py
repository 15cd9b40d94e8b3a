"""The plan of one person, for an analyst who names the person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import AsJson, Cycle, chosen_home
from pipeline.commands.output import Answer, note, refusals
from pipeline.errors import SettingsError

app = typer.Typer()

Judged = Annotated[
    list[str] | None, typer.Option(help="The person's own judgement, DIMENSION=NUMBER; may be given several times.")
]


@app.command()
def plan(
    person: Annotated[str, typer.Argument(help="An address or employee id; a name where it is one person's.")],
    cycle: Cycle,
    severity: Judged = None,
    impact: Judged = None,
    profile: Annotated[str | None, typer.Option(help="A role of the framework to aim at, by its id.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Write it as one page (.docx).")] = None,
    as_json: AsJson = False,
) -> None:
    """One person's plan for twelve months: what to work on first, when, and how others see that it is done."""
    from pipeline.plans import plan_inputs, plan_json
    from pipeline.programme.personal import Judgement
    from pipeline.sentences.plans import told

    with refusals():
        found = plan_inputs(chosen_home(), cycle, person)
        found = found.with_profile(profile) if profile else found
        known = [each.id for each in found.framework.dimensions]
        judgement = Judgement(_judged(severity, known, range(6)), _judged(impact, known, range(1, 6)))
        made = found.plan(judgement)
        if to is not None:
            from pipeline.reports.plan_document import written_plan

            written_plan(found, made, to)
            note(f"{to} holds the plan.")
    if found.promise != "open":
        note("A person's answers stand in it: hand it to that person and to nobody else.")
    Answer(as_json).one(plan_json(found, person, made), "\n".join(told(found, made)))


def _judged(given: list[str] | None, dimensions: list[str], allowed: range) -> dict[str, int]:
    judged = {}
    for text in given or []:
        dimension, _, number = text.partition("=")
        if dimension not in dimensions:
            raise SettingsError(f"There is no dimension {dimension!r}.", f"There are {', '.join(dimensions)}.")
        if number not in map(str, allowed):
            raise SettingsError(
                f"{text!r} is no judgement.", f"Write {allowed[0]} to {allowed[-1]} after the dimension."
            )
        judged[dimension] = int(number)
    return judged
