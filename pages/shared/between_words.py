"""The sentences on two cycles of the review page: pure functions to text, escaped for a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.shared.notices import escaped
from pipeline.charts.tables import as_text
from pipeline.model import Json
from pipeline.team_map import TeamMap

NO_EARLIER = (
    "What is here compares this cycle with an earlier one: people who changed their address, and teams that changed "
    "their names. It fills itself when the answers of two cycles are loaded."
)
WHY_PEOPLE = (
    "Whoever is recognised in both cycles tells what people learnt; whoever is not counts as gone and as joined. "
    "Untick who is not the same: nobody is joined until you press the button. This list names people; "
    "keep it to yourself."
)


def people_asked(proposed: Sequence[Json], earlier: str, later: str) -> str:
    """How many people may be the same."""
    if not proposed:
        return f"Nobody of cycle {escaped(earlier)} seems to have another address in cycle {escaped(later)}."
    are = "person" if len(proposed) == 1 else "people"
    return f"**{len(proposed):,} {are}** of cycle {escaped(earlier)} may be the same in cycle {escaped(later)}."


def people_rows(proposed: Sequence[Json]) -> list[dict[str, Any]]:
    """One row per proposal, ticked."""
    return [
        {
            "Same": True,
            "Then": as_text(each["known_as"]),
            "Now": as_text(each["is_known_as"]),
            "Name": as_text(each["name"]),
            "Why": each["reason"],
            "Team then": as_text(each["team"]),
            "Team now": as_text(each["now_team"]),
        }
        for each in proposed
    ]


def ruled_rows(ruled: Sequence[Json]) -> list[dict[str, Any]]:
    """One row per ruling, not ticked."""
    return [
        {
            "Take back": False,
            "Then": as_text(each["known_as"]),
            "Now": as_text(each["is_known_as"]),
            "Name": as_text(each["name"]),
            "": "" if each["is_used"] else "not used: one of the two is in both cycles, or in neither, by now",
        }
        for each in ruled
    ]


def same_button(count: int) -> str:
    """What the button says that joins people."""
    return "They are the same person" if count == 1 else f"They are the same {count:,} people"


def told(count: int, is_same: bool) -> str:
    """What became of people who were ruled on."""
    people = "1 person is" if count == 1 else f"{count:,} people are"
    how = "recognised in both cycles now" if is_same else "different people in the two cycles again"
    return f"{people} {how}. Publish the later cycle for all to see what follows."


WHY_TEAMS = (
    "A team that has another name is held against what it was before; a team without a ruling ends in one cycle and "
    "begins in the other. Of a team that was split name the part that goes on, or none."
)


def teams_asked(found: TeamMap) -> str:
    """How many teams of the earlier cycle the later one does not have."""
    count = len(found.teams)
    if not count:
        return f"Every team of cycle {escaped(found.earlier)} is in cycle {escaped(found.later)} too."
    are = "1 team" if count == 1 else f"{count:,} teams"
    return f"**{are}** of cycle {escaped(found.earlier)} cannot be found in cycle {escaped(found.later)} by name."


def team_rows(found: TeamMap) -> list[dict[str, Any]]:
    """One row per team, with what was ruled or else what is proposed."""
    return [
        {
            "Team then": as_text(each.name),
            "Is now": each.ruled or each.proposed,
            "": "ruled" if each.ruled else "proposed" if each.proposed else "",
            "Recognised": each.people,
            "Where they are now": ", ".join(f"{as_text(name)} {people:,}" for name, people in each.now),
        }
        for each in found.teams
    ]


def teams_told(count: int) -> str:
    """That rulings on teams are kept."""
    teams = "1 team" if count == 1 else f"{count:,} teams"
    return f"What became of {teams} is kept. Publish the later cycle for all to see what follows."
