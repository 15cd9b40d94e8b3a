"""What is done about gaps, and how far a cycle's launch is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from pipeline.commands.options import AsCsv, AsJson, Cycle, chosen_home
from pipeline.commands.output import Answer, refusals
from pipeline.errors import SettingsError
from pipeline.model import Json

app = typer.Typer()


@app.command()
def actions(cycle: Cycle, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """What is done about each gap of a cycle, with its owner; for analysts."""
    with refusals():
        rows = _rows(cycle)
    Answer(as_json, as_csv).rows(rows, ["dimension", "action", "owner", "due", "status", "note"])


@app.command()
def action(
    dimension: Annotated[str, typer.Argument(help="The id of the dimension whose gap it is.")],
    cycle: Cycle,
    text: Annotated[str | None, typer.Option("--action", help="What is done, in a few words.")] = None,
    owner: Annotated[str | None, typer.Option(help="Who sees to it; never published.")] = None,
    due: Annotated[str | None, typer.Option(help="By when: 2026-12-31.")] = None,
    status: Annotated[str | None, typer.Option(help="planned, under way, done or dropped.")] = None,
    remark: Annotated[str | None, typer.Option("--note", help="Anything else worth knowing.")] = None,
    is_removed: Annotated[bool, typer.Option("--remove", help="Let go of it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Plan what is done about one gap, or change it; what is not named stays."""
    from pipeline.actions import Action, action_plan, kept_action

    with refusals():
        home = chosen_home()
        before = next((each.action for each in action_plan(home, cycle) if each.dimension == dimension), None)
        old = before or Action(text or "")
        new = Action(
            old.action if text is None else text,
            old.owner if owner is None else owner,
            old.due if due is None else _day(due),
            old.status if status is None else status,
            old.note if remark is None else remark,
        )
        kept_action(home, cycle, dimension, None if is_removed else new)
        row = next(row for row in _rows(cycle) if row["dimension"] == dimension)
    Answer(as_json).one(row, f"{dimension}: {row['status'] or 'nothing planned'}")


@app.command()
def launch(
    cycle: Cycle,
    done: Annotated[list[str] | None, typer.Option(help="A step that is done; may be given several times.")] = None,
    undone: Annotated[list[str] | None, typer.Option("--open", help="A step that is not done after all.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The checklist of a cycle's launch, and ticking it off."""
    from pipeline.actions import LAUNCH, kept_launch
    from pipeline.actions import launch as steps_of

    with refusals():
        home = chosen_home()
        ticked = {**dict.fromkeys(done or [], True), **dict.fromkeys(undone or [], False)}
        today = datetime.now(UTC).date()
        steps = (kept_launch(home, cycle, ticked, today) if ticked else steps_of(home, cycle)).steps
    rows = [{"step": step, "what": LAUNCH[step], "done_on": day and day.isoformat()} for step, day in steps.items()]
    Answer(as_json, as_csv).rows(rows)


def _rows(cycle: str) -> list[Json]:
    from pipeline.actions import action_plan

    found = []
    for each in action_plan(chosen_home(), cycle):
        told = vars(each.action) if each.action else dict.fromkeys(["action", "owner", "due", "status", "note"])
        due = told["due"]
        found.append(
            {
                "dimension": each.dimension,
                "dimension_name": each.dimension_name,
                **told,
                "due": due and due.isoformat(),
            }
        )
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as e:
        raise SettingsError(f"{text!r} is no day.", "Write it as 2026-12-31.") from e
