"""Small companies and roadmaps as the frames that the metrics of demand take."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from hypothesis import strategies as st

from tests.staffings import Need, Person

WEIGHTS = (1, 2, 3)


def profiles(people: Sequence[Person], dimensions: int) -> pd.DataFrame:
    """One row per person."""
    frame = pd.DataFrame({"division": None, "team": [team for team, _ in people]}, dtype=object)
    for place in range(dimensions):
        frame[f"D{place + 1}"] = pd.array([levels[place] for _, levels in people], dtype="Int8")
    return frame.assign(people=1)


def needs(asked: Sequence[Need], weights: Sequence[float]) -> pd.DataFrame:
    """The lines of a roadmap; projects are called P1, P2, ..."""
    rows = [
        (
            f"P{n.project + 1}",
            weights[n.project],
            f"D{n.dimension + 1}",
            n.level,
            None,
            n.team,
            n.people,
            n.shared,
        )
        for n in asked
    ]
    columns = ["project", "weight", "dimension", "level", "division", "team", "people", "shared"]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.astype({"weight": float, "level": int, "people": int, "shared": bool})


LEVELS = st.one_of(st.none(), st.integers(1, 4))
PEOPLE = st.lists(st.tuples(st.sampled_from("AB"), st.tuples(LEVELS, LEVELS)), max_size=5)


@st.composite
def roadmaps(draw: st.DrawFn) -> tuple[list[Need], list[int]]:
    """One to three projects with up to five needs in the order of their projects, and a weight each."""
    projects = draw(st.integers(1, 3))
    asked = []
    for project in range(projects):
        for _ in range(draw(st.integers(1, 2))):
            team = draw(st.sampled_from([None, None, "A", "B"]))
            shared = draw(st.booleans())
            asked.append(
                Need(project, draw(st.integers(0, 1)), draw(st.integers(2, 4)), draw(st.integers(1, 2)), team, shared)
            )
    return asked, [draw(st.sampled_from(WEIGHTS)) for _ in range(projects)]
