"""The caches of the change page: two cycles compared, read and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.shared.cached import DAY_SECONDS, Drawing, cycles, drawing, facts, opened
from pages.shared.captions import Cell
from pipeline.charts import (
    change_dumbbell,
    change_ledger,
    change_series,
    change_tables,
    change_transitions,
    priority_moves,
    tables,
)
from pipeline.charts.change_measures import CHANGE_MEASURES, ChangeMeasure, change_measure_of
from pipeline.charts.theme import Theme, look_of
from pipeline.model import Grouping, Kind
from pipeline.snapshot import change as published
from pipeline.snapshot import priorities
from pipeline.snapshot.actions import gap_actions
from pipeline.snapshot.shapes import plain

ALL_DIMENSIONS = "All dimensions"
COMPANY = "Whole company"
MOST_GROUPS = 40
"""Groups that are drawn; the table holds all."""
TOP_GAPS = 3
_EVERY_GAP = 1_000

NOT_THERE: Cell = {**dict.fromkeys(published.CHANGE_COLUMNS), "shown": False}
"""A group that is in the figures of neither cycle: nothing of it is shown."""


@dataclass(frozen=True)
class Compared:
    """Two cycles and the figure they are compared by, in the words of its box."""

    before: str
    after: str
    label: str

    @property
    def measure(self) -> ChangeMeasure:
        """The figure itself."""
        return change_measure_of(self.label)


@dataclass(frozen=True)
class Part:
    """What of a company a page is about: a group of a kind (or the whole company), one dimension or all."""

    kind: Kind
    division: str | None
    group: str = COMPANY
    dimension: str = ALL_DIMENSIONS


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def pairs(path: str) -> tuple[tuple[str, str], ...]:
    """The cycles that can be compared, earlier and later."""
    return published.pairs(opened(path))


def later(path: str) -> list[str]:
    """The cycles that have one to be compared with, latest first."""
    known = {after for _, after in pairs(path)}
    return [cycle for cycle in cycles(path) if cycle in known]


def earlier(path: str, after: str) -> list[str]:
    """The cycles that one can be compared with, the nearest first."""
    known = {before for before, with_cycle in pairs(path) if with_cycle == after}
    return [cycle for cycle in cycles(path) if cycle in known]


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def group_names(path: str, compared: Compared, part: Part) -> list[str]:
    """The company, then the groups of a kind by name; of a division that is chosen, itself first."""
    names = {row["name"] for row in _of_kind(path, compared, part)}
    if part.kind == "division" and part.division in names:
        return [part.division, COMPANY, *sorted(names - {part.division}, key=str.casefold)]
    return [COMPANY, *sorted(names, key=str.casefold)]


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def chosen(path: str, compared: Compared, part: Part) -> Cell:
    """One group's change in one dimension, or pooled over all of them."""
    if part.dimension == ALL_DIMENSIONS:
        pooled = _of_group(path, compared, part, is_by_dimension=False)
        return pooled[0] if pooled else NOT_THERE
    in_dimension = _in(part, _of_group(path, compared, part, is_by_dimension=True))
    return in_dimension[0] if in_dimension else NOT_THERE


