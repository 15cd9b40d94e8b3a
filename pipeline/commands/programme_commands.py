"""The programme, its cohorts, and the catalogue that both are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.commands.options import AsCsv, AsJson, By, Cycle, Private, To, chosen_home
from pipeline.commands.output import Answer, note, refusals

app = typer.Typer()
catalogue_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Bring a catalogue in, take it out.")
app.add_typer(catalogue_app, name="catalogue")

CatalogueFile = Annotated[Path | None, typer.Option("--catalogue", help="A catalogue to try, without keeping it.")]
Hours = Annotated[float | None, typer.Option("--hours", help="Hours that one seat has in a quarter.")]
Seats = Annotated[int | None, typer.Option("--seats", help="Seats in every quarter.")]
Quarters = Annotated[int | None, typer.Option("--quarters", help="Quarters to plan.")]


@app.command()
def programme(
    cycle: Cycle,
    by: By = "company",
    catalogue: CatalogueFile = None,
    hours: Hours = None,
    seats: Seats = None,
    quarters: Quarters = None,
    private: Private = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The modules of each track in the order of the gaps; with a budget the best plan."""
    from pipeline.commands.programme import Asked, programme_rows

    with refusals():
        asked = Asked(cycle, by, catalogue, hours, seats, quarters, private)
        rows, sentences = programme_rows(chosen_home(), asked)
    for sentence in sentences:
        note(sentence)
    columns = ["group", "track", "module", "module_name", "from_level", "to_level", "hours", "quarter", "people"]
    budget = ["seats", "regret"] if asked.has_budget else []
    Answer(as_json, as_csv).rows(rows, [name for name in [*columns, *budget] if rows and name in rows[0]])


@app.command()
def cohorts(  # noqa: PLR0913 - one parameter per option
    cycle: Cycle,
    quarters: Annotated[int, typer.Option("--quarters", help="Quarters to plan.")] = 4,
    begins: Annotated[
        str | None, typer.Option("--from", help="The first quarter, e.g. 2027-Q1; else the next.")
    ] = None,
    smallest: Annotated[int, typer.Option("--smallest", help="People a cohort starts with.")] = 8,
    largest: Annotated[int, typer.Option("--largest", help="People a cohort has at most.")] = 12,
    away: Annotated[int | None, typer.Option("--away", help="People of a team who may be away at once.")] = None,
    away_share: Annotated[float, typer.Option("--away-share", help="The same as a part of the team, 0 to 1.")] = 0.25,
    at_once: Annotated[int | None, typer.Option("--at-once", help="Cohorts that run in one quarter at most.")] = None,
    alike: Annotated[
        Literal["role", "level"] | None, typer.Option("--alike", help="Cohorts of one role, or one level; else mixed.")
    ] = None,
    exclusions: Annotated[
        Path | None, typer.Option("--exclusions", help="A file of who is kept out: columns person and quarter.")
    ] = None,
    mentor_hours: Annotated[float, typer.Option("--mentor-hours", help="Hours an expert gives in a quarter.")] = 6.0,
    learner_hours: Annotated[float, typer.Option("--learner-hours", help="Hours a learner asks experts for.")] = 1.0,
    catalogue: CatalogueFile = None,
    to: Annotated[Path | None, typer.Option("--to", help="Write the plan as .xlsx, or the dates as .ics.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Who learns together, when, and why somebody waits. By name, from the warehouse; for analysts."""
    from pipeline.cohort_lists import CohortRequest
    from pipeline.commands.cohorts import answered
    from pipeline.programme.rules import Rules

    rules = Rules(quarters, smallest, largest, away, away_share, at_once)
    asked = CohortRequest(cycle, rules, alike or "mixed", begins, exclusions, catalogue, mentor_hours, learner_hours)
    with refusals():
        answered(chosen_home(), asked, to, Answer(as_json, as_csv))


@catalogue_app.command("import")
def import_catalogue(file: Path, as_json: AsJson = False) -> None:
    """Keep a company's own catalogue (.yaml or a spreadsheet) in place of the one before."""
    from pipeline.catalogues import imported_catalogue

    with refusals():
        read = imported_catalogue(chosen_home(), file)
    for problem in read.problems:
        note(problem)
    kept = read.catalogue
    document = {
        "file": str(file),
        "tracks": len(kept.tracks),
        "modules": len(kept.modules),
        "problems": list(read.problems),
    }
    Answer(as_json).one(document, f"{len(kept.modules)} modules in {len(kept.tracks)} tracks are kept.")


@catalogue_app.command("export")
def export_catalogue(to: To, as_json: AsJson = False) -> None:
    """Write the catalogue, a company's own or the shipped one, as a spreadsheet or as .yaml."""
    from pipeline.catalogues import exported_catalogue

    with refusals():
        found = exported_catalogue(chosen_home(), to)
    document = {"file": str(to), "tracks": len(found.tracks), "modules": len(found.modules)}
    Answer(as_json).one(document, f"{to} is written: {len(found.modules)} modules.")
