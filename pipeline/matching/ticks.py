"""Checkboxes of indicators: cells, or columns, of ticks as one bit mask per respondent.

A joined cell and a set of yes/no columns end as the same mask, so the checklist rule (metrics)
is applied once per distinct mask, whatever the encoding of the export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.matching.answers import UNKNOWN, Scale, is_no_answer
from pipeline.matching.text import listed, squeezed, words
from pipeline.model import Dimension, Framework

NONE_YET = 1 << 62
"""The bit of the level-0 option, "none of these"; indicators have the bits below it."""

_SEPARATOR = re.compile(r"([,;|\n])")
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

    ``options`` are squeezed texts with their bit; ``longest`` counts the most pieces that the
    separators of joined cells cut one of them into. ``parts`` are the same in words, for headers, with
    statements standing for their level's defining indicators; ``other_names`` are the names of the levels
    above 0, in words.
    """

    dimension: Dimension
    options: dict[str, int]
    longest: int
    parts: tuple[tuple[str, int], ...]
    other_names: tuple[str, ...]

    def bits(self, text: str) -> tuple[int, list[str]]:
        """The mask of a joined cell, and the pieces that are no option.

        As many pieces as make an option are taken together, so that a comma inside one does not split it.
        """
        mask, strange = self._joined_bits(text)
        plain = listed(text) if strange else text
        return (mask, strange) if plain == text else self._joined_bits(plain)

    def _joined_bits(self, text: str) -> tuple[int, list[str]]:
        pieces = _SEPARATOR.split(text)
        mask, strange, start = 0, [], 0
        while start < len(pieces):
            ends = range(min(start + self.longest, len(pieces)), start, -2)
            end = next((end for end in ends if squeezed("".join(pieces[start:end])) in self.options), None)
            if end is not None:
                mask |= self.options[squeezed("".join(pieces[start:end]))]
            elif squeezed(pieces[start]):
                strange.append(pieces[start].strip())
            # One more than the piece: the separator behind it.
            start = (end or start + 1) + 1
        return mask, strange

    def part_named(self, header: str) -> int | None:
        """The bits that a header stands for: the one indicator or statement it contains, or None.

        A header that spells the scale out ("0 None of these yet to 4 Expert") stands for no option.
        """
        text = f" {words(header)} "
        found = {(name, bits) for name, bits in self.parts if f" {name} " in text}
        if {bits for _, bits in found} == {NONE_YET} and any(f" {name} " in text for name in self.other_names):
            return None
        longest = {bits for name, bits in found if not any(name != other and name in other for other, _ in found)}
        return longest.pop() if len(longest) == 1 else None

    def is_tick_column(self, values: Iterable[str], part: int, scale: Scale, code: str = "") -> bool:
        """Whether a column for one option holds ticks: some do, and what is neither tick nor none is no level."""
        ticks = {value: self.tick(value, part, code) for value in values}
        odd = [value for value, tick in ticks.items() if tick is None]
        return not odd or (True in ticks.values() and all(scale.level(value) < 0 for value in odd))

    def tick(self, text: str, part: int, code: str = "") -> bool | None:
        """Whether a cell of a column for one option is a tick, or the export's code for one; None if it is neither."""
        plain = squeezed(text)
        if plain in _TICKED or plain == code != "" or self.bits(text) == (part, []):
            return True
        return False if plain in _UNTICKED or is_no_answer(text) else None


def checklist(framework: Framework, dimension: Dimension) -> Checklist:
    """The options of one dimension: its indicators, and the level-0 option where there is a level 0."""
    bits = {indicator.id: 1 << place for place, indicator in enumerate(dimension.indicators)}
    options = [(indicator.text, bits[indicator.id]) for indicator in dimension.indicators]
    options += [(text, NONE_YET) for text in _none_texts(framework, dimension)]
    statements = [
        (description.statement, sum(bits[each.id] for each in description.indicators if not each.supporting))
        for description in dimension.levels
        if description.level
    ]
    return Checklist(
        dimension,
        {squeezed(text): bit for text, bit in options if squeezed(text)},
        max((len(_SEPARATOR.split(text)) for text, _ in options), default=1),
        tuple((words(text), part) for text, part in options + statements if part and words(text)),
        tuple(words(level.name) for level in framework.levels if level.level),
    )


def _none_texts(framework: Framework, dimension: Dimension) -> list[str]:
    """How the level-0 option may be written; empty where the framework has no level 0."""
    names = [level.name for level in framework.levels if level.level == 0]
    return names + [description.statement for description in dimension.levels if description.level == 0]


def ticked_indicators(dimension: Dimension, mask: int) -> frozenset[str]:
    """The ids of the indicators in a mask."""
    return frozenset(each.id for place, each in enumerate(dimension.indicators) if mask >> place & 1)


def is_checklist_column(values: Iterable[str], scale: Scale, checklist: Checklist) -> bool:
    """Whether a column holds ticks: some cell is no level but holds a known option."""
    return any(scale.level(value) == UNKNOWN and checklist.bits(value)[0] for value in values)
