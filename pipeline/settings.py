"""Where a home keeps its things, and what an organisation may set.

The settings are one small YAML file in the home, not rows of the warehouse: they are read before
any database is opened, and a person can read them too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import SettingsError


class Settings(BaseModel):
    """What an organisation may set; every field is a key of ``skillgap config``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    company: str = Field("Company", min_length=1, max_length=80, description="The company's name.")
    min_group: int = Field(5, ge=1, le=20, description="Smallest number of answers shown as a group.")
    min_group_detail: int | None = Field(
        None, ge=1, le=40, description="Smallest number of answers whose level distribution is shown."
    )
    group_disclosure: Literal["off", "suppress"] = Field(
        "off", description="Whether a group that is wholly below target is hidden."
    )
    rater: Literal["self", "manager"] = Field("self", description="Whose ratings the figures use.")
    projects_per_person: int = Field(1, ge=1, le=10, description="Projects one person takes at once.")
    common_from: float = Field(0.5, gt=0, le=1, description="Prevalence from which a gap is common.")
    analysts: tuple[str, ...] = Field((), description="Addresses that sign in as analysts.")
    managers: tuple[str, ...] = Field((), description="Addresses that sign in as managers.")
    viewers: tuple[str, ...] = Field((), description="Addresses that sign in as viewers.")

    @property
    def detail_from(self) -> int:
        """Answers from which a level distribution is shown: never below ``min_group``."""
        return max(self.min_group, self.min_group_detail or self.min_group)


@dataclass(frozen=True)
class Home:
    """The folder that holds one organisation: warehouse, snapshots, key and settings."""

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
            f"The settings file {home.settings_file.name!r} cannot be read: {_first_fault(e)}.",
            "Correct that line, or delete the file to return to the defaults.",
        ) from e


def changed_settings(home: Home, key: str, value: str) -> Settings:
    """Set one key and keep it; gives all settings.

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
    try:
        after = Settings.model_validate(before.model_dump() | {key: _typed(getattr(before, key), value)})
    except ValidationError as e:
        raise SettingsError(f"{key} cannot be {value!r}: {_first_fault(e)}.") from e
    kept = after.model_dump(mode="json", exclude_defaults=True)
    beside = home.settings_file.with_suffix(".new")
    beside.write_text(yaml.safe_dump(kept, sort_keys=True, allow_unicode=True), "utf-8")
    beside.replace(home.settings_file)
    return after


def _typed(before: object, value: str) -> object:
    if isinstance(before, tuple):
        return tuple(part.strip() for part in value.split(",") if part.strip() and part != "none")
    return None if value.strip().casefold() == "none" else value.strip()


def _first_fault(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        return f"{where}: {fault['msg']}".removeprefix(": ")
    return str(error).split("\n", maxsplit=1)[0]
