"""Settings: every value that cannot be is refused in plain words, with what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.edits import changed_setting
from pipeline.errors import SettingsError
from pipeline.settings import (
    Settings,
    is_daring,
    opened_home,
    setting_facts,
    settings_of,
    with_setting,
)
from pipeline.warehouse.connection import opened


def test_every_setting_says_what_it_means_can_be_and_when_it_takes_effect() -> None:
    facts = setting_facts(Settings.model_validate({}))
    assert [fact.setting for fact in facts] == list(Settings.model_fields)
    assert all(fact.meaning and fact.allowed and fact.effect for fact in facts)
    assert {fact.setting: fact.value for fact in facts}["min_group"] == 5


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("min_group", "0"),
        ("min_group", "21"),
        ("min_group", "five"),
        ("min_group", "none"),
        ("min_group_detail", "41"),
        ("group_disclosure", "on"),
        ("rater", "boss"),
        ("projects_per_person", "1.5"),
        ("common_from", "0"),
        ("common_from", "nan"),
        ("company", ""),
        ("company", "x" * 81),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(home: Path, key: str, value: str) -> None:
    here = opened_home(home)
    allowed = {fact.setting: fact.allowed for fact in setting_facts(settings_of(here))}[key]
    with pytest.raises(SettingsError) as refused:
        with_setting(here, key, value)
    assert (refused.value.title, refused.value.detail) == (f"{key} cannot be {value!r}.", f"It can be {allowed}.")
    assert not here.settings_file.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("min_group: 0\n", "min_group cannot be 0; it can be a whole number from 1 to 20"),
        ("min_grup: 5\n", "there is no setting 'min_grup'"),
        ("company: [1\nrater: self\n", "line 2 is no YAML"),
        ("[1, 2]\n", "it holds no settings"),
    ],
)
def test_a_file_that_somebody_broke_is_refused_with_the_place(home: Path, text: str, told: str) -> None:
    here = opened_home(home)
    here.settings_file.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as refused:
        settings_of(here)
    assert told in refused.value.title


def test_a_change_is_noted_with_who_from_what_and_to_what_and_a_refused_one_is_not(home: Path) -> None:
    here = opened_home(home)
    changed_setting(here, "min_group", "7", actor="ada@n.example")
    changed_setting(here, "analysts", "ada@n.example, bo@n.example", actor="ada@n.example")
    with pytest.raises(SettingsError):
        changed_setting(here, "min_group", "0", actor="ada@n.example")
    with opened(here) as connection:
        noted = connection.execute("select actor, action, detail from action order by acted_at, detail desc").fetchall()
    assert noted == [
        ("ada@n.example", "config", "min_group from 5 to 7"),
        ("ada@n.example", "config", "analysts from [] to ['ada@n.example', 'bo@n.example']"),
    ]
    assert settings_of(here).min_group == 7


def test_an_address_is_asked_for_where_people_sign_in(home: Path) -> None:
    here = opened_home(home)
    with pytest.raises(SettingsError, match="analysts cannot have 'not an address'"):
        with_setting(here, "analysts", "ada@n.example, not an address")
    assert with_setting(here, "analysts", "none").analysts == ()


def test_only_a_group_size_below_the_usual_is_daring() -> None:
    assert [is_daring("min_group", text) for text in ("4", " 1 ")] == [True, True]
    assert not any(is_daring("min_group", text) for text in ("0", "5", "20", "x", ""))
    assert not is_daring("min_group_detail", "1")
