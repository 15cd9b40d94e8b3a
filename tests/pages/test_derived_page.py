"""The page about what could be derived: the verdict first, then in what it was looked for, and in what not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pages.shared import derived_captions
from tests.helpers import open_page
from tests.pages import snapshots
from tests.pages.conftest import texts
from tests.pages.test_captions import FACTS

PAGE = "pages/derived.py"
SAFE: dict[str, Any] = {
    "dimension": "ai-production",
    "verdict": "safe",
    "min_group": 5,
    "earlier": 0,
    "groups": 30,
    "parts": 31,
    "atoms": 48,
    "told_share": 1.0,
}
DOUBT = SAFE | {"dimension": "ml-fundamentals", "verdict": "doubt"}
NOTHING = SAFE | {"verdict": "nothing", "groups": 0, "parts": 0, "told_share": None}


@pytest.mark.usefixtures("made")
def test_the_verdict_stands_first_and_its_figures_below(home: Path) -> None:
    page = open_page(PAGE, home)
    assert [each.value for each in page.subheader] == [
        "From all figures of groups that are published of cycle 2026 nobody can work out one of fewer than 5 people."
    ]
    [table] = (drawn.value for drawn in page.dataframe)
    assert table["Dimension"].tolist()[0] == "AI/ML Fundamentals"
    assert table.iloc[0, 1:].tolist() == ["Nothing", 30, 31, 360, 5, 21, 2, 1]
    told = texts(page)
    assert "5 of 5 dimensions are shown" in told
    assert "It is the first one" in told
    assert all(sentence in told for sentence in derived_captions.NOT_COVERED)
    assert [button.proto.label for button in page.get("download_button")] == ["Download every figure"]
    assert not page.exception


def test_a_cycle_published_before_there_was_a_verdict_asks_to_be_published_again(home: Path) -> None:
    snapshots.published(home)
    with duckdb.connect(str(home / "snapshots" / "0001.duckdb")) as con:
        con.execute("delete from verdict")
    page = open_page(PAGE, home)
    assert "Publish the cycle again" in page.error[0].value
    assert not page.exception


def test_a_doubt_names_the_dimension() -> None:
    told = derived_captions.verdict(FACTS, [SAFE, DOUBT])
    assert told.startswith("In AI\\/ML Fundamentals the search came to no end")
    assert told.endswith("In the other dimensions nobody can.")
    assert "other dimensions" not in derived_captions.verdict(FACTS, [DOUBT])


def test_what_is_open_and_what_is_not_shown_is_not_called_safe() -> None:
    is_open = replace(FACTS, min_group=1)
    assert "single person are shown" in derived_captions.verdict(is_open, [SAFE | {"verdict": "open"}])
    assert derived_captions.looked_at(is_open, [SAFE]) == [
        "Nothing: where everybody may see every answer, there is nothing to look for."
    ]
    assert "nothing can be worked out" in derived_captions.verdict(FACTS, [NOTHING, NOTHING])
    assert "0 of 1 dimensions" in derived_captions.of_what(FACTS, [NOTHING])
    assert not any("Who is in it" in told for told in derived_captions.looked_at(FACTS, [NOTHING]))


@pytest.mark.parametrize(
    ("earlier", "is_corrected", "told"),
    [
        (0, False, "the first one"),
        (1, False, "the earlier publication of"),
        (3, False, "3 earlier"),
        (0, True, "error"),
    ],
)
def test_which_publications_took_part_is_said(earlier: int, is_corrected: bool, told: str) -> None:
    facts = replace(FACTS, is_corrected=is_corrected)
    assert any(told in each for each in derived_captions.looked_at(facts, [SAFE | {"earlier": earlier}]))


def test_whoever_stands_in_no_row_is_not_counted_in() -> None:
    assert any(
        "At least 90 % of everybody" in each for each in derived_captions.looked_at(FACTS, [SAFE | {"told_share": 0.9}])
    )
