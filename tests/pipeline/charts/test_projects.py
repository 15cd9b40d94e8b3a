"""What the list of projects prints of each."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipeline.charts.projects import project_lines


@pytest.mark.parametrize(
    ("asked", "short", "figure"),
    [
        ([1], 0, "the one person found"),
        ([1], 1, "1 of 1 person short"),
        ([1, 1], 0, "all 2 people found"),
        ([1, 3], 1, "1 of 4 people short"),
    ],
)
def test_one_person_is_no_people(asked: list[int], short: int, figure: str) -> None:
    project: dict[str, Any] = {
        "project": "X", "weight": 2.0, "unmet": short, "unmet_low": 0, "enough_on_paper": False, "blocked": short > 0,
        "contended": False, "blocked_low": False, "bus_factor": 1, "unlock_steps": None, "weight_per_step": None,
        "unlock_place": None, "shown": True,
    }  # fmt: skip
    needs = pd.DataFrame({"project": "X", "people": asked})
    assert project_lines(pd.DataFrame([project]), needs, True)["figure"].tolist() == [figure]
