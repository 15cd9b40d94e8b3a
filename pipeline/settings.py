"""Where a home keeps its things, and what an organisation may set.

The settings are one small YAML file in the home, not rows of the warehouse: they are read before
any database is opened, and a person can read them too.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import platformdirs
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import SettingsError
from pipeline.model import DEFAULT_RATER, DEFAULT_SERIES, Rater, Series


def _setting(default: Any, meaning: str, allowed: str, effect: str, **limits: Any) -> Any:
    """A field with what pages and refusals say of it: what it means, what it can be, when it takes effect."""
    told: dict[str, Any] = {"allowed": allowed, "effect": effect}
    return Field(default, description=meaning, json_schema_extra=told, **limits)


_AT_ONCE = "at once"
_WITH_NEXT = "with the next publication"
_FIXED = "with the first publication of a cycle, which keeps it from then on"
_ADDRESSES = "e-mail addresses, separated by commas, or none"
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


class Settings(BaseModel):
    """What an organisation may set; every field is a key of ``skillgap config``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    company: str = _setting(
        "Company", "The company's name.", "a text of 1 to 80 characters", _WITH_NEXT, min_length=1, max_length=80
    )
    min_group: int = _setting(
        5,
        "Smallest number of answers shown as a group.",
        "a whole number from 1 to 20",
        _FIXED,
        ge=1,
        le=20,
    )
    min_group_detail: int | None = _setting(
        None,
        "Smallest number of answers whose level distribution is shown.",
        "a whole number from 1 to 40, or none: the same as min_group",
        _FIXED,
        ge=1,
        le=40,
    )
    group_disclosure: Literal["off", "suppress"] = _setting(
        "off", "Whether a group that is wholly below target is hidden.", "off or suppress", _FIXED
    )
    rater: Rater = _setting(
        DEFAULT_RATER,
        "Whose ratings the figures use.",
        "self or manager",
        _FIXED,
    )
    series: Series = _setting(
        DEFAULT_SERIES,
        "Under which names renamed teams stand in a change between two cycles.",
        "as_now or as_then",
        _FIXED,
    )
    projects_per_person: int = _setting(
        1,
        "Projects one person takes at once.",
        "a whole number from 1 to 10",
        _WITH_NEXT,
        ge=1,
        le=10,
    )
    common_from: float = _setting(
        0.5,
        "Prevalence from which a gap is common.",
        "a number above 0, up to 1, such as 0.5 for half of the people",
        _AT_ONCE,
        gt=0,
        le=1,
    )
    analysts: tuple[str, ...] = _setting((), "Addresses that sign in as analysts.", _ADDRESSES, _AT_ONCE)
    managers: tuple[str, ...] = _setting((), "Addresses that sign in as managers.", _ADDRESSES, _AT_ONCE)
    viewers: tuple[str, ...] = _setting((), "Addresses that sign in as viewers.", _ADDRESSES, _AT_ONCE)

    @property
    def detail_from(self) -> int:
        """Answers from which a level distribution is shown: never below ``min_group``."""
        return max(self.min_group, self.min_group_detail or self.min_group)


@dataclass(frozen=True)
class SettingFact:
    """One setting: its key, its value (plain JSON), what it means, what it can be and when it takes effect."""

    setting: str
    value: Any
    meaning: str
    allowed: str
    effect: str


def setting_facts(settings: Settings) -> tuple[SettingFact, ...]:
    """Every setting in the order of the settings file's documentation, with what there is to know of it."""
    values = settings.model_dump(mode="json")
    return tuple(
        SettingFact(name, values[name], str(field.description), _told(name, "allowed"), _told(name, "effect"))
        for name, field in Settings.model_fields.items()
    )


@dataclass(frozen=True)
class Home:
    """The folder that holds one organisation: warehouse, snapshots, key, settings and catalogue."""

    path: Path

    @property
    def warehouse(self) -> Path:
        """The private database, person level."""
        return self.path / "warehouse.duckdb"

    @property
    def snapshots(self) -> Path:
        """The published files and ``CURRENT``, the name of the one that is served."""
        return self.path / "snapshots"

    @property
    def drafts(self) -> Path:
        """Publications to look at before they are made: protected like snapshots, seen by analysts only."""
        return self.path / "drafts"

    @property
    def spool(self) -> Path:
        """Where uploads lie while they are read."""
        return self.path / "spool"

    @property
    def key(self) -> Path:
        """The secret behind the pseudonyms; outside the database on purpose."""
        return self.path / "key"

    @property
    def settings_file(self) -> Path:
        """What the organisation has set."""
        return self.path / "settings.yaml"

    @property
    def catalogue(self) -> Path:
        """The organisation's own catalogue of modules, where it has one."""
        return self.path / "catalogue.yaml"


