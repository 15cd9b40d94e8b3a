"""An attack on made-up companies with everything that is shown of them at once, beside what a plain threshold shows."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.decision import decisions
from pipeline.disclosure.oracle import leak
from pipeline.disclosure.released import Decision
from pipeline.disclosure.units import Rule
from tests.pipeline.disclosure.test_decision import masks_of

COMPANIES = 16
TARGETS: list[dict[str | None, int]] = [{}, {"Engineer": 3, "Designer": 1}]
COLUMNS = ["division", "team", "role", "target", "is_asked"]


def company(seed: int) -> pd.DataFrame:
    """Atoms of 8 to 40 teams of 1 to 30 people in up to 6 divisions, of whom 30 to 95 % answered."""
    chance = random.Random(seed)
    divisions, response = chance.randint(1, 6), chance.uniform(0.3, 0.95)
    targets = chance.choice(TARGETS)
    counts: Counter[tuple[str, str, str | None, int | None, bool]] = Counter()
    for team in range(chance.randint(8, 40)):
        division = f"D{chance.randrange(divisions)}"
        for _ in range(chance.randint(1, 30)):
            role = chance.choice(["Engineer", "Designer", None])
            place = (division, f"T{team}", role, targets.get(role) if targets else 2, chance.random() < 0.8)
            counts[place] += chance.random() < response
    rows = pd.DataFrame([(*place, people) for place, people in counts.items()], columns=[*COLUMNS, "assessed"])
    return rows.assign(dimension="d", below=0, target=rows["target"].astype("Int64"))


def shown(atoms: pd.DataFrame, found: Decision) -> list[Mask]:
    """The atoms of everything that somebody can read off the shown rows."""
    targets, is_asked = atoms["target"].fillna(-1).to_numpy(), atoms["is_asked"].to_numpy()
    told = []
    for group in found.levels:
        mask = masks_of(atoms, group, found)
        told.append(mask)
        told += [mask & (targets == target) for target in np.unique(targets)] if group in found.gaps else []
        told += [mask & is_asked, mask & ~is_asked] if group in found.ticks else []
    return told


def above_a_threshold(atoms: pd.DataFrame, min_group: int) -> list[Mask]:
    """What is shown where only groups of few people are hidden: company, divisions and teams."""
    people = atoms["assessed"].to_numpy()
    groups = [np.ones(len(atoms), bool)]
    groups += [(atoms[name] == each).to_numpy() for name in ("division", "team") for each in atoms[name].unique()]
    return [group for group in groups if people[group].sum() >= min_group]


@pytest.mark.parametrize("min_group", [3, 5, 10, 20])
def test_what_is_shown_tells_of_no_few_people_and_a_plain_threshold_does(min_group: int) -> None:
    broken = 0
    for seed in range(COMPANIES):
        atoms = company(seed)
        people = atoms["assessed"].to_numpy(np.int64)
        found = decisions(atoms, Rule(min_group), "Acme")["d"]
        assert found.levels
        assert leak(np.array(shown(atoms, found), bool), people, min_group) is None, seed
        broken += leak(np.array(above_a_threshold(atoms, min_group), bool), people, min_group) is not None
    assert broken >= COMPANIES / 4
