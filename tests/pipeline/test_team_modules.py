"""Why a team takes which module: by hand from published rows."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pipeline.frameworks.loader import shipped
from pipeline.programme.modules import Catalogue, Module, Track
from pipeline.sentences.team_modules import beyond_targets, blocked_projects, modules_table, team_modules

FRAMEWORK = next(each for each in shipped() if each.id == "ai-upskilling")
AI, DATA = "ai-production", "data-engineering"
PROGRAMME = pd.DataFrame(
    {
        "track": ["back", "back", "front", "back"],
        "track_name": ["Backend", "Backend", "Frontend", "Backend"],
        "module": ["p2", "p3", "p2", "d2"],
        "module_name": ["P2", "P3", "P2", "D2"],
        "dimension": [AI, AI, AI, DATA],
        "dimension_name": ["AI in Production", "AI in Production", "AI in Production", "Data"],
        "from_level": [0, 2, 0, 1],
        "to_level": [2, 3, 2, 2],
        "hours": [13.0, 12.0, 13.0, 10.0],
        "quarter": [2, 3, 2, 4],
        "class": ["A", "A", "A", "D"],
    }
)
PROJECTS = pd.DataFrame({"project": ["Free", "Stuck", "Other"], "blocked": pd.array([False, True, True], "boolean")})
NEEDS = pd.DataFrame(
    {
        "project": ["Free", "Stuck", "Other", "Stuck"],
        "dimension": [AI, AI, AI, DATA],
        "team": [None, "One", "Two", None],
        "division": [None, None, None, "South"],
        "level": pd.array([3, 3, 3, 2], dtype="Int64"),
        "unmet": pd.array([1, 1, 1, 1], dtype="Int64"),
    }
)


def gaps(**changed: object) -> pd.DataFrame:
    rows: dict[str, object] = {
        "dimension": [AI, DATA],
        "group": "One",
        "division": "North",
        "levels": [{"0": 3, "1": 2, "2": 4, "3": 1}, {"0": 0, "1": 0, "2": 10}],
        "target": pd.array([3, 2], dtype="Int64"),
        "below": pd.array([9, 0], dtype="Int64"),
        "assessed": pd.array([10, 10], dtype="Int64"),
        "asked": pd.array([12, 12], dtype="Int64"),
        "shown": True,
    }
    return pd.DataFrame(rows | changed)


def test_a_module_is_needed_by_those_who_lack_a_step_of_it_and_serves_projects_that_wait_for_the_team() -> None:
    found = team_modules(PROGRAMME, gaps(), PROJECTS, NEEDS)
    # 0 -> 2: the 3 at level 0 and the 2 at 1; 2 -> 3: all 9 below 3; of twelve people 3 may be away: 2 and 3 quarters
    assert found[["module_name", "people", "quarters", "projects"]].values.tolist() == [
        ["P2", 5, 2, "Stuck"],
        ["P3", 9, 3, "Stuck"],
    ]
    table = modules_table(found, FRAMEWORK)
    assert table.index.tolist() == ["P2", "P3"]
    assert table.to_numpy().tolist()[1] == [
        "AI in Production: Practicing to Proficient",
        "up to 9 of 10",
        "3 quarters",
        "Blocks a project, and common in the company: Stuck",
    ]


def test_what_a_project_asks_beyond_the_target_is_said_of_the_team_that_it_asks() -> None:
    named = gaps(dimension_name=["AI in Production", "Data"])
    asked = NEEDS.assign(level=pd.array([4, 4, 4, 2], dtype="Int64"), people=pd.array([3, 3, 3, 3], dtype="Int64"))
    assert beyond_targets(named, PROJECTS, asked, FRAMEWORK) == [
        "Stuck needs 3 people of One at Expert in AI in Production; no module below leads there, because the team's "
        "target is Proficient."
    ]
    catalogue = Catalogue(
        None,
        (Track("back", "Backend"), Track("front", "Frontend")),
        (
            Module("p4", "Steady", AI, 3, 4, 1, 1, 0, ("back", "front")),
            Module("p3", "Not yet", AI, 2, 3, 1, 1, 0, ("back",)),
            Module("d4", "Elsewhere", DATA, 3, 4, 1, 1, 0, ("back",)),
        ),
    )
    assert beyond_targets(named, PROJECTS, asked, FRAMEWORK, catalogue)[0].endswith(
        "The catalogue has “Steady” (tracks Backend and Frontend); an analyst who sets a higher target for the team, "
        "on page Setup, gives seats there."
    )
    none = replace(catalogue, modules=catalogue.modules[1:])
    assert beyond_targets(named, PROJECTS, asked, FRAMEWORK, none)[0].endswith(
        "No module of the catalogue leads there either."
    )
    assert beyond_targets(named, PROJECTS, asked.assign(unmet=0), FRAMEWORK) == []
    assert beyond_targets(named, PROJECTS, asked.assign(level=3), FRAMEWORK) == []


def test_no_project_is_the_reason_of_a_module_that_ends_below_what_it_needs() -> None:
    higher = NEEDS.assign(level=pd.array([4, 4, 4, 2], dtype="Int64"))
    found = team_modules(PROGRAMME, gaps(), PROJECTS, higher)
    assert found["projects"].tolist() == ["", ""]
    assert set(modules_table(found, FRAMEWORK)["Why"]) == {
        "Blocks a project that asks for more than this team's target, and common in the company: Stuck"
    }
    # somebody already at 2 is who could unblock what needs 2: the module that begins there is for more than that
    lower = NEEDS.assign(level=pd.array([2, 2, 2, 2], dtype="Int64"))
    assert team_modules(PROGRAMME, gaps(), PROJECTS, lower)["projects"].tolist() == ["Stuck", ""]
    assert modules_table(team_modules(PROGRAMME, gaps(), PROJECTS, lower), FRAMEWORK)["Why"].iloc[1] == (
        "Blocks a project that another module here serves, and common in the company: Stuck"
    )
    elsewhere = NEEDS.assign(team="Two")
    assert modules_table(team_modules(PROGRAMME, gaps(), PROJECTS, elsewhere), FRAMEWORK)["Why"].iloc[0] == (
        "Blocks projects of other teams, and common in the company: Stuck, Other"
    )


def test_a_module_of_a_track_that_is_taken_as_a_whole_is_named_as_a_part_of_it() -> None:
    whole = PROGRAMME.assign(quarter=[1, 1, 3, 4])
    found = modules_table(team_modules(whole, gaps(), PROJECTS, NEEDS), FRAMEWORK)
    assert found.index.tolist() == ["Backend: P2", "Backend: P3"]


def test_what_is_not_published_of_the_team_stays_hidden() -> None:
    hidden = gaps(levels=[None, None], shown=[False, False], target=pd.array([None, 2], dtype="Int64"))
    found = team_modules(PROGRAMME, hidden, PROJECTS, NEEDS)
    assert found["people"].tolist() == [None, None, None]
    table = modules_table(found, FRAMEWORK)
    assert set(table["Who needs it"]) == {"Not shown"}
    assert set(table["Takes for all of them at least"]) == {"–"}
    mixed = gaps(target=pd.array([None, 2], dtype="Int64"))
    assert team_modules(PROGRAMME, mixed, PROJECTS, NEEDS)["people"].tolist() == [None, None]


def test_blocked_projects_stand_with_the_dimensions_in_which_they_are_short() -> None:
    assert blocked_projects(PROJECTS, NEEDS) == {AI: ("Stuck", "Other"), DATA: ("Stuck",)}
    assert blocked_projects(PROJECTS, NEEDS.assign(unmet=0)) == {}
