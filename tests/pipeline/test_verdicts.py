"""The verdict that is published: counted in shown rows only, and a refusal where it would be a leak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from pipeline.earlier import Decided
from pipeline.errors import PublicationError
from pipeline.protection import Decisions, decisions_of, protected
from pipeline.settings import Settings
from pipeline.verdicts import verdicts
from tests.pipeline.test_protection import Person, counts_of

SETTINGS = Settings()


def people(division: str, team: str, count: int, in_second: int = 0) -> list[Person]:
    """So many people of a team who answered in D1; the first of them in D2 as well."""
    return [Person(division, team, "x", (2, 1 if at < in_second else None), is_asked=False) for at in range(count)]


COMPANY = [
    *people("North", "Ash", 8, in_second=3),
    *people("North", "Elm", 6),
    *people("South", "Fir", 7),
    *people("South", "Oak", 3),
    *people("South", "Yew", 4),
]


def looked(company: Iterable[Person], shown: Decisions | None = None, **entry: Any) -> pd.DataFrame:
    counts = counts_of(company, **entry)
    decided = decisions_of(counts, SETTINGS) if shown is None else shown
    return verdicts(Decided(counts, decided, "first"), protected(counts, SETTINGS, decided), 5)


def test_the_verdict_counts_what_is_shown() -> None:
    # Oak and Yew are a unit of 7, and all have one role, so that its row is of the same people as the company's.
    # Of D2 nothing is shown, since three people answered there.
    found = looked(COMPANY, has_roster=True)
    hidden = {"verdict": "nothing", "groups": 0, "parts": 0, "units": 0, "people": None, "smallest_unit": None}
    hidden |= {"teams_alone": 0, "teams_together": 0, "teams_unseen": 5, "told_share": None}
    shown = {"verdict": "safe", "groups": 8, "parts": 7, "units": 4, "people": 28, "smallest_unit": 6}
    shown |= {"teams_alone": 3, "teams_together": 2, "teams_unseen": 0, "told_share": 1.0}
    common = {"min_group": 5, "earlier": 0, "atoms": 5}
    expected = [{"dimension": "D1", **common, **shown}, {"dimension": "D2", **common, **hidden}]
    plain = found.astype(object).where(found.notna(), None).to_dict("records")
    assert plain == [{name: row[name] for name in found.columns} for row in expected]


def test_without_a_roster_nobody_counts_the_parts_that_those_who_answered_make() -> None:
    assert looked(COMPANY)["atoms"].isna().all()


def test_one_person_more_or_less_in_a_hidden_dimension_changes_nothing() -> None:
    fewer = [without_second(COMPANY[0]), *COMPANY[1:]]
    pd.testing.assert_frame_equal(looked(COMPANY, has_roster=True), looked(fewer, has_roster=True))


def without_second(person: Person) -> Person:
    return person._replace(levels=(person.levels[0], None))


@pytest.mark.parametrize("what", ["levels", "gaps"])
def test_a_decision_that_shows_too_much_is_refused(what: str) -> None:
    counts = counts_of(COMPANY)
    decided = decisions_of(counts, SETTINGS)
    too_much = {what: decided["D1"].levels | {("team", "South", "Yew")}}
    shown = {**decided, "D1": replace(decided["D1"], **too_much)}  # type: ignore[arg-type]
    rows = protected(counts, SETTINGS, shown)
    with pytest.raises(PublicationError, match="'Dimension 1'.*[34] people in (Oak|Yew)"):
        verdicts(Decided(counts, shown, "first"), rows, 5)
