"""Rows of ``snapshot.change.changes`` as plain values, by hand: the worked example's company in D1, and others of it.

Six people before (6 steps short), seven after (5): 1 and 5/7. Five are matched and come 3/5 closer; who joined makes
4/35 (1/5 a new hire, -3/35 a first answer), who left 1/5.
"""

from __future__ import annotations

from typing import Any

LEDGER: dict[str, Any] = {
    "within": -3 / 5,
    "new_hire": 1 / 5,
    "first_answer": -3 / 35,
    "moved_in": 0.0,
    "leaver": 1 / 5,
    "silent": 0.0,
    "moved_out": 0.0,
    "joined": 4 / 35,
    "gone": 1 / 5,
    "target_change": 0.0,
    "rubric_change": 0.0,
}
SIX = ("new_hire", "first_answer", "moved_in", "leaver", "silent", "moved_out")
PEOPLE: dict[str, Any] = {
    "matched": 5,
    "new_hire": 1,
    "first_answer": 1,
    "moved_in": 0,
    "leaver": 1,
    "silent": 0,
    "moved_out": 0,
    "joined": 2,
    "gone": 1,
}
ROW: dict[str, Any] = {
    "group": "Larkspur",
    "kind": "company",
    "division": None,
    "name": "Prompting",
    "dimension": "prompting",
    "dimension_name": "Prompting",
    "before": 1.0,
    "after": 5 / 7,
    "change": -2 / 7,
    "ledger": LEDGER,
    "people": PEOPLE,
    "matched": 5,
    "low": None,
    "high": None,
    "improved": 3,
    "same": 2,
    "declined": 0,
    "crossed_up": 2,
    "crossed_down": 0,
    "transitions": {"2->3": 1, "3->3": 1, "1->2": 2, "2->2": 1},
    "p_value": None,
    "q_value": None,
    "verdict": None,
    "comparison": "same rubric",
    "shown": True,
}
MERGED = {
    **ROW,
    "ledger": {**LEDGER, **dict.fromkeys(SIX)},
    "people": {**PEOPLE, **dict.fromkeys(SIX)},
}
"""Some of the six classes have too few people, joined and gone have enough."""
HIDDEN = {
    **dict.fromkeys(ROW),
    "group": "Kestrel",
    "kind": "team",
    "name": "Data",
    "dimension": "data",
    "dimension_name": "Data",
    "comparison": "same rubric",
    "shown": False,
}
BROKEN = {
    **dict.fromkeys(ROW),
    "group": "Larkspur",
    "kind": "company",
    "name": "Review",
    "dimension": "review",
    "dimension_name": "Review",
    "before": 0.5,
    "after": 0.25,
    "comparison": "not comparable",
    "shown": True,
}
NOBODY = {
    **BROKEN,
    "name": "Release",
    "dimension": "release",
    "dimension_name": "Release",
    "change": -0.25,
    "comparison": "same rubric",
    "matched": 0,
    "improved": 0,
    "same": 0,
    "declined": 0,
    "transitions": {},
}
"""Anonymous answers: everyone can be compared, nobody is matched."""
POOLED = {**ROW, "name": "Whole company", "dimension": None, "dimension_name": None, "matched": 10}


def row(**figures: Any) -> dict[str, Any]:
    """The worked row with other figures; entries of the ledger go by their names."""
    entries = {key: figures.pop(key) for key in list(figures) if key in LEDGER and key not in SIX}
    return {**ROW, **figures, "ledger": {**LEDGER, **entries}}
