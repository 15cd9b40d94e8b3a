"""Lines of a roadmap become needs, in the words of the framework and the cycle."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.matching.needs import NEED_COLUMNS, resolved_needs
from pipeline.matching.resolve import GroupNames
from tests.pipeline.metrics.examples import framework

FIELDS = ["project", "priority", "weight", "team", "division", "dimension", "level", "people", "shared"]
NAMES = GroupNames({"heron": "Heron"}, {"north": "North"}, {})


def resolved(*lines: tuple[str | None, ...]) -> pd.DataFrame:
    written = pd.DataFrame(lines, columns=FIELDS, dtype=object)
    written = written.assign(upload=1, row=range(2, len(lines) + 2), sheet=None).astype(object)
    return resolved_needs(written.where(written.notna(), None), framework(), NAMES)


def line(project: str = "X", **stated: str | None) -> tuple[str | None, ...]:
    usual: dict[str, str | None] = {"project": project, "dimension": "D1", "level": "3", "people": "2"}
    return tuple((usual | stated).get(field) for field in FIELDS)


def test_a_line_in_its_own_words() -> None:
    written = line(priority="High", team="HERON", division="north", dimension="dimension 2", level="Expert", shared="x")
    assert resolved(written).values.tolist() == [["X", 3.0, "D2", 4, "North", "Heron", 2, True]]
    assert list(resolved(written).columns) == NEED_COLUMNS


def test_a_project_s_needs_stand_together_in_the_order_of_first_lines() -> None:
    found = resolved(line("X"), line("Y"), line(" x ", dimension="D2"))
    assert found[["project", "dimension"]].values.tolist() == [["X", "D1"], ["X", "D2"], ["Y", "D1"]]


@pytest.mark.parametrize(
    ("stated", "weight"),
    [
        ([{}], 2),
        ([{"priority": "low"}], 1),
        ([{"priority": "2.5"}], 2.5),
        ([{"priority": "low", "weight": "7"}], 7),
        ([{"priority": "high"}, {"dimension": "D2"}], 3),
        ([{"priority": "high"}, {"dimension": "D2", "priority": "low"}], 1),
        ([{"priority": "whenever"}], 2),
        ([{"weight": "0012.5000"}], 12.5),
        ([{"weight": "2.123456"}], 2),  # seven digits: a problem, and no weight
        ([{"priority": "low", "weight": "1234567"}], 1),
    ],
)
def test_what_a_project_weighs(stated: list[dict[str, str]], weight: float) -> None:
    assert set(resolved(*(line(**each) for each in stated))["weight"]) == {weight}


def test_the_later_of_two_lines_for_one_thing_counts() -> None:
    found = resolved(line(people="2"), line(people="5", shared="yes"), line(people="1", team="Heron"))
    assert found[["team", "people", "shared"]].values.tolist() == [[None, 5, True], ["Heron", 1, False]]


@pytest.mark.parametrize(
    "stated",
    [{"dimension": "D9"}, {"level": "9"}, {"people": "0"}, {"people": "1.5"}, {"team": "Egret"}, {"division": "East"}],
)
def test_a_line_that_cannot_be_used_counts_for_nothing(stated: dict[str, str]) -> None:
    found = resolved(line("X", **stated), line("Y"))
    assert found["project"].tolist() == ["Y"]
    assert list(resolved(line(**stated)).dtypes) == list(found.dtypes)
