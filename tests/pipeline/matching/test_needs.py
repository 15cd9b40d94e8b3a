"""Lines of a roadmap become needs, in the words of the framework and the cycle."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.matching.needs import NEED_COLUMNS, contradicting_needs, resolved_needs
from pipeline.matching.resolve import GroupNames
from tests.pipeline.metrics.examples import framework

FIELDS = ["project", "priority", "weight", "team", "division", "dimension", "level", "people", "shared"]
NAMES = GroupNames({"heron": "Heron"}, {"north": "North"}, {})


def as_written(*lines: tuple[str | None, ...]) -> pd.DataFrame:
    written = pd.DataFrame(lines, columns=FIELDS, dtype=object)
    written = written.assign(upload=1, row=range(2, len(lines) + 2), sheet=None).astype(object)
    return written.where(written.notna(), None)


def resolved(*lines: tuple[str | None, ...]) -> pd.DataFrame:
    return resolved_needs(as_written(*lines), framework(), NAMES)


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


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"people": "2"}, {"people": "5"}, "people"),
        ({"people": "2", "dimension": "dimension 1"}, {"people": "2.0"}, None),
        ({"people": "2"}, {"people": "5", "team": "Heron"}, None),
        ({"people": "2"}, {"people": "5", "dimension": "D9"}, None),
        ({"priority": "high"}, {"dimension": "D2", "priority": "low"}, "priority"),
        ({"priority": "high"}, {"dimension": "D2", "weight": "7"}, "weight"),
        ({"weight": "7"}, {"dimension": "D2", "priority": "low"}, "priority"),
        ({"priority": "high"}, {"dimension": "D2", "weight": "3.0"}, None),
        ({"priority": "high"}, {"dimension": "D2"}, None),
        ({"priority": "high"}, {"dimension": "D2", "priority": "whenever"}, None),
    ],
)
def test_a_line_that_contradicts_an_earlier_one_is_told(
    first: dict[str, str], second: dict[str, str], field: str | None
) -> None:
    written = as_written(line("X", **first), line("Y", people="9", priority="1"), line(" x ", **second))
    found = [(each.upload, each.problem) for each in contradicting_needs(written, framework(), NAMES)]
    told = [(upload, each.problem, each.row, each.header, each.value) for upload, each in found]
    assert told == ([] if field is None else [(1, "duplicate_line", 4, field, second[field])])
    assert all(first.get(field or "", "high") in each.message or "7" in each.message for _, each in found)
