"""The answers on top of the overview and the report: which project, which gaps, where, how sure, what helps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.frameworks.loader import shipped
from pipeline.sentences.lead import blocked_through, blocking, lead
from pipeline.sentences.stops import NOT_SHOWN_WHOLE, SOME_HIDDEN, Roadmap, rows

FIGURES: dict[str, Any] = {"unmet": 0, "unmet_low": 0, "enough_on_paper": False, "blocked": False, "contended": False}
FIGURES |= {"blocked_low": False, "bus_factor": 2, "unlock_steps": None, "unlock_place": None, "shown": True}


def _project(name: str, weight: float, **figures: Any) -> dict[str, Any]:
    return {"project": name, "weight": weight} | FIGURES | figures


def _need(project: str, unmet: int | None, **figures: Any) -> dict[str, Any]:
    need = {"project": project, "dimension": "ai-production", "level": 3, "division": "North", "team": "Her*on"}
    need |= {
        "people": 3,
        "qualified": 0,
        "qualified_high": 4,
        "naive_unmet": unmet,
        "unmet": unmet,
        "shown": unmet is not None,
    }
    return need | figures


BLOCKED = {"unmet": 3, "unmet_low": 0, "blocked": True, "unlock_steps": 4, "unlock_place": 1}
KITE = _project("Kite", 3, **BLOCKED)
ROADMAP = Roadmap(
    projects=(
        _project("Lark", 1, **BLOCKED | {"unmet_low": 3, "blocked_low": True, "unlock_steps": 3, "unlock_place": 2}),
        _project("Ibis", 4),
        KITE,
    ),
    needs=(
        _need("Lark", 3, dimension="llm-prompting", division=None, team=None),
        _need("Kite", 3),
        _need("Kite", 0, dimension="llm-prompting"),
        _need("Ibis", 0),
    ),
    unlocks=(
        {"project": "Kite", "dimension": "ai-production", "from": 1, "to": 3, "people": 1},
        {"project": "Kite", "dimension": "ai-production", "from": 2, "to": 3, "people": 2},
        {"project": "Lark", "dimension": "llm-prompting", "from": 2, "to": 3, "people": 3},
    ),
    framework=shipped()[0],
    has_roster=True,
)


LEVELS = f"Levels, the lowest first: {', '.join(level.name for level in shipped()[0].levels)}."


def _safe(text: str) -> str:
    return text.replace("*", "\\*")


def test_the_most_important_blocked_project_is_told_of_and_not_the_first_or_the_cheapest() -> None:
    told = lead(ROADMAP, _safe)
    assert told is not None
    [stop] = told.stops
    assert told.heading == "The most important project that is blocked"
    assert told.above == (
        f"Importance is the weight that the roadmap gives a project; 4 is the highest on it. {LEVELS} "
        "More important, and not blocked: Ibis (importance 4 of 4)."
    )
    assert (stop.project, stop.title) == ("Kite", "Kite (importance 3 of 4)")
    assert stop.standing == "Blocked, unless those who did not answer can help."
    [row] = rows(stop)
    assert row.name == "AI in Production, team Her\\*on of North"
    assert row.stops == (
        "3 people at Proficient or above are needed; of those who answered nobody is, so 3 are missing.",
        "Its other need is met.",
    )
    assert row.sure == (
        "Not certain: nobody is missing if 3 of the 4 of Her\\*on who did not answer can do it already.",
    )
    assert row.ways == (
        "Bring 1 person of Her\\*on from Aware to Proficient.",
        "Bring 2 people of Her\\*on from Practicing to Proficient.",
        "That is 4 person-steps. A person-step is one person going up one level.",
    )
    assert told.others == (
        "Lark (importance 1 of 4): blocked for certain. LLM & Prompt Engineering, anywhere in the company, 3 missing.",
    )
    assert told.remarks == ("Cheapest of all to unblock, by 3 person-steps: Lark (importance 1 of 4).",)


def test_equally_important_projects_are_told_as_equal() -> None:
    told = lead(replace(ROADMAP, projects=(*ROADMAP.projects, KITE | {"project": "Mole"})), _safe)
    assert told is not None
    assert told.heading == "The 2 most important projects that are blocked, equally important"
    assert [stop.project for stop in told.stops] == ["Kite", "Mole"]
    many = tuple(KITE | {"project": f"Kite {place}"} for place in range(5))
    crowd = lead(replace(ROADMAP, projects=many), _safe)
    assert crowd is not None
    assert crowd.heading == "The 5 most important projects that are blocked, equally important: 3 of them"
    assert (len(crowd.stops), len(crowd.others)) == (3, 2)


def test_what_is_hidden_is_said_to_be_and_nothing_more() -> None:
    hidden = dict.fromkeys(FIGURES) | {"project": "Newt", "weight": 5, "shown": False}
    half = KITE | dict.fromkeys(("unmet", "unmet_low", "enough_on_paper", "unlock_steps", "bus_factor"))
    half |= {"unlock_place": None, "shown": False}
    needs = (_need("Kite", None), _need("Newt", None))
    told = lead(replace(ROADMAP, projects=(hidden, half), needs=needs, unlocks=()), _safe)
    assert told is not None
    [stop] = told.stops
    assert (stop.gaps, stop.besides, stop.sure, stop.ways) == ((), (SOME_HIDDEN,), *[(NOT_SHOWN_WHOLE,)] * 2)
    assert [row.stops for row in rows(stop)] == [(SOME_HIDDEN,)]
    assert told.above == (
        f"Importance is the weight that the roadmap gives a project; 5 is the highest on it. {LEVELS} "
        "1 of 2 projects cannot be told of: groups with too few answers decide. The most important of them has "
        "importance 5."
    )
    less = lead(replace(ROADMAP, projects=(hidden | {"weight": 1}, half), needs=needs, unlocks=()), _safe)
    assert less is not None
    assert (less.above, less.remarks) == (
        f"Importance is the weight that the roadmap gives a project; 3 is the highest on it. {LEVELS}",
        ("1 of 2 projects cannot be told of: groups with too few answers decide.",),
    )


def test_without_anything_blocked_it_is_said_what_competes() -> None:
    rival = _project("Press", 1, contended=True, unmet=1)
    told = lead(replace(ROADMAP, projects=(_project("Ibis", 4), rival)), _safe)
    assert told is not None
    assert (told.heading, told.stops, told.others) == ("No project that is shown is blocked", (), ())
    assert told.remarks == ("Not all at once, because they want the same people: Press (importance 1 of 4).",)
    assert lead(replace(ROADMAP, projects=()), _safe) is None


def test_without_a_roster_nothing_is_called_certain() -> None:
    told = lead(replace(ROADMAP, has_roster=False), _safe)
    assert told is not None
    assert told.stops[0].standing == "Blocked."
    assert told.others[0].startswith("Lark (importance 1 of 4): blocked. ")
    assert "Without a roster it is not known who did not answer" in told.stops[0].sure[0]


def test_a_gap_names_the_projects_that_it_blocks_the_most_important_first() -> None:
    assert blocked_through(ROADMAP, "ai-production", _safe) == ["Kite (team Her\\*on of North)"]
    assert blocked_through(ROADMAP, "data-engineering", _safe) == []


@pytest.mark.parametrize(
    ("blocked", "told"),
    [([], "Blocks a project"), (["A", "B"], "Blocks A; B"), (list("ABCD"), "Blocks A; B; and 2 more")],
)
def test_of_many_projects_the_first_are_named(blocked: list[str], told: str) -> None:
    assert blocking("B", blocked) == told


def test_of_many_gaps_the_largest_are_told_and_of_many_steps_the_first() -> None:
    needs = [_need("Kite", short, people=9) for short in (1, 4, 2, 3)]
    told = lead(replace(ROADMAP, projects=(KITE,), needs=needs, unlocks=ROADMAP.unlocks[:2] * 3), _safe)
    assert told is not None
    [stop] = told.stops
    assert stop.ways[3:] == (
        "3 more steps, told with the project.",
        "That is 4 person-steps. A person-step is one person going up one level.",
    )
    assert [gap.need["unmet"] for gap in stop.gaps] == [4, 3, 2]
    assert stop.besides == ("1 more gap, told with the project.",)
