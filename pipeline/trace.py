"""From a figure back to the cells of the files it came from; for analysts only."""

from __future__ import annotations

from pipeline.errors import SettingsError
from pipeline.library import cycle_framework
from pipeline.matching.text import words
from pipeline.model import Json
from pipeline.settings import Home, settings_of
from pipeline.warehouse import read
from pipeline.warehouse.connection import opened


def traced(home: Home, cycle: str, team: str, division: str | None, dimension: str) -> list[Json]:
    """The cells behind a team's figures in one dimension.

    Returns
    -------
    list
        ``upload, file, sheet, row, column, header, value, level, is_inconsistent, division, team``,
        one per rating that counts, in file order; empty for a cycle without data.

    Raises
    ------
    SettingsError
        Where the cycle's framework has no such dimension.
    """
    with opened(home) as connection:
        entry = read.cycle_entry(connection, cycle)
        framework = cycle_framework(connection, entry) if entry else None
        if entry is None or framework is None:
            return []
        found = next((d for d in framework.dimensions if words(dimension) in (words(d.id), words(d.name))), None)
        if found is None:
            known = ", ".join(d.id for d in framework.dimensions)
            raise SettingsError(f"The framework has no dimension {dimension!r}.", f"It has {known}.")
        rater = settings_of(home).rater
        return read.traced_cells(connection, entry.cycle, rater, team, division, framework, found.id)
