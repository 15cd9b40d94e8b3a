"""Rulings: what a person decided where the reading rules do not decide.

They are values; how they stand in a file is ``recipe_file``'s business. A ruling that does not fit a
framework is refused where somebody states it now, and told apart where it was stated for another file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, get_args

from pipeline.errors import ExportError
from pipeline.matching.attributes import MEANINGS
from pipeline.matching.text import label_key, squeezed
from pipeline.model import Attribute, Dimension, Framework, How

Ruled = int | None | dict[str, int | None]
"""A level, None for "no answer", or either of them per dimension id."""

_Ruling = TypeVar("_Ruling")

IGNORED = "ignored"


@dataclass(frozen=True)
class Rulings:
    """What a person decided about one export.

    Parameters
    ----------
    columns
        Header -> dimension id, ``attribute:team`` (or another attribute) or ``ignored``.
    answers
        Answer text -> level, None for "no answer", or these per dimension.
    people
        Address, employee id or name -> the one by which this person is known. A name that stands for
        itself is one person, however often it stands in a file.
    teams
        Name of a team -> what it is called now.
    crosswalk
        Dimension -> level of the cycle before -> what became of it: ``same``, ``stricter``, ``looser``,
        ``split`` or ``new``, perhaps with levels of this cycle (``same 3``).
    by_hand
        Headers, squeezed, that were ruled on the upload page; the others come from a recipe.
    """

    columns: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Ruled] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    crosswalk: dict[str, dict[int, str]] = field(default_factory=dict)
    by_hand: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def count(self) -> int:
        """How many things are ruled."""
        parts: tuple[Mapping[str, object], ...] = (
            self.columns,
            self.answers,
            self.people,
            self.teams,
            self.crosswalk,
        )
        return sum(map(len, parts))

    def column(self, header: str) -> str | None:
        """What was ruled for a header; case and blanks do not count."""
        return {squeezed(known): ruling for known, ruling in self.columns.items()}.get(squeezed(header))

    def how(self, header: str) -> How:
        """Where a ruling on a header comes from: the page, or a recipe."""
        return "manual" if squeezed(header) in self.by_hand else "recipe"

    def answers_in(self, dimension: Dimension) -> dict[str, int | None]:
        """The rulings on answers that hold in one dimension; its own win over those for all."""
        own = {}
        for text, ruled in self.answers.items():
            by_dimension = ruled if isinstance(ruled, dict) else {dimension.id: ruled}
            for name in (dimension.name, dimension.id):
                if name in by_dimension:
                    own[text] = by_dimension[name]
        return own

    def person(self, text: str) -> str:
        """By what a person is known, following rulings to their end."""
        known = {label_key(one): other for one, other in self.people.items()}
        seen: set[str] = set()
        while label_key(text) in known and label_key(text) not in seen:
            seen.add(label_key(text))
            text = known[label_key(text)]
        return text

    @cached_property
    def people_known(self) -> frozenset[str]:
        """By what somebody is known as somebody ruled: such a name is one person, never two of one name."""
        return frozenset(map(label_key, self.people.values()))

    def team(self, text: str) -> str:
        """What a team is called now; one step, so that two teams may swap names."""
        return {label_key(one): other for one, other in self.teams.items()}.get(label_key(text), text)

    def over(self, earlier: Rulings) -> Rulings:
        """These rulings, and the earlier ones on what these leave open."""
        return Rulings(
            _over(self.columns, earlier.columns, squeezed),
            _over(self.answers, earlier.answers, squeezed),
            _over(self.people, earlier.people, label_key),
            _over(self.teams, earlier.teams, label_key),
            _over(self.crosswalk, earlier.crosswalk, squeezed),
            self.by_hand,
        )

    def without(self, texts: frozenset[str]) -> Rulings:
        """All but the rulings on some headers, answers, people and teams."""
        keys = frozenset(map(squeezed, texts))
        return replace(
            self,
            columns={header: ruling for header, ruling in self.columns.items() if squeezed(header) not in keys},
            answers={text: ruled for text, ruled in self.answers.items() if squeezed(text) not in keys},
            people={text: known for text, known in self.people.items() if squeezed(text) not in keys},
            teams={text: name for text, name in self.teams.items() if squeezed(text) not in keys},
        )


NO_RULINGS = Rulings()


def _over(mine: Mapping[str, _Ruling], theirs: Mapping[str, _Ruling], key: Callable[[str], str]) -> dict[str, _Ruling]:
    ruled = {key(text) for text in mine}
    return {**{text: ruling for text, ruling in theirs.items() if key(text) not in ruled}, **mine}


@dataclass(frozen=True)
class Unfit:
    """A ruling that a framework cannot follow: on what, and what was ruled."""

    on: str
    ruling: str
    is_column: bool


def require_known(rulings: Rulings, framework: Framework) -> None:
    """Refuse rulings that a framework cannot follow, rather than leave a column unread in silence.

    Raises
    ------
    ExportError
        Where a ruling names a dimension, an attribute or a level that does not exist.
    """
    _require_crossed(rulings, framework)
    for unfit in fitting(rulings, framework)[1]:
        if unfit.is_column:
            raise ExportError(
                f"The recipe reads the column {unfit.on!r} as {unfit.ruling!r}, which is nothing that is known.",
                f"It can be ignored, attribute:{', attribute:'.join(get_args(Attribute))}, "
                f"or a dimension: {', '.join(dimension.id for dimension in framework.dimensions)}.",
            )
        raise ExportError(
            f"The recipe reads the answer {unfit.on!r} as level {unfit.ruling}, which {framework.name!r} "
            "does not have.",
            f"Its levels are {framework.lowest} to {framework.highest}, its dimensions "
            f"{', '.join(dimension.id for dimension in framework.dimensions)}.",
        )


def _require_crossed(rulings: Rulings, framework: Framework) -> None:
    """Check of a crosswalk what can be known without the cycle before: dimensions, and the levels of this one."""
    scale = {str(level.level) for level in framework.levels}
    for dimension, levels in rulings.crosswalk.items():
        if dimension not in _names(framework):
            raise ExportError(
                f"The recipe's crosswalk names the dimension {dimension!r}, which {framework.name!r} does not have.",
                f"Its dimensions are {', '.join(each.id for each in framework.dimensions)}.",
            )
        for level, ruling in levels.items():
            named = ruling.split()[1:] or [str(level)]
            strangers = [each for each in named if each not in scale]
            if strangers:
                raise ExportError(
                    f"The recipe's crosswalk of {dimension!r} names level {strangers[0]}, which {framework.name!r} "
                    "does not have.",
                    f"Its levels are {framework.lowest} to {framework.highest}; 'same 3' says of a level of the cycle "
                    "before which one it is now.",
                )


def fitting(rulings: Rulings, framework: Framework) -> tuple[Rulings, list[Unfit]]:
    """The rulings that a framework can follow, and those on columns and answers that it cannot."""
    columns = {header: ruling for header, ruling in rulings.columns.items() if _is_known(ruling, framework)}
    answers = {text: ruled for text, ruled in rulings.answers.items() if _has_levels(ruled, framework)}
    unfit = [Unfit(header, ruling, True) for header, ruling in rulings.columns.items() if header not in columns]
    unfit += [Unfit(text, _told(ruled), False) for text, ruled in rulings.answers.items() if text not in answers]
    return replace(rulings, columns=columns, answers=answers), unfit


def _names(framework: Framework) -> set[str]:
    return {name for dimension in framework.dimensions for name in (dimension.id, dimension.name)}


def _is_known(ruling: str, framework: Framework) -> bool:
    attribute = ruling.removeprefix("attribute:")
    return ruling in _names(framework) | {IGNORED} or (attribute != ruling and attribute in MEANINGS)


def _has_levels(ruled: Ruled, framework: Framework) -> bool:
    by_dimension = ruled if isinstance(ruled, dict) else {}
    levels = {level.level for level in framework.levels} | {None}
    wanted = list(by_dimension.values()) if isinstance(ruled, dict) else [ruled]
    return set(by_dimension) <= _names(framework) and set(wanted) <= levels


def _told(ruled: Ruled) -> str:
    if isinstance(ruled, dict):
        return ", ".join(f"{level!r} in {dimension!r}" for dimension, level in ruled.items())
    return repr(ruled)
