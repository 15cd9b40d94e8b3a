"""What analysts change by hand: lines of a cycle, kept as a spreadsheet that is loaded, and settings.

Decision: an edit takes the place of everything of its kind that the cycle had, in one transaction, so
that the lines on the screen are the lines that count; nobody else's change is overwritten unseen.
"""

from __future__ import annotations

import getpass
import uuid
from typing import Any

import pandas as pd

from pipeline.cycle_setup import CycleSetup, cycle_setup
from pipeline.errors import ExportError
from pipeline.frameworks.templates import TemplateKind, write_template
from pipeline.load import LoadReport, LoadRequest, loaded
from pipeline.settings import Home, Settings, keep_settings, settings_of, with_setting
from pipeline.warehouse import write
from pipeline.warehouse.connection import opened, transaction


def saved_lines(home: Home, setup: CycleSetup, kind: TemplateKind, lines: pd.DataFrame, actor: str = "") -> LoadReport:
    """Keep lines in place of all of their kind that the cycle has.

    Parameters
    ----------
    setup
        The cycle as it was when the lines were drawn.
    lines
        Every line that shall count, with the columns of the kind's template.

    Raises
    ------
    ExportError
        Where no line is left, or somebody else has loaded lines of that kind since ``setup``.
    """
    if lines.empty:
        raise ExportError(
            f"No line of the {kind} would be left.",
            "Keep at least one, or take the upload back on the Review page.",
        )
    if cycle_setup(home, setup.cycle).uploads[kind] != setup.uploads[kind]:
        raise ExportError(
            f"The {kind} of cycle {setup.cycle!r} was changed meanwhile by somebody else.",
            "Nothing was stored; open the page anew and edit what stands there then.",
        )
    path = home.spool / f"{uuid.uuid4().hex}.part"
    try:
        records = [{str(field): text for field, text in line.items()} for line in lines.to_dict("records")]
        write_template(kind, path, setup.framework, records)
        request = LoadRequest(
            path, f"{kind}, edited.xlsx", setup.cycle, kind, replaces=setup.uploads[kind], again=True, actor=actor
        )
        return loaded(home, request)
    finally:
        path.unlink(missing_ok=True)


def changed_setting(home: Home, key: str, value: str, actor: str = "") -> Settings:
    """Set one setting, and note who did it, from what and to what; gives all settings.

    The file of settings is written last: where the warehouse cannot note the deed, nothing is changed.

    Raises
    ------
    SettingsError
        For a key that does not exist or a value that it cannot take.
    WarehouseError
        Where the warehouse is held by another process, full or damaged.
    """
    before = _setting(settings_of(home), key)
    after = with_setting(home, key, value)
    with opened(home) as connection, transaction(connection):
        detail = f"{key} from {before!r} to {_setting(after, key)!r}"
        write.note_action(connection, actor or getpass.getuser(), "config", detail)
        keep_settings(home, after)
    return after


def _setting(settings: Settings, key: str) -> Any:
    return settings.model_dump(mode="json").get(key)
