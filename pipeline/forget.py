"""A person leaves the warehouse for good: out of every table, and then out of the file's free space too.

What was published holds no persons and stays; backups are not looked for, and whoever keeps them is told so.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from pipeline.identified import identified
from pipeline.matching.recipe_file import recipe_from_text, recipe_text
from pipeline.matching.text import label_key
from pipeline.model import Json
from pipeline.settings import Home, settings_of
from pipeline.warehouse import forget
from pipeline.warehouse.connection import Connection, opened, transaction, write_copy
from pipeline.warehouse.forget import Left
from pipeline.warehouse.recipes import stored_recipes
from pipeline.warehouse.write import note_action


@dataclass(frozen=True)
class Forgotten:
    """What was deleted of a person; ``rulings`` of recipes that named them, ``is_in_settings`` if a role still does."""

    left: Left
    rulings: int
    is_in_settings: bool

    def as_json(self) -> Json:
        """What the command prints: counts, and no name."""
        return {**asdict(self.left), "rulings": self.rulings, "is_in_settings": self.is_in_settings}


def forgotten(home: Home, person: str, actor: str = "") -> Forgotten:
    """Delete a person from the warehouse, under all identifiers that are theirs alone.

    ``person`` is an address or employee id, case ignored; a name where it means one person only.

    Raises
    ------
    WarehouseError
        Where nobody, or several people, are known as that; nothing is changed.
    """
    with opened(home) as connection:
        with transaction(connection):
            people = forget.everybody_linked(connection, identified(connection, home, person))
            rulings, spelt = _without_rulings(connection, people)
            left = forget.forget(connection, people, spelt)
            told = f"a person: {left.responses} responses, {left.ratings} ratings, {left.roster_lines} roster lines"
            note_action(connection, actor or getpass.getuser(), "forget", told)
        _write_anew(connection, home)
    settings = settings_of(home)
    roles = (*settings.analysts, *settings.managers, *settings.viewers)
    return Forgotten(left, rulings, label_key(person) in map(label_key, roles))


def _without_rulings(connection: Connection, people: Sequence[int]) -> tuple[int, list[str]]:
    """Take the rulings on the people out of the recipes; gives how many, and by what pseudonyms they were ruled."""
    keys = set(forget.pseudonyms(connection, people))
    count, spelt = 0, set[str]()
    for each in stored_recipes(connection):
        rulings = recipe_from_text(each.recipe, each.file)
        pairs = {one: other for one, other in rulings.people.items() if keys & {one, other}}
        if pairs:
            others = {one: other for one, other in rulings.people.items() if one not in pairs}
            forget.rewrite_recipe(connection, each.upload, recipe_text(replace(rulings, people=others)))
            count += len(pairs)
            spelt |= {*pairs, *pairs.values()}
    return count, sorted(spelt)


def _write_anew(connection: Connection, home: Home) -> None:
    """Put a copy in the warehouse's place, while it is held: deleted rows lie in a file's free space for long."""
    copy = home.spool / f"forget.{os.getpid()}.duckdb"
    copy.unlink(missing_ok=True)
    try:
        write_copy(connection, copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        copy.chmod(home.warehouse.stat().st_mode)
        connection.execute("checkpoint warehouse")  # else the old file's log would be taken for the new one's
        os.replace(copy, home.warehouse)
    finally:
        copy.unlink(missing_ok=True)