def opened_home(folder: Path | str | None = None) -> Home:
    """The home to work in, made where it is missing.

    Parameters
    ----------
    folder
        A folder; else ``SKILLGAP_HOME``, else ``skillgap`` in the platform's user-data folder.
        Relative folders are resolved here, once.

    Raises
    ------
    SettingsError
        Where the folder cannot be made.
    """
    asked = folder or os.environ.get("SKILLGAP_HOME") or platformdirs.user_data_dir("skillgap", False)
    home = Home(Path(asked).expanduser().resolve())
    try:
        for made in (home.path, home.snapshots, home.spool):
            made.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise SettingsError(
            f"The home folder {str(home.path)!r} cannot be made: {e.strerror or e}.",
            "Name another with --home.",
        ) from e
    return home


def settings_of(home: Home) -> Settings:
    """What the organisation has set, defaults filled in.

    Raises
    ------
    SettingsError
        Where the file was edited into something that cannot be.
    """
    if not home.settings_file.exists():
        return Settings.model_validate({})
    try:
        stored = yaml.safe_load(home.settings_file.read_text("utf-8")) or {}
        return Settings.model_validate(stored)
    except (ValidationError, yaml.YAMLError, TypeError) as e:
        raise SettingsError(
            f"The settings file {home.settings_file.name!r} cannot be used: {_first_fault(e)}.",
            "Correct that line, or delete the file to return to the defaults.",
        ) from e


def is_daring(key: str, value: str) -> bool:
    """Whether a setting would show groups smaller than usual, in which single people may be recognised."""
    usual = int(Settings.model_fields["min_group"].default)
    return key == "min_group" and value.strip().isdecimal() and 0 < int(value) < usual


def with_setting(home: Home, key: str, value: str) -> Settings:
    """All settings of a home with one changed; nothing is kept yet.

    ``value`` is text as typed; lists are separated by commas, ``none`` empties a setting.

    Raises
    ------
    SettingsError
        For a key that does not exist or a value that it cannot take.
    """
    known_keys = list(Settings.model_fields)
    if key not in known_keys:
        raise SettingsError(f"There is no setting {key!r}.", f"The settings are {', '.join(known_keys)}.")
    before = settings_of(home)
    typed = _typed(getattr(before, key), value)
    strangers = [text for text in typed if not _ADDRESS.fullmatch(text)] if isinstance(typed, tuple) else []
    if strangers:
        raise SettingsError(f"{key} cannot have {strangers[0]!r}.", f"It can be {_told(key, 'allowed')}.")
    try:
        return Settings.model_validate(before.model_dump() | {key: typed})
    except ValidationError as e:
        raise SettingsError(f"{key} cannot be {value!r}.", f"It can be {_told(key, 'allowed')}.") from e


def keep_settings(home: Home, settings: Settings) -> None:
    """Write the settings of a home, whole or not at all."""
    kept = settings.model_dump(mode="json", exclude_defaults=True)
    beside = home.settings_file.with_suffix(".new")
    beside.write_text(yaml.safe_dump(kept, sort_keys=True, allow_unicode=True), "utf-8")
    beside.replace(home.settings_file)


def _typed(before: object, value: str) -> object:
    if isinstance(before, tuple):
        return tuple(part.strip() for part in value.split(",") if part.strip() and part != "none")
    return None if value.strip().casefold() == "none" else value.strip()


def _told(key: str, what: str) -> str:
    extra = Settings.model_fields[key].json_schema_extra
    return str(extra[what]) if isinstance(extra, dict) else ""


def _first_fault(error: Exception) -> str:
    """What is wrong with a settings file that somebody edited, in our own words."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1} is no YAML"
    if not isinstance(error, ValidationError):
        return "it is no YAML"
    fault = error.errors()[0]
    if not fault["loc"]:
        return "it holds no settings"
    key = str(fault["loc"][0])
    if key not in Settings.model_fields:
        return f"there is no setting {key!r}"
    return f"{key} cannot be {fault['input']!r}; it can be {_told(key, 'allowed')}"
