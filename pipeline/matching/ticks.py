"""Checkboxes of indicators: cells, or columns, of ticks as one bit mask per respondent.

A joined cell and a set of yes/no columns end as the same mask, so the checklist rule (metrics)
is applied once per distinct mask, whatever the encoding of the export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.matching.answers import UNKNOWN, Scale, is_no_answer
from pipeline.matching.text import squeezed, words
from pipeline.model import Dimension, Framework

NONE_YET = 1 << 62
"""The bit of the level-0 option, "none of these"; indicators have the bits below it."""

_SEPARATORS = ",;|"
_TICKED = frozenset(
    [
        "yes",
        "y",
        "x",
        "true",
        "1",
        "checked",
        "selected",
        "ticked",
        "ja",
        "oui",
        "si",
        "sí",
        "sim",
        "tak",
        "✓",
        "✔",
        "☑",
    ]
)
_UNTICKED = frozenset(
    [
        "no",
        "n",
        "false",
        "0",
        "unchecked",
        "notselected",
        "nein",
        "non",
        "nao",
        "não",
        "nee",
        "nie",
        "o",
        "✗",
        "☐",
    ]
)


@dataclass(frozen=True)
class Checklist:
    """One dimension's tickable options.

    ``options`` are squeezed texts with their bit, longest first (an option may contain another, or
    a comma); ``parts`` are the same in words, for headers, with statements standing for their
    level's defining indicators.
    """

    dimension: Dimension
    options: tuple[tuple[str, int], ...]
    parts: tuple[tuple[str, int], ...]

    def bits(self, text: str) -> tuple[int, list[str]]:
        """The mask of a joined cell, and the pieces that are no option.

        Known options are taken longest first, so that a comma inside an option does not split it.
        """
        rest, mask, has_unknown = squeezed(text.replace("\n", ";")), 0, False
        while rest := rest.lstrip(_SEPARATORS):
            option = next((o for o in self.options if _is_next(rest, o[0])), None)
            if option is None:
                has_unknown = True
                rest = re.sub(f"^[^{_SEPARATORS}]+", "", rest)
            else:
                mask |= option[1]
                rest = rest[len(option[0]) :]
        return mask, self._unknown_pieces(text) if has_unknown else []

    def part_named(self, header: str) -> int | None:
        """The bits that a header stands for: the one indicator or statement it contains, or None."""
        text = f" {words(header)} "
        found = {(name, bits) for name, bits in self.parts if f" {name} " in text}
        longest = {bits for name, bits in found if not any(name != other and name in other for other, _ in found)}
        return longest.pop() if len(longest) == 1 else None

    def is_tick_column(self, values: Iterable[str], part: int, scale: Scale) -> bool:
        """Whether a column for one option holds ticks: some do, and what is neither tick nor none is no level."""
        ticks = {value: self.tick(value, part) for value in values}
        odd = [value for value, tick in ticks.items() if tick is None]
        return not odd or (True in ticks.values() and all(scale.level(value) < 0 for value in odd))

    def tick(self, text: str, part: int) -> bool | None:
        """Whether a cell of a column for one option is a tick; None if it is neither."""
        plain = squeezed(text)
        if plain in _TICKED or self.bits(text) == (part, []):
            return True
        return False if plain in _UNTICKED or is_no_answer(text) else None

    def _unknown_pieces(self, text: str) -> list[str]:
        pieces = [piece.strip() for piece in re.split(r"[,;|\n]", text)]
        return [p for p in pieces if squeezed(p) and not any(squeezed(p) in option for option, _ in self.options)]


def checklist(framework: Framework, dimension: Dimension) -> Checklist:
    """The options of one dimension: its indicators, and the level-0 option where there is a level 0."""
    options: list[tuple[str, int]] = []
    parts: list[tuple[str, int]] = []
    bit = 1
    for description in dimension.levels:
        defining = 0
        for indicator in description.indicators:
            options.append((squeezed(indicator.text), bit))
            parts.append((words(indicator.text), bit))
            defining |= 0 if indicator.supporting else bit
            bit <<= 1
        if description.level == 0:
            name = next(level.name for level in framework.levels if level.level == 0)
            options += [(squeezed(name), NONE_YET), (squeezed(description.statement), NONE_YET)]
            defining = NONE_YET
            parts.append((words(name), defining))
        if defining:
            parts.append((words(description.statement), defining))
    options = [option for option in options if option[0]]
    parts = [part for part in parts if part[0]]
    return Checklist(dimension, tuple(sorted(options, key=lambda o: -len(o[0]))), tuple(parts))


def ticked_indicators(dimension: Dimension, mask: int) -> frozenset[str]:
    """The ids of the indicators in a mask."""
    ids = [indicator.id for description in dimension.levels for indicator in description.indicators]
    return frozenset(id_ for place, id_ in enumerate(ids) if mask >> place & 1)


def is_checklist_column(values: Iterable[str], scale: Scale, checklist: Checklist) -> bool:
    """Whether a column holds ticks: some cell is no level but holds a known option."""
    return any(scale.level(value) == UNKNOWN and checklist.bits(value)[0] for value in values)


def _is_next(rest: str, option: str) -> bool:
    return rest.startswith(option) and (len(rest) == len(option) or rest[len(option)] in _SEPARATORS)
