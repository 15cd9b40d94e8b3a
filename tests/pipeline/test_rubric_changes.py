"""Two cycles whose rubrics differ: by what they are compared, and what rulings make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.between_files import crosswalk_of, written_recipe
from pipeline.errors import ExportError, RubricError, WarehouseError
from pipeline.frameworks.crosswalk import Span
from pipeline.library import imported_framework
from pipeline.load import LoadRequest, loaded
from pipeline.matching.recipe import Rulings
from pipeline.rubric_changes import RubricChanges, kept_crosswalk, rubric_changes
from pipeline.settings import Home, opened_home
from pipeline.warehouse.connection import opened
from tests.contract.shell import csv_file

HEADER = ["dimension", "level", "level_name", "statement", "indicator", "indicator_id"]


def rubric(*baking: str) -> list[list[Any]]:
    """Frying with a level 1 that never changes; baking with the indicators of levels 1 and 2."""
    lines: list[list[Any]] = [
        ["Frying", 0, "No", "I do not fry.", "", ""],
        ["Frying", 1, "Some", "I fry eggs.", "I fry an egg", "egg"],
        ["Frying", 2, "Much", "I fry fish.", "I fry a fish", "fish"],
        ["Baking", 0, "No", "I do not bake.", "", ""],
    ]
    for level, ids in enumerate(baking, 1):
        name, statement = ("Some", "Much")[level - 1], f"I bake at {level}."
        lines += [["Baking", level, name, statement, f"I bake {each}", each] for each in ids.split()]
    return [HEADER, *lines]


def survey(ticks: str) -> list[list[str]]:
    return [["Email", "Frying", "Baking"], ["a@n.example", "I fry an egg", ticks], ["b@n.example", "I fry an egg", ""]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """2025 with level 1 = bread, cake and level 2 = pie; everybody ticked."""
    here = opened_home(tmp_path / "home")
    import_rubric(here, tmp_path, "bread cake", "pie")
    load(here, tmp_path, "2025", survey("I bake bread, I bake cake"))
    return here


def import_rubric(here: Home, folder: Path, *baking: str) -> None:
    imported_framework(here, csv_file(folder / "kitchen.csv", rubric(*baking)), "kitchen.csv")


def load(here: Home, folder: Path, cycle: str, lines: list[list[str]], rulings: Rulings | None = None) -> None:
    path = csv_file(folder / f"survey-{cycle}.csv", lines)
    loaded(here, LoadRequest(path, path.name, cycle, rulings=rulings or Rulings(), is_reusing=rulings is None))


def ways(changes: RubricChanges) -> dict[str, str]:
    return {each.comparison.dimension: each.comparison.compared_by for each in changes.dimensions}


def test_a_cycle_keeps_its_version_and_is_compared_by_what_is_in_common(home: Home, tmp_path: Path) -> None:
    import_rubric(home, tmp_path, "bread rolls", "pie")
    load(home, tmp_path, "2026", survey("I bake bread, I bake rolls, I bake pie"))
    changes = rubric_changes(home, "2026")
    assert (changes.earlier, changes.before.version, changes.after.version) == ("2025", 1, 2)
    assert ways(changes) == {"frying": "same rubric", "baking": "common indicators"}
    assert changes.dimensions[1].as_json() == {
        "dimension": "baking",
        "dimension_name": "Baking",
        "compared_by": "common indicators",
        "is_new": False,
        "is_gone": False,
        "is_chosen": False,
        "changes": [
            {
                "level": 1,
                "came": ["rolls"],
                "went": ["cake"],
                "turned": [],
                "is_reworded": False,
                "is_new": False,
                "is_gone": False,
            }
        ],
        "common": {"1": ["bread"], "2": ["pie"]},
        "crosswalk": {},
        "open_levels": [],
        "fault": "",
    }


def test_a_level_that_somebody_chose_cannot_be_scored_again(home: Home, tmp_path: Path) -> None:
    import_rubric(home, tmp_path, "bread rolls", "pie")
    load(home, tmp_path, "2026", survey("I bake at 2."))
    changes = rubric_changes(home, "2026", "2025")
    assert ways(changes) == {"frying": "same rubric", "baking": "not comparable"}
    assert changes.dimensions[1].is_chosen


def test_rulings_make_a_crosswalk_and_are_noted_and_can_be_taken_back(home: Home, tmp_path: Path) -> None:
    import_rubric(home, tmp_path, "rolls", "stew")
    load(home, tmp_path, "2026", survey("I bake rolls"))
    assert ways(rubric_changes(home, "2026"))["baking"] == "not comparable"
    half = kept_crosswalk(home, "2026", None, {"Baking": {1: "stricter"}}, "ada")
    assert (ways(half)["baking"], half.dimensions[1].ruled and half.dimensions[1].ruled.open_levels) == (
        "not comparable",
        (2,),
    )
    whole = kept_crosswalk(home, "2026", "2025", {"baking": {1: "stricter", 2: "same"}}, "ada")
    assert ways(whole) == {"frying": "same rubric", "baking": "crosswalk"}
    assert whole.dimensions[1].crosswalk == {0: Span(0, 0), 1: Span(0, 1), 2: Span(2, 2)}
    assert rubric_changes(home, "2026") == whole
    with opened(home) as connection:
        actions = connection.execute(
            "select actor, action, detail from action order by acted_at desc limit 1"
        ).fetchall()
    assert actions == [("ada", "rule", "crosswalk of baking from cycle 2025 to 2026")]
    assert ways(kept_crosswalk(home, "2026", None, {"baking": {}}))["baking"] == "not comparable"


def test_the_crosswalk_of_a_recipe_holds_until_somebody_rules(home: Home, tmp_path: Path) -> None:
    import_rubric(home, tmp_path, "rolls", "stew")
    recipe = Rulings(crosswalk={"Baking": {1: "looser", 2: "same"}})
    load(home, tmp_path, "2026", survey("I bake rolls"), recipe)
    assert rubric_changes(home, "2026").dimensions[1].crosswalk[1] == Span(1, 2)
    ruled = kept_crosswalk(home, "2026", None, {"baking": {1: "same", 2: "same"}})
    assert ruled.dimensions[1].crosswalk[1] == Span(1, 1)
    load(home, tmp_path, "2027", [*survey("I bake rolls"), ["c@n.example", "", ""]])
    assert ways(rubric_changes(home, "2027")) == {"frying": "same rubric", "baking": "same rubric"}
    assert ways(rubric_changes(home, "2027", "2025"))["baking"] == "not comparable"


def test_a_recipe_that_knows_a_dimension_or_level_too_many_is_refused_at_load(home: Home, tmp_path: Path) -> None:
    for crosswalk, message in (
        (
            {"soup": {1: "same"}},
            "the dimension 'soup', which 'kitchen' does not have. Its dimensions are frying, baking",
        ),
        ({"baking": {7: "same"}}, "names level 7, which 'kitchen' does not have"),
        ({"baking": {7: "same 3"}}, "names level 3"),
    ):
        with pytest.raises(ExportError) as refusal:
            load(home, tmp_path, "2026", survey("I bake bread"), Rulings(crosswalk=crosswalk))
        assert message in str(refusal.value)


def test_a_recipe_that_does_not_fit_the_cycle_before_is_told(home: Home, tmp_path: Path) -> None:
    load(home, tmp_path, "2026", survey("I bake bread"), Rulings(crosswalk={"baking": {1: "same", 2: "new"}}))
    [_, baking] = rubric_changes(home, "2026").dimensions
    assert baking.comparison.compared_by == "not comparable"
    assert "rules 'new' on level 2, which the earlier rubric has" in baking.fault


def test_what_cannot_be_compared_is_refused_in_a_sentence(home: Home, tmp_path: Path) -> None:
    load(home, tmp_path, "2026", survey("I bake bread"))
    for later, earlier, message in (
        ("2031", None, "Nobody has answered in cycle '2031'. Cycles with answers: 2025, 2026."),
        ("2026", "1999", "Nobody has answered in cycle '1999'."),
        ("2025", None, "There is no cycle with answers before '2025'."),
        ("2025", "2026", "Cycle '2026' is not before cycle '2025'."),
        ("2026", "2026", "Cycle '2026' is not before cycle '2026'."),
    ):
        with pytest.raises(WarehouseError) as refusal:
            rubric_changes(home, later, earlier)
        assert message in str(refusal.value)
    with pytest.raises(RubricError):
        kept_crosswalk(home, "2026", None, {"frying": {}, "soup": {1: "same"}})


def test_a_recipe_goes_out_and_comes_back(tmp_path: Path) -> None:
    crosswalk = {"baking": {1: "stricter", 2: "split 2 3"}}
    written_recipe(tmp_path / "ruled.yaml", Rulings(crosswalk=crosswalk), "2025", "2026")
    assert (tmp_path / "ruled.yaml").read_text("utf-8").startswith("# Rulings between the cycles 2025 and 2026\n")
    assert crosswalk_of(tmp_path / "ruled.yaml") == crosswalk
    (tmp_path / "none.yaml").write_text("teams: {A: B}\n", "utf-8")
    with pytest.raises(ExportError) as refusal:
        crosswalk_of(tmp_path / "none.yaml")
    assert "The recipe 'none.yaml' has no 'crosswalk'" in str(refusal.value)
