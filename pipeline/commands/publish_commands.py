"""What goes out, and back."""

from __future__ import annotations

import typer

from pipeline.commands.options import AsCsv, AsJson, Cycle, chosen_home
from pipeline.commands.output import Answer, note, refusals

app = typer.Typer()


@app.command()
def publish(cycle: Cycle, as_json: AsJson = False) -> None:
    """Publish a cycle: what is large enough to be shown, as a snapshot that everybody sees."""
    from pipeline.publish import published

    with refusals():
        publication = published(chosen_home(), cycle, note)
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
        rows = kept(chosen_home())
    Answer(as_json, as_csv).rows(rows)


@app.command()
def rollback(snapshot: int, as_json: AsJson = False) -> None:
    """Serve an earlier snapshot again."""
    from pipeline.publish import rolled_back

    with refusals():
        rolled_back(chosen_home(), snapshot)
    Answer(as_json).one({"snapshot": snapshot}, f"Snapshot {snapshot} is served.")
