"""Whom an address, an employee id or a name means: one person of the warehouse."""

from __future__ import annotations

import pyarrow as pa

from pipeline.errors import WarehouseError
from pipeline.matching.text import label_key
from pipeline.settings import Home
from pipeline.warehouse import forget
from pipeline.warehouse.connection import Connection
from pipeline.warehouse.people import people_of
from pipeline.warehouse.renamed import people_called


def identified(connection: Connection, home: Home, person: str) -> int:
    """The number of a person (people.person).

    ``person`` is an address or employee id, case ignored; a name where it means one person only.

    Raises
    ------
    WarehouseError
        Where nobody, or several people, are known as that.
    """
    number = _called(connection, home, person, is_name=False)
    if number is None:  # what looks like an id may stand in a file of names
        number = _called(connection, home, person, is_name=True)
    if number is None:
        raise WarehouseError(
            f"Nobody is known as {person!r}.",
            "Write the address or employee id as it stands in the files; case is ignored.",
        )
    return number


def identified_by_address(connection: Connection, home: Home, address: str) -> int | None:
    """As `identified`, for whoever signed in: by the address and never by a name; None where nobody has it.

    Raises
    ------
    WarehouseError
        Where several people share the address.
    """
    return _called(connection, home, address, is_name=False)


def _called(connection: Connection, home: Home, person: str, *, is_name: bool) -> int | None:
    [key] = people_of(connection, home).keys_of(pa.array([label_key(person)], pa.string()), is_name).to_pylist()
    number = people_called(connection, [key]).get(key)
    if number is None:
        return None
    found = forget.called(connection, number) if is_name else []
    if len(found) > 1 or any(each < 0 for each in found) or forget.sharers(connection, number) > 1:
        raise WarehouseError(f"Several people are known as {person!r}.", "Write what is one person's alone.")
    return found[0] if found else number
