"""Three cycles: what is told of two of them is held against what was told of either beside the third."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copytree
from typing import Any

import pandas as pd
import pytest

from pipeline.elsewhere import Marked, OtherLedgers, _combined, _Part
from pipeline.figures import cycle_counts
from pipeline.load import LoadRequest, loaded
from pipeline.model import Grouping
from pipeline.pairings import _nearest
from pipeline.publish import Publication, Way, published
from pipeline.settings import Home, Settings, keep_settings, opened_home, with_setting
from pipeline.snapshot.change import changes
from pipeline.snapshot.read import Snapshot, current_path
from pipeline.warehouse.connection import opened
from tests.contract.shell import csv_file
from tests.pipeline.test_rubric_changes import import_rubric

EVERYBODY = tuple(range(14))


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of fourteen people three had left by 2026; groups of three are shown."""
    folder = tmp_path_factory.mktemp("two-years")
    here = opened_home(folder / "home")
    keep_settings(here, with_setting(here, "min_group", "3"))
    import_rubric(here, folder, "bread", "pie")
    for cycle, people in (("2025", EVERYBODY), ("2026", EVERYBODY[3:])):
        load(here, folder, cycle, people)
        published(here, cycle)
    return here.path


@pytest.fixture
def home(two_years: Path, tmp_path: Path) -> Home:
    return opened_home(Path(copytree(two_years, tmp_path / "home")))


def load(here: Home, folder: Path, cycle: str, people: Sequence[int], name: str = "") -> None:
    everybody = [["person", "team"], *([f"p{n}@n.example", "Core"] for n in people)]
    answers = [["Email", "Baking"], *([f"p{n}@n.example", (n + int(cycle)) % 3] for n in people)]
    for what, lines in (("roster", everybody), ("survey", answers)):
        path = csv_file(folder / f"{what}{name}-{cycle}.csv", lines)
        loaded(here, LoadRequest(path, path.name, cycle))


def heads(here: Home, before: str, after: str) -> dict[str, Any] | None:
    found = changes(Snapshot(current_path(here)), before, after, "level", Grouping("company"))
    [people] = found.loc[found["dimension"] == "baking", "people"]
    return None if people is None else dict(people)


def publish(here: Home, cycle: str, way: Way = "again") -> Publication:
    return published(here, cycle, way=way)


def test_who_left_between_the_second_and_the_third_year_cannot_be_worked_out(home: Home, tmp_path: Path) -> None:
    load(home, tmp_path, "2027", EVERYBODY[5:])
    publish(home, "2027")
    # 3 are gone from 2025 to 2026 and 5 from 2025 to 2027: the 2 between would be the difference
    first = heads(home, "2025", "2026")
    assert first is not None
    assert first["leaver"] == 3
    assert (heads(home, "2026", "2027"), heads(home, "2025", "2027")) == (None, None)


def test_enough_who_left_between_are_told_of(home: Home, tmp_path: Path) -> None:
    load(home, tmp_path, "2027", EVERYBODY[6:])
    publish(home, "2027")
    told = [heads(home, *pair) for pair in (("2025", "2026"), ("2026", "2027"), ("2025", "2027"))]
    assert [people and people["leaver"] for people in told] == [3, 3, 6]


def test_of_several_ledgers_those_of_the_nearest_cycles_come_first() -> None:
    assert _nearest("2026", ["2024", "2025", "2027", "2029"]) == ["2025", "2027", "2024", "2029"]


def test_where_a_told_pair_is_not_what_it_was_nothing_more_is_told_but_as_a_correction(
    home: Home, tmp_path: Path
) -> None:
    load(home, tmp_path, "2025", [0, 1, 2, 40, 41, 42], "more")
    load(home, tmp_path, "2027", EVERYBODY[6:])
    found = publish(home, "2027")
    assert any("was made of other answers" in note and "between 2025 and 2026" in note for note in found.notes)
    assert heads(home, "2026", "2027") is None
    publish(home, "2025", "correct")
    with opened(home) as connection:
        before, after = (cycle_counts(connection, cycle, Settings()) for cycle in ("2026", "2027"))
        assert before is not None
        assert after is not None
        assert not OtherLedgers(connection, Settings(), after).beside(before, after).closed


def test_people_are_marked_by_all_that_is_told_of_them() -> None:
    one = _Part(pd.Series([0, 1], [11, 12]), pd.DataFrame([[True, False]]).to_numpy(), pd.Series([False]).to_numpy())
    other = _Part(pd.Series([0, 0], [12, 13]), pd.DataFrame([[True]]).to_numpy(), pd.Series([True]).to_numpy())
    marks, marked = _combined([one, other])
    assert isinstance(marked, Marked)
    sets = {person: marked.sets[:, mark].tolist() for person, mark in marks.items()}
    assert sets == {11: [True, False], 12: [False, True], 13: [False, True]}
    assert not marked.sets[:, 0].any()
    assert marked.is_of_teams.tolist() == [False, True]
