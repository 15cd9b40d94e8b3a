"""Two cycles of a home, the earlier and the later one, for whatever is ruled between them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import WarehouseError
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection
from pipeline.warehouse.read import CycleEntry


@dataclass(frozen=True)
class Between:
    """Two cycles; ``is_next`` where no other cycle with answers lies between them."""

    earlier: CycleEntry
    later: CycleEntry
    is_next: bool


def between(connection: Connection, later: str, earlier: str | None = None) -> Between:
    """Two cycles by name; without ``earlier`` the latest before, by name, that has answers.

    Raises
    ------
    WarehouseError
        Where one of them has no answers, where they are the same or the wrong way round, or where there is
        none before.
    """
    answered = {each.name: each for each in read.cycle_entries(connection) if each.framework}
    for name in filter(None, (later, earlier)):
        if name not in answered:
            raise WarehouseError(
                f"Nobody has answered in cycle {name!r}.", f"Cycles with answers: {', '.join(answered) or 'none'}."
            )
    before = [name for name in answered if name < later]
    if earlier is None and not before:
        raise WarehouseError(
            f"There is no cycle with answers before {later!r}.", "Load the answers of an earlier one to compare them."
        )
    chosen = before[-1] if earlier is None else earlier
    if chosen >= later:
        raise WarehouseError(
            f"Cycle {chosen!r} is not before cycle {later!r}.",
            "Cycles are in the order of their names; name the later one first.",
        )
    return Between(answered[chosen], answered[later], chosen == before[-1])


def earlier_cycles(connection: Connection, later: str) -> list[str]:
    """The cycles with answers before one, the latest first; empty where that one has no answers itself."""
    answered = [each.name for each in read.cycle_entries(connection) if each.framework]
    return [name for name in reversed(answered) if name < later] if later in answered else []
