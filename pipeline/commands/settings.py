"""``config``: the settings with what they mean."""

from __future__ import annotations

from pipeline.errors import SettingsError
from pipeline.model import Json
from pipeline.settings import Settings, setting_facts


def setting_rows(settings: Settings, key: str | None) -> list[Json]:
    """Every setting, or the one named: ``setting, value, meaning, allowed, effect``.

    Raises
    ------
    SettingsError
        Where there is no setting of that name.
    """
    facts = setting_facts(settings)
    rows = [vars(fact) for fact in facts if key in (None, fact.setting)]
    if not rows:
        names = ", ".join(fact.setting for fact in facts)
        raise SettingsError(f"There is no setting {key!r}.", f"The settings are {names}.")
    return rows
