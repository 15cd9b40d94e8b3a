"""Rulings in words: what the boxes of the upload page offer, and what a choice in them means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from pipeline.load import QuestionReading
from pipeline.matching.recipe import IGNORED, Ruled, Rulings
from pipeline.matching.seen import AnswerReading
from pipeline.matching.text import label_key, squeezed
from pipeline.matching.unread import cut
from pipeline.model import Attribute, Framework

BY_RULES = "As the rules say"
NEVER_READ = "Not used"
LEAVE_UNREAD = "Leave unread"
NEVER_A_DIMENSION = "Never a dimension"
LEAVE = "Leave as a problem"
NO_ANSWER = "No answer"
ONE_BY_ONE = "Rule on each by itself"
ONE_PERSON = "One person"
_ATTRIBUTES = {"person": "E-mail or employee id"}


@dataclass(frozen=True)
class Left:
    """That nothing is ruled."""


Choice = int | None | Left
"""A level, None for "no answer", or nothing ruled."""


@dataclass(frozen=True)
class AnswerAsked:
    """An answer to rule on: in one dimension, or (None) wherever it stands, as ``readings`` say."""

    text: str
    label: str
    dimension: str | None
    readings: tuple[AnswerReading, ...]


@dataclass(frozen=True)
class Held:
    """A ruling that holds: on what, what it says, where it comes from."""

    kind: str
    on: str
    says: str
    origin: str

    @property
    def label(self) -> str:
        """The ruling in one line."""
        return f"{self.kind} “{cut(self.on)}”: {self.says}"

    def as_cells(self) -> dict[str, str]:
        """The ruling as a line of a table."""
        return {"Ruling on": self.kind, "Of the file": self.on, "Means": self.says, "Ruled by": self.origin}


def column_label(reading: QuestionReading) -> str:
    """A column by its letter and header."""
    return f"{reading.column} · {cut(reading.header, 80)}"


def column_options(framework: Framework) -> dict[str, str | None]:
    """What a column may be read as -> the ruling; None is none."""
    dimensions: dict[str, str | None] = {dimension.name: dimension.id for dimension in framework.dimensions}
    attributes = {_attribute(name): f"attribute:{name}" for name in get_args(Attribute)}
    return {BY_RULES: None, **dimensions, **attributes, NEVER_READ: IGNORED}


def column_chosen(ruling: str | None, options: dict[str, str | None], framework: Framework) -> str:
    """What stands in the box of a column."""
    by_name = {dimension.name: dimension.id for dimension in framework.dimensions}
    wanted = by_name.get(ruling or "", ruling)
    return next((label for label, meant in options.items() if meant == wanted), BY_RULES)


def proposal_options(framework: Framework, dimension: str) -> list[str]:
    """What may be said of a header that is similar to a dimension."""
    name = next((each.name for each in framework.dimensions if each.id == dimension), dimension)
    return [LEAVE_UNREAD, f"Read as {name}", NEVER_A_DIMENSION]


def proposal_chosen(ruling: str | None, options: Sequence[str]) -> str:
    """What stands in the box of a similar header."""
    if ruling is None:
        return options[0]
    return options[2] if ruling == IGNORED else options[1]


def proposal_ruling(chosen: str, dimension: str) -> str | None:
    """The ruling that a choice on a similar header is."""
    return {LEAVE_UNREAD: None, NEVER_A_DIMENSION: IGNORED}.get(chosen, dimension)


def answers_asked(readings: Sequence[AnswerReading], framework: Framework, by_dimension: bool) -> list[AnswerAsked]:
    """One entry per answer, or per answer and dimension."""
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    same: dict[str, list[AnswerReading]] = {}
    for reading in readings:
        same.setdefault(squeezed(reading.text), []).append(reading)
    if by_dimension:
        return [
            AnswerAsked(reading.text, _counted([reading], names), reading.dimension, tuple(group))
            for group in same.values()
            for reading in group
        ]
    return [AnswerAsked(group[0].text, _counted(group, names), None, tuple(group)) for group in same.values()]


def answer_options(framework: Framework) -> dict[str, Choice]:
    """What an answer may mean."""
    levels: dict[str, Choice] = {f"{level.level} {level.name}": level.level for level in framework.levels}
    return {LEAVE: Left(), **levels, NO_ANSWER: None}


def answer_chosen(answer: AnswerAsked, options: dict[str, Choice]) -> str:
    """What stands in the box of an answer."""
    asked = [each for each in answer.readings if answer.dimension in (None, each.dimension)]
    meant: set[Choice] = {each.level if each.is_ruled else Left() for each in asked}
    return next((label for label, choice in options.items() if meant == {choice}), LEAVE)


def answer_ruling(answer: AnswerAsked, choice: Choice) -> Ruled | Left:
    """The ruling on an answer that a choice amounts to; in one dimension those in the others stay."""
    if answer.dimension is None:
        return choice
    levels: dict[str, Choice] = {each.dimension: each.level for each in answer.readings if each.is_ruled}
    levels[answer.dimension] = choice
    kept = {dimension: level for dimension, level in levels.items() if not isinstance(level, Left)}
    return kept or Left()


def scale_options(
    scales: tuple[dict[str, int], dict[str, int]], framework: Framework
) -> dict[str, dict[str, int | None]]:
    """What all numbers of a file may be -> the ruling on each; the last is that the highest is a slip."""
    upwards, downwards = scales
    count, names = len(framework.levels), {level.level: f"{level.level} {level.name}" for level in framework.levels}
    low, high = names[framework.lowest], names[framework.highest]
    options: dict[str, dict[str, int | None]] = {
        ONE_BY_ONE: {},
        f"1 to {count} are the levels in their order: 1 is {low}, {count} is {high}": {**upwards},
        f"The other way round: 1 is {high}, {count} is {low}": {**downwards},
    }
    if count > framework.highest:
        slips: dict[str, int | None] = {text: None for text, level in upwards.items() if level == framework.highest}
        options[f"They are the levels, and {count} is a slip: no answer"] = slips
    return options


def scale_chosen(rulings: Rulings, options: dict[str, dict[str, int | None]]) -> str:
    """What stands in the box of all numbers."""
    ruled = {squeezed(text): meant for text, meant in rulings.answers.items()}
    for label, answers in options.items():
        meant = {squeezed(text): level for text, level in answers.items()}
        if meant and meant == {text: ruled[text] for text in meant if text in ruled}:
            return label
    return ONE_BY_ONE


def held(rulings: Rulings, own: Rulings, framework: Framework) -> list[Held]:
    """Every ruling that holds for a file; ``own`` are those made on the page."""
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    levels = {level.level: f"{level.level} {level.name}" for level in framework.levels}
    mine = {squeezed(text) for text in (*own.columns, *own.answers, *own.people, *own.teams)}

    def origin(text: str) -> str:
        return "You, here" if squeezed(text) in mine else "An earlier upload"

    def meant(ruled: Ruled) -> str:
        if isinstance(ruled, dict):
            return "; ".join(f"{names.get(dimension, dimension)}: {meant(level)}" for dimension, level in ruled.items())
        return NO_ANSWER if ruled is None else levels.get(ruled, str(ruled))

    def column(ruling: str) -> str:
        if ruling == IGNORED:
            return NEVER_READ
        return names.get(ruling, ruling) if not ruling.startswith("attribute:") else _attribute(ruling[10:])

    found = [Held("Column", on, column(ruling), origin(on)) for on, ruling in rulings.columns.items()]
    found += [Held("Answer", on, meant(ruled), origin(on)) for on, ruled in rulings.answers.items()]
    found += [Held("Person", on, _known_as(on, known), origin(on)) for on, known in rulings.people.items()]
    return found + [Held("Team", on, name, origin(on)) for on, name in rulings.teams.items()]


def parts(count: int, size: int) -> dict[str, int]:
    """The parts of a long list -> where each begins, from 0: ``{"1–8 of 11": 0, "9–11 of 11": 8}``."""
    return {f"{first + 1:,}–{min(first + size, count):,} of {count:,}": first for first in range(0, count, size)}


def _known_as(text: str, known: str) -> str:
    return ONE_PERSON if label_key(text) == label_key(known) else known


def _attribute(name: str) -> str:
    return _ATTRIBUTES.get(name, name.capitalize())


def _counted(readings: Sequence[AnswerReading], names: dict[str, str]) -> str:
    cells = sum(reading.cells for reading in readings)
    where = ", ".join(names.get(reading.dimension, reading.dimension) for reading in readings)
    return f"“{cut(readings[0].text)}” · {cells:,} {'answer' if cells == 1 else 'answers'} in {where}"
