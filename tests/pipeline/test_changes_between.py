"""What was ruled between two cycles, as the change between them has it: rubrics, people and teams."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.metrics.ledger import MEASURES, Measure
from pipeline.model import Grouping, Kind
from pipeline.private import private_changes
from pipeline.publish import published
from pipeline.rubric_changes import kept_crosswalk
from pipeline.same_people import kept_people
from pipeline.settings import Home, keep_settings, opened_home, with_setting
from pipeline.snapshot.change import changes
from pipeline.snapshot.read import Snapshot, current_path
from pipeline.team_map import kept_teams
from tests.pipeline.test_rubric_changes import import_rubric, load

HEADER = ["Email", "Team", "Frying", "Baking"]
EGG = "I fry an egg"


def answers(*rows: tuple[str, str, str]) -> list[list[str]]:
    """People (the part before the @), teams and what they tick in baking; all of them fry eggs."""
    ticks = [", ".join(f"I bake {each}" for each in baking.split()) for _, _, baking in rows]
    return [HEADER, *[[f"{who}@n.example", team, EGG, each] for (who, team, _), each in zip(rows, ticks, strict=True)]]


def row(home: Home, kind: Kind = "company", group: str = "Company", measure: Measure = "level") -> dict[str, Any]:
    found = private_changes(home, "2025", "2026", measure, Grouping(kind))
    assert found is not None
    [picked] = found[(found["dimension"] == "baking") & (found["group"] == group)].to_dict("records")
    return picked


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Level 1 asks for bread and cake, level 2 for pie. Ada is at 1, Bo at 0 (cake is missing), Cy at 2."""
    here = opened_home(tmp_path / "home")
    import_rubric(here, tmp_path, "bread cake", "pie")
    rows = (("ada", "Falcon", "bread cake"), ("bo", "Falcon", "bread pie"), ("cy", "Heron", "bread cake pie"))
    load(here, tmp_path, "2025", answers(*rows))
    return here


def test_both_cycles_are_scored_again_on_what_they_have_in_common(home: Home, tmp_path: Path) -> None:
    import_rubric(home, tmp_path, "bread rolls", "pie")
    rows = (("ada", "Falcon", "bread rolls"), ("bo", "Falcon", "bread pie"), ("cy", "Heron", "rolls"))
    load(home, tmp_path, "2026", answers(*rows))
    found = row(home)
    # by their own rubrics 1 0 2 -> 1 0 0; on bread and pie alone 1 2 2 -> 1 2 0
    assert found["comparison"] == "common indicators"
    assert (found["before"], found["after"]) == pytest.approx((1.0, 1 / 3))
    assert found["transitions"] == {"1->1": 1, "2->0": 1, "2->2": 1}
    ledger = found["ledger"]
    assert ledger["within"] == pytest.approx(-2 / 3)
    # scoring again lifts the earlier mean by 2/3 and the later one by 2/3, which take each other away
    assert ledger["rubric_change"] == pytest.approx(0)
    assert sum(
        ledger[name] for name in ("within", "joined", "gone", "target_change", "rubric_change")
    ) == pytest.approx(found["change"])


def test_a_crosswalk_gives_the_cautious_reading_and_nothing_where_the_two_disagree(home: Home, tmp_path: Path) -> None:
    import_rubric(home, tmp_path, "rolls", "stew")
    load(
        home, tmp_path, "2026", answers(("ada", "Falcon", "rolls"), ("bo", "Falcon", "rolls"), ("cy", "Heron", "rolls"))
    )
    assert row(home)["comparison"] == "not comparable"
    kept_crosswalk(home, "2026", None, {"baking": {1: "same", 2: "stricter"}})
    # 1 0 2 -> 1 1 1: with Cy at 2 nothing in sum, with Cy at 1 a third of a step up
    found = row(home)
    assert (found["comparison"], found["ledger"], found["before"]) == ("not comparable", None, 1.0)
    kept_crosswalk(home, "2026", None, {"baking": {0: "looser", 1: "same", 2: "same 1"}})
    # with Bo at 0 a third of a step up, with Bo at 1 nothing
    assert row(home)["comparison"] == "not comparable"
    kept_crosswalk(home, "2026", None, {"baking": {0: "same", 1: "stricter", 2: "same 1"}})
    # 0 0 1 at the lowest and 1 0 1 at the highest -> 1 1 1: two thirds or one third up
    found = row(home)
    assert (found["comparison"], found["transitions"]) == ("crosswalk", {"0->1": 1, "1->1": 2})
    assert found["ledger"]["within"] == pytest.approx(1 / 3)
    assert found["change"] == pytest.approx(0)
    assert found["ledger"]["rubric_change"] == pytest.approx(-1 / 3)


