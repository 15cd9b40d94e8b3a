"""The review page's tab on two cycles: people who may be the same are ticked, ruled on and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline.load import LoadRequest, loaded
from pipeline.settings import opened_home
from tests.contract.shell import LLM, csv_file
from tests.helpers import open_page
from tests.pages.conftest import texts

HEADER = ["Email", "Name", "Team", LLM]
BEFORE = [HEADER, ["ada@old.example", "Ada *Lane*", "Core", "2"], ["bo@old.example", "Bo", "Core", "1"]]
AFTER = [HEADER, ["lane@new.example", "Ada *Lane*", "Core", "3"], ["bo@new.example", "", "Edge", "1"]]


def load(home: Path, cycle: str, lines: list[list[str]]) -> None:
    path = csv_file(home.parent / f"{cycle}.csv", lines)
    loaded(opened_home(home), LoadRequest(path, path.name, cycle))


def shown(home: Path) -> AppTest:
    page = open_page("pages/review.py", home)
    page.session_state["kept_view"] = "Between cycles"
    page.run()
    assert not page.exception
    return page


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def test_one_cycle_says_what_will_be_here(home: Path) -> None:
    load(home, "2026", AFTER)
    assert "It fills itself when the answers of two cycles are loaded." in texts(shown(home))


def test_ticked_people_are_the_same_until_that_is_taken_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unticked = {"bo@old.example"}

    def edited(table: pd.DataFrame, **options: Any) -> pd.DataFrame:
        """AppTest cannot tick: one that can stands in for the editor."""
        st.dataframe(table, key=f"shown_{options['key']}")
        tick = table.columns[0]
        return table.assign(**{tick: (table["Then"] != "bo@old.example") if unticked else True})

    monkeypatch.setattr(st, "data_editor", edited)
    load(home, "2025", BEFORE)
    load(home, "2026", AFTER)
    page = shown(home)
    assert "**2 people** of cycle 2025 may be the same in cycle 2026." in texts(page)
    assert page.dataframe[0].value.to_numpy().tolist() == [
        [True, "ada@old.example", "lane@new.example", "Ada *Lane*", "same name and team", "Core", "Core"],
        [True, "bo@old.example", "bo@new.example", "Bo", "same address before the @", "Core", "Edge"],
    ]
    assert page.button(key="same_people_rule").label == "They are the same person"
    page = press(page, "same_people_rule")
    assert [each.value for each in page.success] == [
        "1 person is recognised in both cycles now. Publish the later cycle for all to see what follows."
    ]
    assert "**1 person** of cycle 2025 may be the same" in texts(page)
    unticked.clear()
    page = press(page, "ruled_people_undo")
    assert "**2 people** of cycle 2025 may be the same" in texts(page)
    page = press(page, "same_people_rule")
    assert "Nobody of cycle 2025 seems to have another address in cycle 2026." in texts(page)


def test_teams_with_another_name_are_kept_as_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "data_editor", lambda table, **_: (st.dataframe(table), table)[1])
    people = [f"p{n}@n.example" for n in range(3)]
    load(home, "2025", [HEADER, *[[person, "", "Falcon", "2"] for person in people]])
    load(home, "2026", [HEADER, *[[person, "", "Falke", "2"] for person in people]])
    page = shown(home)
    assert "**1 team** of cycle 2025 cannot be found in cycle 2026 by name." in texts(page)
    assert page.dataframe[0].value.to_numpy().tolist() == [["Falcon", "Falke", "proposed", 3, "Falke 3"]]
    page = press(page, "team_map_rule")
    assert [each.value for each in page.success][0].startswith("What became of 1 team is kept.")
    assert page.dataframe[0].value.to_numpy().tolist() == [["Falcon", "Falke", "ruled", 3, "Falke 3"]]
    assert page.button(key="team_map_rule").disabled
