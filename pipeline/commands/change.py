"""``change``: what changed between two cycles, from the current snapshot, or from the warehouse with ``--private``."""

from __future__ import annotations

from pipeline.commands.figures import grouping, json_rows
from pipeline.commands.output import note
from pipeline.errors import SettingsError
from pipeline.model import Grouping, Json
from pipeline.settings import Home

_CLASSES = ("new_hire", "first_answer", "moved_in", "leaver", "silent", "moved_out")
_MERGED = ("joined", "gone")
_MEASURES = {
    "shortfall": "mean_shortfall",
    "mean_shortfall": "mean_shortfall",
    "prevalence": "prevalence",
    "level": "level",
}


def change_rows(home: Home, before: str, after: str, by: str, measured: str, is_private: bool) -> list[Json]:
    """The rows of ``change``; empty where one of the cycles has no answers, or is not published.

    Raises
    ------
    SettingsError
        For a measure that there is not, and where the two cycles cannot be compared.
    """
    asked = grouping(by)
    if measured not in _MEASURES:
        raise SettingsError(f"There is no measure {measured!r}.", f"Use one of {', '.join(_MEASURES)}.")
    if before == after:
        raise SettingsError(f"Cycle {before!r} cannot be compared with itself.", "Name two different cycles.")
    if asked.kind == "together":
        note("Small teams together are others in each cycle; what changed in them is not compared.")
        return []
    rows = (_private if is_private else _published)(home, before, after, asked, measured)
    return [{**row, "ledger": _plain(row["ledger"]), "people": _plain(row["people"])} for row in rows]


def _private(home: Home, before: str, after: str, asked: Grouping, measured: str) -> list[Json]:
    from pipeline.private import private_changes

    frame = private_changes(home, before, after, _MEASURES[measured], asked)  # type: ignore[arg-type]
    return [] if frame is None else json_rows(frame)


def _published(home: Home, before: str, after: str, asked: Grouping, measured: str) -> list[Json]:
    from pipeline.commands.figures import published_snapshot
    from pipeline.snapshot.change import changes

    snapshot = published_snapshot(home, before) and published_snapshot(home, after)
    if snapshot is None:
        return []
    return json_rows(changes(snapshot, before, after, _MEASURES[measured], asked))  # type: ignore[arg-type]


def _plain(entries: Json | None) -> Json | None:
    """Entries without the two sums, where the classes that they add up are told: nothing stands twice."""
    if entries is None or any(entries[name] is None for name in _CLASSES):
        return entries
    return {name: entry for name, entry in entries.items() if name not in _MERGED}
