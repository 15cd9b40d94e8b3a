"""What the setup page says of its targets, from hand-made audits."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.shared import target_words
from pipeline.sentences.targets import stands_out
from pipeline.target_audit import COLUMNS, TargetAudit
from tests.pages.test_captions import FRAMEWORK

LINE: dict[str, Any] = {"dimension": "d", "dimension_name": "Data *1*", "target": 2, "target_source": "file"}
LINE |= {"people": 9, "assessed": 8, "reached": 3}


def audit(*lines: dict[str, Any], compared_with: str | None = "2025") -> TargetAudit:
    rows = [dict.fromkeys(COLUMNS) | line for line in lines]
    frame = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in COLUMNS.items()})
    return TargetAudit("2026", FRAMEWORK, "file", compared_with, frame)


def test_what_stands_out_comes_first() -> None:
    whole = audit(
        LINE | {"change": "same", "target_before": 2},
        LINE
        | {"role": "Dev", "division": "North", "change": "changed", "target_before": 1, "finding": "nobody_reaches"},
        LINE | {"team": "Owl", "change": "new", "finding": "holds_for_nobody", "message": "Nobody is in 'Owl'."},
        {"role": None, "finding": "no_target", "people": 4},
        LINE | {"target": None, "change": "gone", "target_before": 3},
    )
    rows = target_words.rows(whole)
    assert [(row["For"], row["Target"], row["What stands out"], row["Since 2025"]) for row in rows] == [
        ("Role Dev, division North", "Practicing", "Nobody reaches it", "Was Aware"),
        ("Team Owl", "Practicing", "Nobody is in 'Owl'.", "New"),
        ("People without a role", "–", "No target in any dimension", ""),
        ("Everybody", "Practicing", "", "The same"),
        ("Everybody", "–", "", "Gone, was Proficient"),
    ]
    assert target_words.sentences(whole).splitlines()[-1] == "- Since cycle 2025: 1 changed, 1 new, 1 gone."
    assert "Since 2025" not in target_words.rows(audit(LINE, compared_with=None))[0]


def test_nothing_that_stands_out_is_said_too() -> None:
    plain = [{"finding": None, "change": "same"}]
    assert stands_out(plain, "file", "2025", str) == [
        "No target stands out: none is reached by everybody or by nobody, and every line holds for somebody.",
        "Since cycle 2025: no target changed.",
    ]


def test_names_from_files_are_escaped() -> None:
    told = target_words.sentences(audit({"role": "*Dev*", "finding": "no_target", "people": 1200}))
    assert r"- 1,200 people have no target in any dimension, by role: \*Dev\* 1,200." in told
