"""What is wrong with an entry of a catalogue, in words of its columns and with the value that stands there.

Decision: the words of the library that checks the entries are never handed on: who wrote a catalogue knows of modules
and hours, and not of instances and types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

_LONGEST = 60
_LACKS = {
    "string": "no text",
    "tuple": "no list",
    "int": "no whole number",
    "float": "no number",
    "finite": "no number",
    "bool": "neither yes nor no",
}
"""By the first part of a fault's kind."""


def fault_of(error: ValidationError) -> str:
    """The first fault of an entry: ``its hands_on_hours is 'many', which is no number``."""
    fault: Mapping[str, Any] = error.errors(include_url=False)[0]
    place, kind, value = fault["loc"], str(fault["type"]), fault["input"]
    if not place:
        return f"it is {shown(value)} and has no keys"
    if kind == "extra_forbidden":
        return f"{str(place[0])!r} is no key that it can have"
    what = f"its {place[0]}" if len(place) == 1 else f"entry {place[1] + 1} of its {place[0]}"
    if kind == "missing":
        return f"{what} is missing"
    if value is None or kind == "string_too_short":
        return f"{what} is empty"
    return f"{what} {_wrong(kind, value, fault.get('ctx', {}))}"


def shown(value: object) -> str:
    """A value as it stands there, shortened."""
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _wrong(kind: str, value: object, limits: Mapping[str, Any]) -> str:
    if "max_length" in limits:
        return f"has more than {limits['max_length']} characters"
    if "ge" in limits:
        return f"is {shown(value)}, and {limits['ge']:g} is the least"
    if "le" in limits:
        return f"is {shown(value)}, and {limits['le']:g} is the most"
    return f"is {shown(value)}, which is {_LACKS.get(kind.partition('_')[0], 'nothing that can stand there')}"
