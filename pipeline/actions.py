"""What is done about a cycle's gaps, and how far its launch is: planned by analysts, kept across cycles.

An action belongs to a gap of a cycle. Who owns it is a person's name and stays with analysts; what is done, by when
and how far it is goes out with the next publication.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from pipeline.errors import SettingsError
from pipeline.library import cycle_framework
from pipeline.model import Framework
from pipeline.settings import Home
from pipeline.snapshot.read import current
from pipeline.warehouse import actions as kept
from pipeline.warehouse import read
from pipeline.warehouse.actions import Action as Action
from pipeline.warehouse.connection import Connection, opened, transaction
from pipeline.warehouse.write import note_action

STATUSES = ("planned", "under way", "done", "dropped")

LAUNCH = {
    "survey-sent": "The survey is out",
    "gaps-shared": "The engineers have seen the gaps",
    "managers-briefed": "Managers are briefed: time, commitments, context",
    "cohort-started": "The first cohort has started",
    "applied-at-work": "What was learned is used at work",
    "assessed-again": "Everybody is assessed again",
}
"""The steps of a launch in their order, by id."""

_MOST_LETTERS = {"action": 500, "owner": 200, "note": 1000}


@dataclass(frozen=True)
class GapPlan:
    """One gap of a cycle and what is done about it; ``action`` is None where nothing is."""

    dimension: str
    dimension_name: str
    action: Action | None


@dataclass(frozen=True)
class Launch:
    """The steps of a cycle's launch, in their order: what, and the day on which it was done."""

    steps: Mapping[str, date | None]

    @property
    def done(self) -> int:
        """How many of the steps are done."""
        return sum(day is not None for day in self.steps.values())


def action_plan(home: Home, cycle: str) -> list[GapPlan]:
    """Every dimension of a cycle in the order of the published priority, with what is done about it.

    Dimensions that have no place in that order follow as the framework has them.

    Raises
    ------
    SettingsError
        Where nobody has answered in the cycle.
    """
    with opened(home) as connection:
        entry, framework = _of(connection, cycle)
        planned = kept.actions(connection, entry)
    places = {dimension: place for place, dimension in enumerate(_published_order(home, cycle))}
    ordered = sorted(framework.dimensions, key=lambda each: places.get(each.id, len(places)))
    return [GapPlan(each.id, each.name, planned.get(each.id)) for each in ordered]


def kept_action(home: Home, cycle: str, dimension: str, action: Action | None, actor: str = "") -> None:
    """Keep what is done about one gap; None lets go of it.

    Raises
    ------
    SettingsError
        Where there is no such cycle or dimension, no text, an unknown status or too many letters.
    """
    asked = action and _checked(action)
    with opened(home) as connection, transaction(connection):
        entry, framework = _of(connection, cycle)
        known = [each.id for each in framework.dimensions]
        if dimension not in known:
            raise SettingsError(f"Cycle {cycle} has no dimension {dimension!r}.", f"It has {', '.join(known)}.")
        kept.keep_action(connection, entry, dimension, asked)
        told = "nothing" if asked is None else asked.status
        note_action(connection, actor or getpass.getuser(), "plan", f"cycle {cycle}, {dimension}: {told}")


def launch(home: Home, cycle: str) -> Launch:
    """How far a cycle's launch is. Raises as `action_plan` does."""
    with opened(home) as connection:
        entry, _ = _of(connection, cycle)
        done = kept.launch_steps(connection, entry)
    return Launch({step: done.get(step) for step in LAUNCH})


def kept_launch(home: Home, cycle: str, done: Mapping[str, bool], today: date, actor: str = "") -> Launch:
    """Keep which steps are done; those that were keep their day, new ones get ``today``.

    Parameters
    ----------
    done
        Step (id) -> whether it is done; steps that are not named stay as they are.

    Raises
    ------
    SettingsError
        Where there is no such cycle or step.
    """
    strange = [step for step in done if step not in LAUNCH]
    if strange:
        raise SettingsError(f"There is no step {strange[0]!r}.", f"There are {', '.join(LAUNCH)}.")
    with opened(home) as connection, transaction(connection):
        entry, _ = _of(connection, cycle)
        days = kept.launch_steps(connection, entry)
        days = {step: days.get(step, today) for step in LAUNCH if done.get(step, step in days)}
        kept.keep_launch_steps(connection, entry, days)
        note_action(connection, actor or getpass.getuser(), "plan", f"cycle {cycle}: {len(days)} steps of its launch")
    return Launch({step: days.get(step) for step in LAUNCH})


def actions_told(connection: Connection, cycle: str) -> dict[str, pd.DataFrame]:
    """What a publication of a cycle tells of actions, of every cycle, and of its launch; no owner and no note."""
    rows = [
        (entry.name, dimension, each.action, each.due and each.due.isoformat(), each.status)
        for entry in read.cycle_entries(connection)
        for dimension, each in kept.actions(connection, entry.cycle).items()
    ]
    number, _ = _of(connection, cycle)
    done = kept.launch_steps(connection, number)
    steps = [(step, done[step].isoformat() if step in done else None) for step in LAUNCH]
    return {
        "gap_action": pd.DataFrame(rows, columns=["of_cycle", "dimension", "action", "due", "status"], dtype=object),
        "launch_step": pd.DataFrame(steps, columns=["step", "done_on"], dtype=object),
    }


def _published_order(home: Home, cycle: str) -> list[str]:
    snapshot = current(home)
    if snapshot is None:
        return []
    try:
        order = snapshot.ask("priorities", {"cycle": cycle}).sort_values("rank", kind="stable")
        return [str(dimension) for dimension in order["dimension"]]
    finally:
        snapshot.close()


def _of(connection: Connection, cycle: str) -> tuple[int, Framework]:
    entry = read.cycle_entry(connection, cycle)
    framework = cycle_framework(connection, entry) if entry else None
    if entry is None or framework is None:
        raise SettingsError(f"Nobody has answered in cycle {cycle!r}.", "Load answers of that cycle first.")
    return entry.cycle, framework


def _checked(action: Action) -> Action:
    texts = {name: " ".join((getattr(action, name) or "").split()) or None for name in _MOST_LETTERS}
    if texts["action"] is None:
        raise SettingsError("An action needs a text.", "Write in a few words what is done about the gap.")
    if action.status not in STATUSES:
        raise SettingsError(f"{action.status!r} is no status.", f"There are {', '.join(STATUSES)}.")
    for name, most in _MOST_LETTERS.items():
        if len(texts[name] or "") > most:
            raise SettingsError(f"The {name} has {len(texts[name] or '')} letters.", f"{most} is the most.")
    return replace(action, action=texts["action"], owner=texts["owner"], note=texts["note"])
