"""What a plan of cohorts has to keep to: sizes, quarters, and how many of a team are away at once.

Decision: a number that cannot be meant is refused and never corrected; a plan by another rule than the one that was
written would be followed all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import SurveyError
from pipeline.programme.quarters import MOST_QUARTERS

MOST_PEOPLE = 1_000_000
"""Nobody means a larger number, and solvers do not calculate well with one."""


@dataclass(frozen=True)
class Rules:
    """What a plan of cohorts has to keep to.

    ``away_people`` and ``away_share`` limit how many of a team are away in one quarter (whichever is less, but never
    less than one); ``at_once`` is how many cohorts run in one quarter (None: any number).
    """

    quarters: int = 4
    smallest: int = 8
    largest: int = 12
    away_people: int | None = None
    away_share: float | None = 0.25
    at_once: int | None = None
    seconds: float = 12.0

    def most_away(self, headcount: int) -> int:
        """How many of a team may be away at once: of 10 people at a quarter 2, of 3 people 1."""
        limits = [headcount]
        if self.away_people is not None:
            limits.append(self.away_people)
        if self.away_share is not None:
            limits.append(int(self.away_share * headcount + 1e-9))
        return max(1, min(limits))

    def check(self) -> None:
        """Refuse rules that no plan can keep.

        Raises
        ------
        SurveyError
            Sizes or quarters below 1, a share that is none, or a number that no company comes to.
        """
        if self.quarters < 1 or self.smallest < 1 or self.largest < self.smallest:
            raise SurveyError(
                f"No cohort can have {self.smallest} to {self.largest} people in {self.quarters} quarters.",
                "The smallest size is 1 or more, the largest not below it, and there is at least one quarter.",
            )
        if self.quarters > MOST_QUARTERS:
            raise SurveyError(f"{self.quarters} quarters are too many.", f"A plan has {MOST_QUARTERS} at most.")
        if self.at_once is not None and self.at_once < 1:
            raise SurveyError("No cohort could ever run.", "Let at least one run in a quarter.")
        if self.away_people is not None and self.away_people < 0:
            raise SurveyError(f"{self.away_people} people of a team cannot be away.", "Let it be 0 or more.")
        if self.away_share is not None and not 0 <= self.away_share <= 1:
            raise SurveyError(f"{self.away_share:g} is no part of a team.", "Write a number from 0 to 1, e.g. 0.25.")
        for number in (self.largest, self.away_people or 0, self.at_once or 0):
            if number > MOST_PEOPLE:
                raise SurveyError(f"{number} is too large a number.", f"Write {MOST_PEOPLE:,} at most.")