def test_people_and_teams_with_another_name_are_the_same_once_that_is_ruled(home: Home, tmp_path: Path) -> None:
    rows = (("ada", "Falke", "bread cake pie"), ("bo.b", "Falke", "bread cake"), ("cy", "Heron", "bread cake pie"))
    load(home, tmp_path, "2026", answers(*rows))
    company = row(home)
    assert (company["comparison"], company["matched"]) == ("same rubric", 2)
    assert row(home, "team", "Falke")["matched"] == 0
    kept_people(home, "2026", None, {"bo@n.example": "bo.b@n.example"})
    assert (row(home)["matched"], row(home)["improved"]) == (3, 2)
    kept_teams(home, "2026", None, {"Falcon": "Falke"})
    team = row(home, "team", "Falke")
    assert (team["before"], team["after"], team["matched"]) == (0.5, 1.5, 2)
    found = private_changes(home, "2025", "2026", "level", Grouping("team"))
    assert found is not None
    assert sorted(set(found["group"])) == ["Falke", "Heron"]


def test_as_then_the_later_people_stand_under_the_earlier_name(home: Home, tmp_path: Path) -> None:
    rows = (("ada", "Falke", "bread cake pie"), ("bo", "Falke", "bread cake"), ("cy", "Heron", "bread cake pie"))
    load(home, tmp_path, "2026", answers(*rows))
    kept_teams(home, "2026", None, {"Falcon": "Falke"})
    keep_settings(home, with_setting(home, "series", "as_then"))
    team = row(home, "team", "Falcon")
    assert (team["before"], team["after"], team["matched"]) == (0.5, 1.5, 2)
    found = private_changes(home, "2025", "2026", "level", Grouping("team"))
    assert found is not None
    assert sorted(set(found["group"])) == ["Falcon", "Heron"]


def test_two_teams_that_became_one_are_held_against_it_together(home: Home, tmp_path: Path) -> None:
    rows = (("ada", "Kite", "bread cake"), ("bo", "Kite", "bread cake"), ("cy", "Kite", "bread cake"))
    load(home, tmp_path, "2026", answers(*rows))
    kept_teams(home, "2026", None, {"Falcon": "Kite", "Heron": "Kite"})
    team = row(home, "team", "Kite")
    assert (team["before"], team["after"], team["matched"], team["same"]) == (1.0, 1.0, 3, 1)


def told(home: Home, measure: Measure, kind: Kind) -> pd.DataFrame:
    return changes(Snapshot(current_path(home)), "2025", "2026", measure, Grouping(kind))


def test_a_publication_tells_the_same_where_everything_may_be_shown(home: Home, tmp_path: Path) -> None:
    import_rubric(home, tmp_path, "bread rolls", "stew")
    rows = (("ada", "Kite", "bread rolls"), ("bo", "Kite", "bread stew"), ("cy", "Kite", "rolls bread stew"))
    load(home, tmp_path, "2026", answers(*rows))
    kept_teams(home, "2026", None, {"Falcon": "Kite", "Heron": "Kite"})
    kept_crosswalk(home, "2026", None, {"baking": {1: "same", 2: "stricter"}})
    keep_settings(home, with_setting(home, "min_group", "1"))
    published(home, "2025")
    published(home, "2026")
    for measure, kind in product(MEASURES, ("company", "team")):
        expected = private_changes(home, "2025", "2026", measure, Grouping(kind))
        found = told(home, measure, kind)
        pd.testing.assert_frame_equal(found, expected, check_dtype=False)
