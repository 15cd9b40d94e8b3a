"""What is ruled between two cycles: rubrics that changed, people and teams that have other names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import AsCsv, AsJson, Cycle, chosen_home
from pipeline.commands.output import Answer, note, refusals

app = typer.Typer()

With = Annotated[str | None, typer.Option("--with", help="The earlier cycle; else the one before.")]
Rulings = Annotated[Path | None, typer.Option("--from", help="A recipe with rulings to keep.")]
Recipe = Annotated[Path | None, typer.Option("--to", help="Write a recipe of what is listed.")]


@app.command("rubric-changes")
def rubric_changes(
    cycle: Cycle,
    earlier: With = None,
    rulings: Rulings = None,
    to: Recipe = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How a cycle's rubric differs from an earlier one's, and by what the two are compared."""
    from pipeline.between_files import crosswalk_of, written_recipe
    from pipeline.matching.recipe import Rulings as Ruled
    from pipeline.rubric_changes import kept_crosswalk
    from pipeline.rubric_changes import rubric_changes as found

    with refusals():
        home = chosen_home()
        changes = (
            kept_crosswalk(home, cycle, earlier, crosswalk_of(rulings)) if rulings else found(home, cycle, earlier)
        )
        if to:
            ruled = {each.comparison.dimension: dict(each.rulings) for each in changes.dimensions if each.rulings}
            written_recipe(to, Ruled(crosswalk=ruled), changes.earlier, changes.later)
    note(f"The rubric of cycle {changes.later} beside that of cycle {changes.earlier}.")
    rows = [each.as_json() for each in changes.dimensions]
    Answer(as_json, as_csv).rows(rows, ["dimension", "dimension_name", "compared_by", "changes", "crosswalk"])


@app.command("same-people")
def same_people(
    cycle: Cycle,
    earlier: With = None,
    rulings: Rulings = None,
    to: Recipe = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """People who may be the same under another address, and those ruled to be."""
    from pipeline.between_files import people_of, written_recipe
    from pipeline.matching.recipe import Rulings as Ruled
    from pipeline.same_people import kept_people
    from pipeline.same_people import same_people as found

    with refusals():
        home = chosen_home()
        people = kept_people(home, cycle, earlier, people_of(rulings)) if rulings else found(home, cycle, earlier)
        if to:
            listed = {row["person"]: row["is_person"] for row in people.rows()}
            written_recipe(to, Ruled(people=listed), people.earlier, people.later)
    note(f"People of cycle {people.earlier} who may be, or are, others of cycle {people.later}. Names people: keep it.")
    Answer(as_json, as_csv).rows(people.rows())


@app.command("team-map")
def team_map(
    cycle: Cycle,
    earlier: With = None,
    rulings: Rulings = None,
    to: Recipe = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What became of an earlier cycle's teams that a later one does not have."""
    from pipeline.between_files import teams_of, written_recipe
    from pipeline.matching.recipe import Rulings as Ruled
    from pipeline.team_map import kept_teams
    from pipeline.team_map import team_map as found

    with refusals():
        home = chosen_home()
        teams = kept_teams(home, cycle, earlier, teams_of(rulings)) if rulings else found(home, cycle, earlier)
        if to:
            listed = {each.name: each.ruled or each.proposed for each in teams.teams}
            written_recipe(
                to, Ruled(teams={one: now for one, now in listed.items() if now}), teams.earlier, teams.later
            )
    note(f"Teams of cycle {teams.earlier} that cycle {teams.later} does not have.")
    Answer(as_json, as_csv).rows(teams.rows())
