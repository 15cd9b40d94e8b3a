"""Who needs which module, in which order, and what of that published rows tell."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.programme.curriculum import curriculum, in_order
from pipeline.programme.paths import gains, needed, steps_of, track_of, unserved
from pipeline.programme.shown import people_shown
from tests.pipeline.programme.learners import CATALOGUE, framework, learners, module

ORDER = pd.DataFrame({"dimension": ["b", "a"], "class": ["A", "D"], "rank": [1, 2]})


def people(frame: pd.DataFrame) -> dict[tuple[str, str], dict[int, int]]:
    found: dict[tuple[str, str], dict[int, int]] = {}
    for track, each, gain, count in frame[["track", "module", "gain", "people"]].itertuples(index=False):
        found.setdefault((track, each), {})[gain] = count
    return found


def test_a_role_finds_its_track_by_a_whole_word() -> None:
    roles = ["Senior Backend Engineer", "data", "database keeper", None]
    assert [track_of(CATALOGUE, role).id for role in roles] == ["backend", "data", "other", "other"]


def test_every_missing_level_has_one_module_the_own_tracks_before_others() -> None:
    assert gains(steps_of(CATALOGUE, "backend"), "b", 0, 3) == {"b2": 2, "b3": 1}
    assert gains(steps_of(CATALOGUE, "data"), "b", 1, 3) == {"b2": 1, "b3d": 1}
    assert gains(steps_of(CATALOGUE, "design"), "b", 2, 3) == {"b3": 1}
    assert gains(steps_of(CATALOGUE, "data"), "b", 3, 2) == {}


def test_people_are_counted_by_what_a_module_closes_for_them() -> None:
    found = needed(
        learners(
            ("backend", "b", 0, 3, 5),
            ("backend", "b", 1, 2, 2),
            ("data", "b", 2, 3, 4),
            ("data", "b", 3, 3, 9),
            ("data", "b", None, 3, 7),
            ("data", "a", 0, None, 7),
        ),
        CATALOGUE,
    )
    assert people(found) == {
        ("base", "b2"): {2: 5, 1: 2},
        ("backend", "b3"): {1: 5},
        ("data", "b3d"): {1: 4},
    }


def test_a_level_that_no_module_leads_to_is_told() -> None:
    assert unserved(learners(("data", "a", 1, 4, 3), ("data", "c", 0, 1, 2)), CATALOGUE) == {
        ("a", 2): 3,
        ("a", 3): 3,
        ("c", 0): 2,
    }


def test_what_is_needed_first_never_waits_behind_its_prerequisite() -> None:
    modules = [module("slow", "a", (0, 1), "base"), module("urgent", "b", (0, 1), "base", prerequisites=("slow",))]
    middle = module("middle", "c", (0, 1), "base")
    ordered = in_order([middle, *modules], {"b": 1, "c": 2, "a": 3})
    assert [each.id for each in ordered] == ["slow", "urgent", "middle"]


def test_the_curriculum_of_a_small_company() -> None:
    served = {("base", "b2"): {2: 5, 1: 8}, ("base", "a1"): {1: 3}, ("data", "b3d"): None, ("data", "a2"): {1: 4}}
    rows = curriculum(CATALOGUE, framework("a", "b"), ORDER, served)
    chosen = ["track", "module", "quarter", "class", "people", "steps", "seat_hours", "cohorts", "gains", "shown"]
    assert rows[chosen].astype(object).where(rows[chosen].notna(), None).values.tolist() == [
        ["base", "a1", 1, "D", 3, 3, 15.0, 1, {"1": 3}, True],
        ["base", "b2", 1, "A", 13, 18, 65.0, 2, {"1": 8, "2": 5}, True],
        ["data", "a2", 2, "D", 4, 4, 20.0, 1, {"1": 4}, True],
        ["data", "b3d", 3, "A", None, None, None, None, None, False],
    ]


def published(*lines: tuple[str, str, str, dict[str, int] | None]) -> pd.DataFrame:
    return pd.DataFrame(list(lines), columns=["kind", "group", "dimension", "levels"])


def test_published_people_follow_from_published_rows() -> None:
    asked = learners(("backend", "b", 0, 3, 5), ("data", "b", 0, 2, 5))
    rows = published(
        ("company", "Company", "b", {"0": 4, "1": 3, "2": 3}),
        ("role", "backend", "b", {"0": 3, "1": 1, "2": 1}),
        ("role", "data", "b", None),
    )
    # b2 is everybody's, and everybody is expected to reach 2 at least: the company's row tells it
    assert people_shown(asked, rows, CATALOGUE) == {("base", "b2"): {2: 4, 1: 3}, ("backend", "b3"): {1: 5}}


def test_a_row_of_several_targets_tells_nothing() -> None:
    asked = learners(("backend", "b", 0, 3, 5), ("backend", "b", 0, 2, 5), ("data", "b", 0, 1, 5))
    rows = published(
        ("company", "Company", "b", {"0": 15}), ("role", "backend", "b", {"0": 10}), ("role", "data", "b", None)
    )
    assert people_shown(asked, rows, CATALOGUE) == {("base", "b2"): None, ("backend", "b3"): None}


@settings(max_examples=30)
@given(st.lists(st.tuples(*[st.integers(0, 4)] * 2, st.sampled_from(["backend", "data"])), min_size=1, max_size=12))
def test_where_all_rows_are_shown_everybody_sees_what_analysts_count(
    answers: list[tuple[int, int, str]],
) -> None:
    targets = {"backend": answers[0][1], "data": answers[-1][1]}
    if answers[0][2] == answers[-1][2]:
        targets = dict.fromkeys(targets, answers[0][1])
    lines = [(role, "b", level, targets[role], 1) for level, _, role in answers]
    rows = []
    for name, kind in (("Company", "company"), ("backend", "role"), ("data", "role")):
        levels = [level for level, _, role in answers if name in ("Company", role)]
        rows.append((kind, name, "b", {str(level): levels.count(level) for level in range(5)}))
    exact = people(needed(learners(*lines), CATALOGUE))
    assert people_shown(learners(*lines), published(*rows), CATALOGUE) == exact


def test_hidden_rows_of_roles_that_no_track_names_are_not_listed() -> None:
    asked = learners(("design", "b", 2, 3, 5), ("data", "b", 2, 3, 5))
    rows = published(("role", "data", "b", {"2": 5}), ("role", "design", "b", None))
    assert ("other", "b3") not in people_shown(asked, rows, replace(CATALOGUE))
