"""Columns that are worked out from others or only number the rows: no answer of anybody.

Told by their headers alone. A column named like this is left out and said, never read as a level.
"""

from __future__ import annotations

from pipeline.matching.text import words

_WORKED_OUT = frozenset(
    "avg average averages mean median total totals sum subtotal min max minimum maximum count overall durchschnitt "
    "mittelwert mittel summe gesamt moyenne somme promedio suma totale somma soma media gemiddelde totaal srednia "
    "razem".split()
)
_TARGETS = frozenset(
    "target targets goal required requirement needed expected soll ziel sollwert objectif cible".split()
)
_NUMBERING = frozenset("id no nr num number index row lfd age year years alter".split())
_BESIDE = frozenset("score scores skill skills rating ratings level levels points of the in for per self value".split())


def is_worked_out(header: str) -> bool:
    """Whether a header says that its column is an average or a total, e.g. ``AVG`` or ``Total score``."""
    return _is_made_of(header.replace("Ø", "avg"), _WORKED_OUT)


def is_numbering(header: str) -> bool:
    """Whether a header says that its column numbers the rows or counts years, e.g. ``No.`` or ``Age``."""
    return header.strip() == "#" or _is_made_of(header, _NUMBERING)


def is_beside(header: str, dimension: str) -> bool:
    """Whether a header is a dimension's name and nothing else but "average", "total" or "target"."""
    rest = f" {words(header)} ".replace(f" {words(dimension)} ", " ", 1)
    return rest.strip() != words(header) and _is_made_of(rest, _WORKED_OUT | _TARGETS)


def _is_made_of(header: str, meant: frozenset[str]) -> bool:
    found = words(header).split()
    return any(word in meant for word in found) and all(word in meant | _BESIDE for word in found)
