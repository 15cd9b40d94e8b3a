"""What goes out, and back."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import AsCsv, AsJson, Cycle, chosen_home
from pipeline.commands.output import Answer, note, refusals

app = typer.Typer()


@app.command()
def publish(
    cycle: Cycle,
    draft: Annotated[bool, typer.Option("--draft", help="Only a draft, for analysts; nothing is published.")] = False,
    hold: Annotated[
        bool, typer.Option("--hold", help="Groups in which few people changed keep their earlier figures.")
    ] = False,
    correct: Annotated[
        bool, typer.Option("--correct", help="An error is put right: publish all the same; every page says so.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Publish a cycle: what is large enough to be shown, as a snapshot that everybody sees."""
    from pipeline.publish import drafted, published

    if draft + hold + correct > 1:
        raise typer.BadParameter("Only one of --draft, --hold and --correct can be chosen.")
    with refusals():
        if draft:
            publication = drafted(chosen_home(), cycle, note)
        else:
            publication = published(
                chosen_home(), cycle, note, way="hold" if hold else "correct" if correct else "again"
            )
    figures = {name: value for name, value in vars(publication).items() if name not in ("number", "is_draft")}
    numbers = {"snapshot": None if draft else publication.number, "draft": publication.number if draft else None}
    done = f"{'drafted as draft' if draft else 'published as snapshot'} {publication.number}"
    for remark in publication.notes:
        note(remark)
    Answer(as_json).one(
        numbers | figures | {"held": list(publication.held), "notes": list(publication.notes)},
        f"Cycle {cycle} is {done}; {publication.teams_shown} of {publication.teams} teams are shown "
        f"(from {publication.min_group} answers on).",
    )


@app.command()
def snapshots(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """The publications that are kept."""
    from pipeline.publish import publications

    with refusals():
        rows = publications(chosen_home())
    Answer(as_json, as_csv).rows(rows)


@app.command()
def rollback(snapshot: int, as_json: AsJson = False) -> None:
    """Serve an earlier snapshot again."""
    from pipeline.publish import rolled_back

    with refusals():
        rolled_back(chosen_home(), snapshot)
    Answer(as_json).one({"snapshot": snapshot}, f"Snapshot {snapshot} is served.")
