"""What stops one project, a row per gap: where, how sure that is, and what closes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.sentences.stops import QUESTIONS, Roadmap, Stop, rows, stop_of
from tests.pipeline.sentences.test_lead import KITE, ROADMAP

NEED: dict[str, Any] = ROADMAP.needs[1]
# Heron lacks 3 of 3 and 4 are silent; Wren lacks 2 of 3 and 1 is silent; the company lacks 1 of 2
HERON = NEED | {"team": "Heron"}
WREN = NEED | {"dimension": "llm-prompting", "team": "Wren", "division": "South"}
WREN |= {"qualified": 1, "qualified_high": 2, "naive_unmet": 2, "unmet": 2}
ANYWHERE = NEED | {"dimension": "data-engineering", "team": None, "division": None, "level": 4, "people": 2}
ANYWHERE |= {"qualified": 1, "qualified_high": 2, "naive_unmet": 1, "unmet": 1}
STEPS = (
    {"project": "Kite", "dimension": "ai-production", "from": 2, "to": 3, "people": 3},
    {"project": "Kite", "dimension": "llm-prompting", "from": 1, "to": 3, "people": 2},
    {"project": "Kite", "dimension": "data-engineering", "from": 3, "to": 4, "people": 2},
)
THREE = replace(ROADMAP, needs=(ANYWHERE, WREN, HERON), unlocks=STEPS)
SHORT = KITE | {"unmet": 6, "unmet_low": 1, "blocked_low": True, "unlock_steps": 9}


def _stop(roadmap: Roadmap = THREE, **figures: Any) -> Stop:
    return stop_of(SHORT | figures, roadmap, str)


def _sure(**figures: Any) -> str:
    [row] = rows(_stop(replace(THREE, needs=(HERON | figures,))))
    return row.sure[0]


def test_every_gap_has_a_row_that_answers_each_question_and_the_last_row_is_all_of_them() -> None:
    stop = _stop()
    assert stop.standing == "Blocked for certain. 3 gaps stop it, 1 of them for certain."
    assert all(len(QUESTIONS) == len((row.stops, row.sure, row.ways)) for row in rows(stop))
    assert [(row.name, row.stops) for row in rows(stop)] == [
        (
            "AI in Production, team Heron of North",
            ("3 people at Proficient or above are needed; of those who answered nobody is, so 3 are missing.",),
        ),
        (
            "LLM & Prompt Engineering, team Wren of South",
            ("3 people at Proficient or above are needed; of those who answered 1 is, so 2 are missing.",),
        ),
        (
            "Data Engineering for AI, anywhere in the company",
            ("2 people at Expert are needed; of those who answered 1 is, so 1 is missing.",),
        ),
        ("In all", ()),
    ]
    assert [row.sure for row in rows(stop)] == [
        ("Not certain: nobody is missing if 3 of the 4 of Heron who did not answer can do it already.",),
        ("Certain: only 1 person of Wren did not answer, and 2 are missing.",),
        ("Not certain: nobody is missing if the one in the company who did not answer can do it already.",),
        (
            "Who did not answer is counted as not able. If all of them could do what is asked, 1 person would still "
            "be missing instead of 6 people.",
        ),
    ]


def test_a_step_stands_with_its_gap_only_where_it_is_nobody_else_s() -> None:
    *gaps, whole = rows(_stop())
    assert [row.ways for row in gaps] == [
        ("Bring 3 people of Heron from Practicing to Proficient.",),
        ("Bring 2 people of Wren from Aware to Proficient.",),
        ("See the last line.",),  # one is missing and two are brought up: one of them frees somebody
    ]
    assert whole.ways == (
        "Bring 2 people from Proficient to Expert in Data Engineering for AI.",
        "That is 9 person-steps. A person-step is one person going up one level.",
    )
    [row] = rows(_stop(replace(THREE, needs=(HERON,), unlocks=()), unlock_steps=None))
    assert row.ways == ("Nobody who answered can be brought far enough: other people, or another team, are needed.",)


@pytest.mark.parametrize(
    ("silent", "missing", "told"),
    [
        (0, 3, "Certain: everybody of Heron answered."),
        (2, 3, "Certain: only 2 people of Heron did not answer, and 3 are missing."),
        (3, 3, "Not certain: nobody is missing if all 3 of Heron who did not answer can do it already."),
        (1, 1, "Not certain: nobody is missing if the one of Heron who did not answer can do it already."),
        (5, 2, "Not certain: nobody is missing if 2 of the 5 of Heron who did not answer can do it already."),
    ],
)
def test_how_sure_a_gap_is_is_counted(silent: int, missing: int, told: str) -> None:
    assert _sure(qualified=0, qualified_high=silent, naive_unmet=missing, unmet=missing) == told


def test_who_is_wanted_elsewhere_is_not_called_missing_for_certain() -> None:
    busy = HERON | {"people": 4, "qualified": 4, "qualified_high": 4, "naive_unmet": 0, "unmet": 1}
    [row] = rows(_stop(replace(THREE, needs=(busy,))))
    assert row.stops == (
        "4 people at Proficient or above are needed; of those who answered 4 are, but not all of them are free, "
        "so 1 is missing.",
    )
    assert not [sentence for sentence in row.sure if "ertain:" in sentence]
    both = HERON | {"people": 2, "qualified": 1, "qualified_high": 9, "naive_unmet": 1, "unmet": 2}
    told = rows(_stop(replace(THREE, needs=(both, WREN))))
    assert "1 is, but is wanted elsewhere, so 2 are missing." in told[0].stops[0]
    assert told[0].sure == ("See the last line.",)
    busier = both | {"people": 5, "qualified": 2, "qualified_high": 3, "naive_unmet": 3, "unmet": 4}
    told = rows(_stop(replace(THREE, needs=(busier, WREN))))
    assert "2 are, but not all of them are free, so 4 are missing." in told[0].stops[0]
    assert told[0].sure == (
        "Certain: only 1 person of Heron did not answer, and 3 are missing even if all who can were free.",
    )


def test_of_a_single_gap_nothing_is_said_twice_but_who_would_pay_for_it() -> None:
    alone = replace(THREE, needs=(HERON,))
    [row] = rows(_stop(alone, blocked_low=False, unmet_low=0))
    assert len(row.sure) == 1
    [row] = rows(_stop(alone, blocked_low=False, unmet_low=1))
    assert "it could be staffed at the cost of another project" in row.sure[1]


def test_without_a_roster_no_gap_is_called_certain() -> None:
    stop = _stop(replace(THREE, has_roster=False))
    assert stop.standing == "Blocked. 3 gaps stop it."
    assert [row.sure for row in rows(stop)][:3] == [("See the last line.",)] * 3
    assert "Without a roster" in rows(stop)[3].sure[0]


def test_a_project_that_lacks_nobody_has_no_row_but_for_what_it_rests_on() -> None:
    staffed = KITE | {"unmet": 0, "unmet_low": 0, "blocked": False, "unlock_steps": None}
    fine = replace(THREE, needs=(HERON | {"unmet": 0, "naive_unmet": 0},), unlocks=())
    assert rows(stop_of(staffed, fine, str)) == ()
    [row] = rows(stop_of(staffed | {"bus_factor": 1}, fine, str))
    assert row.stops == row.ways == ()
    assert "if one leaves, it fails" in row.sure[0]
