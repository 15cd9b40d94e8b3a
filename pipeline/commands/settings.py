"""``config``: the settings with what they mean."""

from __future__ import annotations

from pipeline.errors import SettingsError
from pipeline.model import Json
from pipeline.settings import Settings


def setting_rows(settings: Settings, key: str | None) -> list[Json]:
    """Every setting, or the one named: ``setting, value, meaning``.

    Raises
    ------
    SettingsError
        Where there is no setting of that name.
    """
    values = settings.model_dump(mode="json")
    rows = [
        {"setting": name, "value": values[name], "meaning": field.description}
        for name, field in Settings.model_fields.items()
        if key in (None, name)
    ]
    if not rows:
        raise SettingsError(f"There is no setting {key!r}.", f"The settings are {', '.join(values)}.")
    return rows
