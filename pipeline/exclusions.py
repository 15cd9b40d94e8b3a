"""Who is kept out of which quarters, read from a file of people and quarters.

Decision: a name that several people have is refused. To keep out one of them would take a seat that somebody asked
for, to keep out all would take one from people whom nobody named; only who wrote the file knows which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.errors import SurveyError
from pipeline.exports.sheet import sheets
from pipeline.programme.quarters import Quarter, quarter_named
from pipeline.programme.relaxing import MORE_QUARTERS

_NAMED_ROWS = 3
"""So many rows are named in a sentence; of more it is said how many."""


@dataclass(frozen=True)
class _Line:
    """One line of the file; without a quarter the person is kept out of every one."""

    row: int
    person: str
    quarter: Quarter | None


def exclusions(
    path: Path | None, people: pd.DataFrame, begins: Quarter, quarters: int
) -> tuple[dict[int, frozenset[int]], list[str]]:
    """Who is kept out of which quarters, and a sentence for what means nobody or nothing.

    Parameters
    ----------
    path
        A table with the columns person (address, id or name) and quarter (blank: every quarter); None: nobody.
    people
        ``person`` (a number), ``identifier`` and ``name`` of everybody in the cycle.
    begins, quarters
        The first quarter of the plan, and how many it has.

    Returns
    -------
    dict, list
        Person -> quarters, from 0; also those after the plan, because a longer one may be tried. With a plan from
        2027-Q1 the line ``kim@x.example, 2027-Q2`` is ``{1}``.

    Raises
    ------
    SurveyError, ExportError
        The file cannot be read, a quarter is none, or several people have the name.
    """
    ids, names = _known(people, "identifier"), _known(people, "name")
    found: dict[int, set[int]] = {}
    strangers: list[str] = []
    outside: dict[Quarter, list[int]] = {}
    for line in _lines(path):
        person = _meant(line, ids, names)
        if person is None:
            strangers.append(f"Row {line.row} of the exclusions names {line.person!r}, whom the cycle does not know.")
            continue
        places = range(quarters + MORE_QUARTERS) if line.quarter is None else [_place(line.quarter, begins)]
        found.setdefault(person, set()).update(place for place in places if place >= 0)
        if line.quarter is not None and not 0 <= places[0] < quarters:
            outside.setdefault(line.quarter, []).append(line.row)
    plan = f"the plan goes from {begins} to {begins.later(quarters - 1)}"
    said = [f"{_rows(rows)} {quarter}; {plan}." for quarter, rows in sorted(outside.items())]
    return {person: frozenset(places) for person, places in found.items() if places}, [*strangers, *said]


def _known(people: pd.DataFrame, column: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for text, person in zip(people[column], people["person"], strict=True):
        if isinstance(text, str) and _key(text):
            found.setdefault(_key(text), []).append(int(person))
    return found


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _meant(line: _Line, ids: Mapping[str, list[int]], names: Mapping[str, list[int]]) -> int | None:
    """The one person whom a line means, by address or id before name; None where nobody is known as that."""
    found = ids.get(_key(line.person)) or names.get(_key(line.person), [])
    if len(found) > 1:
        raise SurveyError(
            f"Row {line.row} of the exclusions names {line.person!r}, as {len(found)} people of the cycle are called.",
            "Give an address or employee id instead.",
        )
    return found[0] if found else None


def _lines(path: Path | None) -> Iterator[_Line]:
    """The lines of the file that name somebody."""
    if path is None:
        return
    filled = [sheet for sheet in sheets(path, path.name) if sheet.cells.num_rows]
    rows = [list(row.values()) for row in filled[0].cells.to_pylist()] if filled else []
    header = [(cell or "").strip().casefold() for cell in rows[0]] if rows else []
    if "person" not in header:
        raise SurveyError(f"{path.name!r} has no column 'person'.", "Write the columns person and quarter.")
    who, when = header.index("person"), header.index("quarter") if "quarter" in header else None
    for number, row in enumerate(rows[1:], 2):
        person, quarter = (row[who] or "").strip(), (row[when] or "").strip() if when is not None else ""
        if person:
            yield _Line(number, person, _quarter(quarter, number) if quarter else None)


def _quarter(text: str, row: int) -> Quarter:
    try:
        return quarter_named(text)
    except SurveyError as e:
        raise SurveyError(f"Row {row} of the exclusions: {e.title}", e.detail) from e


def _place(quarter: Quarter, begins: Quarter) -> int:
    return (quarter.year - begins.year) * 4 + quarter.number - begins.number


def _rows(rows: list[int]) -> str:
    """``Row 4 of the exclusions names``, ``Rows 2 and 3 of the exclusions name``."""
    if len(rows) == 1:
        return f"Row {rows[0]} of the exclusions names"
    named, more = rows[:_NAMED_ROWS], len(rows) - _NAMED_ROWS
    texts = [str(row) for row in named] + ([f"{more} more"] if more > 0 else [])
    return f"Rows {', '.join(texts[:-1])} and {texts[-1]} of the exclusions name"
