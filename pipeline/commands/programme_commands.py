"""The programme, its cohorts, and the catalogue that both are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