def told_by(path: str, compared: Compared, part: Part) -> list[str]:
    """The measures by which it is known what the change is made of."""
    others = [Compared(compared.before, compared.after, measure.label) for measure in CHANGE_MEASURES]
    return [each.label for each in others if chosen(path, each, part)["ledger"] is not None]


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def by_dimension(path: str, compared: Compared, part: Part) -> tuple[Cell, ...]:
    """One group's change in every dimension."""
    rows = _of_group(path, compared, part, is_by_dimension=True)
    return tuple({**row, "name": row["dimension_name"]} for row in rows)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def by_group(path: str, compared: Compared, part: Part) -> tuple[Cell, ...]:
    """The company, then every group of a kind, in one dimension or over all; hidden ones last and by name."""
    is_by_dimension = part.dimension != ALL_DIMENSIONS
    company = Part("company", None, dimension=part.dimension)
    rows = _in(part, _of_group(path, compared, company, is_by_dimension))
    groups = _in(part, _of_kind(path, compared, part, is_by_dimension))
    sign = 1 if compared.measure.is_lower_better else -1
    ordered = sorted(groups, key=lambda row: (row["change"] is None, sign * (row["change"] or 0), row["name"]))
    return (*rows, *ordered)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def dimensions_drawing(path: str, compared: Compared, part: Part, theme: Theme) -> Drawing | None:
    """One group by dimension; None where it was in no figure of either cycle."""
    return _dumbbell(by_dimension(path, compared, part), compared, theme)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def groups_drawing(path: str, compared: Compared, part: Part, theme: Theme) -> Drawing | None:
    """The groups of a kind, the first of them; None where there are none."""
    return _dumbbell(by_group(path, compared, part)[: MOST_GROUPS + 1], compared, theme)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def ledger_drawing(path: str, compared: Compared, part: Part, theme: Theme) -> Drawing | None:
    """What one change is made of; None where that is not known."""
    row = chosen(path, compared, part)
    if row["ledger"] is None or row["change"] is None:
        return None
    ends = compared.measure, compared.before, compared.after
    return drawing(change_ledger.waterfall(row, *ends, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def transitions_drawing(path: str, compared: Compared, part: Part, theme: Theme) -> Drawing | None:
    """From which level to which; None where that is not known."""
    row = chosen(path, compared, part)
    if not row["transitions"]:
        return None
    framework = facts(path, compared.after).framework
    cycles = compared.before, compared.after
    chart = change_transitions.transition_matrix(row["transitions"], framework, *cycles, look_of(theme))
    return drawing(chart.to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def series_drawing(path: str, compared: Compared, part: Part, theme: Theme) -> Drawing | None:
    """One group over all cycles; None with fewer than three."""
    steps = _steps(path, compared, part)
    if len(steps) < 2 or change_series.series_points(steps, compared.measure).empty:
        return None
    return drawing(change_series.series(steps, compared.measure, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def every_table(path: str, compared: Compared, part: Part) -> list[Any]:
    """The tables of all pictures of the page, in their order; None for a picture that there is not."""
    ends = compared.measure, compared.before, compared.after
    return [
        change_tables.changes_table(by_dimension(path, compared, part), *ends, "Dimension"),
        ledger_table(path, compared, part),
        transitions_table(path, compared, part),
        change_tables.changes_table(by_group(path, compared, part), *ends, "Group"),
        series_table(path, compared, part),
    ]


def ledger_table(path: str, compared: Compared, part: Part) -> Any:
    """What one change is made of, as a table; None where that is not known."""
    row = chosen(path, compared, part)
    if row["ledger"] is None or row["change"] is None:
        return None
    return change_ledger.ledger_table(row, compared.measure, compared.before, compared.after)


def classes_table(path: str, compared: Compared, part: Part) -> Any:
    """Who joined and who is gone in six classes; None where they are not told apart."""
    row = chosen(path, compared, part)
    return change_ledger.classes_table(row, compared.measure) if change_ledger.has_classes(row) else None


def transitions_table(path: str, compared: Compared, part: Part) -> Any:
    """From which level to which, as a table; None where that is not known."""
    row = chosen(path, compared, part)
    if not row["transitions"]:
        return None
    framework = facts(path, compared.after).framework
    return change_transitions.transitions_table(row["transitions"], framework, compared.before, compared.after)


def series_table(path: str, compared: Compared, part: Part) -> Any:
    """One group over all cycles as a table; None with fewer than three."""
    steps = _steps(path, compared, part)
    return None if len(steps) < 2 else change_series.series_table(steps, compared.measure)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def moves_table(path: str, compared: Compared) -> Any:
    """What moved in the order in which to close the company's gaps; None where neither cycle has one."""
    then, now = (priorities.ordered(opened(path), cycle) for cycle in (compared.before, compared.after))
    if then.empty and now.empty:
        return None
    return priority_moves.priority_moves(then, now, compared.before, compared.after)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def top_gaps(path: str, compared: Compared) -> tuple[tuple[dict[str, Any], Cell], ...]:
    """The company's first gaps of the earlier cycle, each with its change; ``done`` is what was done about it.

    Gaps further down follow where something was done about them.
    """
    done = {row["dimension"]: row for row in plain(gap_actions(opened(path), compared.after, compared.before))}
    gaps = priorities.first_gaps(opened(path), compared.before, None, _EVERY_GAP)
    rows = {row["dimension"]: row for row in by_dimension(path, compared, Part("company", None))}
    return tuple(
        ({**gap, "done": done.get(gap["dimension"])}, rows[gap["dimension"]])
        for place, gap in enumerate(gaps)
        if gap["dimension"] in rows and (place < TOP_GAPS or gap["dimension"] in done)
    )


def csv(path: str, compared: Compared, part: Part) -> str:
    """Every figure of the change of the company and of the groups of a kind, for a spreadsheet."""
    rows = [
        row
        for is_by_dimension in (True, False)
        for each in (
            _of_group(path, compared, Part("company", None), is_by_dimension),
            _of_kind(path, compared, part, is_by_dimension),
        )
        for row in each
    ]
    return tables.csv(change_tables.every_change(rows, compared.before, compared.after))


def _dumbbell(rows: tuple[Cell, ...], compared: Compared, theme: Theme) -> Drawing | None:
    if not rows:
        return None
    ends = compared.measure, compared.before, compared.after
    return drawing(change_dumbbell.dumbbell(rows, *ends, look_of(theme)).to_dict(validate=False))


def _steps(path: str, compared: Compared, part: Part) -> list[tuple[str, str, tuple[Cell, ...]]]:
    """Neighbouring cycles, oldest first, each with one group's changes."""
    known = cycles(path)[::-1]
    steps = [pair for pair in zip(known, known[1:], strict=False) if pair in pairs(path)]
    return [(*pair, by_dimension(path, Compared(*pair, compared.label), part)) for pair in steps]


def _in(part: Part, rows: list[Cell]) -> list[Cell]:
    return [row for row in rows if part.dimension in (row["dimension_name"], ALL_DIMENSIONS)]


def _of_kind(path: str, compared: Compared, part: Part, is_by_dimension: bool = False) -> list[Cell]:
    rows = _changes(path, compared, part.kind, is_by_dimension)
    if part.division is None:
        return rows
    return [row for row in rows if part.division in (row["division"], row["group"])]


def _of_group(path: str, compared: Compared, part: Part, is_by_dimension: bool) -> list[Cell]:
    if part.group == COMPANY:
        return _changes(path, compared, "company", is_by_dimension)
    return [row for row in _of_kind(path, compared, part, is_by_dimension) if row["name"] == part.group]


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def _changes(path: str, compared: Compared, kind: Kind, is_by_dimension: bool) -> list[Cell]:
    """The published rows as plain values, each with the name by which a reader tells its group from others."""
    asked = compared.before, compared.after, compared.measure.key
    found = published.changes(opened(path), *asked, Grouping(kind, is_by_dimension))
    places = found[["group", "division"]].drop_duplicates()
    doubles = set(places.loc[places["group"].duplicated(keep=False), "group"])
    return [{**row, "name": _name(row, doubles)} for row in plain(found)]


def _name(row: Cell, doubles: set[str]) -> str:
    if row["kind"] == "company":
        return COMPANY
    return f"{row['group']} ({row['division'] or 'no division'})" if row["group"] in doubles else str(row["group"])
