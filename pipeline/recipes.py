"""Rulings between files: kept with an upload, applied to the next file of its shape, written out.

What cannot be applied any more is said and asked again; nothing that was ruled is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from pipeline.errors import ExportError, WarehouseError
from pipeline.matching.attributes import meaning
from pipeline.matching.places import header_cell
from pipeline.matching.recipe import Rulings, Unfit, fitting
from pipeline.matching.recipe_file import recipe_from_text, recipe_text
from pipeline.matching.text import label_key, squeezed
from pipeline.matching.who import is_identifier
from pipeline.model import Framework, Problem, Responses
from pipeline.settings import Home
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.people import People
from pipeline.warehouse.recipes import StoredRecipe, people_behind, stored_recipes

SAME_SHAPE_FROM = 0.5
"""Share of the headers that two files have in common, above which their questions are the same survey's."""


@dataclass(frozen=True)
class Reused:
    """The rulings of an earlier upload that a file takes over; ``lost`` counts people nobody knows any more."""

    upload: int
    file: str
    rulings: Rulings
    lost: int


def earlier_rulings(
    connection: Connection, stored: Iterable[StoredRecipe], found: Responses, unruled: frozenset[str], cycle: int
) -> Reused | None:
    """The rulings of the newest upload that was of the same shape: the same tool and most headers the same.

    ``unruled`` are headers and answers for which they shall not hold. A crosswalk speaks of one cycle and the
    one before, so that files of another ``cycle`` do not take it over.
    """
    headers = _told_apart(column.header for column in found.columns if column.metadata is None)
    for each in stored:
        if each.recipe and each.tool == found.tool and _is_same_shape(headers, _told_apart(each.headers)):
            rulings, lost = _with_people(connection, recipe_from_text(each.recipe, each.file))
            rulings = rulings if each.cycle == cycle else replace(rulings, crosswalk={})
            return Reused(each.upload, each.file, rulings.without(unruled), lost)
    return None


def _told_apart(headers: Iterable[str]) -> set[str]:
    """What makes a survey that survey: all headers but those of who answered, which every survey has."""
    return {squeezed(header) for header in headers if header.strip() and meaning(header) is None}


def _is_same_shape(mine: set[str], theirs: set[str]) -> bool:
    return len(mine & theirs) > SAME_SHAPE_FROM * max(len(mine), len(theirs), 1)


@dataclass(frozen=True)
class Followed:
    """The rulings that hold for a file, and what is to be said of them."""

    rulings: Rulings
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def followed(own: Rulings, reused: Reused | None, framework: Framework, found: Responses) -> Followed:
    """A file's own rulings over the earlier ones, as far as its framework can follow these."""
    if reused is None:
        return Followed(own, tuple(_gone_notes(own, found)))
    earlier, unfit = fitting(reused.rulings, framework)
    ruled = {squeezed(text) for text in (*own.columns, *own.answers)}
    open_ones = [each for each in unfit if squeezed(each.on) not in ruled]
    rulings = own.over(earlier)
    notes = [*_reuse_notes(reused, rulings.count - own.count, open_ones), *_gone_notes(rulings, found)]
    return Followed(rulings, tuple(notes), tuple(_stale_problems(found, open_ones)))


def _reuse_notes(reused: Reused, count: int, unfit: list[Unfit]) -> list[str]:
    told = f"{_counted(count)} of upload {reused.upload} ({reused.file}) {'holds' if count == 1 else 'hold'} here too."
    notes = [told] if count else []
    notes += [
        f"Upload {reused.upload} reads the {'column' if each.is_column else 'answer'} {each.on!r} as {each.ruling}, "
        "which this framework does not have; rule on it again."
        for each in unfit
    ]
    if reused.lost:
        notes.append(f"{_counted(reused.lost)} of upload {reused.upload} on people named somebody who is not known.")
    return notes


def _gone_notes(rulings: Rulings, found: Responses) -> list[str]:
    there = {squeezed(text) for column in found.columns for text in (column.header, column.question)}
    gone = [header for header in rulings.columns if squeezed(header) not in there]
    return [
        f"There is a ruling on the column {header!r}, which this file does not have; rule on the column that took "
        "its place, if there is one."
        for header in gone
    ]


def _stale_problems(found: Responses, unfit: list[Unfit]) -> list[Problem]:
    ruled = {squeezed(each.on): each.ruling for each in unfit if each.is_column}
    return [
        Problem(
            found.sheet.name,
            header_cell(found, column)[0],
            header_cell(found, column)[1],
            column.header,
            column.header,
            "stale_ruling",
            f"This column was read as {ruled[squeezed(column.header)]!r} before, which this framework does not have; "
            "it is read by the rules alone until somebody rules on it.",
        )
        for column in found.columns
        if squeezed(column.header) in ruled
    ]


def stored_text(rulings: Rulings, people: People) -> str:
    """The rulings as they are kept with an upload: people by their pseudonyms, and noted among the people."""
    named = [text for pair in rulings.people.items() for text in pair]
    if named:
        identifiers = [text for text in named if is_identifier(text)]
        names = [text for text in named if not is_identifier(text)]
        people.of_identifiers([label_key(text) for text in identifiers], identifiers)
        people.of_names([label_key(text) for text in names], names)
    return recipe_text(_renamed(rulings, lambda text: _key_of(people, text)))


def _key_of(people: People, text: str) -> str:
    [key] = people.keys_of(pa.array([label_key(text)]), not is_identifier(text)).to_pylist()
    return str(key)


def exported_recipe(home: Home, upload: int, path: Path) -> Rulings:
    """Write the rulings of an upload to a file.

    Raises
    ------
    WarehouseError
        Where there is no such upload.
    ExportError
        Where the file cannot be written.
    """
    with opened(home) as connection:
        stored = stored_recipes(connection, upload)
        if not stored:
            raise WarehouseError(f"There is no upload {upload}.", "'skillgap uploads' lists them.")
        rulings, lost = _with_people(connection, recipe_from_text(stored[0].recipe, stored[0].file))
    lines = [f"# Rulings of upload {upload} ({' '.join(stored[0].file.split())})"]
    lines += [f"# {_counted(lost)} on people left out: nobody knows them any more"] if lost else []
    try:
        path.write_text("\n".join([*lines, recipe_text(rulings)]), "utf-8")
    except OSError as e:
        raise ExportError(f"{path.name!r} cannot be written: {e.strerror}.", "Choose another place.") from e
    return rulings


def _with_people(connection: Connection, rulings: Rulings) -> tuple[Rulings, int]:
    keys = [key for pair in rulings.people.items() for key in pair]
    known = people_behind(connection, keys) if keys else {}
    kept = {one: other for one, other in rulings.people.items() if one in known and other in known}
    return _renamed(replace(rulings, people=kept), known.__getitem__), len(rulings.people) - len(kept)


def _renamed(rulings: Rulings, name: Callable[[str], str]) -> Rulings:
    return replace(rulings, people={name(one): name(other) for one, other in rulings.people.items()})


def _counted(rulings: int) -> str:
    return "1 ruling" if rulings == 1 else f"{rulings} rulings"
